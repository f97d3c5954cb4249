"""Fit `confidence`, the probability that an answer is the place meant, and write how well it holds.

    python -m bench.confidence --data ../shared/eval [--write]

Reads `places.csv` (name, name_ar, governorate, lat, lon, kind: places of real incidents) and `reports_en.csv`
(description, date, lat, lon, named: sentences with the place of one event) of the folder. Each name is placed with its
governorate, alone, and in Arabic with its governorate; of the reports those count that name one spot in Syria.
An answer is right within 5 km of the point, or as far as it says itself that it may be off; 15 km in a city.

The model is a logistic regression on the traits of `geo.resolution.traits`, fitted by Newton's method with a ridge
penalty of 1. The reliability table is made by halves: each answer is judged by weights fitted on the places of the
other half, so that no place judges itself. `--write` writes `data/confidence.csv` and the table in `docs/method.md`.
"""

from __future__ import annotations

import argparse
import csv
import itertools
import math
import re
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd

from geo.answers import Resolution
from geo.articles import make_article
from geo.extraction import Extractor
from geo.lists import Placer
from geo.resolution import distance_km

ROOT = Path(__file__).resolve().parent.parent
RIDGE = 1.0
EDGES = (0.0, 0.5, 0.7, 0.8, 0.85, 0.9, 0.95, 1.01)
NEAR_KM, CITY_KM = 5.0, 15.0


@dataclass(frozen=True)
class Answer:
    """One answer: what tells how sure it is, whether it is right, and which half of the places it belongs to."""

    traits: tuple[str, ...]
    right: bool
    half: int


def _half(lat: float, lon: float) -> int:
    return zlib.crc32(f"{lat:.2f},{lon:.2f}".encode()) % 2


def _is_right(answer: Resolution, lat: float, lon: float, kind: str) -> bool:
    place = answer.place
    if place is None:
        return False
    allowed = max(CITY_KM if kind in ("city", "neighbourhood_area") else NEAR_KM, answer.uncertainty_km or 0.0)
    return distance_km((place.lat, place.lon), (lat, lon)) <= allowed


def from_lists(file: Path, extractor: Extractor) -> Iterator[Answer]:
    """Place the names of a list of places and yield the answers that are a spot."""
    placer = Placer(extractor.recogniser)
    table = pd.read_csv(file)
    for column, within in (("name", True), ("name", False), ("name_ar", True)):
        for row in table[table[column].notna()].to_dict("records"):
            answer = placer.place(str(row[column]), str(row["governorate"]) if within else "").resolution
            if answer.place is not None and answer.where_prec == 1:
                lat, lon = float(row["lat"]), float(row["lon"])
                yield Answer(answer.traits, _is_right(answer, lat, lon, str(row["kind"])), _half(lat, lon))


def from_reports(file: Path, extractor: Extractor) -> Iterator[Answer]:
    """Read reports of one event each and yield the answers of those that name one spot in Syria."""
    table = pd.read_csv(file).dropna(subset=["description", "lat", "lon"]).drop_duplicates("description")
    for row in table[table["named"] == 1].to_dict("records"):
        article = make_article(str(row["description"]), published=date.fromisoformat(str(row["date"])[:10]))
        spots = {
            answer.place.id: answer
            for _, role, answer in extractor.resolutions(article)
            if role == "place" and answer.place is not None and answer.where_prec == 1 and answer.place.country == "SY"
        }
        if len(spots) == 1:
            lat, lon = float(row["lat"]), float(row["lon"])
            for answer in spots.values():
                yield Answer(answer.traits, _is_right(answer, lat, lon, ""), _half(lat, lon))


def fit(answers: Sequence[Answer]) -> dict[str, float]:
    """Return the log odds of each trait that occurs, and of "any", by a ridge-penalised logistic regression."""
    names = ["any", *sorted({trait for a in answers for trait in a.traits})]
    at = {name: n for n, name in enumerate(names)}
    design = np.zeros((len(answers), len(names)))
    design[:, 0] = 1
    for row, answer in enumerate(answers):
        design[row, [at[trait] for trait in answer.traits]] = 1
    right = np.array([a.right for a in answers], dtype=float)
    penalty = RIDGE * np.eye(len(names))
    penalty[0, 0] = 0
    weights = np.zeros(len(names))
    for _ in range(50):
        p = 1 / (1 + np.exp(-design @ weights))
        hessian = design.T @ (design * (p * (1 - p))[:, None]) + penalty
        step = np.linalg.solve(hessian, design.T @ (right - p) - penalty @ weights)
        weights += step
        if np.abs(step).max() < 1e-9:
            break
    return {name: round(float(w), 2) for name, w in zip(names, weights, strict=True)}


def predicted(weights: dict[str, float], answer: Answer) -> float:
    """Return the confidence that the weights give an answer."""
    odds = weights["any"] + sum(weights.get(trait, 0.0) for trait in answer.traits)
    return 1 / (1 + math.exp(-odds))


def reliability(answers: Sequence[Answer]) -> str:
    """Return the reliability table (Markdown): answers by predicted confidence, and how many of them were right."""
    halves = [fit([a for a in answers if a.half != half]) for half in (0, 1)]
    judged = [(predicted(halves[a.half], a), a.right) for a in answers]
    lines = ["| confidence | answers | mean confidence | right |", "|---|---|---|---|"]
    for low, high in itertools.pairwise(EDGES):
        inside = [(p, right) for p, right in judged if low <= p < high]
        if inside:
            mean = sum(p for p, _ in inside) / len(inside)
            share = sum(right for _, right in inside) / len(inside)
            top = "1" if high > 1 else f"{high:.2f}"
            lines.append(f"| {low:.2f} to {top} | {len(inside):,} | {mean:.1%} | {share:.1%} |")
    brier = sum((p - right) ** 2 for p, right in judged) / len(judged)
    base = sum(right for _, right in judged) / len(judged)
    lines += ["", f"{len(judged):,} answers, {base:.1%} right; Brier score {brier:.3f} (always saying {base:.1%}: "
              f"{base * (1 - base):.3f})."]  # fmt: skip
    return "\n".join(lines)


def main() -> None:
    """Fit, print, and write if asked to."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    extractor = Extractor.load()
    answers = [
        *from_lists(options.data / "places.csv", extractor),
        *from_reports(options.data / "reports_en.csv", extractor),
    ]
    weights, table = fit(answers), reliability(answers)
    for name, weight in weights.items():
        count = len(answers) if name == "any" else sum(name in a.traits for a in answers)
        print(f"{name:14} {weight:+.2f}   in {count:,} answers")
    print(table)
    if not options.write:
        return
    with (ROOT / "data" / "confidence.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["trait", "log_odds"])
        writer.writerows(weights.items())
    page = ROOT / "docs" / "method.md"
    text = page.read_text(encoding="utf-8")
    marked = re.compile(r"(?<=<!-- reliability -->\n).*?(?=<!-- /reliability -->)", re.DOTALL)
    page.write_text(marked.sub(lambda _: table + "\n", text), encoding="utf-8")


if __name__ == "__main__":
    main()
