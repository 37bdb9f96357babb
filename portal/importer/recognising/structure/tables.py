"""A table goes in; a commitment of each row or cell, and what the other cells say of it, come out in a draft."""

from collections.abc import Sequence

from portal.importer.recognising.aside import asides
from portal.importer.recognising.lines.block import LONGEST_HEADING, Block
from portal.importer.recognising.lines.prose import Prose
from portal.importer.recognising.notice import Reason
from portal.importer.recognising.structure.columns import Columns, Row, cards, columns, filled
from portal.importer.recognising.structure.commitments import LONGEST_NUMBER, Commitments
from portal.importer.recognising.structure.draft import CommitmentDraft, Place
from portal.importer.recognising.structure.phrases import KINDS, named_commitment, unnumbered
from portal.importer.recognising.structure.titles import reads_as_title
from portal.importer.recognising.words import folded
from portal.importer.sources.line import Item

MOST_OF_ALL = 100  # bodies of a row that answer for each of a list in it


class Tables:
    """Reads the tables of one document; a table may go on with the columns of the one before it."""

    def __init__(self, commitments: Commitments) -> None:
        """Take what adds commitments."""
        self.commitments = commitments
        self._before: _Table | None = None

    def is_table(self, block: Block) -> bool:
        """Say whether a block is a table of commitments."""
        return bool(block.rows) and bool(self._columns(block) or cards(block.rows))

    def _columns(self, block: Block) -> Columns | None:
        return columns(block.rows, self._before.columns if self._before else None)

    def table(self, block: Block, place: Place, goes_on: bool = False) -> CommitmentDraft | None:
        """Make the commitments of a table, row by row; give the last of them.

        One that follows another at once, with the same columns, is the same table on another page: it `goes_on`.
        """
        found = self._columns(block)
        if found is None or (found.header < 0 and cards(block.rows)):
            return _Cells(self.commitments, place).cards(block)
        table = _Table(self.commitments, place, found)
        if goes_on and self._before and self._before.columns.meanings == found.meanings:
            table.area, table.open = self._before.area, self._before.open
        for at, row in enumerate(block.rows):
            table.take(at, row)
        self._before = table
        return table.last


class _Cells:
    """Makes commitments of cells, and puts what others say of them."""

    def __init__(self, commitments: Commitments, place: Place) -> None:
        self.commitments = commitments
        self.draft = commitments.draft
        self.place = place
        self.last: CommitmentDraft | None = None

    def cards(self, block: Block) -> CommitmentDraft | None:
        """Make the commitments of a table whose first column says what stands beside it; give the last."""
        target = self.place
        for meaning, label, value in cards(block.rows) or ():
            if meaning == "caption":
                target = self.last = self.captioned(label)
            elif meaning in KINDS:
                self.draft.aside += asides(label, Reason.LABEL)
                self.last = self.made_of(value, meaning, target)[-1]
            elif not isinstance(target, CommitmentDraft):
                self.commitments.put([Block(label), Block(value)], target)
            elif self.say(value, meaning, label, target):
                self.draft.aside += asides(label, Reason.LABEL)
        return self.last

    def captioned(self, caption: Prose) -> CommitmentDraft:
        """Make the area, or what else it says it is, that a row across a table names."""
        named = named_commitment(caption.text)
        number, start = (named.number, named.start) if named else unnumbered(caption.text)
        made = self.commitments.add(named.kind if named else "focus_area", self.place)
        if start:
            self.commitments.numbered(made, caption.cut(0, start), number[:LONGEST_NUMBER])
        title = caption.cut(start)
        if len(title.text) <= LONGEST_HEADING:
            made.title = title
        else:
            made.body.append(Block(title))
        return made

    def made_of(self, cell: Prose, kind: str, place: Place) -> list[CommitmentDraft]:
        """Make a commitment of a cell; of a list in it, one of each item."""
        parts = cell.paragraphs() or [(cell, False)]
        is_list = len(parts) > 1 and all(is_item for _prose, is_item in parts)
        each = [[(prose, False)] for prose, _is_item in parts] if is_list else [parts]
        return [self._made(paragraphs, kind, place) for paragraphs in each]

    def _made(self, paragraphs: Sequence[tuple[Prose, bool]], kind: str, place: Place) -> CommitmentDraft:
        """Make a commitment of paragraphs, each with whether it is an item; the first may begin with its number."""
        made = self.commitments.add(kind, place)
        (first, is_item), *rest = paragraphs
        number, start = _number(first.text)
        if number:
            self.commitments.numbered(made, first.cut(0, start), number)
            first = first.cut(start)
        for prose, has_mark in [(first, is_item), *rest]:
            made.body.append(Block(prose, item=Item(0, "•") if has_mark else None))
        return made

    def say(self, cell: Prose, meaning: str, title: Prose, target: CommitmentDraft) -> bool:
        """Put what a cell says of a commitment: its number, who answers, or else a text that the column’s title begins.

        Say whether it became more than text.
        """
        if meaning == "number" and not target.number and len(cell.text) <= LONGEST_NUMBER:
            self.commitments.numbered(target, cell, cell.text.strip(" ."))
            return True
        _role, colon, role = meaning.partition("role:")
        if colon and self.commitments.put_bodies([cell], role, target, title.text):
            return True
        named = f"{title.text.strip().rstrip(':')}: " if title else ""
        target.body.append(Block(cell.after(named)))
        return False


