"""Hold mentions on disk while their articles are read: which articles are one story is known only at the end.

A hundred thousand articles have millions of mentions, more than memory holds. Each batch goes to a temporary file as
soon as it is full, and comes back with the ids of its stories once the last article was read. What stays in memory is
one batch.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Final

import pyarrow as pa
import pyarrow.ipc

from geo.mention import SCHEMA

_STORY: Final = SCHEMA.get_field_index("story_id")


class Spool:
    """Mentions on disk, to be read once more, batch by batch."""

    def __init__(self, file: IO[bytes], num_rows: int, joined: Mapping[str, str]) -> None:
        self._file, self.num_rows, self._joined = file, num_rows, joined

    def tables(self) -> Iterator[pa.Table]:
        """Yield the mentions in order, with the ids of their stories; at least one table, columns as in SCHEMA."""
        self._file.seek(0)
        with pa.ipc.open_stream(pa.PythonFile(self._file, mode="r")) as reader:
            for batch in reader:
                yield with_stories(pa.Table.from_batches([batch], SCHEMA), self._joined)
        if not self.num_rows:
            yield SCHEMA.empty_table()


def with_stories(table: pa.Table, joined: Mapping[str, str]) -> pa.Table:
    """Return mentions with the ids of the stories that their articles belong to.

    Parameters
    ----------
    table
        Mentions whose `story_id` is the one that each article has alone.
    joined
        Those ids that are of a story with another id, and that id (`geo.stories.Stories.joined`).
    """
    if not joined or not table.num_rows:
        return table
    alone = table.column(_STORY).combine_chunks().dictionary_encode()
    story = [joined.get(name, name) for name in alone.dictionary.to_pylist()]
    return table.set_column(_STORY, SCHEMA.field(_STORY), pa.array(story, pa.string()).take(alone.indices))


@contextmanager
def spooled(
    batches: Iterable[pa.RecordBatch], joined: Callable[[], Mapping[str, str]], folder: Path | None = None
) -> Iterator[Spool]:
    """Write batches of mentions to a temporary file, and give them back when all are there.

    Parameters
    ----------
    batches
        The mentions (`geo.extraction.Extractor.batches`).
    joined
        Asked when all batches were read: which ids of stories become which others.
    folder
        Where the file lies while it is there; the system's folder for such files by default.
    """
    options = pa.ipc.IpcWriteOptions(compression="zstd")
    with tempfile.TemporaryFile(dir=folder) as file:
        rows = 0
        with pa.ipc.new_stream(pa.PythonFile(file, mode="w"), SCHEMA, options=options) as writer:
            for batch in batches:
                rows += batch.num_rows
                writer.write_batch(batch)
        yield Spool(file, rows, joined())
