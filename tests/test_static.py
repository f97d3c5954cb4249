"""The browser's files: as their scripts made them, licensed, and asking nobody else for anything."""

from __future__ import annotations

import hashlib
import json
import re
import sys
from pathlib import Path

import pytest

from geo.gazetteer import GOVERNORATES, Gazetteer
from views.mention_map import MentionMap, words

ROOT = Path(__file__).resolve().parent.parent
STATIC = ROOT / "static"


def data(name: str) -> dict:
    text = (STATIC / name).read_text(encoding="ascii")
    return json.loads(text[text.index("=") + 1 : text.rindex(";")])


def test_vendored_files_are_those_of_the_manifest_with_their_licences() -> None:
    manifest = json.loads((STATIC / "vendor" / "manifest.json").read_text(encoding="utf-8"))
    named = {path: digest for package in manifest for path, digest in package["sha256"].items()}
    present = {str(path.relative_to(ROOT)) for folder in ("vendor", "fonts") for path in (STATIC / folder).iterdir()}
    assert present == {*named, "static/vendor/manifest.json"}
    for path, digest in named.items():
        assert hashlib.sha256((ROOT / path).read_bytes()).hexdigest() == digest, path
    for package in manifest:
        assert any(path.endswith("LICENSE") for path in package["sha256"]), package["name"]


SCRIPTS = sorted(f"map/{path.name}" for path in (STATIC / "map").iterdir())


def test_every_script_of_the_map_is_loaded_by_its_own_hash() -> None:
    loaded = dict(MentionMap.default_js)
    assert sorted(name for name in loaded if name.startswith("map/")) == SCRIPTS
    for name, address in loaded.items():
        assert address == f"../../app/static/{name}?v={hashlib.sha256((STATIC / name).read_bytes()).hexdigest()[:12]}"


def test_the_scripts_say_the_words_that_they_are_given() -> None:
    text = "".join((STATIC / name).read_text(encoding="utf-8") for name in SCRIPTS)
    asked = set(re.findall(r'(?:M\.say\(|\["?)"?([a-z_0-9]+)"', text)) | set(
        re.findall(r'"((?:draw|legend|tip|zoom)_\w+)"', text)
    )
    begun = re.findall(r'M\.say\("(\w+_)" \+', text)
    given = set(words("en"))
    assert set(words("ar")) == given
    said = {name for name in asked if name in given}
    assert not {name for name in given - said if not any(map(name.startswith, begun))}
    assert not {name for name in re.findall(r'M\.say\("(\w+)"[,)]', text) if name not in given}


@pytest.mark.parametrize("name", [*SCRIPTS, "map.css", "vendor/leaflet.css"])
def test_no_style_or_script_of_the_map_names_another_host(name: str) -> None:
    text = (STATIC / name).read_text(encoding="utf-8")
    addresses = set(re.findall(r"https?://[^\s\"')]+", text)) - {"http://www.w3.org/2000/svg"}
    assert not [a for a in addresses if f"url({a}" in text or f'"{a}' in text], addresses


def test_fonts_that_the_theme_names_are_there() -> None:
    config = (ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8")
    urls = re.findall(r'url = "app/(static/.+?)"', config)
    assert urls
    assert all((ROOT / url).is_file() for url in urls)


def test_the_basemap_has_every_governorate_around_its_seat() -> None:
    from shapely.geometry import Point, Polygon

    polygons = {g["id"]: [Polygon(rings[0]) for rings in g["rings"]] for g in data("basemap.js")["governorates"]}
    assert set(polygons) == set(GOVERNORATES.values())
    for place in Gazetteer.load().places:
        if place.type == "governorate":
            at = Point(place.lat, place.lon)
            assert any(p.distance(at) < 0.02 for p in polygons[place.id]), place.title


def test_towns_and_rivers_on_the_map_are_those_of_the_gazetteer() -> None:
    sys.path.insert(0, str(ROOT / "scripts"))
    from bake_basemap import from_gazetteer

    fresh = json.loads(json.dumps(from_gazetteer(Gazetteer.load())))
    assert data("gazetteer.js") == fresh, "run: python scripts/bake_basemap.py --gazetteer"
