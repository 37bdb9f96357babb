"""A strategy as a Word document."""

from io import BytesIO
from zipfile import ZipFile

import docx
import pytest
from docx.oxml.ns import qn
from lxml import etree

from portal.documents.exports.word import word_file
from strategies.models import Section
from tests.factories import FootnoteFactory, SectionFactory, StrategyFactory
from tests.portal.documents.exports.conftest import missing_or_out_of_order, texts


def opened(source):
    """Write the file and open it with a library that reads Word files."""
    content = word_file(source)
    return docx.Document(BytesIO(content)), ZipFile(BytesIO(content))


def words(document):
    """Give all text in the body, tables too, with the numbers of footnotes left out."""
    return " ".join(node.text or "" for node in document.element.body.iter(qn("w:t")))


def styled(document, *styles):
    """Give the text of the paragraphs in these styles."""
    return [paragraph.text for paragraph in document.paragraphs if paragraph.style.name in styles]


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("name", ["hassleholm", "laholm", "ornskoldsvik"])
def test_every_text_is_there_in_the_document_s_order(content_of, request, name, language):
    source = content_of(request.getfixturevalue(name), language)
    document, _package = opened(source)
    wanted = texts(source)
    assert len(wanted) > 20
    assert missing_or_out_of_order(wanted, words(document)) is None


def test_headings_are_headings_and_lists_are_lists(content_of, small):
    document, _package = opened(content_of(small))
    headings = [
        (paragraph.style.name, paragraph.text)
        for paragraph in document.paragraphs
        if paragraph.style.name.startswith("Heading")
    ]
    assert headings == [
        ("Heading 1", "Mål"),
        ("Heading 2", "Långsiktigt mål 1: Bo"),
        ("Heading 3", "Delmål"),
        ("Heading 3", "Åtgärder"),
        ("Heading 1", "Begrepp"),
        ("Heading 1", "Fotnoter"),
    ]
    assert styled(document, "List Paragraph") == ["Ett", "Två", "Inre", "Hus finns.", "Alla bor.", "=Bygga."]
    assert styled(document, "List Continue") == ["Och mer."]
    assert styled(document, "Quote") == ["Sagt."]


def test_lists_are_numbered_by_what_they_number(content_of, small):
    document, _package = opened(content_of(small))
    kinds = {
        number.numId: number.find(qn("w:abstractNumId")).get(qn("w:val"))
        for number in document.part.numbering_part.element.findall(qn("w:num"))
    }
    lists = {
        paragraph.text: (kinds[paragraph._p.pPr.numPr.numId.val], paragraph._p.pPr.numPr.ilvl.val)
        for paragraph in document.paragraphs
        if paragraph.style.name == "List Paragraph"
    }
    assert lists == {
        "Ett": ("90", 0),
        "Två": ("90", 0),
        "Inre": ("91", 1),
        "Hus finns.": ("91", 0),
        "Alla bor.": ("91", 0),
        "=Bygga.": ("90", 0),
    }


def test_footnotes_are_footnotes_and_those_without_a_mark_stand_at_the_end(content_of, small):
    document, package = opened(content_of(small))
    notes = etree.fromstring(package.read("word/footnotes.xml"))
    told = {note.get(qn("w:id")): "".join(note.itertext()).strip() for note in notes}
    assert told == {"-1": "", "0": "", "1": "En källa."}
    marks = [mark.get(qn("w:id")) for mark in document.element.body.iter(qn("w:footnoteReference"))]
    assert marks == ["1"]
    assert "2 Utan märke." in [paragraph.text for paragraph in document.paragraphs]


def test_a_footnote_out_of_order_keeps_its_number(content_of, db):
    strategy = StrategyFactory()
    marks = "".join(f'<a href="#footnote-{number}">{number}</a>' for number in (2, 1, 2))
    SectionFactory(strategy=strategy, plain_sv=f"<p>Text{marks}</p>")
    for number in (1, 2):
        FootnoteFactory(
            strategy=strategy, number=number, text_sv=f'<p>Se <a href="https://example.se/">{number}</a></p>'
        )
    document, package = opened(content_of(strategy))
    references = list(document.element.body.iter(qn("w:footnoteReference")))
    assert [(mark.get(qn("w:id")), mark.get(qn("w:customMarkFollows"))) for mark in references] == [
        ("1", "1"),
        ("2", None),
    ]
    paragraph = next(paragraph for paragraph in document.paragraphs if paragraph.text.startswith("Text"))
    assert paragraph.text == "Text22"  # Word itself counts the note in between
    notes = etree.fromstring(package.read("word/footnotes.xml"))
    assert ["".join(note.itertext()).strip() for note in notes][2:] == ["Se 1", "2 Se 2"]
    assert b"https://example.se/" in package.read("word/_rels/footnotes.xml.rels")


def test_tables_keep_their_merged_cells(content_of, small):
    document, _package = opened(content_of(small))
    table = document.tables[1]
    assert [[cell.text for cell in row.cells] for row in table.rows] == [["År", "Tal"], ["2021", "1"], ["2021", "2"]]
    assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None


def test_links_lead_where_they_led(content_of, small):
    document, _package = opened(content_of(small))
    targets = {
        link.text: link.address for paragraph in document.paragraphs for link in paragraph.hyperlinks if link.address
    }
    goal = small.commitments.get(kind="long_term_goal")
    assert targets["där"] == "https://example.se/x"
    assert targets[f"https://portal.example.se/p/{goal.uid}"] == f"https://portal.example.se/p/{goal.uid}"


def test_every_commitment_has_its_permanent_address_and_a_bookmark(content_of, hassleholm):
    document, _package = opened(content_of(hassleholm))
    index = styled(document, "table of figures")
    uids = list(hassleholm.commitments.values_list("uid", flat=True))
    assert len(index) == len(uids)
    assert {line.rpartition("/")[2] for line in index} == set(uids)
    assert set(uids) <= {mark.get(qn("w:name")) for mark in document.element.body.iter(qn("w:bookmarkStart"))}


def test_what_is_not_translated_is_marked_and_said(content_of, small):
    document, _package = opened(content_of(small, "en"))
    assert "This text is not translated yet. It is shown in Swedish." in styled(document, "Portal Note")
    heading = next(paragraph for paragraph in document.paragraphs if paragraph.style.name == "Heading 1")
    assert heading.text == "Mål (in Swedish)"
    assert [language.get(qn("w:val")) for language in heading._p.iter(qn("w:lang"))] == ["sv-SE"]
    assert document.styles.element.find(f".//{qn('w:lang')}").get(qn("w:val")) == "en-GB"


def test_the_page_says_which_text_it_is_and_where_it_stands(content_of, small):
    Section.objects.filter(strategy=small).update(text_sv="<p>Antaget.</p>")
    document, _package = opened(content_of(small, "sv", "adopted"))
    page = document.sections[0]
    assert page.header.paragraphs[0].text == "Provs kommun · Plan & mål (2024)"
    assert (
        f"https://portal.example.se/sv/kommuner/{small.municipality.slug}/{small.slug}/"
        in page.footer.paragraphs[0].text
    )
    assert "Antaget." in words(document)


def test_the_file_says_its_title_and_language(content_of, small):
    document, _package = opened(content_of(small))
    properties = document.core_properties
    assert (properties.title, properties.author, properties.language) == ("Plan & mål", "Provs kommun", "sv-SE")
