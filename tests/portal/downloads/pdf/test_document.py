"""A strategy as a tagged PDF."""

import itertools
import json
import logging
import re
from io import BytesIO

import pdfplumber
import pytest
from pdfminer.pdftypes import resolve1

from portal.downloads.pdf import document as pdf
from portal.downloads.pdf.document import NoPdfError, data, pdf_file
from portal.downloads.pdf.edition import edition
from tests.factories import CommitmentFactory, FootnoteFactory, SectionFactory, StrategyFactory
from tests.portal.downloads.conftest import missing_or_out_of_order, squeezed, texts

SKIPPED = ("aside", "note", "sup")  # no part of a text: what the portal says of it, and what leads away from it


def read(source):
    """Write the PDF and open it with a library that reads PDFs; give it and the text of its pages."""
    document = pdfplumber.open(BytesIO(pdf_file(source)))
    return document, " ".join(page.extract_text() for page in document.pages)


def words_of(node):
    """Give the letters of a node of the edition, without those that are no part of a text."""
    if isinstance(node, str):
        return node
    if isinstance(node, list):
        return " ".join(words_of(each) for each in node)
    if node.get("is") in SKIPPED:
        return ""
    return " ".join(words_of(node.get(part, [])) for part in ("term", "of"))


def kinds(node, kind):
    """Give all nodes of a kind, from top to bottom."""
    inner = node if isinstance(node, list) else node.get("of", []) if isinstance(node, dict) else []
    own = [node] if isinstance(node, dict) and node.get("is") == kind else []
    return own + [found for each in inner for found in kinds(each, kind)]


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


def languages_in_lines(document):
    """Give the languages that passages within a line are marked with."""
    streams = [resolve1(each).get_data() for page in document.pages for each in page.page_obj.contents]
    return {language for stream in streams for language in re.findall(rb"/Lang ?\((\w+)\)", stream)}


def attributes(document, kind):
    """Give what the elements of a kind say of themselves."""
    said = [resolve1(element["A"]) for element, _kinds in tags(document) if element["S"].name == kind]
    return [resolve1(each[0]) if isinstance(each, list) else each for each in said]


def described(document):
    """Give what the links of the file say of themselves, from top to bottom."""
    told = [resolve1(note["data"]["Contents"]) for page in document.pages for note in page.annots]
    texts = [value.decode("utf-16" if value.startswith(b"\xfe\xff") else "utf-8") for value in told]
    return [" ".join(text.split()) for text in texts]


def catalog(document):
    """Give what the file says of itself."""
    return {name: resolve1(value) for name, value in document.doc.catalog.items()}


@pytest.mark.parametrize("language", ["sv", "en"])
def test_every_text_is_there_in_the_document_s_order(content_of, ornskoldsvik, language):
    source = content_of(ornskoldsvik, language)
    wanted = texts(source)
    assert len(wanted) > 20
    assert missing_or_out_of_order(wanted, words_of(edition(source)["body"])) is None
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
    bookmarks = [(level, " ".join(title.split())) for level, title, *_where in document.doc.get_outlines()]
    assert bookmarks[0] == (1, "Integrationsstrategi")
    assert (3, "Långsiktigt mål 1 Tillgång till bostäder") in bookmarks
    pages = [page.extract_text() for page in document.pages]
    listed = re.search(r"1\. Tillgång till bostäder[ .]*(\d+)", pages[1])
    assert "Tillgång till bostäder" in pages[int(listed[1]) - 1]
    assert f"2 ({len(pages)})" in text
    assert "Hässleholms kommun · Integrationsstrategi, utgåva 2024" in pages[1]


def test_every_commitment_has_its_permanent_address(content_of, hassleholm):
    _document, text = read(content_of(hassleholm))
    addresses = set(re.findall(r"https://portal\.example\.se/p/(\w{10})", text))
    assert addresses == set(hassleholm.commitments.values_list("uid", flat=True))


def test_permanent_addresses_are_links(content_of, small):
    document, _text = read(content_of(small))
    links = {note["uri"] for page in document.pages for note in page.annots if note["uri"]}
    assert {f"https://portal.example.se/p/{uid}" for uid in small.commitments.values_list("uid", flat=True)} <= links


