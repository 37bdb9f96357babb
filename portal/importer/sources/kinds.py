"""Which kind a file is of, by what is in it."""

import re
from collections.abc import Iterable
from enum import Enum

from portal.importer.sources.fault import Code, SourceError
from portal.importer.sources.safety import MEGABYTE, Package


class Kind(Enum):
    """The kinds that are read, each with its media type."""

    MARKDOWN = "text/markdown"
    OPENDOCUMENT = "application/vnd.oasis.opendocument.text"
    PDF = "application/pdf"
    TEXT = "text/plain"
    WEB = "text/html"
    WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


BEGINNING = 1_024  # bytes that tell what a file is
LARGEST_TEXT = 20 * MEGABYTE  # of a text or a web page: some 5,000 printed pages
ZIP = (b"PK\x03\x04", b"PK\x05\x06")
OPENDOCUMENT = {Kind.OPENDOCUMENT.value.encode(), Kind.OPENDOCUMENT.value.encode() + b"-template"}
# What the files in an archive that is no text are called, or what it says it is.
ARCHIVES = (
    ("xl/", b"spreadsheet", Code.SPREADSHEET),
    ("ppt/", b"presentation", Code.PRESENTATION),
    ("META-INF/container.xml", b"epub", Code.E_BOOK),
)

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

OLE = rb"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def _within(name: str) -> bytes:
    """Give the pattern of an old Office file with something inside it, whose name is in UTF-16."""
    return OLE + b".*" + re.escape(name.encode("utf-16-le"))


# How files of each kind begin. Those that begin with two letters, as a text may, have zero bytes soon after.
FOREIGN = tuple(
    (re.compile(beginning, re.DOTALL), code)
    for beginning, code in (
        (_within("EncryptedPackage"), Code.PROTECTED),
        (_within("WordDocument"), Code.OLD_WORD),
        (OLE, Code.OLD_OFFICE),
        (rb"\{\\rtf", Code.RICH_TEXT),
        (rb"Rar!|7z\xbc\xaf|\x1f\x8b|BZh[1-9]1AY|\xfd7zXZ|PK\x07\x08", Code.PACKED),
        (
            rb"\x89PNG|\xff\xd8\xff|GIF8[79]a|II\*\0|MM\0\*|\x00\x00\x01\x00|8BPS|BM.{4}\0{4}|RIFF.{4}WEBP"
            rb"|.{4}ftyp(?:heic|heix|mif1|msf1|avif)",
            Code.PICTURE,
        ),
        (rb"ID3[\x02-\x04]|OggS|fLaC|\x1aE\xdf\xa3|FLV\x01|RIFF.{4}(?:AVI |WAVE)|.{4}ftyp", Code.RECORDING),
        (rb"MZ.{0,60}\0|\x7fELF|\xfe\xed\xfa|\xcf\xfa\xed\xfe|\xca\xfe\xba\xbe|#!/", Code.PROGRAM),
        (rb".{0,2000}<\?mso-application|.{0,4000}<office:document\s", Code.FLAT_XML),
        (rb"\s{0,100}(?:MIME-Version:|From: <Saved by)", Code.WEB_ARCHIVE),
    )
)


def kind_of(content: bytes, name: str) -> Kind:
    """Give the kind of a file by its bytes and, where they leave a doubt, its name; raise SourceError for any other."""
    if content.startswith(ZIP):
        package = Package(content)
        return _kind_of_archive(package.names, package.read("mimetype").strip())
    # Some programs put a few bytes of their own before it.
    if b"%PDF-" in content[:BEGINNING]:
        return Kind.PDF
    for beginning, code in FOREIGN:
        if beginning.match(content):
            raise SourceError(code)
    if len(content) > LARGEST_TEXT:
        raise SourceError(Code.TEXT_TOO_LARGE, most=LARGEST_TEXT // MEGABYTE)
    return _kind_of_text(_narrow(content), name.lower())


def _kind_of_archive(names: Iterable[str], said: bytes) -> Kind:
    if said in OPENDOCUMENT:
        return Kind.OPENDOCUMENT
    if any(name.startswith("word/") for name in names):
        return Kind.WORD
    for folder, word, code in ARCHIVES:
        if word in said or any(name.startswith(folder) for name in names):
            raise SourceError(code)
    raise SourceError(Code.ARCHIVE)


def _kind_of_text(content: bytes, name: str) -> Kind:
    if HTML.match(content[: 4 * BEGINNING]) or (name.endswith(PAGES) and HTML_ANYWHERE.search(content)):
        return Kind.WEB
    return Kind.MARKDOWN if name.endswith(MARKDOWN) or HEADING.search(content) else Kind.TEXT


def _narrow(content: bytes) -> bytes:
    """Give a text's letters as one byte each where they are ASCII, in UTF-16 too, without the mark of its encoding."""
    return content.replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe")
