"""Documents, workbooks and archives: what is read of them, and what is refused."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime
from pathlib import Path

import docx
import openpyxl
import pyarrow as pa
import pyarrow.parquet
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.articles import Article
from geo.exc import ArticleError, LimitError
from geo.intake.files import File, encoding_of, text_of
from geo.intake.limits import Limits
from geo.intake.reading import ENDINGS, read_files
from geo.intake.tables import guessed_columns, header_of, kind_of
from geo.mention import SCHEMA

ARABIC = "قصفت مدفعية بلدة كفرنبل في ريف إدلب الجنوبي يوم الثلاثاء، وقال ناشطون محليون إن فرناً خرج من الخدمة."


def read(*files: File, columns: dict[str, str] | None = None, **limits: int) -> tuple[list[Article], list[str]]:
    told: list[ArticleError] = []
    articles = list(read_files(files, columns=columns, limits=Limits(**limits), report=told.append))
    return articles, [str(error) for error in told]


def zipped(files: dict[str, bytes], name: str = "a.zip") -> File:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for inside, data in files.items():
            archive.writestr(inside, data)
    return File(name, stream.getvalue())


def word(*paragraphs: str, title: str = "") -> File:
    document = docx.Document()
    document.core_properties.title = title
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    table = document.add_table(rows=1, cols=2)
    table.rows[0].cells[0].text, table.rows[0].cells[1].text = "Saraqib", "2 hurt"
    stream = io.BytesIO()
    document.save(stream)
    return File("report.docx", stream.getvalue())


def pdf(line: str) -> File:
    """Return a PDF of one page with one line of ASCII text."""
    content = f"BT /F1 12 Tf 72 720 Td ({line}) Tj ET".encode()
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(content), content),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    data, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj%s endobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"xref\n0 6\n0000000000 65535 f \n%strailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (
        table,
        len(data),
    )
    return File("report.pdf", data + end)


def workbook(*rows: tuple[object, ...]) -> File:
    book = openpyxl.Workbook()
    book.active.title = "empty"
    sheet = book.create_sheet("articles")
    for row in rows:
        sheet.append(row)
    stream = io.BytesIO()
    book.save(stream)
    return File("a.xlsx", stream.getvalue())


def test_a_word_file_is_read_in_order_with_its_tables() -> None:
    (article,), told = read(word("Shells fell on Saraqib.", ARABIC, title="A day"))
    assert told == []
    assert article.text == f"Shells fell on Saraqib.\n{ARABIC}\nSaraqib\t2 hurt"
    assert (article.article_id, article.title) == ("report", "A day")


def test_a_pdf_is_read_page_by_page() -> None:
    (article,), told = read(pdf("Shells fell on Saraqib."))
    assert told == []
    assert article.text == "Shells fell on Saraqib."


def test_a_workbook_is_a_table_of_articles_with_typed_cells() -> None:
    file = workbook(
        ("ID", "Body", "Date"),
        (7, "Shells fell on Saraqib.", datetime(2018, 9, 4)),  # noqa: DTZ001 (a workbook has no zones)
        (None, None, None),
        (8, "", None),
        (9, ARABIC, "2018-09-05"),
    )
    articles, told = read(file, columns={"text": "Body"})
    assert [(a.article_id, a.published) for a in articles] == [("7", date(2018, 9, 4)), ("9", date(2018, 9, 5))]
    assert articles[1].language == "ar"
    assert ["line 4" in line and "neither" in line for line in told] == [True]


def test_a_parquet_file_is_a_table_of_articles() -> None:
    stream = io.BytesIO()
    table = pa.table({"text": ["Shells fell on Saraqib.", ARABIC], "date": [date(2018, 9, 4), None], "n": [1, 2]})
    pa.parquet.write_table(table, stream)
    articles, told = read(File("a.parquet", stream.getvalue()))
    assert told == []
    assert [(a.article_id, a.published) for a in articles] == [("a:1", date(2018, 9, 4)), ("a:2", None)]


def test_an_archive_is_read_file_by_file_and_its_system_files_are_left_out() -> None:
    file = zipped({
        "b/two.txt": b"Homs fell.", "a/one.md": b"---\ntitle: One\n---\nHama fell.", "__MACOSX/x.txt": b"x",
        ".DS_Store": b"x", "../../etc/three.txt": b"Idlib fell.", "notes.odt": b"x", "inner.zip": b"PK",
    })  # fmt: skip
    articles, told = read(file)
    assert {a.article_id for a in articles} == {"one", "two", "three"}
    assert len(told) == 2
    assert any("a.zip/notes.odt" in line for line in told)
    assert any("archive within an archive" in line for line in told)


@pytest.mark.parametrize(
    ("file", "limits", "told"),
    [
        (zipped({"bomb.txt": b"0" * 30_000_000}), {"max_zip_ratio": 100}, "SYRIA_MAP_MAX_ZIP_RATIO"),
        (zipped({f"{i}.txt": b"x" for i in range(20)}), {"max_zip_files": 10}, "SYRIA_MAP_MAX_ZIP_FILES"),
        (zipped({"a.txt": b"0" * 2_000_000}), {"max_file_mb": 1, "max_zip_ratio": 10_000}, "SYRIA_MAP_MAX_FILE_MB"),
        (zipped({str(i): bytes(900_000) for i in range(3)}), {"max_zip_mb": 2, "max_zip_ratio": 9999}, "MAX_ZIP_MB"),
        (zipped({"word/document.xml": b"0" * 30_000_000}, "a.docx"), {"max_zip_ratio": 100}, "MAX_ZIP_RATIO"),
        (zipped({"xl/workbook.xml": b"0" * 30_000_000}, "a.xlsx"), {"max_zip_ratio": 100}, "MAX_ZIP_RATIO"),
        (File("a.txt", b"Homs fell. " * 200_000), {"max_file_mb": 1}, "SYRIA_MAP_MAX_FILE_MB"),
        (File("a.txt", b"Homs fell. " * 20), {"max_article_chars": 100}, "SYRIA_MAP_MAX_ARTICLE_CHARS"),
        (File("a.csv", b"text\n" + b"Homs\n" * 20), {"max_rows": 10}, "SYRIA_MAP_MAX_ROWS"),
        (pdf("Homs"), {"max_pdf_pages": 1}, ""),
    ],
    ids=["ratio", "files", "file in zip", "zip", "docx", "xlsx", "file", "chars", "rows", "one page"],
)
def test_each_limit_refuses_and_names_its_setting(file: File, limits: dict[str, int], told: str) -> None:
    articles, problems = read(file, **limits)
    if told:
        assert any((told in problem and "found" in problem) or "unpacks" in problem for problem in problems), problems
    else:
        assert (len(articles), problems) == (1, [])


BROKEN = {
    "a.pdf": b"%PDF-1.4 nothing", "b.docx": b"PK\x03\x04 nothing", "c.xlsx": b"", "d.parquet": b"PAR1",
    "e.zip": b"PK\x03\x04", "f.html": b"<html><body></body></html>", "g.docx": b"\xd0\xcf\x11\xe0 old",
    "h.pdf": pdf("").data, "i.docm": b"PK", "j.xlsx": zipped({"a": b"b"}).data,
}  # fmt: skip


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_file_is_told_by_name_and_the_others_are_read(name: str) -> None:
    articles, told = read(File(name, BROKEN[name]), File("good.txt", b"Homs fell."))
    assert [a.article_id for a in articles] == ["good"]
    assert len(told) == 1
    assert told[0].startswith(name)
    assert "expected" in told[0]


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(ENDINGS), st.binary(max_size=300))
def test_any_bytes_are_read_or_told_never_more(ending: str, data: bytes) -> None:
    articles, told = read(File(f"any{ending}", data))
    assert articles or told or ending == ".jsonl" or ending == ".csv"


def test_entities_of_a_word_file_are_not_expanded() -> None:
    inside = dict(_members(word("Homs fell.")))
    inside["word/document.xml"] = inside["word/document.xml"].replace(
        b"<w:document ", b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]><w:document ', 1
    ).replace(b"Homs fell.", b"&e;")  # fmt: skip
    articles, told = read(zipped(inside, "a.docx"))
    assert told or "Saraqib" in articles[0].text
    secret = Path("/etc/hostname").read_text(encoding="utf-8").strip()
    assert not any(secret in a.text for a in articles)


def _members(file: File) -> list[tuple[str, bytes]]:
    with zipfile.ZipFile(io.BytesIO(file.data)) as archive:
        return [(name, archive.read(name)) for name in archive.namelist()]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1256", "iso8859_6"])
def test_the_encoding_of_arabic_is_told(encoding: str) -> None:
    file = File("a.txt", (ARABIC * 2).encode(encoding))
    assert text_of(file, "an article") == ARABIC * 2
    _, told = read(file)
    assert bool(told) == (not encoding.startswith("utf-8"))
    assert encoding_of(file) is not None


def test_columns_are_guessed_and_mentions_are_no_articles() -> None:
    assert guessed_columns(["Headline", "Body", "published", "x"]) == {
        "title": "Headline", "text": "Body", "date": "published",
    }  # fmt: skip
    assert header_of(workbook(("Headline", "Body"), ("a", "b")), Limits()) == ["Headline", "Body"]
    assert header_of(File("a.jsonl", b'\n{"text": "a", "n": 1}\n'), Limits()) == ["text", "n"]
    assert kind_of(SCHEMA.names) == "mentions"
    assert kind_of(["text", "sentence"]) == "articles"
    _, told = read(File("m.csv", ",".join(SCHEMA.names).encode() + b"\n"))
    assert "table of mentions" in told[0]


@pytest.mark.parametrize("value", ["0", "-1", "ten", "1e3", "٣"])
def test_a_limit_that_is_no_number_is_told(value: str) -> None:
    with pytest.raises(LimitError, match="SYRIA_MAP_MAX_ROWS: found"):
        Limits.from_environment({"SYRIA_MAP_MAX_ROWS": value})
