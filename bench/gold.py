"""The project's own gold (`tests/gold`, with its rules) and how a system is scored on it.

Measures, each over all items that are asked for:

- `recognition exact`, `recognition overlap`: names that are drawn (role `place`) against the gold's, one to one. A kind
  word beside the name ("province", قرية) may stand in the span or out of it.
- `resolution 5 km`, `20 km`, `governorate`: of the gold's places, those that the system found and put there: the right
  row of the gazetteer, or a point so near to it.
- `left unplaced`: of the gold's names that cannot be placed, those without a point.
- `role`: of the gold's names, those of the right role. What is no place is right too if it gives no row, but for an
  event.
- `actors`, `said_by`, `alleged`, `topics`: names against the gold's, summed over sentences.
- `dates`, `context`: of the places found, those with the gold's interval and context.

A measure is a `Score`: for the first and the fourth kind precision, recall and F1; for the rest a share.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from bench.systems import Find
from geo.articles import Article, make_article
from geo.cues import KIND_OF
from geo.gazetteer import Gazetteer
from geo.names import fold_word
from geo.resolution import distance_km

FILE = Path(__file__).resolve().parent.parent / "tests" / "gold" / "sentences.jsonl"
BLIND = FILE.with_name("blind.jsonl")
"""Items written and annotated by people who had not seen the program; of `split` unseen none was looked at since."""
NEAR_KM, FAR_KM = 5.0, 20.0
SETS = ("actors", "said_by", "alleged", "topics")
_KIND_WORDS = frozenset(KIND_OF) | {"the", "of"}

Item = dict[str, Any]


@dataclass(slots=True)
class Score:
    """Right answers, answers that were given, answers that were wanted; as a share or as F1, in per cent."""

    right: int = 0
    given: int = 0
    wanted: int = 0
    share: bool = False

    @property
    def precision(self) -> float:
        """Right of given, per cent; 0 if none was given."""
        return 100 * self.right / self.given if self.given else 0.0

    @property
    def recall(self) -> float:
        """Right of wanted, per cent; 0 if none was wanted."""
        return 100 * self.right / self.wanted if self.wanted else 0.0

    @property
    def value(self) -> float:
        """The share of what was wanted, or F1, per cent."""
        if self.share:
            return self.recall
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(slots=True)
class Card:
    """All scores of a system, what it got wrong in words, and the number of errors by measure and case."""

    scores: dict[str, Score] = field(default_factory=dict)
    misses: list[str] = field(default_factory=list)
    cases: Counter[tuple[str, str]] = field(default_factory=Counter)

    def share(self, measure: str, right: bool) -> bool:
        """Count one answer that is right or not."""
        score = self.scores.setdefault(measure, Score(share=True))
        score.right += right
        score.given += 1
        score.wanted += 1
        return right

    def found(self, measure: str, right: int, given: int, wanted: int) -> None:
        """Count answers of a measure with precision and recall."""
        score = self.scores.setdefault(measure, Score())
        score.right += right
        score.given += given
        score.wanted += wanted

    def miss(self, item: Item, measure: str, what: str) -> None:
        """Note an error."""
        self.misses.append(f"{item['id']} {measure}: {what}")
        for case in item["cases"]:
            self.cases[case, measure] += 1


def load(path: Path = FILE) -> list[Item]:
    """Return the items of the gold, as its README describes them."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def article(item: Item) -> Article:
    """Return an item as the article that a system is given."""
    published = date.fromisoformat(item["published"]) if item["published"] else None
    return make_article(item["text"], title=item["title"], article_id=item["id"], published=published)


def score(items: Sequence[Item], answers: Sequence[Sequence[Find]], gazetteer: Gazetteer, *, full: bool = True) -> Card:
    """Score a system's finds; `full` is false for one that finds and places names and says no more."""
    card = Card()
    points = {p.id: (p.lat, p.lon) for p in gazetteer.places}
    for item, finds in zip(items, answers, strict=True):
        _score_names(card, item, finds, points, full=full)
        if full:
            for sentence in item["sentences"]:
                _score_sets(card, item, sentence, finds)
    return card


def _overlap(m: Item, f: Find) -> bool:
    return bool(f.field == m["field"] and f.start < m["end"] and m["start"] < f.end)


def _exact(item: Item, m: Item, f: Find) -> bool:
    if [f.start, f.end] in ([m["start"], m["end"]], m.get("wide")):
        return True
    if f.start > m["start"] or f.end < m["end"]:
        return False
    text = item[m["field"]]
    beside = (text[f.start : m["start"]] + " " + text[m["end"] : f.end]).split()
    return all(fold_word(word) in _KIND_WORDS for word in beside)


