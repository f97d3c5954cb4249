"""From a text to rows: spans, what a name is resolved to, dates, ids, and the honesty of every column."""

from __future__ import annotations

import time
from datetime import date
from functools import cache
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.articles import Article, make_article
from geo.extraction import Extractor
from geo.mention import COLUMNS, LISTS, SCHEMA
from tests.small_world import answers, extractor, read

THURSDAY = date(2018, 9, 6)


@cache
def shipped() -> Extractor:
    """Return the extractor with the lists that the project ships."""
    return Extractor.load()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # spans
        ("Shells fell on Saraqib.", [("Saraqib", "saraqib")]),
        ("Saraqib's market burned.", [("Saraqib", "saraqib")]),
        ("Saraqib’s market burned.", [("Saraqib", "saraqib")]),
        ("“Saraqib” (Saraqeb)", [("Saraqib", "saraqib"), ("Saraqeb", "saraqib")]),
        ("Saraqib/Manbij", [("Saraqib", "saraqib"), ("Manbij", "manbij")]),
        ("the Saraqib-Manbij road", [("Saraqib", "saraqib"), ("Manbij", "manbij")]),
        (
            "The convoy took the only road that was still open, by way of Khan\nSheikhoun.",
            [("Khan\nSheikhoun", "khan")],
        ),
        ("Ma‘arrat an-Nu‘mān fell", [("Ma‘arrat an-Nu‘mān", "maarat")]),
        ("SARAQIB FELL", [("SARAQIB", "saraqib")]),
        ("Saraqibi men, Homsian food", []),
        ("the M5 highway", [("M5", "m5")]),
        # kinds
        ("in Latakia province", [("Latakia province", "SY06")]),
        ("in the province of Latakia", [("Latakia", "SY06")]),
        ("in Latakia city", [("Latakia city", "latakia")]),
        ("in Idlib city", [("Idlib city", "idlib")]),
        ("in the city of Idlib", [("Idlib", "idlib")]),
        ("in Idlib", [("Idlib", "SY07")]),
        ("in Homs", [("Homs", "homs")]),
        ("Hama and Homs provinces", [("Hama", "SY05"), ("Homs provinces", "SY04")]),
        ("the town of Saraqib", [("Saraqib", "saraqib")]),
        ("Eastern Ghouta near Damascus", [("Eastern Ghouta", "ghouta"), ("Damascus", "damascus")]),
        ("Yarmouk camp", [("Yarmouk", "yarmouk")]),
        # two places of one name
        ("Zahraa fell", [("Zahraa", "ambiguous")]),
        ("Zahraa in Homs province", [("Zahraa", "zahraa-h"), ("Homs province", "SY04")]),
        ("Zahraa, Aleppo province", [("Zahraa", "zahraa-a"), ("Aleppo province", "SY02")]),
        ("They met in Tripoli in Lebanon", [("Tripoli", "tripoli-lb"), ("Lebanon", "LB")]),
        # no toponyms
        ("saraqib and idlib in lower case", []),
        ("a khan and a bab", []),
        ("Salem spoke.", []),
        ("General Salem spoke.", []),
        ("Mohammed Salem spoke.", []),
        ("the village of Salem", [("Salem", "salem")]),
        ("Bab spoke.", []),
        ("in al-Bab", [("al-Bab", "bab")]),
        ("in Al Bab", [("Al Bab", "bab")]),
        ("the Deir ez-Zor Military Council met", []),
        ("the Islamic State of Iraq and Syria", []),
        # names that the list lacks
        ("the village of Tell Qazzaz", [("Tell Qazzaz", "unresolved")]),
        ("the town of Qazzaz fell", [("Qazzaz", "unresolved")]),
        ("the town of the dead", []),
        ("The village burned.", []),
        # transliteration
        ("Khan Shaykhun in Syria", [("Khan Shaykhun", "khan"), ("Syria", "SY")]),
        ("Jisr ash-Shughur in Syria", [("Jisr ash-Shughur", "jisr"), ("Syria", "SY")]),
        ("Daraa and Darayya", [("Daraa", "daraa"), ("Darayya", "darayya")]),
        # Arabic
        ("سقطت قذائف على سراقب", [("سراقب", "saraqib")]),
        ("في إدلب وحلب", [("إدلب", "SY07"), ("حلب", "aleppo")]),
        ("قصف بسراقب", [("سراقب", "saraqib")]),
        ("في سَرَاقِب", [("سَرَاقِب", "saraqib")]),
        ("محافظة حلب", [("حلب", "SY02")]),
        ("مدينة إدلب", [("إدلب", "idlib")]),
        ("وخان شيخون", [("خان شيخون", "khan")]),
        ("مخيم الهول", [("الهول", "hol")]),
        ("حول المدينة", []),
    ],
)
def test_what_is_read_and_what_it_means(text: str, expected: list[tuple[str, str]]) -> None:
    assert answers(text) == expected


