"""Exports that are maps, read back with other libraries: every row, inert text, no point that the name does not say."""

from __future__ import annotations

import hashlib
import io
import json
import re
import sqlite3
import zipfile
from base64 import b64encode
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyogrio
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from lxml import html as lxml_html
from PIL import Image

from geo.exc import ExportError
from geo.exports import worker
from geo.exports.about import About
from geo.exports.canvas import Canvas
from geo.exports.formats import BY_ENDING, Export, save, too_many, write
from geo.exports.geopackage import LAYERS
from geo.exports.html_map import SCRIPTS
from geo.exports.kml import LIMIT
from geo.exports.lettering import inert, runs
from geo.exports.picture import MAP_HEIGHT, SCALE
from geo.exports.picture_map import SYRIA
from geo.exports.rows import Rows
from geo.mention import COLUMNS
from tests.factories import (
    GHOUTA,
    IDLIB_GOVERNORATE,
    KHAN_SHEIKHOUN,
    LATAKIA,
    M5,
    RUSSIA,
    gazetteer,
    mention,
    table,
)
from views import mention_map

ABOUT = About("governorate: Idlib", date(2024, 1, 2), "f" * 64, "2 places added, imported from OCHA")
NS = {"k": "http://www.opengis.net/kml/2.2"}
HOSTILE = [
    "</script><script>alert(1)</script>", "<![CDATA[<b>]]>", "]]> {{7*7}} {% x %} ${x} $[name]", "<!--",
    "a\0b\x1f\ufffe", "line\u2028separator", "\u202eright to left", "<img src=/etc/passwd onerror=alert(1)>",
    "&lt;&#65;", "javascript:alert(1)", "=cmd|' /C calc'!A0", "إدلب 𐤀", "'\"\\",
]  # fmt: skip
KINDS = [
    mention(LATAKIA), mention(LATAKIA, where_prec=2, start=40, context="negated"), mention(IDLIB_GOVERNORATE, start=80),
    mention(GHOUTA, start=120), mention(M5, start=160), mention(RUSSIA, start=200), mention(None, start=240),
    mention(None, start=280, status="ambiguous", candidates=["t-idlib", "SY07"]),
    mention(RUSSIA, role="actor", start=320),
    mention(KHAN_SHEIKHOUN, start=360, date_start=None, actors=["Russia", "Iran"], said_by=["SOHR"]),
]  # fmt: skip
"""A row of each kind: two spots, a governorate, an area, a line, a country, three without a place, an undated one."""


def made(ending: str, rows: pa.Table, about: About = ABOUT, **more: Any) -> bytes:
    stream = io.BytesIO()
    write(ending, Export(Rows.of(rows), about, more.pop("places", gazetteer()), **more), stream)
    return stream.getvalue()


def everywhere(text: str) -> pa.Table:
    free = dict.fromkeys(
        ("article_title", "source", "sentence", "surface", "place", "url", "note", "context_cue"), text
    )
    return table(mention(LATAKIA, actors=[text], said_by=[text], tags=[text], **free))


def clean(text: str) -> str:
    return re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", "\ufffd", text).replace("\r\n", "\n").replace("\r", "\n")


# ---- KML ---------------------------------------------------------------------------------------------------------


def kml(data: bytes) -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert sorted(n for n in archive.namelist() if n.endswith(".png")) == [
            "files/exact-hollow.png", "files/exact.png", "files/near-hollow.png", "files/near.png",
        ]  # fmt: skip
        return etree.fromstring(archive.read("doc.kml"), etree.XMLParser(no_network=True, resolve_entities=False))


def marks(tree: etree._Element) -> dict[str, etree._Element]:
    found = {}
    for mark in tree.iterfind(".//k:Placemark", NS):
        told = {d.get("name"): d.findtext("k:value", namespaces=NS) for d in mark.iterfind(".//k:Data", NS)}
        if told:
            found[told["mention_id"]] = mark
    return found


