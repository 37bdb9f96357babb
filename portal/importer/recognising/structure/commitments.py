"""Commitments, their texts and the names of bodies go in; a draft that has them in the document's order comes out."""

from collections.abc import Sequence

from portal.importer.recognising.answers.bodies import Bodies
from portal.importer.recognising.answers.names import Named, named_bodies
from portal.importer.recognising.aside import asides
from portal.importer.recognising.lines.block import Block
from portal.importer.recognising.lines.prose import Prose
from portal.importer.recognising.notice import Code, Notice, Reason
from portal.importer.recognising.structure.draft import CommitmentDraft, Draft, Place
from portal.importer.recognising.structure.phrases import responsible_label
from portal.importer.recognising.words import folded, words

LONGEST_NUMBER = 20


class Commitments:
    """Adds commitments to a draft, with what is said of them, in the document's order."""

    def __init__(self, draft: Draft, bodies: Bodies) -> None:
        """Take the draft, and the bodies known so far."""
        self.draft = draft
        self.bodies = bodies

    def add(self, kind: str, place: Place) -> CommitmentDraft:
        """Make a commitment in a section, or under another one or the nearest above that which may hold its kind."""
        above = self.draft.still_open(place) if isinstance(place, CommitmentDraft) else None
        while above is not None and not above.may_hold(kind):
            above = above.above
        made = CommitmentDraft(kind, above=above)
        (above.children if above else self.draft.commitments).append(made)
        if above is None and place is not None:
            made.section = place.top.section if isinstance(place, CommitmentDraft) else place
        if made.section:
            made.section.has_commitments = True
        return made

    def put(self, blocks: Sequence[Block], place: Place) -> None:
        """Add blocks as text where they stand."""
        if isinstance(place, CommitmentDraft):
            self.text(blocks, place)
        elif blocks:
            self.draft.add(blocks, place)

    def text(self, blocks: Sequence[Block], above: CommitmentDraft) -> None:
        """Add blocks to the text of a commitment: its own, or, so that the order stays, the last under it."""
        last = (self.draft.still_open(above) or self.draft.commitments[-1]).last
        if last is not above and blocks:
            self.warn(blocks[0], Code.AFTER_LIST)
        for block in blocks:
            if not (block.is_paragraph and self.inline_responsible(block, last)):
                last.body.append(block)

    def inline_responsible(self, block: Block, target: CommitmentDraft) -> bool:
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
            self.draft.answers(target, self.bodies.slug(name.text, _guessed(told)), own)
        self.draft.values.extend(proses)
        return True

    def numbered(self, made: CommitmentDraft, before: Prose, number: str) -> None:
        """Give a commitment the number that the words before its title have; the label of its kind is set aside."""
        made.number = number
        at = before.text.rfind(number) if number else -1
        if at >= 0:
            self.draft.values.append(before.cut(at, at + len(number)))
        label = before.cut(0, at) if at >= 0 else before
        if words(label.text):
            self.draft.aside += asides(label, Reason.LABEL)

    def label_aside(self, heading: Block | None) -> None:
        """Set a label aside, as the portal shows what it says in its own place."""
        if heading:
            self.draft.aside += asides(heading.prose, Reason.LABEL)

    def warn(self, block: Block, code: Code) -> None:
        """Tell somebody to look at a block."""
        self.draft.warnings.append(Notice(block.prose.line, code))


def _guessed(label: str) -> str:
    """Give the kind of a body of which only the label is known: a list of “nämnder/styrelser” has companies too."""
    phrase = folded(label)
    if "styrelse" in phrase or "bolag" in phrase:
        return "company_board"
    return "committee" if "nämnd" in phrase else "administration"
