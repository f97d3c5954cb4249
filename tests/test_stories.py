from __future__ import annotations

import random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.articles import make_article
from geo.stories import FEWEST, SHORT, Stories, _shingles, story_of
from tests.small_world import extractor


def ids(*articles: list[str]) -> list[str]:
    stories = Stories()
    for words in articles:
        stories.add(words)
    return stories.ids()


def text(seed: int, size: int = 300) -> list[str]:
    """Return made-up words; another seed is another article."""
    rng = random.Random(seed)  # noqa: S311 -- made-up words
    return [f"w{rng.randrange(5000)}" for _ in range(size)]


def reprints(words: list[str]) -> list[list[str]]:
    """Return an article as five papers print it."""
    edited = [f"x{n}" if n % 25 == 7 else word for n, word in enumerate(words)]
    return [
        words,
        ["beirut", "reuters", "by", "a", "reporter", *words],
        words[: len(words) * 6 // 10],
        [*words, "reporting", "by", "our", "staff", "editing", "by", "the", "desk"],
        edited,
    ]


def test_five_reprints_are_one_story_and_others_are_others() -> None:
    found = ids(*reprints(text(1)), *reprints(text(2)), text(3))
    assert len(set(found[:5])) == len(set(found[5:10])) == 1
    assert len(set(found)) == 3


def test_an_article_alone_has_the_id_that_it_has_among_strangers() -> None:
    assert ids(text(1), text(2)) == [story_of(text(1)), story_of(text(2))]


@settings(max_examples=30, deadline=None)
@given(data=st.data(), seeds=st.lists(st.integers(0, 4), min_size=1, max_size=6))
def test_the_order_of_the_articles_changes_nothing(data: st.DataObject, seeds: list[int]) -> None:
    articles = [reprints(text(seed))[n % 5] for n, seed in enumerate(seeds)]
    order = data.draw(st.permutations(range(len(articles))))
    found = ids(*articles)
    shuffled = ids(*(articles[at] for at in order))
    assert shuffled == [found[at] for at in order]


@settings(max_examples=30, deadline=None)
@given(seeds=st.lists(st.integers(0, 9), max_size=5))
def test_reading_the_same_articles_twice_changes_nothing(seeds: list[int]) -> None:
    articles = [text(seed) for seed in seeds]
    assert ids(*articles, *articles) == ids(*articles) * 2
    stories = Stories()
    for words in articles:
        stories.add(words)
    assert stories.ids() == stories.ids()


@given(st.lists(st.lists(st.sampled_from(["a", "b", "c"]), max_size=FEWEST - 1), max_size=6))
def test_short_articles_are_one_story_only_if_their_words_are_the_same(articles: list[list[str]]) -> None:
    assert ids(*articles) == [story_of(words) for words in articles]


def test_reports_by_one_pattern_are_not_one_story() -> None:
    def report(n: int) -> list[str]:
        return (
            f"{n} people were killed and {n}1 wounded on day{n} when shells fell on town{n} in the countryside of c{n} "
            f"said council{n} adding that house{n} was damaged and that team{n} was looking for survivors under the "
            f"rubble of school{n} while road{n} remained closed to traffic"
        ).split()

    assert FEWEST < len(report(1)) < SHORT
    assert len(set(ids(*map(report, range(50))))) == 50


def test_a_standing_paragraph_makes_no_story() -> None:
    standing = text(99, 130)
    assert len(set(ids(text(1, 200) + standing, text(2, 200) + standing))) == 2


ENGLISH = (
    "Warplanes bombed Saraqib on Tuesday, killing two men at the market, residents said. Rescue workers pulled four "
    "children from a house near the old bakery. The army did not comment. Families left for villages to the north, "
    "some on foot, others in lorries that usually carry olives. A nurse at the clinic counted thirty wounded and "
    "asked for blood. By nightfall the road to Homs was closed, and the shops stayed shut. The council said that it "
    "would open the schools again when the skies were quiet, and asked everyone to stay away from the river bridge, "
    "where part of a bomb still lay between the rails. Fuel was short, and bakers worked by candlelight until dawn."
)
ARABIC = (
    "قصفت طائرات حربية مدينة سراقب صباح الثلاثاء، وقتل رجلان في السوق بحسب السكان. وأخرج المسعفون أربعة أطفال من بيت "
    "قرب الفرن القديم. ولم يعلق الجيش. وغادرت عائلات إلى قرى الشمال سيرا على الأقدام أو في شاحنات تنقل الزيتون عادة. "
    "وأحصت ممرضة في المستوصف ثلاثين جريحا وطلبت دما. ومع حلول الليل أغلق الطريق إلى حمص وبقيت المحال مغلقة. وقال "
    "المجلس المحلي إنه سيفتح المدارس حين تهدأ السماء، وطلب من الجميع الابتعاد عن جسر النهر حيث بقي جزء من قنبلة بين "
    "القضبان. وكان الوقود قليلا وعمل الخبازون على ضوء الشموع حتى الفجر. وقال صاحب متجر إن أحدا لم ينم، وإن الكلاب ظلت "
    "تنبح إلى الصباح، وإن جاره خرج يبحث عن أخيه ولم يعد بعد، وإن الناس يخشون ليلة أخرى مثلها."
)


@pytest.mark.parametrize("body", [ENGLISH, ARABIC])
def test_a_table_groups_reprints_and_leaves_all_else_as_it_is(body: str) -> None:
    articles = [
        make_article(body, title="Two die in Saraqib", article_id="a"),
        make_article(f"BEIRUT (Reuters) - {body} (Reporting by our staff)", title="Bombs on Idlib", article_id="b"),
        make_article("Shells fell on Homs and the market burned.", title="Homs", article_id="c"),
    ]
    rows = extractor().table(articles).to_pylist()
    alone = [row for article in articles for row in extractor().mentions(article)]

    def without(found: list[dict[str, Any]]) -> list[dict[str, Any]]:
        return [{name: row[name] for name in row if name != "story_id"} for row in found]

    assert without(rows) == without(alone)
    story = {row["article_id"]: row["story_id"] for row in rows}
    own = {row["article_id"]: row["story_id"] for row in alone}
    assert story["a"] == story["b"] == min(own["a"], own["b"])
    assert story["c"] == own["c"] != story["a"]


def test_a_headline_and_a_date_do_not_change_the_story() -> None:
    first, second = (extractor().mentions(make_article(ENGLISH, title=title)) for title in ("One in Homs", "Two"))
    assert first[-1]["story_id"] == second[-1]["story_id"]


@given(st.lists(st.text("abcسé", min_size=1, max_size=3), max_size=9))
def test_shingles_are_the_runs_of_three_words(words: list[str]) -> None:
    assert _shingles(" ".join(words), words) == [" ".join(words[at : at + 3]).encode() for at in range(len(words) - 2)]


def test_signatures_that_do_not_fit_into_memory_wait_on_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    articles = [*reprints(text(1)), text(2), *reprints(text(3)), text(1)]
    kept = ids(*articles)
    monkeypatch.setattr("geo.stories._IN_MEMORY", 600)
    assert ids(*articles) == kept