def test_kml_has_each_row_that_has_a_shape_and_tells_what_it_leaves_out() -> None:
    tree = kml(made(".kmz", table(*KINDS)))
    told = tree.findtext("k:Document/k:description", namespaces=NS)
    for words in (
        "6 in this file",
        "4 rows of the filter",
        "1 say only a country",
        "1 may mean several",
        "f" * 64,
        "OCHA",
    ):
        assert words in told
    found = marks(tree)
    assert set(found) == {KINDS[i]["mention_id"] for i in (0, 1, 2, 3, 4, 9)}
    for i in (0, 1, 9):
        lon, lat, _ = found[KINDS[i]["mention_id"]].findtext("k:Point/k:coordinates", namespaces=NS).split(",")
        assert (float(lat), float(lon)) == (KINDS[i]["lat"], KINDS[i]["lon"])
    for i in (2, 3, 4):
        mark = found[KINDS[i]["mention_id"]]
        assert mark.find("k:Point", NS) is None, "a whole area is no point"
        assert not {"lat", "lon"} & {d.get("name") for d in mark.iterfind(".//k:Data", NS)}
    assert [len(tree.findall(f".//k:Placemark/k:{s}", NS)) for s in ("MultiGeometry", "Polygon", "LineString")] == [
        1,
        1,
        1,
    ]
    span = found[KINDS[0]["mention_id"]].find("k:TimeSpan", NS)
    assert [child.text for child in span] == ["2018-09-04", "2018-09-04"]
    assert found[KINDS[9]["mention_id"]].find("k:TimeSpan", NS) is None
    folders = [f.findtext("k:name", namespaces=NS) for f in tree.iterfind("k:Document/k:Folder", NS)]
    assert folders == ["Idlib (2)", "Latakia (2)", "Rif Dimashq (1)", "Outside Syria, or across governorates (1)"]


def test_kml_is_styled_without_asking_another_host() -> None:
    tree = kml(made(".kmz", table(*KINDS)))
    own = {s.get("id") for s in tree.iterfind("k:Document/k:Style", NS)} | {
        s.get("id") for s in tree.iterfind("k:Document/k:StyleMap", NS)
    }
    used = [mark.findtext("k:styleUrl", namespaces=NS) for mark in tree.iterfind(".//k:Placemark", NS)]
    assert {url[1:] for url in used if url} <= own, "Google Earth finds shared styles in the document only"
    hrefs = [h.text for h in tree.iterfind(".//k:href", NS)]
    assert len(hrefs) == 8
    assert all(h.startswith("files/") for h in hrefs)
    near, exact = (marks(tree)[KINDS[i]["mention_id"]].findtext("k:styleUrl", namespaces=NS) for i in (1, 0))
    assert near != exact


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_text_in_kml(text: str) -> None:
    tree = kml(made(".kmz", everywhere(text)))
    (mark,) = marks(tree).values()
    data = {d.get("name"): d.findtext("k:value", namespaces=NS) for d in mark.iterfind(".//k:Data", NS)}
    assert data["sentence"] == data["place"] == data["actors"] == clean(text)
    balloon = lxml_html.fragment_fromstring(mark.findtext("k:description", namespaces=NS), create_parent=True)
    assert {e.tag for e in balloon.iter()} <= {"div", "p", "b", "br", "span"}, "no tag but our own"
    assert clean(text) in balloon.text_content()
    assert "$[" not in mark.findtext("k:description", namespaces=NS)


def test_limits_are_told_before_a_file_is_begun(tmp_path: Path) -> None:
    assert "at most 10,000" in too_many(".kmz", LIMIT + 1)
    assert not too_many(".html", 10**7)
    assert "20,000" in too_many(".html", 10**7, texts=True)
    with pytest.raises(ExportError, match="Google Earth"):
        save(tmp_path / "x.kmz", Export(Rows(LIMIT + 1, lambda: iter(())), ABOUT, gazetteer()))
    with pytest.raises(ExportError, match=r"expected one of \.csv"):
        save(tmp_path / "x.doc", Export(Rows(0, lambda: iter(())), ABOUT, gazetteer()))
    assert not list(tmp_path.iterdir())


# ---- GeoPackage --------------------------------------------------------------------------------------------------


def gpkg(path: Path, rows: pa.Table, **more: Any) -> Path:
    path.write_bytes(made(".gpkg", rows, **more))
    return path


