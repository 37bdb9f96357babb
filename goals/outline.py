"""From flat rows to the numbered tree that pages, exports and comparison read. Pure functions."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Self

from goals.models import Commitment
from strategies.tree import Node, laid_out


@dataclass
class OutlineNode(Node):
    """A commitment in its place: its number, its place among those of its kind, and the nodes above it."""

    number: str = ""
    ordinal: int = 0
    above: tuple[Self, ...] = ()


def outline(rows: Iterable[Commitment]) -> list[OutlineNode]:
    """Give the commitments of one strategy as trees, in the document's order."""
    return _numbered(laid_out(rows), ())


def _numbered(trees: Sequence[Node], above: tuple[OutlineNode, ...]) -> list[OutlineNode]:
    """Give each node its number: the document's own, or for a sub-goal without one its place among the sub-goals."""
    nodes = []
    of_kind: Counter[str] = Counter()
    for tree in trees:
        of_kind[tree.row.kind] += 1
        ordinal = of_kind[tree.row.kind]
        by_place = str(ordinal) if tree.row.kind == Commitment.Kind.SUB_GOAL else ""
        node = OutlineNode(tree.row, tree.depth, number=tree.row.number or by_place, ordinal=ordinal, above=above)
        node.children = _numbered(tree.children, (*above, node))
        nodes.append(node)
    return nodes
