from __future__ import annotations

import csv
import io
import json
import os
import stat
from datetime import UTC, date, datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.exc import MentionsError
from geo.gazetteer import ATTRIBUTION
from geo.mention import COLUMNS, LIST_SEPARATOR, LISTS, PERSONAL, SCHEMA
from geo.tables import atomic_writer, conform, read_mentions, write_mentions
from tests.factories import GHOUTA, LATAKIA, M5, RUSSIA, gazetteer, mention, table
from tests.files import mentions_csv

TEXTS = st.one_of(
    st.text(st.characters(codec="utf-8"), max_size=12),
    st.sampled_from(
        ["007", "", "null", "None", "nan", "[]", "إدلب", 'a,"b"', "x\r\ny", "\r", "\ufeff", " ", ";", "; ", "\0"]
    ),
)
VALUES = TEXTS.filter(lambda text: text and LIST_SEPARATOR not in text)
DAYS = st.dates(date(1, 1, 1), date(9999, 12, 31))


@st.composite
def rows(draw: st.DrawFn) -> dict[str, Any]:
    free = [f.name for f in SCHEMA if pa.types.is_string(f.type)]
    checked = {
        "mention_id", "article_id", "surface", "status", "role", "date_source", "field", "governorate", "context",
    }  # fmt: skip
    told: dict[str, Any] = {name: draw(TEXTS) for name in free if name not in checked}
    told |= {name: draw(st.lists(VALUES, max_size=3)) for name in LISTS}
    told |= {"surface": draw(VALUES), "article_id": draw(VALUES)}
    told["confidence"] = draw(st.none() | st.floats(0, 1))
    told["lat"] = draw(st.none() | st.floats(-90, 90))
    told["lon"] = None if told["lat"] is None else draw(st.floats(-180, 180))
    told["marked"] = draw(st.booleans())
    told["added_at"] = draw(st.none() | st.integers(-(2**32), 2**33).map(lambda s: datetime.fromtimestamp(s, UTC)))
    told["published"] = draw(st.none() | DAYS)
    days = draw(st.none() | st.tuples(DAYS, DAYS))
    told["date_start"], told["date_end"] = sorted(days) if days else (None, None)
    return mention(None, **told)


@pytest.mark.parametrize("ending", [".csv", ".jsonl", ".parquet"])
@settings(max_examples=30, deadline=None)
@given(many=st.lists(rows(), max_size=4))
def test_what_is_written_is_read_back_as_it_was(
    tmp_path_factory: pytest.TempPathFactory, ending: str, many: list[dict[str, Any]]
) -> None:
    path = tmp_path_factory.mktemp("tables") / f"mentions{ending}"
    written = table(*many)
    write_mentions(written, path)
    assert read_mentions(path).equals(written)


