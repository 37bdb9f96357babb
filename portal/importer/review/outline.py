"""A strategy file taken apart for a step of a review, and put together after it."""

from collections.abc import Sequence
from typing import TypeAlias

from django.utils.translation import gettext as _

from portal.importer.review.parts import DEFINITION, Entry, Part, parts_of, with_parts
from portal.importer.review.places import RefusedError, fault_of

Tree: TypeAlias = list[Part]


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
        raise RefusedError(_("That part is not there any more. Look at the page again."))

    def find_in_tree(self, uid: str) -> int:
        """Give the place of a section or commitment; raise RefusedError for a definition."""
        rows, index = self.find(uid)
        if rows is not self.tree:
            raise RefusedError(_("Definitions stand in a list of their own, under nothing."))
        return index

    def put_together(self, tree: Sequence[Part] | None = None, advice: str = "") -> Entry:
        """Give the file as it has become, or raise RefusedError with what is wrong with its tree, and the advice."""
        tree = self.tree if tree is None else tree
        if fault := fault_of(tree):
            raise RefusedError(f"{fault} {advice}".strip())
        return with_parts(self.data, [*tree, *self.terms])
