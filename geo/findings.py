"""What a check of the gazetteer finds, how grave it is, and the findings that a person has found right as they are."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from pathlib import Path
from types import MappingProxyType
from typing import Final, Literal, NamedTuple

from geo.exc import GazetteerError
from geo.gazetteer import DEFAULT
from geo.textfiles import CsvRows, read_text

EXCEPTIONS: Final = DEFAULT.parent / "data" / "exceptions.csv"
"""Findings in the shipped gazetteer that are right as they are, each with the reason."""

Severity = Literal["error", "warning"]

CHECKS: Final[MappingProxyType[str, tuple[Severity, str]]] = MappingProxyType(
    {
        "country": ("error", "the point of a place abroad lies in Syria"),
        "governorate": ("error", "the point lies outside its governorate"),
        "outline": ("error", "the point lies outside the outline of its row"),
        "district": ("error", "its governorate has no such district"),
        "neighbours": ("warning", "the places around have another district, and its own is far"),
        "namesakes": ("error", "two rows of one name and kind near each other"),
        "titles": ("error", "Arabic and Latin names do not meet"),
        "script": ("error", "a title in the wrong script"),
        "source": ("error", "no source"),
        "estimate": ("error", "an estimated point without its uncertainty"),
        "sensitive": ("error", "a hospital, school or camp that is not marked as sensitive"),
        "variant": ("warning", "a variant is the title of another row of its kind and governorate"),
        "point": ("warning", "two rows of one kind on one point"),
        "uncertainty": ("warning", "a point without its uncertainty"),
        "arabic": ("warning", "no Arabic title"),
    }
)
"""Name of a check -> how grave what it finds is, and what that is. Errors make answers wrong, warnings poorer ones."""

COLUMNS: Final = ("severity", "check", "file", "line", "id", "title", "column", "other", "found", "expected")
"""Columns of a table of findings."""


class Finding(NamedTuple):
    """What is wrong with one row; `other` is the id of the second row where it is about two, else empty."""

    severity: Severity
    check: str
    path: Path
    line: int
    id: str
    title: str
    column: str
    other: str
    found: str
    expected: str

    def __str__(self) -> str:
        row = f"{self.path}, line {self.line}, column {self.column}: {self.id} ({self.title})"
        return f"{row}: found {self.found}; expected {self.expected}"


class Allowed(NamedTuple):
    """A finding that is right as it is: its check, the row, the other row if it is about two, and the reason."""

    check: str
    id: str
    other: str
    reason: str
    line: int

    @property
    def rows(self) -> frozenset[str]:
        """Return the ids of the rows that it is about, in no order."""
        return frozenset(filter(None, (self.id, self.other)))


def read_exceptions(path: Path = EXCEPTIONS) -> tuple[Allowed, ...]:
    """Read the table of findings that are right as they are: columns `check`, `id`, `other`, `reason`.

    Raises
    ------
    GazetteerError
        If the file cannot be read, lacks a column, or a row names no check, no id or no reason.
    """
    text, _ = read_text(path, GazetteerError, "a table of exceptions (CSV)")
    rows = CsvRows(path, text, GazetteerError)
    columns = ("check", "id", "other", "reason")
    for column in columns:
        if column not in rows.header:
            raise GazetteerError(f"{path}, line 1: column {column} is missing; expected {', '.join(columns)}")
    allowed = []
    for row in rows:
        cells = dict(zip(rows.header, map(str.strip, rows.fitted(row)), strict=True))
        wanted = {"check": "one of " + ", ".join(CHECKS), "id": "the id of a row", "reason": "why it is right"}
        for column, expected in wanted.items():
            if not cells[column] or (column == "check" and cells[column] not in CHECKS):
                raise GazetteerError(
                    f"{path}, line {rows.line}, column {column}: found {cells[column]!r}; expected {expected}"
                )
        allowed.append(Allowed(cells["check"], cells["id"], cells["other"], cells["reason"], rows.line))
    return tuple(allowed)


def split(findings: Iterable[Finding], allowed: Iterable[Allowed]) -> tuple[list[Finding], list[Allowed]]:
    """Return the findings that no exception allows, and the exceptions that allow nothing."""
    by_rows = {(a.check, a.rows): a for a in allowed}
    left, used = [], set()
    for finding in findings:
        where = (finding.check, frozenset(filter(None, (finding.id, finding.other))))
        if where in by_rows:
            used.add(where)
        else:
            left.append(finding)
    return left, [a for where, a in by_rows.items() if where not in used]


def findings_csv(findings: Iterable[Finding]) -> str:
    """Return findings as CSV with the columns `COLUMNS`."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(findings)
    return out.getvalue()
