"""The command `export`: the mentions that a filter leaves, in any format of the app's downloads."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated, Final
from urllib.parse import parse_qs, urlsplit

import typer

from geo.cli_gazetteer import LAYER, load_gazetteer
from geo.console import check_folder, count, say, stop
from geo.exc import GeoError
from geo.exports.about import About, layer_in_words
from geo.exports.asked import in_words
from geo.exports.formats import BY_ENDING, Export, save
from geo.exports.positions import sensitive_among
from geo.exports.rows import Rows
from geo.exports.words import LANGUAGES
from geo.overview import Counting
from geo.query import Filter
from geo.store import Store
from geo.tables import read_mentions

ENDINGS: Final = ", ".join(BY_ENDING)


def export(
    mentions: Annotated[
        Path, typer.Argument(metavar="MENTIONS", help="A table that `extract` wrote: .csv, .jsonl or .parquet.")
    ],
    out: Annotated[
        Path, typer.Option("--out", "-o", metavar="OUT", help=f"Where to; its ending says what: {ENDINGS}.")
    ],
    wanted: Annotated[
        str,
        typer.Option(
            "--filter", metavar="ADDRESS", help="Which mentions: the app's address, or what stands behind its `?`."
        ),
    ] = "",
    counting: Annotated[Counting, typer.Option("--count", help="What the circles of a map count.")] = "story",
    texts: Annotated[bool, typer.Option("--texts", help="Put the sentences into an HTML map.")] = False,
    exact: Annotated[
        bool,
        typer.Option("--exact", help="Leave hospitals, schools, camps and the like where they are, not at their town."),
    ] = False,
    lang: Annotated[str, typer.Option("--lang", metavar="LANG", help="Of a map: en or ar.")] = "en",
    layer: Annotated[Path | None, LAYER] = None,
) -> None:
    """Write the mentions that a filter leaves, with what the app's downloads say of themselves.

    **Examples**

    `python -m geo export mentions.parquet -o idlib.kmz --filter "governorate=Idlib&from=2019-04-30"`

    `python -m geo export mentions.parquet -o map.html --texts --lang ar`
    """
    if out.suffix.lower() not in BY_ENDING:
        found = out.suffix or "(none)"
        raise typer.BadParameter(f"found the ending {found!r}; expected one of {ENDINGS}", param_hint="--out")
    if lang not in LANGUAGES:
        raise typer.BadParameter(f"found {lang!r}; expected one of {', '.join(LANGUAGES)}", param_hint="--lang")
    check_folder(out)
    query = urlsplit(wanted).query if "?" in wanted else wanted
    asked, told = Filter.from_params(parse_qs(query, keep_blank_values=False))
    for message in told:
        raise typer.BadParameter(message, param_hint="--filter")
    try:
        gazetteer = load_gazetteer(layer)
        store = Store(read_mentions(mentions), gazetteer)
        rows = Rows.matching(store, asked)
        places = ((place.place_id, place.type) for place in store.on_map(asked))
        about = About(
            in_words(store, asked, gazetteer, exact=exact), date.today(), gazetteer.sha256, layer_in_words(gazetteer),  # noqa: DTZ011 (here)
            sensitive_among(places, gazetteer), exact,
        )  # fmt: skip
        save(out, Export(rows, about, gazetteer, counting, texts, lang))
    except GeoError as error:
        stop(error)
    except OSError as error:
        stop(f"{error.filename or out}: cannot be used ({error.strerror})")
    say(f"{out}: {count(rows.count, 'row')}")