@pytest.mark.parametrize(
    "text",
    ["near Saraqib", "outside Saraqib", "on the outskirts of Saraqib", "north of Saraqib", "5 km south of Saraqib",
     "the Saraqib countryside", "the countryside of Saraqib", "near the town of Saraqib", "قرب سراقب", "في ريف سراقب"],
)  # fmt: skip
def test_beside_a_town_is_not_in_it(text: str) -> None:
    (row,) = read(f"Shells fell {text}.")
    assert (row["place_id"], row["where_prec"]) == ("saraqib", 2)
    assert row["uncertainty_km"] >= 5


@pytest.mark.parametrize("text", ["in Hama countryside", "in the Hama countryside", "في ريف حماة"])
def test_the_countryside_of_a_city_is_never_its_centre(text: str) -> None:
    (row,) = read(f"Shells fell {text}.")
    assert row["place_id"] == "SY05" or row["where_prec"] >= 2
    assert row["place_id"] != "hama" or row["where_prec"] == 2


def test_precision_is_that_of_the_thing_named() -> None:
    rows = read("Saraqib, Idlib province, Eastern Ghouta, the M5, Syria.")
    assert [r["where_prec"] for r in rows] == [1, 4, 5, 5, 6]


def test_what_is_not_resolved_has_no_point() -> None:
    for text, status in (("Zahraa fell.", "ambiguous"), ("The village of Qazzaz fell.", "unresolved")):
        (row,) = read(text)
        assert row["status"] == status
        assert all(row[c] in ("", None) for c in ("place_id", "place", "lat", "lon", "where_prec", "types"))
        assert (len(row["candidates"]) > 1) == (status == "ambiguous")
        assert row["confidence"] == 0


@pytest.mark.parametrize(
    ("text", "first", "last", "expression", "source"),
    [
        ("Shells fell on Saraqib.", "2018-09-06", "2018-09-06", "", "published"),
        ("Shells fell on Saraqib on Tuesday.", "2018-09-04", "2018-09-04", "on Tuesday", "sentence"),
        ("On Wednesday he said they hit Saraqib on Monday.", "2018-09-03", "2018-09-03", "on Monday", "sentence"),
        ("The envoy said on Wednesday that Saraqib fell in 2012.", "2012-01-01", "2012-12-31", "in 2012", "sentence"),
        ("The envoy said on Wednesday that Saraqib was calm.", "2018-09-05", "2018-09-05", "on Wednesday", "sentence"),
        ("Saraqib fell last week.", "2018-08-27", "2018-09-02", "last week", "sentence"),
        ("قصفت سراقب يوم الثلاثاء.", "2018-09-04", "2018-09-04", "يوم الثلاثاء", "sentence"),
    ],
)  # fmt: skip
def test_the_date_that_governs_a_mention(text: str, first: str, last: str, expression: str, source: str) -> None:
    row = read(text)[0]
    told = str(row["date_start"]), str(row["date_end"]), row["date_expression"], row["date_source"]
    assert told == (first, last, expression, source)


def test_each_mention_has_the_date_that_stands_nearest() -> None:
    rows = read("Saraqib was hit on Monday, and Manbij on Tuesday.")
    assert [r["date_expression"] for r in rows] == ["on Monday", "on Tuesday"]


def test_without_a_publication_date_nothing_is_guessed() -> None:
    (row,) = read("Shells fell on Saraqib.", None)
    assert (row["date_start"], row["date_end"], row["date_prec"], row["date_source"]) == (None, None, None, "none")
    (row,) = read("Shells fell on Saraqib yesterday.", None)
    assert (row["date_start"], row["date_expression"], row["date_source"]) == (None, "yesterday", "none")


def test_a_title_cell_has_offsets_of_its_own() -> None:
    rows = read("Nine died in Manbij.", title="Saraqib burns")
    assert [(r["field"], r["section"], r["start"], r["surface"]) for r in rows] == [
        ("title", "headline", 0, "Saraqib"),
        ("text", "body", 13, "Manbij"),
    ]


