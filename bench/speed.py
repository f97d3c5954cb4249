r"""Measure how fast articles are read: `python -m bench.speed [--json FILE] [--data DIR] [--memory ARTICLES]`.

Texts of 3,000 code points, our sample articles run together unless `--data` names a folder of texts or of tables of
articles (`text` or `article_content`). On one core, in rounds that take turns, processor time: our whole extraction
to an Arrow table against `re.findall(r"\w+")`, against spaCy's small model with a look-up, and against flashgeotext;
the medians count. The last two run in the interpreter that `make bench-setup` fills; without it they are null.

The share of each stage is sampled: a thousand times a second of processor time the module that `geo.extraction` is in
at that moment is noted, as Python reads the sources: compiled modules (`geo.compiled`) do not show where they are, and
their shares are others. `--memory` reads that many articles of made-up words, and tells how the memory grew.

The JSON file holds `vs_findall` (our time over its time), `vs_spacy` and `vs_flashgeotext` (articles a second of ours
over theirs), `articles_per_second`, `us_per_article`, `compiled` (whether the modules were), `stages` (per cent), and
`memory_mb`.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import random
import re
import resource
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from statistics import median
from types import FrameType

import geo
from geo.articles import Article, make_article
from geo.compiled import VARIABLE
from geo.extraction import Extractor
from geo.spool import spooled
from geo.stories import Stories

ROOT = Path(__file__).resolve().parent.parent
PEER_PYTHON = ROOT / ".venv-bench" / "bin" / "python"
LENGTH = 3_000
TEXTS = 200
SLOW_TEXTS = 10
"""spaCy reads ten articles a second."""
ROUNDS = 9
SAMPLING_SECONDS = 5.0
STAGES = {
    "sentences": "sentences",
    "matcher": "words",
    "names": "words",
    "vocabulary": "words",
    "recognition": "names",
    "keys": "names",
    "roles": "roles and resolution",
    "resolution": "roles and resolution",
    "nearness": "roles and resolution",
    "dates": "dates",
    "date_choice": "dates",
    "naming": "actors and who said it",
    "attribution": "actors and who said it",
    "actors": "actors and who said it",
    "sayers": "actors and who said it",
    "narration": "context",
    "mention": "rows",
    "evidence": "roles and resolution",
    "locators": "context",
    "extraction": "rows",
    "date_triggers": "dates",
}
"""What to call the modules that `geo.extraction` and `geo.read` call; another is called by its own name."""


def texts_of(folder: Path | None) -> list[str]:
    """Return `TEXTS` texts of `LENGTH` code points, of a folder or of our sample articles, repeated as needed."""
    folder = folder or ROOT / "data" / "articles"
    csv.field_size_limit(2**31 - 1)
    told: list[str] = []
    for path in sorted(folder.rglob("*")):
        if path.suffix in (".txt", ".md") and path.stem != "README":
            told.append(re.sub(r"\A---\n.*?\n---\n", "", path.read_text(encoding="utf-8"), flags=re.DOTALL))
        elif path.name == "articles.csv":
            with path.open(encoding="utf-8", newline="") as handle:
                told += [row.get("text") or row.get("article_content") or "" for row in csv.DictReader(handle)]
    told = [text.strip() for text in told if text.strip()]
    if not told:
        sys.exit(f"{folder}: found no text; expected .txt or .md files, or articles.csv with a column 'text'")
    texts: list[str] = []
    at = 0
    while len(texts) < TEXTS:
        text = ""
        while len(text) < LENGTH:
            text += ("\n\n" if text else "") + told[at % len(told)]
            at += 1
        texts.append(text[:LENGTH])
    return texts


def seconds(call: Callable[[], object]) -> float:
    """Return the processor time of a call."""
    began = time.process_time()
    call()
    return time.process_time() - began


class Peer:
    """Another reader, in a process of its own; `installed` tells whether there is one."""

    def __init__(self, name: str, texts: list[str]) -> None:
        self.texts = texts
        self.process: subprocess.Popen[str] | None = None
        self.installed = False
        if not PEER_PYTHON.exists():
            return
        self.process = subprocess.Popen(
            [str(PEER_PYTHON), str(ROOT / "bench" / "speed_peers.py"), name],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        self.installed = self._ask(json.dumps(texts)) == "ready"

    def _ask(self, line: str) -> str:
        if self.process is None or self.process.stdin is None or self.process.stdout is None:
            return ""
        try:
            self.process.stdin.write(line + "\n")
            self.process.stdin.flush()
        except BrokenPipeError:
            return ""
        return self.process.stdout.readline().strip()

    def seconds(self) -> float:
        """Return the processor time of one text in one round."""
        return float(self._ask("go")) / len(self.texts)

    def __enter__(self) -> Peer:
        return self

    def __exit__(self, *_: object) -> None:
        if self.process:
            if self.process.stdin:
                self.process.stdin.close()
            self.process.kill()
            self.process.wait()


def stages(call: Callable[[], object]) -> dict[str, float]:
    """Return the share in per cent of each stage of the extraction, the largest first, sampled over some seconds."""
    counts: Counter[str] = Counter()

    def note(_signal: int, frame: FrameType | None) -> None:
        inner = ""
        while frame is not None:
            module = frame.f_globals.get("__name__", "")
            if module == "geo.extraction":
                counts[STAGES.get(inner or "extraction", inner)] += 1
                return
            if module.startswith("geo.") and module != "geo.read":
                inner = module.removeprefix("geo.")
            frame = frame.f_back

    before = signal.signal(signal.SIGPROF, note)
    signal.setitimer(signal.ITIMER_PROF, 0.001, 0.001)
    try:
        end = time.process_time() + SAMPLING_SECONDS
        while time.process_time() < end:
            call()
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
    whole = sum(counts.values())
    return {stage: round(100 * n / whole, 1) for stage, n in counts.most_common()}


def stages_of_python(data: Path | None) -> dict[str, float]:
    """Return the shares of the stages, sampled in a process that reads with the sources."""
    command = [sys.executable, "-m", "bench.speed", "--stages", *(["--data", str(data)] if data else [])]
    environment = os.environ | {VARIABLE: "0"}
    told = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True).stdout
    shares: dict[str, float] = json.loads(told)
    return shares


def invented(texts: list[str], n: int) -> Iterator[Article]:
    """Yield `n` articles in which every tenth word is one that no article had before: no cache may keep them all."""
    made = random.Random(4)  # noqa: S311  no secret
    for i in range(n):
        words = texts[i % len(texts)].split(" ")
        for at in range(0, len(words), 10):
            words[at] = "".join(made.choices("abdefhiklmnorstuwyz", k=7)).capitalize()
        yield make_article(" ".join(words), article_id=str(i), published=date(2018, 9, 6))


def memory(extractor: Extractor, texts: list[str], n: int) -> dict[str, float]:
    """Return the resident memory in MB at each quarter of `n` articles, read as `extract` reads them, and at the end.

    What grows is what `geo.stories` keeps of each article; "written" is after its pairs were compared.
    """
    grown: dict[str, float] = {}
    stories = Stories()

    def counted() -> Iterator[Article]:
        for i, article in enumerate(invented(texts, n), 1):
            yield article
            if i % max(1, n // 4) == 0:
                grown[str(i)] = resident()

    with spooled(extractor.batches(counted(), stories), stories.joined) as spool:
        for _ in spool.tables():
            pass
        grown["written"] = resident()
    return grown


def resident() -> float:
    """Return the resident memory of this process, MB."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return round(pages * resource.getpagesize() / 1e6, 1)


