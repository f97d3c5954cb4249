"""Names that are words, people, papers or things are no toponyms; the words beside them tell."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.articles import make_article
from geo.cues import KIND_OF, KUNYA, QUARTERS, SIDES, TITLES, TWO_WORD_KINDS
from geo.extraction import Extractor
from geo.kind_words import is_dual_kind, is_plural_kind, kind_beside
from geo.matcher import words_of
from geo.narration import Flag
from geo.toponym_guards import is_person


@cache
def extractor() -> Extractor:
    return Extractor.load()


def drawn(text: str) -> set[str]:
    """Return the surface forms that are drawn on the map."""
    rows = extractor().mentions(make_article(text))
    return {r["surface"] for r in rows if r["role"] == "place" and r["country"] == "SY"}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Fighters drove into Harem on Friday.", {"Harem"}),
        ("The sultan kept a Harem there.", set()),
        ("The Damascus Gate printed a cartoon.", set()),
        ("A judge of the Douma court was hurt.", set()),
        ("كان الناس يسعون دوماً إلى الهدنة.", set()),
        ("قصف الطيران دوما صباحاً.", {"دوما"}),
        ("راحت القذائف تدمر المنازل.", set()),
        ("وصلت القوات إلى تدمر.", {"تدمر"}),
        ("قصف تدمر مستمر.", {"تدمر"}),
        ("أنشدوا نشيد حماة الديار.", set()),
        ("قصف حماة مستمر.", {"حماة"}),
        ("دعا الحراك الشعبي إلى إضراب.", set()),
        ("انفجرت عبوة في الحراك.", {"الحراك"}),
        ("كتبت صحيفة الثورة عن الأمر.", set()),
        ("بثت قناة الميادين تقريراً.", set()),
        ("باع التاجر صابون حلب.", set()),
        ("قال جاسم إن الطريق مقطوع.", set()),
        ("ذهبت مع ابنته سلمى.", set()),
        ("صعدوا التل ليلاً.", set()),
        ("في تشرين الأول عاد الهدوء.", set()),
        ("تجمع الناس حول المبنى.", set()),
        ("أعلنت وزارة الدفاع ذلك.", set()),
        ("أسفر القصف عن مقتله في سراقب.", {"سراقب"}),
        ("نشرت صور جوية للقصف.", set()),
        ("أصيبوا بجروح، وقالت فاطمة إنها بصدد زيارة إدلب.", {"إدلب"}),
        ("دخل الجيش بلدة خطاب.", {"خطاب"}),
        ("قصف على الحاضر في ريف حلب.", {"الحاضر", "ريف حلب"}),
        ("وهو البرج الأول.", set()),
        ("Abu Ahmad, a farmer, left Saraqib.", {"Saraqib"}),
        ("Umm Khaled said Saraqib was calm.", {"Saraqib"}),
        ("قال أبو أحمد إن سراقب هادئة.", {"سراقب"}),
        ("Shells hit Abu Kamal and Abu Dali.", {"Abu Kamal", "Abu Dali"}),
        ("Korean and Mexican doctors left Saraqib, Kevin Doyle of Agence France Presse said.", {"Saraqib"}),
        ("They clashed in Salqin, Harem and Darkush.", {"Salqin", "Harem", "Darkush"}),
        # hashtags and heads of titles
        ("دخان فوق #جسر_الشغور بعد غارة", {"جسر_الشغور"}),
        ("#الحاضر جرحى في قصف على السوق", {"الحاضر"}),
        ("حارم : سقوط قذيفة على المشفى", {"حارم"}),
        ("سلوك - لحظة الانفجار", {"سلوك"}),
        ("في أول أيام الثورة، كان للثورة شبابها في سراقب.", {"سراقب"}),
        # lists of towns, and what is no town beside one
        ("وصل نازحون إلى تل رفعت والقاع ودير جمال.", {"تل رفعت", "دير جمال"}),
        ("عبرت الآليات إلى معرية وعابدين.", {"معرية", "عابدين"}),
        ("دخلت قوات إلى وتل أبيض وتل رفعت.", {"تل أبيض", "تل رفعت"}),
        ("تحدثوا عن دمشق والثورة.", {"دمشق"}),
        ("خبراء في دمشق والصناعة في حلب متوقفة.", {"دمشق", "حلب"}),
        ("سقطت قذائف على حيي الجورة والقصور في دير الزور.", {"الجورة", "القصور", "دير الزور"}),
        ("ألقيت مناشير فوق بلدتي تلكلخ والحصن.", {"تلكلخ", "الحصن"}),
        ("عن أحياء حمص والثورة كتبوا.", {"حمص"}),
        ("جاؤوا من ملح وعرمان.", {"ملح", "عرمان"}),
        ("اشتروا من ملح وسكر ما يكفي إدلب.", {"إدلب"}),
        ("بعد دخولها تدمر أمس.", {"تدمر"}),
        ("اشتباكات في القدم جنوب دمشق", {"القدم", "دمشق"}),
        ("انفجار في الضمير شمال شرق دمشق", {"الضمير", "دمشق"}),
        ("جرح في القدم اليسرى قرب دمشق", {"دمشق"}),
        ("داهموا بيوتا في قاح، ووصل لقاح إلى إدلب.", {"قاح", "إدلب"}),
        # what stands behind the name
        ("استعاد الجيش، بعد أيام، تدمر وقلعتها.", {"تدمر"}),
        ("وكانت تدمر قد هدأت.", {"تدمر"}),
        ("Shells fell on Baida, a Sunni village by the sea.", {"Baida"}),
        # spaced otherwise
        ("غارة على معرشورين وكفر نبل وجسرالشغور", {"معرشورين", "كفر نبل", "جسرالشغور"}),
        # things, people and groups
        ("قصفت طائرات حربية سورية سراقب.", {"سراقب"}),
        ("عادوا إلى سورية.", {"سورية"}),
        ("أخليت مدرسة القدس في حمص.", {"حمص"}),
        ("التقى الشيخ ياسين الديري وفدا في سراقب.", {"سراقب"}),
        ("Men of the Hama Liberation Front and the Homs al-Adiya Brigade reached Saraqib.", {"Saraqib"}),
        ("They met in Sweida’s al-Karama Square.", {"Sweida"}),
        ("Sarin was used in Saraqib.", {"Saraqib"}),
    ],
)
def test_what_is_drawn(text: str, names: set[str]) -> None:
    assert drawn(text) == names


@pytest.mark.parametrize("text", ["قرب قرية بيت زغير", "في قرية تل حمرنة", "قرية كفر زغبة"])
def test_a_village_of_two_words_that_the_gazetteer_lacks(text: str) -> None:
    (row,) = extractor().mentions(make_article(text))
    assert (row["surface"], row["status"]) == (text.split("قرية ")[1], "unresolved")


@pytest.mark.parametrize("text", ["They left under the Four Towns agreement.", "غادروا بموجب اتفاق المدن الأربع."])
def test_an_agreement_named_after_towns_is_an_event(text: str) -> None:
    (row,) = extractor().mentions(make_article(text))
    assert (row["role"], row["status"]) == ("event", "unresolved")


def test_an_article_before_a_sun_letter_belongs_to_the_name() -> None:
    assert drawn("The column came from as-Sukhnah.") == {"as-Sukhnah"}


@pytest.mark.parametrize(
    ("written", "dual"),
    [("أحياء", False), ("وأحياء", False), ("قرى", False), ("بلدات", False), ("محافظتي", True), ("بحيي", True)],
)
def test_kind_words_of_several_things_are_told_as_they_are_written(written: str, dual: bool) -> None:
    (word,) = words_of(written)
    assert is_plural_kind(word)
    assert is_dual_kind(word) == dual


PIECES = st.lists(
    st.sampled_from(["Hama", "Homs", "حماة", ",", "and", "the", "of", "a", "'s", "Omar", "base", "field", "-", "2018"])
    | st.sampled_from(sorted(KIND_OF.keys() | TWO_WORD_KINDS.keys() | QUARTERS | SIDES))
    | st.sampled_from(sorted(TITLES | KUNYA)).map(str.title),
    min_size=1,
    max_size=8,
).map(" ".join)


@given(PIECES.filter(words_of))
def test_marks_only_spare_work(text: str) -> None:
    words = words_of(text)
    runs = [(i, last) for i in range(len(words)) for last in range(i + 1, len(words) + 1)]

    def told() -> list[object]:
        return [kind_beside(words, *run) for run in runs] + [is_person(words, i) for i in range(len(words))]

    before = told()
    for word in words:
        word.flags |= Flag.KIND | Flag.PERSON
    assert told() == before
