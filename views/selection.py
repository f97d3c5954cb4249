"""Choosing where: an area drawn on the map, the surroundings of a place, a place to go to, and the ways out of the map.

The map's own scripts draw and send plain values; `clicked` checks them before anything is done with them. A place may
be typed in any spelling or script (`geo.lookup`). What the map is to do next (`focus`) stands in the session.
"""

from __future__ import annotations

import threading
import uuid
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, Final, NamedTuple

import streamlit as st

from geo.exc import FilterError, OverlayError
from geo.gazetteer import Gazetteer, Place
from geo.lookup import Found, Lookup
from geo.overlays import as_shape
from geo.overview import PlaceCount
from geo.query import Filter
from views import background, overlays
from views.language import country, language, said, t
from views.mention_map import Focus, Look, Mode, Unit
from views.safe_text import element, link, markdown

SetFilter = Callable[[Filter], None]
_NEAR_KM: Final = 20.0
_WARM: Final = 2.0
"""Seconds after the first page, when the names are indexed in the background: the first look-up need not wait."""
_ZOOM: Final[Mapping[str, float]] = {
    "country": 6, "governorate": 8.5, "district": 9.5, "subdistrict": 10, "region": 9.5, "mountain": 9.5, "road": 8,
    "river": 8, "lake": 10, "sea": 6, "city": 11,
}  # fmt: skip
"""Type of a place -> how near the map goes; 12 for what is smaller."""
_SITES: Final = {
    "OpenStreetMap": "https://www.openstreetmap.org/?mlat={lat}&mlon={lon}#map={zoom}/{lat}/{lon}",
    "Wikimapia": "https://wikimapia.org/#lang={language}&lat={lat}&lon={lon}&z={zoom}&m=w",
    "Google Maps": "https://www.google.com/maps/@?api=1&map_action=map&center={lat}%2C{lon}&zoom={zoom}&basemap=satellite",
    "Copernicus Browser": "https://browser.dataspace.copernicus.eu/?zoom={zoom}&lat={lat}&lng={lon}",
}


class Chosen(NamedTuple):
    """A place that was clicked on the map; None where the choice was dropped."""

    place: str | None


def look(
    wanted: Filter,
    unit: Unit,
    mode: Mode = "circles",
    receding: tuple[PlaceCount, ...] | None = None,
    governorates: Mapping[str, int] | None = None,
) -> Look:
    """Return how the map is to be drawn: what the page says, with the area in force, layers and background.

    Parameters
    ----------
    wanted
        The filter: its shape or circle is drawn.
    unit
        What counts count.
    mode
        Circles, or governorates tinted by `governorates`.
    receding
        The places under all filters but the actors; drawn only while actors are chosen.
    governorates
        Title of a governorate -> all that lies in it.
    """
    return Look(
        unit=unit, mode=mode, governorates=governorates, receding=receding if wanted.actors else None,
        shape=wanted.shape, within=wanted.within, focus=st.session_state.get("focus"), overlays=overlays.shown(),
        tiles=background.tiles(),
    )  # fmt: skip


def clicked(value: object, wanted: Filter) -> Chosen | Filter | None:
    """Return what the map's own scripts sent: a place, or the filter with the area that was drawn, cleared or chosen.

    None, and a message where there is a reason to tell, for what is no answer of our map.
    """
    if not isinstance(value, Mapping):
        return None
    try:
        if value.get("clear"):
            return replace(wanted, shape=(), within=None)
        if "shape" in value:
            return replace(wanted, shape=(tuple(_points(value["shape"])),), within=None)
        if "within" in value:
            lat, lon, km = (float(number) for number in value["within"])
            return replace(wanted, shape=(), within=(lat, lon, km))
        if "overlay" in value:
            feature = overlays.feature(str(value["overlay"]), value.get("feature"))
            return replace(wanted, shape=as_shape(feature)[0], within=None) if feature else None
    except (FilterError, OverlayError, TypeError, ValueError) as problem:
        st.toast(markdown(str(problem)), icon=":material/error:")
        return None
    place = value.get("place")
    return Chosen(place if isinstance(place, str) and place else None) if "place" in value else None


def _points(given: Any) -> list[tuple[float, float]]:
    return [(float(lat), float(lon)) for lat, lon in given]


# --- going to a place -------------------------------------------------------------------------------------------------


def go(place: Place | PlaceCount) -> None:
    """Let the map go to a place: for a row that is clicked in a table, and for what is typed."""
    focus = Focus(uuid.uuid4().hex[:8], title(place), place.lat, place.lon, _ZOOM.get(place.type, 12.0))
    st.session_state["focus"] = focus


def go_to(gazetteer: Gazetteer) -> None:
    """Draw the box in which a place is typed; Enter moves the map there."""

    def typed() -> None:
        _find(gazetteer, st.session_state["go-to"])

    _names(gazetteer).warm()
    st.text_input(
        t("map.go.label"), key="go-to", placeholder=t("map.go.placeholder"), max_chars=120,
        icon=":material/search:", label_visibility="collapsed", on_change=typed,
    )  # fmt: skip


