"""Kills a program at random points of imports and decisions, over and over, and looks at what is left.

`python -m tests.killing FOLDER ROUNDS SEED`: each round is a fork of this process that first checks the articles and
decisions that were acknowledged so far (every tenth round their mentions too, and the database itself: what is lost or
doubled stays so) and then goes on writing, an acknowledgement after each write; it is killed (SIGKILL) after a random
number of them and a random time. Prints a summary as JSON; exit code 1 where something is missing or doubled.
"""

from __future__ import annotations

import gc
import json
import os
import random
import select
import signal
import sys
import time
import traceback
from collections import Counter
from pathlib import Path

from geo.workspace import choices
from geo.workspace.workspace import Workspace
from tests.workspaces import article, extract

WRONG = 7


def verify(workspace: Workspace, acknowledged: list[list[str]]) -> list[str]:
    """Fail if anything acknowledged is missing, or anything at all is there twice or by half; return the articles."""
    articles = Counter(one.article_id for one in workspace.articles())
    decisions = Counter(d.id for d in workspace.decisions())
    once("article", articles)
    once("decision", decisions)
    # A batch of two articles is there whole or not at all.
    whole = Counter(name.rsplit("-", 1)[0] for name in articles)
    assert set(whole.values()) <= {2}, f"half a batch: {whole}"
    for kind, name in acknowledged:
        there = whole[name] == 2 if kind == "batch" else decisions[name] == 1
        assert there, f"{kind} {name} is missing"
    return list(articles)


def verify_all(workspace: Workspace, acknowledged: list[list[str]]) -> None:
    """Fail also if an article has not its two mentions, a decision no effect, or the database is damaged."""
    articles = verify(workspace, acknowledged)
    rows = workspace.mentions().to_pylist()
    once("mention", Counter(r["mention_id"] for r in rows))
    per_article = Counter(r["article_id"] for r in rows)
    assert per_article == dict.fromkeys(articles, 2), "an article without its mentions"
    tags = {tag for r in rows for tag in r["tags"]}
    idle = [name for kind, name in acknowledged if kind == "tag" and name not in tags]
    assert not idle, f"tag without effect: {idle[:3]}"
    assert workspace.check() == [], "the database is damaged"


def once(kind: str, counts: Counter[str]) -> None:
    """Fail if anything was counted more than once."""
    twice = [one for one, count in counts.items() if count > 1]
    assert not twice, f"{kind} twice: {twice[:3]}"


def work(home: Path, log: int, number: int, acknowledged: list[list[str]], rng: random.Random) -> None:
    """Check, then write until killed."""
    workspace = Workspace.open(home, keep=2)
    (verify if number % 10 else verify_all)(workspace, acknowledged)

    def acknowledge(kind: str, name: str) -> None:
        os.write(log, f"{kind} {name}\n".encode())

    acknowledge("ready", str(number))
    for i in range(1000):
        name = f"r{number}x{i}"
        workspace.add_articles([article(f"{name}-{j}", f"Idlib and Zahraa, {name} {j}") for j in "ab"], extract)
        acknowledge("batch", name)
        table = extract([article(f"{name}-a", f"Idlib and Zahraa, {name} a")]).to_pylist()
        decision = choices.tag(table[0], "Rima", id=f"d{name}", add=[f"d{name}"])
        workspace.decide(decision)
        acknowledge("tag", decision.id)
        if rng.random() < 0.3:
            kept = workspace.decide(choices.correct_article(f"{name}-b", "Rima", source=f"Agency {i}", language="ar"))
            acknowledge("article", kept.id)
            workspace.reextract(extract)
        if rng.random() < 0.3:
            undo = workspace.undo(workspace.decide(choices.mark(table[1], "Rima")).id, "Omar")
            acknowledge("undo", undo.id)


def killed(home: Path, number: int, acknowledged: list[list[str]], seed: int) -> list[list[str]]:
    """Let a fork work and kill it; return what it acknowledged."""
    rng = random.Random(seed * 10_000 + number)  # noqa: S311
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(read)
        try:
            work(home, write, number, acknowledged, rng)
        except BaseException:
            traceback.print_exc()
            os._exit(WRONG)
    os.close(write)
    wanted, data = rng.choice([0, 1, 1, 2, 3, 4, 5]), b""
    deadline = time.monotonic() + 60
    while data.count(b"\n") < wanted and time.monotonic() < deadline:
        if not select.select([read], [], [], 1.0)[0]:
            continue
        block = os.read(read, 65536)
        if not block:
            break
        data += block
    time.sleep(rng.random() * (0.012 if wanted else 0.03))
    os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    while block := os.read(read, 65536):
        data += block
    os.close(read)
    if not os.WIFSIGNALED(status):
        raise SystemExit(f"round {number}: something is missing or doubled (seed {seed})")
    lines = data.decode().split("\n")[:-1]
    return [line.split(" ", 1) for line in lines if not line.startswith("ready")]


def main(home: Path, rounds: int, seed: int) -> None:
    """Run all rounds, then check a last time."""
    acknowledged: list[list[str]] = []
    # What every fork would have to learn again: the statements.
    warm = Workspace.in_memory()
    warm.add_articles([article("warm", "Idlib")], extract)
    kept = warm.decide(choices.mark(warm.mentions().to_pylist()[0], "Rima"))
    warm.undo(kept.id, "Rima")
    warm.decide(choices.correct_article("warm", "Rima", language="ar"))
    warm.reextract(extract)
    gc.freeze()  # a fork copies no page only to count its references
    for number in range(rounds):
        acknowledged += killed(home, number, acknowledged, seed)
    workspace = Workspace.open(home)
    verify_all(workspace, acknowledged)
    info = workspace.info()
    kinds = Counter(kind for kind, _ in acknowledged)
    print(json.dumps({"kills": rounds, "articles": info.articles, "decisions": info.decisions, **kinds}))


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
