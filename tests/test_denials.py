"""What a text denies, what it is not sure of, and what only looks like a denial."""

from __future__ import annotations

import pytest

from tests.small_world import read

LEAD = "The report begins here today.\n\n"


def told(text: str, surface: str) -> tuple[str, str]:
    row = next(row for row in read(LEAD + text) if row["surface"] == surface)
    return row["context"], row["context_cue"]


@pytest.mark.parametrize(
    ("text", "surface", "cue"),
    [
        ("The governor rejected accusations that his men had looted Manbij.", "Manbij", "rejected accusations"),
        ("The staff refuted claims that Saraqib had fallen.", "Saraqib", "refuted claims"),
        ("The colonel dismissed as lies a report that they had quit Douma.", "Douma", "dismissed as lies a report"),
        ("He waved it off, saying the gunners had shelled nothing at all in Saraqib.", "Saraqib", "nothing"),
        ("Claims of a raid on Douma were fabricated.", "Douma", "fabricated"),
        ("Reports of shelling in Saraqib were denied.", "Saraqib", "denied"),
        ("Reports of a raid on Douma are not true.", "Douma", "not"),
        ("He called the account of torture in Douma pure invention.", "Douma", "invention"),
        ("The governor brushed aside talk of a revolt in Saraqib.", "Saraqib", "brushed aside talk"),
        ("There are no foreign bases in Manbij.", "Manbij", "no"),
        ("The march in Saraqib did not take place.", "Saraqib", "not"),
        ("There was no truth to the talk of a massacre in Douma.", "Douma", "no truth"),
        ("The lorries failed to reach Douma.", "Douma", "failed to"),
        ("Flour has yet to reach Douma.", "Douma", "yet to"),
        ("The envoy ruled out an attack on Idlib.", "Idlib", "ruled out"),
        ("Not a single shell fell on Saraqib.", "Saraqib", "Not"),
        ("No fighters had left for Saraqib.", "Saraqib", "No"),
        ("لا صحة لما يتردد عن اقتحام سراقب.", "سراقب", "لا صحة"),
        ("لا صحة للأنباء التي تحدثت عن قصف سراقب.", "سراقب", "لا صحة"),
        ("الحديث عن قصف سراقب عار عن الصحة.", "سراقب", "عار"),
        ("أنباء قصف سراقب غير صحيحة.", "سراقب", "صحيحة"),
        ("ما يتم تداوله عن سقوط سراقب شائعات لا أساس لها.", "سراقب", "لا أساس"),
        ("فندت الوزارة مزاعم عن قصف سراقب.", "سراقب", "فندت"),
        ("تعذر إيصال المساعدات إلى سراقب.", "سراقب", "تعذر"),
        ("لم يعد النازحون إلى سراقب.", "سراقب", "لم"),
        ("Not one lorry has got through to Douma since 2011.", "Douma", "Not"),
        ("The police had yet to set foot in Douma.", "Douma", "yet to"),
        ("Our men are not yet in the walled camp at Douma.", "Douma", "not"),
        ("ما من جندي أجنبي في سراقب، بحسب المتحدث.", "سراقب", "ما"),
        ("ما وصلت أي شاحنة طحين إلى سراقب.", "سراقب", "ما"),
        ("ما ضربنا سراقب بالغاز، يقول المندوب.", "سراقب", "ما"),
        ("ليس هناك ما يدل على رحيل المقاتلين عن سراقب.", "سراقب", "ليس"),
        ("تهكم الناطق على أقاويل عن هزيمة رجاله في سراقب.", "سراقب", "تهكم الناطق على أقاويل"),
        ("نعت المكتب الروايات عن مجزرة في سراقب بأنها افتراءات.", "سراقب", "افتراءات"),
    ],
)
def test_negated(text: str, surface: str, cue: str) -> None:
    assert told(text, surface) == ("negated", cue)


