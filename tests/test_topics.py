from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.exc import TopicsError
from geo.matcher import words_of
from geo.topic_triggers import COLUMNS
from geo.topics import Topics
from tests.small_world import read

TOPICS = Topics.load()


def topics(text: str) -> set[str]:
    return set(TOPICS.topics_of(words_of(text)))


def test_the_topics_and_their_order() -> None:
    assert TOPICS.names == (
        "air strike", "shelling", "ground fighting", "chemical", "IED and mines", "detention", "displacement", "aid",
        "talks and ceasefire", "change of control", "protest",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Air-strikes on Idlib went on all night.", {"air strike"}),
        ("Helicopters dropped two barrel bombs on the market.", {"air strike"}),
        ("A mortar round fell in the yard.", {"shelling"}),
        ("Clashes broke out at the edge of the town.", {"ground fighting"}),
        ("Inspectors found traces of sarin.", {"chemical"}),
        ("A mine exploded under the bus.", {"IED and mines"}),
        ("Agents detained four students at the checkpoint.", {"detention"}),
        ("Thousands fled towards the border.", {"displacement"}),
        ("The convoy brought aid for two weeks.", {"aid"}),
        ("Both sides agreed to a truce.", {"talks and ceasefire"}),
        ("The army recaptured al-Bab.", {"change of control"}),
        ("Rebels seized al-Bab.", {"change of control"}),
        ("Protesters filled the square.", {"protest"}),
        ("Warplanes bombed the town and families fled.", {"air strike", "displacement"}),
        ("شنت الطائرات غارات على البلدة.", {"air strike"}),
        ("ألقت المروحيات براميل متفجرة على الحي.", {"air strike"}),
        ("قصفت المدفعية القرية.", {"shelling"}),
        ("دارت اشتباكات عنيفة.", {"ground fighting"}),
        ("استهدفت البلدة بغاز السارين.", {"chemical"}),
        ("وانفجر لغم بحافلة.", {"IED and mines"}),
        ("عثروا على عبوة ناسفة.", {"IED and mines"}),
        ("اعتقلت الدورية ثلاثة شبان.", {"detention"}),
        ("ونزح السكان إلى الحدود.", {"displacement"}),
        ("وصلت مساعدات إنسانية.", {"aid"}),
        ("أعلن وقف إطلاق النار.", {"talks and ceasefire"}),
        ("سيطرت الفصائل أمس على البلدة.", {"change of control"}),
        ("خرجت مظاهرة في الساحة.", {"protest"}),
    ],
)  # fmt: skip
def test_what_a_sentence_is_about(text: str, expected: set[str]) -> None:
    assert topics(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Teachers went on strike over pay.",
        "The inmates began a hunger strike.",
        "They struck a deal on wheat prices.",
        "A friend of mine lives there.",
        "The salt mine was closed.",
        "The exercise demonstrated that the radar works.",
        "It was a demonstration of force.",
        "Two aides of the minister travelled with him.",
        "He gave first aid to the driver.",
        "The scene was captured on video.",
        "A fire broke out in the kitchen.",
        "He suffered a cardiac arrest.",
        "The minister talks to reporters on Monday.",
        "Sea shells decorate the wall.",
        "The gas field lies in the desert.",
        "The price of bread fell to the lowest level of the year; prices fell again.",
        "أعلنت هيئة تحرير الشام عن مسابقة.",
        "عقد الوزير مؤتمرا صحفيا.",
        "أضرب العمال، وهو إضراب عن الطعام.",
        "يعيش في بلدة الحراك.",
    ],
)
def test_words_that_mean_something_else(text: str) -> None:
    assert topics(text) == set()


@pytest.mark.parametrize("proclitic", ["", "و", "ف", "ب", "وال", "ال", "لل", "وب", "وبال"])
def test_arabic_words_are_found_behind_their_proclitics(proclitic: str) -> None:
    assert topics(f"{proclitic}هدنة") == {"talks and ceasefire"}


def table(tmp_path: Path, *rows: str) -> Path:
    path = tmp_path / "topics.csv"
    path.write_text("\n".join([",".join(COLUMNS), *rows]) + "\n", encoding="utf-8")
    return path


