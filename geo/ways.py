"""Words for roads and for what lies beside a place or between two, folded; which count depends on where they stand."""

from __future__ import annotations

from typing import Final

from geo.names import word_set

ROADS: Final = word_set("highway road motorway route corridor طريق الطريق اوتوستراد الاوتوستراد")
"""A road that leads to a place, or away from it."""

ROADS_BEHIND: Final = word_set("road highway motorway axis roads")
"""Behind two names they make both ends of one: "the Harem–Salqin road"."""

ROADS_AHEAD: Final = word_set("طريق الطريق اوتوستراد الاوتوستراد اوتستراد الاوتستراد محور بطريق")
"""The same in front of them: طريق حارم - سلقين."""

LINKS: Final = word_set("linking links connecting connects between الواصل الرابط يربط بين")
"""Before the places that a road links."""

BETWEEN: Final = word_set("between بين الواصل الواصلة")
"""Before two places, they tell of what lies along the way."""

WAYS: Final = ROADS | ROADS_BEHIND | ROADS_AHEAD | LINKS | BETWEEN
"""All of them: a sentence without one tells of no way."""

AMID: Final = word_set(
    """
    in near of the outside close to just about some around km kilometres kilometers miles mile north south east
    west northeast northwest southeast southwest northern southern eastern western northeastern northwestern
    southeastern southwestern central rural countryside province governorate region district subdistrict town
    city village suburb suburbs outskirts on at edge part side border area a from nearby inside within
    neighbouring neighboring adjacent next opposite facing across beside alongside overlooking bordering adjoining
    off road highway motorway route lies lying located situated just inland the which is
    في ب ريف بريف محافظه بمحافظه ناحيه بناحيه منطقه بمنطقه مدينه بمدينه شمال شمالي جنوب جنوبي شرق
    شرقي غرب غربي قرب بالقرب من التابعه ل لمحافظه لمدينه الشمالي الجنوبي الشرقي الغربي الشماليه الجنوبيه الشرقيه
    الغربيه الاوسط علي بعد كم كيلومترا كيلومتر كيلومترات عن اطراف محيط قضاء بشمال بجنوب بشرق بغرب وسط بلده
    مقابل قباله بجوار جوار المجاوره المجاور المتاخمه المتاخم القريبه القريب المحاذيه المحاذي المطله المطل الواقعه
    الواقع مشارف تخوم ضواحي بمحاذاه لمدينه لبلده لقريه متر مترا امتار
    """
)
"""All that may stand between a place and the one that says where it is."""

NEAR: Final = word_set(
    """
    near nearby outside around surrounding beyond beside alongside opposite adjoining abutting neighbouring
    neighboring حول قرب شمال جنوب شرق غرب شمالي جنوبي شرقي غربي مقابل قبالة بجوار جوار المجاورة المجاور
    المتاخمة المتاخم المحاذية المحاذي مشارف تخوم بمحاذاة القريبة
    """
)
"""Right before a name, they say "beside it"."""

DISTANCES: Final = word_set(
    """
    north south east west northeast northwest southeast southwest far km kilometres kilometers miles vicinity metres
    meters inland offshore upstream downstream opposite blocks
    كم كيلومترا كيلومتر كيلومترات متر مترا أمتار ميلا أميال
    """
)
"""Say how far or on which side."""

DISTANT: Final = {
    "of": DISTANCES | word_set("short"),
    "from": DISTANCES | word_set("across throw minutes"),
    "to": word_set("close next adjacent opposite nearest closest"),
    "off": word_set("just way coast"),
    "من": DISTANCES | word_set("بالقرب القريبه القريب مقربه قريبا الشمال الجنوب الشرق الغرب"),
    "عن": DISTANCES,
    "الي": word_set("اقرب"),
}
"""Preposition right before a name -> the words before it with which it says so too: "close to", "km from"."""

SETTLED: Final = word_set(
    "the city town village of eastern western northern southern مدينة بلدة قرية لمدينة لبلدة لقرية"
)
"""May stand between such a word and the name."""

LOCATING: Final = NEAR | SETTLED | frozenset(DISTANT) | word_set("with bordering")
"""A name right behind none of these is no locator by what stands before it, but for a way or another place there."""
