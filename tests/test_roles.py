"""Places, governments named by their place, and processes named after one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.cues import EVENTS, OTHER
from geo.matcher import words_of
from geo.narration import Flag
from geo.recognition import Name
from geo.role_cues import IN_A_TOWN, PAPERS, PROCESSES
from geo.roles import role_of
from tests.small_world import read, roles


def role(text: str, surface: str) -> str:
    """Return the role of the surface's first mention; "none" where it is no mention."""
    return next((row["role"] for row in read(text) if row["surface"] == surface), "none")


@pytest.mark.parametrize(
    ("text", "surface"),
    [
        ("Moscow said it would stop.", "Moscow"),
        ("Moscow denied the report.", "Moscow"),
        ("Ankara, which backs the fighters, refused.", "Ankara"),
        ("Ankara also rejected the plan.", "Ankara"),
        ("Tehran has sent advisers.", "Tehran"),
        ("Russia could agree to a truce.", "Russia"),
        ("On Monday Turkey closed its post.", "Turkey"),
        ("Turkey says nothing has changed.", "Turkey"),
        ("Russia, Turkey and Iran agreed to meet.", "Russia"),
        ("Russia, Turkey and Iran agreed to meet.", "Turkey"),
        ("Russia, Turkey and Iran agreed to meet.", "Iran"),
        ("Iran and Russia signed a paper.", "Iran"),
        ("They asked Russia and Turkey to step in.", "Turkey"),
        ("They urged Syria to open the road.", "Syria"),
        ("The ministry accused Israel of the raid.", "Israel"),
        ("Syria accused Israel of the raid.", "Syria"),
        ("Syria said it had shot down a drone.", "Syria"),
        ("Envoys warned Damascus against it.", "Damascus"),
        ("the Tehran regime", "Tehran"),
        ("Moscow's envoy left the base.", "Moscow"),
        ("Russia’s foreign minister spoke.", "Russia"),
        ("US President X spoke.", "US"),
        ("They seek better relations with Iran.", "Iran"),
        ("He wants a deal with Russia.", "Russia"),
        ("a militia backed by Iran", "Iran"),
        ("fighters supported by the United States", "United States"),
        ("sanctions against Iran", "Iran"),
        ("talks between Russia and Turkey failed", "Russia"),
        ("talks between Russia and Turkey failed", "Turkey"),
        ("the leaders of Turkey and Iran met", "Turkey"),
        ("Israel struck a depot.", "Israel"),
        ("France condemned the raid.", "France"),
        ("قالت روسيا إنها ستنسحب.", "روسيا"),
        ("اتهمت سوريا إسرائيل بالقصف.", "إسرائيل"),
        ("أعلنت تركيا وقف العملية.", "تركيا"),
        ("رفضت موسكو المقترح.", "موسكو"),
        ("The attack was blamed on Russia.", "Russia"),
        ("He denied that Damascus had bombed the town.", "Damascus"),
        ("They blamed the raid on Saraqib on Russia.", "Russia"),
        ("They lifted the sanctions on Iran.", "Iran"),
        ("أدان المجلس استخدام روسيا القنابل.", "روسيا"),
        ("وباستخدام روسيا حق النقض سقط القرار.", "روسيا"),
        ("دعم إيران للميليشيات مستمر.", "إيران"),
        ("ألقت باريس باللوم على روسيا.", "روسيا"),
        ("Damascus and Tehran have rejected it.", "Damascus"),
        ("Tehran and Damascus deny it.", "Damascus"),
        ("After the deal in Geneva, Iran and Russia are to send men.", "Iran"),
        ("They called on Ankara to stop.", "Ankara"),
        ("Turkey, which shelters many of them, will open the gate.", "Turkey"),
        ("Iran, for its part, rejected it.", "Iran"),
        ("Those who ask hear nothing; Israel as a rule stays silent.", "Israel"),
        ("It was kept shut, forcing Ankara to act.", "Ankara"),
        ("The province is out of Damascus's grip.", "Damascus"),
        ("Reporters wait because Syria restricts them.", "Syria"),
        ("He holds Russia responsible for it.", "Russia"),
        ("لا تنفي دمشق ذلك.", "دمشق"),
        ("تصر روسيا على ذلك.", "روسيا"),
        ("أغلق العراق حدوده.", "العراق"),
        ("نفتها روسيا.", "روسيا"),
        ("عزا ناشطون القصف إلى روسيا.", "روسيا"),
    ],
)
def test_a_government_named_by_its_place_is_an_actor(text: str, surface: str) -> None:
    assert role(text, surface) == "actor"


