"""How far off are the gazetteer's points? Compares settlements with a list of places that has coordinates.

    python -m bench.points --data ../shared/eval

Reads `places.csv` (name, name_ar, governorate, lat, lon) of the folder. A row of the gazetteer is compared with the
nearest entry whose name agrees (`geo.keys`) and whose governorate is its own; entries more than 30 km off are taken for
another place of the name and are counted apart. Prints, by where the points come from, the error in km (half, three
quarters and nine tenths of them at most) and how many lie within their own `uncertainty_km`. The list has errors too:
what the looked-up points show is the floor of this measure.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from pathlib import Path

import pandas as pd

from geo.actors import Actors
from geo.gazetteer import Gazetteer, Place
from geo.keys import agreement, key
from geo.lists import Placer
from geo.recognition import Recogniser
from geo.resolution import SETTLEMENTS, distance_km

ANOTHER_KM = 30.0
GROUPS = {
    "looked up": lambda p: not p.estimated,
    "estimated, quarters": lambda p: p.estimated and p.type == "neighbourhood",
    "estimated, others, to 3 km": lambda p: p.estimated and p.type != "neighbourhood" and (p.uncertainty_km or 0) <= 3,
    "estimated, others, above": lambda p: p.estimated and p.type != "neighbourhood" and (p.uncertainty_km or 0) > 3,
}


def errors(file: Path, gazetteer: Gazetteer) -> list[tuple[Place, float]]:
    """Return the rows that the list has too, each with its distance from the nearest entry of its name, km."""
    placer = Placer(Recogniser(gazetteer, Actors.load()))
    entries = defaultdict(list)
    for row in pd.read_csv(file).to_dict("records"):
        governorates = placer.area(str(row["governorate"])).governorates
        for name in (row["name"], row["name_ar"]):
            if isinstance(name, str):
                entries[key(name)].append((name, governorates, float(row["lat"]), float(row["lon"])))
    found = []
    for place in gazetteer.places:
        if place.country == "SY" and place.type in SETTLEMENTS:
            off = [
                distance_km((place.lat, place.lon), (lat, lon))
                for name in place.names
                for other, governorates, lat, lon in entries.get(key(name), ())
                if place.governorate in governorates and agreement(name, other)
            ]
            if off:
                found.append((place, min(off)))
    return found


def main() -> None:
    """Measure and print a Markdown table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    found = errors(parser.parse_args().data / "places.csv", Gazetteer.load())
    print("| points | compared | half | 3/4 | 9/10 | within `uncertainty_km` | another place |")
    print("|---|---|---|---|---|---|---|")
    for label, belongs in GROUPS.items():
        mine = [(off, place.uncertainty_km or 1.0) for place, off in found if belongs(place)]
        near = sorted((off, limit) for off, limit in mine if off <= ANOTHER_KM)
        if not near:
            continue
        half, three, nine = (near[int(len(near) * q)][0] for q in (0.5, 0.75, 0.9))
        within = sum(off <= limit for off, limit in near) / len(near)
        print(
            f"| {label} | {len(near)} | {half:.1f} km | {three:.1f} km | {nine:.1f} km | {within:.0%} "
            f"| {len(mine) - len(near)} |"
        )


if __name__ == "__main__":
    main()
