"""Tests of reading web pages."""

import time

import pytest

from portal.importer.sources.fault import Code
from portal.importer.sources.line import Cell, Furniture, Item, Mark, Span
from portal.importer.sources.web.looks import Looks
from portal.importer.sources.web.reader import read_web
from tests.portal.importer.sources.making import refused, texts


def read(body: str) -> list:
    """Give the lines of a page with this body."""
    return list(read_web(f"<!doctype html><title>Plan</title><body>{body}".encode()).lines)


def test_headings_paragraphs_and_lists_are_read_though_ends_are_left_out():
    lines = read(
        "<h1>Program</h1><h2>Syfte</h2><p>Ett\n  stycke<p>Två<br>rader<ul><li>en<ol type=a><li>under</ol><li>två"
    )
    assert [(line.text, line.heading, line.item, line.whole) for line in lines] == [
        ("Program", 1, None, True),
        ("Syfte", 2, None, True),
        ("Ett stycke", None, None, True),
        ("Två", None, None, False),
        ("rader", None, None, True),
        ("en", None, Item(0, "•"), True),
        ("under", None, Item(1, "a."), True),
        ("två", None, Item(0, "•"), True),
    ]
    assert read_web(b"<title>En\n plan</title>x").title == "En plan"


def test_menus_headers_and_footers_of_the_page_are_furniture_and_those_of_its_articles_are_not():
    lines = read(
        "<header>Provkommun</header><nav><ul><li>Start</ul></nav><main><header><h1>Plan</h1></header>Text"
        "<footer>Källa</footer></main><footer>Kontakt</footer>"
    )
    assert [(line.text, line.furniture) for line in lines] == [
        ("Provkommun", Furniture.HEADER),
        ("Start", Furniture.CONTENTS),
        ("Plan", None),
        ("Text", None),
        ("Källa", None),
        ("Kontakt", Furniture.FOOTER),
    ]


def test_scripts_styles_comments_and_hidden_letters_are_no_text():
    lines = read(
        "<script>x<p>y</script><style>p{}</style><!-- z --><template>t</template><noscript>n</noscript>"
        '<![if !x]><p>Syn<span hidden>h</span>ligt<span style="display: none">d</span></p><![endif]>'
    )
    assert [line.text for line in lines] == ["Synligt"]


def test_what_a_heading_unfolds_is_text_and_the_heading_is_one_without_its_signs():
    lines = read(
        '<h2>Områden</h2><h3><button aria-expanded=false>Arbete<span aria-hidden="true">+</span></button></h3>'
        "<div hidden><p>Fler jobbar.</div><button aria-controls=b>Skola</button>"
        '<div id=b style="display:none">Alla läser.</div>'
        "<details><summary>Hälsa</summary>Alla mår bra.</details><p>Läs mer. <button>Visa alla</button></p>"
    )
    assert [(line.text, line.heading, line.furniture) for line in lines] == [
        ("Områden", 2, None),
        ("Arbete", 3, None),
        ("Fler jobbar.", None, None),
        ("Skola", 4, None),
        ("Alla läser.", None, None),
        ("Hälsa", 4, None),
        ("Alla mår bra.", None, None),
        ("Läs mer.", None, None),
        ("Visa alla", None, Furniture.HEADER),
    ]


def test_what_stands_outside_the_main_part_is_furniture():
    text = "<p>Kommunen ska vara en plats för alla som bor här, och för dem som flyttar hit.</p>"
    lines = read(
        f"<div><p>Vi använder kakor.</div><h1>Plan</h1><div role=main><h2>Syfte</h2>{text}<aside>Fakta</aside></div>"
        "<p>Ring oss"
    )
    assert [(line.text[:8], line.furniture) for line in lines] == [
        ("Vi använ", Furniture.HEADER),
        ("Plan", None),
        ("Syfte", None),
        ("Kommunen", None),
        ("Fakta", None),
        ("Ring oss", Furniture.FOOTER),
    ]


def test_what_is_called_a_part_of_the_site_is_furniture_unless_it_holds_most_of_the_text():
    text = "<p>Kommunen ska vara en plats för alla som bor här, och för dem som flyttar hit och trivs.</p>"
    lines = read(
        '<div class="page has-sidebar"><div id="cookie-banner">Kakor</div><ol class=breadcrumbs><li>Start</ol>'
        f"{text}<p>Senast uppdaterad: 3 maj 2024. Sidansvarig: Eva</p><h2>Hjälpte informationen dig?</h2>"
        "<table><tr><td>Senast uppdaterad: 2024</table></div>"
    )
    assert [(line.text[:8], bool(line.furniture)) for line in lines] == [
        ("Kakor", True),
        ("Start", True),
        ("Kommunen", False),
        ("Senast u", True),
        ("Hjälpte ", True),
        ("Senast u", False),
    ]


def test_tables_give_their_cells():
    lines = read(
        "<table><tr><th>Åtgärd<th colspan=2>Ansvarig<tr><td><p>Ett<p>Två<td>Nämnd<td>2025</table>"
        "<table><tr><td><ul><li>punkt</ul></table>"
    )
    assert [(line.text, line.cell, line.item) for line in lines] == [
        ("Åtgärd", Cell(0, 0, 0), None),
        ("Ansvarig", Cell(0, 0, 1), None),
        ("Ett", Cell(0, 1, 0), None),
        ("Två", Cell(0, 1, 0), None),
        ("Nämnd", Cell(0, 1, 1), None),
        ("2025", Cell(0, 1, 2), None),
        ("punkt", Cell(1, 0, 0), Item(0, "•")),
    ]