@pytest.mark.parametrize(
    ("text", "surface"),
    [
        ("He was born in Moscow.", "Moscow"),
        ("A meeting in Turkey ended.", "Turkey"),
        ("Officials in Turkey said nothing.", "Turkey"),
        ("They fled to Turkey.", "Turkey"),
        ("They fled from Iraq.", "Iraq"),
        ("Trucks came into Syria from Jordan.", "Jordan"),
        ("They shut the border with Jordan.", "Jordan"),
        ("along the frontier between Syria and Iraq", "Iraq"),
        ("across northern Syria", "Syria"),
        ("the war in Syria", "Syria"),
        ("Shells fell on Damascus overnight.", "Damascus"),
        ("Damascus is the capital.", "Damascus"),
        ("Rebels entered Damascus.", "Damascus"),
        ("The road between Damascus and Homs is cut.", "Damascus"),
        ("near Damascus", "Damascus"),
        ("He denied that Damascus had been bombed.", "Damascus"),
        ("They blamed the raid on bad weather over Turkey.", "Turkey"),
        ("قصف على الحدود مع تركيا.", "تركيا"),
        ("دعم سوريا واجب.", "سوريا"),
        ("He flew to Tehran for talks.", "Tehran"),
        ("the Ankara-based institute", "Ankara"),
        ("Residents of Damascus stayed at home.", "Damascus"),
        ("eastern Turkey saw snow", "Turkey"),
        ("a hospital across the border in Lebanon", "Lebanon"),
        ("Idlib fell.", "Idlib"),
        ("Idlib said goodbye to its dead.", "Idlib"),
        ("Homs has suffered.", "Homs"),
        ("fighters left Aleppo", "Aleppo"),
        ("Khan Sheikhoun was hit.", "Khan Sheikhoun"),
        ("the battle with rebels in Hama", "Hama"),
        ("strikes against Idlib", "Idlib"),
        ("talks with elders in Daraa", "Daraa"),
        ("the people of Syria", "Syria"),
        ("He left Turkey on Friday.", "Turkey"),
        ("وصل اللاجئون في روسيا.", "روسيا"),
        ("عبروا إلى تركيا.", "تركيا"),
        ("قصف على دمشق", "دمشق"),
        ("سقطت قذائف في دمشق", "دمشق"),
        ("انفجار في حلب", "حلب"),
        ("Fighting in Iraq, Syria and Turkey has spread.", "Turkey"),
        ("They relied on roads to Turkey, which are shut.", "Turkey"),
        ("شهدت دمشق انفجارات.", "دمشق"),
        ("انفجارات قرب دمشق وقالت مصادر إنها كبيرة.", "دمشق"),
        ("وصلوا إلى روسيا.", "روسيا"),
    ],
)
def test_a_location_is_a_place(text: str, surface: str) -> None:
    assert role(text, surface) == "place"


@pytest.mark.parametrize(
    ("text", "surface"),
    [
        ("the Astana talks", "Astana"),
        ("the Geneva process", "Geneva"),
        ("the Geneva peace talks", "Geneva"),
        ("the Geneva communique", "Geneva"),
        ("the Astana agreement", "Astana"),
        ("the Tehran summit", "Tehran"),
        ("محادثات أستانا", "أستانا"),
        ("اتفاق أستانا", "أستانا"),
        ("مؤتمر جنيف", "جنيف"),
    ],
)
def test_a_process_named_after_a_place_is_an_event(text: str, surface: str) -> None:
    assert role(text, surface) == "event"


