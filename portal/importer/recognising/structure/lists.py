"""The blocks under a heading or a label go in; commitments of the lists and tables among them come out in a draft."""

from collections.abc import Sequence
from dataclasses import replace

from portal.importer.recognising.lines.block import Block
from portal.importer.recognising.notice import Code
from portal.importer.recognising.structure.commitments import LONGEST_NUMBER, Commitments
from portal.importer.recognising.structure.draft import CommitmentDraft, Place, SectionDraft
from portal.importer.recognising.structure.phrases import responsible_label, unnumbered
from portal.importer.recognising.structure.tables import Tables

LONGEST_GOAL = 600  # letters of a paragraph that is a commitment of itself, where several are


class Lists:
    """Reads lists and tables into the commitments of a draft."""

    def __init__(self, commitments: Commitments) -> None:
        """Take what adds commitments."""
        self.commitments = commitments
        self.tables = Tables(commitments)

    def body(self, blocks: Sequence[Block], made: CommitmentDraft) -> None:
        """Take the blocks right under a commitment's heading: its text, its table, who is responsible."""
        at = self._first_table(blocks)
        if made.kind == "sub_goal":
            at = min(at, _measures_at(blocks))
        for block in blocks[:at]:
            self.commitments.text([block], made)
        self._items(blocks[at:], "measure", made)

    def section(self, blocks: Sequence[Block], kind: str, section: SectionDraft) -> None:
        """Take the blocks of a section: its text, and commitments of its list (of `kind`, if any) and its table."""
        at = self._first_table(blocks)
        # A list of areas names the chapters that they have further on.
        if kind and kind != "focus_area":
            at = min(at, _first_item(blocks))
        section.add(blocks[:at])
        self._items(blocks[at:], kind or "measure", section)

    def _first_table(self, blocks: Sequence[Block]) -> int:
        """Give the place of the first table of commitments, or the end."""
        return next((at for at, block in enumerate(blocks) if self.tables.is_table(block)), len(blocks))

    def responsible(self, heading: Block | None, blocks: Sequence[Block], role: str, target: CommitmentDraft) -> bool:
        """Take the list under a label such as “Ansvariga nämnder:”; say whether all of it named bodies."""
        end = max((at for at, block in enumerate(blocks, start=1) if block.item), default=len(blocks))
        listed = blocks[:end]
        if not listed or any(block.rows for block in listed):
            return False
        told = heading.text if heading else ""
        if not self.commitments.put_bodies([block.prose for block in listed], role, target, told):
            return False
        self.commitments.label_aside(heading)
        self.commitments.put(blocks[end:], target)
        return True

    def listed(self, heading: Block | None, blocks: Sequence[Block], kind: str, place: Place) -> list[Block]:
        """Take what a label names: the items of a list, the rows of a table, or paragraphs.

        What is none of them is given back, the label with it.
        """
        if isinstance(place, CommitmentDraft) and kind == place.kind == "long_term_goal":
            kind = "sub_goal"
        at = self._first_listed(blocks)
        if at is not None:
            self.commitments.label_aside(heading)
            self.commitments.put(blocks[:at], place)
            self._items(blocks[at:], kind, place)
        elif isinstance(place, CommitmentDraft) and self._are_commitments(blocks):
            self.commitments.label_aside(heading)
            for block in blocks:
                self._paragraph(block, kind, place)
        else:
            return [*([heading] if heading else []), *blocks]
        return []

    def _first_listed(self, blocks: Sequence[Block]) -> int | None:
        """Give the place of the first item or row; None where no list and no table has commitments."""
        if not any(block.item or self.tables.is_table(block) for block in blocks):
            return None
        return next(at for at, block in enumerate(blocks) if block.item or block.rows)

    def _are_commitments(self, blocks: Sequence[Block]) -> bool:
        """Say whether all blocks are paragraphs that may be commitments; it is told where they are too long."""
        if not blocks or not all(block.is_paragraph for block in blocks):
            return False
        are_long = len(blocks) > 1 and any(len(block.text) > LONGEST_GOAL for block in blocks)
        if are_long:
            self.commitments.warn(blocks[0], Code.NO_LIST)
        return not are_long

    def _paragraph(self, block: Block, kind: str, above: CommitmentDraft) -> None:
        """Make a commitment of a paragraph, with the number that it begins with, such as “1.2”."""
        if self.commitments.inline_responsible(block, above.last):
            return
        made = self.commitments.add(kind, above)
        number, start = unnumbered(block.text)
        if "." in number and len(number) <= LONGEST_NUMBER:
            self.commitments.numbered(made, block.prose.cut(0, start), number)
            block = block.saying(block.prose.cut(start))
        made.body.append(block)

    def _items(self, blocks: Sequence[Block], kind: str, place: Place) -> None:
        """Make a commitment of each outer item and each row; what is neither belongs to the one before it."""
        last: CommitmentDraft | None = None
        first = _first_item(blocks)
        outermost = _level(blocks[first]) if first < len(blocks) else 0
        end = _end_of_list(blocks)
        goes_on = False  # the block before is a table
        for at, block in enumerate(blocks):
            if self.tables.is_table(block):
                last = self.tables.table(block, place, goes_on) or last
            elif block.item and block.item.level <= outermost:
                last = self._item(block, kind, place)
            elif last is None:
                self.commitments.put([block], place)
            elif at == end and isinstance(place, CommitmentDraft):
                self._of_all(block, place)
            else:
                self._after(block, last, outermost)
            goes_on = bool(block.rows)

    def _item(self, block: Block, kind: str, place: Place) -> CommitmentDraft:
        made = self.commitments.add(kind, place)
        if block.item and block.item.ordered:
            made.number = block.item.mark.strip(".()[] ")[:LONGEST_NUMBER]
        made.body.append(replace(block, item=None))
        return made

    def _of_all(self, block: Block, above: CommitmentDraft) -> None:
        """Take the line after a list that says who answers for all of it."""
        if not self.commitments.inline_responsible(block, above):
            self.commitments.text([block], above)

    def _after(self, block: Block, last: CommitmentDraft, outermost: int) -> None:
        """Take what stands after an item: an inner list of it, or text."""
        if block.item:
            item = replace(block.item, level=max(block.item.level - outermost - 1, 0))
            last.body.append(replace(block, item=item))
            return
        if block.indent <= 0 and not _begins_responsible(block):
            self.commitments.warn(block, Code.AFTER_LIST)
        self.commitments.text([block], last)