class _Table(_Cells):
    """One table: its columns, the area that a row across them has opened, and the open commitments."""

    def __init__(self, commitments: Commitments, place: Place, found: Columns) -> None:
        super().__init__(commitments, place)
        self.columns = found
        self.area = place
        self.open: dict[str, CommitmentDraft] = {}

    def take(self, at: int, row: Row) -> None:
        """Take the row at a place: the titles of the columns, the name of an area, or commitments."""
        if at == self.columns.header or _same(row, self.columns.titles):
            reason = Reason.COLUMN_TITLES if at == self.columns.header else Reason.REPEATED_COLUMN_TITLES
            for cell in row:
                self.draft.aside += asides(cell, reason)
        elif at < self.columns.header or self._is_band(row):
            for cell in filled(row):
                self.area = self.last = self.captioned(cell)
            self.open = {}
        else:
            self._row(row)

    def _is_band(self, row: Row) -> bool:
        """Say whether a row is the name of an area, across all columns."""
        cells = filled(row)
        return len(cells) == 1 and bool(row[0]) and "focus_area" not in self.columns.meanings and _names_area(cells[0])

    def _row(self, row: Row) -> None:
        """Make the commitments of one row: those whose cell is empty go on from the row above."""
        kinds = self.columns.kinds
        parent = self.area
        made: list[CommitmentDraft] = []
        for outer, (at, kind) in enumerate(kinds, start=1):
            cell = row[at] if at < len(row) else None
            if cell:
                made = self.made_of(cell, kind, parent)
                self.last = self.open[kind] = made[-1]
                for _at, inner in kinds[outer:]:
                    self.open.pop(inner, None)
            parent = self.open.get(kind, parent)
        self._rest(row, made or ([parent] if isinstance(parent, CommitmentDraft) else []))

    def _rest(self, row: Row, targets: Sequence[CommitmentDraft]) -> None:
        """Put what the other cells of a row say of its commitments."""
        for cell, meaning, title in zip(row, self.columns.meanings, self.columns.titles, strict=False):
            if not cell or meaning in KINDS:
                continue
            if targets:
                self._say_of_all(cell, meaning, title, targets)
            else:
                self.commitments.put([Block(cell)], self.place)

    def _say_of_all(self, cell: Prose, meaning: str, title: Prose, targets: Sequence[CommitmentDraft]) -> None:
        """Put what a cell says: who answers for a list in the row answers for each of it, the rest is of the last."""
        before = len(self.draft.responsibilities)
        self.say(cell, meaning, title, targets[-1])
        told = [(slug, role) for _commitment, slug, role in self.draft.responsibilities[before:][:MOST_OF_ALL]]
        for other in targets[:-1]:
            for slug, role in told:
                self.draft.answers(other, slug, role)


def _names_area(cell: Prose) -> bool:
    """Say whether a cell says that it is an area, or is bold, in capitals or numbered, and reads as a title."""
    text = cell.text
    named = named_commitment(text)
    if named and named.kind == "focus_area":
        return True
    number, start = unnumbered(text)
    bold = any(span.tag == "strong" and span.end - span.start == len(text) for span in cell.spans)
    return (bold or text.isupper() or bool(number)) and reads_as_title(text[start:])


def _number(text: str) -> tuple[str, int]:
    """Give the number that a cell begins with (or nothing), and where the rest begins."""
    named = named_commitment(text)
    number, start = (named.number, named.start) if named and named.number else unnumbered(text)
    is_number = bool(named) or number[:1].isdigit()
    return (number, start) if is_number and len(number) <= LONGEST_NUMBER else ("", 0)


def _same(row: Row, titles: Row) -> bool:
    return [folded(cell.text) for cell in row] == [folded(title.text) for title in titles]