@pytest.mark.parametrize(
    ("text", "surface"),
    [
        ("The shelling of Saraqib has not stopped.", "Saraqib"),
        ("Doctors could not say how many had died in Saraqib.", "Saraqib"),
        ("No group claimed the blast in Manbij.", "Manbij"),
        ("There are no ambulances left in Douma.", "Douma"),
        ("It was not the first raid on Saraqib.", "Saraqib"),
        ("The army lost no time in shelling Saraqib.", "Saraqib"),
        ("The minister rejected the truce after strikes on Saraqib.", "Saraqib"),
        ("Neither the governor nor his deputy has commented on the raid on Saraqib.", "Saraqib"),
        ("The gunfire in Saraqib does not let up.", "Saraqib"),
        ("No soldiers were wounded in the raid on Saraqib.", "Saraqib"),
        ("It was not the army that shelled Saraqib.", "Saraqib"),
        ("The army did not deny the strike on Saraqib.", "Saraqib"),
        ("The refused cargo was burned in Manbij.", "Manbij"),
        ("لم يتوقف القصف على سراقب.", "سراقب"),
        ("ليست داعش من هاجم سراقب.", "سراقب"),
        ("لم يمض يوم على قصف سراقب حتى عادت الطائرات.", "سراقب"),
        ("لم تتبن أي جهة التفجير في سراقب.", "سراقب"),
        ("لم يعد في سراقب مشفى يعمل.", "سراقب"),
        ("ليست هذه المرة الأولى التي تقصف فيها سراقب.", "سراقب"),
        ("Four riders without helmets shot a miller in Manbij.", "Manbij"),
        ("Smugglers kept a depot at Manbij, a consul claimed without offering evidence.", "Manbij"),
        ("لم تكد الهدنة تبدأ حتى قصفت الطائرات سراقب.", "سراقب"),
        ("لم تدخل سوى شاحنة واحدة إلى سراقب.", "سراقب"),
        ("لم يمنع البرد أهالي سراقب من الخروج.", "سراقب"),
        ("بينما تنكر الوزارة ذلك، شوهدت الدبابات في سراقب.", "سراقب"),
        ("ما أسفر عنه القصف على سراقب كارثة.", "سراقب"),
    ],
)
def test_no_denial(text: str, surface: str) -> None:
    assert told(text, surface)[0] == "reported"


@pytest.mark.parametrize(
    ("text", "seat", "place"),
    [
        ("A spokesman in Manbij denied that shells had hit Saraqib.", "Manbij", "Saraqib"),
        ("A commander in Idlib said no fighters had entered Manbij.", "Idlib", "Manbij"),
        ("نفى قيادي في منبج قصف سراقب.", "منبج", "سراقب"),
        ("أعلن قائد في منبج أن قواته لم تقصف سراقب.", "منبج", "سراقب"),
    ],
)
def test_where_one_denies_is_not_denied(text: str, seat: str, place: str) -> None:
    assert told(text, seat)[0] == "reported"
    assert told(text, place)[0] == "negated"


def test_who_speaks_behind_the_denial_denies_nothing_of_his_seat() -> None:
    text = "Nothing has come into Douma, a monk told reporters in Damascus."
    assert told(text, "Douma") == ("negated", "Nothing")
    assert told(text, "Damascus")[0] == "reported"


@pytest.mark.parametrize(
    ("text", "surface", "cue"),
    [
        ("There was no confirmation of a raid on Saraqib.", "Saraqib", "no confirmation"),
        ("It was impossible to verify the clip from Douma.", "Douma", "impossible to verify"),
        ("Accounts differed on the fate of Saraqib.", "Saraqib", "differed"),
        ("A shell may have hit Saraqib.", "Saraqib", "may have"),
        ("أنباء غير مؤكدة عن قصف سراقب.", "سراقب", "مؤكدة"),
        ("لم يتسن التأكد من قصف سراقب.", "سراقب", "لم يتسن التأكد"),
    ],
)
def test_unclear(text: str, surface: str, cue: str) -> None:
    context, found = told(text, surface)
    assert context == "unclear"
    assert found in (cue, "يتسن")


@pytest.mark.parametrize("text", ["Unknown gunmen attacked Saraqib.", "A previously unknown group bombed Saraqib."])
def test_who_is_unknown_does_not_make_the_report_unsure(text: str) -> None:
    assert told(text, "Saraqib")[0] == "reported"


@pytest.mark.parametrize("text", ["ما لم تنسحب الفصائل من سراقب", "إذا لم تتوقف الهجمات على سراقب"])
def test_a_negation_behind_a_condition_is_none(text: str) -> None:
    assert told(f"{text} فستكون حرب.", "سراقب")[0] == "planned_or_feared"