def _level(block: Block) -> int:
    return block.item.level if block.item else 0


def _first_item(blocks: Sequence[Block]) -> int:
    """Give the place of the first item of a list, or the end."""
    return next((at for at, block in enumerate(blocks) if block.item), len(blocks))


def _measures_at(blocks: Sequence[Block]) -> int:
    """Give the place of a list right under a sub-goal: of what is done for it, unless a line before says otherwise."""
    at = _first_item(blocks)
    said_otherwise = at > 0 and blocks[at - 1].text.endswith(":")
    return len(blocks) if said_otherwise else at


def _end_of_list(blocks: Sequence[Block]) -> int | None:
    """Give the place of a line such as “Ansvarig: …” that is about all of the list above it, and not its last item.

    It is the first of such lines, stands apart, and no item follows it.
    """
    at = next((at for at, block in enumerate(blocks) if _begins_responsible(block)), None)
    if at is None or not _stands_apart(blocks[at]):
        return None
    after = blocks[at + 1 :]
    return at if _first_item(after) == len(after) else None


def _begins_responsible(block: Block) -> bool:
    return bool(responsible_label(block.text.partition(":")[0]))


def _stands_apart(block: Block) -> bool:
    return block.is_paragraph and (block.gap or block.whole) and block.indent <= 0
