"""Articles read together give the rows that each gives alone, in order; and the second reading is that of the first."""

from __future__ import annotations

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from geo.articles import Article, make_article
from geo.extraction import Extractor
from geo.mention import SCHEMA
from tests.small_world import extractor

PIECES = (
    "Shells fell on Jisr al-Shughour on Tuesday.", "Syria is at war.", "Russia said it had bombed Idlib.",
    "Salem fled.",
    "The village of Kafr Nowhere burned last week.", "They left Khan Shaykhun in May 2016.", "Talks opened in Geneva.",
    "قصفت الطائرات مدينة إدلب أمس.", "وفي حلب قتل تسعة.", "Nothing happened.", "\n\n", " ", "HAMA\n",
)  # fmt: skip
articles = st.builds(
    lambda pieces, day, title: make_article(" ".join(pieces), published=day, title=title),
    st.lists(st.sampled_from(PIECES), min_size=1, max_size=6),
    st.none() | st.dates(date(2011, 1, 1), date(2025, 1, 1)),
    st.sampled_from(["", "Raid on Hama"]),
)


def rows(reader: Extractor, told: list[Article]) -> list[dict[str, object]]:
    return list(reader.table(told).select(_OF_ONE).to_pylist())


_OF_ONE = [name for name in SCHEMA.names if name != "story_id"]
"""What a row says of its own article; which others tell the same story is known of a batch only."""


@settings(deadline=None, max_examples=40)
@given(st.lists(articles, max_size=4))
def test_a_batch_gives_the_rows_of_each_article_alone(told: list[Article]) -> None:
    reader = extractor()
    alone = [row for article in told for row in rows(reader, [article])]
    assert rows(reader, told) == alone
    assert rows(reader, told) == alone
