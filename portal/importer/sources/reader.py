"""The door to all readers: a document of any kind, by what is in it, as lines."""

from collections.abc import Callable

from portal.importer.sources.fault import Code, SourceError
from portal.importer.sources.kinds import Kind, kind_of
from portal.importer.sources.line import Source
from portal.importer.sources.opendocument.reader import read_opendocument
from portal.importer.sources.pdf.reader import read_pdf
from portal.importer.sources.safety import refuse_size
from portal.importer.sources.text.markdown import read_markdown
from portal.importer.sources.text.reader import read_text
from portal.importer.sources.web.reader import read_web
from portal.importer.sources.word.reader import read_word

READERS: dict[Kind, Callable[[bytes], Source]] = {
    Kind.MARKDOWN: read_markdown,
    Kind.OPENDOCUMENT: read_opendocument,
    Kind.PDF: read_pdf,
    Kind.TEXT: read_text,
    Kind.WEB: read_web,
    Kind.WORD: read_word,
}


def open_source(content: bytes, name: str) -> Source:
    """Give the lines of a document from its bytes and, where they leave a doubt, its file name.

    Raise SourceError for what cannot be read or is not safe to read. Nothing is fetched.
    """
    refuse_size(len(content))
    try:
        source = READERS[kind_of(content, name)](content)
    except RecursionError as error:
        raise SourceError(Code.DAMAGED) from error
    if not any(line.text.strip() for line in source.lines):
        raise SourceError(Code.NO_TEXT)
    return source


def media_type(content: bytes, name: str) -> str:
    """Give the media type of a document that `open_source` reads, by what is in it and not by what its name says."""
    return kind_of(content, name).value
