"""Segments: the mentions of a batch of articles as one value in the database, an Arrow stream with its SHA-256."""

from __future__ import annotations

import hashlib
from typing import NamedTuple

import pyarrow as pa

from geo.checks import conform
from geo.exc import WorkspaceDamagedError
from geo.mention import SCHEMA


class Segment(NamedTuple):
    """The rows of a segment, how many they are, and the digest of their bytes."""

    rows: int
    sha256: str
    data: bytes


def pack(table: pa.Table) -> Segment:
    """Return a table of mentions as a segment."""
    sink = pa.BufferOutputStream()
    options = pa.ipc.IpcWriteOptions(compression="zstd")
    with pa.ipc.new_stream(sink, SCHEMA.remove_metadata(), options=options) as writer:
        writer.write_table(table.combine_chunks())
    data = sink.getvalue().to_pybytes()
    return Segment(table.num_rows, hashlib.sha256(data).hexdigest(), data)


def unpack(segment: Segment, name: str) -> pa.Table:
    """Return the mentions of a segment, columns of SCHEMA; those that an older program did not know are empty.

    Raises
    ------
    WorkspaceDamagedError
        If the bytes are not those that were written; `name` is what the message calls them.
    """
    found = hashlib.sha256(segment.data).hexdigest()
    if found != segment.sha256:
        raise WorkspaceDamagedError(f"{name}: found SHA-256 {found[:16]}…; expected {segment.sha256[:16]}…")
    try:
        table = pa.ipc.open_stream(pa.BufferReader(segment.data)).read_all()
    except pa.ArrowException as error:
        raise WorkspaceDamagedError(f"{name}: found no table of mentions ({error})") from error
    if table.schema.names != SCHEMA.names:
        table = conform(table, name)
    return table.combine_chunks()
