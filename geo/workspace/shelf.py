"""The articles of a workspace: as they were read, never altered; what a person corrects lies over them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Any, Literal, NamedTuple

import pyarrow as pa
import pyarrow.compute as pc
from sqlalchemy import Connection, select

from geo.articles import Article
from geo.exc import ArticleError, WorkspaceDamagedError
from geo.names import ARTICLES, fold_word
from geo.workspace import schema
from geo.workspace.decisions import Decision
from geo.workspace.near import fingerprint

Outcome = Literal["added", "near", "copy", "same"]


class Added(NamedTuple):
    """What became of an article that was brought in.

    `added`: it is new. `near`: it is new, and a reprint of `of`. `copy`: it is new, and has the very text of `of` under
    another title, source, address or date. `same`: it was there already, as `of`; nothing was added.
    """

    article_id: str
    what: Outcome
    of: str = ""


@dataclass(frozen=True, slots=True)
class Incoming:
    """An article that is to come in: under the id that it will have, with what it is known by."""

    article: Article
    sha256: str
    story_id: str
    signature: bytes


@dataclass(frozen=True, slots=True)
class Listed:
    """An article of the list: what is known of it but for its text, corrections applied."""

    article_id: str
    title: str
    published: date | None
    published_source: str
    source: str
    url: str
    language: str
    story_id: str
    added_at: datetime
    mentions: int
    stale: bool
    """True where a correction or a new name asks that it is read anew."""
    sha256: str
    corrected: bool = False


@dataclass(frozen=True, slots=True)
class Stored:
    """One article with its text; `article` is what the extractor reads, corrections applied."""

    listed: Listed
    article: Article
    version: int

    @property
    def has_text(self) -> bool:
        """False where only mentions of it came in (`geo.workspace.elsewhere`)."""
        return self.listed.sha256 != ""


_LISTED = [c for c in schema.article.c if c.name not in ("text", "signature", "segment")]


def incoming(article: Article) -> Incoming:
    """Return an article with what it is known by; the costly part, done before anything is locked.

    Raises
    ------
    ArticleError
        If a text of it cannot be written as UTF-8.
    """
    for what in ("article_id", "title", "text", "source", "url"):
        try:
            getattr(article, what).encode("utf-8")
        except UnicodeEncodeError as error:
            raise ArticleError(
                f"{article.article_id!a}, {what}: found half of a surrogate pair; expected text"
            ) from error
    text = article.text if article.text.strip() else article.title
    story, signed = fingerprint(article.text[article.body_start :])
    return Incoming(article, digest(text), story, signed)


def digest(text: str) -> str:
    """Return the SHA-256 of a text as UTF-8."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def place_ids(connection: Connection, batch: Sequence[Incoming]) -> tuple[list[Incoming], list[Added]]:
    """Sort a batch: those that are new, under ids that nobody has, and those that are there already."""
    table = schema.article.c
    ids, digests = {i.article.article_id for i in batch}, {i.sha256 for i in batch}
    columns = (table.article_id, table.sha256, table.title, table.source, table.url, table.published)
    known: dict[str, list[Mapping[str, Any]]] = {}
    taken: set[str] = set()
    for some in _chunks(sorted(digests)):
        for row in connection.execute(select(*columns).where(table.sha256.in_(some))):
            known.setdefault(row.sha256, []).append(row._asdict())
    for some in _chunks(sorted(ids)):
        taken |= set(connection.scalars(select(table.article_id).where(table.article_id.in_(some))))
    new: list[Incoming] = []
    same: list[Added] = []
    for one in batch:
        told = _facts(one.article)
        twins = known.setdefault(one.sha256, [])
        twin = next((t for t in twins if all(not v or t[n] == v for n, v in told.items())), None)
        if twin is not None:
            same.append(Added(one.article.article_id, "same", twin["article_id"]))
            continue
        name = one.article.article_id
        if name in taken:
            name = _free(connection, name, taken)
            one = replace(one, article=replace(one.article, article_id=name))
        taken.add(name)
        twins.append({"article_id": name, "sha256": one.sha256, **told})
        new.append(one)
    return new, same


def _facts(article: Article) -> dict[str, str]:
    published = article.published.isoformat() if article.published else ""
    return {"title": article.title, "source": article.source, "url": article.url, "published": published}


def _free(connection: Connection, name: str, taken: set[str]) -> str:
    """Return an id with a number behind it that neither the workspace nor the batch has."""
    table = schema.article.c
    begins = name.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "-%"
    used = taken | set(connection.scalars(select(table.article_id).where(table.article_id.like(begins, escape="\\"))))
    number = 2
    while f"{name}-{number}" in used:
        number += 1
    return f"{name}-{number}"