def test_conditions_gaps_exceptions_and_names(tmp_path: Path) -> None:
    own = Topics.load(
        table(
            tmp_path,
            "@air,en,jet/jets,,,",
            ",en,bomb shelter,,,none",
            "from the air,en,bomb,@air,film,",
            "taken,en,took ... control|took <Name>,,,",
        )
    )

    def found(text: str) -> tuple[str, ...]:
        return own.topics_of(words_of(text))

    assert own.names == ("from the air", "taken")
    assert found("the jets and the bomb") == ("from the air",)
    assert found("the bomb") == ()
    assert found("the jets and the bomb in the film") == ()
    assert found("jets over the bomb shelter") == ()
    assert found("jets hit the bomb shelter with a bomb") == ("from the air",)
    assert found("they took full control") == ("taken",)
    assert found("they took one two three four five six control") == ("taken",)
    assert found("they took one two three four five six seven control") == ()
    assert found("they took al-Bab") == ("taken",)
    assert found("they took bread") == ()


def test_words_of_each_list_are_asked_for_and_silent_phrases_do_not_count(tmp_path: Path) -> None:
    own = Topics.load(table(tmp_path, ",en,national coalition,,,", "hit,en,hit,coalition/jets & depot/base,,"))

    def found(text: str) -> tuple[str, ...]:
        return own.topics_of(words_of(text))

    assert found("the coalition hit a depot") == ("hit",)
    assert found("the coalition hit a wall") == ()
    assert found("somebody hit a depot") == ()
    assert found("the national coalition: somebody hit a depot") == ()


def test_arabic_forms_with_pronouns_and_in_the_future(tmp_path: Path) -> None:
    own = Topics.load(table(tmp_path, "a,ar,قصف+|سيطرة+,,,", "b,ar,يقصف,,,", "c,ar,هدنة,,,"))

    def found(text: str) -> tuple[str, ...]:
        return own.topics_of(words_of(text))

    assert found("قصف") == found("وقصفهم") == found("بسيطرتها") == found("السيطرة") == ("a",)
    assert found("سيقصف") == found("وسيقصف") == ("b",)
    assert found("هدنتها") == ()


