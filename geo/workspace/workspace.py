"""The workspace that pages and commands hold: articles come in, decisions are taken, mentions go out.

One object may be shared by the threads of a program, and several programs may use one folder: writers take turns,
readers see what was last written. What a method returned is on disk.

Articles are read outside of any lock: `add_articles` and `reextract` are given what makes a table of mentions of them.

>>> from geo.articles import make_article
>>> from geo.workspace.choices import not_a_place
>>> workspace = Workspace.in_memory()
>>> workspace.add_articles([make_article("Shells fell on Idlib.", article_id="a")], workspace.extractor().table)
[Added(article_id='a', what='added', of='')]
>>> row = workspace.mentions().to_pylist()[0]
>>> decision = workspace.decide(not_a_place(row, "Rima"))
>>> workspace.mentions()["role"].to_pylist(), workspace.changes_since(decision.version - 1).rows.num_rows
(['other'], 1)
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from functools import cached_property
from itertools import islice
from pathlib import Path

import pyarrow as pa
from sqlalchemy import Connection

from geo.actors import Actors
from geo.articles import Article
from geo.exc import ArticleError, DecisionError, WorkspaceBusyError, WorkspaceError
from geo.extraction import Extractor
from geo.gazetteer import Gazetteer
from geo.workspace import adding, copies, elsewhere, folder, keeping, layers, meta, shelf
from geo.workspace.adding import BATCH, Extract
from geo.workspace.database import FILE, TIMEOUT, Database
from geo.workspace.decisions import Decision
from geo.workspace.keeping import Preview
from geo.workspace.meta import Info
from geo.workspace.reading import Changes, Reading
from geo.workspace.shelf import Added, Listed, Stored
from geo.workspace.standing import Standing, standing


class Workspace:
    """Articles, mentions and decisions of one folder; made by `open`, `create`, `sample` or `in_memory`."""

    def __init__(self, database: Database, home: Path | None, name: str) -> None:
        self._database, self.folder, self._name = database, home, name
        self._where = database.path or name
        self._reading = Reading(self._where)
        self._adding = adding.Adding()

    @classmethod
    def open(
        cls, home: Path, *, read_only: bool = False, timeout: float = TIMEOUT, keep: int | None = None
    ) -> Workspace:
        """Open the workspace of a folder `home`, and make today's copy of its database if there is none.

        Parameters
        ----------
        read_only
            Open it without the right to write.
        timeout
            Seconds that a write waits for its turn.
        keep
            Daily copies to keep; by default what the setting SYRIA_MAP_COPIES says, else 7. 0 makes none.

        Raises
        ------
        WorkspaceError
            If there is no workspace, or it cannot be opened; `WorkspaceDamagedError` where its database is broken.
        """
        about = folder.read_about(home)
        database = Database(folder.database_in(home), read_only=read_only, timeout=timeout)
        database.check_format()
        opened = cls(database, home, about["name"])
        if not read_only:
            keeping.settle(database, opened.layer_path)
            copies.copy_if_due(database, home, opened.version, keep)
        return opened

    @classmethod
    def create(cls, home: Path, name: str = "", *, timeout: float = TIMEOUT) -> Workspace:
        """Make a workspace in a folder that is empty or not there yet.

        Raises
        ------
        WorkspaceError
            If the folder holds something, or cannot be written.
        """
        name = folder.check_name(name or home.name or "workspace")
        folder.make(home)
        database = Database(home / FILE, timeout=timeout)
        database.create()
        folder.write_about(home, name)
        return cls(database, home, name)

    @classmethod
    def in_memory(cls, name: str = "in memory") -> Workspace:
        """Make a workspace that is gone when the program ends."""
        database = Database(None)
        database.create()
        return cls(database, None, name)

    @classmethod
    def sample(cls, articles: Iterable[Article], extract: Extract, name: str = "sample") -> Workspace:
        """Make a workspace of articles that ship with the program, in memory and read-only."""
        made = cls.in_memory(name)
        made.add_articles(articles, extract)
        made._database.read_only = True
        return made

    @property
    def name(self) -> str:
        """What the analyst calls it."""
        return self._name

    @property
    def read_only(self) -> bool:
        """Whether nothing can be written."""
        return self._database.read_only

    @property
    def version(self) -> int:
        """Number of writes so far: what a table or a cached answer belongs to."""
        with self._database.reading() as connection:
            return meta.version(connection)

    def rename(self, name: str) -> None:
        """Give it another name; the folder stays."""
        name = folder.check_name(name)
        if self.folder is None or self.read_only:
            raise WorkspaceError(f"{self.name}: this workspace is read-only; expected one of your own")
        folder.write_about(self.folder, name)
        self._name = name

    def info(self) -> Info:
        """Return what is in it, in figures."""
        with self._database.reading() as connection:
            return meta.info(connection, self.name, self.folder, self._database.path, read_only=self.read_only)

    def visit(self) -> datetime | None:
        """Note that the analyst is here now, and return when she was here before: what came since is new to her."""
        with self._database.writing() as connection:
            return meta.visit(connection)

    # Articles

    def articles(self) -> list[Listed]:
        """Return all articles without their texts, in the order in which they came in, corrections applied."""
        with self._database.reading() as connection:
            return shelf.read_list(connection, self._reading.log(connection).corrections())

    def article(self, article_id: str) -> Stored | None:
        """Return an article with its text; None if there is none of that id.

        Raises
        ------
        WorkspaceDamagedError
            If the text is not the one that was read (SHA-256); the others can be read all the same.
        """
        with self._database.reading() as connection:
            corrections = self._reading.log(connection).corrections().get(article_id, [])
            return shelf.read_one(connection, article_id, corrections, self._where)

    def add_articles(
        self,
        articles: Iterable[Article],
        extract: Extract,
        *,
        batch: int = BATCH,
        progress: Callable[[int, list[Added]], None] = lambda _done, _added: None,
    ) -> list[Added]:
        """Bring articles in, batch by batch; each batch is written whole or not at all.

        Parameters
        ----------
        articles
            As readers make them; read as they are asked for.
        extract
            Makes the mentions of a batch; is called while nothing is locked.
        batch
            Articles of one transaction.
        progress
            Is given how many articles are done and what became of those of the last batch, all on disk by then.

        Returns
        -------
        list of Added
            What became of each article, in their order within a batch of those that are new, then the others.
        """
        done: list[Added] = []
        stream = iter(articles)
        while some := list(islice(stream, batch)):
            added = self.add_batch([shelf.incoming(one) for one in some], extract)
            done += added
            progress(len(done), added)
        return done

    def add_batch(self, batch: Sequence[shelf.Incoming], extract: Extract) -> list[Added]:
        """Bring one batch in, in one transaction; for importers that prepare batches themselves.

        Articles are named first, then read, then written; whoever took a name meanwhile makes it be done again.
        """
        with self._database.reading() as connection:
            new, same = shelf.place_ids(connection, batch)
        while True:
            table = extract([one.article for one in new]) if new else None
            with self._writing() as connection:
                again, others = shelf.place_ids(connection, new)
                if len(again) == len(new) and all(one is was for one, was in zip(again, new, strict=True)):
                    if table is None:
                        return same
                    return self._adding.write(connection, new, table, meta.next_version(connection)) + same
            new, same = again, same + others

    def add_extracted(self, batch: Sequence[shelf.Incoming], table: pa.Table) -> list[Added] | None:
        """Bring in a batch whose mentions were made elsewhere; None, and nothing written, if an id is taken by now."""
        with self._writing() as connection:
            new, same = shelf.place_ids(connection, batch)
            if any(one not in batch for one in new):
                return None
            return self._adding.write(connection, new, table, meta.next_version(connection)) + same

    def add_mentions(self, table: pa.Table, report: Callable[[ArticleError], None]) -> list[Added]:
        """Bring in mentions of whole articles that were made elsewhere (`geo.workspace.elsewhere`).

        `report` is told of articles that are there with their text: their own mentions stay.
        """
        with self._writing() as connection:
            return elsewhere.write(connection, self._reading, table, lambda: meta.next_version(connection), report)

    def stale(self) -> list[str]:
        """Return the ids of articles to read anew: corrected ones, those that may hold a new name, damaged ones."""
        with self._database.reading() as connection:
            return adding.stale(connection, self._reading)

    def reextract(
        self,
        extract: Extract,
        ids: Iterable[str] | None = None,
        *,
        batch: int = BATCH,
        progress: Callable[[int], None] = lambda _done: None,
    ) -> int:
        """Read articles anew, with what was corrected and the gazetteer as `extract` has it; decisions stay.

        Parameters
        ----------
        extract
            Makes the mentions of a batch; is called while nothing is locked.
        ids
            Which; by default those that are `stale`.
        batch, progress
            As for `add_articles`; `progress` is given the number of articles done, which is returned at the end.
        """
        wanted, done = iter(self.stale() if ids is None else list(ids)), 0
        while some := list(islice(wanted, batch)):
            found = adding.readable(self.article, some, self._reading.unreadable)
            if not found:
                continue
            table = extract([stored.article for stored in found])
            with self._writing() as connection:
                left = adding.replace_mentions(connection, self._reading, found, table, meta.next_version(connection))
            done += len(found) - len(left)
            if left:  # corrected by another while they were read
                done += self.reextract(extract, left, batch=batch)
            progress(done)
        with self._database.reading() as connection:
            self._reading.parts(connection, [])  # what was made anew is no longer damaged
        return done

    @contextmanager
    def _writing(self, *, one: bool = True) -> Iterator[Connection]:
        """Open a transaction that writes; after an error nothing is remembered that may not have been written."""
        try:
            with self._database.writing() as connection:
                yield connection
        except WorkspaceBusyError:
            raise
        except BaseException as error:
            if not (one and isinstance(error, DecisionError)):
                self._reading, self._adding = Reading(self._where), adding.Adding()
            raise

    # Mentions

    def mentions(self) -> pa.Table:
        """Return all mentions, decisions applied; columns of SCHEMA."""
        return self.snapshot()[0]

    def snapshot(self) -> tuple[pa.Table, int]:
        """Return all mentions, decisions applied, and the version that they are of."""
        with self._database.reading() as connection:
            return self._reading.mentions(connection), meta.version(connection)

    def changes_since(self, version: int) -> Changes:
        """Return the rows that are new or other since a version and the ids that are gone: for `Store.updated`."""
        with self._database.reading() as connection:
            return self._reading.changes(connection, version, meta.version(connection))

    def damage(self) -> list[str]:
        """Return what could not be read so far, in words; the rest works. `reextract` makes lost mentions anew."""
        return [*self._reading.damaged.values(), *dict.fromkeys(self._reading.unreadable)]

    # Decisions

    def decide(self, decision: Decision) -> Decision:
        """Keep a decision, and return it as it is kept; a second time (the same id) it changes nothing.

        Raises
        ------
        DecisionError
            If it is about no mention, article or place that there is, or undoes what is undone.
        WorkspaceError
            If it cannot be written; then nothing of it was.
        """
        return self.decide_all([decision])[0]

    def decide_all(self, decisions: Sequence[Decision]) -> list[Decision]:
        """Keep several decisions, all or none."""
        try:
            with self._writing(one=len(decisions) == 1) as connection:
                keeper = keeping.Keeper(connection, self._reading, self.layer_path, lambda: self._shipped)
                kept = [keeper.keep(decision, lambda: meta.next_version(connection)) for decision in decisions]
                keeper.write_layer()
                return kept
        finally:
            keeping.settle(self._database, self.layer_path)

    def undo(self, decision_id: str, who: str, why: str = "") -> Decision:
        """Take a decision back; it stays in the list, and so does this. To redo, undo the undo."""
        return self.decide(Decision("undo", who, "mention", why=why, undoes=decision_id))

    def decisions(
        self, *, kind: str = "", who: str = "", mention_id: str = "", article_id: str = "", newest_first: bool = True
    ) -> list[Decision]:
        """Return the decisions, all or those of a kind, a person, a mention or an article."""
        with self._database.reading() as connection:
            found = self._reading.log(connection).asked(
                kind=kind, who=who, mention_id=mention_id, article_id=article_id
            )
        return found[::-1] if newest_first else found

    def standing(self) -> list[Standing]:
        """Return for each decision whether it holds, how many mentions it is about, and if none or changed, why."""
        with self._database.reading() as connection:
            return standing(connection, self._reading)

    def preview(self, *decisions: Decision) -> Preview:
        """Return what decisions would be about together, before they are taken."""
        with self._database.reading() as connection:
            return keeping.preview(connection, self._reading, decisions)

    # Layers

    @property
    def layer_path(self) -> Path | None:
        """The file of her own places; it need not be there. None in memory."""
        return self.folder / folder.GAZETTEER_LAYER if self.folder else None

    @property
    def actors_path(self) -> Path | None:
        """The file of her own actors; it need not be there. None in memory."""
        return self.folder / folder.ACTORS_LAYER if self.folder else None

    def gazetteer(self) -> Gazetteer:
        """Return the gazetteer under her layer."""
        return layers.load_gazetteer(self.layer_path) if self.layer_path else self._shipped

    def actors(self) -> Actors:
        """Return the actors under her layer, as they are now."""
        return layers.load_actors(self.actors_path) if self.actors_path else Actors.load()

    def extractor(self) -> Extractor:
        """Return an extractor with her layers."""
        return Extractor(self.gazetteer(), self.actors())

    @cached_property
    def _shipped(self) -> Gazetteer:
        return Gazetteer.load()

    def check(self) -> list[str]:
        """Return what is wrong with the database, segments and texts, in words."""
        found = self._database.problems()
        with self._database.reading() as connection:
            self._reading.parts(connection)
        return found + self.damage()

    def copy(self, target: Path) -> None:
        """Write a copy of the database, in one piece, while others may write."""
        self._database.copy(target)

    def close(self) -> None:
        """Close the files; the object may be used again."""
        self._database.close()
