"""A document of any kind that is read: which kind it is, by what is in it, and its lines."""

import re
from collections.abc import Callable

from django.utils.translation import gettext as _

from portal.importer.sources.fault import SourceError
from portal.importer.sources.kinds import other_archive, refuse_foreign
from portal.importer.sources.line import Source
from portal.importer.sources.opendocument.reader import read_opendocument
from portal.importer.sources.pdf.reader import read_pdf
from portal.importer.sources.safety import Package, damaged, refuse_size
from portal.importer.sources.text.markdown import read_markdown
from portal.importer.sources.text.reader import read_text
from portal.importer.sources.web.reader import read_web
from portal.importer.sources.word.reader import read_word

BEGINNING = 1_024  # bytes that tell what a file is
LARGEST_TEXT = 20_000_000  # bytes of a text or a web page: some 5,000 printed pages
OPENDOCUMENT = {
    b"application/vnd.oasis.opendocument.text",
    b"application/vnd.oasis.opendocument.text-template",
}

# The first thing in a web page, after what may stand before it: comments, and the declaration of XML.
HTML = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|title|meta|main|article|h[1-6]|p|div"
    rb"|table)[\s>]",
    re.IGNORECASE | re.DOTALL,
)
HTML_ANYWHERE = re.compile(rb"<(?:html|body|p|h[1-6]|div|br|li|td)[\s>/]", re.IGNORECASE)
HEADING = re.compile(rb"^ {0,3}#{1,6}[ \t]+\S", re.MULTILINE)
MARKDOWN = (".md", ".markdown")
PAGES = (".html", ".htm", ".xhtml")
MEDIA_TYPES: dict[Callable[[bytes], Source], str] = {
    read_markdown: "text/markdown",
    read_opendocument: "application/vnd.oasis.opendocument.text",
    read_pdf: "application/pdf",
    read_text: "text/plain",
    read_web: "text/html",
    read_word: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


def open_source(content: bytes, name: str) -> Source:
    """Give the lines of a document from its bytes and, where they leave a doubt, its file name.

    Raise SourceError, with a message for the user, for what cannot be read or is not safe to read. Nothing is fetched.
    """
    refuse_size(len(content))
    try:
        source = _reader(content, name.lower())(content)
    except RecursionError as error:
        raise damaged() from error
    if not any(line.text.strip() for line in source.lines):
        raise SourceError(
            _(
                "There is no text in the document. If it has pictures of text, get the document as text: from whoever"
                " wrote it, or by text recognition (OCR)."
            )
        )
    return source


def media_type(content: bytes, name: str) -> str:
    """Give the media type of a document that `open_source` reads, by what is in it and not by what its name says."""
    return MEDIA_TYPES[_reader(content, name.lower())]


def _reader(content: bytes, name: str) -> Callable[[bytes], Source]:
    """Give what reads a file like this, or raise SourceError when nothing does."""
    if content.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _reader_of_archive(content)
    # Some programs put a few bytes of their own before it.
    if b"%PDF-" in content[:BEGINNING]:
        return read_pdf
    refuse_foreign(content)
    if len(content) > LARGEST_TEXT:
        raise SourceError(
            _("The file is too large for a text: at most %(most)d MB can be read.")
            % {"most": LARGEST_TEXT // 1_000_000}
        )
    beginning = _narrow(content[: 4 * BEGINNING])
    if HTML.match(beginning) or (name.endswith(PAGES) and HTML_ANYWHERE.search(_narrow(content))):
        return read_web
    if name.endswith(MARKDOWN) or HEADING.search(_narrow(content)):
        return read_markdown
    return read_text


def _reader_of_archive(content: bytes) -> Callable[[bytes], Source]:
    package = Package(content)
    kind = package.read("mimetype").strip()
    if kind in OPENDOCUMENT:
        return read_opendocument
    if any(name.startswith("word/") for name in package.names):
        return read_word
    raise other_archive(package.names, kind)


def _narrow(content: bytes) -> bytes:
    """Give a text's letters as one byte each where they are ASCII, in UTF-16 too, without the mark of its encoding."""
    return content.replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe")
