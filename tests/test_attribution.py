"""Who says it, who did it, and who is only said to have done it."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.actors import Actors
from geo.attribution import Who, attribute
from geo.matcher import mask_of, words_of
from geo.unnamed import UNNAMED
from tests.small_world import read

Names = list[str]
OBSERVATORY = "Syrian Observatory for Human Rights"


def parts(text: str) -> tuple[Names, Names, Names]:
    """Return actors, said_by and alleged of the first mention."""
    row = read(text)[0]
    return row["actors"], row["said_by"], row["alleged"]


@pytest.mark.parametrize(
    ("text", "actors", "said_by"),
    [
        ("Strikes hit Saraqib, the Observatory said.", [], [OBSERVATORY]),
        ("The Observatory, a war monitor based abroad, said strikes hit Saraqib.", [], [OBSERVATORY]),
        ("Hezbollah fighters entered Saraqib, the Observatory, a war monitor, said.", ["Hezbollah"], [OBSERVATORY]),
        ("Hezbollah fighters entered Saraqib and the Observatory said two died.", ["Hezbollah"], [OBSERVATORY]),
        ("Hezbollah fighters entered Saraqib, said the Observatory.", ["Hezbollah"], [OBSERVATORY]),
        ('"Nobody is left in Saraqib," said the Observatory.', [], [OBSERVATORY]),
        ("According to the Observatory, Hezbollah fighters entered Saraqib.", ["Hezbollah"], [OBSERVATORY]),
        ("Hezbollah entered Saraqib, according to SANA and the Observatory.", ["Hezbollah"], ["SANA", OBSERVATORY]),
        ("The strike on Saraqib was reported by the Observatory.", [], [OBSERVATORY]),
        ("Twelve people died in Saraqib, reports SANA.", [], ["SANA"]),
        ("SANA, quoting the Observatory, said shells hit Saraqib.", [], ["SANA", OBSERVATORY]),
        ("Turkey, which backs the fighters of Hezbollah, said shells hit Saraqib.", ["Hezbollah"], ["Turkey"]),
        ("Russia, Turkey and Iran said shells hit Saraqib.", [], ["Russia", "Turkey", "Iran"]),
        ("Shells killed members of Hezbollah in Saraqib, near Hezbollah, SANA said.", ["Hezbollah"], ["SANA"]),
        ("Shells in Saraqib killed five of Hezbollah, SANA says.", ["Hezbollah"], ["SANA"]),
        ('"They bombed Saraqib," Umm Khaled, a mother of four, told Reuters.', [], []),
        ("According to SANA, Hezbollah, Turkey and Iran entered Saraqib.", ["Hezbollah", "Turkey", "Iran"], ["SANA"]),
        ("Shells hit Saraqib, Russia’s Reconciliation Centre said.", [], ["Russia"]),
        ("Turkey on Monday also said shells hit Saraqib.", [], ["Turkey"]),
        ("Strikes hit Saraqib: SANA", [], ["SANA"]),
        ("SANA: strikes hit Saraqib", [], ["SANA"]),
        ("It was reported that Hezbollah entered Saraqib.", ["Hezbollah"], []),
        ("Hezbollah was said to have entered Saraqib.", ["Hezbollah"], []),
        ("The ambassador to Iran said Saraqib was calm.", ["Iran"], []),
        ("Hezbollah entered Saraqib.", ["Hezbollah"], []),
        ("قال المرصد السوري إن غارة استهدفت سراقب.", [], [OBSERVATORY]),
        ("وبحسب المرصد السوري دخل حزب الله سراقب.", ["Hezbollah"], [OBSERVATORY]),
        ("دخل حزب الله سراقب، وفق المرصد السوري.", ["Hezbollah"], [OBSERVATORY]),
        ("نقلا عن سانا دخل حزب الله سراقب.", ["Hezbollah"], ["SANA"]),
        ("أفادت وكالة سانا بأن حزب الله دخل سراقب.", ["Hezbollah"], ["SANA"]),
        ("المرصد السوري يؤكد دخول حزب الله سراقب.", ["Hezbollah"], [OBSERVATORY]),
        ("المرصد السوري: قصف على سراقب", [], [OBSERVATORY]),
        ("قال ناشطون إن حزب الله دخل سراقب.", ["Hezbollah"], ["Activists (unnamed)"]),
        ("أعلن عن مقتل عناصر من حزب الله في سراقب.", ["Hezbollah"], []),
    ],
)  # fmt: skip
def test_who_says_it_is_not_who_did_it(text: str, actors: Names, said_by: Names) -> None:
    assert parts(text)[:2] == (actors, said_by)


@pytest.mark.parametrize(
    ("text", "actors", "said_by"),
    [
        ("Strikes hit Saraqib, sources said.", [], ["Sources (unnamed)"]),
        ("A security source said shells hit Saraqib.", [], ["Sources (unnamed)"]),
        ("Shells hit Saraqib, a resident said.", [], ["Residents (unnamed)"]),
        ("Activists report shelling in Saraqib.", [], ["Activists (unnamed)"]),
        ("Residents told SANA that shells hit Saraqib.", [], ["Residents (unnamed)"]),
        ("According to witnesses, Hezbollah entered Saraqib.", ["Hezbollah"], ["Witnesses (unnamed)"]),
        ("Local media reported clashes in Saraqib.", [], ["Media (unnamed)"]),
        ("Strikes kill ten in Saraqib: activists", [], ["Activists (unnamed)"]),
        ("SANA, citing a military source, said shells hit Saraqib.", [], ["SANA", "Sources (unnamed)"]),
        ("Shells hit Saraqib, a Hezbollah commander and residents said.", [], ["Hezbollah", "Residents (unnamed)"]),
        ("قالت مصادر محلية إن غارة استهدفت سراقب.", [], ["Sources (unnamed)"]),
        ("أفادت مصادر ميدانية وناشطون بقصف سراقب.", [], ["Sources (unnamed)", "Activists (unnamed)"]),
        ("وبحسب ناشطين، قصف حزب الله سراقب.", ["Hezbollah"], ["Activists (unnamed)"]),
        ("نقلت سانا عن مصدر عسكري أن القصف طال سراقب.", [], ["SANA", "Sources (unnamed)"]),
        ("شهود عيان: قصف على سراقب", [], ["Witnesses (unnamed)"]),
        # of a body that is named, that body says it
        ("Russian officials said shells hit Saraqib.", [], ["Russia"]),
        ("A source in Hezbollah said shells hit Saraqib.", [], ["Hezbollah"]),
        ("The Observatory, a war monitor, said shells hit Saraqib.", [], [OBSERVATORY]),
        ("قال مصدر في حزب الله إن القصف طال سراقب.", [], ["Hezbollah"]),
        # who is named, who does something, and a part of a name are none
        ("Omar, a resident of Saraqib, said he fled.", [], []),
        ("Residents fled Saraqib when shells hit it.", [], []),
        ("The Idlib Media Centre said shells hit Saraqib.", [], []),
        ("نزح سكان سراقب.", [], []),
    ],
)  # fmt: skip
def test_who_speaks_without_a_name_is_filed_by_sort(text: str, actors: Names, said_by: Names) -> None:
    assert parts(text)[:2] == (actors, said_by)


def test_each_sort_of_speaker_is_in_the_table_of_actors() -> None:
    known = Actors.load().by_name
    assert all(known[name].kind == "unidentified" and not known[name].aliases for name in UNNAMED)


@pytest.mark.parametrize(
    "text",
    [
        "Russia said it struck Saraqib.",
        "Russia said on Monday it had struck Saraqib.",
        "Russia said its jets had struck Saraqib.",
        "Russia denied bombing Saraqib.",
        "Russia told reporters that it had struck Saraqib.",
        "Russia claimed responsibility for the strike on Saraqib.",
        "Russia said shells hit Saraqib, and Russia struck back.",
        "أعلنت روسيا أنها قصفت سراقب.",
        "أعلنت روسيا أن قواتها قصفت سراقب.",
        "نفت روسيا قصف سراقب.",
    ],
)
def test_a_sayer_that_acts_in_what_it_says_is_both(text: str) -> None:
    assert parts(text)[:2] == (["Russia"], ["Russia"])


@pytest.mark.parametrize(
    "text",
    [
        "Russia said it was concerned about Saraqib.",
        "Russia said it hoped for calm in Saraqib.",
        "Russia said the town of Saraqib was calm.",
        "قالت روسيا إن الوضع في سراقب هادئ.",
    ],
)
def test_a_sayer_with_an_opinion_does_not_act(text: str) -> None:
    assert parts(text)[:2] == ([], ["Russia"])


@pytest.mark.parametrize(
    ("text", "alleged", "said_by"),
    [
        ("Turkey accused Russia of bombing Saraqib.", ["Russia"], ["Turkey"]),
        ("Turkey blamed Russia for the strike on Saraqib.", ["Russia"], ["Turkey"]),
        ("Turkey blamed the strike on Saraqib on Hezbollah.", ["Hezbollah"], ["Turkey"]),
        ("Russia was accused by Damascus of striking Saraqib.", ["Russia"], ["Syrian government"]),
        ("Turkey blamed the strike on Russia.", ["Russia"], ["Turkey"]),
        ("The strike on Saraqib was widely blamed on Russia.", ["Russia"], []),
        ("Activists blamed the strike on Saraqib on Russia.", ["Russia"], ["Activists (unnamed)"]),
        ("Russia was accused by Turkey of bombing Saraqib.", ["Russia"], ["Turkey"]),
        ("Russia has repeatedly been accused of bombing Saraqib.", ["Russia"], []),
        ("A suspected Hezbollah strike hit Saraqib.", ["Hezbollah"], []),
        ("Russia is believed to have bombed Saraqib.", ["Russia"], []),
        ("Russia allegedly bombed Saraqib.", ["Russia"], []),
        ("Russia bombed Saraqib.", [], []),
        ("اتهمت تركيا روسيا بقصف سراقب.", ["Russia"], ["Turkey"]),
        ("اتهم المرصد السوري روسيا بقصف سراقب.", ["Russia"], [OBSERVATORY]),
        ("حمّلت تركيا روسيا مسؤولية قصف سراقب.", ["Russia"], ["Turkey"]),
        ("حمل حزب الله النظام المسؤولية عن قصف سراقب.", ["Syrian government"], ["Hezbollah"]),
        ("ألقت تركيا باللوم على روسيا في قصف سراقب.", ["Russia"], ["Turkey"]),
        ("غارة يعتقد أنها إسرائيلية استهدفت سراقب.", ["Israel"], []),
    ],
)
def test_who_is_only_accused_is_marked(text: str, alleged: Names, said_by: Names) -> None:
    actors, said, marked = parts(text)
    assert (marked, said) == (alleged, said_by)
    assert set(marked) <= set(actors)


def test_the_hearer_is_neither_actor_nor_sayer_but_stays_in_the_article() -> None:
    row, *_ = read("Russia told Turkey that Saraqib was calm.")
    assert (row["actors"], row["said_by"], row["article_actors"]) == ([], ["Russia"], ["Russia", "Turkey"])


def test_the_hearer_in_arabic() -> None:
    row, *_ = read('أكدت مصادر محلية لـ"عنب بلدي" أن حزب الله دخل سراقب.')
    assert (row["actors"], row["said_by"]) == (["Hezbollah"], ["Sources (unnamed)"])
    row, *_ = read("قال ناشطون لرويترز إن حزب الله دخل سراقب.")
    assert (row["actors"], row["said_by"]) == (["Hezbollah"], ["Activists (unnamed)"])


def test_a_sayer_stays_among_the_actors_of_the_article() -> None:
    first, second = read("Shells hit Saraqib, the Observatory said. Hezbollah left Idlib city.")
    assert first["article_actors"] == second["article_actors"] == [OBSERVATORY, "Hezbollah"]


CUES = ["said", "told", "accused", "of", "was", "by", "according to", "suspected", ",", '"', ":", "–", "and", "which"]
ARABIC = ["قال", "وقالت", "بحسب", "اتهمت", "أن", "نفت", "عن", "،"]
PIECES = st.lists(st.sampled_from(["Alpha", "Beta", "Gamma", "strikes", "it", *CUES, *ARABIC]), max_size=30)


@settings(max_examples=300, deadline=None)
@given(PIECES)
def test_nobody_is_made_up_or_named_twice(pieces: list[str]) -> None:
    words = words_of(" ".join(pieces))
    who = [Who(i, i + 1, w.text) for i, w in enumerate(words) if w.text in ("Alpha", "Beta", "Gamma")]
    found = attribute(words, mask_of(words), who)
    named = {w.actor for w in who}
    assert set(found.actors) | set(found.said_by) <= named
    assert set(found.alleged) <= set(found.actors)
    for names in (found.actors, found.said_by, found.alleged):
        assert len(names) == len(set(names))
    if "told" not in pieces:
        assert set(found.actors) | set(found.said_by) == named


@pytest.mark.parametrize(
    "piece", ["Alpha said ", "allegedly ", "Alpha and said also ", "Alpha, which ", "بحسب ", "said, "]
)
def test_any_text_takes_linear_time(piece: str) -> None:
    def seconds(n: int) -> float:
        words = words_of(piece * n)
        who = [Who(i, i + 1, "Alpha") for i, w in enumerate(words) if w.text == "Alpha"]
        began = time.process_time()
        attribute(words, mask_of(words), who)
        return time.process_time() - began

    seconds(200)
    assert seconds(4000) < 40 * seconds(400) + 0.2
