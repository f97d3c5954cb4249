"""Read GeoNames country dumps: `SY.txt` or `SY.zip`, with the alternate names where they are at hand.

The format is GeoNames' own (https://download.geonames.org/export/dump/readme.txt): tabs, no header, 19 columns.
Names are taken only where they are names in Latin or Arabic letters: the dumps also hold codes, addresses and machine
transliterations. The same rules bake the shipped gazetteer.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Final

from geo.gazetteer_record import Reading, Record, clean, clean_name, clean_names, degrees

DATASET: Final = "GeoNames"

ADMIN1: Final = {
    "01": "Hasakah", "02": "Latakia", "03": "Quneitra", "04": "Raqqa", "05": "Suwayda", "06": "Daraa",
    "07": "Deir ez-Zor", "08": "Rif Dimashq", "09": "Aleppo", "10": "Hama", "11": "Homs", "12": "Idlib",
    "13": "Damascus", "14": "Tartus",
}  # fmt: skip
"""GeoNames' admin1 code -> governorate (they are not p-codes)."""

TYPE_OF: Final = {
    code: type_
    for type_, codes in {
        "governorate": "ADM1",
        "district": "ADM2",
        "subdistrict": "ADM3",
        "settlement": "PPL PPLC PPLA PPLA2 PPLA3 PPLA4 PPLA5 PPLG PPLS",
        "neighbourhood": "PPLX",
        "village": "PPLF PPLR STLMT",
        "locality": "PPLL PPLQ PPLW LCTY",
        "camp": "CMP CMPRF",
        "air base": "AIRB",
        "airport": "AIRP AIRF",
        "military site": "INSM FT",
        "prison": "PRN",
        "crossing": "PSTB PSTC",
        "dam": "DAM",
        "oil field": "OILF",
        "gas field": "GASF",
        "hospital": "HSP HSPC HSPD",
        "school": "SCH SCHC SCHM SCHT",
        "site": "RUIN ANS HSTS CSTL MNMT",
        "region": "RGN AREA PLN PLNX DSRT",
        "mountain": "MT MTS HLL HLLS PK PKS RDGE",
        "river": "STM",
        "lake": "LK LKS RSV",
    }.items()
    for code in codes.split()
}
"""GeoNames' feature code -> our type; "settlement" is told apart by its people. A code that is not here is skipped."""

CITY_PEOPLE: Final = 50_000
TOWN_PEOPLE: Final = 5_000
UNCERTAINTY_KM: Final = 1.0
"""How far off a point of GeoNames may be, km: many are rounded to the minute."""

_FIELDS: Final = 19
_DUMP = re.compile(r"\d{1,10}\t[^\t]*(?:\t[^\t]*){17}\r?")
_NAMES = re.compile(r"\d{1,10}\t\d{1,10}\t[A-Za-z0-9_-]{0,12}\t[^\t]+(?:\t[^\t]*){0,6}\r?")
_LANGUAGES: Final = frozenset({"", "ar", "en", "ku", "kmr", "fr", "de", "tr"})
_ARTICLE = re.compile(r"\b(?:Al|Ad|An|Ar|As|Ash|At|Az|al|ad|an|ar|as|ash|at|az) (?=\w)")
_CODE = re.compile(r"[A-Z]{2,4}|Eh[a-z]?[a-z]'?-.*")


def is_dump(first_line: str) -> bool:
    """Tell whether a file with this first line is a country dump."""
    return _DUMP.fullmatch(first_line) is not None


def is_alternate_names(first_line: str) -> bool:
    """Tell whether a file with this first line holds alternate names."""
    return not is_dump(first_line) and _NAMES.fullmatch(first_line) is not None


def is_arabic(name: str) -> bool:
    """Tell whether all letters are of the Arabic alphabet proper (not Persian, Kurdish, Urdu ...)."""
    return all("\u0621" <= c <= "\u0652" or c in " -ٱ" for c in name)


def is_latin(name: str) -> bool:
    """Tell whether it is a name in Latin letters; machine transliterations have no capital."""
    letters = [c for c in name if c.isalpha() and c not in "ʼʻʾʿˌ"]
    return any(c.isupper() for c in letters) and all("LATIN" in unicodedata.name(c, "") for c in letters)


def is_name(name: str) -> bool:
    """Tell whether one of a dump's alternates is a name of the place in Latin or Arabic script, not a code."""
    letters = sum(map(str.isalnum, name))
    return (is_arabic(name) and letters >= 3) or (is_latin(name) and letters >= 4 and not _CODE.fullmatch(name))


