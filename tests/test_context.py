"""Whether a sentence reports an event at a place, denies, fears or recalls it, or names the place only to point."""

from __future__ import annotations

import gc
import time
from datetime import date
from typing import Any, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.context import contexts
from geo.matcher import mask_of, words_of
from geo.mention import Context
from geo.recognition import Name
from tests.small_world import read

LEAD = "The report begins here today.\n\n"


def told(text: str, surface: str, **article: Any) -> tuple[str, str]:
    """Return context and cue of a surface's first mention in a sentence behind another one."""
    row = next(row for row in read(LEAD + text, **article) if row["surface"] == surface)
    return row["context"], row["context_cue"]


@pytest.mark.parametrize(
    ("text", "surface", "cue"),
    [
        ("Shells hit Saraqib on Tuesday.", "Saraqib", "hit"),
        ("The strikes on Saraqib killed no civilians.", "Saraqib", "killed"),
        ("Strikes hit Saraqib but caused no casualties.", "Saraqib", "hit"),
        ("The strike on Saraqib did not kill anyone.", "Saraqib", "strike"),
        ("Strikes hit Saraqib and raised fears of an offensive.", "Saraqib", "hit"),
        ("People fled Saraqib ahead of an expected offensive.", "Saraqib", "fled"),
        ("Russia told reporters in Moscow that strikes would go on.", "Moscow", ""),
        ("The last rebel stronghold of Saraqib was bombed on Tuesday.", "Saraqib", "bombed"),
        ("The army took Saraqib in Idlib on Tuesday.", "Idlib", "took"),
        ("قصفت طائرات روسية مدينة سراقب.", "سراقب", "قصفت"),
        ("غارة على سراقب دون وقوع إصابات.", "سراقب", "غارة"),
        ("قتل خمسة مدنيين في سراقب في ريف إدلب.", "سراقب", "قتل"),
        ("Shells fell in the west of Saraqib city.", "Saraqib city", "fell"),
        ("Russia denied involvement, but its planes hit Saraqib.", "Saraqib", "hit"),
        ("The ministry denied the report, and shells struck Saraqib hours later.", "Saraqib", "struck"),
        ("The ministry denied the report and jets bombed Saraqib again.", "Saraqib", "bombed"),
        ("The army did not enter Manbij, yet shelled Saraqib.", "Saraqib", "shelled"),
        ("نفت روسيا قصف منبج وقصفت طائراتها سراقب.", "سراقب", "وقصفت"),
    ],
)
def test_reported(text: str, surface: str, cue: str) -> None:
    context, found = told(text, surface)
    assert context == "reported"
    assert not cue or found == cue


@pytest.mark.parametrize(
    ("text", "surface", "cue"),
    [
        ("There were no strikes on Saraqib on Tuesday.", "Saraqib", "no"),
        ("The army did not enter Saraqib.", "Saraqib", "not"),
        ("Saraqib was not hit.", "Saraqib", "not"),
        ("The army hasn’t entered Saraqib.", "Saraqib", "hasn’t"),
        ("Russia denied bombing Saraqib.", "Saraqib", "denied"),
        ("Russia denied that its jets bombed Saraqib.", "Saraqib", "denied"),
        ("A week without shelling in Saraqib.", "Saraqib", "without"),
        ("لم تقصف الطائرات سراقب.", "سراقب", "لم"),
        ("ولم تسجل أي غارات على سراقب.", "سراقب", "ولم"),
        ("نفت روسيا قصف سراقب.", "سراقب", "نفت"),
        ("Russia denied bombing Saraqib, Manbij, and Douma.", "Douma", "denied"),
        ("Russia denied it had bombed Saraqib and shelled Manbij.", "Manbij", "denied"),
        ("Russia denied that jets hit Saraqib and rebels fled Manbij.", "Manbij", "denied"),
        ("Israel denied striking a camp near Saraqib.", "Saraqib", "denied"),
        ("No strikes were reported near Saraqib.", "Saraqib", "No"),
        ("Russia denied that nearby Saraqib had been bombed.", "Saraqib", "denied"),
        ("نفت روسيا قصف مشفى قرب سراقب.", "سراقب", "نفت"),
        ("ولم تُسجَّل أيّ غارات على سراقب.", "سراقب", "ولم"),
        ("نفت روسيا أن تكون قصفت منبج وقتلت مدنيين في سراقب.", "سراقب", "نفت"),
    ],
)
def test_negated(text: str, surface: str, cue: str) -> None:
    assert told(text, surface) == ("negated", cue)


