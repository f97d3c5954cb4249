"""One file that opens in any browser, from disk and without a network: the map, its places, the sentences if asked for.

It is the app's own map: the basemap, Leaflet and the scripts of `static/map` are read when the file is made and stand
in it. The data are a block of JSON that no browser runs, and the page's script sets every text as text. A policy in the
file (CSP) forbids any request, and any script but those that were put in. Fonts are those of the reader's system.

Without the text of the articles (the default) the file holds counts alone, and may be sent to people who may not
see the articles.
"""

from __future__ import annotations

import base64
import hashlib
import html
import json
import re
from collections.abc import Iterable, Mapping
from typing import Any, BinaryIO, Final
from urllib.parse import urlsplit

from geo.exports.about import About
from geo.exports.cells import xml_text
from geo.exports.marks import Mark, Marks, marks
from geo.exports.picture import figures
from geo.exports.positions import POINT_IS
from geo.exports.rows import Rows
from geo.exports.tally import Tally
from geo.exports.words import Words
from geo.gazetteer import Place
from geo.paths import STATIC

LIMIT: Final = 20_000
"""Rows of which a file can hold the sentences."""

SCRIPTS: Final = (
    "vendor/leaflet.js", "basemap.js", "gazetteer.js",
    *(f"map/{name}.js" for name in (
        "state", "frame", "land", "circles", "marks", "labels", "legend", "overlays", "tools", "keys",
    )),
    "export/page.js",
)  # fmt: skip
"""Files of `static/` that make the page, in their order: those of the app's map, and the page's own."""
STYLES: Final = ("vendor/leaflet.css", "map.css", "export/page.css")

_ABROAD, _HOLLOW = 1, 2
_ESCAPES: Final = {ord(character): f"\\u{ord(character):04x}" for character in "<>&"}
_FONT_FACES: Final = re.compile(r"@font-face\s*\{[^}]*\}")
_ADDRESSES: Final = re.compile(r"url\((?!#|\"?data:)[^)]*\)")
_SOURCE_MAP: Final = re.compile(r"^//# sourceMappingURL=.*$", re.MULTILINE)


def write_html(
    rows: Rows, about: About, stream: BinaryIO, places: Mapping[str, Place], *, counting: str = "story",
    texts: bool = False, language: str = "en",
) -> None:  # fmt: skip
    """Write the page.

    Parameters
    ----------
    rows
        Columns of SCHEMA and `point_is`; with `texts` at most `LIMIT` of them.
    about
        What the page says of itself.
    stream
        Where to, as UTF-8.
    places
        Where lines and areas come from, by id.
    counting
        What circles and list count: story, article or mention.
    texts
        Put the sentences in.
    language
        en or ar: of the words, and of the places' names.
    """
    words, tally = Words(language), Tally()
    mentions: dict[str, list[dict[str, Any]]] = {}
    for part in rows:
        tally.add(part)
        if texts:
            for row in part.to_pylist():
                mentions.setdefault(_group(row), []).append(_mention(row, words))
    found = marks(tally.places(counting), places, counting)
    data = {
        "language": language, "rtl": language == "ar", "texts": texts, "words": words.page(), "map_words": words.map(),
        "marks": payload(found, counting, language), "places": _places(found, tally, mentions, words),
    }  # fmt: skip
    stream.write(_page(data, tally, about, words, counting).encode("utf-8"))


def payload(found: Marks, counting: str, language: str) -> dict[str, Any]:
    """Return what `MentionMap.paint` draws, as `static/map/marks.js` describes it."""

    def row(mark: Mark) -> list[Any]:
        return [mark.id, mark.title(language), *_numbers(mark)]

    return {
        "selected": None, "unit": counting, "mode": "circles", "receding": None, "tints": None, "shape": None,
        "within": None, "focus": None, "tiles": None, "overlays": [],
        "points": [
            [mark.id, mark.title(language), round(mark.at[0], 4), round(mark.at[1], 4), *_numbers(mark), mark.near]
            for mark in found.points
        ],
        "governorates": [row(mark) for mark in found.governorates],
        "lines": [
            [*row(mark), _rounded(mark.outline), int(mark.tally.place["types"] == "river")] for mark in found.lines
        ],
        "areas": [[*row(mark), _rounded(mark.outline)] for mark in found.areas],
    }  # fmt: skip


def _numbers(mark: Mark) -> list[int]:
    tally = mark.tally
    flags = _ABROAD * mark.abroad + _HOLLOW * mark.hollow
    return [mark.count, tally.mentions, len(tally.stories), len(tally.articles), flags]


def _rounded(points: Iterable[tuple[float, float]]) -> list[list[float]]:
    return [[round(lat, 4), round(lon, 4)] for lat, lon in points]


def _group(row: Mapping[str, Any]) -> str:
    """Return under which entry of the list a row stands: its place, or a group that is none."""
    if row["role"] != "place":
        return "?other"
    return str(row["place_id"]) if row["status"] == "resolved" else "?"


