"""A strategy as a tagged PDF."""

import re
from io import BytesIO

import pdfplumber
import pytest
from lxml import html
from pdfminer.pdftypes import resolve1

from portal.downloads.pdf import document as pdf
from portal.downloads.pdf.document import NoPdfError, markup, pdf_file, pdf_is_possible
from tests.installed import missing_part_is_a_fault
from tests.portal.downloads.conftest import missing_or_out_of_order, squeezed, texts


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


def without_notes(page):
    """Give the page without its footnotes, which stand within the text, and without their marks."""
    tree = html.document_fromstring(page)
    for element in tree.xpath("//sup | //*[@class='note']"):
        element.drop_tree()
    return tree


def tags(document):
    """Give all elements of the file's structure, each with the kinds of what stands in it."""

    def below(element):
        kids = resolve1(element.get("K", []))
        found = [resolve1(kid) for kid in (kids if isinstance(kids, list) else [kids])]
        inner = [kid for kid in found if isinstance(kid, dict) and "S" in kid]
        yield element, [kid["S"].name for kid in inner]
        for kid in inner:
            yield from below(kid)

    root = resolve1(resolve1(catalog(document)["StructTreeRoot"])["K"])
    return [pair for kid in root for pair in below(resolve1(kid))]


def catalog(document):
    """Give what the file says of itself."""
    return {name: resolve1(value) for name, value in document.doc.catalog.items()}


@pytest.mark.parametrize("language", ["sv", "en"])
def test_every_text_is_there_in_the_document_s_order(content_of, ornskoldsvik, language):
    source = content_of(ornskoldsvik, language)
    wanted = texts(source)
    assert len(wanted) > 20
    assert missing_or_out_of_order(wanted, " ".join(without_notes(markup(source)).itertext())) is None
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


def test_permanent_addresses_are_links(content_of, small):
    document, _text = read(content_of(small))
    links = {note["uri"] for page in document.pages for note in page.annots if note["uri"]}
    assert {f"https://portal.example.se/p/{uid}" for uid in small.commitments.values_list("uid", flat=True)} <= links


def test_footnotes_stand_at_the_foot_of_their_page_and_lead_both_ways(content_of, small):
    source = content_of(small)
    tree = html.document_fromstring(markup(source))
    note = tree.get_element_by_id("footnote-1")
    assert " ".join(note.itertext()).split() == ["1", "En", "källa."]
    assert note.find("a").get("href") == "#footnote-mark-1"
    assert tree.get_element_by_id("footnote-mark-1").get("href") == "#footnote-1"
    document, _text = read(source)
    text = next(text for page in document.pages if "En källa." in (text := page.extract_text()))
    assert 0 < text.index("där") < text.index("Slut.") < text.index("En källa.")
    assert "Utan märke." in document.pages[-1].extract_text()


def test_a_footnote_that_only_another_one_marks_is_not_lost(content_of, small):
    small.footnotes.filter(number=1).update(text_sv='<p>Se not<a href="#footnote-2">2</a>.</p>')
    _document, text = read(content_of(small))
    assert "Utan märke." in text


def test_a_replaced_edition_says_so_on_every_page(content_of, small):
    small.status = "superseded"
    small.save()
    document, _text = read(content_of(small))
    assert all("Den här utgåvan har ersatts av en nyare." in page.extract_text() for page in document.pages)


def test_lists_and_tables_are_tagged_as_the_standard_has_them(content_of, small):
    document, _text = read(content_of(small))
    found = tags(document)
    assert {kind for element, kinds in found if element["S"].name == "L" for kind in kinds} == {"LI", "L"}
    assert {kind for element, kinds in found if element["S"].name == "LI" for kind in kinds} == {"Lbl", "LBody"}
    scopes = [resolve1(element["A"])["Scope"].name for element, _kinds in found if element["S"].name == "TH"]
    assert scopes.count("Column") == 2
    assert set(scopes) == {"Row", "Column"}
    links = [kinds for element, kinds in found if element["S"].name == "Link"]
    assert links
    assert not [kinds for kinds in links if "Link" in kinds]


def test_links_say_where_they_lead(content_of, small):
    document, _text = read(content_of(small))
    told = {resolve1(note["data"]["Contents"]) for page in document.pages for note in page.annots}
    texts = {value.decode("utf-16") if value.startswith(b"\xfe\xff") else value.decode() for value in told}
    assert {"Mål", "Bo", "Fotnot 1", "Tillbaka till texten vid fotnot 1"} <= texts


def test_swedish_in_an_english_file_is_tagged_as_swedish(content_of, small):
    document, _text = read(content_of(small, "en"))
    languages = {(element["S"].name, element["Lang"]) for element, _kinds in tags(document) if "Lang" in element}
    assert languages == {("Span", b"sv"), ("Div", b"sv")}


def test_numbers_are_those_of_the_document_alone(content_of, small):
    goal = small.commitments.get(kind="long_term_goal")
    small.commitments.filter(parent=goal, kind="sub_goal", position=2).update(number="7")
    items = html.document_fromstring(markup(content_of(small))).find_class("group")
    assert [item.get("value") for group in items for item in group] == [None, "7", None]
    assert "Delmål 1" not in markup(content_of(small))


def test_what_takes_too_long_is_stopped(content_of, small, monkeypatch):
    monkeypatch.setattr(pdf, "LONGEST_SECONDS", 0.01)
    with pytest.raises(NoPdfError):
        pdf_file(content_of(small))


def test_what_takes_too_much_memory_is_stopped(content_of, small, monkeypatch):
    monkeypatch.setattr(pdf, "MOST_MEMORY", 10_000_000)
    with pytest.raises(NoPdfError):
        pdf_file(content_of(small))


def test_what_is_not_translated_is_said(content_of, small):
    small.commitments.filter(kind="measure").update(plain_en="<p>Build.</p>")
    document, text = read(content_of(small, "en"))
    assert catalog(document)["Lang"] == b"en"
    assert "This text is not translated yet. It is shown in Swedish." in text


def test_a_defined_term_opens_nothing_on_paper(content_of, hassleholm):
    page = markup(content_of(hassleholm))
    assert "<button" not in page
    assert "popover" not in page