@pytest.mark.parametrize(
    ("text", "surface", "cue"),
    [
        ("The army will attack Saraqib.", "Saraqib", "will"),
        ("An assault on Saraqib could still be avoided.", "Saraqib", "could"),
        ("Turkey threatened to storm Manbij.", "Manbij", "threatened to"),
        ("Fears of an offensive on Saraqib grew.", "Saraqib", "Fears of"),
        ("Residents of Saraqib fear an offensive.", "Saraqib", "fear"),
        ("The UN warned of a catastrophe in Saraqib.", "Saraqib", "warned of"),
        ("Thousands fled ahead of an offensive on Saraqib.", "Saraqib", "ahead of"),
        ("The army is preparing to take Saraqib.", "Saraqib", "preparing to"),
        ("The army shelled Hama and will attack Saraqib.", "Saraqib", "will"),
        ("تستعد قوات النظام لاقتحام سراقب.", "سراقب", "تستعد"),
        ("يخشى السكان هجوماً على سراقب.", "سراقب", "يخشى"),
        ("سوف تهاجم القوات سراقب.", "سراقب", "سوف"),
        ("هددت تركيا باقتحام منبج.", "منبج", "هددت"),
    ],
)
def test_planned_or_feared(text: str, surface: str, cue: str) -> None:
    assert told(text, surface) == ("planned_or_feared", cue)


def test_a_plan_for_one_place_leaves_the_other_reported() -> None:
    text = "The army shelled Hama and will attack Saraqib."
    assert told(text, "Hama") == ("reported", "shelled")


def test_a_headline_says_the_future_with_to() -> None:
    (row,) = read("They met.", title="Russians to attack Saraqib within days")[-1:]
    assert (row["section"], row["context"], row["context_cue"]) == ("headline", "planned_or_feared", "to")


@pytest.mark.parametrize(
    ("text", "surface", "cue"),
    [
        ("Saraqib was captured in 2015.", "Saraqib", "in 2015"),
        ("In July, shells hit Saraqib.", "Saraqib", "In July"),
        ("Since 2011, shells have hit Saraqib.", "Saraqib", "Since 2011"),
        ("The army bombed the former rebel bastion of Saraqib.", "Saraqib", "former"),
        ("Rebels had captured Saraqib after weeks of siege.", "Saraqib", "had captured"),
        ("Saraqib is a stronghold of the rebels.", "Saraqib", "stronghold"),
        ("وكانت قوات النظام سيطرت على سراقب.", "سراقب", "وكانت"),
        ("في عام 2012، سيطرت المعارضة على سراقب.", "سراقب", "في عام 2012"),
    ],
)
def test_background(text: str, surface: str, cue: str) -> None:
    assert told(text, surface) == ("background", cue)


def test_the_date_of_a_relative_clause_is_not_that_of_the_main_clause() -> None:
    text = "Rebels, who captured Hama in 2012, shelled Saraqib."
    assert told(text, "Hama") == ("background", "in 2012")
    assert told(text, "Saraqib") == ("reported", "shelled")


def test_reported_speech_shifts_the_tense_and_tells_no_history() -> None:
    assert told("Activists said rebels had captured Saraqib.", "Saraqib") == ("reported", "captured")


def test_what_a_report_opens_with_is_its_subject_unless_it_is_years_past() -> None:
    rows = read("In July, shells hit Saraqib. In July, shells hit Hama.")
    assert [row["context"] for row in rows] == ["reported", "background"]
    (row,) = read("In 2011, shells hit Saraqib.")
    assert row["context"] == "background"


@pytest.mark.parametrize(
    ("text", "surface", "cue"),
    [
        ("Shells hit Darayya, near Damascus.", "Damascus", "near"),
        ("A bomb went off near Saraqib.", "Saraqib", "near"),
        ("Shells hit Khan Sheikhoun, 40 km south of Aleppo.", "Aleppo", "south of"),
        ("Shells hit Khan Sheikhoun, in Idlib province.", "Idlib province", "in"),
        ("Shells hit Khan Sheikhoun, Idlib province, on Tuesday.", "Idlib province", ","),
        ("The highway linking Damascus and Aleppo was cut.", "Aleppo", "linking"),
        ("Jordan closed the border with Syria.", "Syria", "border with"),
        ("The Ankara-based group met in Hama.", "Ankara", "based"),
        ("سقطت قذائف قرب سراقب.", "سراقب", "قرب"),
        ("سقطت قذائف على داريا غرب دمشق.", "دمشق", "غرب"),
    ],
)
def test_locator(text: str, surface: str, cue: str) -> None:
    context, found = told(text, surface)
    assert context == "locator"
    assert found.endswith(cue)


