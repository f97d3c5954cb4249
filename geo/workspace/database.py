"""The database of a workspace: how it is opened, and what its failures mean to the person who meets them.

SQLite in WAL mode: readers never wait, writers take turns. `synchronous = FULL`: what was acknowledged outlives a
loss of power. A write begins with `BEGIN IMMEDIATE`, so that two programs never hold what the other waits for; who
waits longer than the timeout is told so, and nothing of it was written.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.pool import QueuePool, StaticPool

from geo.exc import WorkspaceBusyError, WorkspaceDamagedError, WorkspaceError
from geo.workspace import schema

FILE: Final = "workspace.sqlite"
TIMEOUT: Final = 30.0
"""Seconds that a write waits for its turn."""

_CACHE_KIB: Final = 32_768
_COMPILED: Final[dict[Any, Any]] = {}
"""Statements as SQL, shared by all databases of a program: we ask few, and making one costs more than asking it."""
_SESSIONS: Final = 32
"""Threads of one program that may read at once."""


class Database:
    """One database; safe to share between threads, not to be carried over a fork.

    Parameters
    ----------
    path
        The file; None for a database in memory.
    read_only
        Open without any right to write.
    timeout
        Seconds that a write waits for its turn.
    """

    def __init__(self, path: Path | None, *, read_only: bool = False, timeout: float = TIMEOUT) -> None:
        self.path, self.read_only, self._timeout = path, read_only, timeout
        self._immutable = False
        # One in memory has one connection, for which threads take turns.
        self._turn: AbstractContextManager[Any] = nullcontext() if path else threading.RLock()
        self._engine = self._connected()

    def _connected(self) -> Engine:
        def connect() -> sqlite3.Connection:
            mode = f"?mode={'ro' if self.read_only else 'rw'}" + ("&immutable=1" if self._immutable else "")
            where = ":memory:" if self.path is None else self.path.resolve().as_uri() + mode
            return sqlite3.connect(where, self._timeout, uri=True, isolation_level=None, check_same_thread=False)

        if self.path is None:
            engine = create_engine("sqlite://", creator=connect, poolclass=StaticPool)
        else:
            engine = create_engine(
                "sqlite://", creator=connect, poolclass=QueuePool, pool_size=4, max_overflow=_SESSIONS - 4
            )

        @event.listens_for(engine, "connect")
        def prepare(connection: sqlite3.Connection, _record: Any) -> None:
            settings = [
                "foreign_keys = ON",
                "synchronous = FULL",
                f"cache_size = -{_CACHE_KIB}",
                "trusted_schema = OFF",
            ]
            if self.path is not None and not self.read_only:
                settings.append("journal_mode = WAL")
            for setting in settings:
                connection.execute(f"PRAGMA {setting}")

        @event.listens_for(engine, "begin")
        def begin(connection: Connection) -> None:
            writes = connection.get_execution_options().get("writes")
            connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

        return engine.execution_options(compiled_cache=_COMPILED)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Open a transaction that sees the database as it is at its first question, however long it takes.

        Raises
        ------
        WorkspaceError
            If the database cannot be read; `WorkspaceDamagedError` where it is broken.
        """
        with self._turn, self._told(), self._engine.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Open a transaction that writes; at the end of the block all of it is on disk, after an error none of it.

        Raises
        ------
        WorkspaceBusyError
            If another program wrote for longer than the timeout.
        WorkspaceError
            If the database cannot be written; `WorkspaceDamagedError` where it is broken.
        """
        if self.read_only:
            told = f"{self.path or 'the sample'}: this workspace is read-only; expected one of your own"
            raise WorkspaceError(told).worded("read_only")
        engine = self._engine.execution_options(writes=True)
        with self._turn, self._told(), engine.connect() as connection, connection.begin():
            yield connection

    def create(self) -> None:
        """Make the tables of a new database."""
        if self.path is not None:
            with self._file_errors():
                self.path.touch(exist_ok=False)
        with self.writing() as connection:
            schema.create(connection)

    def check_format(self) -> None:
        """Refuse a database of a later format, and bring one of an earlier to this.

        Raises
        ------
        WorkspaceError
            If the file is no database of a workspace, or of a later format.
        """
        try:
            found = self._user_version()
        except WorkspaceError as error:
            if not self.read_only or isinstance(error, WorkspaceDamagedError):
                raise
            # A folder without any right to write: SQLite cannot make the files that it shares with writers, and
            # there can be no writer.
            self._immutable = True
            self._engine.dispose()
            self._engine = self._connected()
            found = self._user_version()
        if not 1 <= found <= schema.FORMAT:
            raise WorkspaceError(f"{self.path}: found format {found}; expected 1 to {schema.FORMAT}: a newer program?")
        if found < schema.FORMAT and not self.read_only:
            with self.writing() as connection:
                schema.migrate(connection, found)

    def _user_version(self) -> int:
        with self.reading() as connection:
            return int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())

    def problems(self) -> list[str]:
        """Return what SQLite's own check finds wrong; empty where all is well."""
        try:
            with self.reading() as connection:
                found = [str(row[0]) for row in connection.exec_driver_sql("PRAGMA integrity_check(20)")]
                found += [
                    f"foreign key: {tuple(row)}" for row in connection.exec_driver_sql("PRAGMA foreign_key_check")
                ]
        except WorkspaceDamagedError as error:
            return [str(error)]
        return [line for line in found if line != "ok"]

    def copy(self, target: Path) -> None:
        """Write a copy of the database as it is now, in one piece, while others may write (SQLite's backup)."""
        with self._turn, self._told(), self._file_errors():
            source = self._engine.raw_connection()
            try:
                copied = sqlite3.connect(target)
                try:
                    assert source.driver_connection is not None  # noqa: S101  a pool's open connection has one
                    source.driver_connection.backup(copied)
                    copied.execute("PRAGMA journal_mode = DELETE")
                finally:
                    copied.close()
            finally:
                source.close()

    def close(self) -> None:
        """Close all connections; whoever asks again opens new ones."""
        self._engine.dispose()

    @contextmanager
    def _file_errors(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            name = error.filename or self.path
            told = WorkspaceError(f"{name}: cannot be written ({error.strerror})")
            raise told.worded("unwritable", name=name, why=error.strerror) from error

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Turn SQLite's errors into ones that say what happened, to which file, and what to do."""
        try:
            yield
        except PoolTimeout as error:
            raise WorkspaceBusyError(f"{self.path}: over {_SESSIONS} readers at once; try again") from error
        except DBAPIError as error:
            raise self._meaning(error.orig or error) from error
        except sqlite3.Error as error:
            raise self._meaning(error) from error

    def _meaning(self, error: BaseException) -> WorkspaceError:
        text, where = str(error), self.path or "memory"
        name = getattr(error, "sqlite_errorname", "")
        if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
            return WorkspaceBusyError(
                f"{where}: another program has been writing for {self._timeout:g} s; nothing was written, try again"
            ).worded("busy")
        if name.startswith("SQLITE_FULL") or "IOERR_WRITE" in name or "IOERR_FSYNC" in name or "IOERR_SHMSIZE" in name:
            full = WorkspaceError(f"{where}: cannot be written ({text}); the disk may be full. Nothing was written")
            return full.worded("unwritable", name=where, why=text)
        if name.startswith(("SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_PERM")):
            told = f"{where}: cannot be opened or written ({text}); expected a folder you may write to"
            return WorkspaceError(told).worded("unwritable", name=where, why=text)
        if name.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB", "SQLITE_IOERR", "SQLITE_FORMAT")):
            return WorkspaceDamagedError(
                f"{where}: found a damaged database ({text}); `python -m geo workspace repair` keeps what is readable"
            )
        if name.startswith("SQLITE_CONSTRAINT"):
            return WorkspaceError(f"{where}: refused ({text})")
        return WorkspaceDamagedError(f"{where}: cannot be used ({text}); `python -m geo workspace repair` may help")