@pytest.mark.parametrize("text", ["", " ", "\n\n", "…", "Nothing here.", "123", "\u200f"])
def test_an_article_without_names_has_no_rows(text: str) -> None:
    assert read(text) == []
    table = extractor().table([make_article(text)])
    assert table.num_rows == 0
    assert table.schema.equals(SCHEMA)


def test_ids_are_the_same_on_every_run_and_differ_between_articles() -> None:
    text = "Saraqib and Manbij, Saraqib again."
    one, again = read(text), read(text)
    assert [r["mention_id"] for r in one] == [r["mention_id"] for r in again]
    other = read(text, article_id="other")
    ids = [r["mention_id"] for r in one + other]
    assert len(set(ids)) == len(ids) == 6
    assert one[0]["article_id"] != read(text + " ")[0]["article_id"]


def whole(article: Article, row: dict[str, Any]) -> str:
    return article.title if row["field"] == "title" else article.text


def check_row(article: Article, row: dict[str, Any]) -> None:
    """Check what holds for every row of every article."""
    assert set(row) == set(COLUMNS)
    text = whole(article, row)
    assert text[row["start"] : row["end"]] == row["surface"] != ""
    assert row["surface"] == row["surface"].strip()
    sentence_end = row["sentence_start"] + len(row["sentence"])
    assert text[row["sentence_start"] : sentence_end] == row["sentence"]
    assert row["sentence_start"] <= row["start"] < row["end"] <= sentence_end
    for field in SCHEMA:
        value = row[field.name]
        if field.name in LISTS:
            assert isinstance(value, list), field.name
            assert len(set(value)) == len(value), field.name
        elif pa.types.is_string(field.type):
            assert isinstance(value, str), field.name
    assert row["status"] in ("resolved", "ambiguous", "unresolved")
    resolved = row["status"] == "resolved"
    assert all((row[c] is not None) == resolved for c in ("lat", "lon", "where_prec"))
    assert bool(row["place_id"]) == bool(row["place"]) == resolved
    assert 0 <= row["confidence"] <= 1
    assert (row["confidence"] > 0) == resolved
    assert row["role"] in ("place", "actor", "event", "other")
    assert set(row["actors"]) <= set(row["article_actors"])
    assert (row["date_start"] is None) == (row["date_end"] is None) == (row["date_prec"] is None)
    assert row["date_start"] is None or row["date_start"] <= row["date_end"]
    assert (row["date_source"] == "none") == (row["date_start"] is None)
    assert row["date_expression"] in row["sentence"]


PIECES = (
    "Saraqib", "Saraqib's", "Idlib", "Idlib city", "Hama and Homs provinces", "Zahraa", "Salem", "the village of",
    "village", "Qazzaz", "Khan", "Sheikhoun", "al-", "-", "Deir ez-Zor", "Military Council", "Moscow", "Russia",
    "said", "Turkey,", "and", "Iran", "Russian", "Astana", "talks", "M5", "near", "north of", "countryside",
    "on Tuesday", "in 2016", "31 February", "yesterday", "U.S.", "Gen.", ".", ",", ";", "\n", "\n\n", "\r\n", "\t",
    "“", "”", "’s", "'", "(", ")", "…", "😀", "e\u0301", "\u200f", "\u2028", "\ufeff", "إدلب", "وسراقب", "بحلب",
    "للهول", "قالت", "روسيا", "في", "قرية", "محافظة", "حماة", "،", "؟", "سَرَاقِب", "Related news", "{{7*7}}",
    "<b>", "\\", "\x00", "\ud7ff", "İstanbul", "ß",
)  # fmt: skip
texts = (
    st.lists(st.sampled_from(PIECES), max_size=25).flatmap(lambda p: st.sampled_from([" ".join(p), "".join(p)]))
    | st.text(max_size=50)
)  # fmt: skip


@settings(deadline=None, max_examples=300)
@given(texts, texts, st.sampled_from([None, THURSDAY, date(2012, 2, 29)]))
def test_every_row_of_every_text_is_sound(text: str, title: str, published: date | None) -> None:
    article = make_article(text, title=title, published=published)
    rows = extractor().mentions(article)
    for row in rows:
        check_row(article, row)
    assert len({r["mention_id"] for r in rows}) == len(rows)
    last = {"title": 0, "text": 0}
    for row in rows:
        assert row["start"] >= last[row["field"]], "mentions overlap or are out of order"
        last[row["field"]] = row["end"]
    table = extractor().table([article])
    table.validate(full=True)
    assert table.num_rows == len(rows)


