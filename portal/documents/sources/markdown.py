"""Markdown into lines."""

from portal.documents.sources.line import Source
from portal.documents.sources.text import read_text


def read_markdown(content: bytes) -> Source:
    """Give the lines of a Markdown file; raise SourceError for what is no text."""
    # Text files hold the same marks, and lines that Markdown would join are told apart by recognition.
    return read_text(content)