def plain_title(name: str) -> str:
    """Return a GeoNames title in news spelling as far as a rule can: no marks, article `al-`, Tal, Deir, Ain."""
    text = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    text = re.sub("[‘’`ʿʾ]", "", text)
    text = _ARTICLE.sub("al-", text)
    for old, new in (("Tall ", "Tal "), ("Dayr ", "Deir "), ("Ayn ", "Ain "), ("Shaykh ", "Sheikh ")):
        text = text.replace(old, new)
    return text


def type_of(code: str, people: int) -> str:
    """Return our type of a feature code; empty where we have none."""
    type_ = TYPE_OF.get(code, "")
    if type_ != "settlement":
        return type_
    if people >= CITY_PEOPLE:
        return "city"
    return "town" if people >= TOWN_PEOPLE or code.startswith(("PPLA", "PPLC")) else "village"


def read_alternate_names(texts: Iterable[str], wanted: frozenset[str]) -> dict[str, list[tuple[str, str, bool]]]:
    """Return geonameid -> (language, name, preferred) of the places wanted; historic names and links are left out."""
    found: dict[str, list[tuple[str, str, bool]]] = {}
    for text in texts:
        for line in text.split("\n"):
            cells = line.rstrip("\r").split("\t")
            if len(cells) < 4 or cells[1] not in wanted or cells[2] not in _LANGUAGES:
                continue
            cells += [""] * (8 - len(cells))
            if cells[7] != "1":
                found.setdefault(cells[1], []).append((cells[2], cells[3], cells[4] == "1"))
    return found


def read_dump(name: str, text: str, alternate_names: Iterable[str], reading: Reading) -> Iterator[Record]:
    """Yield the places of a dump that we have a type for.

    Parameters
    ----------
    name
        The file, for messages.
    text
        Its text.
    alternate_names
        Texts of files of alternate names.
    reading
        Where rows that are wrong and codes that are skipped are noted.
    """
    lines = text.split("\n")
    more = read_alternate_names(alternate_names, frozenset(line.partition("\t")[0] for line in lines))
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        cells = line.rstrip("\r").split("\t")
        at = f"{name}, line {number}"
        if len(cells) != _FIELDS:
            reading.refuse(at, "all", f"{len(cells)} columns", f"{_FIELDS}, as in GeoNames' dumps")
            continue
        record = _record(at, cells, more.get(cells[0], []), reading)
        if record is not None:
            yield record


def _record(at: str, cells: list[str], more: list[tuple[str, str, bool]], reading: Reading) -> Record | None:
    number, name, ascii_name, others, code = cells[0], clean(cells[1]), cells[2], cells[3], cells[7]
    if not (number.isascii() and number.isdigit()):
        reading.refuse(at, "geonameid", number, "a number")
        return None
    people = int(cells[14]) if cells[14].isascii() and cells[14].isdigit() and len(cells[14]) <= 10 else 0
    type_ = type_of(code, people)
    if not type_:
        reading.skipped[code or "(none)"] += 1
        return None
    lat, lon = degrees(cells[4].strip(), 90), degrees(cells[5].strip(), 180)
    if lat is None or lon is None:
        column, found = ("latitude", cells[4]) if lat is None else ("longitude", cells[5])
        reading.refuse(at, column, found, "a number of degrees, such as 36.2")
        return None
    title = next((n for language, n, preferred in more if language == "en" and preferred and is_name(clean(n))), "")
    title = clean_name(title or plain_title(name)) or clean_name(ascii_name)
    if not title:
        reading.refuse(at, "name", name, "a name")
        return None
    alternates = [clean(n) for n in (*(n for _, n, _ in more), *others.split(","), name)]
    names = [n for n in clean_names(n.replace("`", "'") for n in alternates) if is_name(n)]
    preferred = [clean(n) for language, n, first in more if language == "ar" and first]
    arabic = next((n for n in (*preferred, *names) if is_arabic(n) and n in names), "")
    country = cells[8]
    return Record(
        at=at, id=f"gn-{number}", identifies=True, dataset=DATASET, source=f"{DATASET} {number}",
        title=title, type=type_, title_ar=arabic,
        variants=tuple(n for n in names if n not in (title, arabic)),
        country=country, governorate=ADMIN1.get(cells[10], "") if country == "SY" else "",
        lat=lat, lon=lon, uncertainty_km=UNCERTAINTY_KM, population=people or None,
    )  # fmt: skip
