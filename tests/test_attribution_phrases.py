"""Who says it in phrases, forms and papers, through pronouns and nouns that stand for a name, and in Arabic."""

from __future__ import annotations

import time

import pytest

from geo.attribution import Who, attribute
from geo.matcher import mask_of, words_of
from geo.narration import FLAGS, Flag
from geo.saying import arabic_forms
from tests.small_world import read

Names = list[str]
OBSERVATORY = "Syrian Observatory for Human Rights"
NETWORK = "Syrian Network for Human Rights"
RESIDENTS, ACTIVISTS, SOURCES = "Residents (unnamed)", "Activists (unnamed)", "Sources (unnamed)"


def parts(text: str) -> tuple[Names, Names, Names]:
    """Return actors, said_by and alleged of the first mention."""
    row = read(text)[0]
    return row["actors"], row["said_by"], row["alleged"]


@pytest.mark.parametrize(
    ("text", "said_by"),
    [
        ("The Observatory tallied six raids on Saraqib.", [OBSERVATORY]),
        ("SANA conceded that shells had hit Saraqib.", ["SANA"]),
        ("Activists in Hama warn that Saraqib may fall.", [ACTIVISTS]),
        ("The Observatory put the toll in Saraqib at 31.", [OBSERVATORY]),
        ("The Observatory gives twelve dead in Saraqib.", [OBSERVATORY]),
        ("By the Observatory's count, nine died in Saraqib.", [OBSERVATORY]),
        ("Nine died in Saraqib, a tally by the Observatory shows.", [OBSERVATORY]),
        ("UN figures show that 900 fled Saraqib.", ["United Nations"]),
        ("Saraqib was calm, the Observatory said; by noon shells hit it.", [OBSERVATORY]),
        ("A nurse in Saraqib said by telephone that beds were short.", ["Medics (unnamed)"]),
        ("Medical staff in Saraqib said beds were short.", ["Medics (unnamed)"]),
        ("Hezbollah spoke of a regrouping near Saraqib.", ["Hezbollah"]),
        ("By dusk SANA was reporting calm in Saraqib.", ["SANA"]),
        ("Residents of Saraqib heard a blast.", [RESIDENTS]),
        ("Israel saw a threat in Saraqib.", []),
        ("Human Rights Watch, in a report issued on Monday, found that Saraqib was hit.", ["Human Rights Watch"]),
        ("Turkey would not confirm the raid on Saraqib.", []),
        ("The men of Hezbollah demanded a third of the harvest in Saraqib.", []),
        ("Hezbollah left Saraqib, said Omar Salem, mayor of the town.", []),
        ("Two die in Saraqib, say activists", [ACTIVISTS]),
        ("Turkey has not commented on Saraqib.", []),
        ("A Turkish minister called the raid on Saraqib a crime.", ["Turkey"]),
        ("A Turkish minister called the meeting on Saraqib.", []),
        ("لم تؤكد تركيا قصف سراقب.", []),
        ("Diplomats at the UN Security Council said Saraqib was calm.", ["Officials (unnamed)"]),
    ],
)  # fmt: skip
def test_more_ways_to_say_it(text: str, said_by: Names) -> None:
    assert parts(text)[1] == said_by


@pytest.mark.parametrize(
    ("text", "actors", "said_by", "alleged"),
    [
        ("Turkey put the blame for the raid on Saraqib on Hezbollah.", ["Hezbollah"], ["Turkey"], ["Hezbollah"]),
        ("The blast in Saraqib, which Turkey pins on Hezbollah, killed two.", ["Hezbollah"], ["Turkey"], ["Hezbollah"]),
        ("The Observatory holds Hezbollah responsible for the raid on Saraqib.", ["Hezbollah"], [OBSERVATORY],
         ["Hezbollah"]),
        ("Turkey attributed the raid on Saraqib to Hezbollah.", ["Hezbollah"], ["Turkey"], ["Hezbollah"]),
        ("Turkey suspects Hezbollah of the raid on Saraqib.", ["Hezbollah"], ["Turkey"], ["Hezbollah"]),
        ("Men thought to be from Hezbollah entered Saraqib.", ["Hezbollah"], [], ["Hezbollah"]),
        ("Jets, possibly Israeli, struck Saraqib.", ["Israel"], [], ["Israel"]),
        ("Saraqib was hit in what SANA termed a raid.", [], ["SANA"], []),
        ("Saraqib was hit in what SANA called an Israeli raid.", ["Israel"], ["SANA"], ["Israel"]),
        ("A bomb killed two in Saraqib, an attack claimed by Hezbollah.", ["Hezbollah"], ["Hezbollah"], []),
        ("Hezbollah claimed the raid on Saraqib.", ["Hezbollah"], ["Hezbollah"], []),
        ("Hezbollah claimed the raid on Saraqib was staged.", [], ["Hezbollah"], []),
        ("Turkey threatened to storm Saraqib.", ["Turkey"], ["Turkey"], []),
        ("Iran blamed Hezbollah, Qatar and Turkey blamed Israel for Saraqib.", ["Hezbollah", "Israel"],
         ["Iran", "Qatar", "Turkey"], ["Hezbollah", "Israel"]),
    ],
)  # fmt: skip
def test_blame_and_claims(text: str, actors: Names, said_by: Names, alleged: Names) -> None:
    assert parts(text) == (actors, said_by, alleged)


