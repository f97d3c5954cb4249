"""Columns of lists as numbers: few lists differ, so each distinct list is a set with a number of its own.

With a value a set holds all that the value is part of (`geo.actors.wholes`): so who asks for Russia finds its army
too, and a facet counts what the filter finds.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from geo.actors import wholes
from geo.facts.coding import Ints, places_in, plain


@dataclass(frozen=True)
class Sets:
    """The distinct lists of one column.

    Attributes
    ----------
    names
        Values, those included that are only wholes of others; the place of a value in it is its number.
    keys
        Each distinct list as text of numbers of values.
    offsets, members
        Values of set i: `members[offsets[i] : offsets[i + 1]]`, each once.
    parents
        Value -> what it is part of.
    """

    names: dict[str, int]
    keys: pa.Array
    offsets: Ints
    members: Ints
    parents: Mapping[str, str]

    @classmethod
    def empty(cls, parents: Mapping[str, str]) -> Sets:
        """Return no sets."""
        return cls({}, pa.array([], pa.string()), np.zeros(1, np.int64), np.zeros(0, np.int32), parents)

    def extended(self, lists: pa.ListArray) -> tuple[Sets, Ints]:
        """Return these sets with those of a column added (the same where none is new), and the set of each row."""
        names = dict(self.names)
        flat = lists.flatten()
        coded = flat if pa.types.is_dictionary(flat.type) else flat.dictionary_encode()
        of_value = np.array([names.setdefault(v, len(names)) for v in coded.dictionary.to_pylist()], dtype=np.int32)
        codes = of_value[coded.indices.to_numpy(zero_copy_only=False)] if len(of_value) else np.zeros(0, np.int32)
        offsets = pc.subtract(lists.offsets, lists.offsets[0])
        # Numbers joined by commas tell lists apart whatever their values hold.
        texts = pc.binary_join(pa.ListArray.from_arrays(offsets, pa.array(codes).cast(pa.string())), ",")
        coded_lists = texts.dictionary_encode()
        # Few lists are asked of many that are known, so the many are looked through and not put in order.
        near = np.flatnonzero(pc.is_in(self.keys, value_set=coded_lists.dictionary).to_numpy(zero_copy_only=False))
        at = places_in(coded_lists.dictionary, self.keys.take(pa.array(near)))
        known = np.where(at < 0, -1, np.append(near, -1)[at]).astype(np.int32)
        new = known < 0
        known[new] = len(self.keys) + np.arange(int(new.sum()), dtype=np.int32)
        sets = self._with(coded_lists.dictionary.filter(pa.array(new)), names) if new.any() else self
        return sets, known[coded_lists.indices.to_numpy(zero_copy_only=False)] if len(known) else known

    def _with(self, added: pa.Array, names: dict[str, int]) -> Sets:
        more_offsets, more = _members(added, names, self.parents)
        return Sets(
            names,
            pa.concat_arrays([self.keys, added]),
            np.concatenate([self.offsets, self.offsets[-1] + more_offsets[1:]]),
            np.concatenate([self.members, more]),
            self.parents,
        )

    def __len__(self) -> int:
        return len(self.keys)

    @cached_property
    def table(self) -> pa.Table:
        """Return a line for each value of each set: `no`, `value`."""
        owners = np.repeat(np.arange(len(self), dtype=np.int32), np.diff(self.offsets))
        values = pa.DictionaryArray.from_arrays(pa.array(self.members), pa.array(list(self.names), pa.string()))
        return pa.table({"no": owners, "value": values})

    def spread(self, numbers: Ints) -> tuple[Ints, Ints]:
        """Return the values of each of some sets: the place in `numbers`, and the number of the value."""
        lengths = np.diff(self.offsets)[numbers]
        at = np.repeat(np.arange(len(numbers)), lengths)
        ends = np.cumsum(lengths)
        within = np.arange(len(at)) - np.repeat(ends - lengths, lengths)
        return at, self.members[np.repeat(self.offsets[:-1][numbers], lengths) + within]


def _members(keys: pa.Array, names: dict[str, int], parents: Mapping[str, str]) -> tuple[Ints, Ints]:
    """Return offsets and values of lists that are given as text of numbers; wholes are added to `names`."""
    lists = pc.split_pattern(keys, ",")
    flat = lists.flatten()
    named = pc.not_equal(flat, "")
    owners = pc.list_parent_indices(lists).filter(named).to_numpy(zero_copy_only=False).astype(np.int64)
    values = plain(flat.filter(named)).cast(pa.int32()).to_numpy(zero_copy_only=False)
    if any(name in parents for name in names):
        more = {no: [names.setdefault(w, len(names)) for w in wholes(name, parents)] for name, no in [*names.items()]}
        found = [(owners, values)]
        for no, above in more.items():
            at = owners[values == no] if above else owners[:0]
            found += [(at, np.full(len(at), whole, np.int32)) for whole in above]
        owners, values = (np.concatenate(column) for column in zip(*found, strict=True))
    pairs = np.unique(owners * max(1, len(names)) + values)
    owners, values = pairs // max(1, len(names)), pairs % max(1, len(names))
    offsets = np.concatenate([[0], np.cumsum(np.bincount(owners, minlength=len(keys)))]).astype(np.int64)
    return offsets, values.astype(np.int32)
