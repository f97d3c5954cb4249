"""A file as it came in: its name and its bytes, whether from disk, from an upload or out of an archive."""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path, PurePosixPath

from charset_normalizer import from_bytes

from geo.exc import ArticleError
from geo.intake.limits import MB, Limits

_BINARY = 4096
"""A NUL among so many first bytes is a binary file, unless they are UTF-16."""

_ENCODINGS = ["utf-8", "cp1256", "cp1252", "iso8859_6", "utf-16", "utf-32"]
"""What English and Arabic text comes in, besides UTF-8: Windows' code pages, ISO 8859-6, UTF-16 and UTF-32."""


@dataclass(frozen=True, slots=True)
class File:
    """A file's bytes under the name by which messages tell of it.

    Attributes
    ----------
    name
        Path or file name, as the reader knows it; of a file in an archive `archive.zip/inside.txt`.
    data
        Its bytes.
    """

    name: str
    data: bytes

    @property
    def ending(self) -> str:
        """The ending in small letters, with its dot."""
        return PurePosixPath(self.name.replace("\\", "/")).suffix.lower()

    @property
    def stem(self) -> str:
        """The name without folders and ending; bytes that are not UTF-8 are question marks."""
        stem = PurePosixPath(self.name.replace("\\", "/")).stem
        return os.fsencode(stem).decode("utf-8", "replace") if not stem.isascii() else stem

    @classmethod
    def from_path(cls, path: Path, limits: Limits) -> File:
        """Read a file from disk.

        Raises
        ------
        ArticleError
            If it cannot be read, or is larger than `limits` allow; nothing of it is read then.
        """
        try:
            size = path.stat().st_size
            if size <= limits.max_file_mb * MB:
                return cls(str(path), path.read_bytes())
        except OSError as problem:
            raise ArticleError(f"{path}: cannot be read ({problem.strerror}); expected an article") from problem
        raise too_large(str(path), size, limits)


def too_large(name: str, size: int, limits: Limits) -> ArticleError:
    """Return the error that refuses a file for its size in bytes."""
    return ArticleError(f"{name}: found {size / MB:,.0f} MB; {limits.expected('max_file_mb', 'MB')}")


def text_of(file: File, wanted: str) -> str:
    """Return a file's text as it stands: no byte order mark, line ends kept.

    UTF-8 is taken at its word; another encoding is told by charset-normalizer among those that English and Arabic
    text comes in.

    Raises
    ------
    ArticleError
        If the file is empty, binary, or in no encoding that can be told; `wanted` says what it should have been.
    """
    data = file.data
    if not data.strip():
        raise ArticleError(f"{file.name}: the file is empty; expected {wanted}")
    encoding = encoding_of(file)
    if encoding is None:
        if b"\0" in data[:_BINARY]:
            raise ArticleError(f"{file.name}: found a binary file; expected {wanted}")
        raise ArticleError(
            f"{file.name}: found bytes of no encoding that can be told; expected {wanted} in UTF-8 (save it as UTF-8)"
        )
    text = data.decode(encoding, "replace").removeprefix("\ufeff")
    if not text.strip():
        raise ArticleError(f"{file.name}: the file is empty; expected {wanted}")
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise ArticleError(f"{file.name}, line {line}: found a NUL character, as in a binary file; expected {wanted}")
    return text


@lru_cache(maxsize=4)
def encoding_of(file: File) -> str | None:
    """Return the encoding of a file of text by Python's name, "utf-8" wherever it can be that; None if none is told."""
    try:
        file.data.decode("utf-8")
    except UnicodeDecodeError:
        wide = file.data.startswith((b"\xff\xfe", b"\xfe\xff"))
        if b"\0" in file.data[:_BINARY] and not wide:
            return None
        best = from_bytes(file.data, cp_isolation=_ENCODINGS).best()
        return best.encoding if best else None
    return "utf-8"
