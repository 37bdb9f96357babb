"""Tests of telling what a file is, and of refusing what cannot be read with what to do about it."""

import io
import socket
import zipfile

import pytest

from portal.importer.sentences.sources import sentence
from portal.importer.sources import safety
from portal.importer.sources.fault import SourceError
from portal.importer.sources.reader import media_type, open_source
from tests.portal.importer.sources.making import changed, docx, odt, paragraph, texts, words, zipped
from tests.portal.importer.sources.printing import Sheets

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
TEXT = "Mål för mottagande och delaktighet."


def made() -> dict[str, bytes]:
    """Give the same text in each format."""
    return {
        "docx": docx(paragraph(TEXT)),
        "odt": odt(f"<text:p>{TEXT}</text:p>"),
        "pdf": Sheets().write(TEXT, 60, 60).content(),
        "html": f"<!doctype html><p>{TEXT}".encode(),
        "xhtml": f'<?xml version="1.0"?>\n<!-- x -->\n<html><body><p>{TEXT}</p></body></html>'.encode(),
        "txt": TEXT.encode(),
        "utf-16": TEXT.encode("utf-16"),
        "utf-16 without a mark": TEXT.encode("utf-16-be"),
        "utf-8 with a mark": TEXT.encode("utf-8-sig"),
        "cp1252": TEXT.encode("cp1252"),
    }


@pytest.mark.parametrize("kind", made())
@pytest.mark.parametrize("name", ["plan.docx", "plan.pdf", "plan"])
def test_the_kind_is_told_by_what_is_in_the_file_whatever_its_name(kind, name):
    assert texts(open_source(made()[kind], name)) == [TEXT]


@pytest.mark.parametrize(
    ("content", "ending"),
    [
        (docx(paragraph("Ord")), "wordprocessingml.document"),
        (b"<!doctype html><p>Ord</p>", "text/html"),
        (b"# Rubrik", "text/markdown"),
        (b"Ord", "text/plain"),
    ],
)
def test_the_media_type_is_that_of_the_content_whatever_the_name(content, ending):
    assert media_type(content, "strategi.exe").endswith(ending)


def test_markdown_is_told_by_its_headings_or_its_name():
    [heading, line] = open_source(b"# Plan\n\nText", "plan.txt").lines
    assert (heading.text, heading.heading, line.text) == ("Plan", 1, "Text")
    assert open_source(b"- **ett**", "plan.md").lines[0].bold


def refusal(content: bytes, name: str = "plan.docx") -> str:
    """Give what the user is told of a file."""
    with pytest.raises(SourceError) as raised:
        open_source(content, name)
    return sentence(raised.value)


REFUSED = {
    "empty": (b"", "The file is empty."),
    "protected Word": (OLE + "EncryptedPackage".encode("utf-16-le"), "The file is protected with a password."),
    "old Word": (OLE + "WordDocument".encode("utf-16-le"), "The file is in the format that Word used before 2007"),
    "old Excel": (OLE + "Workbook".encode("utf-16-le"), "The file is in a format of older Office programs"),
    "rtf": (rb"{\rtf1 Text}", "The file is in Rich Text Format"),
    "picture": (b"\x89PNG\r\n\x1a\n" + bytes(20), "The file is a picture, whatever its name says."),
    "photograph": (b"\xff\xd8\xff\xe0" + bytes(20), "The file is a picture"),
    "program": (b"MZ\x90\0\x03" + bytes(80), "The file is a program, whatever its name says, and was not opened."),
    "film": (b"\0\0\0\x20ftypisom" + bytes(20), "The file is a recording"),
    "packed": (b"\x1f\x8b\x08" + bytes(20), "The file is a compressed arc"),
    "flat XML": (
        b'<?xml version="1.0"?><?mso-application progid="Word.Document"?><w/>',
        "The file is a document saved as",
    ),
    "web archive": (b"MIME-Version: 1.0\r\n\r\n", "The file is a web archive"),
    "binary": (bytes(range(256)) * 4, "The file is not a document of a kind that can be read."),
    "control letters": (b"Text\x01", "The file is not a document of a kind that can be read."),
    "only space": (b" \n\t\n", "There is no text in the document."),
    "old letters": ("Åtgärd för nämnden".encode("cp850"), "Line 1 of the file cannot be read as text"),
    "broken UTF-8": ("Mål\nÅtgärder för boende\n".encode() + b"\xc3", "Line 3 of the file cannot be read as text"),
    "zip of pictures": (zipped({"a.png": b"x", "b.png": b"y"}), "The file is an archive (zip) of other files"),
    "spreadsheet": (zipped({"[Content_Types].xml": "", "xl/workbook.xml": "x"}), "The file is a spreadsheet."),
    "presentation": (zipped({"[Content_Types].xml": "", "ppt/presentation.xml": "x"}), "The file is a presentation."),
    "e-book": (zipped({"mimetype": "application/epub+zip"}), "The file is an e-book"),
    "Word without text": (docx(""), "There is no text in the document."),
    "cut Word": (docx(paragraph(TEXT))[:-40], "The file is damaged or incomplete."),
    "Word without its text": (zipped({"word/x.xml": "x"}), "The file is damaged or incomplete."),
    "Word of broken XML": (changed(docx(paragraph(TEXT)), "</w:body>", ""), "The file is damaged or incomplete."),
    "cut PDF": (Sheets().write(TEXT, 60, 60).content()[:-300], "The file is damaged or incomplete."),
}


