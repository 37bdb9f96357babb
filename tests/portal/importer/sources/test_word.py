"""Tests of reading Word files."""

from portal.importer.sources.fault import Code
from portal.importer.sources.line import Cell, Furniture, Item, Mark, Span
from portal.importer.sources.word.reader import read_word
from tests.portal.importer.sources.making import (
    WORD,
    changed,
    docx,
    listed,
    only,
    paragraph,
    refused,
    styled,
    table,
    texts,
    words,
)


def test_headings_are_told_by_their_styles_and_those_they_are_based_on():
    source = read_word(
        docx(
            styled("Rubrik", "Program")
            + styled("Rubrik1", "Syfte")
            + styled("Rubrik2", "Del")
            + styled("Kapitel", "Eget")
            + paragraph("Text")
            + paragraph("Fri", '<w:outlineLvl w:val="2"/>')
        )
    )
    assert [(line.text, line.title, line.heading) for line in source.lines] == [
        ("Program", True, None),
        ("Syfte", False, 1),
        ("Del", False, 2),
        ("Eget", False, 1),
        ("Text", False, None),
        ("Fri", False, 3),
    ]
    assert [line.number for line in source.lines] == [1, 2, 3, 4, 5, 6]
    assert [line.size for line in source.lines] == [28, 16, 16, 16, 11, 11]
    assert [line.bold for line in source.lines] == [False, True, True, True, False, False]


def test_lists_have_their_marks_and_levels():
    source = read_word(
        docx(
            listed("ett", 1)
            + listed("under", 1, 1)
            + listed("under två", 1, 1)
            + listed("två", 1)
            + listed("åter", 1, 1)
            + listed("punkt", 2)
            + listed("underpunkt", 2, 1)
            + listed("om igen", 5)
        )
    )
    assert [(line.item, line.text) for line in source.lines] == [
        (Item(0, "1."), "ett"),
        (Item(1, "a)"), "under"),
        (Item(1, "b)"), "under två"),
        (Item(0, "2."), "två"),
        (Item(1, "a)"), "åter"),
        (Item(0, "•"), "punkt"),
        (Item(1, "◦"), "underpunkt"),
        (Item(0, "1."), "om igen"),
    ]
    assert source.lines[6].item
    assert not source.lines[6].item.ordered


def test_a_number_is_text_where_it_belongs_to_a_heading_or_has_words():
    numbered = '<w:pStyle w:val="Rubrik1"/><w:numPr><w:ilvl w:val="{}"/><w:numId w:val="3"/></w:numPr>'
    source = read_word(
        docx(
            paragraph("Inledning", numbered.format(0))
            + paragraph("Syfte", numbered.format(1))
            + listed("Fler i arbete", 4)
            + listed("Fler bostäder", 4)
        )
    )
    assert texts(source) == ["1 Inledning", "1.1 Syfte", "Mål 1: Fler i arbete", "Mål 2: Fler bostäder"]
    assert {line.item for line in source.lines} == {None}


def test_typed_list_marks_and_tabs_are_read_as_in_a_text():
    source = read_word(
        docx(
            paragraph("- ett")
            + paragraph("- två", '<w:ind w:left="720"/>')
            + "<w:p><w:r><w:t>Diarienummer</w:t><w:tab/><w:t>KS 1</w:t></w:r></w:p>"
            + "<w:p><w:r><w:t>Antagen</w:t><w:tab/><w:tab/><w:t>2020</w:t></w:r></w:p>"
            + "<w:p><w:r><w:t>Syfte</w:t><w:tab/><w:t>12</w:t></w:r></w:p>"
        )
    )
    assert [(line.text, line.item, line.cell) for line in source.lines] == [
        ("ett", Item(0, "-"), None),
        ("två", Item(1, "-"), None),
        ("Diarienummer", None, Cell(0, 0, 0)),
        ("KS 1", None, Cell(0, 0, 1)),
        ("Antagen", None, Cell(0, 1, 0)),
        ("2020", None, Cell(0, 1, 1)),
        ("Syfte\t12", None, None),
    ]


