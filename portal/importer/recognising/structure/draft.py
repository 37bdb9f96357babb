"""Parts of a strategy go in as they are found; the whole of it, before it is a strategy file, comes out."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from portal.importer.recognising.aside import Aside
from portal.importer.recognising.lines.block import Block
from portal.importer.recognising.lines.prose import Prose
from portal.importer.recognising.notice import Notice
from portal.importer.recognising.strategy_file import MAY_HOLD


@dataclass(eq=False)
class SectionDraft:
    """A section: what it is about, its title and blocks, the sections in it, and who signed it."""

    kind: str
    title: Prose | None = None
    body: list[Block] = field(default_factory=list)
    children: list["SectionDraft"] = field(default_factory=list)
    signed_by: Prose | None = None
    signed_role: Prose | None = None
    has_commitments: bool = False  # right in it

    def add(self, blocks: Sequence[Block]) -> None:
        """Put blocks at the section's end: in its text, or, after the sections in it, in a section of their own."""
        if blocks and self.children:
            self.children.append(SectionDraft("other", None, list(blocks)))
        else:
            self.body.extend(blocks)


@dataclass(eq=False)
class CommitmentDraft:
    """A commitment with what stands under it, and for one at the top the section that has it."""

    kind: str
    number: str = ""
    title: Prose | None = None
    body: list[Block] = field(default_factory=list)
    children: list["CommitmentDraft"] = field(default_factory=list)
    above: "CommitmentDraft | None" = None
    section: SectionDraft | None = None

    def may_hold(self, kind: str) -> bool:
        """Say whether a commitment of `kind` may stand directly under this one."""
        return kind in MAY_HOLD[self.kind]

    @property
    def top(self) -> "CommitmentDraft":
        """Give the commitment at the top that it stands under, or itself."""
        found = self
        while found.above:
            found = found.above
        return found

    @property
    def last(self) -> "CommitmentDraft":
        """Give the commitment that ends this one: itself, or the last of what stands under it."""
        found = self
        while found.children:
            found = found.children[-1]
        return found


# Where something is put: in a section, in a commitment, or at the top.
Place = SectionDraft | CommitmentDraft | None
Node = TypeVar("Node", SectionDraft, CommitmentDraft)


@dataclass(frozen=True, eq=False)
class DefinitionDraft:
    """A term with the blocks that define it."""

    term: Prose
    body: list[Block]


@dataclass
class Draft:
    """All parts of the strategy that the body of the document has."""

    sections: list[SectionDraft] = field(default_factory=list)
    commitments: list[CommitmentDraft] = field(default_factory=list)
    definitions: list[DefinitionDraft] = field(default_factory=list)
    responsibilities: list[tuple[CommitmentDraft, str, str]] = field(default_factory=list)  # (commitment, slug, role)
    # Those that a line of its own told, which may be about all of the list above it.
    told_by_lines: list[tuple[CommitmentDraft, str, str]] = field(default_factory=list)
    values: list[Prose] = field(default_factory=list)
    aside: list[Aside] = field(default_factory=list)
    warnings: list[Notice] = field(default_factory=list)
    _answering: set[tuple[CommitmentDraft, str, str]] = field(default_factory=set)

    def answers(self, commitment: CommitmentDraft, slug: str, role: str) -> bool:
        """Note that a body answers for a commitment; say whether that was new."""
        entry = (commitment, slug, role)
        is_new = entry not in self._answering
        if is_new:
            self._answering.add(entry)
            self.responsibilities.append(entry)
        return is_new

    def add(self, blocks: Sequence[Block], section: SectionDraft | None) -> None:
        """Put blocks at the end of a section, or in a new one where there is none."""
        if section is None:
            self.sections.append(SectionDraft("other", None, list(blocks)))
        else:
            section.add(blocks)

    def still_open(self, commitment: CommitmentDraft | None) -> CommitmentDraft | None:
        """Give the commitment that may still get more under it: `commitment`, or what it stands under.

        What has another after it already is closed, so that the document's order stays.
        """
        found = at = commitment
        while at is not None:
            beside = at.above.children if at.above else self.commitments
            if beside[-1] is not at:
                found = at.above
            at = at.above
        return found

    def last_section(self) -> SectionDraft | None:
        """Give the section that the document has last so far."""
        found = self.sections[-1] if self.sections else None
        while found and found.children:
            found = found.children[-1]
        return found

    def all_sections(self) -> Iterator[SectionDraft]:
        """Give all sections in the order of the document."""
        return _walked(self.sections)

    def all_commitments(self) -> Iterator[CommitmentDraft]:
        """Give all commitments in the order of the document."""
        return _walked(self.commitments)


def _walked(roots: Sequence[Node]) -> Iterator[Node]:
    waiting = list(reversed(roots))
    while waiting:
        found = waiting.pop()
        yield found
        waiting.extend(reversed(found.children))