def _mention(row: Mapping[str, Any], words: Words) -> dict[str, Any]:
    """Return a row as a card of the list shows it; offsets are of UTF-16 units, as JavaScript counts."""
    sentence, start = row["sentence"], row["start"] - row["sentence_start"]
    end = start + len(row["surface"])
    if sentence[start:end] != row["surface"] or start < 0:
        start = end = 0
    ends = [day.isoformat() for day in dict.fromkeys((row["date_start"], row["date_end"])) if day]
    return {
        "id": row["mention_id"], "sentence": sentence, "from": _units(sentence[:start]), "to": _units(sentence[:end]),
        "when": " – ".join(ends), "point_is": words.point_is(row[POINT_IS], row["where_prec"]),
        "context": words.context(row["context"]), "actors": words.actors(row["actors"]),
        "said_by": words.actors(row["said_by"]),
        "title": row["article_title"] or row["article_id"], "source": row["source"], "url": _web(row["url"]),
    }  # fmt: skip


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _web(url: str) -> str:
    """Return an address of the web, or nothing: `javascript:` is one that a link would run."""
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return ""
    return url.strip() if parts.scheme in {"http", "https"} and parts.netloc else ""


def _places(
    found: Marks, tally: Tally, mentions: Mapping[str, list[dict[str, Any]]], words: Words
) -> list[dict[str, Any]]:
    """Return the list beside the map, most counted first, then what has no place."""
    unmarked = {mark.id for mark in found.none}
    listed = []
    for mark in sorted(
        (*found.points, *found.governorates, *found.lines, *found.areas, *found.none), key=lambda m: -m.count
    ):
        row, place = mark.tally, mark.tally.place
        days = " – ".join(day.isoformat() for day in dict.fromkeys((row.first, row.last)) if day)
        about = [words.type(place["types"]), words.governorate(place["governorate"]) or place["country"], days]
        told = (("stories", len(row.stories)), ("articles", len(row.articles)), ("mentions", row.mentions))
        listed.append({
            "id": mark.id, "title": mark.title(words.language), "names": [place["place"], place["place_ar"]],
            "count": mark.count, "about": about, "mark": mark.id not in unmarked,
            "told": " · ".join(words.count(unit, n) for unit, n in told),
            "at": None if place["lat"] is None else mark.at,
            "mentions": mentions.get(mark.id, []),
        })  # fmt: skip
    for id_, key, count in (("?", "not_placed", tally.not_placed), ("?other", "not_places", tally.not_places)):
        if count:
            listed.append({
                "id": id_, "title": words.page()[key], "names": [], "count": count, "about": [], "mark": False,
                "told": words.count("mentions", count), "at": None, "mentions": mentions.get(id_, []),
            })  # fmt: skip
    return listed


def _page(data: dict[str, Any], tally: Tally, about: About, words: Words, counting: str) -> str:
    scripts = [_script(name) for name in SCRIPTS]
    hashes = " ".join(f"'sha256-{base64.b64encode(hashlib.sha256(s.encode()).digest()).decode()}'" for s in scripts)
    policy = (
        f"default-src 'none'; script-src {hashes}; style-src 'unsafe-inline'; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )
    notes = [words("disclaimer")]
    if about.sensitive:
        notes.append(words("exact" if about.exact else "rounded", n=about.sensitive))
    facts = "".join(f'<dt>{_said(name)}</dt><dd dir="auto">{_said(text)}</dd>' for name, text in about.lines().items())
    title, page = words("title"), words.page()
    direction = "rtl" if data["rtl"] else "ltr"
    return "\n".join([
        "<!doctype html>",
        f'<html lang="{words.language}" dir="{direction}">',
        "<head>",
        '<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        '<meta name="referrer" content="no-referrer">',
        f"<title>{_said(title)}</title>",
        *(f"<style>{_style(name)}</style>" for name in STYLES),
        "</head>",
        "<body>",
        "<header>",
        f"<h1>{_said(title)}</h1>",
        f'<p class="figures">{_said(figures(tally, words, counting))}</p>',
        f'<p dir="auto">{_said(words("filter", what=about.filter))}</p>',
        f"<noscript><p>{_said(page['no_script'])}</p></noscript>",
        "</header>",
        '<main><div id="map_div"></div></main>',
        f'<aside aria-label="{_said(page["places"])}"><div class="bar"></div><ul class="list"></ul></aside>',
        "<footer>",
        *(f"<p>{_said(note)}</p>" for note in notes),
        f"<details><summary>{_said(page['about'])}</summary><dl>{facts}</dl></details>",
        "</footer>",
        f'<script type="application/json" id="data">{_inert(data)}</script>',
        *(f"<script>{script}</script>" for script in scripts),
        "</body>",
        "</html>",
        "",
    ])  # fmt: skip


def _inert(data: object) -> str:
    """Return JSON in which no tag can begin or end, in ASCII."""
    return json.dumps(data, allow_nan=False, separators=(",", ":")).translate(_ESCAPES)


def _said(text: str) -> str:
    return html.escape(xml_text(text))


def _script(name: str) -> str:
    text = _SOURCE_MAP.sub("", (STATIC / name).read_text(encoding="utf-8"))
    if "</script" in text.lower() or "<!--" in text:
        raise ValueError(f"static/{name}: found a tag that would end the script; expected none")
    return text


def _style(name: str) -> str:
    text = _FONT_FACES.sub("", (STATIC / name).read_text(encoding="utf-8"))
    return _ADDRESSES.sub("none", text)
