"""A part that was set aside brought back as it was, where it stood."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.importer.review.bodies import with_answers
from portal.importer.review.outline import (
    Outline,
    RefusedError,
    Tree,
    above,
    block_end,
    fault_of,
    first_under,
    part_of,
)
from portal.importer.review.parts import DEFINITION, Entry, Part
from portal.importer.review.steps.set_aside import with_placed
from portal.importer.review.steps.step import Step, Taken


def parts_aside(data: Entry) -> list[tuple[Part, list[int]]]:
    """Give the parts that were set aside and can be brought back as they were, each with its lines."""
    return [(_part(kept), kept["lines"]) for kept in data.get("report", {}).get("parts", [])]


def bring_back(data: Entry, uid: str) -> Entry:
    """Put a part that was set aside back where it stood, with those who answered for it.

    Where that place is gone, it comes after what stood before it. Raises RefusedError when it cannot come back whole.
    """
    report = data.get("report", {})
    kept = next((kept for kept in report.get("parts", []) if kept["uid"] == uid), None)
    if kept is None:
        raise RefusedError(_("That part can no longer be brought back whole. Bring its lines back instead."))
    outline = Outline(data)
    _put_back(outline, kept)
    mine = [row for row in report["set_aside"] if row.get("part") == uid]
    file = outline.put_together() | {"report": with_placed(report, mine, [uid])}
    known = {row["slug"] for row in data.get("committees", [])}
    answers = [row for row in kept["responsibilities"] if row["committee"] in known]
    return with_answers(file, [*data.get("responsibilities", []), *answers])


def places_after(tree: Tree, before: int | None, part: Part) -> Iterator[Tree]:
    """Give the tree with the part at each place after another, the nearest first; None is before all others.

    At the last of the places, among those at the top, it can always stand.
    """
    if before is None:
        yield _with(tree, part, 0, 0)
    else:
        depth, end = tree[before].depth, block_end(tree, before)
        if end == before + 1:
            yield _with(tree, part, end, depth)
        for level in range(depth + 1, -1, -1):
            yield _with(tree, part, before + 1, level)
        holder: int | None = before
        while holder is not None:
            yield _with(tree, part, block_end(tree, holder), tree[holder].depth)
            holder = above(tree, holder)
    commitments = (at for at, other in enumerate(tree) if not other.depth and other.is_commitment)
    yield _with(tree, part, next(commitments, len(tree)) if part.is_section else len(tree), 0)


def first_sound(trees: Iterable[Tree]) -> Tree:
    """Give the first of the trees in which every part may stand where it stands."""
    return next(tree for tree in trees if not fault_of(tree))


def _part(kept: Entry) -> Part:
    return Part(kept["role"], kept["depth"], kept["entry"])


def _put_back(outline: Outline, kept: Entry) -> None:
    part = _part(kept)
    if part.role == DEFINITION:
        before = _place_of(outline.terms, kept["before"])
        outline.terms.insert(0 if before is None else before + 1, part)
    else:
        before = _place_of(outline.tree, kept["before"])
        there = _where_it_stood(outline.tree, kept, part)
        outline.tree = first_sound([*there, *places_after(outline.tree, before, part)])


def _place_of(rows: Sequence[Part], uid: str) -> int | None:
    return next((index for index, part in enumerate(rows) if part.uid == uid), None)


def _where_it_stood(tree: Tree, kept: Entry, part: Part) -> list[Tree]:
    """Give the tree with the part under what it stood under, after what it stood beside; none where that is gone."""
    holder, beside = _place_of(tree, kept["holder"]), _place_of(tree, kept["beside"])
    if kept["holder"] and holder is None:
        return []
    depth = 0 if holder is None else tree[holder].depth + 1
    if beside is not None and above(tree, beside) == holder:
        return [_with(tree, part, block_end(tree, beside), depth)]
    return [_with(tree, part, 0 if holder is None else first_under(tree, holder, part), depth)]


def _with(tree: Tree, part: Part, at: int, depth: int) -> Tree:
    return [*tree[:at], replace(part, depth=depth), *tree[at:]]


def _lines(before: Entry, taken: Taken) -> tuple[str, Sequence[int]]:
    return taken["uid"], next(lines for part, lines in parts_aside(before) if part.uid == taken["uid"])


def _told(_before: Entry, after: Entry, taken: Taken) -> str:
    return _("“%(part)s” has been brought back.") % {"part": part_of(after, taken["uid"]).label}


STEPS = (Step("restore", gettext_lazy("bringing back"), bring_back, _told, lines=_lines),)