def test_the_longest_phrase_is_taken_that_begins_or_ends_at_a_word(tmp_path: Path) -> None:
    own = Topics.load(table(tmp_path, "air,en,russian raid,,,", "ground,en,raid,,,"))
    assert own.topics_of(words_of("a russian raid")) == ("air",)
    assert own.topics_of(words_of("a raid")) == ("ground",)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The coalition struck two depots outside Abu Kamal.", {"air strike"}),
        ("State media spoke of an Israeli aggression near the airport.", {"air strike"}),
        ("Barrels rained from the sky over the market.", {"air strike"}),
        ("Su-24s hit the bakery twice.", {"air strike"}),
        ("Cluster bombs struck a street in the old town.", {"air strike"}),
        ("A mortar round landed beside the school.", {"shelling"}),
        ("Scud missiles came down on the eastern quarter.", {"shelling"}),
        ("The regiment's heavy guns opened up after sunset.", {"shelling"}),
        ("Grenades flew as two factions traded fire in the bazaar.", {"ground fighting"}),
        ("Marines fought their way through to the barracks.", {"ground fighting"}),
        ("Infantry crossed the river and pushed towards the silos.", {"ground fighting"}),
        ("Doctors saw pinpoint pupils and foaming at the mouth.", {"chemical"}),
        ("The victims had been exposed to toxic gas.", {"chemical"}),
        ("A mine killed a farmer on his tractor.", {"IED and mines"}),
        ("Sappers cleared bomblets from the orchard.", {"IED and mines"}),
        ("Masked gunmen dragged off two doctors.", {"detention"}),
        ("The patrol took away his brothers at night.", {"detention"}),
        ("He was held in a cell of the branch for a year.", {"detention"}),
        ("Families were pouring over the hills into Lebanon.", {"displacement"}),
        ("Some 900 people had left by dawn.", {"displacement"}),
        ("Green buses ferried the wounded out of the enclave.", {"displacement"}),
        ("Lorries with flour and blankets waited at the crossing.", {"aid"}),
        ("Rescuers called it too late: no help had arrived after the earthquake.", {"aid"}),
        ("The faction agreed to hand in its arms and was still talking.", {"talks and ceasefire"}),
        ("Rebels lowered the flag and the army took most of the district.", {"change of control"}),
        ("Loyalists abandoned the base to insurgents.", {"change of control"}),
        ("Troops redeployed from the eastern suburbs.", {"change of control"}),
        ("Crowds filled the square to demand bread.", {"protest"}),
        ("Police fired at mourners and used tear gas.", {"protest"}),
        ("The planes emptied their bombs over the valley.", {"air strike"}),
        ("A bomber in a vest detonated at the wedding.", {"IED and mines"}),
        ("Armed men seized him at the bus station.", {"detention"}),
        ("A hundred households were pushed northwards.", {"displacement"}),
        ("The village stands empty since May.", {"displacement"}),
        ("The hamlet came under the control of the council.", {"change of control"}),
        ("Volunteers handed out insulin and blankets.", {"aid"}),
        ("Both delegations accepted the proposal.", {"talks and ceasefire"}),
        ("Hundreds of women marched with candles.", {"protest"}),
        ("أمطرت المقاتلات القرية بالصواريخ.", {"air strike"}),
        ("رجعت العائلات إلى قراها ومنازلهم.", {"displacement"}),
        ("مصيرهم مجهول بعد خروج زملائهم من السجن.", {"detention"}),
        ("أصبحت القرية تحت سيطرة الجيش.", {"change of control"}),
        ("ينددون بالغلاء وهتفت الجموع للحرية.", {"protest"}),
        ("سقط برميلان متفجران من مروحية.", {"air strike"}),
        ("تعرض الحي لقصف جوي ومدفعي.", {"air strike", "shelling"}),
        ("سقطت قذيفتان قرب الفرن.", {"shelling"}),
        ("كسر المقاتلون طوق الحصار عن الثكنة.", {"ground fighting"}),
        ("سجلت حالات ضيق تنفس إثر استنشاق غازات سامة.", {"chemical"}),
        ("قتل راع بانفجار قنبلة من مخلفات الحرب.", {"IED and mines"}),
        ("ستفرج الفصائل عن أسيرين.", {"detention"}),
        ("داهمت دورية منزله واقتادته إلى جهة مجهولة.", {"detention"}),
        ("افترش القادمون العراء قرب الحدود.", {"displacement"}),
        ("وصلت شاحنات محملة بأكياس الدقيق.", {"aid"}),
        ("توصل الطرفان إلى تفاهم بوساطة روسية.", {"talks and ceasefire"}),
        ("انتزعتها الفصائل بعد سقوط آخر معاقل التنظيم.", {"change of control"}),
        ("أشعل شبان إطارات وقطعوا الطريق احتجاجا.", {"protest"}),
        ("Nine girls perished when two jets swooped on their school.", {"air strike"}),
        ("After three fruitless assaults the rebels gave up.", {"ground fighting"}),
        ("His uncle was flung into a cell for a joke.", {"detention"}),
        ("Convicts barricaded the dormitory of the prison after a mutiny.", {"detention"}),
        ("Families trudged over the border at night.", {"displacement"}),
        ("The two-day lull in the fighting was over by noon.", {"talks and ceasefire", "ground fighting"}),
        ("Fighters of the front strolled into Ariha.", {"change of control"}),
        ("The town is about to fall, its mayor said.", {"change of control"}),
        ("What the camp needs is flour.", {"aid"}),
        ("Women banged pots against the tax.", {"protest"}),
        ("مسلحون فتحوا النار على سيارة المختار.", {"ground fighting"}),
        ("مقاتلون يعطبون عربة مدرعة.", {"ground fighting"}),
        ("انكفأت القوات نحو المطار.", {"change of control"}),
        ("باتت الفصائل تسيطر على نصف الجبل.", {"change of control"}),
        ("فرق الأمن حشودا أمام الجامع.", {"protest"}),
        ("أضرب تجار المدينة.", {"protest"}),
        ("جلس الوفدان حول طاولة واحدة.", {"talks and ceasefire"}),
    ],
)  # fmt: skip
def test_how_wires_monitors_and_activists_tell_it(text: str, expected: set[str]) -> None:
    assert topics(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The National Coalition met in a hotel.",
        "He taught at the artillery college.",
        "Sleeper cells worry the council.",
        "The next round was dull.",
        "They took part in a wedding.",
        "The band streamed live.",
        "The lira lost ground.",
        "The hamlet is under the control of a council.",
        "People came to the feast from all over the country.",
        "A fire swept through the warehouse.",
        "He moved to Berlin to study.",
        "Snow blocked the road.",
        "قالت منظمات إغاثية إن الوضع صعب.",
        "نفت الجبهة الوطنية للتحرير الخبر.",
        "أعلنت هيئة تحرير المجلة عددا جديدا.",
        "Iran shipped attack drones to the base.",
        "The bus fell into a ravine.",
        "المجلس النرويجي للاجئين ينظم دورة.",
        "لاذ المهاجمون بالفرار.",
        "استولى الفصيل على أربعين منزلا.",
        "انقطعت الكهرباء عن آلاف العائلات.",
        "نام الأطفال في الأقبية.",
        "صادرت الجمارك براميل زيت على الطريق.",
    ],
)
def test_other_senses_of_the_fuller_words(text: str) -> None:
    assert topics(text) == set()


