"""Tests of reading OpenDocument texts."""

from portal.importer.sources.fault import Code
from portal.importer.sources.line import Cell, Furniture, Item, Mark, Span
from portal.importer.sources.opendocument.reader import read_opendocument
from tests.portal.importer.sources.making import odt, only, refused, texts


def listed(style: str, *items: str) -> str:
    """Give a list; items may hold lists in their turn."""
    entries = "".join(f"<text:list-item>{item}</text:list-item>" for item in items)
    return f'<text:list text:style-name="{style}">{entries}</text:list>'


def p(text: str, style: str = "") -> str:
    """Give a paragraph."""
    return f'<text:p text:style-name="{style}">{text}</text:p>'


def h(text: str, level: int) -> str:
    """Give a heading."""
    return f'<text:h text:outline-level="{level}">{text}</text:h>'


def test_headings_have_their_levels_and_numbers():
    source = read_opendocument(
        odt(p("Program", "Title") + h("Syfte", 1) + h("Mål", 1) + h("Delmål", 2) + h("Fritt", 3) + p("Text"))
    )
    assert [(line.text, line.title, line.heading, line.size) for line in source.lines] == [
        ("Program", True, None, 28),
        ("1 Syfte", False, 1, 12),
        ("2 Mål", False, 1, 12),
        ("2.1 Delmål", False, 2, 12),
        ("Fritt", False, 3, 12),
        ("Text", False, None, 12),
    ]
    assert source.title == "Plan"


def test_lists_have_their_marks_and_levels():
    body = (
        listed("Nummer", p("ett") + listed("", p("under")), p("två") + p("fortsatt"))
        + p("Mellan")
        + listed("Nummer", p("om igen"))
        + '<text:list text:style-name="Nummer" text:continue-numbering="true"><text:list-item>'
        + p("vidare")
        + "</text:list-item></text:list>"
        + listed("Punkter", p("punkt"), listed("", p("bara under")))
    )
    assert [(line.item, line.text) for line in read_opendocument(odt(body)).lines] == [
        (Item(0, "1."), "ett"),
        (Item(1, "a)"), "under"),
        (Item(0, "2."), "två"),
        (None, "fortsatt"),
        (None, "Mellan"),
        (Item(0, "1."), "om igen"),
        (Item(0, "2."), "vidare"),
        (Item(0, "•"), "punkt"),
        (Item(1, "–"), "bara under"),
    ]


def test_tables_give_their_cells():
    cell = "<table:table-cell>{}</table:table-cell>"
    body = (
        "<table:table><table:table-header-rows><table:table-row>"
        f"{cell.format(p('Åtgärd'))}{cell.format(p('Ansvarig'))}</table:table-row></table:table-header-rows>"
        f'<table:table-row><table:table-cell table:number-columns-repeated="2"/>{cell.format(p("Senare"))}'
        f"</table:table-row></table:table>{p('Efter')}"
    )
    assert [(line.text, line.cell) for line in read_opendocument(odt(body)).lines] == [
        ("Åtgärd", Cell(0, 0, 0)),
        ("Ansvarig", Cell(0, 0, 1)),
        ("Senare", Cell(0, 1, 2)),
        ("Efter", None),
    ]


def test_notes_follow_the_text_with_their_labels():
    note = (
        "<text:note text:note-class='footnote'><text:note-citation>1</text:note-citation><text:note-body>"
        f"{p('Enligt lag.')}</text:note-body></text:note>"
    )
    source = read_opendocument(odt(p(f"Ett år.{note} Två.") + p("Sist")))
    assert [(line.text, line.note, line.marks) for line in source.lines] == [
        ("Ett år. Två.", None, (Mark(7, "1"),)),
        ("Sist", None, ()),
        ("Enligt lag.", "1", ()),
    ]


def test_contents_headers_and_footers_are_furniture():
    masters = (
        f'<style:master-page style:name="Standard"><style:header>{p("Provkommun")}</style:header>'
        f"<style:footer>{p('Sida <text:page-number>1</text:page-number>')}</style:footer></style:master-page>"
        f'<style:master-page style:name="Kuvert"><style:header>{p("Aldrig")}</style:header></style:master-page>'
    )
    index = (
        "<text:table-of-content><text:table-of-content-source><text:index-title-template>Mall</text:index-title-template>"
        f"</text:table-of-content-source><text:index-body>{p('Syfte<text:tab/>3')}</text:index-body>"
        "</text:table-of-content>"
    )
    source = read_opendocument(odt(index + p("Text"), masters))
    assert [(line.text, line.furniture) for line in source.lines] == [
        ("Provkommun", Furniture.HEADER),
        ("Syfte\t3", Furniture.CONTENTS),
        ("Text", None),
        ("Sida 1", Furniture.FOOTER),
    ]


def test_emphasis_links_spaces_and_breaks_are_read():
    body = p(
        '<text:span text:style-name="Fet">Mål:</text:span><text:s text:c="3"/>fler\n   i '
        '<text:a xlink:href="https://example.se/">arbete</text:a>'
        '<text:span text:style-name="Upp">2</text:span><text:line-break/>'
        '<text:span text:style-name="Kursiv">Ny rad</text:span>'
    )
    first, second = read_opendocument(odt(body)).lines
    assert (first.text, first.whole, first.marks) == ("Mål: fler i arbete", False, (Mark(18, "2"),))
    assert first.spans == (Span(0, 4, "strong"), Span(12, 18, "a", "https://example.se/"))
    assert (second.text, second.whole, second.italic, second.spans) == ("Ny rad", True, True, ())


def test_text_boxes_are_kept_and_deletions_comments_and_hidden_text_dropped():
    body = (
        "<text:tracked-changes><text:changed-region><text:deletion>"
        f"{p('Borta')}</text:deletion></text:changed-region></text:tracked-changes>"
        + p(
            "Före <office:annotation><text:p>Kommentar</text:p></office:annotation><draw:frame><draw:text-box>"
            f"{p('I rutan')}</draw:text-box><svg:desc>Beskriven</svg:desc></draw:frame>efter"
            '<text:span text:style-name="Dold"> dold</text:span>'
        )
        + f"<text:section>{p('I avsnitt')}</text:section>"
    )
    assert texts(read_opendocument(odt(body))) == ["Före efter", "I rutan", "I avsnitt"]


def test_a_protected_file_is_refused():
    manifest = '<manifest:manifest xmlns:manifest="m"><manifest:encryption-data/></manifest:manifest>'
    with refused(Code.PROTECTED):
        read_opendocument(odt(p("Text"), **{"META-INF/manifest.xml": manifest}))


def test_macros_are_refused_but_not_the_empty_library_that_every_file_has():
    assert only(read_opendocument(odt(p("Text"), **{"Basic/Standard/script-lb.xml": "<x/>"}))).text == "Text"
    with refused(Code.OPENDOCUMENT_MACROS):
        read_opendocument(odt(p("Text"), **{"Basic/Standard/Module1.xml": "<x/>"}))
