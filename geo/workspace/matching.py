"""Which mentions a decision is about: one, those of an article, or those of a name everywhere.

The rows of a table are looked at once, as codes into their distinct names and articles, so that a decision about a
name asks a few thousand names and not a million mentions.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property, lru_cache
from typing import Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from geo.keys import LOOSE, agreement, key
from geo.names import fold, is_arabic
from geo.workspace.decisions import Decision

Numbers = np.ndarray[Any, np.dtype[np.int64]]

_BY_NAME: Final = frozenset({"place", "not_a_place"})
"""Kinds that in an article, too, are about one name."""
_NONE: Final[Numbers] = np.empty(0, np.int64)


# The parts of a workspace have names in common: each is read once for all of them.
_key = lru_cache(maxsize=100_000)(key)
_fold = lru_cache(maxsize=100_000)(fold)


@lru_cache(maxsize=10_000)
def same_name(one: str, other: str) -> bool:
    """Tell whether two surface forms are one name for a decision that holds everywhere.

    >>> same_name("Jisr al-Shughour", "Jisr ech-Choughour"), same_name("Bosra", "Basra"), same_name("درعا", "Daraa")
    (True, False, False)
    """
    if is_arabic(one) != is_arabic(other):
        return False
    return _fold(one) == _fold(other) or (_key(one) == _key(other) != "" and agreement(one, other) >= LOOSE)


class Rows:
    """A table of mentions as decisions ask it; columns of `geo.mention.SCHEMA`, as the program read them."""

    def __init__(self, table: pa.Table) -> None:
        self.table = table

    def matches(self, decisions: Sequence[Decision]) -> list[Numbers]:
        """Return for each decision the numbers of the rows that it is about, in ascending order."""
        single = self._single({d.mention_id for d in decisions if d.scope == "mention"})
        return [single.get(d.mention_id, _NONE) if d.scope == "mention" else self._many(d) for d in decisions]

    def any_of(self, decisions: Sequence[Decision]) -> Numbers:
        """Return the numbers of the rows that any of the decisions is about, in ascending order."""
        found = [rows for rows in self.matches(decisions) if len(rows)]
        return np.unique(np.concatenate(found)) if found else _NONE

    def of_articles(self, numbers: Numbers) -> Numbers:
        """Return all rows of the articles that some rows are of, in ascending order."""
        codes, names = self._articles
        wanted = np.zeros(len(names), dtype=bool)
        wanted[codes[numbers]] = True
        return np.flatnonzero(wanted[codes])

    def _single(self, ids: Iterable[str]) -> dict[str, Numbers]:
        wanted = pa.array(sorted(ids), pa.string())
        if not len(wanted):
            return {}
        at = pc.index_in(self.table.column("mention_id"), wanted).combine_chunks()
        rows = np.flatnonzero(at.is_valid().to_numpy(zero_copy_only=False))
        names = wanted.take(at.drop_null()).to_pylist()
        return {name: np.array([row], np.int64) for name, row in zip(names, rows.tolist(), strict=True)}

    def _many(self, decision: Decision) -> Numbers:
        in_article: Numbers | None = None
        if decision.scope == "article":
            code = self._articles[1].get(decision.article_id)
            if code is None:
                return _NONE
            in_article = np.flatnonzero(self._articles[0] == code)
            if decision.kind not in _BY_NAME:
                return in_article
        elif decision.kind == "actor":
            return self._naming(decision)
        codes = self._codes_of(decision.name)
        if not codes:
            return _NONE
        named = np.isin(self._surfaces, codes) if len(codes) > 1 else self._surfaces == codes[0]
        rows: Numbers = np.flatnonzero(named) if in_article is None else in_article[named[in_article]]
        role = decision.read.get("role")
        if role and len(rows):
            rows = rows[pc.equal(self._roles.take(pa.array(rows)), role).to_numpy(zero_copy_only=False)]
        return rows

    def _naming(self, decision: Decision) -> Numbers:
        """Return the rows that name the actor which a decision removes or changes everywhere."""
        lists = self.table.column(decision.after["column"]).combine_chunks()
        found = pc.is_in(lists.flatten(), pa.array(decision.after["remove"], pa.string()))
        return np.unique(pc.list_parent_indices(lists).filter(found).to_numpy()).astype(np.int64)

    def _codes_of(self, name: str) -> list[int]:
        """Return the codes of the distinct surface forms that are one name with this one."""
        alike = {*self._by_key.get(_key(name), ()), *self._by_fold.get(_fold(name), ())}
        return [code for code in sorted(alike) if same_name(name, self._names[code])]

    @cached_property
    def _roles(self) -> pa.Array:
        return self.table.column("role").combine_chunks()

    @cached_property
    def _encoded(self) -> pa.DictionaryArray:
        return self.table.column("surface").combine_chunks().dictionary_encode()

    @cached_property
    def _surfaces(self) -> Numbers:
        return np.asarray(self._encoded.indices.to_numpy())

    @cached_property
    def _names(self) -> list[str]:
        return list(self._encoded.dictionary.to_pylist())

    @cached_property
    def _by_key(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for code, name in enumerate(self._names):
            found.setdefault(_key(name), []).append(code)
        return found

    @cached_property
    def _by_fold(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for code, name in enumerate(self._names):
            found.setdefault(_fold(name), []).append(code)
        return found

    @cached_property
    def _articles(self) -> tuple[Numbers, dict[str, int]]:
        encoded = self.table.column("article_id").combine_chunks().dictionary_encode()
        return np.asarray(encoded.indices.to_numpy()), {n: i for i, n in enumerate(encoded.dictionary.to_pylist())}