def test_tables_give_their_cells():
    merged = (
        '<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr><w:p><w:r><w:t>bred</w:t></w:r></w:p></w:tc>'
        "<w:tc><w:p><w:r><w:t>smal</w:t></w:r></w:p><w:p><w:r><w:t>igen</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
    )
    source = read_word(docx(table(("Åtgärd", "Ansvarig"), ("Mentorer", "")) + paragraph("Mellan") + merged))
    assert [(line.text, line.cell) for line in source.lines] == [
        ("Åtgärd", Cell(0, 0, 0)),
        ("Ansvarig", Cell(0, 0, 1)),
        ("Mentorer", Cell(0, 1, 0)),
        ("Mellan", None),
        ("bred", Cell(1, 0, 0)),
        ("smal", Cell(1, 0, 2)),
        ("igen", Cell(1, 0, 2)),
    ]


def test_cells_merged_downwards_give_their_text_once():
    cell = "<w:tr><w:tc><w:tcPr><w:vMerge {}/></w:tcPr><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc></w:tr>"
    rows = cell.format('w:val="restart"', "hel") + cell.format("", "dold")
    assert texts(read_word(docx(f"<w:tbl>{rows}</w:tbl>"))) == ["hel"]


def test_footnotes_follow_the_text_with_their_labels():
    reference = '<w:r><w:footnoteReference w:id="{}"/></w:r>'
    notes = (
        '<w:footnote w:id="-1" w:type="separator"><w:p/></w:footnote>'
        '<w:footnote w:id="7"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t> Enligt lag.</w:t></w:r></w:p></w:footnote>'
        '<w:footnote w:id="2"><w:p><w:r><w:t>Se planen.</w:t></w:r></w:p><w:p><w:r><w:t>Mer.</w:t></w:r></w:p>'
        "</w:footnote>"
    )
    body = f"<w:p><w:r><w:t>Ett år.</w:t></w:r>{reference.format(2)}<w:r><w:t xml:space='preserve"
    body += f"'> Två.</w:t></w:r>{reference.format(7)}</w:p>"
    source = read_word(docx(body, {"footnotes": ("footnotes", notes)}))
    assert [(line.text, line.note) for line in source.lines] == [
        ("Ett år. Två.", None),
        ("Se planen.", "1"),
        ("Mer.", "1"),
        ("Enligt lag.", "2"),
    ]
    assert source.lines[0].marks == (Mark(7, "1"), Mark(12, "2"))


def test_page_headers_and_footers_that_are_shown_are_furniture():
    section = (
        '<w:sectPr><w:headerReference w:type="default" r:id="header1"/><w:headerReference w:type="first"'
        ' r:id="header2"/><w:footerReference w:type="default" r:id="footer1"/></w:sectPr>'
    )
    parts = {
        "header1": ("hdr", paragraph("Provkommun")),
        "header2": ("hdr", paragraph("Aldrig visad")),
        "footer1": ("ftr", paragraph("Sida 1")),
    }
    source = read_word(docx(paragraph("Text") + section, parts))
    assert [(line.text, line.furniture) for line in source.lines] == [
        ("Provkommun", Furniture.HEADER),
        ("Text", None),
        ("Sida 1", Furniture.FOOTER),
    ]


def test_a_table_of_contents_is_furniture_by_style_field_or_control():
    field = (
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> TOC \\o "1-3" </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>Mål</w:t><w:tab/><w:t>4</w:t></w:r></w:p>'
        "<w:p><w:r><w:t>Slut</w:t><w:tab/><w:t>5</w:t></w:r></w:p>"
        '<w:p><w:r><w:fldChar w:fldCharType="end"/></w:r><w:r><w:t>Efter</w:t></w:r></w:p>'
    )
    control = (
        '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr>'
        f"<w:sdtContent>{styled('Rubrik1', 'Innehåll')}</w:sdtContent></w:sdt>"
    )
    source = read_word(docx(control + styled("TOC1", "Syfte") + field))
    assert [(line.text, line.furniture) for line in source.lines] == [
        ("Innehåll", Furniture.CONTENTS),
        ("Syfte", Furniture.CONTENTS),
        ("Mål\t4", Furniture.CONTENTS),
        ("Slut\t5", Furniture.CONTENTS),
        ("Efter", None),
    ]