def test_no_phrase_goes_across_a_comma() -> None:
    assert topics("He owns some land, mine too.") == set()
    assert topics("He stepped on a land mine.") == {"IED and mines"}


@pytest.mark.parametrize(
    ("row", "named"),
    [
        ("x,fr,bomb,,,", ["line 2", "language", "'fr'", "en, ar"]),
        ("x,en,,,,", ["line 2", "triggers"]),
        ("x;y,en,bomb,,,", ["line 2", "topic", "'x;y'"]),
        ("x,en,bomb,@jets,,", ["line 2", "with", "'@jets'"]),
        ("x,en,bomb,a jet,,", ["line 2", "with", "'a jet'"]),
        ("x,en,قصف+,,,", ["line 2", "triggers", "'قصف+'"]),
        ("x,en,bomb ...,,,", ["line 2", "triggers", "'bomb ...'"]),
        ("x,en,<Name> fell,,,", ["line 2", "triggers", "<Name>"]),
        ("x,en,bomb!,,,", ["line 2", "triggers", "'bomb!'"]),
        ("x,en,bomb", ["line 2", "3 cells", "6"]),
        ("@x,en,bomb,,,", ["no topic"]),
    ],
)
def test_a_row_that_cannot_be_used_is_refused_by_its_line(tmp_path: Path, row: str, named: list[str]) -> None:
    path = table(tmp_path, row)
    with pytest.raises(TopicsError) as caught:
        Topics.load(path)
    assert all(part in str(caught.value) for part in [str(path), *named])


def test_a_column_that_is_missing_is_named(tmp_path: Path) -> None:
    path = tmp_path / "topics.csv"
    path.write_text("topic,language\nx,en\n", encoding="utf-8")
    with pytest.raises(TopicsError, match="triggers"):
        Topics.load(path)


def test_a_list_is_named_once(tmp_path: Path) -> None:
    with pytest.raises(TopicsError, match="line 3"):
        Topics.load(table(tmp_path, "@a,en,x,,,", "@a,en,y,,,"))


def test_mentions_bear_the_topics_of_their_sentence() -> None:
    rows = read("Warplanes bombed Saraqib. In Homs, thousands protested.")
    assert [(row["surface"], row["topics"]) for row in rows] == [("Saraqib", ["air strike"]), ("Homs", ["protest"])]


@given(st.text(alphabet=st.sampled_from(list("abcmines strike قصفو ,.-al\n"))))
def test_any_text_has_topics_of_the_table(text: str) -> None:
    assert topics(text) <= set(TOPICS.names)


PLAIN = Topics.load()
TRIGGERS = {trigger for head in PLAIN._heads.values() for trigger, _, _ in head._triggers}
for head in PLAIN._heads.values():
    head._before = head._behind = head._reach = frozenset()
    head._lone = tuple(trigger for trigger, _, _ in head._triggers)
PHRASES = sorted(" ".join(min(slot) for run in (t.run, *t.later) for slot in run if slot) for t in TRIGGERS)
WORDS = [*sorted(PLAIN._heads)[::40], "of", "the", "and", "a", "no", "Name", "-", ",", "في", "من", "نفى"]


@settings(max_examples=400)
@given(st.lists(st.sampled_from(PHRASES) | st.sampled_from(WORDS), max_size=9).map(" ".join))
def test_triggers_that_are_left_out_would_not_be_met(text: str) -> None:
    words = words_of(text)
    assert TOPICS.topics_of(words) == PLAIN.topics_of(words)


@pytest.mark.parametrize("word", ["took", "took control", "seized town", "the", "قصف", "bomb shelter hit"])
def test_a_long_sentence_takes_linear_time(word: str) -> None:
    words = words_of(f"{word} " * 20_000)
    began = time.process_time()
    TOPICS.topics_of(words)
    assert time.process_time() - began < 5
