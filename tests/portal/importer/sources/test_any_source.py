"""Tests of what holds for every document: no word is lost or moved, and nothing but SourceError is ever raised.

The documents of municipalities are made into Word, OpenDocument and PDF files here, from their texts. Of files that are
damaged at random, a hundred are read, with THOROUGH=true three hundred; SOURCE_CASES=10000 makes it that many.
"""

import html
import io
import os
import re
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import Paragraph

from portal.importer.sentences.sources import sentence
from portal.importer.sources.fault import SourceError
from portal.importer.sources.line import Source
from portal.importer.sources.paragraph import LOWERED, RAISED_FIGURES
from portal.importer.sources.reader import open_source
from tests.chance import cases
from tests.conventions.sources import ROOT
from tests.portal.importer.sources.making import docx, listed, odt, paragraph, styled, table, words, zipped
from tests.portal.importer.sources.printing import Sheets, set_in_type

DOCUMENTS = sorted((ROOT.parent / "shared" / "documents").glob("*.txt"))
CASES = int(os.environ.get("SOURCE_CASES") or cases(300))

# A word that no reader can take for anything else than a word.
WORD = st.from_regex(r"[A-ZÅÄÖa-zåäö]{2,12}", fullmatch=True)
PARAGRAPHS = st.lists(st.lists(WORD, min_size=1, max_size=30).map(" ".join), min_size=1, max_size=12)


def in_word(texts: list[str]) -> bytes:
    """Give a Word file of these paragraphs."""
    return docx("".join(paragraph(html.escape(text)) for text in texts))


def in_writer(texts: list[str]) -> bytes:
    """Give an OpenDocument text of these paragraphs."""
    return odt("".join(f"<text:p>{html.escape(text)}</text:p>" for text in texts))


def in_print(texts: list[str]) -> bytes:
    """Give a PDF of these paragraphs."""
    style = getSampleStyleSheet()["BodyText"]
    raised = [
        RAISED_FIGURES.sub(lambda found: f"<super>{lowered(found[0])}</super>", html.escape(text)) for text in texts
    ]
    # The fonts that every PDF may count on have no other letters. What is lost are arrows.
    raised = [text.encode("cp1252", "replace").decode("cp1252") for text in raised]
    return set_in_type([Paragraph(text, style) for text in raised])


def on_the_web(texts: list[str]) -> bytes:
    """Give a web page of these paragraphs."""
    return "<!doctype html>{}".format("".join(f"<p>{html.escape(text)}" for text in texts)).encode()


FORMATS = {"docx": in_word, "odt": in_writer, "pdf": in_print, "html": on_the_web}


def lowered(text: str) -> str:
    """Give a text with raised figures as others."""
    return text.translate(LOWERED)


def told(source: Source) -> str:
    """Give all letters and figures that a source tells, in its marks and labels too, without spaces."""
    parts = []
    note = None
    for line in source.lines:
        text = line.text if line.note in {None, note} else f"{line.note}{line.text}"
        note = line.note
        for mark in sorted(line.marks, key=lambda mark: mark.at, reverse=True):
            text = text[: mark.at] + mark.label + text[mark.at :]
        parts.append((line.item.mark if line.item else "") + text)
    return "".join(letter for letter in lowered("".join(parts)) if letter.isalnum())


@pytest.mark.parametrize("kind", FORMATS)
@pytest.mark.parametrize("document", DOCUMENTS or [None], ids=lambda document: document.stem if document else "none")
def test_the_documents_words_are_read_in_their_order(kind, document: Path | None):
    if document is None:
        pytest.skip("The documents are not beside the repository, in ../shared/documents.")
    texts = [" ".join(text.split()) for text in document.read_text(encoding="utf-8").splitlines() if text.strip()]
    source = open_source(FORMATS[kind](texts), document.name)
    assert told(source) == re.sub(r"[\W_]", "", lowered("".join(texts)))


@given(PARAGRAPHS)
@settings(max_examples=cases(30), deadline=None)
def test_words_of_any_text_are_read_in_their_order(texts):
    for kind, made in FORMATS.items():
        assert words(open_source(made(texts), kind)) == " ".join(texts).split(), kind


def seeds() -> list[bytes]:
    """Give whole files, of which the damaged ones are made."""
    long = [f"Stycke {number} om mål och åtgärder." for number in range(5)]
    rich = (
        styled("Rubrik1", "Mål")
        + listed("ett", 1)
        + table(("a", "b"), ("c", "d"))
        + '<w:p><w:r><w:fldChar w:fldCharType="begin"/><w:instrText>TOC</w:instrText></w:r></w:p>'
    )
    sheets = Sheets().grid([60, 200, 400], [100, 120, 160]).write("Åtgärd", 65, 114).write("1", 200, 110, 6)
    web = b"<!doctype html><table><tr><td>a<td>b</table><ul><li>c<sup><a href=#x>1</a></sup></ul><p id=x>d"
    plain = Sheets(compressed=False).rows(long, 60, 100).write("1", 60, 300, 6).write("Not", 64, 304, 9)
    pages = [made(long) for made in FORMATS.values()]
    return [
        *pages,
        docx(rich),
        sheets.content(),
        plain.content(),
        web,
        "# Mål\n\n- ett\n".encode("utf-16"),
        b"%PDF-1.7\n%%EOF",
    ]


