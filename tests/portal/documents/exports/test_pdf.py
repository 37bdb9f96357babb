"""A strategy as a tagged PDF."""

import re
from io import BytesIO

import pdfplumber
import pytest
from pdfminer.pdftypes import resolve1

from portal.documents.exports.pdf import markup, pdf_file, pdf_is_possible
from strategies.richtext import plain_text
from tests.installed import missing_part_is_a_fault
from tests.portal.documents.exports.conftest import missing_or_out_of_order, squeezed, texts


@pytest.fixture(autouse=True)
def pango():
    """Skip what writes PDFs where the system lacks Pango; in CI it has to be there."""
    if not pdf_is_possible():
        message = (
            "WeasyPrint cannot be used. On Debian or Ubuntu:"
            " sudo apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
        )
        if missing_part_is_a_fault():
            pytest.fail(message, pytrace=False)
        pytest.skip(message)


def read(source):
    """Write the PDF and open it with a library that reads PDFs; give it and the text of its pages."""
    document = pdfplumber.open(BytesIO(pdf_file(source)))
    return document, " ".join(page.extract_text() for page in document.pages)


def catalog(document):
    """Give what the file says of itself."""
    return {name: resolve1(value) for name, value in document.doc.catalog.items()}


@pytest.mark.parametrize("language", ["sv", "en"])
def test_every_text_is_there_in_the_document_s_order(content_of, ornskoldsvik, language):
    source = content_of(ornskoldsvik, language)
    wanted = texts(source)
    assert len(wanted) > 20
    assert missing_or_out_of_order(wanted, plain_text(re.sub(r"<sup.*?</sup>", "", markup(source)))) is None
    _document, text = read(source)
    letters = squeezed(text)
    # Lines on a page are read as they lie, so that a text over two pages has their running heads in it.
    lost = [words for words in wanted if len(words) < 60 and words not in letters]
    assert lost == []


def test_the_file_is_tagged_and_says_its_title_and_language(content_of, hassleholm):
    document, _text = read(content_of(hassleholm))
    said = catalog(document)
    assert said["MarkInfo"]["Marked"] is True
    assert said["Lang"] == b"sv"
    assert "K" in said["StructTreeRoot"]
    assert resolve1(said["ViewerPreferences"])["DisplayDocTitle"] is True
    assert document.metadata["Title"] == "Integrationsstrategi (2024), Hässleholms kommun"
    assert b"pdfuaid:part" in said["Metadata"].get_data()


def test_headings_are_bookmarks_and_the_contents_have_page_numbers(content_of, hassleholm):
    source = content_of(hassleholm)
    document, text = read(source)
    bookmarks = [(level, title) for level, title, *_where in document.doc.get_outlines()]
    assert bookmarks[0] == (1, "Integrationsstrategi")
    assert (3, "Långsiktigt mål 1 Tillgång till bostäder") in [
        (level, " ".join(title.split())) for level, title in bookmarks
    ]
    pages = [page.extract_text() for page in document.pages]
    listed = re.search(r"1\. Tillgång till bostäder[ .]*(\d+)", pages[1])
    assert "Tillgång till bostäder" in pages[int(listed[1]) - 1]
    assert f"2 ({len(pages)})" in text


def test_every_commitment_has_its_permanent_address(content_of, hassleholm):
    _document, text = read(content_of(hassleholm))
    addresses = set(re.findall(r"https://portal\.example\.se/p/(\w{10})", text))
    assert addresses == set(hassleholm.commitments.values_list("uid", flat=True))


def test_footnotes_lead_both_ways(content_of, small):
    page = markup(content_of(small))
    assert 'href="#footnote-1" id="footnote-mark-1"' in page
    assert '<li id="footnote-1" value="1">' in page


def test_what_is_not_translated_is_said(content_of, small):
    document, text = read(content_of(small, "en"))
    assert catalog(document)["Lang"] == b"en"
    assert "This text is not translated yet. It is shown in Swedish." in text


def test_a_defined_term_opens_nothing_on_paper(content_of, hassleholm):
    page = markup(content_of(hassleholm))
    assert "<button" not in page
    assert "popover" not in page
