"""What a page shows of one filter: figures, places, facets, a timeline. `geo.store` counts them.

An `Overview` counts each of its parts when it is first asked for it, and keeps it: a page pays for what it shows.
The parts are named tuples: plain values, comparable and picklable.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any, Final, Literal, NamedTuple, Protocol, TypeVar, cast, get_args

from geo.query import FilterName

FacetName = Literal[
    "actors", "said_by", "places", "governorates", "articles", "sources", "stories", "topics", "contexts",
    "where_precs", "date_precs", "dated_by", "roles", "languages", "statuses", "tags",
]  # fmt: skip
Unit = Literal["day", "month", "year"]
Counting = Literal["story", "article", "mention"]
"""What is counted: stories (five reprints count once), articles or single mentions."""

FACETS: Final[tuple[FacetName, ...]] = get_args(FacetName)
COUNTINGS: Final[tuple[Counting, ...]] = get_args(Counting)

_T = TypeVar("_T")


class Figures(NamedTuple):
    """What stands above the map. The first four are what they say; the others count stories, articles or mentions.

    Counted by mention, `mentions` = `placed` + `not_placed` + `not_places`.
    """

    mentions: int
    """All mentions that match."""
    stories: int
    """Stories that they stand in; an article without one is a story of its own."""
    articles: int
    """Articles that they stand in."""
    places: int
    """Gazetteer rows that the placed mentions point to."""
    placed: int
    """With role place and status resolved: what the map shows."""
    not_placed: int
    """With names of places that could not be placed: `ambiguous` or `unresolved`."""
    ambiguous: int
    """With names of places that may mean several."""
    unresolved: int
    """With names of places that the gazetteer does not tell."""
    not_places: int
    """With names in another role: a government, an event."""
    undated: int
    """Without a date, under all filters but the dates: those that a range leaves out, unless it asks for them."""
    broad: int
    """Dated more broadly than by a month and overlapping the range (or any day, without one), under all filters but
    the dates."""
    only_country: int
    """Placed, and saying no more than "Syria"."""


class PlaceCount(NamedTuple):
    """One place and what points to it; the place as the gazetteer has it, degrees WGS 84."""

    place_id: str
    title: str
    title_ar: str
    type: str
    governorate: str
    country: str
    lat: float
    lon: float
    where_prec: int
    uncertainty_km: float | None
    mentions: int
    articles: int
    exact: int = 0
    """Those of the mentions that mean the very spot (where_prec 1); the others are "near" it, or it is no spot."""
    stories: int = 0
    # A tuple's own method of this name is of no use to a place.
    count: int = 0  # type: ignore[assignment]
    """Stories, articles or mentions: whichever is counted."""
    reported: int = 0
    """Those of `count` in which a mention tells what happened (context reported), by the same unit."""


class FacetCount(NamedTuple):
    """One value that a filter can take, and how many stories, articles or mentions choosing it alone would leave."""

    id: str
    label: str
    count: int  # type: ignore[assignment]


class Bar(NamedTuple):
    """One bar of a timeline, first and last day included: what overlaps it, each story or article once.

    Where a story has mentions of several kinds, the most exact decides: stated, then published, then broad.
    """

    start: date
    end: date
    # A tuple's own method of this name is of no use to a bar.
    count: int  # type: ignore[assignment]
    """All of it: what choosing these days leaves with `Filter.broad`."""
    stated: int
    """Dated in the sentence, by a month at most."""
    published: int
    """Dated by the publication of the article only."""
    broad: int
    """Dated more broadly than by a month: these days alone leave them out, unless `Filter.broad` is set."""

    @property
    def sure(self) -> int:
        """Return what choosing these days leaves, without `Filter.broad` and `Filter.undated`."""
        return self.stated + self.published


class Timeline(NamedTuple):
    """Bars without a gap from the first date to the last; none where nothing is dated."""

    unit: Unit
    bars: tuple[Bar, ...]
    undated: int


class NotPlaced(NamedTuple):
    """One surface form that was not placed, with its first mention as the example."""

    surface: str
    status: str
    mentions: int
    articles: int
    stories: int
    sentence: str
    article_id: str
    article_title: str
    mention_id: str
    """Of the example."""
    candidates: tuple[str, ...]
    """Ids of the gazetteer rows that the example may mean."""


class Emptied(NamedTuple):
    """A filter without which the view would not be empty."""

    name: FilterName
    count: int  # type: ignore[assignment]
    """How much matches once it is dropped."""


class Telling(NamedTuple):
    """One article of a story."""

    article_id: str
    article_title: str
    source: str
    published: date | None
    url: str
    mentions: int


class Story(NamedTuple):
    """The articles that tell one story, the earliest first."""

    story_id: str
    articles: tuple[Telling, ...]

    @property
    def outlets(self) -> tuple[str, ...]:
        """Return who published them, each once, in the order of the articles."""
        return tuple(dict.fromkeys(article.source for article in self.articles if article.source))


class Answers(Protocol):
    """What counts the parts of an `Overview`."""

    def figures(self) -> Figures:
        """Return the figures."""

    def places(self) -> tuple[PlaceCount, ...]:
        """Return the placed mentions by place."""

    def receding(self) -> tuple[PlaceCount, ...]:
        """Return the same without the filter of actors."""

    def facet(self, name: FacetName) -> tuple[FacetCount, ...]:
        """Return one facet."""

    def governorates(self) -> dict[str, int]:
        """Return the mentions of places by governorate."""

    def countries(self) -> dict[str, int]:
        """Return the placed mentions by country."""

    def timeline(self) -> Timeline:
        """Return the timeline."""

    def dropping(self) -> dict[FilterName, int]:
        """Return what matches without each filter."""


class Facets(Mapping[FacetName, tuple[FacetCount, ...]]):
    """All facets by name; each is counted when it is first looked up."""

    def __init__(self, count: Callable[[FacetName], tuple[FacetCount, ...]]) -> None:
        self._count = count
        self._counted: dict[FacetName, tuple[FacetCount, ...]] = {}

    def __getitem__(self, name: FacetName) -> tuple[FacetCount, ...]:
        if name not in self._counted:
            if name not in FACETS:
                raise KeyError(name)
            self._counted[name] = self._count(name)
        return self._counted[name]

    def __iter__(self) -> Iterator[FacetName]:
        return iter(FACETS)

    def __len__(self) -> int:
        return len(FACETS)


class Overview:
    """All that a page shows of one filter, but for the rows themselves."""

    facets: Facets
    """Each counted under all filters but its own; the most frequent first, then by name."""

    def __init__(self, answers: Answers, counting: Counting) -> None:
        self.counting = counting
        self.facets = Facets(answers.facet)
        self._answers = answers
        self._counted: dict[str, Any] = {}

    def _once(self, name: str, count: Callable[[], _T]) -> _T:
        # Two threads may count the same at once: they find the same.
        if name not in self._counted:
            self._counted[name] = count()
        return cast("_T", self._counted[name])

    @property
    def figures(self) -> Figures:
        """What stands above the map."""
        return self._once("figures", self._answers.figures)

    @property
    def places(self) -> tuple[PlaceCount, ...]:
        """The placed mentions, one row a place, whatever its type; the highest `count` first."""
        return self._once("places", self._answers.places)

    @property
    def receding(self) -> tuple[PlaceCount, ...]:
        """The places under all filters but the actors, for the background; none where no actor is chosen."""
        return self._once("receding", self._answers.receding)

    @property
    def governorates(self) -> dict[str, int]:
        """The mentions that are places by governorate, under all filters; those with none are left out."""
        return self._once("governorates", self._answers.governorates)

    @property
    def countries(self) -> dict[str, int]:
        """The placed mentions by country (ISO 3166-1 alpha-2), most first."""
        return self._once("countries", self._answers.countries)

    @property
    def timeline(self) -> Timeline:
        """Counted under all filters but the dates."""
        return self._once("timeline", self._answers.timeline)

    @property
    def dropping(self) -> dict[FilterName, int]:
        """For each filter that is set: how much matches once it is dropped."""
        return self._once("dropping", self._answers.dropping)
