"""The page without a browser: what is sent to it, what it does with filters, empty views and unreadable files."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from geo.gazetteer import Place
from geo.tables import write_mentions
from tests.factories import (
    GHOUTA,
    IDLIB,
    IDLIB_GOVERNORATE,
    KHAN_SHEIKHOUN,
    LATAKIA,
    M5,
    PLACES,
    RUSSIA,
    mention,
    table,
)
from tests.files import write_gazetteer

TABS = ["Table", "Places", "Actors", "Days", "Not placed"]
APP = str(Path(__file__).resolve().parent.parent / "app.py")


@pytest.fixture
def app(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    rows = [
        said(IDLIB, actors=["Russia"], article_actors=["Russia", "Turkey"]),
        said(KHAN_SHEIKHOUN, article_id="a2", article_title="Second", date_start=date(2017, 4, 4)),
        said(KHAN_SHEIKHOUN, sentence_start=100), said(LATAKIA, sentence_start=200), said(GHOUTA, sentence_start=300),
        said(IDLIB_GOVERNORATE, sentence_start=400), said(M5, sentence_start=500), said(RUSSIA, sentence_start=600),
        said(None, sentence_start=700, surface="Nowhere"),
    ]  # fmt: skip
    return opened(tmp_path, monkeypatch, rows)


def said(at: Place | None, sentence_start: int = 0, **columns: Any) -> dict[str, Any]:
    """Return a mention whose offsets fit its sentence, "Aircraft struck ... on Tuesday."."""
    return mention(at, sentence_start=sentence_start, start=sentence_start + len("Aircraft struck "), **columns)


def opened(folder: Path, monkeypatch: pytest.MonkeyPatch, rows: list[dict[str, Any]]) -> AppTest:
    path = folder / "mentions.parquet"
    write_mentions(table(*rows), path)
    monkeypatch.setenv("SYRIA_MAP_MENTIONS", str(path))
    monkeypatch.setenv("SYRIA_MAP_GAZETTEER", str(write_gazetteer(folder / "gazetteer.csv", PLACES)))
    st.cache_resource.clear()
    return AppTest.from_file(APP, default_timeout=120)


def component(app: AppTest) -> dict[str, Any]:
    (found,) = (el for el in app.main.get("component_instance"))
    arguments: dict[str, Any] = json.loads(found.proto.json_args)
    return arguments


def painted(app: AppTest) -> dict[str, Any]:
    script = component(app)["feature_group"]
    found = re.search(r"MentionMap\.paint\(map_div, feature_group_feature_group_0, (\{.*?\})\);", script)
    assert found, script
    data: dict[str, Any] = json.loads(found[1])
    return data


def titles(data: dict[str, Any]) -> list[str]:
    return sorted(row[1] for kind in ("points", "governorates", "lines", "areas") for row in data[kind])


def panel_text(app: AppTest) -> str:
    """Return what stands in the page as HTML, and in the panel beside the map."""
    desks = [json.loads(el.proto.json) for el in app.main.get("bidi_component")]
    return " ".join([*(el.proto.body for el in app.main.get("html")), *map(str, desks)])


def figures(app: AppTest) -> dict[str, int]:
    text = " ".join(el.proto.body for el in app.main.get("html"))
    found = re.findall(r'data-figure="(\w+)"><dd>([\d,]+)</dd>', text)
    return {name: int(number.replace(",", "")) for name, number in found}


def test_every_address_that_the_map_loads_is_relative_and_there(app: AppTest) -> None:
    arguments = component(app.run())
    assert not app.exception
    links = arguments["js_links"] + arguments["css_links"]
    assert links
    for link in links:
        assert re.fullmatch(r"\.\./\.\./app/static/[\w./-]+\?v=[0-9a-f]{12}", link)
        assert (Path(APP).parent / link.removeprefix("../../app/").split("?")[0]).is_file()
    script = json.dumps([arguments[name] for name in ("script", "header", "html", "feature_group")])
    assert not re.search(r"(https?:)?//(?!www\.w3\.org)\w", script)


def test_each_kind_of_place_is_sent_as_what_it_is(app: AppTest) -> None:
    data = painted(app.run())
    assert {kind: [row[1] for row in data[kind]] for kind in ("governorates", "areas", "lines")} == {
        "governorates": ["Idlib"], "areas": ["Eastern Ghouta"], "lines": ["M5"],
    }  # fmt: skip
    assert sorted((row[1], row[4]) for row in data["points"]) == [("Idlib", 1), ("Khan Sheikhoun", 2), ("Latakia", 1)]
    assert figures(app) == {
        "mentions": 9, "stories": 2, "articles": 2, "places": 7, "not_placed": 1, "only_syria": 0, "undated": 0,
        "abroad": 1, "not_places": 0,
    }  # fmt: skip


def test_no_text_of_an_article_reaches_the_map(app: AppTest) -> None:
    arguments = json.dumps(component(app.run()))
    for text in ("Aircraft struck", "Strikes in the north", "Test wire", "example.org", "Turkey", "Nowhere"):
        assert text not in arguments


def test_a_filter_changes_the_layer_and_leaves_the_map_alone(app: AppTest) -> None:
    before = component(app.run())
    app.multiselect(key="filter-actors").select("Russia").run()
    after = component(app)
    assert titles(painted(app)) == ["Idlib"]
    assert figures(app)["mentions"] == 1
    assert app.query_params["actor"] == "Russia"
    assert {k: v for k, v in before.items() if k != "feature_group"} == {
        k: v for k, v in after.items() if k != "feature_group"
    }


def test_the_table_holds_exactly_the_filtered_mentions(app: AppTest) -> None:
    app.query_params["article"] = "a2"
    (shown,) = [found.value for found in app.run().dataframe if "mention_id" in found.value]
    assert list(shown["Name in the text"]) == ["Khan Sheikhoun"]
    assert list(shown["Article"]) == ["Second"]
    assert [tab.label.split(" · ")[0] for tab in app.tabs] == TABS
    assert app.tabs[0].label == "Table · 1"


def test_names_that_were_not_placed_have_a_table_of_their_own(app: AppTest) -> None:
    app.query_params.update({"q": "Nowhere", "tab": "unplaced"})
    (shown,) = [found.value for found in app.run().dataframe if "It may mean" in found.value]
    assert shown[["Name in the text", "Status", "Mentions"]].values.tolist() == [["Nowhere", "unresolved", 1]]


def test_without_a_table_the_sample_articles_are_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SYRIA_MAP_MENTIONS", raising=False)
    monkeypatch.delenv("SYRIA_MAP_GAZETTEER", raising=False)
    app = AppTest.from_file(APP, default_timeout=120).run()
    assert not app.exception
    assert figures(app)["articles"] >= 14
    assert {"Khan Sheikhoun", "Jisr al-Shughour", "Eastern Ghouta"} <= set(titles(painted(app)))


def test_chosen_values_stay_although_their_counts_change(app: AppTest) -> None:
    app.run()
    app.multiselect(key="filter-places").select("t-khan").run()
    app.multiselect(key="filter-governorates").select("Idlib").run()
    assert app.multiselect(key="filter-places").value == ["t-khan"]
    assert app.multiselect(key="filter-governorates").value == ["Idlib"]
    assert figures(app)["mentions"] == 2
    pills = [button.label.replace("\\", "") for button in app.button if button.key.startswith("pill-")]
    assert pills == ["Place: Khan Sheikhoun", "Governorate: Idlib"]
    app.button(key="reset").click().run()
    assert figures(app)["mentions"] == 9
    assert app.query_params == {}


def test_the_article_scope_finds_what_the_sentence_scope_does_not(app: AppTest) -> None:
    app.query_params["actor"] = "Turkey"
    app.session_state["more"] = True
    assert figures(app.run())["mentions"] == 0
    app.segmented_control(key="filter-scope").set_value("article").run()
    assert figures(app)["mentions"] == 1
    assert app.query_params["scope"] == "article"


def test_an_address_restores_filter_and_place(app: AppTest) -> None:
    app.query_params.update({"governorate": "Idlib", "q": "khan", "show": "t-khan"})
    app.run()
    assert titles(painted(app)) == ["Khan Sheikhoun"]
    assert painted(app)["selected"] == "t-khan"
    assert app.selectbox(key="shown-place").value == "t-khan"
    assert "Khan Sheikhoun</mark>" in panel_text(app)


def test_a_view_in_the_address_is_where_the_map_begins(app: AppTest) -> None:
    app.query_params["view"] = "35.93,36.63,9.5"
    assert 'MentionMap.start(map_div, {"view":[35.93,36.63,9.5],' in component(app.run())["script"]


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (
            {"governorate": "Atlantis", "from": "2018-02-31", "view": "1,2,x", "scope": "page"},
            ["governorate: found", "Atlantis", "2018-02-31", "1,2,x", "actor named in: found"],
        ),
        ({"from": "yesterday"}, ["from: found"]),
    ],
)
def test_what_an_address_says_wrongly_is_told_and_left_out(
    app: AppTest, asked: dict[str, str], told: list[str]
) -> None:
    app.query_params.update(asked)
    app.run()
    assert not app.exception
    messages = [toast.value.replace("\\", "") for toast in app.toast]
    assert len(messages) == len(asked)
    assert all(any(one in message for message in messages) for one in told)
    assert figures(app)["mentions"] == 9


def test_an_empty_view_names_the_filter_that_emptied_it_and_drops_it(app: AppTest) -> None:
    app.query_params.update({"actor": "Russia", "from": "2019-01-01"})
    app.run()
    assert figures(app)["mentions"] == 0
    drop = [button for button in app.button if button.key.startswith("drop-")]
    assert [button.key for button in drop] == ["drop-dates"]
    assert "2019" in drop[0].label
    drop[0].click().run()
    assert figures(app)["mentions"] == 1
    assert "from" not in app.query_params


def test_an_empty_view_says_mentions_where_it_counts_mentions(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [mention(IDLIB, article_id="a", story_id="s"), mention(IDLIB, article_id="b", story_id="s")]
    app = opened(tmp_path, monkeypatch, rows)
    app.query_params.update({"from": "2019-01-01"})
    app.run()
    [drop] = [button for button in app.button if button.key.startswith("drop-")]
    assert "shows 2 mentions" in drop.label


def test_a_table_without_rows_is_shown_as_such(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = opened(tmp_path, monkeypatch, []).run()
    assert not app.exception
    assert figures(app)["mentions"] == 0
    assert "On the page Articles, make a workspace" in panel_text(app)
    assert "Bring articles in" in [link.proto.label for link in app.main.get("page_link")]


@pytest.mark.parametrize(
    ("name", "content"), [("broken.parquet", b"no parquet"), ("other.csv", b"a,b\n1,2\n"), ("missing.csv", None)]
)
def test_a_file_that_cannot_be_read_is_told_by_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, content: bytes | None
) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    monkeypatch.setenv("SYRIA_MAP_MENTIONS", str(tmp_path / name))
    app = AppTest.from_file(APP, default_timeout=120).run()
    assert not app.exception
    assert name in app.error[0].value.replace("\\", "")
    assert not app.main.get("component_instance")


def test_each_mention_says_how_exact_it_is_where_the_place_is_known_better(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [said(IDLIB), said(IDLIB, sentence_start=100, where_prec=2, uncertainty_km=10.0)]
    rows += [said(KHAN_SHEIKHOUN, sentence_start=200, where_prec=2, uncertainty_km=10.0), said(LATAKIA)]
    app = opened(tmp_path, monkeypatch, rows)
    app.query_params["show"] = "t-idlib"
    app.run()
    text = panel_text(app)
    assert "1 exact, 1 near" in text
    assert text.count("near, within 10 km") == 1
    assert {row[1]: row[-1] for row in painted(app)["points"]} == {"Idlib": 1, "Khan Sheikhoun": 2, "Latakia": 0}


def test_only_a_doubtful_resolution_says_its_confidence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = opened(tmp_path, monkeypatch, [said(IDLIB, confidence=0.95), said(LATAKIA, confidence=0.6)])
    app.query_params["show"] = "t-idlib"
    assert "resolved, confidence" not in panel_text(app.run())
    app.selectbox(key="shown-place").set_value("t-latakia").run()
    assert "resolved, confidence 0.60" in panel_text(app)


def test_places_are_found_by_their_arabic_title(app: AppTest) -> None:
    app.run()
    assert "Khan Sheikhoun · خان شيخون\u200e · 2" in app.selectbox(key="shown-place").options
    assert "Khan Sheikhoun · خان شيخون\u200e · 2" in app.multiselect(key="filter-places").options


def test_an_empty_view_claims_nothing_of_its_places(app: AppTest) -> None:
    app.query_params.update({"q": "no such words", "show": "t-khan"})
    text = panel_text(app.run())
    assert "is on the map" not in text
    assert not [option for option in app.selectbox(key="shown-place").options if option.endswith(" · 0")]
    app.query_params.update({"q": "Nowhere"})
    assert "<dd>1</dd><dt>mention</dt>" in panel_text(app.run())
