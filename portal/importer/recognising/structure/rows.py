"""Tables into commitments: a row, or a cell, is one, and the other cells of the row say more of it."""

from collections.abc import Sequence
from typing import Protocol

from portal.importer.recognising.aside import asides
from portal.importer.recognising.lines.block import Block
from portal.importer.recognising.lines.prose import Prose
from portal.importer.recognising.notice import Reason
from portal.importer.recognising.structure.draft import CommitmentDraft, Draft, SectionDraft
from portal.importer.recognising.structure.headings import heading_words
from portal.importer.recognising.structure.phrases import named_commitment, unnumbered
from portal.importer.recognising.structure.tables import OF_COMMITMENTS, Columns, Row, cards, columns, filled
from portal.importer.recognising.words import folded
from portal.importer.sources.line import Item

LONGEST_NUMBER = 20
LONGEST_TITLE = 300


class Lists(Protocol):
    """What adds commitments, and who answers for them, to a draft."""

    draft: Draft

    def commitment(
        self, kind: str, above: CommitmentDraft | None, section: SectionDraft | None = None
    ) -> CommitmentDraft:
        """Make a commitment."""

    def put_bodies(self, proses: Sequence[Prose], role: str, target: CommitmentDraft, told: str) -> bool:
        """Make the bodies that texts name responsible; say whether they name any."""

    def numbered(self, prose: Prose, number: str) -> None:
        """Note the words before a title."""


class Rows:
    """Reads the tables of one document; a table may go on with the columns of the one before it."""

    def __init__(self, lists: Lists) -> None:
        """Take what adds commitments."""
        self.lists = lists
        self._before: Columns | None = None
        self._reading: _Reading | None = None

    def is_table(self, block: Block) -> bool:
        """Say whether a block is a table of commitments."""
        return bool(block.rows) and bool(columns(block.rows, self._before) or cards(block.rows))

    def table(
        self, block: Block, above: CommitmentDraft | None, section: SectionDraft | None, goes_on: bool = False
    ) -> CommitmentDraft | None:
        """Make the commitments of a table, row by row; give the last of them.

        One that follows another at once, with the same columns, is the same table on another page: it `goes_on`.
        """
        found = columns(block.rows, self._before)
        if found is None or (found.header < 0 and cards(block.rows)):
            return self._cards(block, above, section)
        same = self._before is not None and found.meanings == self._before.meanings
        reading = _Reading(self.lists, found, above, section)
        if goes_on and same and self._reading is not None:
            reading.area, reading.open = self._reading.area, self._reading.open
        for at, row in enumerate(block.rows):
            if at == found.header or _same(row, found.titles):
                again = at != found.header
                reason = Reason.REPEATED_COLUMN_TITLES if again else Reason.COLUMN_TITLES
                for cell in row:
                    self.lists.draft.aside += asides(cell, reason)
            elif at < found.header or reading.is_band(row):
                reading.band(filled(row))
            else:
                reading.row(row)
        self._before, self._reading = found, reading
        return reading.last

    def _cards(
        self, block: Block, above: CommitmentDraft | None, section: SectionDraft | None
    ) -> CommitmentDraft | None:
        """Make the commitments of a table whose first column says what stands beside it."""
        target = above
        last: CommitmentDraft | None = None
        for meaning, label, value in cards(block.rows) or ():
            if meaning == "caption":
                target = last = captioned(self.lists, label, above, section)
            elif meaning in OF_COMMITMENTS:
                self.lists.draft.aside += asides(label, Reason.LABEL)
                last = cell_commitments(self.lists, value, meaning, target, section)[-1]
            elif target is None:
                self.lists.draft.add([Block(label), Block(value)], section)
            elif _say(self.lists, value, meaning, label, target):
                self.lists.draft.aside += asides(label, Reason.LABEL)
        return last


