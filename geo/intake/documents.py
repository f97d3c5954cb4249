"""Documents that are more than text: web pages, Word files, PDF. Their words are read; nothing in them is run.

Macros and scripts are never executed, no link, image or entity is followed. The text is what the library reads, and
mentions count their offsets in that; the workspace keeps it.
"""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Iterable
from typing import Final

import docx
import docx.opc.exceptions
import pypdf
import trafilatura
from docx.table import Table
from docx.text.paragraph import Paragraph

from geo.articles import Article, article_from, headline
from geo.exc import ArticleError
from geo.intake.archive import check_archive
from geo.intake.files import File
from geo.intake.limits import Limits

_STATED_DATES: Final = {"extensive_search": False, "original_date": True, "outputformat": "%Y-%m-%d"}
"""A page's date is taken where the page states it, not from whatever looks like a date in it."""

_PRESENTATION_FORMS: Final = range(0xFB50, 0xFF00)
"""Arabic letters as they are drawn, which PDF files may hold in place of letters."""


def read_html(file: File, url: str = "") -> Article:
    """Return the article of a web page: its main text, and what its metadata say (title, date, site, address).

    Raises
    ------
    ArticleError
        If no article can be found in the page.
    """
    if not file.data.strip():
        raise ArticleError(f"{file.name}: the file is empty; expected a web page")
    page = trafilatura.bare_extraction(
        file.data, url=url or None, include_comments=False, with_metadata=True, date_extraction_params=_STATED_DATES
    )
    text = (getattr(page, "text", None) or "").strip()
    if not text:
        raise ArticleError(f"{file.name}: found no article in this page; expected a page with a text (or paste it)")
    facts = {
        "date": _stated(page, "date"),
        "source": _stated(page, "sitename") or _stated(page, "hostname"),
        "url": url or _stated(page, "url"),
    }
    title = _stated(page, "title")
    return article_from(file.name, "page", facts, text, 0, file.stem, title, cell=bool(title))


def read_docx(file: File, limits: Limits) -> Article:
    """Return the article of a Word file: paragraphs a line each, the cells of a table with tabs between them.

    Raises
    ------
    ArticleError
        If it is no Word file, unpacks too large, or holds no text.
    """
    check_archive(file, limits)
    try:
        document = docx.Document(io.BytesIO(file.data))
        text = "\n".join(_lines(document.iter_inner_content()))
        title = document.core_properties.title.strip()
    except (ValueError, KeyError, docx.opc.exceptions.PackageNotFoundError, SyntaxError) as error:
        raise ArticleError(f"{file.name}: found no Word file that can be read ({error}); expected .docx") from error
    if not text.strip():
        raise ArticleError(f"{file.name}: found no text in this document; expected an article")
    return article_from(file.name, "document", {}, text, 0, file.stem, title or headline(text, 0), cell=bool(title))


def read_pdf(file: File, limits: Limits) -> Article:
    """Return the article of a PDF: the text of its pages, an empty line between them.

    Arabic letters in their drawn forms become letters (Unicode compatibility decomposition, NFKC).

    Raises
    ------
    ArticleError
        If it is no PDF, is encrypted, has too many pages or no text (a scan).
    """
    try:
        reader = pypdf.PdfReader(io.BytesIO(file.data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise ArticleError(f"{file.name}: found an encrypted PDF; expected one without a password")
        if len(reader.pages) > limits.max_pdf_pages:
            raise ArticleError(
                f"{file.name}: found {len(reader.pages):,} pages; {limits.expected('max_pdf_pages', 'pages')}"
            )
        pages: list[str] = []
        size = 0
        for page in reader.pages:
            pages.append(page.extract_text().strip())
            size += len(pages[-1])
            if size > limits.max_article_chars:
                raise ArticleError(
                    f"{file.name}: found over {size:,} characters; "
                    + limits.expected("max_article_chars", "characters")
                )
        title = str((reader.metadata.title if reader.metadata else None) or "").strip()
    except ArticleError:
        raise
    except Exception as error:  # a damaged PDF fails in whatever part of pypdf meets it
        raise ArticleError(f"{file.name}: found no PDF that can be read ({error}); expected one") from error
    text = "\n\n".join(page for page in pages if page)
    if not text:
        raise ArticleError(
            f"{file.name}: found no text in this PDF, as in a scan; expected text (recognise it with OCR first)"
        )
    if any(ord(letter) in _PRESENTATION_FORMS for letter in text):
        text = unicodedata.normalize("NFKC", text)
    return article_from(file.name, "document", {}, text, 0, file.stem, title or headline(text, 0), cell=bool(title))


def _lines(blocks: Iterable[Paragraph | Table]) -> Iterable[str]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block.text
        else:
            for row in block.rows:
                yield "\t".join(cell.text for cell in row.cells)


def _stated(page: object, name: str) -> str:
    value = getattr(page, name, None)
    return value.strip() if isinstance(value, str) else ""
