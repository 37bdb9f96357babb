"""What is set aside: the parts of the source that are in no text."""

from dataclasses import dataclass

from portal.importer.recognising.lines.prose import Prose
from portal.importer.recognising.notice import Reason


@dataclass(frozen=True)
class Aside:
    """A part of the source that is in no text: the index of its line, its letters, and why."""

    line: int
    text: str
    reason: Reason


def asides(prose: Prose, reason: Reason) -> list[Aside]:
    """Set a text aside, line by line."""
    return [Aside(line, text, reason) for line, text in prose.by_line() if text.strip()]
