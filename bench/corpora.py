"""Score systems on annotated texts of others, as far as a folder holds them.

- `reports_en.csv` (description, date, lat, lon, named; a sentence and a place each, as in the Syrian Archive's data):
  of those whose place is named in the text, the share with a town-level point within 5 km; of all, the share with one
  over 25 km off. `reports_ar_en.csv` (title_ar, named_ar, description_en, named_en, latitude, longitude, published) is
  read in both languages.
- `articles.csv` (article_title, article_content, date_iso, location; as in FA-KES): of those that are about a
  governorate, the share in which it is found.
- `sentences.jsonl` (text, spans with label, start, end; as in Halterman 2019): of the places annotated, the share that
  is found, with two fifths of the longer of the two spans in common, and the share that is placed.
- `elsewhere.jsonl` (text; news that is not about Syria, as in GeoVirus): Syrian dots in ten articles, all false.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from bench.systems import Find, System
from geo.articles import Article, make_article
from geo.names import fold_word
from geo.resolution import distance_km

NEAR_KM, STRAY_KM, COMMON = 5.0, 25.0, 0.4
TOWN_LEVEL = 2
"""`where_prec` up to this is a point of its own."""
SENTENCES_DATE = date(2016, 6, 1)

Figures = dict[str, float]


def measure(folder: Path, system: System) -> Figures:
    """Return all figures of a system that the files of a folder allow, by name; ValueError if it holds none of them."""
    figures: Figures = {}
    for name, (text, named, lat, lon, day) in {
        "reports_en.csv": ("description", "named", "lat", "lon", "date"),
        "reports_ar_en.csv": ("description_en", "named_en", "latitude", "longitude", "published"),
    }.items():
        if (file := folder / name).exists():
            figures |= _reports(_rows(file), system, text, named, lat, lon, day, "reports")
    if (file := folder / "reports_ar_en.csv").exists():
        figures |= _reports(
            _rows(file), system, "title_ar", "named_ar", "latitude", "longitude", "published", "reports, Arabic"
        )
    if (file := folder / "articles.csv").exists():
        figures |= _articles(_rows(file), system)
    if (file := folder / "sentences.jsonl").exists():
        figures |= _sentences(_lines(file), system)
    if (file := folder / "elsewhere.jsonl").exists():
        figures |= _elsewhere(_lines(file), system)
    if not figures:
        raise ValueError(f"{folder}: found none of reports_en.csv, reports_ar_en.csv, articles.csv, sentences.jsonl")
    return figures


def _rows(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def _lines(file: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines() if line.strip()]


def _share(right: Sequence[bool]) -> float:
    return round(100 * sum(right) / len(right), 1) if right else 0.0


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None


def _dots(finds: Sequence[Find]) -> Iterator[tuple[float, float]]:
    for f in finds:
        if f.placed and f.country == "SY" and f.where_prec <= TOWN_LEVEL and f.lat is not None and f.lon is not None:
            yield f.lat, f.lon


def _reports(
    rows: list[dict[str, str]], system: System, text: str, named: str, lat: str, lon: str, day: str, name: str
) -> Figures:
    seen: dict[str, dict[str, str]] = {}
    for row in rows:
        if row[text] and row[lat] and row[lon]:
            seen.setdefault(row[text], row)
    rows = list(seen.values())
    answers = system([make_article(r[text], published=_day(r[day])) for r in rows])
    near, stray = [], []
    for row, finds in zip(rows, answers, strict=True):
        km = [distance_km(dot, (float(row[lat]), float(row[lon]))) for dot in _dots(finds)]
        if float(row[named] or 0) == 1:
            near.append(min(km, default=STRAY_KM) <= NEAR_KM)
        stray.append(max(km, default=0.0) > STRAY_KM)
    return {f"{name}: within 5 km": _share(near), f"{name}: a dot over 25 km off": _share(stray)}


def _governorate(name: str) -> str:
    """Return a governorate's name as its first letters without article and spelling: Hasakeh and Hasakah are one."""
    folded = fold_word(name).replace("tt", "t")
    return "damas" if folded.startswith(("damas", "rif")) else folded[:4]


def _articles(rows: list[dict[str, str]], system: System) -> Figures:
    rows = [r for r in rows if r["location"].strip().casefold() not in ("", "nan", "syria")]
    articles = [
        make_article(r["article_content"], title=r["article_title"], published=_day(r["date_iso"])) for r in rows
    ]
    found = []
    for row, finds in zip(rows, system(articles), strict=True):
        governorates = {_governorate(f.governorate) for f in finds if f.placed and f.governorate}
        found.append(_governorate(row["location"].strip()) in governorates)
    return {"articles: governorate found": _share(found)}


def _sentences(rows: list[dict[str, Any]], system: System) -> Figures:
    articles: list[Article] = [make_article(r["text"], published=SENTENCES_DATE) for r in rows]
    found, placed = [], []
    for row, finds in zip(rows, system(articles), strict=True):
        for span in row.get("spans", []):
            if span.get("label") != "LOCATION" or span["end"] <= span["start"]:
                continue
            over = [f for f in finds if f.role == "place" and _common(f, span) >= COMMON]
            found.append(bool(over))
            placed.append(any(f.placed for f in over))
    return {"sentences: recognised": _share(found), "sentences: resolved": _share(placed)}


def _common(f: Find, span: dict[str, Any]) -> float:
    common = min(f.end, span["end"]) - max(f.start, span["start"])
    return common / max(f.end - f.start, span["end"] - span["start"])


def _elsewhere(rows: list[dict[str, Any]], system: System) -> Figures:
    answers = system([make_article(r["text"], published=date(2010, 1, 1)) for r in rows])
    false = sum(f.placed and f.country == "SY" for finds in answers for f in finds)
    return {"elsewhere: false dots in 10 articles": round(10 * false / len(rows), 2)}
