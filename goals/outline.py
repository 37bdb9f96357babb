"""From flat rows to the numbered tree that pages, exports and comparison read. Pure functions."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby

from goals.models import Commitment
from strategies.tree import Node, laid_out


@dataclass
class OutlineNode:
    """A commitment in its place: its number, its place among those of its kind, the nodes above it and those below."""

    row: Commitment
    number: str
    ordinal: int
    above: tuple["OutlineNode", ...] = ()
    children: list["OutlineNode"] = field(default_factory=list)

    def __iter__(self) -> Iterator["OutlineNode"]:
        """Walk through this node and all below it, in order."""
        yield self
        for child in self.children:
            yield from child

    @property
    def groups(self) -> list[tuple[str, list["OutlineNode"]]]:
        """Give the children as the document has them, those of one kind that follow on each other together."""
        return [(kind, list(nodes)) for kind, nodes in groupby(self.children, key=lambda node: node.row.kind)]


def outline(rows: Iterable[Commitment]) -> list[OutlineNode]:
    """Give the commitments of one strategy as trees, in the document's order."""
    return _numbered(laid_out(rows), ())


def _numbered(trees: list[Node], above: tuple[OutlineNode, ...]) -> list[OutlineNode]:
    """Give each node its number: the document's own, or for a sub-goal without one its place among the sub-goals."""
    nodes = []
    of_kind: Counter[str] = Counter()
    for tree in trees:
        of_kind[tree.row.kind] += 1
        ordinal = of_kind[tree.row.kind]
        by_place = str(ordinal) if tree.row.kind == Commitment.Kind.SUB_GOAL else ""
        node = OutlineNode(tree.row, tree.row.number or by_place, ordinal, above)
        node.children = _numbered(tree.children, (*above, node))
        nodes.append(node)
    return nodes
