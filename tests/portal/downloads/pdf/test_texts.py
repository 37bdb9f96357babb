"""What somebody writes stands in the PDF as it was written, whatever it is."""

import logging
import re

import pytest

from portal.downloads.pdf import document as pdf
from portal.downloads.pdf.document import data
from tests.factories import CommitmentFactory, SectionFactory, StrategyFactory
from tests.portal.downloads.conftest import squeezed
from tests.portal.downloads.pdf.opened import catalog, read

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


@pytest.mark.parametrize("path", sorted(pdf.TEMPLATE.glob("*.typ")), ids=lambda path: path.name)
def test_the_template_evaluates_nothing_and_asks_nobody(path):
    code = re.sub("//.*", "", path.read_text(encoding="utf-8"))
    assert not re.search(r"\b(eval|read|plugin|include|image|csv|yaml|toml|xml|cbor)\(|@", code)
    assert re.findall("#import (.*):", code) in ([], ['"nodes.typ"'])
