"""How somebody reads a strategy, and what the page shows of each of its parts."""

from dataclasses import dataclass, field
from typing import Any

from django.utils.functional import Promise
from django.utils.safestring import SafeString

from goals.models import Commitment, Responsibility
from portal.reading.markup import PageMarks, marked_up
from portal.reading.terms import TermFinder
from strategies.models import Definition, Footnote, Section
from strategies.wording import Said, said, told


@dataclass
class TextView:
    """A text on the page: ready markup, and what the reader is told about its language and wording."""

    said: Said
    html: SafeString

    def __bool__(self) -> bool:
        return bool(self.said)


@dataclass
class DefinitionView:
    """A defined term on the page."""

    row: Definition
    term: Said
    text: TextView


@dataclass
class CommitmentView:
    """A commitment on the page, with what the portal adds to it and what stands below it."""

    row: Commitment
    number: str
    label: str
    place: str
    title: Said
    text: TextView
    level: int
    responsible: list[tuple[str, list[Responsibility]]] = field(default_factory=list)
    groups: list[tuple[str, str | Promise, list["CommitmentView"]]] = field(default_factory=list)


@dataclass
class SectionView:
    """A section on the page, with the definitions, subsections and commitments that the document has in it."""

    row: Section
    title: Said
    role: Said
    text: TextView
    level: int
    definitions: list[DefinitionView] = field(default_factory=list)
    children: list["SectionView"] = field(default_factory=list)
    commitments: list[CommitmentView] = field(default_factory=list)


class Reading:
    """One reader's way through one strategy: language, wording, its defined terms, and the marks used on the page."""

    def __init__(
        self, language: str, wording: str, definitions: list[Definition], footnotes: list[Footnote] | None = None
    ) -> None:
        """Take the language and the wording that were asked for, and the definitions and footnotes on the page.

        Where a page has no footnotes at all (None), their marks are left out.
        """
        self.language = language
        self.wording = wording
        self._marks = PageMarks(None if footnotes is None else {str(row.number) for row in footnotes})
        self._terms = {
            each: TermFinder([(row.uid, getattr(row, f"term_{each}") or "") for row in definitions], each)
            for each in ("sv", "en")
        }

    @property
    def marked(self) -> set[int]:
        """Give the numbers of the footnotes that have a mark in what was read so far."""
        return {int(number) for number in self._marks.marked}

    def text(self, row: Any) -> TextView:
        """Give the text of a row that has two wordings."""
        return self._ready(told(row, self.language, self.wording))

    def note(self, row: Any) -> TextView:
        """Give the text of a row that has one wording, such as a footnote."""
        return self._ready(said(row, "text", self.language))

    def definition(self, row: Definition) -> DefinitionView:
        """Give a defined term. Its text opens no other terms, so that no definition stands on top of another."""
        shown = told(row, self.language, self.wording)
        html = marked_up(shown.text, None, self._marks)
        return DefinitionView(row, said(row, "term", self.language), TextView(shown, html))

    def _ready(self, shown: Said) -> TextView:
        return TextView(shown, marked_up(shown.text, self._terms[shown.language], self._marks))