@pytest.mark.parametrize(
    ("text", "actors", "said_by"),
    [
        ("Hezbollah is leaving Saraqib, its spokesman said.", ["Hezbollah"], ["Hezbollah"]),
        ("Israel would not comment on Saraqib, but two of its officials confirmed it.", ["Israel"], ["Israel"]),
        ("Hezbollah has left Saraqib, the group said.", ["Hezbollah"], ["Hezbollah"]),
        ("Russia bombed Saraqib, the group said.", ["Russia"], []),
        ("Hezbollah has left Saraqib, a rights group said.", ["Hezbollah"], []),
        ("Hezbollah shelled Saraqib, its director said.", ["Hezbollah"], []),
        ("Israel struck Saraqib and said it would go on.", ["Israel"], ["Israel"]),
        ("Israel struck Saraqib, saying it was in danger.", ["Israel"], ["Israel"]),
        ("Israel struck Saraqib, SANA said, adding that two died.", ["Israel"], ["SANA"]),
        ("Hezbollah has left Saraqib, the group's media wing said.", ["Hezbollah"], ["Hezbollah"]),
        ("SANA confirmed the raid on Saraqib and said two died.", [], ["SANA"]),
        ("Russia said it had documented raids on Saraqib.", [], ["Russia"]),
    ],
)  # fmt: skip
def test_what_stands_for_a_name(text: str, actors: Names, said_by: Names) -> None:
    assert parts(text)[:2] == (actors, said_by)


@pytest.mark.parametrize(
    ("text", "actors", "said_by", "alleged"),
    [
        ("أحصت الشبكة السورية لحقوق الإنسان قتلى في سراقب.", [], [NETWORK], []),
        ("غارة على سراقب، على ما ذكرت سانا.", [], ["SANA"], []),
        ("غارة على سراقب، على حد قول المرصد السوري.", [], [OBSERVATORY], []),
        ("غارة على سراقب، في بيان صادر عن حزب الله.", [], ["Hezbollah"], []),
        ("نفى قيادي في «حزب الله» لسانا دخول سراقب.", [], ["Hezbollah"], []),
        ("ذكر مصدر لمراسل سانا أن حزب الله دخل سراقب.", ["Hezbollah"], [SOURCES], []),
        ("قالت الشبكة السورية لحقوق الإنسان إنها وثقت غارة على سراقب.", [], [NETWORK], []),
        ("هتافات في سراقب تطالب برحيل حزب الله.", ["Hezbollah"], [], []),
        ("غارة على سراقب نفتها روسيا.", [], ["Russia"], []),
        ("أبلغت تركيا روسيا أن سراقب هادئة.", [], ["Turkey"], []),
        ("عزا ناشطون قصف سراقب إلى حزب الله.", ["Hezbollah"], [ACTIVISTS], ["Hezbollah"]),
        ("قصف على سراقب رجح ناشطون أن تكون إسرائيلية.", ["Israel"], [ACTIVISTS], ["Israel"]),
        ("وُجهت أصابع الاتهام إلى حزب الله في قصف سراقب.", ["Hezbollah"], [], ["Hezbollah"]),
        ("تبنى العملية في سراقب حزب الله.", ["Hezbollah"], ["Hezbollah"], []),
        ("دخل حزب الله سراقب، وتبرأت الحركة من القصف.", ["Hezbollah"], ["Hezbollah"], []),
        ("نقل حزب الله مقاتلين إلى سراقب.", ["Hezbollah"], [], []),
        ("نشرت تركيا دبابات في سراقب.", ["Turkey"], [], []),
        ("وكان حزب الله قد أعلن انسحابه من سراقب.", ["Hezbollah"], ["Hezbollah"], []),
        ("نفت روسيا قصف سراقب، واتهمت تركيا بالكذب.", ["Russia", "Turkey"], ["Russia"], ["Turkey"]),
        ("ألقيت مناشير فوق سراقب تدعو الأهالي إلى الرحيل.", [], [], []),
    ],
)  # fmt: skip
def test_more_ways_to_say_it_in_arabic(text: str, actors: Names, said_by: Names, alleged: Names) -> None:
    assert parts(text) == (actors, said_by, alleged)


@pytest.mark.parametrize("form", ["سجلت", "وأوردت", "ينفون", "أكدته", "فرحبت", "يصرون", "تتحدث", "عزا"])
def test_arabic_verbs_of_saying_are_spelt_out(form: str) -> None:
    (word,) = words_of(form)
    assert FLAGS[word.folded] & Flag.SAY


@pytest.mark.parametrize("noun", ["طالبة", "قدرة", "حملة", "رأي", "كذبة", "نشرة"])
def test_nouns_that_look_like_a_verb_with_its_object_are_none(noun: str) -> None:
    assert not FLAGS[words_of(noun)[0].folded] & Flag.SAY


def test_a_verb_given_without_its_present_has_past_forms_alone() -> None:
    assert list(arabic_forms("شرح")) == ["شرح", "شرحت", "شرحوا", "شرحتا"]


@pytest.mark.parametrize("piece", ["Alpha struck and said ", "its spokesman said ", "holds Alpha ", "قال «Alpha» "])
def test_phrases_take_linear_time(piece: str) -> None:
    def seconds(n: int) -> float:
        words = words_of(piece * n)
        who = [Who(i, i + 1, "Alpha", "armed group") for i, w in enumerate(words) if w.text == "Alpha"]
        began = time.process_time()
        attribute(words, mask_of(words), who)
        return time.process_time() - began

    seconds(200)
    assert seconds(4000) < 40 * seconds(400) + 0.2
