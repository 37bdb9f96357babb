"""Text files, with and without marks of Markdown, into lines."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.importer.recognising.words import words
from portal.importer.sources.fault import Code
from portal.importer.sources.line import Cell, Furniture, Item, Mark, Span
from portal.importer.sources.text.emphasis import marked
from portal.importer.sources.text.markdown import read_markdown
from portal.importer.sources.text.reader import read_text
from tests.portal.importer.sources.making import refused


def lines(text):
    return read_text(text.encode()).lines


def test_headings_have_their_level_without_their_marks():
    found = lines("# Plan\n\n## **Syfte** ##\n\nMål\n===\n\nText.")
    assert [(line.text, line.heading, line.bold) for line in found] == [
        ("Plan", 1, False),
        ("Syfte", 2, True),
        ("Mål", 1, False),
        ("Text.", None, False),
    ]


def test_list_items_have_their_depth_and_mark():
    found = lines("- ett\n  - två\n  1. tre\n- fyra\n\n• fem\n\na) sex")
    assert [(line.text, line.item) for line in found] == [
        ("ett", Item(0, "-")),
        ("två", Item(1, "-")),
        ("tre", Item(1, "1.")),
        ("fyra", Item(0, "-")),
        ("fem", Item(0, "•")),
        ("sex", Item(0, "a)")),
    ]


def test_rows_of_bars_and_of_tabs_are_tables():
    found = lines("| a | b |\n|---|:-:|\n| c | d |\n\ne: 1\tf: 2\ng: 3\t\th: 4")
    assert [(line.text, line.cell) for line in found] == [
        ("a", Cell(0, 0, 0)),
        ("b", Cell(0, 0, 1)),
        ("c", Cell(0, 1, 0)),
        ("d", Cell(0, 1, 1)),
        ("e: 1", Cell(1, 0, 0)),
        ("f: 2", Cell(1, 0, 1)),
        ("g: 3", Cell(1, 1, 0)),
        ("h: 4", Cell(1, 1, 1)),
    ]


def test_a_row_of_the_contents_is_no_table():
    assert [line.cell for line in lines("Inledning\t3")] == [None]


def test_cells_keep_their_columns_where_others_before_them_are_empty():
    found = lines("\t2019\t2022\nFolk\t1\t2\n\t3\n")
    assert [(line.text, line.cell) for line in found] == [
        ("2019", Cell(0, 0, 1)),
        ("2022", Cell(0, 0, 2)),
        ("Folk", Cell(0, 1, 0)),
        ("1", Cell(0, 1, 1)),
        ("2", Cell(0, 1, 2)),
        ("3", Cell(0, 2, 1)),
    ]


def test_columns_that_spaces_leave_free_are_a_table_whose_cells_go_on_below():
    found = lines(
        "Så gör vi:\n"
        "  Åtgärd            Ansvarig          År\n"
        "  ----------------------------------------\n"
        "  Öppna en butik    Kommunstyrelsen   2025\n"
        "  i byn\n"
        "  Bygga             Tekniska\n"
        "                    nämnden           2026\n"
        "\nSedan är det klart."
    )
    assert [(line.text, line.cell) for line in found] == [
        ("Så gör vi:", None),
        ("Åtgärd", Cell(0, 0, 0)),
        ("Ansvarig", Cell(0, 0, 1)),
        ("År", Cell(0, 0, 2)),
        ("Öppna en butik", Cell(0, 1, 0)),
        ("i byn", Cell(0, 1, 0)),
        ("Kommunstyrelsen", Cell(0, 1, 1)),
        ("2025", Cell(0, 1, 2)),
        ("Bygga", Cell(0, 2, 0)),
        ("Tekniska", Cell(0, 2, 1)),
        ("nämnden", Cell(0, 2, 1)),
        ("2026", Cell(0, 2, 2)),
        ("Sedan är det klart.", None),
    ]


def test_blank_lines_part_the_rows_of_a_table_where_cells_go_on():
    found = lines(
        "Mål         Ansvar\n\nFler i      Nämnden\nArbete\n\nAlla läser  Skolnämnden\n\nTrygga      Styrelsen\nhem\n"
    )
    assert [(line.text, line.cell and line.cell.row) for line in found][2:5] == [
        ("Fler i", 1),
        ("Arbete", 1),
        ("Nämnden", 1),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Inledning          3\nMål                4",
        "Ansvar:    nämnden\n\nStöd:      styrelsen",
        "-  ett långt ord\n-  två långa ord",
        "En mening.  Och en till\nsom går nu.    Vidare här",
        "1.  INLEDNING\n2.  MÅL",
        "Ett namn    12.3 § 6\nEtt längre namn än 12.3",
    ],
)
def test_rows_that_only_look_like_a_table_are_none(text):
    assert [line.cell for line in lines(text)] == [None, None]


def test_bullets_in_a_cell_are_its_items():
    found = lines("Mål\tMått\nFler\t• Antal • Andel")
    assert [(line.text, line.cell, line.item) for line in found][-2:] == [
        ("Antal", Cell(0, 1, 1), Item(0, "•")),
        ("Andel", Cell(0, 1, 1), Item(0, "•")),
    ]


def test_headings_may_be_underlined_though_they_have_numbers_and_stand_in():
    found = lines(
        "    P L A N   F Ö R   A L L A\n    =====================\n\n1.  INLEDNING\n    ---------\n\nText är.\n-----"
    )
    assert [(line.text, line.heading, line.item) for line in found] == [
        ("PLAN FÖR ALLA", 1, None),
        ("1. INLEDNING", 2, None),
        ("Text är.", None, None),
    ]


@pytest.mark.parametrize("mark", ["•", "–", "*", "\uf0b7", "·", "(1)", "(a)", "1)", "- ·"])
def test_marks_of_items_are_taken_from_the_text(mark):
    [line] = lines(f"{mark}  fler i arbete")
    assert (line.text, bool(line.item)) == ("fler i arbete", True)


def test_an_o_is_a_bullet_and_no_abbreviation():
    assert [bool(line.item) for line in lines("o alla ska med\no s v\no dyl")] == [True, False, False]


def test_numbers_of_pages_part_them_and_are_no_items():
    found = lines("Plan\n\nText.\n\n      - 2 -\n\nMer.\n\n      - 3 -\n\nSlut.")
    assert [(line.text, line.page, line.furniture) for line in found] == [
        ("Plan", 1, None),
        ("Text.", 1, None),
        ("- 2 -", 1, Furniture.FOOTER),
        ("Mer.", 2, None),
        ("- 3 -", 2, Furniture.FOOTER),
        ("Slut.", 3, None),
    ]


def test_the_two_halves_of_a_running_header_are_no_table():
    page = "\fGranbro kommun          Plan för alla\n\nText nummer {}.\n"
    found = lines("Plan för alla\n" + "".join(page.format(number) for number in (1, 2, 3)))
    assert {(line.furniture, line.cell) for line in found if line.text.startswith("Granbro")} == {
        (Furniture.HEADER, None)
    }


def test_a_row_of_tabs_that_runs_along_the_pages_is_no_table():
    found = lines("Granbro\n\nEtt.\n\n- 2 -\nPlan\tA\n\nTvå.\n\n- 3 -\nPlan\tA\n\nTre.")
    assert {line.furniture for line in found if line.text.startswith("Plan")} == {Furniture.HEADER}


def test_what_stands_beside_the_number_of_a_page_and_on_another_is_furniture():
    found = lines("GRANBRO\n\nEtt och\n\nPlan     1\nGRANBRO\n\ntvå.\n\nPlan     2")
    assert [line.text for line in found if not line.furniture] == ["GRANBRO", "Ett och", "två."]


def test_notes_under_a_short_rule_are_tied_to_their_typed_marks():
    found = lines(
        "En grupp 1) skrev planen.\n\n________\n1) De var\n   tre.\n\n\n\nÅr 2006 2) till\n________\n2) Ett.\n"
    )
    assert [(line.text, line.note, line.marks) for line in found] == [
        ("En grupp skrev planen.", None, (Mark(8, "1"),)),
        ("De var", "1", ()),
        ("tre.", "1", ()),
        ("År 2006 till", None, (Mark(7, "2"),)),
        ("Ett.", "2", ()),
    ]


def test_a_note_of_several_paragraphs_is_one():
    found = lines("Hem[^a].\n\n[^a]: Enligt lag.\n\n    Och praxis.\n\nText.")
    assert [line.note for line in found] == [None, "a", "a", None]


def test_gaps_pages_and_numbers_are_known():
    found = lines("ett\ntvå\n\ntre\n\n\n\nfyra\ffem")
    assert [(line.text, line.gap, line.page) for line in found] == [
        ("ett", True, 1),
        ("två", False, 1),
        ("tre", True, 1),
        ("fyra", True, 2),
        ("fem", True, 3),
    ]


def test_where_form_feeds_end_the_pages_space_does_not():
    assert [line.page for line in lines("ett\n\n\n\n\ntvå\ftre\ffyra")] == [1, 1, 2, 3]


def test_emphasis_goes_over_the_end_of_a_line():
    found = lines("**GRAN  \nBRO** hej *du*")
    assert [(line.text, line.bold, line.whole, line.spans) for line in found] == [
        ("GRAN", True, True, ()),
        ("BRO hej du", False, False, (Span(0, 3, "strong"), Span(8, 10, "em"))),
    ]


def test_footnotes_and_their_marks_are_known():
    found = lines("Ett hem¹ och ett jobb[^b].\n\n¹ Enligt lag.\n\n[^b]: Eller två.")
    assert [(line.text, line.note, line.marks) for line in found] == [
        ("Ett hem och ett jobb.", None, (Mark(7, "1"), Mark(20, "b"))),
        ("Enligt lag.", "1", ()),
        ("Eller två.", "b", ()),
    ]


@pytest.mark.parametrize(
    ("written", "text", "spans"),
    [
        ("[Plan](https://a.example/b_(c))", "Plan", (Span(0, 4, "a", "https://a.example/b_(c)"),)),
        ("<https://a.example>", "https://a.example", (Span(0, 17, "a", "https://a.example"),)),
        ("**[a](http://b.example)**", "a", (Span(0, 1, "strong"), Span(0, 1, "a", "http://b.example"))),
        ("2 * 3 * 4", "2 * 3 * 4", ()),
        (r"\*inte\*", "*inte*", ()),
        ("en_stor_fil", "en_stor_fil", ()),
    ],
)
def test_marks_become_spans(written, text, spans):
    assert marked(written) == (text, spans, ())


def test_what_is_no_text_is_refused():
    with refused(Code.NO_DOCUMENT):
        read_text(b"\xff\xfe\x00\xd8")


def test_a_grid_keeps_the_columns_of_cells_that_go_on():
    found = read_markdown(
        b"+-----+---------+------+\n| M   | Insats  | Tid  |\n+=====+=========+======+\n| Ett | a--b    | 2--3 |\n"
        b"|     +---------+------+\n|     | c       | 4    |\n|     | d       |      |\n+-----+---------+------+\n"
        b"| Over allt            |\n+----------------------+\n"
    ).lines
    assert [(line.text, line.cell) for line in found] == [
        ("M", Cell(0, 0, 0)),
        ("Insats", Cell(0, 0, 1)),
        ("Tid", Cell(0, 0, 2)),
        ("Ett", Cell(0, 1, 0)),
        ("a–b", Cell(0, 1, 1)),
        ("2–3", Cell(0, 1, 2)),
        ("c", Cell(0, 2, 1)),
        ("d", Cell(0, 2, 1)),
        ("4", Cell(0, 2, 2)),
        ("Over allt", Cell(0, 3, 0)),
    ]


def test_what_markdown_has_for_programs_is_no_text():
    found = read_markdown(
        b'---\ntitle: "Plan"\nauthor: Eva\n---\n<!-- bild\nh\xc3\xa4r -->\n![karta](k.png){width=1}\n\n'
        b"# Syfte {#syfte}\n\n> Antagen 2020\\\n> Dnr 2\n\n"
        b"::: ruta\nEtt<sup>1</sup> <u>hem</u> ![i](i.png)\n:::\n\\newpage\nSlut\n"
    )
    assert found.title == "Plan"
    assert [(line.number, line.text, line.title, line.heading, line.whole) for line in found.lines] == [
        (2, "Plan", True, None, True),
        (3, "author: Eva", False, None, True),
        (9, "Syfte", False, 1, True),
        (11, "Antagen 2020", False, None, True),
        (12, "Dnr 2", False, None, False),
        (15, "Ett hem", False, None, False),
        (18, "Slut", False, None, False),
    ]
    assert [line.page for line in found.lines[2:]] == [1, 1, 1, 1, 2]


def test_text_between_two_rules_at_the_beginning_is_kept():
    assert [line.text for line in read_markdown("---\nVi vill: allt\nDå ska det bli\n---\n".encode()).lines] != []


def test_a_row_of_the_contents_in_a_table_is_no_cell():
    [line] = lines("| Syfte ........ | 3 |")
    assert (line.text, line.cell) == ("Syfte\t3", None)


def test_markdown_is_read_as_text_is():
    content = b"# Plan\n\n- ett"
    assert read_markdown(content) == read_text(content)


@given(st.text(alphabet="ab1 \n\t\f|-*_#.[](<>)¹", max_size=120))
def test_no_word_of_plain_letters_is_lost(text):
    content = text.replace("(", " ").replace("<", " ")  # the addresses of links are in their spans
    kept = " ".join(f"{line.item.mark if line.item else ''} {line.text} {line.note or ''}" for line in lines(content))
    letters = [word for word in words(content) if word.isalpha()]
    assert "".join(letters) == "".join(word for word in words(kept) if word.isalpha()) or "¹" in text or "[" in text


@pytest.mark.slow
@pytest.mark.parametrize(
    "part",
    ["a  b\n", "a  b\n\n", "a\tb\n", "+--+\n", "|a|\n", "1) a\n____\n1 b\n", "a - 1 -\n", "- 1 -\n", "![", "<", "-"],
)
def test_texts_made_to_take_long_do_not(part):
    began = time.monotonic()
    read_markdown((part * 5_000).encode())
    assert time.monotonic() - began < 20


def test_looking_for_the_marks_of_notes_takes_time_as_a_text_grows():
    def seconds(times: int) -> float:
        began = time.process_time()
        read_text(("Ord.\n" * times + "_____\n1 not\n\n" * times).encode())
        return time.process_time() - began

    # Thrice the size takes thrice the time, or nine times that if all lines are read anew for each rule.
    assert min(seconds(1_200) for _try in range(2)) < 5.5 * min(seconds(400) for _try in range(2))


def test_notes_under_two_rules_have_the_marks_nearest_above_each():
    text = "Ett1 mål.\n\n_____\n1 Not.\n\nTvå1 mål.\n\n_____\n1 Ny.\n"
    found = read_text(text.encode()).lines
    assert [(line.text, line.note, [mark.at for mark in line.marks]) for line in found] == [
        ("Ett mål.", None, [3]),
        ("Not.", "1", []),
        ("Två mål.", None, [3]),
        ("Ny.", "1", []),
    ]


def test_a_very_long_line_is_read_whole():
    line = "a" * 200_000
    assert [read.text for read in read_text(line.encode()).lines] == [line]
