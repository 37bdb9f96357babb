"""Rows with a uid and a place: making those of a strategy equal to a file's sections, commitments or definitions."""

from collections import defaultdict, deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.db.models import F

from portal.strategyfile.coherence import Placed, nodes
from portal.strategyfile.columns import changed, columns
from portal.strategyfile.fault import Path
from strategies.models import Strategy
from strategies.models.text import TreeNode
from strategies.tree import OUT_OF_THE_WAY, laid_out


@dataclass
class Place:
    """A row, stored or new, with the object of the file that it is to equal, and where the file has it."""

    row: Any
    entry: dict[str, Any]
    above: "Place | None"
    position: int

    def __post_init__(self) -> None:
        """Note, before anything is written, whether the row is new, and whether it changes its place or kind."""
        self.is_new = self.row.pk is None
        self.moves = not self.is_new and not self._stands_here()

    def _stands_here(self) -> bool:
        if self.above and self.above.is_new:
            return False
        above = self.above.row.pk if self.above else None
        here = (above, self.position, self.entry.get("kind"))
        return here == (getattr(self.row, "parent_id", None), self.row.position, getattr(self.row, "kind", None))


def place(
    model: type[models.Model],
    strategy: Strategy,
    data: dict[str, Any],
    key: str,
    more: Callable[[dict[str, Any]], dict[str, Any]] = lambda _entry: {},
) -> list[Place]:
    """Make the rows of `model` in `strategy` equal to the list under `key` of a file, and give them in its order.

    Rows are matched by uid; those that differ are saved, new ones made, and those that the file does not have deleted.
    `more` gives the columns of a row that `columns` does not, for its object of the file.
    """
    stored = list(model._default_manager.filter(strategy=strategy))
    places = _places(model, strategy, list(nodes(data, key)), _in_order(model, stored))
    make_way(model, [placed.row.pk for placed in places if placed.moves])
    _delete_all_but({placed.row.pk for placed in places}, _in_order(model, stored))
    for placed in places:
        _save(placed, columns(model, placed.entry) | more(placed.entry))
    return places


def _places(model: type[models.Model], strategy: Strategy, objects: list[Placed], stored: list[Any]) -> list[Place]:
    uids = {entry["uid"] for _path, entry, _above in objects if "uid" in entry}
    by_uid = {row.uid: row for row in stored}
    # What has no uid in the file is the row with the same words, so that the same file again changes nothing.
    by_words: dict[Any, deque[Any]] = defaultdict(deque)
    for row in stored:
        if row.uid not in uids:
            by_words[_words(vars(row))].append(row)

    places: dict[Path, Place] = {}
    for path, entry, _above in objects:
        if "uid" in entry:
            row = by_uid.get(entry["uid"]) or model(strategy=strategy, uid=entry["uid"])
        else:
            same = by_words[_words(columns(model, entry))]
            row = same.popleft() if same else model(strategy=strategy)
        above = path[:-2]  # without "children" and the place there
        places[path] = Place(row, entry, places.get(above), int(path[-1]) + 1)
    return list(places.values())


def _words(values: dict[str, Any]) -> tuple[tuple[str, str], ...]:
    """Give the kind and the Swedish among `values`, which are columns: what a row without a uid is known by."""
    return tuple(
        sorted((name, value or "") for name, value in values.items() if name == "kind" or name.endswith("_sv"))
    )


def _in_order(model: type[models.Model], rows: Iterable[Any]) -> list[Any]:
    if issubclass(model, TreeNode):
        return [node.row for tree in laid_out(rows) for node in tree]
    return sorted(rows, key=lambda row: row.position)


def make_way(model: type[models.Model], keys: list[int]) -> None:
    """Take the rows that move out of the tree, to where no position is taken, so that each can be saved in its turn.

    Without signals, and so not in the history: the row's own save tells of the whole move.
    """
    if keys:
        top = {"parent": None} if issubclass(model, TreeNode) else {}
        # By primary key, since rows from different parents may have the same position.
        model._default_manager.filter(pk__in=keys).update(position=F("pk") + OUT_OF_THE_WAY, **top)


def _delete_all_but(kept: set[int], stored: list[Any]) -> None:
    for row in reversed(stored):  # from below, so that none goes with its parent and is then deleted again
        if row.pk not in kept:
            row.delete()


def _save(placed: Place, wanted: dict[str, Any]) -> None:
    row = placed.row
    if issubclass(type(row), TreeNode):
        row.parent = placed.above.row if placed.above else None
    row.position = placed.position
    if changed(row, wanted) or placed.is_new or placed.moves:
        row.save()
