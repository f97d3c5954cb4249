"""Kinds of decisions: what each may say, how far it may reach, and which columns of a mention it sets.

`after` holds what the person said, by kind:

| kind | `after` | scopes |
|---|---|---|
| place | the columns of the place (`place_columns`, `pin_columns`) | mention, article, everywhere |
| not_a_place | `role`: other, actor or event | mention, article, everywhere |
| actor | `column` (actors, said_by, alleged), `add` and `remove`: lists of names | all three |
| date | `date_start`, `date_end` (ISO 8601 or null), `date_prec` | mention, article |
| context | `context` | mention, article |
| mark | `marked` | mention, article, everywhere |
| tag | `add` and `remove`: lists of tags | mention, article, everywhere |
| note | `note` | mention, article |
| article | some of `title`, `published`, `source`, `url`, `language` | article |
| name | `place_id`, `spelling`, or `row`: a whole row of the gazetteer | everywhere |
| undo | nothing; `undoes` is the id of the decision | as that |

*Everywhere* means the mentions whose name has the same key (`geo.keys.key`) in the same script and agrees with it, in
the role that the chosen mention has; for an actor, every mention that names the actor.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Literal, get_args

Kind = Literal[
    "place", "not_a_place", "actor", "date", "context", "mark", "tag", "note", "article", "name", "undo",
]  # fmt: skip
Scope = Literal["mention", "article", "everywhere"]

KINDS: Final[tuple[Kind, ...]] = get_args(Kind)
SCOPES: Final[Mapping[Kind, tuple[Scope, ...]]] = {
    "place": ("mention", "article", "everywhere"),
    "not_a_place": ("mention", "article", "everywhere"),
    "actor": ("mention", "article", "everywhere"),
    "date": ("mention", "article"),
    "context": ("mention", "article"),
    "mark": ("mention", "article", "everywhere"),
    "tag": ("mention", "article", "everywhere"),
    "note": ("mention", "article"),
    "article": ("article",),
    "name": ("everywhere",),
    "undo": ("mention", "article", "everywhere"),
}
"""Which scopes a kind can have."""

ACTOR_COLUMNS: Final = ("actors", "said_by", "alleged")
ARTICLE_FIELDS: Final = ("title", "published", "source", "url", "language")
"""What of an article can be corrected."""

SETS: Final[Mapping[Kind, tuple[str, ...]]] = {
    "place": (
        "place_id", "place", "place_ar", "types", "governorate", "district", "adm1_pcode", "country", "lat", "lon",
        "where_prec", "uncertainty_km", "status", "confidence", "role",
    ),
    "not_a_place": ("role",),
    "actor": (*ACTOR_COLUMNS, "article_actors"),
    "date": ("date_start", "date_end", "date_prec", "date_expression", "date_source"),
    "context": ("context", "context_cue"),
    "mark": ("marked",),
    "tag": ("tags",),
    "note": ("note",),
    "article": ("article_title", "published", "published_source", "source", "url", "language"),
    "name": (),
    "undo": (),
}  # fmt: skip
"""Which columns of a mention a kind sets."""

PRIVATE: Final = frozenset({"mark", "tag", "note"})
"""Kinds that say nothing of what the text says: they leave `decided_by` as it is."""

LONGEST: Final = 10_000
"""Code points of a note, a reason, a title."""
NEAR: Final = 2
"""`where_prec` of a name that says "near X": a place that is chosen for it is not the spot either."""
