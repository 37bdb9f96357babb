"""A strategy as a Word document."""

from io import BytesIO
from zipfile import ZipFile

import docx
import pytest
from docx.oxml.ns import qn
from lxml import etree

from portal.downloads.word.document import word_file
from strategies.models import Section
from tests.factories import CommitmentFactory, FootnoteFactory, SectionFactory, StrategyFactory
from tests.portal.downloads.conftest import missing_or_out_of_order, texts


def opened(source):
    """Write the file and open it with a library that reads Word files."""
    content = word_file(source)
    return docx.Document(BytesIO(content)), ZipFile(BytesIO(content))


def words(document):
    """Give all text in the body, tables too, with the numbers of footnotes left out."""
    return " ".join(node.text or "" for node in document.element.body.iter(qn("w:t")))


def letters(element):
    """Give the letters of an element."""
    return "".join(node.text or "" for node in element.iter(qn("w:t")))


def styled(document, *styles):
    """Give the text of the paragraphs in these styles."""
    return [paragraph.text for paragraph in document.paragraphs if paragraph.style.name in styles]


@pytest.mark.usefixtures("hassleholm", "laholm", "ornskoldsvik")
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
        if "Heading " in paragraph.style.name
    ]
    assert headings == [
        ("Heading 1", "Mål"),
        ("Heading 2", "Långsiktigt mål 1: Bo"),
        ("Group Heading 3", "Delmål"),
        ("Group Heading 3", "Åtgärder"),
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
        "Hus finns.": ("90", 0),
        "Alla bor.": ("90", 0),
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
    assert paragraph.text == "Text2"  # Word itself counts the note in between
    again = paragraph._p.find(qn("w:fldSimple"))
    assert (again.get(qn("w:instr")).split()[:2], letters(again)) == (["NOTEREF", "note_2"], "2")
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
    small.commitments.filter(kind="measure").update(plain_en="<p>Build.</p>")
    document, _package = opened(content_of(small, "en"))
    assert "This text has not been translated yet. It is shown in Swedish." in styled(document, "Portal Note")
    heading = next(paragraph for paragraph in document.paragraphs if paragraph.style.name == "Heading 1")
    assert heading.text == "Mål (in Swedish)"
    assert [language.get(qn("w:val")) for language in heading._p.iter(qn("w:lang"))] == ["sv-SE"]
    assert document.styles.element.find(f".//{qn('w:lang')}").get(qn("w:val")) == "en-GB"


def test_the_page_says_which_text_it_is_and_where_it_stands(content_of, small):
    Section.objects.filter(strategy=small).update(text_sv="<p>Antaget.</p>")
    document, _package = opened(content_of(small, "sv", "adopted"))
    page = document.sections[0]
    assert page.header.paragraphs[0].text == "Provs kommun · Plan & mål (2024)"
    which, where = (paragraph.text for paragraph in page.footer.paragraphs)
    assert which == "Antagen lydelse, svenska."
    assert where.startswith(f"https://portal.example.se/sv/kommuner/{small.municipality.slug}/{small.slug}/\t")
    assert [field.get(qn("w:instr")).strip() for field in page.footer._element.iter(qn("w:fldSimple"))] == [
        "PAGE",
        "NUMPAGES",
    ]
    assert "Antaget." in words(document)


def test_an_edition_that_is_not_in_force_says_so_on_its_first_page_and_on_each_foot(content_of, small):
    small.status = "withdrawn"
    small.save()
    document, _package = opened(content_of(small))
    told = "Den här utgåvan har dragits tillbaka."
    assert told in styled(document, "Portal Front")
    assert document.sections[0].footer.paragraphs[0].text.endswith(told)


def test_numbers_are_those_of_the_document_and_start_where_it_does(content_of, small):
    goal = small.commitments.get(kind="long_term_goal")
    for position, number in ((1, "3"), (2, "4")):
        small.commitments.filter(parent=goal, position=position).update(number=number)
    CommitmentFactory(strategy=small, parent=goal, number="4.1", plain_sv="<p>Sist.</p>", position=9)
    document, _package = opened(content_of(small))
    numbering = document.part.numbering_part.element
    items = {each.text: each for each in document.paragraphs if each.style.name == "List Paragraph"}
    lists = [items[text]._p.pPr.numPr.numId.val for text in ("Hus finns.", "Alla bor.")]
    start = numbering.xpath(f"w:num[@w:numId={lists[0]}]/w:lvlOverride/w:startOverride/@w:val")
    assert (start, len(set(lists))) == (["3"], 1)
    assert items["4.1\tSist."]._p.pPr.numPr is None


def test_the_contents_are_a_field_whose_entries_ask_for_their_pages(content_of, small):
    document, _package = opened(content_of(small))
    entries = [each for each in document.paragraphs if each.style.name.startswith("toc ")]
    titles = [letters(link) for each in entries for link in each._p.iter(qn("w:hyperlink"))]
    assert titles == ["Mål", "Långsiktigt mål 1: Bo", "Begrepp", "Fotnoter"]
    fields = [each.get(qn("w:instr")).split() for each in document.element.body.iter(qn("w:fldSimple"))]
    names = {mark.get(qn("w:name")) for mark in document.element.body.iter(qn("w:bookmarkStart"))}
    assert [field[0] for field in fields if field[1] in names] == ["PAGEREF"] * 4
    begin, *_rest = document.element.body.iter(qn("w:fldChar"))
    assert begin.get(qn("w:dirty")) == "true"


def test_terms_stand_beside_what_they_mean(content_of, small):
    document, _package = opened(content_of(small))
    table = document.tables[2]
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["Begrepp", "Betydelse"],
        ["hem", "Där man bor."],
    ]
    assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert table.cell(1, 0).paragraphs[0].style.name == "Defined Term"


