"""A PDF that was written, opened again."""

import re
from io import BytesIO

import pdfplumber
from pdfminer.pdftypes import resolve1

from portal.downloads.pdf.document import pdf_file


def read(source):
    """Write the PDF and open it with a library that reads PDFs; give it and the text of its pages."""
    document = pdfplumber.open(BytesIO(pdf_file(source)))
    return document, " ".join(page.extract_text() for page in document.pages)


def catalog(document):
    """Give what the file says of itself."""
    return {name: resolve1(value) for name, value in document.doc.catalog.items()}


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


def attributes(document, kind):
    """Give what the elements of a kind say of themselves."""
    said = [resolve1(element["A"]) for element, _kinds in tags(document) if element["S"].name == kind]
    return [resolve1(each[0]) if isinstance(each, list) else each for each in said]


def described(document):
    """Give what the links of the file say of themselves, from top to bottom."""
    told = [resolve1(note["data"]["Contents"]) for page in document.pages for note in page.annots]
    texts = [value.decode("utf-16" if value.startswith(b"\xfe\xff") else "utf-8") for value in told]
    return [" ".join(text.split()) for text in texts]


def languages_in_lines(document):
    """Give the languages that passages within a line are marked with."""
    streams = [resolve1(each).get_data() for page in document.pages for each in page.page_obj.contents]
    return {language for stream in streams for language in re.findall(rb"/Lang ?\((\w+)\)", stream)}