def test_footnotes_stand_at_the_foot_of_their_page(content_of, small):
    document, _text = read(content_of(small))
    text = next(text for page in document.pages if "En källa." in (text := page.extract_text()))
    assert 0 < text.index("där") < text.index("Slut.") < text.index("En källa.")
    notes = [element for element, _kinds in tags(document) if element["S"].name == "Note"]
    assert len(notes) == 1
    assert "Utan märke." in document.pages[-1].extract_text()


def test_a_note_is_set_once_and_under_its_own_number(content_of, db):
    strategy = StrategyFactory()
    marks = "".join(f'<a href="#footnote-{number}">{number}</a>' for number in (7, 3, 7, 9))
    SectionFactory(strategy=strategy, plain_sv=f"<p>Text{marks}</p>")
    for number in (3, 7):
        FootnoteFactory(strategy=strategy, number=number, text_sv=f"<p>Källa {number}.</p><ul><li>Punkt</li></ul>")
    document, text = read(content_of(strategy))
    assert text.count("Källa 7.") == text.count("Källa 3.") == 1
    assert [each for each in described(document) if each.startswith("Fotnot")] == ["Fotnot 7", "Fotnot 3", "Fotnot 7"]


def test_a_footnote_that_only_another_one_marks_is_not_lost(content_of, small):
    small.footnotes.filter(number=1).update(text_sv='<p>Se not<a href="#footnote-2">2</a>.</p>')
    _document, text = read(content_of(small))
    assert "Utan märke." in text


def test_a_replaced_edition_says_so_on_every_page(content_of, small):
    small.status = "superseded"
    small.save()
    document, _text = read(content_of(small))
    assert all("Den här utgåvan har ersatts av en nyare." in page.extract_text() for page in document.pages)


def test_lists_are_tagged_as_the_standard_has_them(content_of, small):
    found = tags(read(content_of(small))[0])
    assert {kind for element, kinds in found if element["S"].name == "L" for kind in kinds} == {"LI", "L"}
    assert {kind for element, kinds in found if element["S"].name == "LI" for kind in kinds} == {"Lbl", "LBody"}


def test_headings_of_tables_say_of_what_and_cells_say_their_headings(content_of, small):
    document, _text = read(content_of(small))
    assert [cell["Scope"].name for cell in attributes(document, "TH")] == ["Column"] * 2
    assert all(cell["Headers"] for cell in attributes(document, "TD"))


def test_no_link_stands_in_another(content_of, small):
    links = [kinds for element, kinds in tags(read(content_of(small))[0]) if element["S"].name == "Link"]
    assert links
    assert not [kinds for kinds in links if "Link" in kinds]


def test_headings_leave_out_no_level(content_of, small):
    document, _text = read(content_of(small))
    levels = [int(kind[1]) for element, _kinds in tags(document) if re.fullmatch("H[1-6]", kind := element["S"].name)]
    assert levels[0] == 1
    assert all(below <= above + 1 for above, below in itertools.pairwise(levels))


def test_links_say_where_they_lead(content_of, small):
    document, _text = read(content_of(small))
    assert {"”Mål” sida 3", "”Långsiktigt mål 1 Bo” sida 3", "Fotnot 1", "https://example.se/x"} <= set(
        described(document)
    )


def test_swedish_in_an_english_file_is_tagged_as_swedish(content_of, small):
    document, _text = read(content_of(small, "en"))
    said = {(element["S"].name, element["Lang"]) for element, _kinds in tags(document) if "Lang" in element}
    assert b"sv" in languages_in_lines(document)
    assert {"P", "L", "BlockQuote", "Table"} <= {kind for kind, language in said if language == b"sv"}


def test_numbers_are_those_of_the_document_alone(content_of, small):
    goal = small.commitments.get(kind="long_term_goal")
    small.commitments.filter(parent=goal, kind="sub_goal", position=2).update(number="7")
    source = content_of(small)
    groups = kinds(edition(source)["body"], "group")
    assert [[item["label"] for item in group["of"]] for group in groups] == [["", "7"], [""], ["2"]]
    _document, text = read(source)
    assert "7 Alla bor." in text
    assert "Delmål 1" not in text


def test_what_is_too_long_is_not_begun(content_of, small, monkeypatch):
    monkeypatch.setattr(pdf, "LONGEST", 1000)
    monkeypatch.setattr(pdf, "_compiled", None)
    with pytest.raises(NoPdfError):
        pdf_file(content_of(small))


