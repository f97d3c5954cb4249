"""What a decision may say: each is checked when it is made, so that none that cannot be is ever kept."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final, get_args

from geo.exc import DecisionError
from geo.gazetteer import GOVERNORATES, TYPES
from geo.mention import LIST_SEPARATOR, Context
from geo.workspace.kinds import ACTOR_COLUMNS, ARTICLE_FIELDS, KINDS, LONGEST, SCOPES

if TYPE_CHECKING:
    from geo.workspace.decisions import Decision


def check(d: Decision) -> None:
    """Refuse a decision that says what no mention can be.

    Raises
    ------
    DecisionError
        The message says what was found and what was expected.
    """
    if d.kind not in KINDS:
        raise DecisionError(f"kind: found {d.kind!r}; expected one of {', '.join(KINDS)}")
    if d.scope not in SCOPES[d.kind]:
        raise DecisionError(f"{d.kind}: found scope {d.scope!r}; expected {', '.join(SCOPES[d.kind])}")
    if not d.who.strip():
        raise DecisionError("who: found nothing; expected the name of the person who decides").worded("who")
    for what, text in (("who", d.who), ("why", d.why)):
        if len(text) > LONGEST:
            long = DecisionError(f"{what}: found {len(text):,} characters; expected {LONGEST:,} at most")
            raise long.worded("too_long", found=len(text), most=LONGEST)
    _CHECKS[d.kind](d)


def _expect(decision: Decision, good: bool, what: str, expected: str) -> None:
    if not good:
        found = str(decision.after.get(what))[:80]
        wrong = DecisionError(f"{decision.kind}, {what}: found {found!r}; expected {expected}")
        raise wrong.worded({"date_end": "date_order", "add": "names", "remove": "names"}.get(what, ""), found=found)


def _is_number(value: object, low: float, high: float) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool) and low <= value <= high


def _check_place(d: Decision) -> None:
    missing = [name for name in ("place_id", "place", "lat", "lon", "where_prec") if d.after.get(name) in (None, "")]
    if missing:
        bare = DecisionError(f"place: found no {missing[0]}; expected a row of the gazetteer, or a pin with a title")
        raise bare.worded("pin")
    _expect(d, _is_number(d.after["lat"], -90, 90), "lat", "degrees from -90 to 90")
    _expect(d, _is_number(d.after["lon"], -180, 180), "lon", "degrees from -180 to 180")
    _expect(d, d.after["where_prec"] in range(1, 8), "where_prec", "1 to 7")
    uncertainty = d.after.get("uncertainty_km")
    _expect(d, uncertainty is None or _is_number(uncertainty, 0, 20_100), "uncertainty_km", "kilometres, 0 to 20,100")
    _expect(d, d.after.get("types", "") in ("", *TYPES), "types", "a type of the gazetteer")
    _expect(d, d.after.get("governorate", "") in ("", *GOVERNORATES), "governorate", "a governorate of Syria")
    _expect(d, len(d.after["place"]) <= LONGEST, "place", "a shorter title")


def _check_names(d: Decision) -> None:
    add, remove = d.after.get("add", []), d.after.get("remove", [])
    for what, names in (("add", add), ("remove", remove)):
        good = isinstance(names, list) and all(
            isinstance(n, str) and n.strip() == n != "" and LIST_SEPARATOR not in n and len(n) <= 200 for n in names
        )
        _expect(d, good, what, f"names without {LIST_SEPARATOR!r} of 200 characters at most")
    _expect(d, bool(add or remove), "add", "something to add or to remove")
    if d.kind == "actor":
        _expect(d, d.after.get("column") in ACTOR_COLUMNS, "column", f"one of {', '.join(ACTOR_COLUMNS)}")
        if d.scope == "everywhere":
            _expect(d, len(remove) == 1, "remove", "everywhere, one actor to remove or to change")


def _check_date(d: Decision) -> None:
    days = []
    for what in ("date_start", "date_end"):
        try:
            days.append(date.fromisoformat(d.after[what]) if d.after.get(what) else None)
        except (TypeError, ValueError) as error:
            raise DecisionError(f"date, {what}: found {d.after[what]!r}; expected a day as YYYY-MM-DD") from error
    first, last = days
    _expect(d, (first is None) == (last is None), "date_end", "a day where date_start has one")
    _expect(d, not first or not last or first <= last, "date_end", "a day that is not before date_start")
    _expect(d, d.after.get("date_prec") in ((None,) if first is None else range(1, 7)), "date_prec", "1 to 6")


def _check_article(d: Decision) -> None:
    if not d.article_id:
        raise DecisionError("article: found no article_id; expected the article to correct")
    wrong = [name for name in d.after if name not in ARTICLE_FIELDS]
    if wrong or not d.after:
        raise DecisionError(f"article: found {', '.join(wrong) or 'nothing'}; expected {', '.join(ARTICLE_FIELDS)}")
    for name, value in d.after.items():
        empty = name == "published" and value is None
        _expect(d, empty or (isinstance(value, str) and len(value) <= LONGEST), name, "a text")
    if d.after.get("published"):
        try:
            date.fromisoformat(d.after["published"])
        except ValueError as error:
            raise DecisionError(f"article, published: found {d.after['published']!r}; expected YYYY-MM-DD") from error
    _expect(d, d.after.get("language", "en") in ("en", "ar"), "language", "en or ar")


def _check_name(d: Decision) -> None:
    _expect(d, bool(d.after.get("place_id")), "place_id", "a row of the gazetteer, or a new one")
    _expect(d, bool(d.after.get("spelling") or d.after.get("row")), "spelling", "a spelling, or a whole row")
    _expect(d, "|" not in d.after.get("spelling", "") and len(d.after.get("spelling", "")) <= 300, "spelling", "a name")


def _check_undo(d: Decision) -> None:
    if not d.undoes:
        raise DecisionError("undo: found no decision; expected the id of the one to take back")


def _check_role(d: Decision) -> None:
    _expect(d, d.after.get("role") in ("actor", "event", "other"), "role", "other, actor or event")


def _check_context(d: Decision) -> None:
    _expect(d, d.after.get("context") in get_args(Context), "context", "one of " + ", ".join(get_args(Context)))


def _check_mark(d: Decision) -> None:
    _expect(d, isinstance(d.after.get("marked"), bool), "marked", "true or false")


def _check_note(d: Decision) -> None:
    text = d.after.get("note")
    _expect(d, isinstance(text, str) and len(text) <= LONGEST, "note", f"{LONGEST:,} characters at most")


_CHECKS: Final = {
    "place": _check_place,
    "not_a_place": _check_role,
    "actor": _check_names,
    "tag": _check_names,
    "date": _check_date,
    "context": _check_context,
    "mark": _check_mark,
    "note": _check_note,
    "article": _check_article,
    "name": _check_name,
    "undo": _check_undo,
}  # fmt: skip
