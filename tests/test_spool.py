"""Mentions that wait on disk come back as they were, each with the story that its article turned out to be of."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from geo import extraction
from geo.articles import make_article
from geo.mention import SCHEMA
from geo.spool import spooled
from geo.stories import Stories
from geo.tables import read_mentions, write_mentions, write_parts
from tests.small_world import extractor

REPORT = " ".join(
    f"Shells fell on Saraqib at {n} o'clock, the monitor said, and {n + 20} people left for Manbij by road."
    for n in range(9)
)
ARTICLES = [
    make_article(REPORT, article_id="a", published=date(2018, 9, 6)),
    make_article("Nobody was named.", article_id="b"),
    make_article(REPORT + " It was quiet in Idlib.", article_id="c"),
    make_article("Zahraa burned.", article_id="d"),
]


@pytest.mark.parametrize("ending", ["parquet", "csv", "jsonl"])
def test_what_is_written_as_it_is_read_is_the_table(tmp_path: Path, monkeypatch, ending: str) -> None:
    monkeypatch.setattr(extraction, "_BATCH", 2)
    table = extractor().table(ARTICLES)
    assert len(set(table["story_id"].to_pylist())) == 2, "a and c are one story"
    stories = Stories()
    with spooled(extractor().batches(ARTICLES, stories), stories.joined, tmp_path) as spool:
        write_parts(spool.tables(), tmp_path / f"m.{ending}")
        assert spool.num_rows == table.num_rows
        assert len(list(spool.tables())) > 1
    assert read_mentions(tmp_path / f"m.{ending}").equals(table)
    write_mentions(table, tmp_path / f"whole.{ending}")
    if ending != "parquet":
        assert (tmp_path / f"m.{ending}").read_bytes() == (tmp_path / f"whole.{ending}").read_bytes()
    assert {p.name for p in tmp_path.iterdir()} == {f"m.{ending}", f"whole.{ending}"}


def test_without_a_mention_there_is_one_empty_table() -> None:
    with spooled([], dict) as spool:
        (table,) = spool.tables()
    assert table.num_rows == 0
    assert table.schema.equals(SCHEMA)


def test_an_error_on_the_way_leaves_no_file(tmp_path: Path) -> None:
    def batches():
        yield from extractor().batches(ARTICLES[:1], Stories())
        raise ValueError("the third article")

    with pytest.raises(ValueError, match="third"), spooled(batches(), dict, tmp_path) as spool:
        write_parts(spool.tables(), tmp_path / "m.csv")
    assert list(tmp_path.iterdir()) == []
