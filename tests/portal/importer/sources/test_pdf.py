"""Tests of reading PDF files."""

from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import Paragraph

from portal.importer.sources.fault import Code
from portal.importer.sources.line import Cell, Furniture, Item, Mark, Span
from portal.importer.sources.pdf.reader import read_pdf
from tests.portal.importer.sources.making import refused, texts, words
from tests.portal.importer.sources.printing import Sheets, set_in_type

LEFT = [f"vänster spalt rad {at} löper" for at in range(1, 7)]
RIGHT = [f"höger spalt rad {at} löper" for at in range(1, 7)]


def test_lines_have_their_page_size_and_weight():
    sheets = Sheets().write("Integrationsprogram", 60, 80, 24).write("Syfte", 60, 120, 14, "Helvetica-Bold")
    sheets.write("Programmet gäller alla.", 60, 140).write("Kursivt", 60, 154, 11, "Helvetica-Oblique")
    sheets.page().write("Sida två", 60, 80)
    source = read_pdf(sheets.content())
    assert [(line.text, line.page, line.size, line.bold, line.italic) for line in source.lines] == [
        ("Integrationsprogram", 1, 24, False, False),
        ("Syfte", 1, 14, True, False),
        ("Programmet gäller alla.", 1, 11, False, False),
        ("Kursivt", 1, 11, False, True),
        ("Sida två", 2, 11, False, False),
    ]
    assert {line.whole for line in source.lines} == {False}


def test_more_space_than_between_lines_is_a_gap():
    sheets = Sheets().rows(["ett", "två", "tre"], 60, 80).rows(["fyra", "fem"], 60, 130)
    assert [line.gap for line in read_pdf(sheets.content()).lines] == [False, False, False, True, False]


def test_columns_are_read_one_after_the_other_between_what_goes_across():
    sheets = Sheets().write("En rubrik som går över hela sidans bredd och båda dess spalter", 60, 80, 16)
    sheets.rows(LEFT, 60, 110).rows(RIGHT, 310, 110)
    sheets.write("Kort rubrik", 60, 230, 14)
    sheets.write("Ett stycke som åter går över hela bredden, så att spalterna slutar före det.", 60, 250)
    heading, *rest = texts(read_pdf(sheets.content()))
    assert rest == [*LEFT, *RIGHT, "Kort rubrik", rest[-1]]
    assert (heading[:9], rest[-1][:10]) == ("En rubrik", "Ett stycke")


def test_page_headers_and_numbers_beside_columns_are_read_before_and_after_them():
    sheets = (
        Sheets().write("Provkommun", 60, 40).write("Antagen 2020", 400, 40).rows(LEFT, 60, 110).rows(RIGHT, 310, 110)
    )
    sheets.write("Kort slut", 60, 230).write("Sida 4", 500, 800)
    assert texts(read_pdf(sheets.content())) == [
        "Provkommun",
        "Antagen 2020",
        *LEFT,
        *RIGHT,
        "Kort slut",
        "Sida 4",
    ]


def test_three_columns_and_columns_whose_rows_do_not_align_are_read_in_order():
    third = [f"tredje spalt rad {at}" for at in range(1, 7)]
    left, middle = ([text.removesuffix(" löper") for text in column] for column in (LEFT, RIGHT))
    sheets = Sheets().rows(left, 50, 100).rows(middle, 220, 105).rows(third, 390, 97)
    assert texts(read_pdf(sheets.content())) == [*left, *middle, *third]


def test_columns_that_are_hardly_further_apart_than_words_are_told_apart():
    sheets = Sheets().rows(LEFT, 60, 110)
    width = sheets.canvas.stringWidth(LEFT[0], "Helvetica", 11)
    assert texts(read_pdf(sheets.rows(RIGHT, 60 + width + 11, 110).content())) == [*LEFT, *RIGHT]


def test_labels_with_their_values_are_read_row_by_row_as_cells():
    sheets = Sheets().rows(["Dokumentnamn: Plan", "Dokumentägare: Direktör", "Revideras: Vid behov"], 60, 100)
    sheets.rows(["Dnr: KS 1", "Ansvarig: Enhetschef", "Antas: Årligen"], 310, 100)
    assert [(line.text, line.cell) for line in read_pdf(sheets.content()).lines] == [
        ("Dokumentnamn: Plan", Cell(0, 0, 0)),
        ("Dnr: KS 1", Cell(0, 0, 1)),
        ("Dokumentägare: Direktör", Cell(0, 1, 0)),
        ("Ansvarig: Enhetschef", Cell(0, 1, 1)),
        ("Revideras: Vid behov", Cell(0, 2, 0)),
        ("Antas: Årligen", Cell(0, 2, 1)),
    ]


def test_ruled_tables_give_their_cells():
    sheets = Sheets().write("Före tabellen", 60, 80).grid([60, 200, 400], [100, 120, 160])
    sheets.write("Åtgärd", 65, 114).write("Ansvarig", 205, 114)
    sheets.write("Starta", 65, 134).write("mentorer", 65, 148).write("Nämnden", 205, 134).write("Efter", 60, 190)
    assert [(line.text, line.cell) for line in read_pdf(sheets.content()).lines] == [
        ("Före tabellen", None),
        ("Åtgärd", Cell(0, 0, 0)),
        ("Ansvarig", Cell(0, 0, 1)),
        ("Starta", Cell(0, 1, 0)),
        ("mentorer", Cell(0, 1, 0)),
        ("Nämnden", Cell(0, 1, 1)),
        ("Efter", None),
    ]


