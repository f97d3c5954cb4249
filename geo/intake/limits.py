"""How much may come in: bounds on files, archives and pages, so that a hostile or broken one harms nobody.

Each bound is a setting with a default that ordinary work never meets: the environment variable `SYRIA_MAP_` and the
field's name in capitals, such as `SYRIA_MAP_MAX_FILE_MB=500`. A message that refuses something names its setting.

>>> Limits.from_environment({"SYRIA_MAP_MAX_FILE_MB": "500"}).max_file_mb
500
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, fields

from geo.exc import LimitError

PREFIX = "SYRIA_MAP_"
MB = 1_000_000
"""Bytes of a megabyte, as file managers count."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds on what is read; whole numbers, each with its unit in its name or its description.

    Attributes
    ----------
    max_file_mb
        Size of one file, packed or not, in megabytes.
    max_zip_files
        Files in one archive.
    max_zip_mb
        Size of all that an archive (also .docx and .xlsx, which are archives) unpacks to, in megabytes.
    max_zip_ratio
        How many times larger than itself an archive may unpack.
    max_article_chars
        Code points of one article.
    max_pdf_pages
        Pages of one PDF.
    max_rows
        Rows of one table of articles.
    max_fetch_mb
        Size of a page from the web, unpacked, in megabytes.
    max_fetch_seconds
        Time that a page from the web may take, with all its redirects.
    max_redirects
        Redirects that are followed.

    Raises
    ------
    LimitError
        If a value is not a positive whole number.
    """

    max_file_mb: int = 200
    max_zip_files: int = 20_000
    max_zip_mb: int = 1_000
    max_zip_ratio: int = 200
    max_article_chars: int = 2_000_000
    max_pdf_pages: int = 2_000
    max_rows: int = 1_000_000
    max_fetch_mb: int = 20
    max_fetch_seconds: int = 30
    max_redirects: int = 5

    def __post_init__(self) -> None:
        for field in fields(self):
            value = getattr(self, field.name)
            if not isinstance(value, int) or value < 1:
                raise LimitError(f"{setting(field.name)}: found {value!r}; expected a whole number above 0")

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] | None = None) -> Limits:
        """Return the defaults with what the environment sets.

        Raises
        ------
        LimitError
            If a setting is not a positive whole number.
        """
        given = os.environ if environment is None else environment
        values: dict[str, int] = {}
        for field in fields(cls):
            text = given.get(setting(field.name), "").strip()
            if not text:
                continue
            if not text.isascii() or not text.isdigit():
                raise LimitError(f"{setting(field.name)}: found {text!r}; expected a whole number above 0")
            values[field.name] = int(text)
        return cls(**values)

    def expected(self, name: str, unit: str) -> str:
        """Return the end of a message that refuses: what was expected, and the setting that says so."""
        return f"expected at most {getattr(self, name):,} {unit} (setting {setting(name)})"


def setting(name: str) -> str:
    """Return the environment variable that sets a bound."""
    return PREFIX + name.upper()