def test_the_portals_own_words_are_in_styles_that_are_set_aside(content_of, small):
    document, _package = opened(content_of(small))
    for name in ("Portal Note", "Portal Front", "Portal Fact"):
        assert document.styles[name].base_style.name == "table of figures"
    assert document.styles["Responsible"].base_style.name == "Normal"


def test_a_table_whose_first_row_is_all_titles_repeats_it(content_of, db):
    strategy = StrategyFactory()
    rows = "<tr><th>År</th><th>Tal</th></tr><tr><td>2021</td><td>1</td></tr>"
    SectionFactory(strategy=strategy, plain_sv=f"<ul><li>Se<table><tbody>{rows}</tbody></table></li></ul>")
    document, _package = opened(content_of(strategy))
    table = document.tables[1]
    assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert table._tbl.tblPr.find(qn("w:tblInd")).get(qn("w:w")) == "425"
    assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows)


@pytest.mark.parametrize("title", ["Plan " * 59, "Plan\ufffe och\uffff mål"])
def test_no_title_stops_the_file(content_of, db, title):
    strategy = StrategyFactory(title_sv=title.strip())
    SectionFactory(strategy=strategy, plain_sv="<p>Alla\uffff bor.</p>")
    document, _package = opened(content_of(strategy))
    assert len(document.core_properties.title) <= 255
    assert "Alla bor." in words(document)


def test_the_file_tells_the_portal_what_it_is(content_of, small):
    _document, package = opened(content_of(small, "en"))
    told = etree.fromstring(package.read("docProps/custom.xml"))
    assert {each.get("name"): "".join(each.itertext()) for each in told} == {
        "PortalStrategy": f"{small.municipality.code}/{small.slug}",
        "PortalEdition": "2024",
        "PortalLanguage": "en",
        "PortalWording": "plain",
    }


def test_nothing_of_the_librarys_own_template_comes_along(content_of, small):
    _document, package = opened(content_of(small))
    names = package.namelist()
    assert not [name for name in names if "thumbnail" in name or "stylesWithEffects" in name]
    assert b"Macintosh" not in package.read("docProps/app.xml")
    assert b'w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"' in package.read(
        "word/settings.xml"
    )


def test_the_file_says_its_title_and_language(content_of, small):
    document, _package = opened(content_of(small))
    properties = document.core_properties
    assert (properties.title, properties.author, properties.language) == ("Plan & mål", "Provs kommun", "sv-SE")