def _score_names(
    card: Card, item: Item, finds: Sequence[Find], points: dict[str, tuple[float, float]], *, full: bool
) -> None:
    optional = [m for m in item["mentions"] if m.get("optional")]
    places = [m for m in item["mentions"] if m["role"] == "place" and not m.get("optional")]
    drawn = [f for f in finds if f.role == "place" and not any(_overlap(m, f) for m in optional)]
    pairs: list[tuple[Item, Find]] = []
    free = list(drawn)
    for m in places:
        match = next((f for f in free if _overlap(m, f)), None)
        if match is None:
            card.miss(item, "recognition", f"missed {m['surface']!r}")
        else:
            free.remove(match)
            pairs.append((m, match))
    for f in free:
        card.miss(item, "recognition", f"false {item[f.field][f.start : f.end]!r} -> {f.place_id or '-'}")
    exact = sum(_exact(item, m, f) for m, f in pairs)
    card.found("recognition exact", exact, len(drawn), len(places))
    card.found("recognition overlap", len(pairs), len(drawn), len(places))
    for m, f in pairs:
        if not _exact(item, m, f):
            card.miss(item, "span", f"{m['surface']!r} found as {item[f.field][f.start : f.end]!r}")
    found = {id(m): f for m, f in pairs}
    for m in places:
        _score_place(card, item, m, found.get(id(m)), points)
    if full:
        for m, f in pairs:
            _score_when_and_whether(card, item, m, f)
        for m in item["mentions"]:
            if m not in optional:
                _score_role(card, item, m, finds)


def _score_place(card: Card, item: Item, m: Item, f: Find | None, points: dict[str, tuple[float, float]]) -> None:
    if m["status"] != "resolved":
        if not card.share("left unplaced", f is None or not f.placed):
            card.miss(item, "left unplaced", f"{m['surface']!r} -> {f.place_id if f else ''}")
        return
    same = f is not None and f.place_id in m["place_ids"]
    country = f is not None and not f.place_id and f.country in m["place_ids"]
    km = min((distance_km((f.lat, f.lon), points[i]) for i in m["place_ids"]), default=1e9) if _at_point(f) else 1e9
    right = card.share("resolution 5 km", same or country or km <= NEAR_KM)
    card.share("resolution 20 km", same or country or km <= FAR_KM)
    if m["governorate"]:
        card.share("resolution governorate", f is not None and f.governorate == m["governorate"])
    if not right and f is not None:
        card.miss(
            item, "resolution", f"{m['surface']!r} -> {f.place_id or f.row.get('status', '-')}, not {m['place_ids']}"
        )


def _at_point(f: Find | None) -> bool:
    return f is not None and f.lat is not None and f.lon is not None


def _score_role(card: Card, item: Item, m: Item, finds: Sequence[Find]) -> None:
    roles = [f.role for f in finds if _overlap(m, f)]
    right = m["role"] in roles or (not roles and m["role"] in ("actor", "other"))
    if not card.share("role", right) and (roles or m["role"] != "place"):
        card.miss(item, "role", f"{m['surface']!r} is {roles or 'not found'}, not {m['role']}")


def _score_when_and_whether(card: Card, item: Item, m: Item, f: Find) -> None:
    if m["dates"] is not None:
        given = (str(f.row["date_start"] or ""), str(f.row["date_end"] or ""))
        if not card.share("dates", any(_is_interval(d, *given) for d in m["dates"])):
            wanted = " or ".join("/".join(d.get("holds") or (d["date_start"], d["date_end"])) for d in m["dates"])
            card.miss(item, "dates", f"{m['surface']!r} {'/'.join(given)}, not {wanted}")
    if m["context"]:
        given_context = f.row["context"] or ""
        if not card.share("context", given_context in m["context"]):
            card.miss(item, "context", f"{m['surface']!r} {given_context!r}, not {' or '.join(m['context'])}")


def _is_interval(wanted: Item, start: str, end: str) -> bool:
    """Tell whether an interval (ISO 8601 days) is the gold's, or for a vague one between the gold's bounds."""
    if "holds" not in wanted:
        return (start, end) == (wanted["date_start"], wanted["date_end"])
    (held, last_held), (first, last) = wanted["holds"], wanted["within"]
    return bool(first <= start <= held and last_held <= end <= last)


def _score_sets(card: Card, item: Item, sentence: Item, finds: Iterable[Find]) -> None:
    rows = [f.row for f in finds if f.field == sentence["field"] and sentence["start"] <= f.start < sentence["end"]]
    for measure in SETS:
        if measure == "topics" and not sentence["topics_scored"]:
            continue
        given = {_plain(v) for row in rows for v in row.get(measure) or []}
        wanted = [{_plain(name) for name in names} for names in sentence[measure]]
        optional = {_plain(name) for name in sentence.get(f"{measure}_optional", [])}
        right = [names for names in wanted if names & given]
        false = given - optional - set().union(*wanted)
        card.found(measure, len(right), len(right) + len(false), len(wanted))
        missed = [sorted(names)[0] for names in wanted if not names & given]
        if missed or false:
            card.miss(item, measure, "; ".join([f"missed {m}" for m in missed] + [f"false {f}" for f in sorted(false)]))


def _plain(name: str) -> str:
    return " ".join(name.casefold().replace("_", " ").replace("-", " ").split())