@settings(deadline=None, max_examples=50)
@given(texts, st.integers(0, 200))
def test_what_stands_before_moves_the_offsets_and_nothing_else(text: str, n: int) -> None:
    """Blank lines before a text, or front matter, change no answer."""
    article = make_article(text, published=THURSDAY)
    moved = Article(
        article.article_id, "", "\n" * n + text, THURSDAY, "option", language=article.language, body_start=n
    )
    rows, shifted = extractor().mentions(article), extractor().mentions(moved)
    assert [(r["start"] + n, r["surface"], r["place_id"], r["role"]) for r in rows] == [
        (r["start"], r["surface"], r["place_id"], r["role"]) for r in shifted
    ]


@pytest.mark.parametrize(
    "unit",
    [
        "The army shelled Saraqib, Zahraa and other towns on Tuesday, he said. It was calm at night. ",
        "a",
        "(",
        "\n",
        "in ",
    ],
)
def test_a_very_long_article_is_read_in_seconds(unit: str) -> None:
    text = (unit * (200_000 // len(unit) + 1))[:200_000]
    began = time.process_time()
    read(text)
    assert time.process_time() - began < 10


@pytest.mark.parametrize("unit", ["Saraqib ", "Russia, "])
def test_a_text_without_an_end_of_sentence_is_cut(unit):
    rows = read((unit * 20_000)[:60_000])
    assert max(len(row["sentence"]) for row in rows) <= 2_000


@pytest.mark.parametrize(
    "where",
    [
        "in rural Hama", "in Hama's northern countryside", "in the northern Hama countryside", "around Hama",
        "حول حماة", "في ريف حماة الشمالي",
    ],
)  # fmt: skip
def test_what_lies_around_a_city_is_never_its_centre(where):
    (row,) = read(f"Shells fell {where}.")
    assert row["where_prec"] != 1


@pytest.mark.parametrize("text", ["He held an M5 rifle.", "The Washington Post reported it."])
def test_a_thing_named_after_a_place_is_not_drawn(text):
    assert [row for row in read(text) if row["role"] == "place"] == []


def test_a_list_takes_the_kind_word_that_closes_it():
    rows = read("Raids hit Hama, Homs and Idlib provinces.")
    assert [row["types"] for row in rows] == ["governorate"] * 3


def test_an_unlikely_only_candidate_gives_no_governorate():
    rows = read("Shells fell in the Kafr Blabla neighbourhood of Homs.")
    assert [(row["status"], row["governorate"]) for row in rows if not row["place_id"]] == [("unresolved", "")]


def test_a_direction_may_open_a_name_in_lower_case():
    (row,) = shipped().mentions(make_article("Shells fell on eastern Ghouta."))
    assert (row["surface"], row["place"]) == ("eastern Ghouta", "Eastern Ghouta")


@pytest.mark.parametrize(
    ("text", "surface", "expected"),
    [
        ("Raids hit Raqqa, Deir al-Zor and Hasaka provinces.", "Hasaka provinces", "SY08"),
        ("قصفت الطائرات إدلب المدينة", "إدلب المدينة", "gn-169389"),
        ("Rebels held villages such as Salma in Latakia province.", "Salma", "Salma"),
        ("Iraq closed Rabia on Monday.", "Rabia", "IQ"),
    ],
)
def test_with_the_shipped_gazetteer(text, surface, expected):
    rows = [row for row in shipped().mentions(make_article(text)) if row["surface"] == surface]
    assert expected in (rows[0]["place_id"], rows[0]["place"], rows[0]["country"])


def test_a_city_that_holds_another_place_is_the_governorate():
    assert answers("Shells fell on al-Bab in Aleppo.") == [("al-Bab", "bab"), ("Aleppo", "SY02")]
    assert answers("Aleppo: shells fell on al-Bab.") == [("Aleppo", "SY02"), ("al-Bab", "bab")]
    assert answers("Shells fell on al-Bab and Aleppo.") == [("al-Bab", "bab"), ("Aleppo", "aleppo")]


def test_a_place_said_to_lie_in_another_governorate_may_be_another():
    assert answers("Shells fell on Saraqib in Hama province.")[0] == ("Saraqib", "ambiguous")
    assert answers("Shells fell on Saraqib. Hama province was calm.")[0] == ("Saraqib", "saraqib")


def test_the_northern_countryside_of_a_city_is_its_governorate():
    assert answers("Jets flew over Hama northern countryside.") == [("Hama", "SY05")]


def test_a_nationality_is_no_misspelled_quarter():
    assert answers("A Syrian man was hurt in Aleppo.") == [("Aleppo", "aleppo")]
