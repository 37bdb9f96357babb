"""A part moved with all that stands under it: past the one beside it, in, out, or under any other."""

from collections.abc import Iterator

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.importer.review.outline import (
    Outline,
    RefusedError,
    Tree,
    above,
    block_end,
    first_under,
    last_under,
    may_hold,
    shifted,
    sibling_before,
)
from portal.importer.review.parts import DEFINITION, Entry, Part, role_name
from portal.importer.review.steps.step import PartForm, Step, Taken
from strategies.fields import UID_PATTERN

BEFORE, AFTER = -1, 1


class UnderForm(PartForm):
    """What a part goes under; nothing is the top."""

    home = forms.RegexField(f"^{UID_PATTERN}$", required=False)


def move_up(data: Entry, uid: str) -> Entry:
    """Move the part before the one before it; the first goes last under what comes before."""
    return _moved(data, uid, BEFORE)


def move_down(data: Entry, uid: str) -> Entry:
    """Move the part after the one after it; the last goes first under what comes after."""
    return _moved(data, uid, AFTER)


def move_in(data: Entry, uid: str) -> Entry:
    """Put the part under the one before it."""
    outline = Outline(data)
    tree, index = outline.tree, outline.find_in_tree(uid)
    if sibling_before(tree, index) is None:
        raise RefusedError(
            _(
                "Nothing comes before “%(part)s” that it could be moved under. Use “Move under …” to "
                "choose another place."
            )
            % {"part": tree[index].label}
        )
    moved = shifted(tree, index, block_end(tree, index), 1)
    return outline.put_together(moved, _("Change its role first, or use “Move under …” to choose another place."))


def move_out(data: Entry, uid: str) -> Entry:
    """Take the part out of what it stands under. What follows it there comes under it."""
    outline = Outline(data)
    tree, index = outline.tree, outline.find_in_tree(uid)
    if not tree[index].depth:
        raise RefusedError(
            _("“%(part)s” is at the top level, so it cannot be moved out.") % {"part": tree[index].label}
        )
    return outline.put_together(
        shifted(tree, index, block_end(tree, index), -1),
        _(
            "What follows it would end up under it. Begin with the last of them, or use “Move under "
            "…” to choose another place."
        ),
    )


def move_under(data: Entry, uid: str, home: str) -> Entry:
    """Move the part to stand last under the part `home`, or for "" at the top: a section after what it stood under."""
    outline = Outline(data)
    tree, index = outline.tree, outline.find_in_tree(uid)
    advice = _("Choose another place for it, or change its role first.")
    if not home:
        root = next(at for at in range(index, -1, -1) if not tree[at].depth)
        at = block_end(tree, root) if tree[index].is_section else len(tree)
        return outline.put_together(_inserted(tree, index, at, 0), advice)
    place = outline.find_in_tree(home)
    if index <= place < block_end(tree, index):
        raise RefusedError(
            _("“%(part)s” cannot be moved under “%(home)s”, which is itself under it.")
            % {"part": tree[index].label, "home": tree[place].label}
            + f" {advice}"
        )
    moved = _inserted(tree, index, last_under(tree, place, tree[index]), tree[place].depth + 1)
    return outline.put_together(moved, advice)


def _moved(data: Entry, uid: str, way: int) -> Entry:
    outline = Outline(data)
    rows, index = outline.find(uid)
    if rows is outline.terms:
        other = index + way
        if not 0 <= other < len(rows):
            raise _no_further(rows[index], way)
        rows[index], rows[other] = rows[other], rows[index]
        return outline.put_together()
    beside = _past_sibling(rows, index, way)
    if beside is not None:
        return outline.put_together(_inserted(rows, index, beside, rows[index].depth))
    # The nearest place, and where several begin or end there, the one most like where it stands now.
    depth = rows[index].depth
    places = [(abs(at - index), abs(deep - depth), at, deep) for at, deep in _elsewhere(rows, index, way)]
    if not places:
        raise _no_further(rows[index], way)
    _distance, _difference, at, deep = min(places)
    return outline.put_together(_inserted(rows, index, at, deep))


def _past_sibling(tree: Tree, index: int, way: int) -> int | None:
    """Give where the part goes to pass the one beside it; None where there is none of its sort."""
    end = block_end(tree, index)
    beside = sibling_before(tree, index) if way == BEFORE else end
    if beside is None or beside == len(tree) or tree[beside].depth != tree[index].depth:
        return None
    if tree[beside].is_section != tree[index].is_section:
        return None
    return beside if way == BEFORE else block_end(tree, beside)


def _elsewhere(tree: Tree, index: int, way: int) -> Iterator[tuple[int, int]]:
    """Give each place, and the depth there, under another part of the sort that the part stands under."""
    part, end, holder = tree[index], block_end(tree, index), above(tree, index)
    for home, other in enumerate(tree):
        if home == holder or index <= home < end or not may_hold(other, part):
            continue
        if _is_like_holder(other, None if holder is None else tree[holder], part):
            at = last_under(tree, home, part) if way == BEFORE else first_under(tree, home, part)
            if at <= index if way == BEFORE else at >= end:
                yield at, other.depth + 1


def _is_like_holder(other: Part, holder: Part | None, part: Part) -> bool:
    """Say whether another part is of the sort that the part stands under: any section for a commitment in one."""
    if part.is_commitment and (holder is None or holder.is_section):
        return other.is_section
    return holder is not None and (other.depth, other.is_section) == (holder.depth, holder.is_section)


def _inserted(tree: Tree, index: int, at: int, depth: int) -> Tree:
    """Give the parts with the one at `index`, and all under it, taken to the place `at` of today."""
    end = block_end(tree, index)
    block = shifted(tree[index:end], 0, end - index, depth - tree[index].depth)
    rest = [*tree[:index], *tree[end:]]
    if at > index:
        at -= end - index
    return [*rest[:at], *block, *rest[at:]]


def _no_further(part: Part, way: int) -> RefusedError:
    text = (
        _("“%(part)s” is already first: nothing before it can hold it as a %(role)s.")
        if way == BEFORE
        else _("“%(part)s” is already last: nothing after it can hold it as a %(role)s.")
    )
    advice = (
        "" if part.role == DEFINITION else _("Change its role first, or use “Move under …” to choose another place.")
    )
    return RefusedError(f"{text % {'part': part.label, 'role': role_name(part.role)}} {advice}".strip())


def _told(_before: Entry, after: Entry, taken: Taken) -> str:
    rows, index = Outline(after).find(taken["uid"])
    beside, holder = sibling_before(rows, index), above(rows, index)
    said = {
        name: rows[at].label for name, at in (("part", index), ("beside", beside), ("holder", holder)) if at is not None
    }
    if beside is None:
        if holder is None:
            return _("“%(part)s” has been moved. It is now first of all.") % said
        return _("“%(part)s” has been moved. It is now first under “%(holder)s”.") % said
    if holder is None:
        return _("“%(part)s” has been moved. It now comes after “%(beside)s”, at the top level.") % said
    return _("“%(part)s” has been moved. It now comes after “%(beside)s”, under “%(holder)s”.") % said


UNDONE = gettext_lazy("a move")
STEPS = (
    Step("up", UNDONE, move_up, _told),
    Step("down", UNDONE, move_down, _told),
    Step("in", UNDONE, move_in, _told),
    Step("out", UNDONE, move_out, _told),
    Step("under", UNDONE, move_under, _told, UnderForm),
)
