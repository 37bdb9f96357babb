"""A strategy file taken apart for a step of a review, and put together after it: where a part may stand.

Pure functions on a flat list of parts read as a tree; definitions are no part of the tree.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import TypeAlias

from django.utils.translation import gettext as _

from goals.models import Commitment
from portal.importer.review.parts import DEFINITION, Entry, Part, parts_of, role_name, with_parts

Tree: TypeAlias = list[Part]

DEEPEST = 12  # levels of sections, and of commitments below them: far more than any document has


class RefusedError(Exception):
    """A step that cannot be taken. Its text tells the user why, and what to do instead."""


class Outline:
    """The parts of a file: the tree of sections and commitments, and the definitions. A step changes it in place."""

    def __init__(self, data: Entry) -> None:
        """Take the file."""
        parts = parts_of(data)
        self.data = data
        self.tree: Tree = [part for part in parts if part.role != DEFINITION]
        self.terms: Tree = [part for part in parts if part.role == DEFINITION]

    def find(self, uid: str) -> tuple[Tree, int]:
        """Give the list that a part is in, and its place there; raise RefusedError where there is none."""
        for rows in (self.tree, self.terms):
            for index, part in enumerate(rows):
                if part.uid == uid:
                    return rows, index
        raise RefusedError(_("That part is no longer there. Look at the page again."))

    def find_in_tree(self, uid: str) -> int:
        """Give the place of a section or commitment; raise RefusedError for a definition."""
        rows, index = self.find(uid)
        if rows is not self.tree:
            raise RefusedError(_("Definitions are in a list of their own and cannot be placed under anything."))
        return index

    def put_together(self, tree: Sequence[Part] | None = None, advice: str = "") -> Entry:
        """Give the file as it has become, or raise RefusedError with what is wrong with its tree, and the advice."""
        tree = self.tree if tree is None else tree
        if fault := fault_of(tree):
            raise RefusedError(f"{fault} {advice}".strip())
        return with_parts(self.data, [*tree, *self.terms])


def part_of(data: Entry, uid: str) -> Part:
    """Give a part of a file; raise RefusedError where there is none."""
    rows, index = Outline(data).find(uid)
    return rows[index]


def part_beside(data: Entry, uid: str) -> str:
    """Give the uid of the part before another in its list, or else of the one after it; empty where it is alone."""
    rows, index = Outline(data).find(uid)
    near = [*rows[:index][-1:], *rows[index + 1 :][:1]]
    return near[0].uid if near else ""


def block_end(parts: Sequence[Part], index: int) -> int:
    """Give where the part at `index` ends, with all that stands under it."""
    depth = parts[index].depth
    return next((after for after in range(index + 1, len(parts)) if parts[after].depth <= depth), len(parts))


def above(parts: Sequence[Part], index: int) -> int | None:
    """Give the place of the part that the one at `index` stands under, None at the top."""
    depth = parts[index].depth
    return next((before for before in range(index - 1, -1, -1) if parts[before].depth < depth), None)


def sibling_before(parts: Sequence[Part], index: int) -> int | None:
    """Give the place of the part before the one at `index` under the same part, None where it is the first."""
    for before in range(index - 1, -1, -1):
        if parts[before].depth <= parts[index].depth:
            return before if parts[before].depth == parts[index].depth else None
    return None


def may_hold(holder: Part, held: Part) -> bool:
    """Say whether the one part may stand directly under the other."""
    if holder.is_section:
        return held.is_section or held.is_commitment
    return held.is_commitment and held.role in Commitment.MAY_HOLD[Commitment.Kind(holder.role)]


def fault_of(parts: Sequence[Part]) -> str:
    """Say what is the first thing wrong with a list of parts as a tree; empty when nothing is."""
    open_parts: list[Part] = []
    # The last commitment under each open part (and at the top), which no section may follow there.
    after: list[Part | None] = [None]
    for part in parts:
        del open_parts[part.depth :]
        del after[part.depth + 1 :]
        holder = open_parts[-1] if open_parts else None
        if fault := _fault_under(part, holder, after[-1]):
            return fault
        if part.is_commitment:
            after[-1] = part
        open_parts.append(part)
        after.append(None)
    return ""


def shifted(tree: Sequence[Part], start: int, end: int, levels: int) -> Tree:
    """Give the parts with those from `start` up to `end` so many levels deeper."""
    return [
        replace(part, depth=part.depth + levels) if start <= place < end else part for place, part in enumerate(tree)
    ]


def first_under(tree: Sequence[Part], home: int, part: Part) -> int:
    """Give where `part` would go to stand first under the part at `home`; sections come before commitments."""
    return home + 1 if part.is_section else _first_commitment(tree, home)


def last_under(tree: Sequence[Part], home: int, part: Part) -> int:
    """Give where `part` would go to stand last under the part at `home`."""
    return _first_commitment(tree, home) if part.is_section else block_end(tree, home)


def _first_commitment(tree: Sequence[Part], home: int) -> int:
    end, depth = block_end(tree, home), tree[home].depth + 1
    return next((at for at in range(home + 1, end) if tree[at].depth == depth and tree[at].is_commitment), end)


def _fault_under(part: Part, holder: Part | None, commitment_before: Part | None) -> str:
    if part.depth != (holder.depth + 1 if holder else 0) or part.depth > DEEPEST:
        return _("“%(part)s” would be too deep: nothing there can hold it.") % {"part": part.label}
    if holder and not may_hold(holder, part):
        return _("“%(part)s” is a %(role)s, which cannot be placed under “%(holder)s”, a %(holder_role)s.") % {
            "part": part.label,
            "role": role_name(part.role) if part.is_commitment else _("section"),
            "holder": holder.label,
            "holder_role": role_name(holder.role) if holder.is_commitment else _("section"),
        }
    if part.is_section and commitment_before:
        return _(
            "“%(part)s” is a section and would follow “%(before)s” under the same heading, but "
            "commitments come after sections."
        ) % {"part": part.label, "before": commitment_before.label}
    return ""