def test_list_marks_are_items_by_how_far_in_they_stand():
    sheets = Sheets().write("•", 70, 100).write("ett", 88, 100).write("fortsättning", 88, 114)
    sheets.write("–", 100, 128).write("under", 118, 128).write("•", 70, 142).write("två", 88, 142)
    source = read_pdf(sheets.content())
    assert [(line.item, line.text) for line in source.lines] == [
        (Item(0, "•"), "ett"),
        (None, "fortsättning"),
        (Item(1, "–"), "under"),
        (Item(0, "•"), "två"),
    ]
    assert source.lines[1].indent > source.lines[0].indent


def test_raised_figures_are_marks_and_begin_notes():
    sheets = Sheets().write("Fyra år.", 60, 100)
    width = sheets.canvas.stringWidth("Fyra år.", "Helvetica", 11)
    sheets.write("1", 60 + width, 96, 7).write("Ytan är 25 m", 60, 114)
    width = sheets.canvas.stringWidth("Ytan är 25 m", "Helvetica", 11)
    sheets.write("2", 60 + width, 110, 7)
    sheets.write("1", 60, 696, 6).write("Enligt lagen,", 64, 700, 9).write("som gäller än.", 60, 711, 9)
    sheets.write("Sidfot", 60, 760, 8)
    assert [(line.text, line.marks, line.note) for line in read_pdf(sheets.content()).lines] == [
        ("Fyra år.", (Mark(8, "1"),), None),
        ("Ytan är 25 m²", (), None),
        ("Enligt lagen,", (), "1"),
        ("som gäller än.", (), "1"),
        ("Sidfot", (), None),
    ]


def test_emphasis_within_a_line_and_links_are_spans():
    styles = getSampleStyleSheet()
    flow = [Paragraph("Mål: <b>fler</b> i arbete, se <a href='https://example.se/'>planen</a>.", styles["BodyText"])]
    [line] = read_pdf(set_in_type(flow)).lines
    assert line.text == "Mål: fler i arbete, se planen."
    assert line.spans == (Span(5, 9, "strong"), Span(23, 29, "a", "https://example.se/"))


def test_turned_text_is_kept_after_the_rest_of_its_page():
    sheets = Sheets()
    sheets.canvas.saveState()
    sheets.canvas.rotate(90)
    sheets.canvas.drawString(200, -30, "Antagen av nämnden")
    sheets.canvas.restoreState()
    sheets.write("Text", 60, 100)
    assert texts(read_pdf(sheets.content())) == ["Text", "Antagen av nämnden"]


def test_every_word_of_running_text_is_read_in_order():
    styles = getSampleStyleSheet()
    told = [f"Stycke {at} " + " ".join(f"ord{at}x{word}" for word in range(80)) for at in range(40)]
    content = set_in_type([Paragraph(text, styles["BodyText"]) for text in told])
    assert words(read_pdf(content)) == " ".join(told).split()


def test_a_password_is_told_of():
    with refused(Code.PROTECTED):
        read_pdf(Sheets("hemligt").write("Text", 60, 60).content())


def test_a_pdf_without_text_is_told_of_as_scanned():
    sheets = Sheets()
    sheets.canvas.rect(10, 10, 100, 100, fill=1)
    with refused(Code.PICTURES_OF_TEXT):
        read_pdf(sheets.content())


def test_a_pdf_that_breaks_off_is_told_of():
    content = Sheets().write("Text", 60, 60).content()
    for share in (0.3, 0.6, 0.95):
        with refused(Code.DAMAGED):
            read_pdf(content[: int(len(content) * share)])


def test_pages_that_are_pictures_are_named():
    sheets = Sheets().write("Integrationsplan", 60, 80)
    sheets.page().picture(0, 0, 595, 842).write("Sida 2", 60, 800)
    sheets.page().picture(60, 200, 200, 100).write("Planen gäller alla som bor här.", 60, 80)
    source = read_pdf(sheets.content())
    assert source.pictures == (2,)
    assert texts(source) == ["Integrationsplan", "Sida 2", "Planen gäller alla som bor här."]


def test_rows_that_run_along_the_pages_are_furniture_in_one_line_each():
    sheets = Sheets()
    for page in (1, 2):
        sheets.write("Granbro kommun", 60, 40, 8).write("Plan för alla", 250, 40, 8).write(
            f"Sida {page} (2)", 500, 40, 8
        )
        sheets.rows([f"Text {page} om det som kommunen vill", "och om det som den ska göra"], 60, 100)
        sheets.write("Stadshuset, Granbro", 60, 800, 8)
        if page == 1:
            sheets.page()
    lines = read_pdf(sheets.content()).lines
    assert [(line.number, line.text, line.page, line.furniture, line.cell) for line in lines if line.furniture] == [
        (1, "Granbro kommun Plan för alla Sida 1 (2)", 1, Furniture.HEADER, None),
        (4, "Stadshuset, Granbro", 1, Furniture.FOOTER, None),
        (5, "Granbro kommun Plan för alla Sida 2 (2)", 2, Furniture.HEADER, None),
        (8, "Stadshuset, Granbro", 2, Furniture.FOOTER, None),
    ]


