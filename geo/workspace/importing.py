"""Bringing many articles into a workspace: read and placed by several processes, written batch by batch.

Reading takes the time, so it is done in processes of their own, two cores twice as fast, and the program that asked
stays free to draw its pages. What a batch brought is on disk when `progress` is told of it; an import that is
stopped, or dies, leaves whole batches, and doing it again adds what is missing: an article that is there is told.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import chain, islice
from typing import Final

import pyarrow as pa

from geo.articles import Article, DuplicateIdError, dated
from geo.exc import ArticleError
from geo.intake.files import File
from geo.intake.limits import Limits
from geo.intake.reading import DOCUMENTS, articles_of, opened
from geo.workspace import elsewhere
from geo.workspace.adding import Extract
from geo.workspace.readers import Readers
from geo.workspace.shelf import Added, Incoming, incoming
from geo.workspace.workspace import Workspace

FEW: Final = 40
"""Articles that one process reads sooner than others are started."""
BATCH: Final = 100
"""Articles that are read by one process at a time, and written in one transaction."""
_AHEAD: Final = 2
"""Batches that wait for each process, so that none is idle."""

Report = Callable[[ArticleError], None]


@dataclass(frozen=True, slots=True)
class Source:
    """What an import reads: files, and how.

    Attributes
    ----------
    files
        As they came in, read once; archives are opened.
    columns
        Which column of a table holds which field.
    default_date
        Publication date of articles that state none.
    limits
        How large what comes in may be.
    articles
        Articles at hand, such as a pasted one; they come before the files.
    columns_of
        As `columns`, for the table of a name alone: tables that came together may have other headers.
    """

    files: Iterable[File] = ()
    columns: Mapping[str, str] = field(default_factory=dict)
    default_date: date | None = None
    limits: Limits = field(default_factory=Limits)
    articles: Sequence[Article] = ()
    columns_of: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Read:
    """What a process made of a batch."""

    incoming: list[Incoming]
    table: pa.Table
    problems: list[ArticleError]
    renamed: dict[str, str]
    """Id -> the id that it had before, which another of the batch has."""


def import_files(
    workspace: Workspace,
    source: Source,
    *,
    report: Report,
    progress: Callable[[int, list[Added]], None] = lambda _done, _added: None,
    stopped: Callable[[], bool] = lambda: False,
    extract: Extract | None = None,
    workers: int | None = None,
) -> list[Added]:
    """Read files into a workspace.

    Parameters
    ----------
    workspace
        Where to.
    source
        What is read.
    report
        Is given each article or file that could not be read.
    progress
        Is given how many articles are done, and what became of those of the last batch, all on disk by then.
    stopped
        Asked between batches: True ends the import with what is written.
    extract
        Makes the mentions where few articles come in; by default the workspace's own extractor.
    workers
        Processes; by default one for each core.

    Returns
    -------
    list of Added
        What became of each article.

    Raises
    ------
    WorkspaceError
        If the workspace cannot be written, or a process ends; the batches before are kept, and importing again adds
        the rest.
    """
    tables: list[File] = []
    batches = _batches(source, report, tables)
    first: list[list[Article] | list[File]] = []
    while sum(map(len, first)) <= FEW and (some := next(batches, None)) is not None:
        first.append(some)
    done: list[Added] = []

    def keep(added: list[Added]) -> None:
        done.extend(added)
        progress(len(done), added)

    if sum(map(len, first)) <= FEW:
        reading = extract or workspace.extractor().table
        for batch in first:
            if stopped():
                break
            read = _read(batch, source, reading)
            for problem in read.problems:
                report(problem)
            keep(_written(workspace, read, reading, report))
        _mentions(workspace, tables, source.limits, report, keep, stopped)
        return done
    count = workers or os.cpu_count() or 1
    how = replace(source, files=(), articles=())
    with _readers(workspace, count) as readers:
        waiting: deque[Future[_Read]] = deque()
        for batch in chain(first, batches):
            waiting.append(readers.submit(batch, how))
            if len(waiting) > _AHEAD * count:
                _take(workspace, waiting.popleft(), report, keep, extract)
            if stopped():
                break
        while waiting and not stopped():
            _take(workspace, waiting.popleft(), report, keep, extract)
    _mentions(workspace, tables, source.limits, report, keep, stopped)
    return done


def _mentions(
    workspace: Workspace,
    tables: Sequence[File],
    limits: Limits,
    report: Report,
    keep: Callable[[list[Added]], None],
    stopped: Callable[[], bool],
) -> None:
    """Bring in tables of mentions: nothing of them has to be read, only to be checked and written."""
    for file in tables:
        try:
            table = elsewhere.read_table(file, limits)
        except ArticleError as error:
            report(error)
            continue
        for batch in elsewhere.batches(table):
            if stopped():
                return
            keep(workspace.add_mentions(batch, report))


def _batches(source: Source, report: Report, tables: list[File]) -> Iterator[list[Article] | list[File]]:
    """Yield what one process reads at a time: documents as files, since parsing them takes long; rows of tables.

    Tables of mentions are put into `tables` as they are met.
    """
    ready = iter(source.articles)
    while some := list(islice(ready, BATCH)):
        yield some
    documents: list[File] = []
    for file in source.files:
        for inside in opened(file, source.limits, report):
            if inside.ending in DOCUMENTS:
                documents.append(inside)
                if len(documents) >= BATCH:
                    yield documents
                    documents = []
                continue
            if elsewhere.is_mentions(inside, source.limits):
                tables.append(inside)
                continue
            columns = source.columns_of.get(inside.name, source.columns)
            rows = articles_of(inside, columns, source.limits, report)
            while some := list(islice(rows, BATCH)):
                yield some
    if documents:
        yield documents


def _read(batch: list[Article] | list[File], source: Source, extract: Extract) -> _Read:
    """Read a batch: articles of documents, what they are known by, their mentions."""
    problems: list[ArticleError] = []
    articles: list[Article] = []
    for one in batch:
        found = [one] if isinstance(one, Article) else articles_of(one, {}, source.limits, problems.append)
        articles += [dated(article, source.default_date) for article in found]
    coming: list[Incoming] = []
    renamed: dict[str, str] = {}
    seen: dict[str, int] = {}
    for article in articles:
        number = seen[article.article_id] = seen.get(article.article_id, 0) + 1
        name = article.article_id if number == 1 else f"{article.article_id}-{number}"
        if number > 1:
            renamed[name] = article.article_id
        try:
            coming.append(incoming(replace(article, article_id=name)))
        except ArticleError as error:
            problems.append(error)
    return _Read(coming, extract([one.article for one in coming]), problems, renamed)


def _take(
    workspace: Workspace,
    future: Future[_Read],
    report: Report,
    keep: Callable[[list[Added]], None],
    extract: Extract | None,
) -> None:
    read = future.result()
    for problem in read.problems:
        report(problem)
    keep(_written(workspace, read, extract, report))


def _written(workspace: Workspace, read: _Read, extract: Extract | None, report: Report) -> list[Added]:
    """Write a batch; where an id is taken by now, its mentions are made again under another."""
    if not read.incoming:
        return []
    added = workspace.add_extracted(read.incoming, read.table)
    if added is None:
        added = workspace.add_batch(read.incoming, extract or workspace.extractor().table)
    came = {one.article.article_id for one in read.incoming} - read.renamed.keys()
    for one in added:
        if one.what != "same" and one.article_id not in came:
            was = read.renamed.get(one.article_id, one.article_id.rpartition("-")[0])
            told = f"found the id {was!r} again, with another text; this article is kept as {one.article_id!r}"
            report(DuplicateIdError(told))
    return added


def _readers(workspace: Workspace, workers: int) -> Readers[_Read]:
    return Readers((workspace.layer_path, workspace.actors_path), workers, _read)
