"""Reading articles: the text as it stands, what is known of it, and a plain word on what cannot be read."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from geo.articles import Article, DuplicateIdError, parse_date
from geo.exc import ArticleError
from geo.intake.reading import read_articles

DEFAULT = date(2018, 9, 6)


def read(
    *paths: Path, columns: dict[str, str] | None = None, default: date | None = None
) -> tuple[list[Article], list[str]]:
    """Return the articles and what was reported."""
    told: list[ArticleError] = []
    return list(read_articles(paths, columns=columns, default_date=default, report=told.append)), [str(e) for e in told]


def file(tmp_path: Path, name: str, content: str | bytes) -> Path:
    path = tmp_path / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    return path


def one(path: Path, default: date | None = None) -> Article:
    articles, told = read(path, default=default)
    assert told == []
    assert len(articles) == 1
    return articles[0]


def test_a_text_is_kept_as_it_stands(tmp_path: Path) -> None:
    text = "\r\n Shells fell \r\n\r\n\ton Homs.\u2028 e\u0301 \r\n"
    article = one(file(tmp_path, "007.txt", text))
    assert article.text == text
    assert (article.article_id, article.title, article.body_start) == ("007", "Shells fell", 0)
    assert not article.title_is_cell


def test_a_byte_order_mark_is_no_text(tmp_path: Path) -> None:
    assert one(file(tmp_path, "a.txt", "\ufeffHoms fell.")).text == "Homs fell."
    assert one(file(tmp_path, "a.csv", "\ufefftext\nHoms fell.\n")).text == "Homs fell."
    assert one(file(tmp_path, "a.jsonl", '\ufeff{"text": "Homs fell."}\n')).text == "Homs fell."
    article = one(file(tmp_path, "a.md", "\ufeff---\ntitle: Homs\n---\nHoms fell."))
    assert (article.title, article.text[article.body_start :]) == ("Homs", "Homs fell.")


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_front_matter_is_read_and_the_offsets_count_from_the_file_s_start(tmp_path: Path, newline: str) -> None:
    lines = ["---", "title: 'Homs: a day'", "date: 2016-02-03", "source: A wire", "url: https://example.org/1",
             "language: en", "---", "", "Homs fell."]  # fmt: skip
    article = one(file(tmp_path, "a.md", newline.join(lines)), DEFAULT)
    assert article.text == newline.join(lines)
    assert article.text[article.body_start :].strip() == "Homs fell."
    assert (article.title, article.published, article.published_source) == (
        "Homs: a day",
        date(2016, 2, 3),
        "front matter",
    )
    assert (article.source, article.url, article.language) == ("A wire", "https://example.org/1", "en")


def test_markdown_without_front_matter_is_text(tmp_path: Path) -> None:
    article = one(file(tmp_path, "a.md", "# Homs\n\nIt fell.\n\n---\n\nMore."))
    assert (article.title, article.body_start) == ("Homs", 0)


def test_a_table_is_read_cell_by_cell(tmp_path: Path) -> None:
    text = (
        'id,title,text,date,source,url,more\n007,T,"Homs, he said,\r\n""fell"".",2016-02-03,W,u,x\n,,Idlib fell.,,,,\n'
    )
    articles, told = read(file(tmp_path, "a.csv", text))
    assert told == []
    assert [a.article_id for a in articles] == ["007", "a:2"]
    assert articles[0].text == 'Homs, he said,\r\n"fell".'
    assert (articles[0].title, articles[0].title_is_cell, articles[0].published) == ("T", True, date(2016, 2, 3))
    assert (articles[0].published_source, articles[0].source, articles[0].url) == ("column", "W", "u")
    assert (articles[1].published, articles[1].published_source) == (None, "")


@pytest.mark.parametrize(
    "text",
    [
        "id;text\n7;Homs, fell\n",
        "sep=;\nid;text\n7;Homs, fell\n",
        "id\ttext\n7\tHoms, fell\n",
        'ID,Text\r\n7,"Homs, fell"\r\n',
    ],
)
def test_a_table_may_come_from_any_spreadsheet(tmp_path: Path, text: str) -> None:
    article = one(file(tmp_path, "a.csv", text))
    assert (article.article_id, article.text) == ("7", "Homs, fell")


@pytest.mark.parametrize("name", ["a.csv", "a.jsonl"])
def test_columns_are_mapped(tmp_path: Path, name: str) -> None:
    row = {"unit_id": "01", "body": "Homs fell.", "day": "3 February 2016"}
    text = json.dumps(row) if name.endswith("jsonl") else ",".join(row) + "\n" + ",".join(row.values())
    articles, told = read(file(tmp_path, name, text), columns={"id": "unit_id", "text": "body", "date": "day"})
    assert told == []
    assert [(a.article_id, a.text, a.published) for a in articles] == [("01", "Homs fell.", date(2016, 2, 3))]


def test_json_lines_keep_unicode_and_line_breaks(tmp_path: Path) -> None:
    rows = [
        {"id": 7, "text": "Homs\u2028fell\r\n\x85.", "title": None},
        {"id": "007", "text": "إدلب", "date": "2016-02-03"},
    ]
    text = "\r\n".join(json.dumps(r, ensure_ascii=False) for r in rows)
    articles, told = read(file(tmp_path, "a.jsonl", text + "\n\n"))
    assert told == []
    assert [(a.article_id, a.text, a.title) for a in articles] == [
        ("7", "Homs\u2028fell\r\n\x85.", ""),
        ("007", "إدلب", ""),
    ]
    assert [a.language for a in articles] == ["en", "ar"]


def test_ids_are_made_unique_and_rows_never_merged(tmp_path: Path) -> None:
    table = file(tmp_path, "a.csv", "id,text\n1,A\n1,A\n1-2,B\n1,C\n")
    articles, told = read(table, file(tmp_path, "b/1.txt", "D"))
    ids = [a.article_id for a in articles]
    assert [a.text for a in articles] == ["A", "A", "B", "C", "D"]
    assert len(set(ids)) == 5
    assert ids[0] == "1"
    assert len(told) == 4
    assert all("again" in t and "kept as" in t for t in told)
    assert issubclass(DuplicateIdError, ArticleError)


def test_a_folder_is_read_in_order_without_its_readme(tmp_path: Path) -> None:
    for name in ("b.txt", "a.md", "sub/c.TXT", "README.md", "notes.odt"):
        file(tmp_path, name, "Homs fell.")
    articles, told = read(tmp_path)
    assert [a.article_id for a in articles] == ["a", "b", "c"]
    assert told == []


@pytest.mark.parametrize(
    ("text", "published", "source"),
    [
        ("BEIRUT, Feb. 3, 2016 (Wire) - Homs fell.", date(2016, 2, 3), "dateline"),
        ("3 February 2016\n\nHoms fell.", date(2016, 2, 3), "dateline"),
        ("Homs fell on Tuesday.", None, ""),
        ("Homs fell in 2016.", None, ""),
        ("Homs fell on 31 February 2016.", None, ""),
        ("Homs fell. " * 40 + "3 February 2016", None, ""),
    ],
)  # fmt: skip
def test_a_dateline_is_the_last_resort(tmp_path: Path, text: str, published: date | None, source: str) -> None:
    path = file(tmp_path, "a.txt", text)
    assert (one(path).published, one(path).published_source) == (published, source)
    assert (one(path, DEFAULT).published, one(path, DEFAULT).published_source) == (DEFAULT, "option")


@pytest.mark.parametrize(
    "text", ["2016-02-03", "2016-02-03T23:59:59Z", " 3 February 2016 ", "Feb. 3, 2016", "20160203"]
)
def test_dates_of_articles(text: str) -> None:
    assert parse_date(text) == date(2016, 2, 3)


@pytest.mark.parametrize(
    "text", ["31 February 2016", "2016-02-30", "yesterday", "2016", "February 2016", "soon", "3 and 5 May 2016", "0"]
)
def test_what_is_no_one_day_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"found .*expected") as error:
        parse_date(text)
    assert text in str(error.value)


BAD = {
    "empty.txt": ("", ["empty", "expected an article"]),
    "blank.txt": (" \n\r\n", ["empty", "expected an article"]),
    "empty.csv": ("", ["empty", "expected"]),
    "binary.txt": (b"\x89PNG\r\n\x1a\n\x00\x00\xff", ["found a binary", "expected an article"]),
    "nul.txt": ("Homs\nfell\x00", ["line 2", "NUL", "expected"]),
    "notext.csv": ("id,body\n1,Homs\n", ["line 1", "'text'", "id, body", "--column text=NAME"]),
    "quote.csv": ('text\n"Homs fell\n', ["line", "expected CSV"]),
    "feb.md": ("---\ndate: 31 February 2016\n---\nHoms fell.", ["date", "'31 February 2016'", "expected a date"]),
    "yaml.md": ("---\ntitle: [Homs\n---\nHoms fell.", ["line", "not YAML", "expected"]),
    "yaml2.md": ("---\nok: 1\ntitle: 'Homs\n---\nHoms fell.", ["line", "not YAML", "expected"]),
    "list.md": ("---\n- Homs\n---\nHoms fell.", ["line 2", "without names", "expected"]),
    "letter.odt": ("PK", ["'.odt'", ".txt, .md, .html"]),
    "noending": ("Homs", ["(none)", "expected"]),
}


@pytest.mark.parametrize("name", BAD)
def test_a_file_that_cannot_be_read_is_told_and_the_others_are_read(tmp_path: Path, name: str) -> None:
    content, parts = BAD[name]
    bad, good = file(tmp_path, name, content), file(tmp_path, "good.txt", "Homs fell.")
    articles, told = read(bad, good)
    assert [a.article_id for a in articles] == ["good"]
    assert len(told) == 1
    assert all(part in told[0] for part in [str(bad), *parts]), told
    assert "found" in told[0] or "empty" in told[0]


@pytest.mark.parametrize(
    ("name", "content", "line", "parts"),
    [
        ("a.csv", "id,text,date\n1,Homs,\n2,Homs\n3,Homs,\n", 3, ["found 2 cells", "expected 3"]),
        ("a.csv", 'id,text,date\n1,"Homs\nfell",\n2,Homs,,x\n3,Homs,\n', 4, ["found 4 cells", "expected 3"]),
        ("a.csv", "id,text,date\n1,Homs,\n2,Homs,31 February 2016\n3,Homs,\n", 3, ["date", "'31 Feb"]),
        ("a.csv", "id,text,date\n1,Homs,\n\n2,,\n3,Homs,\n", 4, ["neither a text nor a title", "expected"]),
        ("a.jsonl", '{"id":"1","text":"A"}\n{"id":\n{"id":"3","text":"A"}\n', 2, ["not JSON", "expected"]),
        ("a.jsonl", '{"id":"1","text":"A"}\n[1]\n{"id":"3","text":"A"}\n', 2, ["list", "expected an object"]),
        ("a.jsonl", '{"id":"1","text":"A"}\n{"body":"B"}\n{"id":"3","text":"A"}\n', 2, ["no text", "body"]),
        ("a.jsonl", '{"id":"1","text":"A"}\n{"text":5}\n{"id":"3","text":"A"}\n', 2, ["no text"]),
    ],
)  # fmt: skip
def test_a_bad_row_is_told_by_its_line_and_the_others_are_read(
    tmp_path: Path, name: str, content: str, line: int, parts: list[str]
) -> None:
    path = file(tmp_path, name, content)
    articles, told = read(path)
    assert [a.article_id for a in articles] == ["1", "3"]
    assert len(told) == 1
    assert all(part in told[0] for part in [f"{path}, line {line}", *parts]), told


def test_a_folder_without_articles_and_a_missing_file_are_told(tmp_path: Path) -> None:
    file(tmp_path, "notes.odt", "x")
    _, told = read(tmp_path, tmp_path / "gone.txt")
    assert "found no article" in told[0]
    assert str(tmp_path / "gone.txt") in told[1]
    assert "expected" in told[1]


def test_a_column_that_is_not_there_is_told(tmp_path: Path) -> None:
    _, told = read(file(tmp_path, "a.csv", "id,text\n1,Homs\n"), columns={"id": "unit"})
    assert "line 1" in told[0]
    assert "'unit'" in told[0]
    assert "id, text" in told[0]


def test_a_title_with_a_colon_needs_no_quotes(tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    file.write_text("---\ntitle: Clashes: Idlib\ndate: 2018-09-04\n---\nHoms", encoding="utf-8")
    (article,) = read_articles([file], report=pytest.fail)
    assert (article.title, str(article.published)) == ("Clashes: Idlib", "2018-09-04")


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("a.md", "---\ntitle: Homs\n\nHoms fell.", "does not end"),
        ("a.md", "---\ndate: [1, 2]\n---\nHoms", "date: found a list"),
        ("a.csv", "text,text\nA,B\n", "stands twice"),
        ("a.jsonl", '{"text": "\\ud800"}\n', "surrogate"),
        ("a.jsonl", "[" * 100_000 + "\n", "not JSON"),
        ("a.txt", "\ufeff", "empty"),
    ],
)
def test_odd_input_is_told(tmp_path: Path, name: str, content: str, told: str) -> None:
    (tmp_path / name).write_text(content, encoding="utf-8")
    problems: list[str] = []
    assert list(read_articles([tmp_path / name], report=lambda error: problems.append(str(error)))) == []
    assert [told in problem and name in problem for problem in problems] == [True]


def test_a_stray_quote_costs_its_row_alone(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text('id,text\n1,Homs\n2,"He said "hello" in Homs"\n3,Hama\n', encoding="utf-8")
    problems: list[str] = []
    articles = list(read_articles([file], report=lambda error: problems.append(str(error))))
    assert [a.article_id for a in articles] == ["1", "3"]
    assert "line 3" in problems[0]


@pytest.mark.parametrize(("stated", "code"), [("ar-SY", "ar"), ("Arabic", "ar"), ("en", "en"), ("", "en")])
def test_a_language_is_its_code(tmp_path: Path, stated: str, code: str) -> None:
    file = tmp_path / "a.csv"
    file.write_text(f"text,language\nHoms fell,{stated}\n", encoding="utf-8")
    (article,) = read_articles([file], report=pytest.fail)
    assert article.language == code