def row_of(one: Incoming, version: int, added_at: int, mentions: int, segment: int | None) -> dict[str, Any]:
    """Return an article that comes in as a row of the table `article`."""
    a = one.article
    return {
        "article_id": a.article_id, "version": version, "segment": segment, "stale": False, "mentions": mentions,
        "added_at": added_at, "sha256": one.sha256, "published_source": a.published_source, "language": a.language,
        "body_start": a.body_start, "title_is_cell": a.title_is_cell, "story_id": one.story_id,
        "signature": one.signature, "text": a.text, **_facts(a),
    }  # fmt: skip


def listed(row: Mapping[str, Any], corrections: Sequence[Decision] = ()) -> Listed:
    """Return a row of the table `article` as a line of the list, with what people corrected."""
    told: dict[str, Any] = {name: row[name] for name in ("title", "published", "source", "url", "language")}
    source = row["published_source"]
    for decision in corrections:
        told |= decision.after
        source = ("person" if told["published"] else "") if "published" in decision.after else source
    return Listed(
        article_id=row["article_id"], title=told["title"],
        published=date.fromisoformat(told["published"]) if told["published"] else None, published_source=source,
        source=told["source"], url=told["url"], language=told["language"], story_id=row["story_id"],
        added_at=datetime.fromtimestamp(row["added_at"], UTC), mentions=row["mentions"], stale=bool(row["stale"]),
        sha256=row["sha256"], corrected=bool(corrections),
    )  # fmt: skip


def read_list(
    connection: Connection, corrections: Mapping[str, Sequence[Decision]], ids: Iterable[str] | None = None
) -> list[Listed]:
    """Return the articles, or some of them, in the order in which they came in."""
    asked = select(*_LISTED).order_by(schema.article.c.number)
    if ids is not None:
        asked = asked.where(schema.article.c.article_id.in_(list(ids)))
    return [listed(row._asdict(), corrections.get(row.article_id, ())) for row in connection.execute(asked)]


def read_one(
    connection: Connection, article_id: str, corrections: Sequence[Decision], where: object, *, strict: bool = True
) -> Stored | None:
    """Return one article with its text; None if there is none of that id.

    Raises
    ------
    WorkspaceDamagedError
        If `strict`, and the text is not the one that was read.
    """
    found = connection.execute(select(schema.article).where(schema.article.c.article_id == article_id)).one_or_none()
    if found is None:
        return None
    row = found._asdict()
    line = listed(row, corrections)
    text = row["text"]
    actual = digest(text if text.strip() else row["title"])
    if strict and actual != row["sha256"] and (row["sha256"] or text):
        raise WorkspaceDamagedError(
            f"{where}, article {article_id!r}: found a text of SHA-256 {actual[:16]}…; expected {row['sha256'][:16]}…: "
            "it is not what was read; bring the article in again"
        )
    article = Article(
        article_id, line.title, text, line.published, line.published_source, line.source, line.url, line.language,
        row["body_start"], bool(row["title_is_cell"]),
    )  # fmt: skip
    return Stored(line, article, row["version"])


def holding_words(connection: Connection, words: Sequence[str]) -> list[str]:
    """Return the ids of the articles whose title or text holds one of these, however it is spelled.

    As in reading, what never tells two names apart (`geo.names.fold`) makes no difference. A part of a word is found
    too: Arabic writes "in" and "and" onto a name. An article too many is read anew to no harm, one too few is missed.
    """
    folding = _Folding()
    wanted = sorted({" +".join(folded) for word in words if (folded := folding.text(word).split())})
    if not wanted:
        return []
    # Words of letters and digits alone: nothing in them is a pattern. One pass finds hundreds.
    patterns = ["|".join(some) for some in _chunks(wanted)]
    table = schema.article.c
    asked = select(table.article_id, table.title, table.text).where(table.sha256 != "")
    rows = connection.execute(asked.order_by(table.number))
    found: list[str] = []
    for some in rows.partitions(500):
        texts = pa.array([folding.text(f"{row.title}\n{row.text}") for row in some], pa.large_string())
        holds = [pc.match_substring_regex(texts, pattern).to_pylist() for pattern in patterns]
        found += [row.article_id for row, held in zip(some, zip(*holds, strict=True), strict=True) if any(held)]
    return found


class _Folding(dict[str, str]):
    """What stands between two spaces, folded; each once, for to fold 30 MB as it stands takes ten seconds."""

    def __missing__(self, token: str) -> str:
        letters = (fold_word(one) if one.isalnum() or not fold_word(one) else " " for one in token)
        words = "".join(one if not one or one.isalnum() else " " for one in letters).split()
        self[token] = " ".join("al" if word in ARTICLES else word for word in words)
        return self[token]

    def text(self, text: str) -> str:
        return " ".join(map(self.__getitem__, text.split()))


def _chunks(values: Sequence[str], size: int = 500) -> Iterable[Sequence[str]]:
    for at in range(0, len(values), size):
        yield values[at : at + size]
