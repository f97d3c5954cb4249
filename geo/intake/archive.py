"""Archives: what a ZIP file holds, read in memory and bounded, never unpacked to disk.

A hostile archive may promise to be small and unpack to gigabytes, hold more files than anyone wants, or name files
outside its folder. Sizes are therefore counted while bytes come out, whatever the archive's own list says; names only
tell files apart.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from typing import Final

from geo.exc import ArticleError
from geo.intake.files import File, too_large
from geo.intake.limits import MB, Limits

_BLOCK: Final = 1 << 20
_OLE: Final = b"\xd0\xcf\x11\xe0"
"""How old Office files begin, and new ones that are encrypted."""


def check_archive(file: File, limits: Limits) -> None:
    """Check a document that is an archive (.docx, .xlsx): how much it unpacks to, by reading it once.

    Raises
    ------
    ArticleError
        If it is no archive, or too large.
    """
    if file.data.startswith(_OLE):
        raise ArticleError(f"{file.name}: found an encrypted or old Office file; expected one without a password")
    for _ in _members(file, limits, keep=False):
        pass


def files_in(file: File, limits: Limits) -> Iterator[File]:
    """Yield the files of a ZIP archive, in the order of their names; system files and folders are left out.

    Raises
    ------
    ArticleError
        If it is no archive that can be read, is encrypted, or larger than `limits` allow: in files, bytes or ratio.
    """
    yield from _members(file, limits, keep=True)


def _members(file: File, limits: Limits, *, keep: bool) -> Iterator[File]:
    try:
        with zipfile.ZipFile(io.BytesIO(file.data)) as archive:
            inside = sorted((i for i in archive.infolist() if not _is_system(i)), key=lambda i: i.filename)
            if len(inside) > limits.max_zip_files:
                raise ArticleError(
                    f"{file.name}: found {len(inside):,} files; {limits.expected('max_zip_files', 'files')}"
                )
            whole = 0
            for info in inside:
                name = f"{file.name}/{info.filename}"
                if info.flag_bits & 1:
                    raise ArticleError(f"{name}: found an encrypted file; expected an archive without a password")
                parts: list[bytes] = []
                size = 0
                with archive.open(info) as stream:
                    while block := stream.read(_BLOCK):
                        size += len(block)
                        whole += len(block)
                        _check_size(file, name, size, whole, limits)
                        if keep:
                            parts.append(block)
                yield File(name, b"".join(parts))
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError) as error:
        what = {".docx": "a Word file (.docx)", ".xlsx": "a workbook (.xlsx)"}.get(file.ending, "a ZIP file")
        raise ArticleError(f"{file.name}: found no archive that can be read ({error}); expected {what}") from error


def _check_size(file: File, name: str, size: int, whole: int, limits: Limits) -> None:
    if size > limits.max_file_mb * MB:
        raise too_large(name, size, limits)
    if whole > limits.max_zip_mb * MB:
        raise ArticleError(f"{file.name}: unpacks to over {whole / MB:,.0f} MB; {limits.expected('max_zip_mb', 'MB')}")
    # What is small does no harm, however well it is packed.
    if whole > max(MB, limits.max_zip_ratio * len(file.data)):
        raise ArticleError(
            f"{file.name}: unpacks to over {limits.max_zip_ratio:,} times its size, as an archive does that is made to "
            f"harm; {limits.expected('max_zip_ratio', 'times')}"
        )


def _is_system(info: zipfile.ZipInfo) -> bool:
    parts = info.filename.replace("\\", "/").split("/")
    return info.is_dir() or parts[0] == "__MACOSX" or parts[-1].startswith(".")
