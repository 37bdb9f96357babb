"""Where the parts of a document stand otherwise than in the edition that it is laid into, which keeps its order."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Protocol

from portal.importer.merging.matches import Match, Part
from portal.importer.merging.report import Entry, Filling, named_part


class Tree(Protocol):
    """One list of the edition and of the document: which parts are the same, and what stands above each."""

    key: str
    found: dict[Part, Match]
    above: dict[int, Entry | None]
    homes: dict[Part, Entry]
    elsewhere: dict[Part, Entry]


@dataclass(frozen=True)
class _Place:
    """A part that both have: its entry, its places in the edition and the document, and what it is under in either."""

    entry: Entry
    order: int
    order_there: int
    here: Entry | None
    there: Entry | None


def report_places(trees: Iterable[Tree], result: Entry, homes: Mapping[str, Entry], filling: Filling) -> None:
    """Report which parts stand under another part in the document, or follow another; `homes` go by its uids."""
    entries = {entry["uid"]: entry for entry in _all(result["sections"]) if "uid" in entry}
    for tree in trees:
        places = [_place_of(tree, part, match, entries, homes) for part, match in tree.found.items()]
        places.sort(key=lambda place: place.order)
        _report_tree(tree, places, filling)


def _report_tree(tree: Tree, places: Sequence[_Place], filling: Filling) -> None:
    groups: dict[int, list[_Place]] = defaultdict(list)
    for place in places:
        if place.here is place.there or (tree.key == "commitments" and place.there is None):
            groups[id(place.here)].append(place)
        else:
            filling.differs(_path(tree, place, "under"), _name(place.here), _name(place.there))
    for group in groups.values():
        _report_order(tree, group, filling)


def rising(numbers: Sequence[int]) -> set[int]:
    """Give the places of the most numbers that rise from the first to the last."""
    ends: list[int] = []
    chosen: list[int] = []
    before: list[int] = []
    for place, number in enumerate(numbers):
        length = bisect_left(ends, number)
        before.append(chosen[length - 1] if length else -1)
        ends[length : length + 1] = [number]
        chosen[length : length + 1] = [place]
    kept: set[int] = set()
    place = chosen[-1] if chosen else -1
    while place >= 0:
        kept.add(place)
        place = before[place]
    return kept


def _report_order(tree: Tree, group: Sequence[_Place], filling: Filling) -> None:
    """Report the fewest parts that would have to move; `group` is in the edition's order."""
    stay = rising([place.order_there for place in group])
    in_document = sorted(group, key=lambda place: place.order_there)
    follows = {id(place.entry): before for before, place in pairwise([None, *in_document]) if place}
    for index, (before, place) in enumerate(pairwise([None, *group])):
        if place and index not in stay:
            there = follows[id(place.entry)]
            filling.differs(_path(tree, place, "after"), _name(before and before.entry), _name(there and there.entry))


def _place_of(
    tree: Tree, part: Part, match: Match, sections: Mapping[str, Entry], homes: Mapping[str, Entry]
) -> _Place:
    old = match.part
    here = tree.above[id(old.entry)]
    there = None if part.above is None else tree.homes.get(part.above) or tree.elsewhere.get(part.above)
    if tree.key == "commitments":
        here = here or sections.get(old.entry.get("section", ""))
        there = there or homes.get(part.entry.get("section", ""))
    return _Place(old.entry, old.order, part.order, here, there)


def _path(tree: Tree, place: _Place, what: str) -> str:
    return f"{tree.key}/{place.entry.get('uid', '')}/{what}"


def _name(entry: Any) -> str:
    return named_part("", entry).name if entry else ""


def _all(rows: Iterable[Entry]) -> Iterable[Entry]:
    for row in rows:
        yield row
        yield from _all(row.get("children", []))