def test_the_place_of_talks_is_a_place() -> None:
    assert role("the talks in Astana", "Astana") == "place"
    assert role("They met in Geneva for talks.", "Geneva") == "place"


@pytest.mark.parametrize(
    "text",
    ["Turkish-backed fighters came.", "Russian jets flew.", "the Syrians", "the Iranian-led force",
     "Islamic State of Iraq and Syria", "the Syrian Observatory for Human Rights", "القوات الروسية", "الجيش السوري"],
)  # fmt: skip
def test_a_nationality_or_a_name_with_a_place_in_it_is_no_mention(text: str) -> None:
    assert roles(text) == []


def test_a_government_named_in_full_is_no_place() -> None:
    assert role("The Damascus government sent trucks.", "Damascus") in ("actor", "none")


def test_soap_is_no_place() -> None:
    assert role("a bar of Aleppo soap", "Aleppo") == "other"


@pytest.mark.parametrize(
    "text", ["Russia", "Russia.", "Turkey,", "and Iran", "Syria's", "the the Turkey", "؟ روسيا", "Turkey Turkey"]
)
def test_a_name_at_the_edge_of_a_sentence_has_a_role(text: str) -> None:
    assert {r for _, r in roles(text)} <= {"place", "actor"}
    assert roles(text)


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("The border with Jordan is shut.", "place"),
        ("The frontier with Iraq was closed.", "place"),
        ("An aid convoy from Turkey arrived.", "place"),
        ("The road to Turkey was cut.", "place"),
        ("The group has ties to Turkey.", "actor"),
    ],
)
def test_borders_roads_and_ties(text, role):
    assert [row["role"] for row in read(text)] == [role]


@pytest.mark.parametrize(
    ("text", "surface", "role"),
    [
        ("Neither Damascus nor the ministry replied.", "Damascus", "actor"),
        ("واتهمت واشنطن دمشق بالقصف.", "دمشق", "actor"),
        ("وأعلن الأردن أن حدوده مغلقة.", "الأردن", "actor"),
        ("A U.S. raid hit Saraqib.", "U.S.", "actor"),
        ("They broke the siege of Deir ez-Zor's Brigade 137.", "Deir ez-Zor", "place"),
    ],
)
def test_governments_beside_each_other_and_what_they_do(text, surface, role):
    assert [row["role"] for row in read(text) if row["surface"] == surface] == [role]


def test_a_person_named_like_a_state_is_none():
    assert read("Mr Jordan Smith of the agency said so.") == []


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Hama Today reported clashes.", "other"),
        ("The film was published by Hama Now.", "other"),
        ("Shells Hit Hama Today", "place"),
        ("Shells hit a house in Hama Street.", "place"),
        ("Shells hit Hama today, he said.", "place"),
    ],
)
def test_a_paper_that_is_called_after_a_town(text: str, told: str) -> None:
    assert role(text, "Hama") == told


@pytest.mark.parametrize(
    "text",
    [
        "Their patrons in Tehran want Saraqib.",
        "The ultimatum to Tehran did not save Saraqib.",
        "Tehran swore that Saraqib was calm.",
        "Tehran, snubbed at the talks, might send men to Saraqib.",
    ],
)
def test_a_capital_that_is_addressed_or_swears_is_a_government(text: str) -> None:
    assert role(text, "Tehran") == "actor"


THINGS = [form for word in sorted(EVENTS | OTHER | IN_A_TOWN | PAPERS | PROCESSES) for form in (word, word.title())]


@given(
    st.lists(
        st.sampled_from(["Alpha", "Alpha's", ",", "reported", "the", "said"]) | st.sampled_from(THINGS), max_size=8
    )
)
def test_marks_only_spare_work(pieces: list[str]) -> None:
    words = words_of(" ".join(pieces))
    names = [Name(i, i + 1, w.start, w.end, (), ()) for i, w in enumerate(words) if w.text == "Alpha"]
    told = [role_of(words, names, at, []) for at in range(len(names))]
    for word in words:
        word.flags |= Flag.THING
    assert told == [role_of(words, names, at, []) for at in range(len(names))]
