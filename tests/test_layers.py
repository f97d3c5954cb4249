from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo import layers
from geo.exc import GazetteerError
from geo.gazetteer import DEFAULT, GOVERNORATES, Gazetteer, read_rows
from tests.factories import IDLIB, KHAN_SHEIKHOUN, LATAKIA, M5, place
from tests.files import write_gazetteer

TEXT = st.text(st.characters(exclude_categories=("C",), exclude_characters="|"), max_size=20).map(str.strip)
NUMBER = st.floats(0, 19_999, allow_nan=False).map(lambda v: round(v, 3))
PLACES = st.lists(
    st.builds(
        place,
        st.from_regex(r"[A-Za-z0-9][A-Za-z0-9._-]{0,8}", fullmatch=True),
        TEXT.filter(bool),
        st.sampled_from(["city", "village", "camp", "mountain"]),
        governorate=st.sampled_from(list(GOVERNORATES)),
        title_ar=TEXT,
        variants=st.lists(TEXT.filter(bool), max_size=3).map(tuple),
        pcode=st.sampled_from(["", "C1007", "SY0203"]),
        lat=st.floats(32, 37.6),
        lon=st.floats(35.5, 42.6),
        extent_km=st.none() | NUMBER,
        uncertainty_km=st.none() | NUMBER,
        population=st.none() | st.integers(0, 10**9),
        disputed=st.booleans(),
        source=TEXT,
    ),
    max_size=5,
    unique_by=lambda p: p.id,
)


@pytest.fixture
def shipped(tmp_path: Path) -> Path:
    return write_gazetteer(tmp_path / "places.csv", [IDLIB, KHAN_SHEIKHOUN])


def test_a_row_of_the_layer_replaces_or_is_added(shipped: Path, tmp_path: Path) -> None:
    moved, layer = replace(IDLIB, lat=35.9, title="Idleb"), tmp_path / "layer.csv"
    layers.write_layer(layer, [LATAKIA, moved])
    both = Gazetteer.load(shipped, layer)
    assert both.places == (moved, KHAN_SHEIKHOUN, LATAKIA)
    assert both.by_id[IDLIB.id] == moved
    assert layers.describe(both) == f"layer: 1 place added, 1 replaced ({layer})"
    assert layers.describe(Gazetteer.load(shipped)) == ""


def test_the_digest_is_that_of_both_files(shipped: Path, tmp_path: Path) -> None:
    layer = tmp_path / "layer.csv"
    digests = {Gazetteer.load(shipped).sha256}
    for places in ([LATAKIA], [IDLIB], []):
        layers.write_layer(layer, places)
        digests.add(Gazetteer.load(shipped, layer).sha256)
    assert len(digests) == 4


def test_an_error_names_the_layer_and_its_line(shipped: Path, tmp_path: Path) -> None:
    layer = tmp_path / "layer.csv"
    layers.write_layer(layer, [LATAKIA])
    layer.write_text(layer.read_text(encoding="utf-8").replace("35.52", "95"), encoding="utf-8")
    with pytest.raises(GazetteerError, match=r"layer\.csv, line 2, column lat: found '95'"):
        Gazetteer.load(shipped, layer)


def test_a_file_without_p_codes_still_loads(tmp_path: Path) -> None:
    rows = [line.split(",") for line in DEFAULT.read_text(encoding="utf-8").splitlines() if '"' not in line][:50]
    at = rows[0].index("pcode")
    old = tmp_path / "old.csv"
    old.write_text("\n".join(",".join(row[:at] + row[at + 1 :]) for row in rows), encoding="utf-8")
    places = read_rows(old)
    assert len(places) == len(rows) - 1
    assert {p.pcode for p in places.values()} == {""}


def test_shipped_governorates_carry_their_p_code() -> None:
    places = Gazetteer.load().places
    assert {p.pcode: p.title for p in places if p.type == "governorate"} == {v: k for k, v in GOVERNORATES.items()}


@given(PLACES)
def test_what_is_written_is_read_again(tmp_path_factory: pytest.TempPathFactory, places: list) -> None:
    layer = tmp_path_factory.mktemp("layer") / "new" / "layer.csv"
    layers.write_layer(layer, [*places, M5])
    assert list(read_rows(layer).values()) == [*places, M5]


def test_a_place_that_could_not_be_read_again_is_not_written(tmp_path: Path) -> None:
    layer = tmp_path / "layer.csv"
    layers.write_layer(layer, [IDLIB])
    before = layer.read_bytes()
    with pytest.raises(GazetteerError, match="column lat"):
        layers.write_layer(layer, [replace(IDLIB, lat=10.0)])
    assert layer.read_bytes() == before
    assert [p.name for p in tmp_path.iterdir()] == ["layer.csv"]


def test_where_the_layer_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert layers.place_of_layer() is None
    monkeypatch.setenv(layers.VARIABLE, str(tmp_path / "mine.csv"))
    assert layers.place_of_layer() == tmp_path / "mine.csv"
    assert layers.layer_in_use() is None
    (tmp_path / "mine.csv").touch()
    assert layers.layer_in_use() == tmp_path / "mine.csv"
    monkeypatch.delenv(layers.VARIABLE)
    usual = layers.place_of_layer()
    assert usual is not None
    assert usual.parts[-2:] == ("syria-mention-map", "gazetteer-layer.csv")


def test_a_layer_that_is_named_has_to_exist(tmp_path: Path) -> None:
    with pytest.raises(GazetteerError, match=r"gone\.csv: found no such file"):
        layers.layer_in_use(tmp_path / "gone.csv")
