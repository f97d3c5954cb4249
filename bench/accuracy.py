"""Measure how well articles are read: `python -m bench.accuracy [--data DIR] [--json FILE] [--misses] [--write]`.

On our own gold (`tests/gold`, in our own words; `bench.gold` says what is measured) and, with `--data`, on texts of
others (`bench.corpora`); beside ours what a user could install instead, if `make bench-setup` has installed it.
Prints Markdown; `--json` writes all figures, `--misses` lists each error of ours on the gold's development half (the
test half's with `--split test`: not to be tuned to), `--write` puts the tables between the markers in the README.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from bench import corpora, gold
from bench.systems import PEERS, ROOT, Find, System, ours, peer
from geo.gazetteer import Gazetteer
from geo.tables import atomic_writer

README = ROOT / "README.md"
BEGIN, END = "<!-- accuracy: written by bench.accuracy -->", "<!-- end of accuracy -->"
PARTS = {"all": (), "English": ("en",), "Arabic": ("ar",), "dev": ("dev",), "test": ("test",)}
SPLITS = ("seen", "unseen")
"""Of the items that were written blind."""
NAMES = {
    "recognition exact": "recognition, exact span: F1 (P / R)",
    "recognition overlap": "recognition, overlap: F1 (P / R)",
    "resolution 5 km": "places put within 5 km, %",
    "resolution 20 km": "places put within 20 km, %",
    "resolution governorate": "places put in their governorate, %",
    "left unplaced": "what cannot be placed, left unplaced, %",
    "role": "place, government, event or thing, %",
    "actors": "actors: F1 (P / R)",
    "said_by": "who said it: F1 (P / R)",
    "alleged": "who is alleged: F1 (P / R)",
    "dates": "dates of the places found, %",
    "context": "context of the places found, %",
    "topics": "topics: F1 (P / R)",
}
"""Measures of `bench.gold` in the order of the table, as a reader sees them."""


def select(items: Sequence[gold.Item], part: str) -> list[int]:
    """Return the indices of the gold's items that a part of `PARTS` holds."""
    return [
        n for n, item in enumerate(items) if not PARTS[part] or {item["language"], item["split"]} & set(PARTS[part])
    ]


def _cards(
    items: Sequence[gold.Item], answers: list[list[Find]], gazetteer: Gazetteer, *, full: bool = True
) -> dict[str, gold.Card]:
    cards = {}
    for part in PARTS:
        at = select(items, part)
        cards[part] = gold.score([items[n] for n in at], [answers[n] for n in at], gazetteer, full=full)
    return cards


def blind_cards(gazetteer: Gazetteer) -> dict[str, gold.Card]:
    """Return how we do on the items that were written blind, by split."""
    cards = {}
    for split in SPLITS:
        items = [item for item in gold.load(gold.BLIND) if item["split"] == split]
        cards[split] = gold.score(items, ours([gold.article(item) for item in items]), gazetteer)
    return cards


def _cell(score: gold.Score | None) -> str:
    if score is None:
        return ""
    extra = "" if score.share else f" ({score.precision:.0f} / {score.recall:.0f})"
    return f"{score.value:.1f}{extra}"


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def _gold_table(cards: dict[str, gold.Card], peers: dict[str, dict[str, gold.Card]]) -> str:
    shown = {
        "all": "ours", "English": "ours, English", "Arabic": "ours, Arabic", "test": "ours, test half",
        "unseen": "ours, unseen",
    }  # fmt: skip
    columns = {name: cards[part] for part, name in shown.items()}
    columns |= {f"{PEERS[name]}, English": by_part["English"] for name, by_part in peers.items()}
    rows = [
        [label, *(_cell(card.scores.get(measure)) for card in columns.values())]
        for measure, label in NAMES.items()
        if measure in cards["all"].scores
    ]
    table = _table(["", *columns], rows)
    if not peers:
        return table
    arabic = [f"{PEERS[name]} {p['Arabic'].scores['recognition overlap'].recall:.0f} %" for name, p in peers.items()]
    return f"{table}\n\nOf the Arabic names the others find: {', '.join(arabic)}."


def _figures(cards: dict[str, gold.Card]) -> dict[str, Any]:
    return {
        part: {
            name: {"value": round(s.value, 1), "right": s.right, "given": s.given, "wanted": s.wanted}
            | ({} if s.share else {"precision": round(s.precision, 1), "recall": round(s.recall, 1)})
            for name, s in card.scores.items()
        }
        for part, card in cards.items()
    }


def _write_readme(tables: str) -> None:
    text = README.read_text(encoding="utf-8")
    before, begin, rest = text.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        sys.exit(f"{README}: found no markers, expected {BEGIN!r} and {END!r}")
    with atomic_writer(README) as stream:
        stream.write(f"{before}{BEGIN}\n{tables}\n{END}{after}".encode())


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--data", type=Path, help="folder of annotated texts of others (bench.corpora)")
    options.add_argument("--json", type=Path, help="write all figures there")
    options.add_argument("--no-peers", action="store_true", help="only ours")
    options.add_argument("--misses", action="store_true", help="list each error of ours on the gold")
    options.add_argument("--cases", action="store_true", help="count the errors of ours by hard case")
    options.add_argument("--split", choices=("dev", "test", "all"), default="dev", help="for --misses and --cases")
    options.add_argument("--write", action="store_true", help="put the tables into the README")
    chosen = options.parse_args()

    items, gazetteer = gold.load(), Gazetteer.load()
    articles = [gold.article(item) for item in items]
    cards = _cards(items, ours(articles), gazetteer) | blind_cards(gazetteer)
    systems: dict[str, System] = {"ours": ours}
    peers: dict[str, dict[str, gold.Card]] = {}
    notes: list[str] = []
    for name in () if chosen.no_peers else PEERS:
        try:
            peers[name] = _cards(items, peer(name)(articles), gazetteer, full=False)
            systems[PEERS[name]] = peer(name)
        except RuntimeError as error:
            notes.append(f"{PEERS[name]} was not measured: {error}")
    mentions = sum(len(item["mentions"]) for item in items)
    unseen = sum(item["split"] == "unseen" for item in gold.load(gold.BLIND))
    told = f"On our own gold, {len(items)} items with {mentions} names, and on {unseen} items that nobody had seen"
    tables = [f"{told}:\n\n{_gold_table(cards, peers)}"]
    result: dict[str, Any] = {"gold": {"ours": _figures(cards)} | {name: _figures(c) for name, c in peers.items()}}
    if chosen.data:
        by_system = {name: corpora.measure(chosen.data, system) for name, system in systems.items()}
        rows = [[f, *(f"{figures[f]:g}" for figures in by_system.values())] for f in by_system["ours"]]
        tables.append("On texts of others, in per cent:\n\n" + _table(["", *by_system], rows))
        result["data"] = by_system
    text = "\n\n".join(tables + notes)
    print(text)
    if chosen.misses or chosen.cases:
        card = cards[chosen.split]
        print("\n" + "\n".join(card.misses if chosen.misses else []))
        for (case, measure), errors in sorted(card.cases.items()) if chosen.cases else ():
            print(f"{case}: {errors} in {measure}")
    if chosen.json:
        with atomic_writer(chosen.json) as stream:
            stream.write(json.dumps(result, ensure_ascii=False, indent=1).encode())
    if chosen.write:
        _write_readme(text)


if __name__ == "__main__":
    main()