@pytest.mark.parametrize("kind", REFUSED)
def test_what_cannot_be_read_is_told_of_by_name(kind):
    content, begins = REFUSED[kind]
    assert refusal(content)[: len(begins)] == begins


def test_a_file_that_is_too_large_is_refused_before_it_is_read():
    told = "The file is too large: 200 MB, and at most 50 MB can be read."
    assert refusal(bytes(200_000_000))[: len(told)] == told


BOMBS = "The file unpacks to far more than a document needs"


def test_an_archive_that_unpacks_to_too_much_is_refused(monkeypatch):
    assert refusal(docx(paragraph(TEXT), **{"word/media/a.png": bytes(20_000_000)}))[: len(BOMBS)] == BOMBS
    assert refusal(zipped({f"word/{number}": b"" for number in range(5_001)}))[: len(BOMBS)] == BOMBS
    monkeypatch.setattr(safety, "LARGEST_UNPACKED", 1_000)
    assert refusal(docx(paragraph(TEXT)))[: len(BOMBS)] == BOMBS


def test_a_part_that_is_longer_than_can_be_read_is_refused(monkeypatch):
    monkeypatch.setattr(safety, "LARGEST_PART", 100)
    assert refusal(docx(paragraph(TEXT)))[: len(BOMBS)] == BOMBS


ENTITIES = (
    '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
    '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>',
    '<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">',
)
DOCTYPE = "The file has a document type definition inside"


@pytest.mark.parametrize("entity", ENTITIES)
def test_document_types_and_entities_are_refused(entity):
    word = changed(docx(paragraph(TEXT)), "<w:document", f"{entity}<w:document")
    assert refusal(word)[: len(DOCTYPE)] == DOCTYPE
    writer = changed(odt(f"<text:p>{TEXT}</text:p>"), "<office:document-content", f"{entity}<office:document-content")
    assert refusal(writer)[: len(DOCTYPE)] == DOCTYPE


def test_document_types_in_other_encodings_are_refused():
    xml = f'<?xml version="1.0" encoding="utf-16"?>{ENTITIES[0]}<x/>'.encode("utf-16")
    assert refusal(docx(paragraph(TEXT), **{"word/document.xml": xml}))[: len(DOCTYPE)] == DOCTYPE


def test_a_protected_archive_is_told_of():
    content = bytearray(docx(paragraph(TEXT)))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        start = archive.start_dir
    content[start + 8] |= 1
    assert refusal(bytes(content))[:25] == "The file is protected wit"


def test_nothing_is_ever_fetched(monkeypatch):
    def refuse(*_arguments, **_named):
        pytest.fail("A reader reached for the network.")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "create_connection", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    page = (
        '<!doctype html><html><head><link rel=stylesheet href="http://127.0.0.1:9/a.css"><base href="http://127.0.0.1:9/">'
        '<script src="http://127.0.0.1:9/a.js"></script></head><img src="http://127.0.0.1:9/a.png"><p>Text'
    )
    assert texts(open_source(page.encode(), "plan.html")) == ["Text"]
    picture = (
        '<w:p><w:r><w:drawing><a:blip r:link="web"/></w:drawing><w:t>Text</w:t></w:r></w:p>'
        '<w:altChunk r:id="web"/><w:sectPr><w:headerReference w:type="default" r:id="web"/></w:sectPr>'
    )
    assert words(open_source(docx(picture), "plan.docx")) == ["Text"]
    frame = '<text:p>Text<draw:frame><draw:image xlink:href="http://127.0.0.1:9/a.png"/></draw:frame></text:p>'
    section = '<text:section><text:section-source xlink:href="http://127.0.0.1:9/a.odt"/></text:section>'
    assert words(open_source(odt(frame + section), "plan.odt")) == ["Text"]