def taken() -> None:
    """Draw what became of the place that was typed: the place that was taken, or those to choose among."""
    answer: tuple[str, Found] | None = st.session_state.get("gone")
    if answer is None:
        return
    asked, found = answer
    with st.container(horizontal=True, vertical_alignment="center", key="gone"):
        if found.place is not None:
            st.html(element("p", t("map.go.took", place=named(found.place)), css="quiet"), width="content")
            if found.others:
                st.html(element("p", t("map.go.others"), css="quiet"), width="content")
        else:
            words = {"several": "map.go.several", "alike": "map.go.alike"}.get(found.how, "map.go.nothing")
            st.html(element("p", t(words, asked=asked), css="quiet"), width="content")
        for place in found.others:
            st.button(
                markdown(named(place)), key=f"go-{place.id}", type="tertiary", on_click=_go_instead,
                args=(asked, found, place),
            )  # fmt: skip


def title(place: Place | PlaceCount) -> str:
    """Return what a place is called in the page's language."""
    return (place.title_ar if language() == "ar" else "") or place.title


def named(place: Place) -> str:
    """Return a place with what tells it from others of its name: type and governorate or country."""
    where = said("evidence.governorate", place.governorate) if place.type != "governorate" else ""
    where = where or (country(place.country) if place.country != "SY" else "")
    about = [said("evidence.type", place.type), where]
    return f"{title(place)} ({t('evidence.comma').join(filter(None, about))})"


def _find(gazetteer: Gazetteer, asked: str) -> None:
    asked = asked.strip()
    if not asked:
        st.session_state["gone"] = None
        return
    found = _names(gazetteer).lookup().find(asked)
    st.session_state["gone"] = (asked, found)
    if found.place is not None:
        go(found.place)


def _go_instead(asked: str, found: Found, place: Place) -> None:
    others = tuple(p for p in (found.place, *found.others) if p is not None and p is not place)
    st.session_state["gone"] = (asked, found._replace(how="name", place=place, others=others))
    go(place)


class _Names:
    """The index of names, made once: in the background soon after the first page, or when it is first asked."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._lock = threading.Lock()
        self._made: Lookup | None = None
        self._warming = False

    def lookup(self) -> Lookup:
        with self._lock:
            if self._made is None:
                self._made = Lookup(self._gazetteer)
            return self._made

    def warm(self) -> None:
        if not self._warming:
            self._warming = True
            timer = threading.Timer(_WARM, self.lookup)
            timer.daemon = True
            timer.start()


@st.cache_resource(max_entries=2, show_spinner=False)
def _of(_gazetteer: Gazetteer, sha256: str) -> _Names:  # noqa: ARG001 (tells one gazetteer from another)
    return _Names(_gazetteer)


def lookup(gazetteer: Gazetteer) -> Lookup:
    """Return the index of names, shared by all pages; the first time it takes some seconds."""
    return _names(gazetteer).lookup()


def _names(gazetteer: Gazetteer) -> _Names:
    return _of(gazetteer, gazetteer.sha256)


# --- within km of a place ---------------------------------------------------------------------------------------------


def near(wanted: Filter, gazetteer: Gazetteer, set_filter: SetFilter) -> None:
    """Draw the form "within N km of a place", behind a button."""

    def asked() -> None:
        name = st.session_state["near-place"].strip()
        found = _names(gazetteer).lookup().find(name) if name else None
        if found is None or found.place is None:
            st.session_state["near-found"] = (name, found) if found else None
            return
        around(found.place)

    def around(place: Place) -> None:
        km = float(st.session_state["near-km"])
        st.session_state["near-found"] = None
        go(place)
        set_filter(replace(wanted, shape=(), within=(round(place.lat, 4), round(place.lon, 4), km)))

    with st.popover(t("map.near.title"), icon=":material/adjust:"):
        with st.form("near", border=False):
            st.text_input(t("map.near.place"), key="near-place", placeholder=t("map.go.hint"), max_chars=120)
            st.number_input(t("map.near.km"), 0.5, 500.0, _NEAR_KM, key="near-km", format="%g")
            st.form_submit_button(t("map.near.apply"), type="primary", width="stretch", on_click=asked)
        answer: tuple[str, Found] | None = st.session_state.get("near-found")
        if answer:
            name, found = answer
            words = {"several": "map.go.several", "alike": "map.go.alike"}.get(found.how, "map.go.nothing")
            st.html(element("p", t(words, asked=name), css="quiet"))
            for place in found.others:
                st.button(
                    markdown(named(place)),
                    key=f"near-{place.id}",
                    type="tertiary",
                    on_click=around,
                    args=(place,),
                )


# --- out of the map ---------------------------------------------------------------------------------------------------


def links_out(place: Place | PlaceCount) -> None:
    """Draw a button that opens the ways to look at a place elsewhere, and says what leaves the machine."""
    with st.popover(t("map.links.title"), icon=":material/open_in_new:"):
        lat, lon = f"{place.lat:.4f}", f"{place.lon:.4f}"
        st.html(element("p", t("map.links.warning", at=f"{lat}, {lon}")))
        if getattr(place, "sensitive", False):
            st.html(element("p", t("map.links.sensitive"), css="warning"))
        if place.where_prec > 2:
            st.html(element("p", t("map.links.vague"), css="quiet"))
        zoom = round(_ZOOM.get(place.type, 12.0)) + (2 if place.type not in _ZOOM else 0)
        urls = (
            (site, address.format(lat=lat, lon=lon, zoom=zoom, language=language())) for site, address in _SITES.items()
        )
        st.html(f'<ul class="out">{"".join(f"<li>{link(site, url)}</li>" for site, url in urls)}</ul>')