def test_a_list_holds_no_locator() -> None:
    text = "Shells hit Saraqib, Hama and Homs."
    assert {told(text, name)[0] for name in ("Saraqib", "Hama", "Homs")} == {"reported"}


@pytest.mark.parametrize(
    ("text", "surface"),
    [
        ("There were unconfirmed reports of a strike on Saraqib.", "Saraqib"),
        ("It was not clear who had bombed Saraqib.", "Saraqib"),
        ("لم يتضح ما إذا كان الهجوم على سراقب كيماوياً.", "سراقب"),
    ],
)
def test_unclear_where_the_text_is_not_sure(text: str, surface: str) -> None:
    assert told(text, surface)[0] == "unclear"


def test_a_bare_name_tells_nothing() -> None:
    (row,) = read("They met.", title="Saraqib, Syria")[:1]
    assert (row["context"], row["context_cue"]) == ("unclear", "")


def test_a_dateline_tells_of_no_event() -> None:
    row = read("DAMASCUS, Syria (AP) — Shells hit Saraqib on Tuesday.")[0]
    assert (row["section"], row["context"], row["context_cue"]) == ("dateline", "unclear", "")


def test_background_without_a_date_stays_undated() -> None:
    (row,) = read("Saraqib is a stronghold of the rebels.")
    assert (row["context"], row["date_start"], row["date_end"], row["date_source"]) == (
        "background",
        None,
        None,
        "none",
    )
    (row,) = read("Shells hit Saraqib.")
    assert (row["context"], row["date_start"], row["date_source"]) == ("reported", date(2018, 9, 6), "published")


def test_the_date_of_a_caption_is_not_that_of_an_event() -> None:
    text = "The army moves on.\n\nA man walks through Saraqib, June 18, 2018."
    row = read(text)[-1]
    assert (row["section"], row["date_start"], row["date_source"]) == ("caption", None, "none")
    assert row["context"] == "reported"


CUES = ["no", "will", "fears", "former", "strikes", "hit", ",", ";", "which", "said", "that", "in 2011", "near", "had"]
ARABIC = ["لم", "سوف", "وكانت", "قصف", "،", "حيث", "قرب", "Saraqib", "سراقب", "Damascus"]


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from([*CUES, *ARABIC]) | st.text(max_size=4), max_size=25))
def test_any_text_gets_one_of_the_values_and_a_cue_that_stands_in_it(pieces: list[str]) -> None:
    for row in read(" ".join(pieces)):
        assert row["context"] in get_args(Context)
        assert row["context_cue"] in row["sentence"]


@pytest.mark.parametrize(
    "piece", ["Alpha , which ", "no Alpha ", "Alpha and the ", "that said ", "؛ قصف ", "near the "]
)
def test_any_text_takes_linear_time(piece: str) -> None:
    def seconds(n: int) -> float:
        text = piece * n
        words = words_of(text)
        names = [Name(i, i + 1, w.start, w.end, (), ()) for i, w in enumerate(words) if w.text == "Alpha"]
        gc.disable()  # of what other tests keep
        began = time.process_time()
        contexts(words, text, names, ["place"] * len(names), mask_of(words), [], None, "body")
        gc.enable()
        return time.process_time() - began

    seconds(100)
    assert seconds(2000) < 40 * seconds(200) + 0.2


@pytest.mark.parametrize(
    "text",
    [
        "Gunmen had burned Saraqib, activists said.",
        "By dusk hundreds had fled Saraqib.",
        "A former teacher was shot in Saraqib.",
        "Fighting raged for the former flour mill in Saraqib.",
        "The inquiry found that jets had dropped chlorine on Saraqib.",
        "Shells hit a clinic in Saraqib that had been rebuilt.",
        "وكانت الطائرات قد قصفت اليوم سراقب.",
        "اغتيل عضو سابق في المجلس في سراقب.",
    ],
)
def test_the_news_of_a_day_is_no_history(text: str) -> None:
    assert next(row for row in read(LEAD + text) if row["surface"] in ("Saraqib", "سراقب"))["context"] == "reported"


def test_of_two_dates_of_a_clause_the_nearer_one_counts() -> None:
    text = "Crowds reached Saraqib on Tuesday, opening cells that had served, it was told in 2015, as a grave."
    assert told(text, "Saraqib")[0] == "reported"


def test_a_heading_is_told_by_the_clause_behind_it_and_a_sentence_is_not() -> None:
    assert told("في سراقب، لم تسجل غارات.", "سراقب")[0] == "negated"
    assert told("كلام طويل للجميع منهم الناس عن سراقب في هذا اليوم، ولم تسجل غارات.", "سراقب")[0] != "negated"
