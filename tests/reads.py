"""Read many texts and write the table: `python -m tests.reads OUT.arrow`; run with compiled modules and without.

The texts are the sample articles, the gold's items, and seeded mixes of their words with characters that make trouble.
Prints whether the modules are compiled, and the file of each.
"""

from __future__ import annotations

import json
import random
import re
import sys
from collections.abc import Iterator
from datetime import date
from importlib import import_module
from pathlib import Path

import pyarrow as pa
import pyarrow.ipc

import geo
from bench import gold
from geo import compiled
from geo.articles import Article, make_article
from geo.extraction import Extractor
from geo.intake.reading import read_articles
from geo.paths import DATA

MIXES = 400
HOSTILE = r"""
\u202e \u200f \u200d \ufeff \u0640\u0640 \u064b \u0301 \u0130 \u00df \ufb01 \ufdfa \ufefb \U0001f4a3 \U00010348 \x00
\x1b \u2028 \u00a0 \t \n \n\n - – — ' ’ ʿ « ( ) [ / \\ | : ; ، ؛ . .. … ! ؟ % @ # _ = < > & 0 ٣ ۴ ² 1e9 4/9/2018
31/2/2015 e\u0301e\u0301
"""


def texts() -> Iterator[Article]:
    """Yield what is read."""
    items = gold.load() + gold.load(gold.BLIND)
    sample = list(read_articles([DATA / "articles"], report=print))
    yield from sample
    yield from map(gold.article, items)
    words = [w for article in (*sample, *map(gold.article, items)) for w in article.text.split()]
    escape = re.compile(r"\\(u.{4}|U.{8}|x..|[tn\\])")
    hostile = [escape.sub(lambda m: m.group().encode().decode("unicode_escape"), told) for told in HOSTILE.split()]
    hostile += ["9" * 20, "x" * 3000, "ا" * 500]
    made = random.Random(11)  # noqa: S311  no secret
    for n in range(MIXES):
        starts = made.choices(range(len(words)), k=made.randint(1, 40))
        parts = [w for at in starts for w in words[at : at + made.randint(1, 6)]]
        for _ in range(made.randint(0, 15)):
            parts.insert(made.randint(0, len(parts)), made.choice(hostile))
        text = made.choice((" ", " ", " ", "")).join(parts) if n % 10 == 0 else " ".join(parts)
        published = date(2018, 9, 6) if made.random() < 0.8 else None
        title = " ".join(parts[:6]) if n % 3 == 0 else ""
        yield make_article(text, article_id=f"mix-{n}", title=title, published=published)


def main() -> None:
    """Write the table, print what read it."""
    table = Extractor.load().table(texts())
    with pa.ipc.new_file(sys.argv[1], table.schema) as writer:
        writer.write_table(table)
    files = [str(Path(str(import_module(f"geo.{name}").__file__))) for name in compiled.MODULES]
    print(json.dumps({"compiled": geo.COMPILED, "files": files}))


if __name__ == "__main__":
    main()
