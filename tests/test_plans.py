"""What is planned, wanted or feared at a place, and what happened there beside a plan."""

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
        ("The gunmen have agreed to move to Idlib.", "Idlib", "agreed to"),
        ("The families are to go from Douma to Idlib.", "Idlib", "are to"),
        ("A column is due to enter Douma.", "Douma", "due to"),
        ("Police are set to patrol Manbij.", "Manbij", "set to"),
        ("The army is bent on taking Saraqib.", "Saraqib", "bent"),
        ("An attack on Saraqib looks inevitable.", "Saraqib", "inevitable"),
        ("The patrol was aiming for the mill at Saraqib.", "Saraqib", "aiming"),
        ("Trucks wait at Manbij until the way to Douma is safe.", "Douma", "until"),
        ("The men have until Sunday to leave Manbij.", "Manbij", "to"),
        ("من المنتظر أن تدخل قافلة إلى سراقب.", "سراقب", "المنتظر"),
        ("ستنسحب القوات من سراقب.", "سراقب", "ستنسحب"),
        ("قد تشهد سراقب هجوماً واسعاً.", "سراقب", "قد"),
        ("اتفق الطرفان على إجلاء الجرحى من سراقب.", "سراقب", "اتفق"),
        ("تعهد القائد بتطهير سراقب.", "سراقب", "تعهد"),
        ("يقول نازحون إنهم يخشون الاعتقال إن رجعوا إلى سراقب.", "سراقب", "يخشون"),
        ("The colonel did not rule out a raid on Saraqib.", "Saraqib", "not"),
        ("لا يستبعد العقيد هجوماً على سراقب.", "سراقب", "لا"),
        ("توشك الأرتال أن تبلغ سراقب.", "سراقب", "توشك"),
        ("دعوات إلى فتح طريق سراقب.", "سراقب", "دعوات"),
        ("مطالبات بسحب الدبابات من سراقب.", "سراقب", "مطالبات"),
        ("أمل الوسيط أن يعود الهدوء إلى سراقب.", "سراقب", "أمل"),
        ("من شأن خسارة سراقب أن تقطع الطريق.", "سراقب", "شأن"),
        ("في حال انسحاب الفصائل من سراقب يفتح الطريق.", "سراقب", "حال"),
        ("ينتظر وصول الطحين إلى سراقب.", "سراقب", "ينتظر"),
        ("وافقت الفصائل على الرحيل من سراقب.", "سراقب", "وافقت"),
        ("من المرجح أن تدخل القوات سراقب.", "سراقب", "المرجح"),
        ("توقعات بمعركة في سراقب.", "سراقب", "توقعات"),
    ],
)
def test_planned_or_feared(text: str, surface: str, cue: str) -> None:
    assert told(text, surface) == ("planned_or_feared", cue)


@pytest.mark.parametrize(
    ("text", "surface"),
    [
        ("They were fired on as they tried to leave Saraqib.", "Saraqib"),
        ("Medics trying to get into Saraqib came under fire.", "Saraqib"),
        ("Gunmen in Manbij demanded a tax on bread.", "Manbij"),
        ("Raiders demanded a ransom and burned shops in Manbij.", "Manbij"),
        ("Men wanted for theft were caught in Manbij.", "Manbij"),
        ("He told of the raid in a call from Manbij.", "Manbij"),
        ("The attack on Saraqib was prepared for months at Manbij.", "Saraqib"),
        ("Explosions could be heard in Saraqib.", "Saraqib"),
        ("People were leaving Saraqib for fear of arrest.", "Saraqib"),
        ("Fearing arrest, hundreds fled Saraqib.", "Saraqib"),
        ("Families were pouring out of Saraqib, fearing revenge.", "Saraqib"),
        ("The delay in Douma was due to heavy shelling.", "Douma"),
        ("خشية من الاعتقال نزحت عائلات من سراقب.", "سراقب"),
        ("هدوء حذر يسود سراقب.", "سراقب"),
        ("وقد شهدت سراقب هجوماً.", "سراقب"),
        ("In spite of the calm that the council demanded on Friday, shells fell on Saraqib.", "Saraqib"),
        ("مسيرة تطالب برحيل المحافظ في سراقب.", "سراقب"),
        ("أغلق الجنود الطرق في سراقب لإخراج الجرحى.", "سراقب"),
        ("يقف المئات في سراقب ينتظرون الخبز.", "سراقب"),
        ("بات الطريق في سراقب في حال سيئة.", "سراقب"),
        ("بحث الطرفان بشأن الأسرى ووصلا إلى سراقب.", "سراقب"),
    ],
)
def test_what_happened_beside_a_plan(text: str, surface: str) -> None:
    assert told(text, surface)[0] == "reported"


def test_where_a_speaker_is_named_behind_the_plan() -> None:
    assert told("They want a new law, an envoy in Geneva said.", "Geneva")[0] == "reported"


def test_where_an_official_tells_a_plan_it_is_not_planned() -> None:
    text = "An official in Damascus said forces would enter Manbij."
    assert told(text, "Damascus")[0] == "reported"
    assert told(text, "Manbij") == ("planned_or_feared", "would")