def test_cells_beside_and_under_merged_ones_keep_their_columns():
    lines = read(
        "<table><tr><td rowspan=2>Mål 1<td>a<td>b<tr><td colspan=2>c<tr><td>Mål 2<td>d<td>e"
        "<tr><td colspan=3>slut</table>"
    )
    assert [(line.text, line.cell) for line in lines] == [
        ("Mål 1", Cell(0, 0, 0)),
        ("a", Cell(0, 0, 1)),
        ("b", Cell(0, 0, 2)),
        ("c", Cell(0, 1, 1)),
        ("Mål 2", Cell(0, 2, 0)),
        ("d", Cell(0, 2, 1)),
        ("e", Cell(0, 2, 2)),
        ("slut", Cell(0, 3, 0)),
    ]


def test_terms_and_their_meanings_are_a_table_of_two_columns():
    lines = read("<dl><dt>Gäller<dd>2025<dt>Ny<dt>Nyanländ<dd>Den som<dd>just kom</dl><p>Slut")
    assert [(line.text, line.cell) for line in lines] == [
        ("Gäller", Cell(0, 0, 0)),
        ("2025", Cell(0, 0, 1)),
        ("Ny", Cell(0, 1, 0)),
        ("Nyanländ", Cell(0, 1, 0)),
        ("Den som", Cell(0, 1, 1)),
        ("just kom", Cell(0, 1, 1)),
        ("Slut", None),
    ]


def test_emphasis_and_links_are_spans():
    [line, bold] = read(
        '<p><b>Mål</b>: <i>fler</i>, <a href="https://example.se/">se</a> <a href="/x">mer</a></p><p><b>Allt'
    )
    assert line.text == "Mål: fler, se mer"
    assert line.spans == (Span(0, 3, "strong"), Span(5, 9, "em"), Span(11, 13, "a", "https://example.se/"))
    assert (bold.bold, bold.spans) == (True, ())


def test_notes_are_those_that_raised_figures_lead_to():
    lines = read('Ett år.<sup><a href="#not1">1</a></sup> 25 m<sup>2</sup><ol><li id="not1">Enligt lag.</ol><p>Slut')
    assert [(line.text, line.marks, line.note, line.item) for line in lines] == [
        ("Ett år. 25 m²", (Mark(7, "1"),), None, None),
        ("Enligt lag.", (), "1", None),
        ("Slut", (), None, None),
    ]


def test_notes_of_words_own_pages_and_ways_back_from_notes_are_known():
    lines = read(
        '<p>Ett år.<a href="#_ftn1" name="_ftnref1">[1]</a><div id=ftn1><p><a href="#_ftnref1" name="_ftn1">[1]</a>'
        ' Enligt lag. <a href="#_ftnref1">↩</a></div>'
    )
    assert [(line.text, line.marks, line.note) for line in lines] == [
        ("Ett år.", (Mark(7, "1"),), None),
        ("Enligt lag.", (), "1"),
    ]


def test_a_page_in_points_has_sizes_weights_and_indents():
    lines = read(
        "<style>@media print { p { font-size: 30pt } } p.Mellan, h2 {font-size:14.0pt; font-weight:bold}</style>"
        "<p class=Mellan>Arbete<p style='margin-left:36.0pt'>Text <span style='font-weight:700'>här</span>"
        "<p>·&nbsp;&nbsp;&nbsp;&nbsp; punkt<h2>Skola"
    )
    assert [(line.text, line.size, line.bold, line.indent, line.item) for line in lines] == [
        ("Arbete", 14, True, 0, None),
        ("Text här", 12, False, 6, None),
        ("punkt", 12, False, 0, Item(0, "·")),
        ("Skola", 14, True, 0, None),
    ]


def test_the_encoding_that_a_page_declares_is_used():
    page = '<html><head><meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1"></head>Åtgärd'
    assert texts(read_web(page.encode("latin-1"))) == ["Åtgärd"]
    assert texts(read_web(page.replace("iso-8859-1", "okänd").encode())) == ["Åtgärd"]


def test_styles_of_words_own_pages_are_known():
    lines = read("<p class=MsoTitle>Plan<p class=MsoToc1>Syfte 3<p class=MsoNormal>Text")
    assert [(line.text, line.title, line.furniture) for line in lines] == [
        ("Plan", True, None),
        ("Syfte 3", False, Furniture.CONTENTS),
        ("Text", False, None),
    ]


@pytest.mark.slow
def test_pages_made_to_take_long_do_not():
    began = time.monotonic()
    for part in ("<div>", "<b>", "<table><tr><td>", "<p><b>", "<li>", "</p>", "<ul><li>", "<a href='#'>", "<![", "&"):
        read(part * 20_000)
    assert time.monotonic() - began < 20


def test_control_characters_in_a_page_are_left_out():
    [line] = read("<p>Ord\x03<sup>1</sup>\x07 och\x08 mer")
    assert (line.text, line.marks) == ("Ord och mer", (Mark(3, "1"),))
    with refused(Code.NO_DOCUMENT):
        read("\x07" * 9)


STYLES = (
    "font-size:12pt " + "a" * 50,
    "font-size:12pt} " + "@" * 50,
    "p{font-size:12pt} " + "@a{b{" * 10,
    "p," * 25 + "{a:b;",
)


@pytest.mark.parametrize("part", STYLES)
def test_reading_a_style_sheet_takes_time_as_it_grows(part):
    looks = Looks()

    def seconds(times: int) -> float:
        began = time.process_time()
        looks.read("font-size:1pt;" + part * times)
        return time.process_time() - began

    # Thrice the size takes thrice the time, or nine times that if each place is read from each other one.
    assert min(seconds(3_000) for _try in range(3)) < 5 * min(seconds(1_000) for _try in range(3)) + 0.01
