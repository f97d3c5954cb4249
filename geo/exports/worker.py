"""Large exports in a process of their own, so that a page stays quick while somebody downloads a million rows.

Building a file is a minute's work for one processor, and Python lets one thread run at a time: in the server it would
make every click of every reader wait. So the server only hands the rows over, part by part and without decoding them
(Arrow's stream format), and takes the finished file. Memory is that of one part in each process, and of the file.

`to_bytes` starts `python -m geo.exports.worker FILE` and speaks to it by its standard input.
"""

from __future__ import annotations

import io
import pickle
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Final

import pyarrow as pa

from geo.exc import ExportError
from geo.exports.formats import Export, save, too_many, write
from geo.exports.rows import Rows
from geo.mention import SCHEMA
from geo.paths import ROOT

LARGE: Final = 20_000
"""Rows from which on a process of its own is worth the second that it takes to start."""

_HANDED: Final = ("about", "gazetteer", "counting", "texts", "language")


def to_bytes(ending: str, export: Export) -> bytes:
    """Return the file's bytes; a large one is built in another process.

    Raises
    ------
    ExportError
        As `geo.exports.formats.write` does, or if the process fails.
    """
    if export.rows.count < LARGE:
        stream = io.BytesIO()
        write(ending, export, stream)
        return stream.getvalue()
    if refused := too_many(ending, export.rows.count, texts=export.texts):
        raise ExportError(refused)
    with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryFile() as errors:
        path = Path(folder) / f"export{ending}"
        command = [sys.executable, "-m", "geo.exports.worker", str(path)]
        with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stderr=errors) as child:  # noqa: S603 (ours)
            assert child.stdin is not None  # noqa: S101 (a pipe was asked for)
            try:
                _hand_over(export, child.stdin)
            except OSError:
                child.kill()  # it has ended already, and says why
            except BaseException:
                child.kill()
                raise
        if child.returncode:
            errors.seek(0)
            told = errors.read().decode("utf-8", "replace").strip().splitlines()
            raise ExportError(f"{ending[1:]}: found {told[-1] if told else 'no answer'}; expected a finished file")
        return path.read_bytes()


def _hand_over(export: Export, stream: IO[bytes]) -> None:
    """Write what is to be known of the export, then its rows."""
    pickle.dump((export.rows.count, {name: getattr(export, name) for name in _HANDED}), stream)
    with pa.ipc.new_stream(stream, SCHEMA) as writer:
        for part in export.rows:
            writer.write_table(part)


def _taken(stream: IO[bytes]) -> Export:
    count, handed = pickle.load(stream)  # noqa: S301 (from the process that started this one)
    return Export(Rows(count, lambda: _parts(stream)), **handed)


def _parts(stream: IO[bytes]) -> Iterator[pa.Table]:
    with pa.ipc.open_stream(stream) as reader:
        for batch in reader:
            yield pa.Table.from_batches([batch])


if __name__ == "__main__":
    save(Path(sys.argv[1]), _taken(sys.stdin.buffer))
