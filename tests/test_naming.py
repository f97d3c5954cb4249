"""Which actor a name means: by the date of the event, by office, by company; and who only backs a party."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.naming import _ARMIES, _HOME, _OTHER_ARMY, _shows
from tests.small_world import read


def named(text: str, published: str = "2018-09-06") -> list[str]:
    """Return the actors of the last sentence of a text, and of nothing else."""
    return list(read(text, date.fromisoformat(published) if published else None)[-1]["actors"])


@pytest.mark.parametrize(
    ("published", "text", "actor"),
    [
        ("2015-05-01", "Nusra held Saraqib", "al-Nusra Front"),
        ("2016-07-27", "Nusra held Saraqib", "al-Nusra Front"),
        ("2016-07-28", "Nusra held Saraqib", "Jabhat Fateh al-Sham"),
        ("2016-09-01", "The al-Nusra Front held Saraqib", "Jabhat Fateh al-Sham"),
        ("2017-01-28", "Jabhat al-Nusra held Saraqib", "Hay'at Tahrir al-Sham"),
        ("2018-09-06", "The al-Nusra Front held Saraqib", "al-Nusra Front"),
        ("2018-09-06", "In 2014 HTS took Saraqib", "al-Nusra Front"),
        ("2025-06-01", "HTS held Saraqib", "Hay'at Tahrir al-Sham"),
        ("2011-06-01", "Nusra held Saraqib", "al-Nusra Front"),
        ("", "Nusra held Saraqib", "al-Nusra Front"),
        ("2016-09-01", "سيطرت جبهة النصرة على سراقب", "Jabhat Fateh al-Sham"),
        ("2024-12-07", "Government forces held Saraqib", "Syrian government"),
        ("2024-12-08", "Government forces held Saraqib", "Syrian transitional government"),
        ("2025-03-01", "In September 2015 government forces shelled Saraqib", "Syrian government"),
        ("", "Government forces held Saraqib", "Syrian government"),
        ("2015-03-01", "The Syrian army held Saraqib", "Syrian Armed Forces"),
        ("2025-03-01", "دخل الجيش السوري سراقب", "New Syrian Army"),
        ("2007-03-01", "ISI shelled Saraqib", "Islamic State"),
        ("2013-05-01", "ISIS shelled Saraqib", "Islamic State"),
        ("2018-01-20", "The SNA entered Saraqib", "Syrian National Army"),
        ("2018-01-20", "The SAA entered Saraqib", "Syrian Armed Forces"),
        ("2017-01-20", "Kata'ib Hezbollah entered Saraqib", "Kata'ib Hezbollah"),
        ("2017-01-20", "Hezbollah entered Saraqib", "Hezbollah"),
        ("2017-01-20", "Unknown warplanes bombed Saraqib", "Unidentified aircraft"),
        ("2017-01-20", "قصفت طائرات مجهولة سراقب", "Unidentified aircraft"),
        ("2017-01-20", "Unidentified gunmen entered Saraqib", "Unidentified gunmen"),
        ("2017-01-20", "دخل مسلحون مجهولون سراقب", "Unidentified gunmen"),
    ],
)
def test_a_name_means_the_actor_of_the_event_s_date(published: str, text: str, actor: str) -> None:
    assert named(text, published) == [actor]


@pytest.mark.parametrize(
    ("published", "text", "actors"),
    [
        ("2018-09-06", "The Syrian president visited Saraqib", ["Bashar al-Assad"]),
        ("2025-09-06", "The Syrian president visited Saraqib", ["Ahmed al-Sharaa"]),
        ("2012-05-01", "The UN envoy visited Saraqib", ["Kofi Annan"]),
        ("2013-05-01", "The UN envoy visited Saraqib", ["Lakhdar Brahimi"]),
        ("2016-05-01", "زار المبعوث الأممي سراقب", ["Staffan de Mistura"]),
        ("2019-05-01", "The UN special envoy visited Saraqib", ["Geir Pedersen"]),
        ("2014-06-20", "The UN envoy visited Saraqib", ["UN Special Envoy for Syria"]),
        ("2016-05-01", "In 2014 the UN envoy visited Saraqib", ["UN Special Envoy for Syria"]),
        ("", "The UN envoy visited Saraqib", ["UN Special Envoy for Syria"]),
        ("2017-01-20", "The Russian defence minister visited Saraqib", ["Sergei Shoigu"]),
        ("2017-01-20", "The Russian foreign minister, Sergei Lavrov, visited Saraqib", ["Sergei Lavrov"]),
        ("2017-01-20", "Russian Foreign Minister Ivan Petrovich visited Saraqib", []),
        ("2017-01-20", "Former UN envoy Kofi Annan visited Saraqib", ["Kofi Annan"]),
        ("2017-01-20", "The former Russian foreign minister visited Saraqib", []),
        ("2017-01-20", "A deputy Russian foreign minister visited Saraqib", []),
        ("2017-01-20", "زار وزير الخارجية التركي السابق سراقب", []),
        ("2017-01-19", "They met the US president at Saraqib", ["United States", "Barack Obama"]),
        ("2017-01-20", "They met the US president at Saraqib", ["United States", "Donald Trump"]),
    ],
)
def test_an_office_is_its_holder_at_the_date(published: str, text: str, actors: list[str]) -> None:
    assert named(text, published) == actors


def test_the_state_before_an_office_stays_a_mention() -> None:
    rows = read("The US president visited Saraqib.")
    assert [(row["surface"], row["role"]) for row in rows] == [("US", "actor"), ("Saraqib", "place")]


@pytest.mark.parametrize(
    ("published", "text", "actors"),
    [
        ("2017-06-01", "The coalition bombed Saraqib", ["US-led Coalition"]),
        ("2017-06-01", "The Coalition's jets flew over Saraqib", ["US-led Coalition"]),
        ("2017-06-01", "The coalition met delegates and left Saraqib", ["Syrian National Coalition"]),
        ("2017-06-01", "The coalition left Saraqib", ["the Coalition (not said which)"]),
        ("2013-06-01", "The coalition left Saraqib", ["Syrian National Coalition"]),
        ("2017-06-01", "The US-led coalition met. The coalition left Saraqib", ["US-led Coalition"]),
        ("2017-06-01", "The coalition government of Saraqib fell", []),
        ("2017-06-01", "زار الائتلاف سراقب", ["Syrian National Coalition"]),
        ("2017-06-01", "قصف التحالف سراقب", ["US-led Coalition"]),
        ("2017-06-01", "The army held Saraqib", ["Syrian Armed Forces"]),
        ("2017-06-01", "The army of a neighbour held Saraqib", []),
        ("2017-06-01", "The Lebanese army met. The army held Saraqib", []),
        ("2017-06-01", "The government held Saraqib", ["Syrian government"]),
        ("2025-06-01", "The government held Saraqib", ["Syrian transitional government"]),
        ("2017-06-01", "The Lebanese government met. The government held Saraqib", []),
        ("2017-06-01", "The government-run clinic of Saraqib", []),
        ("2012-06-01", "Security forces entered Saraqib", ["Syrian security forces"]),
        ("2025-06-01", "Security forces entered Saraqib", ["Syrian General Security"]),
        ("2017-06-01", "The SDF met. Security forces entered Saraqib", []),
        ("2016-06-01", "انسحب عناصر التنظيم من سراقب", ["Islamic State"]),
        ("2016-06-01", "هاجم التنظيم سراقب", ["Islamic State"]),
        ("2016-06-01", "ظهرت جماعة حراس الدين. هاجم التنظيم سراقب", []),
        ("2016-06-01", "سوء التنظيم في سراقب", []),
        ("2016-06-01", "A truce backed by Iran held in Saraqib", ["Iran"]),
        ("2016-06-01", "A militia backed by Iran held Saraqib", []),
        ("2025-03-08", "Gunmen loyal to Assad entered Saraqib", ["Assad loyalist insurgents"]),
        ("2021-06-01", "The 4th Division entered Saraqib", ["4th Armoured Division"]),
        ("2021-06-01", "Unknown men on a motorbike shot at Saraqib", ["Unidentified gunmen"]),
        ("2017-06-01", "انهار النظام الصحي في سراقب", []),
        ("2017-06-01", "قصف النظام سراقب", ["Syrian government"]),
        ("2017-06-01", "Gunmen from Ahrar al-Sham left Saraqib", ["Ahrar al-Sham"]),
        ("2017-06-01", "Tribal gunmen left Saraqib", []),
        ("2017-06-01", "SARAQIB IS BURNING", []),
        ("2017-06-01", "A Syrian doctor and a Turkish journalist left Saraqib", []),
        ("2017-06-01", "Syrian officials left Saraqib", ["Syrian government"]),
        ("2017-06-01", "Syrian and Iraqi officials left Saraqib", ["Syrian government", "Iraq"]),
        ("2017-06-01", "عبروا الحدود التركية إلى سراقب", []),
        (
            "2017-06-01",
            "قصفت الطائرات الحربية الروسية والسورية سراقب",
            ["Russian Aerospace Forces", "Syrian government"],
        ),
        ("2017-06-01", "Omar and Ali left Saraqib with Hassan", []),
    ],
)
def test_the_company_tells_who_is_meant(published: str, text: str, actors: list[str]) -> None:
    assert named(text, published) == actors


@pytest.mark.parametrize(
    ("text", "actors", "backers"),
    [
        ("Turkish-backed rebels entered Saraqib", ["Syrian opposition"], ["Turkey"]),
        ("Turkey-backed rebels entered Saraqib", ["Syrian opposition"], ["Turkey"]),
        ("Rebels backed by Turkey entered Saraqib", ["Syrian opposition"], ["Turkey"]),
        ("Rebels supported by Turkey and Jordan entered Saraqib", ["Syrian opposition"], ["Turkey", "Jordan"]),
        ("US-backed SDF fighters entered Saraqib", ["Syrian Democratic Forces"], ["United States"]),
        ("دخلت قسد المدعومة من روسيا سراقب", ["Syrian Democratic Forces"], ["Russia"]),
        ("دخلت فصائل مدعومة من تركيا سراقب", ["Syrian opposition"], ["Turkey"]),
        ("دخلت فصائل مدعومة من إيران سراقب", [], ["Iran"]),
        (
            "Government forces backed by Russian warplanes entered Saraqib",
            ["Syrian government", "Russian Aerospace Forces"],
            [],
        ),
        ("Turkey, which backs the rebels, shelled Saraqib", ["Turkey", "Syrian opposition"], []),
    ],
)
def test_who_backs_a_party_is_no_actor_of_its_deeds(text: str, actors: list[str], backers: list[str]) -> None:
    row = read(text)[-1]
    assert row["actors"] == actors
    assert set(row["article_actors"]) == {*actors, *backers}


WORDS = (
    "the army", "Army of Islam", "Turkish military", "Syrian state army", "Lebanese", "National", "The government",
    "Salvation Government", "Iraqi Regional Government", "government of Syria", "Turkey's new government", "KRG",
    "in Ankara", "in Damascus", "security forces", "internal security forces", "HTS", "SDF", "Kurdish", "military",
    "الجيش", "الجيش الإسرائيلي", "جيش الحر", "قوات الأمن الداخلي", "الأجهزة الأمنية التركية", "أسايش", "التنظيم",
    "داعش", "القاعدة", "İzmir", ".", ",", "and", "x" * 50,
)  # fmt: skip


@given(st.lists(st.sampled_from(WORDS), max_size=8).map(" ".join))
def test_a_pattern_tried_around_its_words_finds_what_it_finds_in_the_whole_text(text: str) -> None:
    for pattern, words in ((_OTHER_ARMY, _ARMIES), *_HOME.values()):
        assert _shows(pattern, words, text) == (pattern.search(text) is not None)
