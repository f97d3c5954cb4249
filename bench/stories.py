"""Are reprints one story, and other articles other stories? Measured on made-up reprints of the sample articles.

    python -m bench.stories [--seed 1] [--articles 100000]

Each sample article is reprinted under another headline, with dateline, byline and agency line; with its tail cut;
with words changed; and with all of it. That none is grouped with another article is tried on the samples, on unlike
articles that share a publisher's standing paragraphs, and on short reports by one pattern. Prints
precision and recall of pairs for several thresholds, the share found by kind of reprint, microseconds an article, and
the memory and time that `--articles` short articles take.
"""

from __future__ import annotations

import argparse
import random
import resource
import time
from collections.abc import Callable, Iterable
from itertools import combinations
from pathlib import Path
from statistics import median

from geo.articles import make_article
from geo.intake.reading import read_articles
from geo.matcher import words_of
from geo.sentences import sentences_of
from geo.stories import SAME, Stories

SAMPLE = Path(__file__).resolve().parent.parent / "data" / "articles"
THRESHOLDS = (0.2, 0.25, 0.3, 0.35, SAME, 0.4, 0.45, 0.5, 0.6)
STANDING = (0.2, 0.3, 0.4, 0.45)
"""Share of an article that is a standing paragraph, in the pairs that are no reprints."""

Words = list[str]


def body(text: str) -> Words:
    """Return the folded words of the sentences of a text that are read."""
    article = make_article(text)
    return [w.folded for s in sentences_of(article) for w in words_of(article.text, s.start, s.end)]


def bodies() -> list[Words]:
    """Return the words of the sample articles, without the line that says that they are samples."""

    def fail(error: Exception) -> None:
        raise error

    read = list(read_articles([SAMPLE], report=fail))
    return [body(a.text[a.body_start :].strip().rpartition("\n")[0]) for a in read]


def cut(share: float) -> Callable[[Words, random.Random], Words]:
    """Return what keeps the first part of an article, as a desk with little room does."""
    return lambda words, _: words[: round(len(words) * share)]


def edited(share: float) -> Callable[[Words, random.Random], Words]:
    """Return what replaces single words throughout, as other spellings and corrections do."""
    return lambda words, rng: [f"edit{rng.random()}" if rng.random() < share else word for word in words]


def dressed(words: Words, rng: random.Random) -> Words:
    """Return an article with a dateline and byline before it and an agency's and an editor's line behind."""
    tail = "reporting by our staff in beirut and amman editing by the desk reuters contributed to this report"
    return [f"city{rng.random()}", "reuters", "by", f"name{rng.random()}", *words, *tail.split()]


def everything(words: Words, rng: random.Random) -> Words:
    """Return an article dressed, edited and cut."""
    return dressed(edited(0.03)(cut(0.7)(words, rng), rng), rng)


REPRINTS: dict[str, Callable[[Words, random.Random], Words]] = {
    "dateline, byline, agency": dressed,
    "first 75 %": cut(0.75),
    "first 60 %": cut(0.6),
    "first 45 %": cut(0.45),
    "first 30 %": cut(0.3),
    "3 % of words edited": edited(0.03),
    "8 % of words edited": edited(0.08),
    "70 %, edited, dressed": everything,
}


def reports(rng: random.Random, size: int) -> list[Words]:
    """Return short reports by one pattern, each of another incident."""
    places = [f"place{n}" for n in range(4000)]
    return [
        f"{rng.randrange(1, 40)} civilians including {rng.randrange(1, 9)} children were killed and others wounded "
        f"when artillery shells fell on a residential area of {rng.choice(places)} in the countryside of "
        f"{rng.choice(places)} on {rng.randrange(1, 29)} {rng.choice(places)}".split()
        for _ in range(size)
    ]


def pairs(ids: Iterable[str]) -> set[tuple[int, int]]:
    """Return the pairs of numbers that have one id."""
    groups: dict[str, list[int]] = {}
    for number, story in enumerate(ids):
        groups.setdefault(story, []).append(number)
    return {pair for group in groups.values() for pair in combinations(group, 2)}


def grouped(articles: list[Words], same: float) -> list[str]:
    """Return the story ids of articles at one threshold."""
    stories = Stories(same)
    for words in articles:
        stories.add(words)
    return stories.ids()


def accuracy(rng: random.Random) -> None:
    """Print precision and recall by threshold, and what is found by kind of reprint."""
    samples = bodies()
    articles: list[Words] = []
    truth: list[str] = []
    for number, words in enumerate(samples):
        for make in (lambda words, _: words, *REPRINTS.values()):
            articles.append(make(words, rng))
            truth.append(str(number))
    for share in STANDING:
        standing = [f"standing{n}" for n in range(400)]
        for number, words in enumerate(samples):
            added = round(len(words) * share / (1 - share))
            articles.append([f"other{w}{share}" for w in words] + standing[:added])
            truth.append(f"standing {share} {number}")
    for number, words in enumerate(reports(rng, 500)):
        articles.append(words)
        truth.append(f"report {number}")
    right = pairs(truth)
    print(f"{len(samples)} articles, {len(REPRINTS)} reprints of each, {len(articles)} in all")
    for same in THRESHOLDS:
        found = pairs(grouped(articles, same))
        hits = len(found & right)
        print(f"  resemblance {same:.2f}: precision {hits / len(found):.3f}, recall {hits / len(right):.3f}")
    print(f"reprint beside its article alone, found at {SAME}:")
    for kind, make in REPRINTS.items():
        hits = sum(len(set(grouped([words, make(words, rng)], SAME))) == 1 for words in samples for _ in range(5))
        print(f"  {kind}: {hits / (5 * len(samples)):.0%}")


def cost(rng: random.Random, size: int) -> None:
    """Print what it takes to add an article of 3 kB, and what many short ones take."""
    words = [w for sample in bodies() for w in sample][:520]
    times = []
    for _ in range(300):
        stories = Stories()
        began = time.perf_counter()
        stories.add(words)
        times.append(time.perf_counter() - began)
    print(f"an article of {len(words)} words: {median(times) * 1e6:.0f} us")
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    stories = Stories()
    for _ in range(size):
        stories.add([w for report in reports(rng, 3) for w in report])
    after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    began = time.perf_counter()
    found = len(set(stories.ids()))
    took = time.perf_counter() - began
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(f"{size} short articles by one pattern: {(after - before) / 1024:.0f} MB, {(grown - before) / 1024:.0f} MB")
    print(f"  while they are grouped; {took:.1f} s for that; {found} stories")


def main() -> None:
    """Run the measurement."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--articles", type=int, default=100_000)
    arguments = parser.parse_args()
    rng = random.Random(arguments.seed)  # noqa: S311 -- made-up reprints, not secrets
    accuracy(rng)
    cost(rng, arguments.articles)


if __name__ == "__main__":
    main()
