"""What the gloss says of a sentence, and the citation of a mention."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from geo.citation import citation, quotation
from geo.gloss import gloss, needs_gloss
from tests.factories import IDLIB, KHAN_SHEIKHOUN, mention

TODAY = date(2026, 11, 22)


def test_a_gloss_gives_names_in_the_language_of_its_reader() -> None:
    rows = [
        mention(IDLIB, actors=["Russia", "Turkey"], alleged=["Turkey"], said_by=["Iran"], topics=["air strike"]),
        mention(KHAN_SHEIKHOUN, actors=["Russia"], topics=["air strike", "aid"], context="negated"),
        mention(IDLIB),
        mention(None, surface="Nowhere"),
        mention(KHAN_SHEIKHOUN, role="actor", place="Moscow"),
    ]
    arabic, english = gloss(rows, "ar"), gloss(rows, "en")
    assert arabic.places == ("إدلب", "خان شيخون")
    assert english.places == ("Idlib", "Khan Sheikhoun")
    assert (arabic.actors, arabic.alleged, arabic.said_by) == (("روسيا",), ("تركيا",), ("إيران",))
    assert (english.actors, english.alleged, english.said_by) == (("Russia",), ("Turkey",), ("Iran",))
    assert english.not_placed == ("Nowhere",)
    assert english.topics == ("air strike", "aid")
    assert english.contexts == ("negated",)


def test_what_has_no_name_in_a_language_keeps_the_other() -> None:
    row = mention(IDLIB, place_ar="", actors=["Somebody new"], said_by=[])
    found = gloss([row], "ar")
    assert (found.places, found.actors) == (("Idlib",), ("Somebody new",))


def test_the_date_is_that_of_the_first_mention_that_has_one() -> None:
    found = gloss([mention(date_start=None), mention(date_start=date(2017, 4, 4), date_expression="Tuesday")], "en")
    assert (found.date_start, found.date_expression) == (date(2017, 4, 4), "Tuesday")


@pytest.mark.parametrize(
    ("of", "reader", "needed"), [("ar", "en", True), ("en", "en", False), ("en", "ar", True), ("", "ar", False)]
)
def test_only_a_sentence_in_another_language_needs_a_gloss(of: str, reader: str, needed: bool) -> None:
    assert needs_gloss(mention(language=of), reader) is needed


def test_a_citation_has_all_that_leads_back_to_the_sentence() -> None:
    row = mention(mention_id="abc", added_at=datetime(2026, 11, 20, 8, tzinfo=UTC))
    assert citation(row, TODAY) == (
        "Test wire, “Strikes in the north”, 5 September 2018, https://example.org/a1 (retrieved 20 November 2026). "
        "Mention abc, Syria mention map 0.1.0."
    )
    assert quotation(row, TODAY).startswith("“Aircraft struck Idlib on Tuesday.” Test wire, ")


def test_a_citation_says_what_nobody_knows_and_stays_in_one_line() -> None:
    row = mention(mention_id="abc", source="", url="", published=None, article_title="Two\n lines")
    assert citation(row, TODAY).startswith("“Two lines”, n.d. (copied 22 November 2026). Mention abc")
