"""Words for roads and for what lies between two places, folded; which of them count depends on where they stand."""

from __future__ import annotations

from typing import Final

from geo.names import fold_word


def _words(text: str) -> frozenset[str]:
    return frozenset(map(fold_word, text.split()))


ROADS: Final = _words("highway road motorway route corridor طريق الطريق اوتوستراد الاوتوستراد")
"""A road that leads to a place, or away from it."""

ROADS_BEHIND: Final = _words("road highway motorway axis roads")
"""Behind two names they make both ends of one: "the Harem–Salqin road"."""

ROADS_AHEAD: Final = _words("طريق الطريق اوتوستراد الاوتوستراد اوتستراد الاوتستراد محور بطريق")
"""The same in front of them: طريق حارم - سلقين."""

LINKS: Final = _words("linking links connecting connects between الواصل الرابط يربط بين")
"""Before the places that a road links."""

BETWEEN: Final = _words("between بين الواصل الواصلة")
"""Before two places, they tell of what lies along the way."""

WAYS: Final = ROADS | ROADS_BEHIND | ROADS_AHEAD | LINKS | BETWEEN
"""All of them: a sentence without one tells of no way."""