def test_titles_of_a_table_that_goes_on_are_no_furniture():
    sheets = Sheets()
    for page in (1, 2):
        sheets.grid([60, 200, 400], [90, 110, 130]).write("Mål", 64, 105).write("Ansvar", 204, 105)
        sheets.write("Fler i arbete", 64, 125).write("Nämnden", 204, 125)
        if page == 1:
            sheets.page()
    assert {line.furniture for line in read_pdf(sheets.content()).lines} == {None}


def test_columns_that_space_alone_parts_are_a_table_whose_cells_go_on_below():
    sheets = Sheets().write("Så här gör vi i kommunen för att nå de mål som står ovan i den här planen:", 60, 60)
    for y, cells in (
        (100, ("Område", "Ansvarig", "Rapport")),
        (124, ("Språk och", "Skolnämnden", "I mars")),
        (137, ("lärande", "", "varje år")),
        (161, ("Arbete", "", "I maj")),
    ):
        for x, cell in zip((60, 200, 330), cells, strict=True):
            sheets.write(cell, x, y)
    sheets.write("Därefter lämnar styrelsen en rapport till fullmäktige om hur det går med alla mål.", 60, 200)
    assert [(line.text, line.cell) for line in read_pdf(sheets.content()).lines][1:-1] == [
        ("Område", Cell(0, 0, 0)),
        ("Ansvarig", Cell(0, 0, 1)),
        ("Rapport", Cell(0, 0, 2)),
        ("Språk och", Cell(0, 1, 0)),
        ("lärande", Cell(0, 1, 0)),
        ("Skolnämnden", Cell(0, 1, 1)),
        ("I mars", Cell(0, 1, 2)),
        ("varje år", Cell(0, 1, 2)),
        ("Arbete", Cell(0, 2, 0)),
        ("I maj", Cell(0, 2, 2)),
    ]


def test_labels_with_what_they_say_and_rows_of_contents_are_no_table():
    sheets = Sheets().write("Dnr:", 60, 80).write("KS 12", 200, 80).write("Ansvarig:", 60, 94).write("Eva", 200, 94)
    sheets.write("Inledning", 60, 140).write("3", 350, 140).write("Mål", 60, 154).write("4", 350, 154)
    sheets.write("Sedan går det vidare i hela bredden, och inget är en tabell.", 60, 190)
    assert [line.text for line in read_pdf(sheets.content()).lines] == [
        "Dnr:",
        "KS 12",
        "Ansvarig:",
        "Eva",
        "Inledning\t3",
        "Mål\t4",
        "Sedan går det vidare i hela bredden, och inget är en tabell.",
    ]


def test_what_stands_beside_a_paragraph_in_another_size_is_read_before_it():
    sheets = Sheets().write("Läget i kommunen", 200, 80, 14)
    sheets.rows([f"rad {at} av det som står om kommunen" for at in range(1, 6)], 200, 110)
    sheets.write("27 %", 60, 126, 20).rows(["av alla är födda", "i ett annat land"], 60, 140, 10, 8)
    assert texts(read_pdf(sheets.content())) == [
        "Läget i kommunen",
        "27 %",
        "av alla är födda",
        "i ett annat land",
        *[f"rad {at} av det som står om kommunen" for at in range(1, 6)],
    ]


def test_a_large_figure_beside_rows_is_read_before_them():
    sheets = Sheets().write("2", 60, 150, 84).rows(["Arbeta", "Alla ska kunna", "jobba här"], 130, 105)
    assert texts(read_pdf(sheets.content()))[:2] == ["2", "Arbeta"]


def test_small_rows_that_begin_with_the_label_of_a_mark_are_notes():
    sheets = Sheets().write("Planen gäller alla.", 60, 80).write("1", 153, 76, 6)
    sheets.rows(["Det är en plan för kommunen, och den gäller i flera år."] * 2, 60, 94)
    sheets.rows(["1. Enligt beslut i nämnden", "våren 2024."], 60, 790, 10, 8)
    assert [(line.text[:19], line.note, line.marks) for line in read_pdf(sheets.content()).lines] == [
        ("Planen gäller alla.", None, (Mark(19, "1"),)),
        ("Det är en plan för ", None, ()),
        ("Det är en plan för ", None, ()),
        ("Enligt beslut i näm", "1", ()),
        ("våren 2024.", "1", ()),
    ]


def test_numbers_of_items_need_no_space_and_those_of_pages_are_no_items():
    sheets = Sheets().rows(["10.Studievägledning finns", "- 2 -"], 60, 80)
    assert [(line.text, line.item) for line in read_pdf(sheets.content()).lines] == [
        ("Studievägledning finns", Item(0, "10.")),
        ("- 2 -", None),
    ]