SEEDS = seeds()
ARCHIVES = [content for content in SEEDS if content.startswith(b"PK")]


@st.composite
def damaged(draw: st.DrawFn) -> bytes:
    """Give a whole file with some of its bytes changed, left out or put twice."""
    content = bytearray(draw(st.sampled_from(SEEDS)))
    for _change in range(draw(st.integers(1, 6))):
        at = draw(st.integers(0, max(len(content) - 1, 0)))
        piece = draw(st.binary(max_size=8))
        match draw(st.sampled_from(["change", "cut", "repeat", "end"])):
            case "change":
                content[at : at + len(piece)] = piece
            case "cut":
                del content[at : at + draw(st.integers(1, 50))]
            case "repeat":
                content[at:at] = content[at : at + draw(st.integers(1, 200))]
            case "end":
                del content[max(at, len(content) - 100) :]
    return bytes(content)


@st.composite
def damaged_within(draw: st.DrawFn) -> bytes:
    """Give an archive that is whole, with some of the bytes of the files in it changed."""
    with zipfile.ZipFile(io.BytesIO(draw(st.sampled_from(ARCHIVES)))) as archive:
        files = {name: bytearray(archive.read(name)) for name in archive.namelist()}
    for _change in range(draw(st.integers(1, 3))):
        content = files[draw(st.sampled_from(sorted(files)))]
        piece = draw(
            st.sampled_from([b"", b"<", b"/>", b'"', b"0", b"-1", b"999999999", b"p", b"tbl", b"&#x0;", b"\xff"])
        )
        at = draw(st.integers(0, len(content)))
        content[at : at + draw(st.integers(0, 3))] = piece
    return zipped({name: bytes(content) for name, content in files.items()})


TAGS = "p b ul ol li table tr td h1 sup nav pre script div header dl dt dd title".split()  # noqa: SIM905
PIECES = [
    "<a href=#a>",
    "<p id=a>",
    "<!--",
    "-->",
    "&",
    "&amp;",
    "<",
    "<x y='z",
    "ord",
    "1",
    "\t",
    "\n",
    "\u2028",
    "<br>",
]
MARKUP = st.lists(
    st.sampled_from(PIECES + [f"<{tag}>" for tag in TAGS] + [f"</{tag}>" for tag in TAGS]), max_size=40
).map("".join)
WORD_XML = st.lists(
    st.sampled_from(
        [
            "<w:p>",
            "</w:p>",
            "<w:p/>",
            "<w:r>",
            "</w:r>",
            "<w:t>ord</w:t>",
            "<w:tbl>",
            "</w:tbl>",
            "<w:tr>",
            "</w:tr>",
            "<w:tc>",
            "</w:tc>",
            "<w:sdt>",
            "</w:sdt>",
            '<w:fldChar w:fldCharType="begin"/>',
            '<w:fldChar w:fldCharType="end"/>',
            '<w:pPr><w:numPr><w:ilvl w:val="x"/><w:numId w:val="1"/></w:numPr></w:pPr>',
            '<w:pPr><w:outlineLvl w:val="-5"/><w:ind w:left="1e400"/></w:pPr>',
            '<w:sym w:char="ZZ"/><w:sym w:char="FFFFFFFF"/>',
            '<w:footnoteReference w:id="9"/>',
        ]
    ),
    max_size=30,
).map("".join)


def read(content: bytes, name: str = "plan") -> None:
    """Read a file that may be anything: it gives lines in order, or SourceError."""
    try:
        source = open_source(content, name)
    except SourceError as error:
        told = sentence(error)
    else:
        told = "."
        _hold(source)
    assert told.endswith(".")


def _hold(source: Source) -> None:
    """Hold that lines are what they say they are."""
    numbers = [line.number for line in source.lines]
    assert numbers == sorted(numbers)
    for line in source.lines:
        assert len(line.text.splitlines()) <= 1
        assert all(0 <= span.start < span.end <= len(line.text) for span in line.spans)
        assert all(0 <= mark.at <= len(line.text) for mark in line.marks)


ANY = settings(max_examples=CASES, deadline=None, suppress_health_check=list(HealthCheck))


@given(damaged())
@ANY
def test_damaged_files_raise_nothing_but_source_error(content):
    read(content)


@given(damaged_within())
@ANY
def test_archives_of_damaged_files_raise_nothing_but_source_error(content):
    read(content)


@given(st.binary(max_size=2_000), st.sampled_from([b"", b"%PDF-1.7\n", b"PK\x03\x04", b"<html>", b"\xff\xfe", b"# "]))
@ANY
def test_bytes_at_random_raise_nothing_but_source_error(content, beginning):
    read(beginning + content, "plan.html")


@given(MARKUP)
@ANY
def test_any_markup_is_read(markup):
    read(b"<html>" + markup.encode(), "plan.html")


@given(WORD_XML)
@example("<w:p><w:r>" * 200 + "</w:r></w:p>" * 200)
@ANY
def test_any_word_file_is_read(xml):
    read(docx(xml))