def test_insertions_are_kept_and_deletions_and_comments_dropped():
    source = read_word(
        docx(
            "<w:p><w:ins><w:r><w:t>Ny </w:t></w:r></w:ins><w:del><w:r><w:delText>gammal </w:delText></w:r></w:del>"
            '<w:moveFrom><w:r><w:t>flyttad </w:t></w:r></w:moveFrom><w:commentRangeStart w:id="1"/>'
            '<w:r><w:t>text</w:t></w:r><w:r><w:commentReference w:id="1"/></w:r></w:p>'
            "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>Ett </w:t></w:r></w:p>" + paragraph("stycke")
        )
    )
    assert texts(source) == ["Ny text", "Ett stycke"]


def test_text_boxes_controls_fields_and_signs_are_kept():
    box = (
        "<w:p><w:r><w:t>Före</w:t><mc:AlternateContent><mc:Choice><w:drawing><wps:txbx><w:txbxContent>"
        f"{paragraph('I rutan')}</w:txbxContent></wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>"
        f"<w:txbxContent>{paragraph('I rutan')}</w:txbxContent></v:textbox></w:pict></mc:Fallback>"
        "</mc:AlternateContent><w:t> efter</w:t></w:r></w:p>"
    )
    control = "<w:sdt><w:sdtContent><w:p><w:sdt><w:sdtContent><w:r><w:t>Val</w:t></w:r></w:sdtContent></w:sdt></w:p>"
    control += "</w:sdtContent></w:sdt>"
    signs = (
        '<w:p><w:r><w:sym w:font="Wingdings" w:char="F0FC"/><w:t>Kultur</w:t><w:noBreakHyphen/><w:t>och fri\u00adtid'
        "</w:t></w:r></w:p>"
    )
    field = (
        '<w:p><w:fldSimple w:instr="PAGE"><w:r><w:t>3</w:t></w:r></w:fldSimple>'
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>DATE</w:instrText></w:r></w:p>'
    )
    source = read_word(docx(box + control + signs + field + paragraph("Kvar")))
    assert texts(source) == ["Före efter", "I rutan", "Val", "✓Kultur-och fritid", "3", "Kvar"]


def test_emphasis_and_links_are_spans_and_emphasis_of_all_is_the_lines():
    source = read_word(
        docx(
            '<w:p><w:r><w:rPr><w:rStyle w:val="Stark"/></w:rPr><w:t xml:space="preserve">Mål: </w:t></w:r><w:r>'
            "<w:t xml:space='preserve'>fler i </w:t></w:r><w:r><w:rPr><w:i/></w:rPr><w:t>arbete</w:t></w:r>"
            '<w:hyperlink r:id="web"><w:r><w:t xml:space="preserve"> här</w:t></w:r></w:hyperlink></w:p>'
            + paragraph("Allt fett", run="<w:b/>")
            + paragraph("Inte fett", '<w:pStyle w:val="Rubrik1"/>', '<w:b w:val="0"/>')
        )
    )
    first, second, third = source.lines
    assert first.text == "Mål: fler i arbete här"
    assert first.spans == (
        Span(0, 4, "strong"),
        Span(12, 18, "em"),
        Span(19, 22, "a", "https://example.se/plan"),
    )
    assert (second.bold, second.spans) == (True, ())
    assert third.bold is False


def test_line_breaks_make_lines_of_which_the_last_is_whole():
    source = read_word(
        docx("<w:p><w:r><w:t>Dnr: 1</w:t><w:br/><w:t>Antagen: 2020</w:t></w:r></w:p><w:p/>" + paragraph("Nytt"))
    )
    assert [(line.text, line.whole, line.gap) for line in source.lines] == [
        ("Dnr: 1", False, False),
        ("Antagen: 2020", True, False),
        ("Nytt", True, True),
    ]