def test_a_geopackage_has_every_row_and_a_geometry_only_where_the_name_says_one(tmp_path: Path) -> None:
    path = gpkg(tmp_path / "x.gpkg", table(*KINDS))
    assert [name for name, _ in pyogrio.list_layers(path)] == list(LAYERS)
    meta, _, shapes, columns = pyogrio.raw.read(path, layer="mentions")
    assert meta["crs"] == "EPSG:4326"
    found = dict(zip(meta["fields"], columns, strict=True))
    assert list(meta["fields"]) == [*COLUMNS, "point_is"]
    for name in ("mention_id", "sentence", "place_id", "url", "context"):
        assert [value or "" for value in found[name]] == [row[name] for row in KINDS]
    assert found["actors"][9] == "Russia; Iran"
    kinds = [None if shape is None else shapely.from_wkb(shape).geom_type for shape in shapes]
    assert kinds == ["Point", "Point", None, "Polygon", "LineString", None, None, None, None, "Point"]
    assert [bool(np.isnan(lat)) for lat in found["lat"]] == [kind != "Point" for kind in kinds]
    assert shapely.from_wkb(shapes[0]).coords[0] == (LATAKIA.lon, LATAKIA.lat)
    meta, _, shapes, columns = pyogrio.raw.read(path, layer="places")
    places = dict(zip(columns[0], [None if s is None else shapely.from_wkb(s).geom_type for s in shapes], strict=True))
    assert places == {"t-latakia": "Point", "SY07": "MultiPolygon", "t-ghouta": "Polygon", "t-m5": "LineString",
                      "RU": None, "t-khan": "Point"}  # fmt: skip
    counts = dict(zip(meta["fields"], columns, strict=True))
    assert sum(counts["mentions"]) == sum(r["role"] == "place" and r["status"] == "resolved" for r in KINDS)
    with sqlite3.connect(path) as base:
        told = dict(base.execute("SELECT name, text FROM about"))
        assert base.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert told["filter"] == "governorate: Idlib"
    assert told["rows"] == "10"


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_text_in_a_geopackage(text: str, tmp_path: Path) -> None:
    path = gpkg(tmp_path / "x.gpkg", everywhere(text))
    with sqlite3.connect(path) as base:
        assert base.execute("SELECT sentence, place, actors FROM mentions").fetchall() == [(clean(text),) * 3]


def test_an_empty_view_is_a_geopackage_too(tmp_path: Path) -> None:
    path = gpkg(tmp_path / "x.gpkg", table())
    assert [pyogrio.read_info(path, layer=layer)["features"] for layer in LAYERS[:2]] == [0, 0]


# ---- the HTML map ------------------------------------------------------------------------------------------------


def page(data: bytes) -> tuple[lxml_html.HtmlElement, dict[str, Any]]:
    tree = lxml_html.document_fromstring(data.decode())
    (block,) = tree.xpath("//script[@type='application/json']")
    return tree, json.loads(block.text)


def test_the_html_map_is_made_of_the_map_s_own_scripts_in_their_order() -> None:
    assert [name for name in SCRIPTS if name.startswith("map/")] == [f"map/{name}.js" for name in mention_map.SCRIPTS]


def test_the_html_map_asks_nobody_and_runs_only_its_own_scripts() -> None:
    tree, _ = page(made(".html", table(*KINDS), texts=True))
    (policy,) = tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    scripts = tree.xpath("//script[not(@type)]")
    assert not tree.xpath("//script[@src] | //link | //img | //iframe | //*[@onclick or @onload or @onerror]")
    hashes = [f"'sha256-{b64encode(hashlib.sha256(s.text.encode()).digest()).decode()}'" for s in scripts]
    assert policy.startswith(f"default-src 'none'; script-src {' '.join(hashes)};")
    assert "unsafe-inline" not in policy.split("style-src")[0]
    assert not [css for css in tree.xpath("//style/text()") if re.search(r"@import|url\((?!#|\"?data:)", css)]


def test_the_html_map_has_every_row_and_its_text_only_where_asked_for() -> None:
    rows = table(*KINDS)
    _, data = page(made(".html", rows, texts=True, counting="mention"))
    told = {m["id"]: m["sentence"] for place in data["places"] for m in place["mentions"]}
    assert told == {row["mention_id"]: row["sentence"] for row in KINDS}
    assert sum(place["count"] for place in data["places"]) == len(KINDS)
    assert [row[0] for row in data["marks"]["points"]] == ["t-latakia", "t-khan"]
    without = made(".html", rows)
    assert b"Aircraft struck" not in without
    assert page(without)[1]["texts"] is False


def test_the_html_map_speaks_arabic_from_right_to_left() -> None:
    tree, data = page(made(".html", table(*KINDS), language="ar"))
    assert (tree.get("lang"), tree.get("dir"), data["rtl"]) == ("ar", "rtl", True)
    assert "خان شيخون" in [place["title"] for place in data["places"]]
    assert all(re.search("[\u0600-\u06ff]", words) for words in data["words"].values())


