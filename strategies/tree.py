"""Trees kept as rows with a parent and a position: walking up, laying out, and giving places."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Self

from django.db import models, transaction
from django.db.models import F, Max

from strategies.locking import locked

# Positions are unique among siblings, so rows are first moved out of the way by more than any tree is wide.
OUT_OF_THE_WAY = 1_000_000


class Branch:
    """What has others of its kind below it, as `children`; to go through it is to walk it and all below, in order."""

    children: Sequence[Self]

    def __iter__(self) -> Iterator[Self]:
        yield self
        for child in self.children:
            yield from child


@dataclass
class Node(Branch):
    """A row with its children below it, and how deep it stands (0 at the top)."""

    row: Any
    depth: int
    children: Sequence[Self] = field(default_factory=list)


def laid_out(rows: Iterable[Any]) -> list[Node]:
    """Give `rows` (each with pk, parent_id and position) as a list of trees, siblings by position."""
    below: dict[int | None, list[Any]] = defaultdict(list)
    for row in rows:
        below[row.parent_id].append(row)

    def branch(parent: int | None, depth: int) -> list[Node]:
        siblings = sorted(below[parent], key=lambda row: row.position)
        return [Node(row, depth, branch(row.pk, depth + 1)) for row in siblings]

    return branch(None, 0)


def makes_circle(row: Any) -> bool:
    """Say whether `row` would stand below itself, by what is stored now and not by what was read a while ago."""
    rows = row._meta.concrete_model._default_manager.filter(strategy=row.strategy_id)
    above: dict[int, int | None] = dict(rows.values_list("pk", "parent_id"))
    seen: set[int] = set()
    key = row.parent_id
    while key is not None and key not in seen:
        if key == row.pk:
            return True
        seen.add(key)
        key = above.get(key)
    return False


def siblings(row: Any) -> models.QuerySet:
    """Give the rows of every kind that share a parent with `row`, itself included, in order."""
    return row._meta.concrete_model._default_manager.filter(strategy=row.strategy_id, parent=row.parent_id).order_by(
        "position"
    )


def next_position(rows: models.QuerySet) -> int:
    """Give the position after the last of `rows`."""
    return (rows.aggregate(last=Max("position"))["last"] or 0) + 1


@transaction.atomic
def move(row: Any, steps: int) -> bool:
    """Move `row` that many places down (up when negative) among its siblings; say whether it moved."""
    with locked(row.strategy_id):
        row.refresh_from_db(fields=["parent"])
        order = list(siblings(row))
        here = next(index for index, sibling in enumerate(order) if sibling.pk == row.pk)
        there = min(max(here + steps, 0), len(order) - 1)
        if here == there:
            return False
        order.insert(there, order.pop(here))
        arrange(order)
        return True


@transaction.atomic
def arrange(rows: Sequence[Any]) -> None:
    """Give `rows`, which are all that share an order, the positions 1, 2, 3 as they stand here; save what changes.

    They were read under their strategy's lock.
    """
    changed = [(row, position) for position, row in enumerate(rows, start=1) if row.position != position]
    if not changed:
        return
    out_of_order = type(rows[0])._default_manager.filter(pk__in=[row.pk for row, _position in changed])
    out_of_order.update(position=F("position") + OUT_OF_THE_WAY)
    for row, position in changed:
        row.position = position
        row.save()