def test_the_same_content_becomes_the_same_bytes(content_of, small):
    assert pdf_file(content_of(small)) == pdf_file(content_of(small))


HOSTILE = [
    '#eval("1+1")',
    '#read("/etc/passwd")',
    '#import "@preview/cetz:0.1.0": *',
    "$x^2$ och $",
    "\\ \\u{41} \\#",
    "`a` och ```b```",
    "@label och <label>",
    "// och /* och */",
    "[({ ]) }",
    "*a* _b_ = c - d + e / f: g ~ h",
    "-- --- ... 'x' \"y\"",
    "https://example.se/a_b*c",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_a_text_stands_there_letter_by_letter(content_of, db, text):
    strategy = StrategyFactory(title_sv=f"T {text}", summary_sv=f"S {text}", replaces=f"R {text}")
    escaped = text.replace("<", "&lt;").replace(">", "&gt;")
    SectionFactory(strategy=strategy, title_sv=f"A {text}", plain_sv=f"<p>B {escaped}<strong>{escaped}</strong></p>")
    CommitmentFactory(strategy=strategy, title_sv=f"C {text}", plain_sv=f"<ul><li>D {escaped}</li></ul>")
    document, _text = read(content_of(strategy))
    found = " ".join(page.extract_text() for page in document.pages)
    for place in "TSRABCD":
        assert f"{place} {text}" in found
    assert document.metadata["Title"].startswith(f"T {text} (2024)")


def test_control_characters_and_directions_stop_nothing(content_of, db):
    strategy = StrategyFactory(title_sv="Plan\x01 \u202eetni\u202c \u200bhär\ufeff")
    _document, text = read(content_of(strategy))
    assert "Plan" in text


@pytest.mark.parametrize(
    "html",
    [
        f"{'<ul><li>a' * 10_000}innerst{'</li></ul>' * 10_000}",
        f"{'<blockquote>' * 2_000}<p>innerst</p>{'</blockquote>' * 2_000}",
        f"<p>{'<strong><em>b' * 2_000}innerst{'</em></strong>' * 2_000}</p>",
        f"{'<table><tr><td>c' * 200}innerst{'</td></tr></table>' * 200}",
    ],
    ids=["lists", "quotations", "letters", "tables"],
)
def test_what_is_deep_is_read_on_one_level(content_of, db, html):
    strategy = StrategyFactory()
    section = SectionFactory(strategy=strategy)
    type(section).objects.filter(pk=section.pk).update(plain_sv=f"{html}<p>efteråt</p>")
    _document, text = read(content_of(strategy))
    assert "innerstefteråt" in squeezed(text)


def test_commitments_and_lists_as_deep_as_they_can_be_are_set(content_of, db):
    strategy = StrategyFactory()
    html = f"{'<ul><li>a' * 10}{'<strong>b' * 10}{'</strong>' * 10}{'</li></ul>' * 10}"
    parent = None
    for depth in range(8):
        kind = "focus_area" if depth < 6 else "sub_goal" if depth == 6 else "measure"
        parent = CommitmentFactory(strategy=strategy, parent=parent, kind=kind, title_sv="", plain_sv=html)
    _document, text = read(content_of(strategy))
    assert text.count("/p/") == 8


def test_nothing_is_cut_at_the_edge_of_the_page(content_of, db):
    words = ("Arbetsmarknadsnämnden", "integration@hassleholm.se", "x" * 300, "https://example.se/" + "a/b" * 60)
    row = "".join(f"<td>{word}</td>" for word in words * 2)
    html = f"<p>{' '.join(words)}</p><table><tr>{'<th>Rubrik</th>' * 8}</tr><tr>{row}</tr></table>"
    strategy = StrategyFactory(title_sv="Ö" * 200)
    SectionFactory(strategy=strategy, title_sv="Å" * 200, plain_sv=html)
    document, text = read(content_of(strategy))
    assert all(letter["x0"] > 0 and letter["x1"] < page.width for page in document.pages for letter in page.chars)
    assert max(letter["x1"] for page in document.pages for letter in page.chars) < 595 - 80
    assert squeezed(text).count("x" * 100) or text.count("x" * 8) >= 37


def test_arabic_is_set_from_right_to_left_in_its_own_letters(content_of, db):
    strategy = StrategyFactory()
    section = SectionFactory(strategy=strategy)
    html = '<p dir="rtl" lang="ar">مرحبا 2024</p><p lang="ti">ሰላም</p><p>Україна Ελλάδα Škoda ✓</p>'
    type(section).objects.filter(pk=section.pk).update(plain_sv=html)
    document, _text = read(content_of(strategy))
    letters = [letter for page in document.pages for letter in page.chars]
    fonts = {letter["text"]: letter["fontname"].partition("+")[2].partition("-")[0] for letter in letters}
    assert (fonts["م"], fonts["ሰ"], fonts["У"]) == ("NotoNaskhArabic", "NotoSerifEthiopic", "NotoSerif")
    places = {letter["text"]: letter["x0"] for letter in letters if letter["text"] in "مح"}
    assert places["م"] > places["ح"] > 400  # the first letter farthest to the right, at the right edge


def test_a_letter_that_no_font_has_is_told_of(content_of, db, caplog):
    strategy = StrategyFactory()
    SectionFactory(strategy=strategy, plain_en="<p>Leende 😀\ufe0f och 中.</p>")
    with caplog.at_level(logging.WARNING, logger=pdf.__name__):
        document, text = read(content_of(strategy, "en"))
    assert "Leende � och �." in text
    assert "Some characters cannot be shown here" in document.pages[0].extract_text()
    assert ascii("中😀") in caplog.text
    assert b"pdfuaid:part" in catalog(document)["Metadata"].get_data()


def test_letters_that_cannot_stand_together_cost_the_standard_and_not_the_file(content_of, db, monkeypatch, caplog):
    monkeypatch.setattr(pdf, "with_stand_ins", lambda text: (text, ""))
    strategy = StrategyFactory()
    SectionFactory(strategy=strategy, plain_sv="<p>Leende 😀.</p>")
    _document, text = read(content_of(strategy))
    assert "Leende" in text
    assert "is not PDF/UA-1" in caplog.text


def test_a_demonstration_says_that_it_is_one(content_of, small, settings):
    told = "Demonstration. Texterna är återberättade"
    settings.DEMO = True
    assert told in read(content_of(small))[0].pages[0].extract_text()
    settings.DEMO = False
    assert told not in read(content_of(small))[1]


def test_what_is_not_translated_is_said(content_of, small):
    small.commitments.filter(kind="measure").update(plain_en="<p>Build.</p>")
    document, text = read(content_of(small, "en"))
    assert catalog(document)["Lang"] == b"en"
    assert "This text is not translated yet. It is shown in Swedish." in text


def test_a_defined_term_opens_nothing_on_paper(content_of, hassleholm):
    assert "popover" not in data(content_of(hassleholm))


def test_the_data_are_one_json_text_of_bounded_depth(content_of, small):
    told = json.loads(data(content_of(small)))
    assert {"head", "facts", "body", "notes"} <= set(told)


@pytest.mark.parametrize("path", sorted(pdf.TEMPLATE.glob("*.typ")), ids=lambda path: path.name)
def test_the_template_evaluates_nothing_and_asks_nobody(path):
    code = re.sub("//.*", "", path.read_text(encoding="utf-8"))
    assert not re.search(r"\b(eval|read|plugin|include|image|csv|yaml|toml|xml|cbor)\(|@", code)
    assert re.findall("#import (.*):", code) in ([], ['"nodes.typ"'])


def test_every_letter_that_is_said_to_be_there_can_be_set(content_of, db):
    ranges = [line.split("-") for line in (pdf.FONTS / "letters.txt").read_text().split()]
    known = [chr(code) for first, last in ranges for code in range(int(first, 16), int(last, 16) + 1)]
    html = "".join(f"<p>{' '.join(known[at : at + 40])}</p>" for at in range(0, len(known), 40))
    strategy = StrategyFactory()
    section = SectionFactory(strategy=strategy)
    html = html.replace("&", "&amp;").replace(" < ", " &lt; ")
    styles = ("p", "strong", "em")
    html = "".join(f"<{style}>{html}</{style}>" for style in styles)
    type(section).objects.filter(pk=section.pk).update(plain_sv=html)
    assert pdf._compiled(data(content_of(strategy)), ["ua-1"], content_of(strategy)).startswith(b"%PDF")
