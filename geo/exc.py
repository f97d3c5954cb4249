"""The errors that `geo` raises. Each names the file, the row or field, what was found and what was expected."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Self


class GeoError(Exception):
    """Root of every error that `geo` raises on purpose; its message is fit to be shown to a user.

    Attributes
    ----------
    key, told
        For pages in other languages: which error it is, and what it names. Empty where it is told in English alone.
    """

    key: str = ""
    told: Mapping[str, object] = MappingProxyType({})

    def worded(self, key: str, **told: object) -> Self:
        """Return this error with what a page needs to tell it in another language."""
        self.key, self.told = key, told
        return self


class GazetteerError(GeoError, ValueError):
    """Raised when a gazetteer file or one of its rows cannot be used; the message names the line."""


class ActorsError(GeoError, ValueError):
    """Raised when the table of actors or one of its rows cannot be used; the message names the line."""


class TopicsError(GeoError, ValueError):
    """Raised when the table of topics or one of its rows cannot be used; the message names the line."""


class ArticleError(GeoError, ValueError):
    """Raised when an article, or one row of a table of articles, cannot be read."""


class MentionsError(GeoError, ValueError):
    """Raised when a file is not a table of mentions that `extract` could have written."""


class FilterError(GeoError, ValueError):
    """Raised when a filter asks for something that does not exist, such as a date range that ends before it begins."""


class ExportError(GeoError, ValueError):
    """Raised when rows cannot be written in the format that was asked for."""


class LimitError(GeoError, ValueError):
    """Raised when a setting that bounds what may come in is not a positive whole number."""


class FetchError(GeoError, OSError):
    """Raised when a page cannot be fetched from the web, or must not be: a private address, too large, too slow."""


class OverlayError(GeoError, ValueError):
    """Raised when a file to lie over the map is no GeoJSON or KML, is too large, or has a point that is none."""


class OutsideError(GeoError, OSError):
    """Raised when a name cannot be looked up outside: look-ups are off, nobody says who asks, or nobody answers."""


class WorkspaceError(GeoError, ValueError):
    """Raised when a workspace cannot be opened, read or written as asked; the message names its folder or file."""


class WorkspaceBusyError(WorkspaceError, TimeoutError):
    """Raised when another program kept writing to a workspace for longer than the time that was allowed."""


class WorkspaceDamagedError(WorkspaceError):
    """Raised when a workspace's database cannot be read in part; `repair` keeps all that is readable."""


class DecisionError(WorkspaceError):
    """Raised when a decision says what no mention can be, or undoes what was undone already."""
