"""Made-up tables of mentions of any size, seeded: the same rows for the same arguments.

They have the shape of real ones (few places with many mentions, articles in time order, stories that several outlets
print, one sentence with several mentions, names that were not placed), not their words: places and actors are numbered.
"""

from __future__ import annotations

from typing import get_args

import numpy as np
import pyarrow as pa

from geo.gazetteer import GOVERNORATES, TYPES, Gazetteer, Place
from geo.mention import SCHEMA, Context

WORDS = [
    "shelling", "strike", "village", "north", "south", "forces", "killed", "on", "Tuesday", "Wednesday", "said", "the",
    "air", "near", "road", "army", "fighters", "monitors", "reported", "people", "homes", "convoy", "advanced",
    "withdrew", "ceasefire", "talks", "aid", "hospital", "market", "قصف", "قرية", "شمال",
]  # fmt: skip

_TOPICS = (
    "air strike", "shelling", "ground fighting", "chemical", "aid", "detention", "displacement", "IED and mines",
    "protest", "talks and ceasefire", "change of control",
)  # fmt: skip
_CONTEXTS = get_args(Context)


def gazetteer(places: int = 3000, seed: int = 0) -> Gazetteer:
    """Return a gazetteer of numbered places in Syria, one in fifty of them a governorate, road, region or country."""
    rng = np.random.default_rng(seed)
    governorates = list(GOVERNORATES)
    rows = []
    for i in range(places):
        kind = ("governorate", "road", "region", "country")[i // 50 % 4] if i % 50 == 7 else ("town", "village")[i % 2]
        abroad = kind == "country"
        governorate = "" if abroad else governorates[i % 14]
        lat, lon = round(float(rng.uniform(32.5, 37.0)), 5), round(float(rng.uniform(35.8, 42.0)), 5)
        wkt = f"LINESTRING ({lon} {lat}, {lon + 0.1:.5f} {lat})" if kind == "road" else ""
        rows.append(
            Place(f"sy-{i}", f"Place {i}", f"مكان {i}", (), kind, "TR" if abroad else "SY", governorate, "",
                  GOVERNORATES.get(governorate, ""), "", lat, lon, None, None, wkt, None, False, False, "synthetic")
        )  # fmt: skip
    return Gazetteer(tuple(rows), {row.id: row for row in rows}, f"{seed:064x}")


def mentions(
    size: int, places: Gazetteer, *, actors: int = 300, sentences: int | None = None, seed: int = 0
) -> pa.Table:
    """Return `size` mentions (columns of SCHEMA) of the places of a gazetteer.

    Parameters
    ----------
    size
        Number of rows.
    places
        What they point to; low numbers far oftener than high ones.
    actors
        Number of actors; each sentence names one to four.
    sentences
        Number of distinct sentences; one for five mentions unless told.
    seed
        Of the random numbers.
    """
    rng = np.random.default_rng(seed)
    # What was drawn later has random numbers of its own, so that the rest stays as it was.
    more = np.random.default_rng(seed + 1)
    sentences = sentences or max(1, size // 5)
    articles = max(1, size // 20)

    def coded(codes: np.ndarray, values: list[str]) -> pa.Array:
        return pa.DictionaryArray.from_arrays(pa.array(codes.astype(np.int32)), pa.array(values, pa.string()))

    def constant(value: str) -> pa.Array:
        return coded(np.zeros(size), [value])

    def lists(lengths: np.ndarray, values: pa.Array) -> pa.Array:
        return pa.ListArray.from_arrays(pa.array(np.concatenate([[0], np.cumsum(lengths)]).astype(np.int32)), values)

    article = np.sort(rng.integers(0, articles, size))
    place = np.minimum(rng.geometric(1 / 250, size) - 1, len(places.places) - 1)
    sentence = rng.integers(0, sentences, size)
    role = rng.choice(4, size, p=[0.93, 0.04, 0.02, 0.01])
    status = rng.choice(3, size, p=[0.88, 0.05, 0.07])
    resolved = status == 0
    published = 15050 + article * 5000 // articles
    start_day = published - rng.integers(0, 4, size)
    length = rng.choice([0, 4, 6, 29, 364, 900], size, p=[0.7, 0.08, 0.08, 0.1, 0.03, 0.01])
    prec = np.searchsorted([0, 5, 6, 30, 364], length).clip(0, 5) + 1
    undated = rng.random(size) < 0.02
    names = [f"Actor {i}" for i in range(actors)]
    of_sentence = rng.integers(1, 5, sentences)
    count = of_sentence[sentence]
    who = _repeated(rng.integers(0, actors, int(of_sentence.sum())), of_sentence, sentence)
    sayers = more.choice([0, 1, 2], sentences, p=[0.55, 0.35, 0.1])
    who_said = _repeated(more.integers(0, actors, int(sayers.sum())), sayers, sentence)
    about = more.choice([0, 1, 2, 3], sentences, p=[0.3, 0.45, 0.2, 0.05])
    topics = _repeated(more.integers(0, len(_TOPICS), int(about.sum())), about, sentence)
    # Every third article reprints a story that another outlet has told just before.
    story = np.where(np.arange(articles) % 3 == 2, np.arange(articles) - 1, np.arange(articles))
    outlet = more.integers(0, 60, articles) ** 2 // 60
    arabic = more.random(60) < 0.3
    context = more.choice(len(_CONTEXTS), size, p=[0.62, 0.04, 0.08, 0.14, 0.07, 0.05])
    stated = more.random(size) < 0.6
    sizes = rng.integers(3, 8, articles)
    of_article = rng.integers(0, actors, (articles, 8))
    per_row = sizes[article]
    picked = np.arange(8)[None, :] < per_row[:, None]
    candidates = np.where(status == 1, 2, 0)
    start = rng.integers(0, 4000, size)
    words = np.array(WORDS)[rng.integers(0, len(WORDS), (sentences, 22))].tolist()
    texts = [f"{' '.join(row)} {i}" for i, row in enumerate(words)]
    p = places.places

    def of_place(attribute: str) -> pa.Array:
        values = [str(getattr(row, attribute)) for row in p]
        return coded(np.where(resolved, place, len(p)), [*values, ""])

    def number(attribute: str, kind: pa.DataType) -> pa.Array:
        values = np.array([float(getattr(row, attribute) or 0) for row in p])
        return pa.array(values[place], mask=~resolved).cast(kind)

    columns = {
        "mention_id": pa.array([f"{i:016x}" for i in range(size)]),
        "article_id": coded(article, [f"{i:06d}" for i in range(articles)]),
        "story_id": coded(story[article], [f"story-{i}" for i in range(articles)]),
        "article_title": coded(article, [f"Article {i}" for i in range(articles)]),
        "published": pa.array(published.astype(np.int32)).cast(pa.date32()),
        "published_source": constant("column"),
        "source": coded(outlet[article], [f"Source {i}" for i in range(60)]),
        "url": coded(article, [f"https://example.org/{i}" for i in range(articles)]),
        "language": coded(arabic[outlet[article]].astype(int), ["en", "ar"]),
        "field": constant("text"),
        "section": constant("body"),
        "surface": coded(place, [row.title for row in p]),
        "start": pa.array(start),
        "end": pa.array(start + 8),
        "sentence": coded(sentence, texts),
        "sentence_start": pa.array(start),
        "place_id": of_place("id"),
        "place": of_place("title"),
        "place_ar": of_place("title_ar"),
        "types": of_place("type"),
        "governorate": of_place("governorate"),
        "district": constant(""),
        "adm1_pcode": of_place("adm1_pcode"),
        "country": of_place("country"),
        "lat": number("lat", pa.float64()),
        "lon": number("lon", pa.float64()),
        "where_prec": pa.array(np.array([TYPES[row.type] for row in p])[place], mask=~resolved),
        "uncertainty_km": pa.nulls(size, pa.float64()),
        "status": coded(status, ["resolved", "ambiguous", "unresolved"]),
        "confidence": pa.array(np.round(rng.random(size), 2)),
        "candidates": lists(candidates, coded(rng.integers(0, len(p), int(candidates.sum())), [r.id for r in p])),
        "role": coded(role, ["place", "actor", "event", "other"]),
        "actors": lists(count, coded(who, names)),
        "said_by": lists(sayers[sentence], coded(who_said, names)),
        "alleged": lists(np.zeros(size, int), pa.array([], pa.string())),
        "article_actors": lists(per_row, coded(of_article[article][picked], names)),
        "date_start": pa.array(start_day.astype(np.int32), mask=undated).cast(pa.date32()),
        "date_end": pa.array((start_day + length).astype(np.int32), mask=undated).cast(pa.date32()),
        "date_prec": pa.array(prec, mask=undated),
        "date_expression": constant(""),
        "date_source": coded(np.where(undated, 2, stated), ["published", "sentence", "none"]),
        "context": coded(context, list(_CONTEXTS)),
        "context_cue": constant(""),
        "topics": lists(about[sentence], coded(topics, list(_TOPICS))),
        "decided_by": constant(""),
        "marked": pa.array(np.zeros(size, bool)),
        "tags": lists(np.zeros(size, int), pa.array([], pa.string())),
        "note": constant(""),
        "added_at": pa.nulls(size, pa.timestamp("s", "UTC")),
    }
    return pa.table([columns[name].cast(SCHEMA.field(name).type) for name in SCHEMA.names], schema=SCHEMA)


def _repeated(values: np.ndarray, lengths: np.ndarray, rows: np.ndarray) -> np.ndarray:
    """Return for each row the values of its list; `lengths` cuts `values` into lists, `rows` says which it has."""
    starts = np.cumsum(lengths) - lengths
    wanted = lengths[rows]
    within = np.arange(int(wanted.sum())) - np.repeat(np.cumsum(wanted) - wanted, wanted)
    return values[np.repeat(starts[rows], wanted) + within]
