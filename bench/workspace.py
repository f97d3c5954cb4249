"""How long a workspace of many mentions takes to load, and a decision to show: `python -m bench.workspace`.

Made-up mentions (`bench.synthetic`) of 100 to an article are brought in batch by batch, then loaded, decided upon and
asked for what changed. The same rows in SQLite, one a mention, are the other way that was weighed.
"""

from __future__ import annotations

import argparse
import json
import sqlite3
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pyarrow as pa

from bench.synthetic import gazetteer, mentions
from geo.articles import Article
from geo.workspace import choices
from geo.workspace.shelf import incoming
from geo.workspace.workspace import Workspace

_BATCH = 200


def main() -> None:
    """Measure, print a line each, and write them as JSON where asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--mentions", type=int, default=1_000_000)
    parser.add_argument("--json", type=Path)
    asked = parser.parse_args()
    found: dict[str, float] = {}

    @contextmanager
    def timed(what: str) -> Iterator[None]:
        start = time.perf_counter()
        yield
        found[what] = round(time.perf_counter() - start, 3)
        print(f"{what}: {found[what]:,.3f} s", flush=True)

    places = gazetteer()
    table = mentions(asked.mentions, places)
    per_article = 100
    ids = pa.array(np.arange(table.num_rows) // per_article).cast(pa.string())
    table = table.set_column(1, table.schema.field(1), ids)
    rng = np.random.default_rng(0)
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "w"
        workspace = Workspace.create(home)
        articles = (table.num_rows + per_article - 1) // per_article
        with timed("import, mentions made before"):
            for at in range(0, articles, _BATCH):
                numbers = range(at, min(at + _BATCH, articles))
                batch = [
                    incoming(Article(str(i), f"Article {i}", " ".join(map(str, rng.integers(0, 20_000, 600)))))
                    for i in numbers
                ]
                workspace.add_extracted(batch, table.slice(at * per_article, _BATCH * per_article))
        workspace.close()
        with timed("open and load all mentions"):
            workspace = Workspace.open(home, keep=0)
            rows, version = workspace.snapshot()
        if rows.num_rows != table.num_rows:
            raise SystemExit(f"found {rows.num_rows:,} mentions; expected {table.num_rows:,}")
        row = rows.slice(5, 1).to_pylist()[0]
        for scope in ("mention", "everywhere", "everywhere"):
            place = places.places[len(found) % 100]
            with timed(f"a decision: {scope}" + (" again" if f"a decision: {scope}" in found else "")):
                workspace.decide(choices.choose_place(row, place, "bench", scope=scope))
            with timed(f"what changed: {scope}" + (" again" if f"what changed: {scope}" in found else "")):
                changes = workspace.changes_since(version)
            print(f"  {changes.rows.num_rows:,} rows")
            version = changes.version
        with timed("undo and what changed"):
            workspace.undo(workspace.decisions()[0].id, "bench")
            workspace.changes_since(version)
        with timed("all mentions with decisions"):
            workspace.mentions()
        found["megabytes"] = round((home / "workspace.sqlite").stat().st_size / 1e6, 1)
        workspace.close()
        few = table.slice(0, min(table.num_rows, 50_000))
        with sqlite3.connect(Path(folder) / "rows.sqlite") as connection:
            connection.execute(f"CREATE TABLE m ({', '.join(f'c{i}' for i in range(few.num_columns))})")
            marks = ", ".join("?" * few.num_columns)
            cells = [[str(v) if v is not None else None for v in one.values()] for one in few.to_pylist()]
            with timed(f"a row a mention, {few.num_rows:,}: write"):
                connection.executemany(f"INSERT INTO m VALUES ({marks})", cells)  # noqa: S608  question marks
                connection.commit()
            with timed(f"a row a mention, {few.num_rows:,}: read"):
                connection.execute("SELECT * FROM m").fetchall()
    print(found)
    if asked.json:
        asked.json.write_text(json.dumps(found, indent=2))


if __name__ == "__main__":
    main()
