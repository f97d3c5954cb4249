"""Imports under load: `python -m bench.load`, articles of made-up words into a workspace, then sessions on it.

First 10,000 articles are imported as the app does it (`geo.workspace.importing`), with what each stage costs when one
core does it. Then browsers on loopback filter the map while as many threads, each with the folder open for itself,
take decisions; afterwards every decision that was acknowledged has to be there.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import tempfile
import threading
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Final

from playwright.sync_api import Error, Page, sync_playwright

from geo.articles import make_article
from geo.exc import GeoError
from geo.intake.files import File
from geo.intake.limits import Limits
from geo.intake.reading import read_files
from geo.workspace import choices
from geo.workspace.importing import Source, import_files
from geo.workspace.shelf import Added, incoming
from geo.workspace.workspace import Workspace
from tests.browser.conftest import CHROMIUM, FLAGS, serving
from tests.browser.page import MapPage

_PLACES: Final = ("Idlib", "Saraqib", "Homs", "Hama", "Aleppo", "Daraa", "Raqqa", "Jisr al-Shughur", "Palmyra", "Azaz")
_GOVERNORATES: Final = ("Idlib", "Homs", "Hama", "Aleppo", "Daraa")
_STAGED: Final = 300
"""Articles whose stages are timed one by one."""
_PAUSE: Final = 0.3
"""Seconds between the decisions of a thread: a quick person is slower."""


@dataclass
class Found:
    """What was measured; seconds unless named otherwise."""

    load_of_machine: float
    articles: int
    length: int
    import_seconds: float = 0.0
    articles_per_second: float = 0.0
    mentions: int = 0
    stage_shares: dict[str, float] = field(default_factory=dict)
    sessions: int = 0
    session_seconds: float = 0.0
    filters: int = 0
    acknowledged: int = 0
    lost: int = 0
    errors: list[str] = field(default_factory=list)


def main() -> None:
    """Measure, print, and write JSON where asked; the exit code is 1 after an error or a lost write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--length", type=int, default=1_500, help="characters of an article")
    parser.add_argument("--sessions", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--json", type=Path)
    asked = parser.parse_args()
    found = Found(round(os.getloadavg()[0], 1), asked.articles, asked.length)
    print(f"load of the machine, 1 minute: {found.load_of_machine} on {os.cpu_count()} cores", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "workspace"
        Workspace.create(home, "load").close()
        bring(home, table(asked.articles, asked.length), found)
        if asked.sessions and asked.seconds:
            work(home, asked.sessions, asked.seconds, found)
    if asked.json:
        asked.json.write_text(json.dumps(asdict(found), indent=2) + "\n", encoding="utf-8")
    raise SystemExit(bool(found.errors or found.lost))


def table(count: int, length: int) -> File:
    """Return a table of articles of made-up words, a few names of places in each."""
    draw = random.Random(7)  # noqa: S311  the same articles each time
    words = ["".join(draw.choices("abcdefghiklmnoprstuw", k=draw.randint(2, 9))) for _ in range(20_000)]
    lines = []
    for number in range(count):
        text = f"Shells fell on {draw.choice(_PLACES)} on Tuesday, residents said."
        while len(text) < length:
            text += f" {' '.join(draw.choices(words, k=18))}."
            if draw.random() < 0.2:
                text += f" Aircraft struck {draw.choice(_PLACES)} on 4 September 2018."
        lines.append(json.dumps({"id": f"a{number}", "title": f"Report {number}", "text": text, "date": "2018-09-05"}))
    return File("articles.jsonl", "\n".join(lines).encode())


def bring(home: Path, file: File, found: Found) -> None:
    """Time an import, and on fewer articles each of its stages."""
    workspace = Workspace.open(home, keep=0)
    problems: list[str] = []

    def told(done: int, _added: list[Added]) -> None:
        print(f"\r{done:,} articles, {time.perf_counter() - began:,.0f} s", end="", flush=True)

    began = time.perf_counter()
    import_files(workspace, Source([file]), report=lambda error: problems.append(str(error)), progress=told)
    found.import_seconds = round(time.perf_counter() - began, 2)
    info = workspace.info()
    found.articles_per_second = round(info.articles / found.import_seconds, 1)
    found.mentions = info.mentions
    found.errors += problems
    if info.articles != found.articles:
        found.errors.append(f"found {info.articles} articles; expected {found.articles}")
    found.stage_shares = stages(workspace, file)
    workspace.close()
    shares = ", ".join(f"{name} {share:.0%}" for name, share in found.stage_shares.items())
    print(f"\rimport: {found.articles:,} articles of {found.length:,} characters, {found.mentions:,} mentions, in ")
    print(f"  {found.import_seconds:,.1f} s: {found.articles_per_second:,.0f} a second; work: {shares}", flush=True)


def stages(workspace: Workspace, file: File) -> dict[str, float]:
    """Return each stage's share of the work, from a few articles on one core."""
    some = File(file.name, b"\n".join(file.data.split(b"\n")[:_STAGED]))
    extractor = workspace.extractor()
    extractor.table([make_article("Shells fell on Idlib.")])
    spent: dict[str, float] = {}
    at = time.perf_counter()

    def took(what: str) -> None:
        nonlocal at
        spent[what], at = time.perf_counter() - at, time.perf_counter()

    articles = list(read_files([some], limits=Limits(), report=lambda _: None))
    took("read")
    coming = [incoming(one) for one in articles]
    took("compare with what is there")
    rows = extractor.table(articles)
    took("find and place names")
    with tempfile.TemporaryDirectory() as folder:
        fresh = Workspace.create(Path(folder) / "w")
        at = time.perf_counter()
        fresh.add_extracted(coming, rows)
        took("write")
        fresh.close()
    return {what: round(seconds / sum(spent.values()), 4) for what, seconds in spent.items()}


def work(home: Path, sessions: int, seconds: float, found: Found) -> None:
    """Have sessions filter in browsers while threads decide; count errors, and decisions that are not there later."""
    found.sessions, found.session_seconds = sessions, seconds
    acknowledged: list[str] = []
    with serving(SYRIA_MAP_WORKSPACE=str(home)) as url, ThreadPoolExecutor(sessions) as pool:
        ended = threading.Event()
        try:
            with sync_playwright() as playwright:
                browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
                pages = [MapPage(_tab(browser.new_context().new_page()), url) for _ in range(sessions)]
                for page in pages:
                    page.open()
                writers = [pool.submit(decide, home, number, ended, found.errors) for number in range(sessions)]
                found.filters = look(pages, seconds, found.errors)
                ended.set()
                for page in pages:
                    found.errors += page.errors
                browser.close()
        finally:
            ended.set()
        for writer in writers:
            acknowledged += writer.result()
    found.acknowledged = len(acknowledged)
    kept = {decision.id for decision in Workspace.open(home, read_only=True).decisions()}
    found.lost = len(set(acknowledged) - kept)
    if len(set(acknowledged)) != len(acknowledged):
        found.errors.append("two decisions have one id")
    print(
        f"{sessions} sessions, {seconds:,.0f} s: {found.filters:,} filters, {found.acknowledged:,} decisions, "
        f"{found.lost} lost, {len(found.errors)} errors",
        *found.errors[:10],
        sep="\n  ",
        flush=True,
    )


def _tab(tab: Page) -> Page:
    tab.set_default_timeout(120_000)
    return tab


def look(pages: Sequence[MapPage], seconds: float, errors: list[str]) -> int:
    """Set a filter and drop it again in each session in turn, each while the others still draw; return how often."""
    done, ends = 0, time.monotonic() + seconds
    while time.monotonic() < ends:
        for page in pages:
            try:
                _turn(page, _GOVERNORATES[done % len(_GOVERNORATES)])
                if page.tab.locator('[data-testid="stException"], [data-testid="stAlertContentError"]').count():
                    errors.append(f"{page.tab.url}: an error is shown")
            except Error as error:
                errors.append(f"{page.tab.url}: {str(error).splitlines()[0]}")
            done += 1
    return done


def _turn(page: MapPage, governorate: str) -> None:
    """Drop the filter of a session where it has one, else set it."""
    page.rest()
    if "governorate" in page.params():
        page.tab.get_by_role("button", name="Reset").click()
    else:
        box = page.tab.get_by_role("combobox", name="Governorate", exact=False).first
        box.click()
        box.press_sequentially(governorate)
        page.tab.get_by_role("option").filter(has_text=governorate).first.click()
        page.tab.keyboard.press("Escape")


def decide(home: Path, number: int, ended: threading.Event, errors: list[str]) -> list[str]:
    """Take decisions until told to end; return the ids of those that were acknowledged."""
    workspace = Workspace.open(home, keep=0)
    rows = workspace.mentions().select(["mention_id", "article_id", "surface", "where_prec"]).to_pylist()
    draw = random.Random(number)  # noqa: S311
    kept: list[str] = []
    while not ended.is_set():
        row = draw.choice(rows)
        try:
            who = f"session {number}"
            taken = choices.mark(row, who) if draw.random() < 0.5 else choices.set_context(row, "negated", who)
            kept.append(workspace.decide(taken).id)
        except GeoError as error:
            errors.append(f"session {number}: {error}")
        ended.wait(_PAUSE)
    workspace.close()
    return kept


if __name__ == "__main__":
    main()