def test_raised_figures_are_marks_except_after_units():
    raised = '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>{}</w:t></w:r>'
    source = read_word(
        docx(
            f"<w:p><w:r><w:t>fyra år.</w:t></w:r>{raised.format(1)}</w:p>"
            f"<w:p><w:r><w:t>25 m</w:t></w:r>{raised.format(2)}</w:p>"
            f"<w:p>{raised.format(1)}<w:r><w:t>Enligt lagen</w:t></w:r></w:p>"
        )
    )
    assert [(line.text, line.marks, line.note) for line in source.lines] == [
        ("fyra år.", (Mark(8, "1"),), None),
        ("25 m²", (), None),
        ("Enligt lagen", (), "1"),
    ]


def test_hidden_text_is_not_read():
    assert words(read_word(docx(paragraph("dolt", run="<w:vanish/>") + paragraph("synligt")))) == ["synligt"]


def test_the_file_may_use_the_strict_namespaces():
    strict = changed(docx(styled("Rubrik1", "Text")), WORD, "http://purl.oclc.org/ooxml/wordprocessingml/main")
    assert only(read_word(strict)).heading == 1


def test_macros_are_refused_with_what_to_do():
    with refused(Code.WORD_MACROS):
        read_word(docx(paragraph("Text"), **{"word/vbaProject.bin": b"x"}))


def test_a_list_with_typed_marks_ends_with_the_paragraph_after_it():
    inside = '<w:ind w:left="720"/>'
    source = read_word(docx(f"{paragraph('- ett')}{paragraph('Rubrik')}{paragraph('- två', inside)}"))
    assert [(line.text, line.item) for line in source.lines] == [
        ("ett", Item(0, "-")),
        ("Rubrik", None),
        ("två", Item(0, "-")),
    ]


def test_what_is_typed_as_on_a_typewriter_is_told_by_its_rules_and_tabs():
    tab = "</w:t><w:tab/><w:t>"
    typed = [
        "Dnr 3",
        "",
        "PLAN FÖR",
        "GRANBRO",
        "=======",
        f"Granbro{tab}1 (2)",
        "En grupp 1) skrev den.",
        "______",
        "1) De var",
    ]
    typed += ["tre.", f"Granbro{tab}2 (2)", "Slut.", "______"]
    source = read_word(docx("".join(paragraph(text) for text in typed)))
    assert [(line.number, line.text, line.heading, line.note, line.furniture, line.marks) for line in source.lines] == [
        (1, "Dnr 3", None, None, None, ()),
        (2, "PLAN FÖR", 1, None, None, ()),
        (3, "GRANBRO", 1, None, None, ()),
        (4, "Granbro 1 (2)", None, None, Furniture.HEADER, ()),
        (5, "En grupp skrev den.", None, None, None, (Mark(8, "1"),)),
        (6, "De var", None, "1", None, ()),
        (7, "tre.", None, "1", None, ()),
        (8, "Granbro 2 (2)", None, None, Furniture.HEADER, ()),
        (9, "Slut.", None, None, None, ()),
    ]


def written_by_portal(language, wording):
    """Give a Word file with the properties that the portal gives its own."""
    given = {"PortalLanguage": language, "PortalWording": wording}
    rows = "".join(f'<property name="{name}"><lpwstr>{text}</lpwstr></property>' for name, text in given.items())
    return docx(paragraph("Plan för Granbro"), **{"docProps/custom.xml": f"<Properties>{rows}</Properties>"})


def test_a_file_of_the_portals_own_says_which_text_it_has():
    assert read_word(written_by_portal("sv", "plain")).wording == "plain"
    assert read_word(docx(paragraph("Plan för Granbro"))).wording == ""


def test_the_portals_own_translation_is_refused():
    with refused(Code.TRANSLATION):
        read_word(written_by_portal("en", "adopted"))
