"""Rows of a damaged SQLite file, read from its leaf pages without the tree above them.

A table is a tree of pages; rows stand in its leaves. Where the file's header or a page higher up is overwritten,
SQLite reaches none of the leaves below, though they are whole. Here every page that looks like a leaf is read on its
own, after the description of the format (sqlite.org/fileformat2.html, sections 1.5, 1.6, 2.1 and 4). What a row belongs
to is told by how many columns it has and of what kind: the caller knows the tables.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

Value = int | float | str | bytes | None

_LEAF: Final = 13
_SIZES: Final = (4096, 1024, 2048, 8192, 16384, 32768, 65536, 512)
_INTEGERS: Final = {1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8}
_HEADER: Final = 100
_MOST: Final = 1 << 22
"""Pages that a log may speak of."""


def leaf_rows(path: Path) -> Iterator[tuple[int, list[Value]]]:
    """Yield number and values of each row that stands whole in a leaf page of a database file.

    Rows that were deleted or moved may come too, and rows of indices do not; the primary key is None in the values.
    """
    data = path.read_bytes()
    size = _page_size(data)
    data = _with_log(data, path.with_name(path.name + "-wal"), size)
    for number in range(len(data) // size):
        page = data[number * size : (number + 1) * size]
        start = _HEADER if number == 0 else 0
        if page[start] != _LEAF:
            continue
        cells = int.from_bytes(page[start + 3 : start + 5], "big")
        for i in range(cells):
            at = start + 8 + 2 * i
            try:
                row = _cell(data, page, int.from_bytes(page[at : at + 2], "big"), size)
            except (IndexError, ValueError, UnicodeDecodeError):
                continue
            yield row


def _page_size(data: bytes) -> int:
    """Return the size of a page as the header tells it, or the usual one where the header is gone."""
    told = int.from_bytes(data[16:18], "big")
    told = 65536 if told == 1 else told
    whole = data.startswith(b"SQLite format 3\0") and told in _SIZES
    return told if whole else _SIZES[0]


def _with_log(data: bytes, log: Path, size: int) -> bytes:
    """Return the file with the pages that were committed to its write-ahead log and not yet brought over."""
    frames = log.read_bytes() if log.is_file() else b""
    step, salt, pending = 24 + size, frames[16:24], dict[int, bytes]()
    pages = bytearray(data)
    for at in range(32, len(frames) - step + 1, step):
        number, whole = int.from_bytes(frames[at : at + 4], "big"), int.from_bytes(frames[at + 4 : at + 8], "big")
        if frames[at + 8 : at + 16] != salt or not 0 < number <= _MOST:
            break
        pending[number] = frames[at + 24 : at + step]
        if whole:
            for page, content in pending.items():
                pages.extend(bytes(max(0, page * size - len(pages))))
                pages[(page - 1) * size : page * size] = content
            pending.clear()
    return bytes(pages)


def _cell(data: bytes, page: bytes, at: int, size: int) -> tuple[int, list[Value]]:
    length, at = _varint(page, at)
    number, at = _varint(page, at)
    if length > len(data):
        raise ValueError
    return number, _record(_payload(data, page, at, length, size))


def _payload(data: bytes, page: bytes, at: int, length: int, size: int) -> bytes:
    """Return a cell's bytes: those on the page, and those on the pages that they run over to."""
    most, least = size - 35, (size - 12) * 32 // 255 - 23
    if length <= most:
        return _exactly(page[at : at + length], length)
    here = least + (length - least) % (size - 4)
    here = here if here <= most else least
    parts = [_exactly(page[at : at + here], here)]
    left, number = length - here, int.from_bytes(page[at + here : at + here + 4], "big")
    while left > 0:
        if not 0 < number <= len(data) // size:
            raise ValueError
        begins = (number - 1) * size
        part = data[begins + 4 : begins + 4 + min(left, size - 4)]
        parts.append(part)
        left -= len(part)
        number = int.from_bytes(data[begins : begins + 4], "big")
    return b"".join(parts)


def _exactly(part: bytes, length: int) -> bytes:
    if len(part) != length:
        raise ValueError
    return part


def _record(payload: bytes) -> list[Value]:
    end, at = _varint(payload, 0)
    kinds = []
    while at < end:
        kind, at = _varint(payload, at)
        kinds.append(kind)
    values: list[Value] = []
    at = end
    for kind in kinds:
        value, at = _value(payload, kind, at)
        values.append(value)
    return values


def _value(payload: bytes, kind: int, at: int) -> tuple[Value, int]:
    if kind == 0:
        return None, at
    if kind in (8, 9):
        return kind - 8, at
    if kind in _INTEGERS:
        size = _INTEGERS[kind]
        return int.from_bytes(_exactly(payload[at : at + size], size), "big", signed=True), at + size
    if kind >= 12:
        size = (kind - 12) // 2
        part = _exactly(payload[at : at + size], size)
        return (part.decode("utf-8") if kind % 2 else part), at + size
    raise ValueError


def _varint(data: bytes, at: int) -> tuple[int, int]:
    """Return a number of one to nine bytes, and where it ends."""
    value = 0
    for i in range(8):
        byte = data[at + i]
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            return value, at + i + 1
    return value << 8 | data[at + 8], at + 9
