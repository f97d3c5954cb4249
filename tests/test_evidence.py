"""The evidence panel and the reader without a browser: cards, marks, glosses, what a click opens, what is hostile."""

from __future__ import annotations

import json
import re
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from geo.overview import Telling
from geo.store import Store
from tests.factories import IDLIB, KHAN_SHEIKHOUN, LATAKIA, gazetteer, mention, table
from tests.test_app import APP, opened
from tests.test_views import HOSTILE
from views import cards, reader
from views.safe_text import annotated

ALLOWED = {
    "section", "article", "p", "b", "span", "blockquote", "mark", "a", "button", "details", "summary", "ul", "li",
    "div", "h3", "dl", "i", "kbd",
}  # fmt: skip


@pytest.fixture(autouse=True)
def no_session(monkeypatch: pytest.MonkeyPatch) -> None:
    """Outside of a page no filter goes along with a link."""
    monkeypatch.setattr("views.address.carried", dict)


class Markup(HTMLParser):
    """Tags, attributes and text of some HTML."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data


def said_in(sentence: str, surface: str, **columns: Any) -> dict[str, Any]:
    start = columns.pop("sentence_start", 0)
    at = start + sentence.index(surface)
    return mention(
        columns.pop("at", IDLIB), sentence=sentence, surface=surface, start=at, end=at + len(surface),
        sentence_start=start, **columns,
    )  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_hostile_becomes_markup(text: str) -> None:
    row = mention(
        **dict.fromkeys(("article_title", "source", "context_cue", "surface", "mention_id", "article_id"), text),
        sentence=text, start=0, end=len(text), actors=[text], alleged=[text], said_by=[text], topics=[text],
        context="negated", language="ar", place=text, date_expression=text, url=f"javascript:{text}",
    )  # fmt: skip
    other = {**row, "article_id": "other", "mention_id": "m2"}
    told = {"s1": tuple(Telling(i, text, text, None, row["url"], 1) for i in ("a1", text, "other"))}
    for html in (
        cards.cards([{**row, "story_id": "s1"}, other], 1, told),
        reader._page([row], None),
        reader._page([row], Text(text)),
    ):
        markup = Markup(html)
        assert {tag for tag, _ in markup.tags} <= ALLOWED
        for tag, attributes in markup.tags:
            assert not any(name.startswith("on") for name in attributes)
            assert tag != "a" or not (attributes.get("href") or "").startswith("javascript")
        assert text.strip() in markup.text or "\u2028" in text


class Text:
    def __init__(self, text: str) -> None:
        self.text = text


def test_a_story_is_one_card_with_all_its_reprints_folded_below() -> None:
    rows = [
        mention(article_id="a1", source="Wire", story_id="s1", mention_id="m1"),
        mention(article_id="a2", source="Paper", story_id="s1", mention_id="m2"),
        mention(article_id="a3", source="Radio", story_id="s2", mention_id="m3"),
        mention(article_id="a4", source="Paper", story_id="s1", mention_id="m4", article_title="The reprint"),
        mention(LATAKIA, article_id="a5", source="Gazette", story_id="s1", mention_id="m5"),
    ]
    store = Store(table(*rows), gazetteer())
    at_idlib = rows[:3]  # the first page of a place: what is not loaded counts all the same
    told = cards.tellings(store, at_idlib)
    html = cards.cards(at_idlib, 1, told)
    assert html.count('<section class="story">') == 2
    assert html.count('<article class="card">') == 2
    assert "1 story, 3 outlets" in html
    assert html.index("The reprint") < html.index("Radio")
    opens = cards.opens(at_idlib, told)
    assert [opens[i] for i in re.findall(r'data-open="(\w+)"', html)] == ["a1", "a1", "a2", "a4", "a5", "a3", "a3"]


def test_mentions_of_one_sentence_are_one_card_with_each_marked() -> None:
    sentence = "From Idlib to Idlib."
    rows = [said_in(sentence, "Idlib"), {**said_in(sentence, "Idlib"), "start": 14, "end": 19}]
    html = cards.cards(rows, 1, {})
    assert html.count("<article") == 1
    assert html.count("<mark>Idlib</mark>") == 2


def test_a_card_tells_who_said_it_who_is_alleged_and_what_makes_it_no_report() -> None:
    row = mention(
        actors=["Russia", "Turkey"], alleged=["Turkey"], said_by=["Iran"], context="planned_or_feared",
        context_cue="warned", topics=["air strike"], confidence=0.6, where_prec=2, uncertainty_km=10.0,
    )  # fmt: skip
    html = cards.cards([row], 1, {})
    text = Markup(html).text
    for words in (
        "planned or feared: “warned”", "said by Iran", "alleged: Turkey", "air strike", "near, within 10 km",
        "resolved, confidence 0.60", "4 Sep 2018", "from “Tuesday”", "published 5 Sep 2018",
    ):  # fmt: skip
        assert words in text
    assert 'title="The sentence says: “warned”"' in html
    assert 'href="actors?actor_page=Russia"' in html


def test_the_article_is_shown_as_read_without_its_front_matter_and_with_its_gaps_where_it_is_not_known() -> None:
    text = "---\ntitle: x\n---\n\nIn Idlib it rained.\nNothing here.\nIn Latakia it did not.\n"
    first = said_in("In Idlib it rained.", "Idlib", sentence_start=text.index("In Idlib"))
    second = said_in("In Latakia it did not.", "Latakia", at=LATAKIA, sentence_start=text.index("In Latakia"))
    whole = Markup(reader._page([first, second], Text(text)))
    assert "title: x" not in whole.text
    assert "Nothing here." in whole.text
    marks = [attributes for tag, attributes in whole.tags if tag == "mark"]
    assert [mark["data-mention"] for mark in marks] == [first["mention_id"], second["mention_id"]]
    assert {mark["tabindex"] for mark in marks} == {"0"}
    known = Markup(reader._page([first, second], None))
    assert "Nothing here." not in known.text
    assert [a["class"] for tag, a in known.tags if tag == "p" and a.get("class") == "gap"] == ["gap", "gap"]


def test_a_sentence_in_another_language_has_a_gloss_and_its_own_direction() -> None:
    sentence = "قصفت طائرات إدلب."
    row = said_in(sentence, "إدلب", language="ar", said_by=["Russia"], topics=["air strike"])
    html = reader._page([row], Text(sentence))
    assert "Recognised: Idlib · said by Russia · 4 Sep 2018 (from the sentence) · air strike" in html
    assert '<div class="text" lang="ar" dir="rtl">' in html
    assert "Recognised" not in reader._page([{**row, "language": "en"}], Text(sentence))


def test_a_mark_shows_what_became_of_the_name() -> None:
    kinds = [
        reader._kind(row)
        for row in (mention(), mention(None), mention(None, status="ambiguous"), mention(role="event"))
    ]
    assert kinds == ["resolved", "unresolved", "ambiguous", "other"]


def test_spans_that_overlap_or_overrun_lose_no_text() -> None:
    html = annotated("Idlib city", [(0, 5, {"id": "a"}), (3, 10, {"id": 'b"'}), (50, 60, {}), (-5, -1, {})])
    assert html == '<mark id="a">Idlib</mark><mark id="b&quot;"> city</mark>'


def desk(app: AppTest, key: str) -> dict[str, Any]:
    found = [el.proto for el in app.main.get("bidi_component")]
    data = [json.loads(proto.json) for proto in found if f"-{key}" in proto.id]
    assert len(data) == 1, [proto.id for proto in found]
    return data[0]


@pytest.fixture
def app(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    monkeypatch.undo()
    rows = [
        mention(IDLIB, article_id="a1", story_id="s1", mention_id="m1"),
        mention(KHAN_SHEIKHOUN, article_id="a1", story_id="s1", mention_id="m2", start=60, sentence_start=40,
                actors=["Russia"], date_start=date(2017, 4, 4), topics=["aid"]),
        mention(IDLIB, article_id="a2", story_id="s1", mention_id="m3", source="Paper"),
        mention(LATAKIA, article_id="a3", story_id="s3", mention_id="m4", actors=["Iran"], said_by=["Russia"]),
    ]  # fmt: skip
    return opened(tmp_path, monkeypatch, rows)


def test_an_address_opens_the_article_at_its_mention(app: AppTest) -> None:
    app.query_params.update({"read": "a1", "mention": "m2", "show": "t-idlib"})
    app.run()
    assert not app.exception
    data = desk(app, "reader")
    assert data["opened"] == "m2"
    assert set(data["notes"]) == {"m1", "m2"}
    assert ["Named", "Russia"] in data["notes"]["m2"]
    assert data["citation"]["m2"].startswith("Test wire, “Strikes in the north”, 5 September 2018")
    assert data["sentence"]["m1"] == "Aircraft struck Idlib on Tuesday."


def test_an_article_that_is_not_there_is_told_with_a_way_back(app: AppTest) -> None:
    app.query_params["read"] = "no such"
    app.run()
    assert not app.exception
    assert "not in the table" in " ".join(el.proto.body for el in app.main.get("html"))
    app.button(key="reader-back").click().run()
    assert "read" not in app.query_params
    assert not app.exception


def test_the_sentences_of_a_place_can_be_opened(app: AppTest) -> None:
    app.query_params["show"] = "t-idlib"
    app.run()
    data = desk(app, "cards")
    assert data["html"].count("<article") == 1
    assert "1 story, 2 outlets" in data["html"]
    assert re.findall(r'data-open="(m\d)"', data["html"]) == ["m1", "m1", "m3"]


def test_the_list_of_places_counts_what_the_page_counts_and_lights_its_places_up(app: AppTest) -> None:
    def rows() -> list[tuple[str | None, str]]:
        html = desk(app.run(), "ranking")["html"]
        return [(found[1], Markup(found[0]).text) for found in re.finditer(r'<tr data-place="([^"]+)".*?</tr>', html)]

    assert rows() == [("t-idlib", "Idlib city12"), ("t-khan", "Khan Sheikhoun town11"), ("t-latakia", "Latakia city11")]
    app.query_params["by"] = "mention"
    assert rows()[0] == ("t-idlib", "Idlib city22")
    app.query_params["lang"] = "ar"
    assert rows()[0] == ("t-idlib", "إدلب مدينة22")


def test_the_words_are_arabic_in_an_arabic_page(app: AppTest) -> None:
    app.query_params.update({"read": "a1", "mention": "m2", "lang": "ar"})
    app.run()
    data = desk(app, "reader")
    assert "العودة إلى الجمل" in data["html"]
    assert "المتعرَّف عليه: خان شيخون · روسيا · 4 نيسان 2017" in data["html"]
    assert ["المذكورون", "روسيا"] in data["notes"]["m2"]


def test_an_arabic_page_names_governorates_and_countries_in_arabic(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.undo()
    rows = [mention(IDLIB, mention_id="m1"), mention(None, mention_id="m2", status="ambiguous", start=60,
            candidates=["t-khan"])]  # fmt: skip
    opened(tmp_path, monkeypatch, rows)

    def page(**params: str) -> AppTest:
        fresh = AppTest.from_file(APP, default_timeout=120)  # AppTest knows one language in its life
        fresh.query_params.update({"lang": "ar", **params})
        return fresh.run()

    def head(app: AppTest) -> str:
        return " ".join(el.proto.body for el in app.main.get("html") if 'class="head"' in el.proto.body)

    assert "مدينة · إدلب" in head(page(show="t-idlib"))
    notes = desk(page(show="t-idlib", read="a1", mention="m1"), "reader")["notes"]
    assert ["المكان", "إدلب · مدينة · إدلب"] in notes["m1"]
    assert "خان شيخون (بلدة، إدلب)" in str(notes["m2"])
    unmentioned = head(page(show="t-khan"))
    assert unmentioned.count("خان شيخون") == unmentioned.count("Khan Sheikhoun") == 1


def test_the_component_needs_no_other_host() -> None:
    script = reader._SCRIPT
    assert not re.search(r"https?://|import\(|innerHTML\s*=(?!\s*data\.html)", script)
