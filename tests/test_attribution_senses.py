"""Verbs that say in one of their senses only, comments between commas, and whom a paper or a reporter stands for."""

from __future__ import annotations

import pytest

from tests.test_attribution import OBSERVATORY, parts

SAYERS = [
    ("SANA maintains that Saraqib was calm.", "SANA"),
    ("The toll in Saraqib, SANA maintains, was lower.", "SANA"),
    ("SANA branded the reports from Saraqib a lie.", "SANA"),
    ("Moscow branded the reports from Saraqib a lie.", "Russia"),
    ("Turkey judged the raid on Saraqib unlawful.", "Turkey"),
    ("The Observatory has learned that shells hit Saraqib.", OBSERVATORY),
    ("Two died in Saraqib, the Observatory has learned.", OBSERVATORY),
    ("Iran waved the reports from Saraqib away.", "Iran"),
    ("Iran cast doubt on the toll in Saraqib.", "Iran"),
    ("SANA made it clear that Saraqib was calm.", "SANA"),
    ("Turkey swore that Saraqib was calm.", "Turkey"),
    ("Shells hit Saraqib, residents recounted.", "Residents (unnamed)"),
    ("Two medics confided to Reuters that Saraqib was empty.", "Medics (unnamed)"),
    ("Nobody is left in Saraqib, activists typed.", "Activists (unnamed)"),
    ("The toll in Saraqib, SANA frets, could double.", "SANA"),
    ("SANA appalled at the raid on Saraqib", "SANA"),
    ("In the words of the Observatory, Saraqib burned.", OBSERVATORY),
    ("By the Observatory's reckoning, two died in Saraqib.", OBSERVATORY),
    ("In testimonies gathered by the Observatory, men fled Saraqib.", OBSERVATORY),
    ("SANA's correspondent in Saraqib saw five bodies.", "SANA"),
    ("As Moscow sees it, Saraqib is lost.", "Russia"),
    ("As SANA put it, Saraqib was calm.", "SANA"),
    ("The raid on Saraqib was a crime, in the eyes of the Observatory.", OBSERVATORY),
    ("Turkey was adamant that Saraqib was calm.", "Turkey"),
    ("Turkey called the strike on Saraqib a crime.", "Turkey"),
    ("A SANA journalist watched smoke rise over Saraqib.", "SANA"),
    ("Speaking to SANA, a nurse in Saraqib described the raid.", "Medics (unnamed)"),
    ("In Turkey's view, Saraqib is lost.", "Turkey"),
    ("شهود عيان تحدثوا عن غارة على سراقب.", "Witnesses (unnamed)"),
    ("تمسكت موسكو بأن سراقب آمنة.", "Russia"),
    ("ردت موسكو بأن سراقب آمنة.", "Russia"),
    ("رفضت موسكو الاتهامات بقصف سراقب.", "Russia"),
    ("وجد المرصد السوري أدلة على قصف سراقب.", OBSERVATORY),
    ("عبرت موسكو عن قلقها في سراقب.", "Russia"),
    ("ناجون من سراقب يحكون: قصفوا البيوت.", "Witnesses (unnamed)"),
]


@pytest.mark.parametrize(("text", "sayer"), SAYERS)
def test_a_verb_says_where_its_sense_is_that_of_saying(text: str, sayer: str) -> None:
    assert parts(text)[1] == [sayer]


@pytest.mark.parametrize(
    "text",
    [
        "Hezbollah maintained its posts in Saraqib.",
        "Hezbollah charged the gate of Saraqib.",
        "Turkey recalled its envoy from Saraqib.",
        "Hezbollah observed the truce in Saraqib.",
        "Russia broke the siege of Saraqib.",
        "Turkey raised its flag over Saraqib.",
        "Hezbollah exposed its flank in Saraqib.",
        "When rockets hit Saraqib, Turkey retaliated.",
        "Hezbollah slammed shells into Saraqib.",
        "ردت روسيا على مصادر النيران في سراقب.",
        "عبرت تركيا الحدود نحو سراقب.",
        "وجد حزب الله جثثا في سراقب.",
    ],
)
def test_the_other_sense_is_a_deed(text: str) -> None:
    actors, said_by, _ = parts(text)
    assert len(actors) == 1
    assert said_by == []


def test_to_whom_one_confides_is_no_sayer_and_no_actor() -> None:
    assert parts("A medic assured SANA that Saraqib was calm.") == ([], ["Medics (unnamed)"], [])


def test_a_suspicion_in_an_aside_falls_on_who_stands_before_it() -> None:
    assert parts("The raiders of Saraqib – Hezbollah men, people suspect – fled.")[2] == ["Hezbollah"]


@pytest.mark.parametrize(
    "text",
    [
        "Fingers were pointed at Israel over the raid on Saraqib.",
        "SANA attributed to Israel the raid on Saraqib.",
        "الغارة على سراقب التي نسبتها دمشق إلى إسرائيل قتلت اثنين.",
        "وجهت دمشق أصابع الاتهام إلى إسرائيل بقصف سراقب.",
    ],
)
def test_to_whom_a_raid_is_put_down_is_alleged(text: str) -> None:
    assert parts(text)[2] == ["Israel"]


def test_to_be_behind_a_deed_is_alleged() -> None:
    assert parts("رجح المرصد السوري وقوف روسيا وراء قصف سراقب.")[2] == ["Russia"]


def test_what_one_calls_a_deed_is_no_deed_of_ones_own() -> None:
    assert parts("وصفت موسكو القصف على سراقب بأنه جريمة.") == ([], ["Russia"], [])


def test_a_count_of_strikes_is_no_deed() -> None:
    assert parts("أحصى المرصد السوري عشر ضربة على سراقب.") == ([], [OBSERVATORY], [])


def test_announcing_a_capture_is_a_deed() -> None:
    assert parts("أعلن حزب الله استعادة سراقب.")[0] == ["Hezbollah"]