@pytest.mark.parametrize("ending", [".csv", ".parquet", ".jsonl"])
def test_a_result_without_rows_can_be_read(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"mentions{ending}"
    write_mentions(SCHEMA.empty_table(), path)
    assert read_mentions(path).equals(SCHEMA.empty_table())


@pytest.mark.parametrize("ending", [".csv", ".parquet", ".jsonl"])
def test_a_table_of_before_marks_and_notes_is_read(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"mentions{ending}"
    write_mentions(table(mention()), path)
    if ending == ".parquet":
        pyarrow.parquet.write_table(pyarrow.parquet.read_table(path).drop_columns(list(PERSONAL)), path)
    elif ending == ".csv":
        pd.read_csv(path, dtype=str).drop(columns=list(PERSONAL)).to_csv(path, index=False)
    else:
        told = json.loads(path.read_text("utf-8"))
        path.write_text(json.dumps({name: value for name, value in told.items() if name not in PERSONAL}), "utf-8")
    assert read_mentions(path).equals(table(mention()))


def test_csv_without_rows_has_its_header() -> None:
    assert mentions_csv(SCHEMA.empty_table()) == ",".join([*COLUMNS, "about"]) + "\n"


def test_csv_is_what_other_readers_expect(tmp_path: Path) -> None:
    path = tmp_path / "mentions.csv"
    write_mentions(table(mention(article_id="007", actors=["Russia", "Syrian government"]), mention(None)), path)
    frame = pd.read_csv(path, dtype={"article_id": str}, keep_default_na=False)
    assert tuple(frame.columns[: len(COLUMNS)]) == COLUMNS
    assert frame.loc[0, "article_id"] == "007"
    assert frame.loc[0, "actors"] == "Russia; Syrian government"
    assert frame.loc[0, "date_start"] == "2018-09-04"
    assert [ATTRIBUTION in cell for cell in frame["about"]] == [True, False]
    row = next(csv.DictReader(io.StringIO(mentions_csv(table(mention(None))))))
    assert {row[name] for name in ("lat", "place_id", "actors", "topics", "where_prec")} == {""}


def test_jsonl_and_parquet_carry_the_attribution(tmp_path: Path) -> None:
    write_mentions(table(mention(), mention()), tmp_path / "m.jsonl")
    first, second = map(json.loads, (tmp_path / "m.jsonl").read_text("utf-8").splitlines())
    assert ATTRIBUTION in first["about"]
    assert set(second) == set(COLUMNS)
    write_mentions(table(mention()), tmp_path / "m.parquet")
    assert ATTRIBUTION in pyarrow.parquet.read_schema(tmp_path / "m.parquet").metadata[b"about"].decode()


def test_geojson_draws_only_what_the_name_says(tmp_path: Path) -> None:
    path = tmp_path / "mentions.geojson"
    written = table(
        mention(LATAKIA),
        mention(M5),
        mention(GHOUTA),
        mention(RUSSIA),
        mention(None, status="ambiguous", candidates=["t-idlib", "SY07"]),
        mention(None),
        mention(RUSSIA, role="actor"),
    )
    write_mentions(written, path, gazetteer())
    found = json.loads(path.read_text("utf-8"))
    shapes = [f["geometry"] and f["geometry"]["type"] for f in found["features"]]
    assert shapes == ["Point", "LineString", "Polygon", None, None, None, None]
    assert found["features"][0]["geometry"]["coordinates"] == [LATAKIA.lon, LATAKIA.lat]
    ring = found["features"][2]["geometry"]["coordinates"][0]
    assert ring[0] == ring[-1]
    assert sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairwise(ring)) > 0
    assert [f["properties"]["point_is"].split(":")[0] for f in found["features"]] == [
        "the place", "no point, a line", "no point, an area", "none", "none", "none", "none",
    ]  # fmt: skip
    assert found["features"][4]["properties"]["candidates"] == ["t-idlib", "SY07"]
    assert ATTRIBUTION in found["about"]["attribution"]


@pytest.mark.parametrize(
    ("column", "bad", "expected"),
    [
        ("lat", "95", "-90 to 90"),
        ("date_start", "2018-02-31", "YYYY-MM-DD"),
        ("status", "maybe", "resolved, ambiguous, unresolved"),
        ("where_prec", "8", "1 to 7"),
        ("where_prec", "1.5", "whole number"),
        ("lon", "36,6", "a number"),
        ("lat", "nan", "-90 to 90"),
        ("lat", "", "where lat has one"),
        ("date_end", "2018-09-01", "not before date_start"),
        ("governorate", "Idleb", "Aleppo"),
        ("mention_id", "", "a value"),
        ("end", "3", "more than start"),
        ("place_id", "", "resolved"),
    ],
)
def test_a_row_that_cannot_be_is_named(tmp_path: Path, column: str, bad: str, expected: str) -> None:
    path = tmp_path / "mentions.csv"
    rows = list(csv.reader(io.StringIO(mentions_csv(table(mention(), mention(start=50), mention(start=90))))))
    rows[2][rows[0].index(column)] = bad
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows(rows)
    with pytest.raises(MentionsError) as error:
        read_mentions(path)
    assert str(path) in str(error.value)
    assert "row 3" in str(error.value)
    assert expected in str(error.value)


def test_a_mention_that_stands_twice_is_named(tmp_path: Path) -> None:
    row = mention()
    path = tmp_path / "m.parquet"
    pyarrow.parquet.write_table(pa.Table.from_pylist([row, mention(start=77), row], schema=SCHEMA), path)
    with pytest.raises(MentionsError, match=r"row 3, column mention_id.*an id of its own"):
        read_mentions(path)


@pytest.mark.parametrize(
    ("name", "data", "expected"),
    [
        ("m.csv", b"", "an empty file"),
        ("m.csv", b"id,title\n1,x\n", "column mention_id is missing"),
        ("m.csv", "mention_id\nStra\xdfe\n".encode("latin-1"), "byte 0xdf in line 2"),
        ("m.csv", b"a,b\n1,2\n3\n", "row 3: found 1 cells; expected 2"),
        ("m.csv", b"\x89PNG\r\n\x1a\n\x00\x00", "expected"),
        ("m.jsonl", b"{}\n", "row 1: column mention_id is missing"),
        ("m.jsonl", b"\n[1]\n", "row 2"),
        ("m.jsonl", b"{\xff", "row 1: found no JSON"),
        ("m.parquet", b"PAR1", "no Parquet file"),
        ("m.txt", b"", "expected one of .csv"),
    ],
)
def test_what_is_no_table_of_mentions_is_refused(tmp_path: Path, name: str, data: bytes, expected: str) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(MentionsError) as error:
        read_mentions(tmp_path / name)
    assert name in str(error.value)
    assert expected in str(error.value)


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(MentionsError, match="cannot be read"):
        read_mentions(tmp_path / "none.csv")


@pytest.mark.parametrize(
    ("column", "bad"),
    [("article_id", 7), ("actors", "Russia"), ("lat", "36"), ("published", "2018-02-31"), ("sentence", "\ud800")],
)
def test_a_json_value_of_another_type_is_named(tmp_path: Path, column: str, bad: object) -> None:
    path = tmp_path / "m.jsonl"
    write_mentions(table(mention(), mention(start=50)), path)
    lines = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    lines[1][column] = bad
    path.write_text("\n\n".join(map(json.dumps, lines)), "utf-8")
    with pytest.raises(MentionsError, match=f"row 3, column {column}"):
        read_mentions(path)


def test_order_of_columns_and_other_columns_do_not_matter(tmp_path: Path) -> None:
    written = table(mention())
    other = written.select(COLUMNS[::-1]).append_column("memo", pa.array(["x"]))
    pyarrow.parquet.write_table(other, tmp_path / "m.parquet")
    assert read_mentions(tmp_path / "m.parquet").equals(written)


def test_a_table_from_pandas_is_understood() -> None:
    written = table(mention(actors=["Russia"]), mention(None))
    frame = written.to_pandas()
    assert conform(pa.Table.from_pandas(frame, preserve_index=False)).equals(written)


def test_a_list_that_csv_could_not_tell_apart_is_refused(tmp_path: Path) -> None:
    with pytest.raises(MentionsError, match="column actors"):
        write_mentions(table(mention(actors=["a; b"])), tmp_path / "m.csv")
    assert list(tmp_path.iterdir()) == []


def test_an_unknown_ending_writes_nothing(tmp_path: Path) -> None:
    with pytest.raises(MentionsError, match=r"expected one of \.csv"):
        write_mentions(table(mention()), tmp_path / "m.xls")
    assert list(tmp_path.iterdir()) == []


def test_a_failed_write_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    path.write_text("old", "utf-8")

    def fail() -> None:
        with atomic_writer(path) as stream:
            stream.write(b"new")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert path.read_text("utf-8") == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_permissions_are_the_usual_ones_or_those_of_the_old_file(tmp_path: Path) -> None:
    usual, made = tmp_path / "usual", tmp_path / "made"
    usual.write_bytes(b"")
    with atomic_writer(made) as stream:
        stream.write(b"1")
    assert made.stat().st_mode == usual.stat().st_mode
    made.chmod(0o640)
    with atomic_writer(made) as stream:
        stream.write(b"2")
    assert stat.S_IMODE(made.stat().st_mode) == 0o640
    assert made.read_bytes() == b"2"


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real").write_bytes(b"")
    (tmp_path / "link").symlink_to("real")
    with atomic_writer(tmp_path / "link") as stream:
        stream.write(b"new")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_bytes() == b"new"


def test_a_device_is_not_replaced() -> None:
    before = os.stat(os.devnull).st_mode  # noqa: PTH116
    with atomic_writer(Path(os.devnull)) as stream:
        stream.write(b"gone")
    assert os.stat(os.devnull).st_mode == before  # noqa: PTH116
