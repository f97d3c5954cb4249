"""What a text says about where a name lies, and the answer to it: a place, or none and why."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Final

from mypy_extensions import mypyc_attr

from geo.gazetteer import Place
from geo.mention import Status
from geo.nearness import Nearness


@mypyc_attr(acyclic=True)
class Evidence:
    """What the text says about where a name lies.

    `kind` is the kind word beside it; `nearness` tells "in X" from "near X" and "between X and Y"; `governorates` and
    `districts` are the titles of those named near it, `countries` the codes of countries, `certain` the (lat, lon) of
    places of the article that are certain; `holds` is true where the text says that a place lies in this one which is
    no part of the city of that name ("Kafr Zita in Hama"), `within` are the governorates that this one is said to lie
    in; `in_list` is true for a bare name in a table, not in running text; `by_key` where only the transliteration key
    met, `one_word` where that of a single word did.
    """

    __slots__ = (
        "by_key", "certain", "countries", "districts", "governorates", "holds", "in_list", "kind", "nearness",
        "one_word", "within",
    )  # fmt: skip

    def __init__(
        self,
        kind: str = "",
        nearness: Nearness = "at",
        governorates: Collection[str] = (),
        districts: Collection[str] = (),
        countries: Collection[str] = (),
        certain: Sequence[tuple[float, float]] = (),
        in_list: bool = False,
        holds: bool = False,
        within: Collection[str] = (),
        by_key: bool = False,
        one_word: bool = False,
    ) -> None:
        self.kind = kind
        self.nearness = nearness
        self.governorates = governorates
        self.districts = districts
        self.countries = countries
        self.certain = certain
        self.in_list = in_list
        self.holds = holds
        self.within = within
        self.by_key = by_key
        self.one_word = one_word

    def beside(self, certain: Sequence[tuple[float, float]]) -> Evidence:
        """Return this evidence with other places that are certain."""
        return Evidence(
            self.kind, self.nearness, self.governorates, self.districts, self.countries, certain, self.in_list,
            self.holds, self.within, self.by_key, self.one_word,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
@mypyc_attr(acyclic=True)
class Resolution:
    """The answer: a place or none, how sure (0-1), candidates best first, `where_prec`, uncertainty in km."""

    place: Place | None
    status: Status
    confidence: float
    candidates: tuple[Place, ...]
    where_prec: int | None = None
    uncertainty_km: float | None = None
    traits: tuple[str, ...] = ()
    """How it was chosen, first, and what else tells how sure it is: see `traits`."""

    @property
    def by(self) -> str:
        """The way in which the place was chosen; empty where there was nothing to choose."""
        return self.traits[0] if self.traits else ""

    @property
    def governorate(self) -> str:
        """The place's governorate, or the one that several candidates share; empty if they differ."""
        return self._shared("governorate")

    @property
    def adm1_pcode(self) -> str:
        """The p-code of that governorate."""
        return self._shared("adm1_pcode")

    @property
    def country(self) -> str:
        """The place's country, or the one that several candidates share."""
        return self._shared("country")

    def _shared(self, field: str) -> str:
        if self.place is not None:
            return str(getattr(self.place, field))
        values = {str(getattr(p, field)) for p in self.candidates}
        return values.pop() if len(values) == 1 and len(self.candidates) > 1 else ""


UNRESOLVED: Final = Resolution(None, "unresolved", 0.0, ())
