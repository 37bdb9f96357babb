"""A block of a document: a heading, a paragraph, a list item or a table."""

from dataclasses import dataclass, replace

from portal.importer.recognising.lines.prose import Prose
from portal.importer.recognising.words import words
from portal.importer.sources.line import Item

LONGEST_HEADING = 300  # letters, which a title in the portal may have
SHORT = 14  # words


@dataclass(frozen=True)
class Block:
    """A block with what is known of its looks. `rows` holds a table's cells; `rank` a heading's place among headings.

    `rank` 0 is outermost. `level` is what a style or a mark said; `label` says that the block only names what follows.
    """

    prose: Prose
    level: int | None = None
    title: bool = False
    item: Item | None = None
    rows: tuple[tuple[Prose, ...], ...] = ()
    note: str | None = None
    bold: bool = False
    italic: bool = False
    size: float | None = None
    indent: float = 0.0
    page: int | None = None
    gap: bool = False
    whole: bool = False
    rank: int | None = None
    label: bool = False

    @property
    def text(self) -> str:
        """Give its text, without the space around it."""
        return self.prose.text.strip()

    @property
    def is_paragraph(self) -> bool:
        """Say whether it is neither a heading, an item, a table nor a note."""
        return self.level is None and self.rank is None and not self.item and not self.rows and self.note is None

    @property
    def is_short(self) -> bool:
        """Say whether it has so few words as a heading has."""
        return len(self.text) <= LONGEST_HEADING and 0 < len(words(self.text)) <= SHORT

    def proses(self) -> tuple[Prose, ...]:
        """Give all text in it."""
        return tuple(cell for row in self.rows for cell in row) if self.rows else (self.prose,)

    def saying(self, prose: Prose) -> "Block":
        """Give the same block with another text."""
        return replace(self, prose=prose)