def measure(extractor: Extractor, texts: list[str]) -> dict[str, float | None]:
    """Time the contenders in rounds that take turns, and return the ratios of their medians."""
    articles = [make_article(t, article_id=str(i), published=date(2018, 9, 6)) for i, t in enumerate(texts)]
    extractor.table(articles)
    ours, words = [], []
    theirs: dict[str, list[float]] = {}
    with ExitStack() as stack:
        peers = {
            name: stack.enter_context(Peer(name, texts[:n]))
            for name, n in (("spacy", SLOW_TEXTS), ("flashgeotext", TEXTS))
        }
        for _ in range(ROUNDS):
            words.append(seconds(lambda: [re.findall(r"\w+", text) for text in texts]) / len(texts))
            ours.append(seconds(lambda: extractor.table(articles)) / len(texts))
            for name, peer in peers.items():
                if peer.installed:
                    theirs.setdefault(name, []).append(peer.seconds())
    our = median(ours)
    ratios: dict[str, float | None] = {"vs_findall": round(our / median(words), 2)}
    for name in peers:
        ratios[f"vs_{name}"] = round(median(theirs[name]) / our, 2) if name in theirs else None
    return ratios | {
        "articles_per_second": round(1 / our),
        "us_per_article": round(our * 1e6),
        "us_findall": round(median(words) * 1e6, 1),
    }


def main() -> None:
    """Measure, print, and write the JSON file if one is asked for."""
    parser = argparse.ArgumentParser(description="Measure how fast articles are read.")
    parser.add_argument("--json", type=Path, help="file to write the figures to")
    parser.add_argument("--data", type=Path, help="folder of texts, or with an articles.csv; ours unless given")
    parser.add_argument("--memory", type=int, default=0, metavar="ARTICLES", help="also read so many, for the memory")
    parser.add_argument("--stages", action="store_true", help="only print the share of each stage, as JSON")
    told = parser.parse_args()
    texts = texts_of(told.data)
    extractor = Extractor.load()
    articles = [make_article(t, article_id=str(i), published=date(2018, 9, 6)) for i, t in enumerate(texts)]
    if told.stages:
        print(json.dumps(stages(lambda: extractor.table(articles))))
        return
    figures: dict[str, object] = {"compiled": geo.COMPILED, **measure(extractor, texts)}
    data = told.data and told.data.resolve()
    figures["stages"] = stages_of_python(data) if geo.COMPILED else stages(lambda: extractor.table(articles))
    if told.memory:
        figures["memory_mb"] = memory(extractor, texts, told.memory)
    for name, figure in figures.items():
        print(f"{name:22}", "not installed: make bench-setup" if figure is None else figure)
    if told.json:
        told.json.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
