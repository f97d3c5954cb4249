"""A gazetteer of fifty rows, chosen for what can go wrong with names, and how tests read a text with it."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any

from geo.actors import Actors
from geo.articles import make_article
from geo.extraction import Extractor
from geo.gazetteer import Place
from tests.factories import gazetteer, place

TABLE = """
SY | Syria | country | SY | | 34.8 | 38.5 | | سوريا | Syrian Arab Republic
TR | Turkey | country | TR | | 39 | 35 | | تركيا |
RU | Russia | country | RU | | 60 | 100 | | روسيا |
IR | Iran | country | IR | | 32 | 53 | | إيران |
IQ | Iraq | country | IQ | | 33 | 44 | | العراق |
JO | Jordan | country | JO | | 31 | 36.5 | | الأردن |
LB | Lebanon | country | LB | | 33.9 | 35.9 | | لبنان |
IL | Israel | country | IL | | 31.5 | 34.8 | | إسرائيل |
US | United States | country | US | | 38 | -97 | | | US,U.S.
FR | France | country | FR | | 46 | 2 | | فرنسا |
moscow | Moscow | city | RU | | 55.75 | 37.6 | 10000000 | موسكو |
ankara | Ankara | city | TR | | 39.9 | 32.8 | 5000000 | أنقرة |
washington | Washington | city | US | | 38.9 | -77 | 600000 | |
tehran | Tehran | city | IR | | 35.7 | 51.4 | 8000000 | طهران |
astana | Astana | city | KZ | | 51.1 | 71.4 | 1000000 | أستانا |
geneva | Geneva | city | CH | | 46.2 | 6.1 | 200000 | جنيف |
tripoli-lb | Tripoli | city | LB | | 34.44 | 35.83 | 229000 | |
tripoli-ly | Tripoli | city | LY | | 32.89 | 13.19 | 1150000 | |
SY07 | Idlib | governorate | SY | Idlib | 35.8 | 36.7 | | إدلب |
SY02 | Aleppo | governorate | SY | Aleppo | 36.2 | 37.6 | | حلب |
SY05 | Hama | governorate | SY | Hama | 35.2 | 37 | | حماة |
SY04 | Homs | governorate | SY | Homs | 34.3 | 38 | | حمص |
SY06 | Latakia | governorate | SY | Latakia | 35.6 | 36 | | اللاذقية |
SY01 | Damascus | governorate | SY | Damascus | 33.51 | 36.29 | | دمشق |
SY03 | Rif Dimashq | governorate | SY | Rif Dimashq | 33.7 | 37 | | ريف دمشق |
SY12 | Daraa | governorate | SY | Daraa | 32.85 | 36.15 | | درعا |
SY09 | Deir ez-Zor | governorate | SY | Deir ez-Zor | 35 | 40.5 | | دير الزور |
idlib | Idlib | city | SY | Idlib | 35.93 | 36.63 | 98000 | إدلب |
aleppo | Aleppo | city | SY | Aleppo | 36.2 | 37.16 | 1600000 | حلب |
hama | Hama | city | SY | Hama | 35.13 | 36.75 | 460000 | حماة |
homs | Homs | city | SY | Homs | 34.73 | 36.72 | 775000 | حمص |
latakia | Latakia | city | SY | Latakia | 35.53 | 35.79 | 340000 | اللاذقية |
damascus | Damascus | city | SY | Damascus | 33.51 | 36.29 | 1500000 | دمشق |
daraa | Daraa | city | SY | Daraa | 32.62 | 36.1 | 146000 | درعا |
deir-ez-zor | Deir ez-Zor | city | SY | Deir ez-Zor | 35.33 | 40.14 | 242000 | دير الزور |
darayya | Darayya | town | SY | Rif Dimashq | 33.46 | 36.23 | | داريا |
douma | Douma | town | SY | Rif Dimashq | 33.57 | 36.4 | 111000 | دوما |
khan | Khan Sheikhoun | town | SY | Idlib | 35.44 | 36.65 | 34000 | خان شيخون |
jisr | Jisr al-Shughour | town | SY | Idlib | 35.81 | 36.32 | | جسر الشغور |
saraqib | Saraqib | town | SY | Idlib | 35.86 | 36.8 | | سراقب | Saraqeb
maarat | Ma'arrat al-Nu'man | town | SY | Idlib | 35.64 | 36.67 | | معرة النعمان |
bab | al-Bab | town | SY | Aleppo | 36.37 | 37.52 | | الباب | Bab
salem | Salem | village | SY | Hama | 35 | 36.7 | | |
hol | al-Hol | town | SY | Hasakah | 36.39 | 41.15 | | الهول |
zahraa-a | Zahraa | village | SY | Aleppo | 36.36 | 36.98 | | الزهراء |
zahraa-h | Zahraa | village | SY | Homs | 34.7 | 36.75 | | الزهراء |
yarmouk | Yarmouk | camp | SY | Damascus | 33.47 | 36.3 | | اليرموك |
ghouta | Eastern Ghouta | region | SY | Rif Dimashq | 33.53 | 36.45 | | الغوطة الشرقية |
m5 | M5 | road | SY | | 34.7 | 36.7 | | |
euphrates | Euphrates | river | SY | | 35.5 | 39.5 | | الفرات |
manbij | Manbij | town | SY | Aleppo | 36.53 | 37.95 | | منبج |
"""
"""Id, title, type, country, governorate, lat, lon, population, Arabic title, variants."""


def _places() -> list[Place]:
    rows = []
    for line in TABLE.strip().splitlines():
        cells = [cell.strip() for cell in line.split("|")]
        id_, title, type_, country, governorate, lat, lon, population, arabic, variants = cells + [""] * (
            10 - len(cells)
        )
        rows.append(
            place(
                id_,
                title,
                type_,
                country=country,
                governorate=governorate,
                lat=float(lat),
                lon=float(lon),
                population=int(population) if population else None,
                title_ar=arabic,
                variants=tuple(filter(None, variants.split(","))),
                geowkt="LINESTRING (36.3 33.5, 36.7 34.7)" if type_ == "road" else "",
            )
        )
    return rows


@cache
def extractor() -> Extractor:
    """Return an extractor over the small gazetteer and the project's actors."""
    return Extractor(gazetteer(*_places()), Actors.load())


def read(text: str, published: date | None = date(2018, 9, 6), **article: Any) -> list[dict[str, Any]]:
    """Return the mentions of a text as rows."""
    return extractor().mentions(make_article(text, published=published, **article))


def answers(text: str) -> list[tuple[str, str]]:
    """Return the surface form and the place id (else the status) of each mention."""
    return [(row["surface"], row["place_id"] or row["status"]) for row in read(text)]


def roles(text: str) -> list[tuple[str, str]]:
    """Return the surface form and the role of each mention."""
    return [(row["surface"], row["role"]) for row in read(text)]