class _Reading:
    """The reading of one table: its columns, the area that a row across them has opened, and the open commitments."""

    def __init__(
        self, lists: Lists, found: Columns, above: CommitmentDraft | None, section: SectionDraft | None
    ) -> None:
        self.lists = lists
        self.found = found
        self.above = above
        self.section = section
        self.area = above
        self.open: dict[str, CommitmentDraft] = {}
        self.last: CommitmentDraft | None = None

    def is_band(self, row: Row) -> bool:
        """Say whether a row is the name of an area, across all columns."""
        cells = filled(row)
        if len(cells) != 1 or not row[0] or "focus_area" in self.found.meanings:
            return False
        text = cells[0].text
        named = named_commitment(text)
        bold = any(span.tag == "strong" and span.end - span.start == len(text) for span in cells[0].spans)
        is_area = bool(named and named.kind == "focus_area")
        number, start = unnumbered(text)
        return is_area or ((bold or text.isupper() or bool(number)) and heading_words(text[start:]))

    def band(self, cells: Sequence[Prose]) -> None:
        """Open an area."""
        for cell in cells:
            self.area = self.last = captioned(self.lists, cell, self.above, self.section)
        self.open = {}

    def row(self, row: Row) -> None:
        """Make the commitments of one row: those whose cell is empty go on from the row above."""
        kinds = self.found.kinds
        parent = self.area
        made: list[CommitmentDraft] = []
        for at, kind in kinds:
            cell = row[at] if at < len(row) else Prose("")
            if cell:
                made = cell_commitments(self.lists, cell, kind, parent, self.section)
                inner = [other for _at, other in kinds[kinds.index((at, kind)) + 1 :]]
                self.open = {key: value for key, value in self.open.items() if key not in inner} | {kind: made[-1]}
            parent = self.open.get(kind, parent)
        self.last = made[-1] if made else self.last
        targets = made or ([parent] if parent else [])
        for cell, meaning, title in zip(row, self.found.meanings, self.found.titles, strict=False):
            if cell and meaning not in OF_COMMITMENTS:
                if not targets:
                    self.lists.draft.add([Block(cell)], self.section)
                else:
                    self._say_of_all(cell, meaning, title, targets)

    def _say_of_all(self, cell: Prose, meaning: str, title: Prose, targets: Sequence[CommitmentDraft]) -> None:
        """Put what a cell says: who answers for a list in the row answers for each of it, the rest is of the last."""
        draft = self.lists.draft
        before = len(draft.responsibilities)
        _say(self.lists, cell, meaning, title, targets[-1])
        told = [(slug, role) for _commitment, slug, role in draft.responsibilities[before:]]
        draft.responsibilities += [(other, slug, role) for other in targets[:-1] for slug, role in told]


def captioned(
    lists: Lists, caption: Prose, above: CommitmentDraft | None, section: SectionDraft | None
) -> CommitmentDraft:
    """Make the area, or what else it says it is, that a row across a table names."""
    named = named_commitment(caption.text)
    number, start = (named.number, named.start) if named else unnumbered(caption.text)
    made = lists.commitment(named.kind if named else "focus_area", above, section)
    made.number = number[:LONGEST_NUMBER]
    if start:
        lists.numbered(caption.cut(0, start), made.number)
    _entitle(made, caption.cut(start))
    return made


def cell_commitments(
    lists: Lists, cell: Prose, kind: str, above: CommitmentDraft | None, section: SectionDraft | None
) -> list[CommitmentDraft]:
    """Make a commitment of a cell; of a list in it, one of each item."""
    parts = cell.paragraphs() or [(cell, False)]
    listed = len(parts) > 1 and all(item for _prose, item in parts)
    made = []
    for (first, is_item), *rest in [[part] for part in parts] if listed else [parts]:
        one = lists.commitment(kind, above, section)
        named = named_commitment(first.text)
        number, start = (named.number, named.start) if named and named.number else unnumbered(first.text)
        if (named or number[:1].isdigit()) and 0 < len(number) <= LONGEST_NUMBER:
            one.number = number
            lists.numbered(first.cut(0, start), number)
            first = first.cut(start)  # noqa: PLW2901
        paragraphs = [(first, is_item and not listed), *rest]
        one.body.extend(Block(prose, item=Item(0, "•") if item else None) for prose, item in paragraphs)
        made.append(one)
    return made


def _entitle(made: CommitmentDraft, title: Prose) -> None:
    if len(title.text) <= LONGEST_TITLE:
        made.title = title
    else:
        made.body.append(Block(title))


def _say(lists: Lists, cell: Prose, meaning: str, title: Prose, target: CommitmentDraft) -> bool:
    """Put what a cell says of a commitment: its number, who answers, or else a text that the column’s title begins.

    Say whether it became more than text.
    """
    if meaning == "number" and not target.number and len(cell.text) <= LONGEST_NUMBER:
        lists.numbered(cell, cell.text.strip(" ."))
        target.number = cell.text.strip(" .")
        return True
    if meaning.startswith("role:") and lists.put_bodies([cell], meaning.removeprefix("role:"), target, title.text):
        return True
    named = f"{title.text.strip().rstrip(':')}: " if title else ""
    target.body.append(Block(cell.after(named)))
    return False


def _same(row: Row, titles: Row) -> bool:
    return [folded(cell.text) for cell in row] == [folded(title.text) for title in titles]
