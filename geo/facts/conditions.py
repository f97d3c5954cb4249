"""What a `Filter` asks, as SQL over the small tables of `geo.facts.columns`: values are parameters, never in it.

A mention matches one filter when its line in any of the tables that the filter names fits.
"""

from __future__ import annotations

from typing import NamedTuple

from geo.query import Filter, FilterName, fold


class Condition(NamedTuple):
    """Which lines of one table fit."""

    table: str
    sql: str
    parameters: dict[str, object]


_IDS = "SELECT unnest($asked)"
_PLACED = "role = 'place' AND status = 'resolved'"


def conditions(f: Filter, name: FilterName, places_in: list[str] | None = None) -> tuple[Condition, ...]:
    """Return the conditions of one filter that is set.

    Parameters
    ----------
    f
        The filter.
    name
        Which of its filters.
    places_in
        For `shape` and `within`: ids of the places that lie there and are drawn as points.
    """

    def asked(table: str, sql: str, values: object) -> tuple[Condition, ...]:
        return (Condition(table, sql, {"asked": values}),)

    match name:
        case "actors":
            table = "actors" if f.actor_scope == "sentence" else "article_actors"
            return asked(table, f"value IN ({_IDS})", list(f.actors))
        case "said_by" | "topics" | "tags":
            return asked(name, f"value IN ({_IDS})", list(getattr(f, name)))
        case "places":
            return asked("spot", f"{_PLACED} AND place_id IN ({_IDS})", list(f.places))
        case "shape" | "within":
            return asked("spot", f"{_PLACED} AND place_id IN ({_IDS})", places_in or [])
        case "governorates":
            return asked("spot", f"role = 'place' AND governorate IN ({_IDS})", list(f.governorates))
        case "where_precs":
            return asked("spot", f"where_prec IN ({_IDS})", list(f.where_precs))
        case "roles":
            return asked("spot", f"role IN ({_IDS})", list(f.roles))
        case "statuses":
            return asked("spot", f"status IN ({_IDS})", list(f.statuses))
        case "dates":
            return (_dates(f),)
        case "date_precs":
            return asked("moment", f"date_prec IN ({_IDS})", list(f.date_precs))
        case "dated_by":
            return asked("moment", f"date_source IN ({_IDS})", list(f.dated_by))
        case "articles":
            return asked("article", f"article_id IN ({_IDS})", list(f.articles))
        case "sources":
            return asked("article", f"source IN ({_IDS})", list(f.sources))
        case "stories":
            return asked("article", f"story IN ({_IDS})", list(f.stories))
        case "languages":
            return asked("article", f"language IN ({_IDS})", list(f.languages))
        case "added_since":
            return asked("article", "added_at >= $asked", f.added_since)
        case "contexts":
            return asked("kind", f"context IN ({_IDS})", list(f.contexts))
        case "marked":
            return (Condition("kind", "marked", {}),)
        case "text":
            words = fold(f.text)
            return (*asked("sentence", "contains(folded, $asked)", words),
                    *asked("surface", "contains(folded, $asked)", words))  # fmt: skip


def _dates(f: Filter) -> Condition:
    ends = ["date_start <= $last"] * bool(f.date_to) + ["date_end >= $first"] * bool(f.date_from)
    overlap = " AND ".join(ends + ["NOT broad"] * (not f.broad))
    sql = f"({overlap}) OR date_start IS NULL" if f.undated else overlap
    days = {"first": f.date_from, "last": f.date_to}
    return Condition("moment", sql, {name: day for name, day in days.items() if day})
