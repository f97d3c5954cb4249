"""How long a decision takes until the map can show it: `python -m bench.decisions`.

A workspace of made-up mentions (`bench.synthetic`), 100 to an article, is opened as the pages open it; then decisions
about one mention and about a frequent name everywhere are previewed, kept, and followed by the store (`Desk.now`),
each several times: the first of a process learns the names, as a page does when it is first used. On a busy machine
the processor's time (CPU) tells more than the clock's (wall).
"""

from __future__ import annotations

import argparse
import json
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

import numpy as np
import pyarrow as pa

from bench.synthetic import gazetteer, mentions
from geo.articles import Article
from geo.query import Filter
from geo.review import queue, sentences
from geo.workspace import choices
from geo.workspace.desk import Desk
from geo.workspace.shelf import incoming
from geo.workspace.workspace import Workspace

_BATCH: Final = 200
_PER_ARTICLE: Final = 100


def fill(home: Path, size: int) -> Workspace:
    """Make a workspace of `size` mentions in a folder that is not there yet."""
    table = mentions(size, gazetteer())
    ids = pa.array(np.arange(table.num_rows) // _PER_ARTICLE).cast(pa.string())
    at = table.schema.get_field_index("article_id")
    table = table.set_column(at, table.schema.field(at), ids)
    workspace = Workspace.create(home)
    articles = -(-size // _PER_ARTICLE)
    for start in range(0, articles, _BATCH):
        numbers = range(start, min(start + _BATCH, articles))
        words = np.random.default_rng(start).integers(0, 10**6, (len(numbers), 60))
        texts = [" ".join(map(str, row)) for row in words.tolist()]
        batch = [incoming(Article(str(i), f"Article {i}", text)) for i, text in zip(numbers, texts, strict=True)]
        workspace.add_extracted(batch, table.slice(start * _PER_ARTICLE, _BATCH * _PER_ARTICLE))
    workspace.close()
    return Workspace.open(home, keep=0)


def main() -> None:
    """Measure, print a line each, and write them as JSON where asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--mentions", type=int, default=1_000_000)
    parser.add_argument("--times", type=int, default=5)
    parser.add_argument("--json", type=Path)
    asked = parser.parse_args()
    found: dict[str, list[tuple[float, float]]] = {}

    def timed(what: str, act: Callable[[], object]) -> None:
        start, used = time.perf_counter(), time.process_time()
        act()
        found.setdefault(what, []).append((time.perf_counter() - start, time.process_time() - used))

    with tempfile.TemporaryDirectory() as folder:
        workspace = fill(Path(folder) / "w", asked.mentions)
        desk = Desk(workspace)
        store, places = desk.now().store, gazetteer().places
        rows = store.page(Filter(roles=("place",)), 0, 5_000).to_pylist()
        often = max(rows, key=lambda row: sum(other["surface"] == row["surface"] for other in rows))
        wanted = Filter()
        desk.now().store.on_map(wanted)
        for i in range(asked.times):
            for scope, row in (("mention", rows[i]), ("article", rows[10 + i]), ("everywhere", often)):
                decision = choices.choose_place(row, places[i], "bench", scope=scope)
                timed(f"{scope}: preview", lambda d=decision: workspace.preview(d))  # type: ignore[misc]
                timed(f"{scope}: keep", lambda d=decision: workspace.decide(d))  # type: ignore[misc]
                timed(f"{scope}: store follows", desk.now)
                timed(f"{scope}: places of the map", lambda: desk.now().store.on_map(wanted))
                steps = [found[f"{scope}: {name}"][-1] for name in ("keep", "store follows", "places of the map")]
                whole = (sum(wall for wall, _ in steps), sum(cpu for _, cpu in steps))
                found.setdefault(f"{scope}: all three", []).append(whole)
        print(f"everywhere: {workspace.preview(decision).mentions:,} mentions", flush=True)
        last = workspace.decisions()[0]
        timed("undo everywhere", lambda: (workspace.undo(last.id, "bench"), desk.now()))
        timed("how all decisions stand", workspace.standing)
        timed("the queue", lambda: queue(desk.now().store, wanted))
        head = queue(desk.now().store, wanted)[0]
        timed("sentences of a name", lambda: sentences(desk.now().store, wanted, head))
        workspace.close()
    told = {
        what: {
            f"{name} {how}": round(pick(times), 3)
            for name, times in zip(("wall", "CPU"), zip(*pairs, strict=True), strict=True)
            for how, pick in (("median", statistics.median), ("worst", max))
        }
        for what, pairs in found.items()
    }
    for what, figures in told.items():
        print(f"{what}: " + ", ".join(f"{name} {value:.3f} s" for name, value in figures.items()))
    if asked.json:
        asked.json.write_text(json.dumps({"mentions": asked.mentions, "seconds": told}, indent=2))


if __name__ == "__main__":
    main()