def test_the_sentences_of_an_arabic_html_map_are_told_of_in_arabic() -> None:
    row = mention(actors=["Russia"], said_by=["Syrian Observatory for Human Rights"], context="locator")
    _, data = page(made(".html", table(row), texts=True, language="ar"))
    (told,) = data["places"][0]["mentions"]
    assert told["context"] == "لتحديد مكان آخر"
    assert (told["actors"], told["said_by"]) == ("روسيا", "المرصد السوري لحقوق الإنسان")
    assert told["point_is"] == "المكان نفسه"


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_text_in_the_html_map(text: str) -> None:
    raw = made(".html", everywhere(text), About(text, date(2024, 1, 2), ""), texts=True)
    tree, data = page(raw)
    (place,) = data["places"]
    (told,) = place["mentions"]
    assert told["sentence"] == told["title"] == text
    assert told["url"] == "", "no address of the web"
    assert len(tree.xpath("//script")) == len(SCRIPTS) + 1
    assert clean(text) in " ".join(tree.xpath("//header/p//text()"))


@settings(max_examples=50, deadline=None)
@given(before=st.text(st.characters(codec="utf-8"), max_size=8), name=st.text(st.characters(codec="utf-8"), min_size=1))
def test_the_name_is_marked_in_its_sentence_as_javascript_counts(before: str, name: str) -> None:
    sentence = before + name + "."
    row = mention(surface=name, sentence=sentence, sentence_start=5, start=5 + len(before))
    _, data = page(made(".html", table(row), texts=True))
    (told,) = data["places"][0]["mentions"]
    units = told["sentence"].encode("utf-16-le")
    assert units[2 * told["from"] : 2 * told["to"]].decode("utf-16-le") == name


# ---- the picture -------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def picture() -> Image.Image:
    return Image.open(io.BytesIO(made(".png", table(*KINDS))))


def test_the_picture_is_twice_a_screen_and_says_what_it_is(picture: Image.Image) -> None:
    assert picture.size[0] == 2800
    assert picture.text["Filter"] == "governorate: Idlib"
    assert "not a verified event" in picture.text["Disclaimer"]


def test_the_picture_shows_a_mark_where_the_place_is_and_none_where_a_country_is(picture: Image.Image) -> None:
    rgb = picture.convert("RGB")
    canvas = Canvas((2800, MAP_HEIGHT * SCALE), SYRIA, SCALE, "#ffffff")

    def red(lat: float, lon: float) -> bool:
        x, y = canvas.at(lat, lon)
        r, g, b = rgb.getpixel((round(x), round(y) + (84 + 21 + 8) * SCALE))
        return r > 170 and g < 140 and b < 120

    assert red(KHAN_SHEIKHOUN.lat, KHAN_SHEIKHOUN.lon)
    assert not red(35.0, 39.5)


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("Idlib", "Idlib"), ("إدلب Idlib", "Idlib إدلب"), ("حلب (Aleppo)", "(Aleppo) حلب"),
        ("22 خبرًا · 5 مقالات", "مقالات 5 · خبرًا 22"), ("\u202eabc\u0000\u2028d", "abc d"),
        ("قصف 2015-09-30", "2015-09-30 قصف"),
    ],
)  # fmt: skip
def test_lines_of_both_scripts_are_seen_in_their_order(text: str, seen: str) -> None:
    assert " ".join("".join(run for _, run in runs(inert(text))).split()) == seen


@settings(max_examples=100)
@given(text=st.text())
def test_any_line_can_be_drawn(text: str) -> None:
    line = inert(text)
    assert len("".join(run for _, run in runs(line))) == len(line)
    assert not re.search("[\u202a-\u202e\u2066-\u2069\x00-\x1f]", line)


# ---- large ones --------------------------------------------------------------------------------------------------


def test_a_large_export_is_built_elsewhere_and_is_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    export = Export(Rows.of(table(*KINDS)), ABOUT, gazetteer())
    here = worker.to_bytes(".geojson", export)
    monkeypatch.setattr(worker, "LARGE", 1)
    assert worker.to_bytes(".geojson", export) == here


def test_an_export_that_fails_elsewhere_says_why(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker, "LARGE", 1)
    rows = table(mention(tags=["a; b"]))
    with pytest.raises(ExportError, match=r"csv: found .*a; b"):
        worker.to_bytes(".csv", Export(Rows.of(rows), ABOUT, gazetteer()))


def test_rows_are_handed_over_in_parts() -> None:
    rows = Rows.of(pa.concat_tables([table(mention())] * 6_000))
    assert [part.num_rows for part in rows] == [5_000, 1_000]
    assert set(BY_ENDING) == {".csv", ".xlsx", ".geojson", ".kmz", ".gpkg", ".html", ".png"}
