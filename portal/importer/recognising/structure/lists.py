"""Lists and tables into commitments, and the bodies that are responsible for them."""

from collections.abc import Sequence
from dataclasses import replace

from portal.importer.recognising.answers.bodies import Bodies
from portal.importer.recognising.answers.names import Named, named_bodies
from portal.importer.recognising.aside import asides
from portal.importer.recognising.lines.block import Block
from portal.importer.recognising.lines.prose import Prose
from portal.importer.recognising.notice import Code, Notice, Reason
from portal.importer.recognising.structure.draft import CommitmentDraft, Draft, SectionDraft
from portal.importer.recognising.structure.phrases import responsible_label, unnumbered
from portal.importer.recognising.structure.rows import Rows
from portal.importer.recognising.words import folded, words

LONGEST_NUMBER = 20
LONGEST_GOAL = 600  # letters of a paragraph that is a commitment of itself, where several are


class Listing:
    """Adds commitments to a draft, in the document's order."""

    def __init__(self, draft: Draft, bodies: Bodies) -> None:
        """Take the draft, and the bodies known so far."""
        self.draft = draft
        self.bodies = bodies
        self.rows = Rows(self)

    def commitment(
        self, kind: str, above: CommitmentDraft | None, section: SectionDraft | None = None
    ) -> CommitmentDraft:
        """Make a commitment under `above`, or the nearest above that which may hold its kind."""
        above = self.draft.still_open(above)
        while above is not None and not above.may_hold(kind):
            section = above.section or section
            above = above.above
        made = CommitmentDraft(kind, above=above, section=section if above is None else None)
        (above.children if above else self.draft.commitments).append(made)
        return made

    def has_roots(self, section: SectionDraft) -> bool:
        """Say whether commitments stand directly in a section already."""
        return any(found.section is section for found in self.draft.commitments)

    def text(self, blocks: Sequence[Block], above: CommitmentDraft) -> None:
        """Add blocks to the text of a commitment: its own, or, so that the order stays, the last under it."""
        last = (self.draft.still_open(above) or self.draft.commitments[-1]).last
        if last is not above and blocks:
            self.warn(blocks[0], Code.AFTER_LIST)
        for block in blocks:
            if not (block.is_paragraph and self._inline_responsible(block, last)):
                last.body.append(block)

    def body(self, blocks: Sequence[Block], made: CommitmentDraft) -> None:
        """Take the blocks right under a commitment's heading: its text, its table, who is responsible."""
        at = self._first_table(blocks)
        if made.kind == "sub_goal":
            at = min(at, _measures_at(blocks))
        for block in blocks[:at]:
            self.text([block], made)
        self._items(blocks[at:], "measure", made, None)

    def _first_table(self, blocks: Sequence[Block]) -> int:
        """Give the place of the first table of commitments, or the end."""
        return next((at for at, block in enumerate(blocks) if self.rows.is_table(block)), len(blocks))

    def _inline_responsible(self, block: Block, target: CommitmentDraft) -> bool:
        """Take a paragraph such as “Ansvarig: Socialnämnden”; say whether it was one."""
        label, colon, _value = block.prose.text.partition(":")
        role = responsible_label(label) if colon else ""
        value = block.prose.cut(len(label) + 1)
        before = len(self.draft.responsibilities)
        if not role or not value or not self.put_bodies([value], role, target, ""):
            return False
        self.draft.told_by_lines += self.draft.responsibilities[before:]
        self.draft.aside += asides(block.prose.cut(0, len(label) + 1), Reason.LABEL)
        return True

    def responsible(self, heading: Block | None, blocks: Sequence[Block], role: str, target: CommitmentDraft) -> bool:
        """Take the list under a label such as “Ansvariga nämnder:”; say whether all of it named bodies."""
        listed = list(blocks)
        rest: list[Block] = []
        while listed and not listed[-1].item and any(block.item for block in listed):
            rest.insert(0, listed.pop())
        if not listed or any(block.rows for block in listed):
            return False
        told = heading.text if heading else ""
        if not self.put_bodies([block.prose for block in listed], role, target, told):
            return False
        if heading:
            self.draft.aside += asides(heading.prose, Reason.LABEL)
        if rest:
            self.text(rest, target)
        return True

    def put_bodies(self, proses: Sequence[Prose], role: str, target: CommitmentDraft, told: str) -> bool:
        """Make the bodies that texts name responsible; nothing is done where one of them names none."""
        found: list[Named] = []
        for prose in proses:
            names = named_bodies(prose, role, self.bodies)
            if not names:
                return False
            found.extend(names)
        for name, own in found:
            if not self.bodies.names(name.text):
                self.draft.warnings.append(Notice(name.line, Code.GUESSED_BODY, {"name": name.text}))
            entry = (target, self.bodies.slug(name.text, _guessed(told)), own)
            if entry not in self.draft.responsibilities:
                self.draft.responsibilities.append(entry)
        self.draft.values.extend(proses)
        return True

    def listed(
        self,
        heading: Block | None,
        blocks: Sequence[Block],
        kind: str,
        above: CommitmentDraft | None,
        section: SectionDraft | None,
    ) -> list[Block]:
        """Take what a label names: the items of a list, the rows of a table, or paragraphs.

        What is none of them is given back, the label with it.
        """
        if above is not None and kind == above.kind == "long_term_goal":
            kind = "sub_goal"
        blocks = list(blocks)
        if any(block.item or self.rows.is_table(block) for block in blocks):
            self._label_aside(heading)
            before = next(at for at, block in enumerate(blocks) if block.item or block.rows)
            if before and above is not None:
                self.text(blocks[:before], above)
            elif before:
                self.draft.add(blocks[:before], section)
            self._items(blocks[before:], kind, above, section)
            return []
        paragraphs = [block for block in blocks if block.is_paragraph]
        if above is None or not blocks or len(paragraphs) < len(blocks):
            return [*([heading] if heading else []), *blocks]
        if len(blocks) > 1 and any(len(block.text) > LONGEST_GOAL for block in blocks):
            self.warn(blocks[0], Code.NO_LIST)
            return [*([heading] if heading else []), *blocks]
        self._label_aside(heading)
        for block in blocks:
            if not self._inline_responsible(block, above.last):
                self._numbered(self.commitment(kind, above, section), block)
        return []

    def _numbered(self, made: CommitmentDraft, block: Block) -> None:
        """Give a commitment its text, and the number that it begins with, such as “1.2”."""
        number, start = unnumbered(block.text)
        if "." in number and len(number) <= LONGEST_NUMBER:
            made.number = number
            self.numbered(block.prose.cut(0, start), number)
            block = block.saying(block.prose.cut(start))
        made.body.append(block)

    def _label_aside(self, heading: Block | None) -> None:
        if heading:
            self.draft.aside += asides(heading.prose, Reason.LABEL)

    def section(self, blocks: Sequence[Block], kind: str, section: SectionDraft) -> None:
        """Take the blocks of a section: its text, and commitments of its list (of `kind`, if any) and its table."""
        before = self._first_table(blocks)
        if kind:
            listed = next((at for at, block in enumerate(blocks) if block.item), len(blocks))
            # A list of areas names the chapters that they have further on.
            before = before if kind == "focus_area" else min(before, listed)
        section.add(blocks[:before])
        self._items(blocks[before:], kind or "measure", None, section)

    def _items(
        self, blocks: Sequence[Block], kind: str, above: CommitmentDraft | None, section: SectionDraft | None
    ) -> None:
        """Make a commitment of each outer item and each row; what is neither belongs to the one before it."""
        last: CommitmentDraft | None = None
        outermost = next((block.item.level for block in blocks if block.item), 0)
        for at, block in enumerate(blocks):
            if last is not None and above is not None and self._ends_list(blocks, at):
                if not self._inline_responsible(block, above):
                    self.text([block], above)
            elif self.rows.is_table(block):
                last = self.rows.table(block, above, section, at > 0 and bool(blocks[at - 1].rows)) or last
            elif block.item and block.item.level <= outermost:
                last = self.commitment(kind, above, section)
                mark = block.item.mark.strip(".()[] ")
                last.number = mark[:LONGEST_NUMBER] if block.item.ordered else ""
                last.body.append(replace(block, item=None))
            elif last is not None:
                self._after(block, last, outermost)
            elif above is not None:
                self.text([block], above)
            else:
                self.draft.add([block], section)

    def _after(self, block: Block, last: CommitmentDraft, outermost: int) -> None:
        if block.item:
            item = replace(block.item, level=max(block.item.level - outermost - 1, 0))
            last.body.append(replace(block, item=item))
        else:
            if block.indent <= 0 and not self._begins_responsible(block):
                self.warn(block, Code.AFTER_LIST)
            self.text([block], last)

    def _ends_list(self, blocks: Sequence[Block], at: int) -> bool:
        """Say whether a line such as “Ansvarig: …” is about all of the list above it, and not about its last item."""
        block = blocks[at]
        if not (
            block.is_paragraph and (block.gap or block.whole) and block.indent <= 0 and self._begins_responsible(block)
        ):
            return False
        return not any(self._begins_responsible(other) for other in blocks[:at]) and not any(
            other.item for other in blocks[at + 1 :]
        )

    def _begins_responsible(self, block: Block) -> bool:
        return bool(responsible_label(block.text.partition(":")[0]))

    def numbered(self, prose: Prose, number: str) -> None:
        """Note the words before a title: the number that becomes the commitment's, and the label of its kind."""
        at = prose.text.rfind(number) if number else -1
        if at >= 0:
            self.draft.values.append(prose.cut(at, at + len(number)))
        label = prose.cut(0, at) if at >= 0 else prose
        if words(label.text):
            self.draft.aside += asides(label, Reason.LABEL)

    def warn(self, block: Block, code: Code) -> None:
        """Tell somebody to look at a block."""
        self.draft.warnings.append(Notice(block.prose.line, code))


def _measures_at(blocks: Sequence[Block]) -> int:
    """Give the place of a list right under a sub-goal: of what is done for it, unless a line before says otherwise."""
    at = next((at for at, block in enumerate(blocks) if block.item), len(blocks))
    said_otherwise = at > 0 and blocks[at - 1].text.endswith(":")
    return len(blocks) if said_otherwise else at


def _guessed(label: str) -> str:
    """Give the kind of a body of which only the label is known: a list of “nämnder/styrelser” has companies too."""
    phrase = folded(label)
    if "styrelse" in phrase or "bolag" in phrase:
        return "company_board"
    return "committee" if "nämnd" in phrase else "administration"
