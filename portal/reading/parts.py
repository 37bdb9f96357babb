"""How somebody reads a strategy, and what is shown of each of its parts."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any, NamedTuple

from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from goals.models import Commitment, Responsibility
from portal.reading.labels import kind_and_number
from portal.reading.markup import PageMarks, marked_up
from portal.reading.terms import TermFinder
from strategies.models import Definition, Footnote, Section
from strategies.plaintext import beginning
from strategies.richtext import plain_text
from strategies.tree import Branch
from strategies.wording import Said, said, told

LOWEST_HEADING = 6
LONGEST_NAME = 50
# What commitments of one kind that follow on each other are headed with.
GROUP_HEADINGS = {
    Commitment.Kind.FOCUS_AREA: _("Focus areas"),
    Commitment.Kind.LONG_TERM_GOAL: _("Long-term goals"),
    Commitment.Kind.SUB_GOAL: _("Sub-goals"),
    Commitment.Kind.MEASURE: _("Measures"),
}


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


class Group(NamedTuple):
    """Commitments of one kind that follow on each other, with what they are headed with."""

    kind: str
    heading: str | Promise
    commitments: list["CommitmentView"]

    @property
    def opens_chapters(self) -> bool:
        """Say whether each opens like a chapter, with its title; the others are the items of a list."""
        return bool(self.commitments[0].title)


@dataclass
class CommitmentView(Branch):
    """A commitment on the page, with what the portal adds to it and what stands below it.

    `number` and `label` are counted where the document does not number it, `level` is that of its heading.
    """

    row: Commitment
    number: str
    label: str
    place: str
    title: Said
    text: TextView
    level: int
    responsible: list[tuple[str, list[Responsibility]]] = field(default_factory=list)
    children: list["CommitmentView"] = field(default_factory=list)

    @property
    def own_label(self) -> str:
        """Give its kind, with the number that the document itself has before it, if any."""
        return kind_and_number(self.row, self.row.number)

    @property
    def own_name(self) -> str:
        """Give what it is known by in a list: its label and its title, or the first words of its text."""
        name = self.title.text or beginning(plain_text(self.text.said.text), LONGEST_NAME)
        return f"{self.own_label}: {name}" if name else self.own_label

    @property
    def groups(self) -> list[Group]:
        """Give what stands below it as the document has it, those of one kind that follow on each other together."""
        return groups(self.children)

    @property
    def group_level(self) -> int | None:
        """Give the level of the heading of a group below it, None where it is too low for one."""
        return self.level + 1 if self.level < LOWEST_HEADING - 1 else None


def groups(views: list[CommitmentView]) -> list[Group]:
    """Put commitments of one kind that follow on each other together."""
    runs = groupby(views, key=lambda view: Commitment.Kind(view.row.kind))
    return [Group(kind.value, GROUP_HEADINGS[kind], list(run)) for kind, run in runs]


@dataclass
class SectionView(Branch):
    """A section on the page, with the definitions, subsections and commitments that the document has in it."""

    row: Section
    title: Said
    role: Said
    text: TextView
    level: int
    definitions: list[DefinitionView] = field(default_factory=list)
    children: list["SectionView"] = field(default_factory=list)
    commitments: list[CommitmentView] = field(default_factory=list)

    @property
    def group(self) -> Group | None:
        """Give its commitments, as they are shown: all as chapters, or all in one list, as the first of them is."""
        first = next(iter(self.commitments), None)
        return Group(first.row.kind, "", self.commitments) if first else None

    @property
    def all_commitments(self) -> Iterator[CommitmentView]:
        """Walk through its commitments and those of the sections below it, as they are read."""
        for child in self.children:
            yield from child.all_commitments
        for commitment in self.commitments:
            yield from commitment


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
