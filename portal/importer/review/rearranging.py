"""Steps that say anew what a part is: its role, its heading, where it begins and ends.

Pure functions: a strategy file in, one out. Each keeps every word and their order; definitions alone have a list of
their own, to which a part goes and from which it comes. A step that would leave something where it cannot stand
raises RefusedError.
"""

from collections.abc import Sequence
from dataclasses import replace

from django.utils.translation import gettext as _

from portal.importer.review.conversion import (
    LONGEST,
    as_role,
    joined_parts,
    names_of_bodies,
    with_responsibilities,
)
from portal.importer.review.moving import first_under, shifted
from portal.importer.review.outline import Outline, Tree
from portal.importer.review.parts import COMMITMENTS, DEFINITION, ROLES, Entry, Part
from portal.importer.review.places import RefusedError, above, block_end, fault_of
from portal.importer.review.wording import cut, cuts, heading_of
from strategies.models import Section


def change_role(data: Entry, uid: str, role: str, beside: bool = False) -> Entry:
    """Give the part another role; with `beside`, also those of the same role that stand beside it."""
    outline = Outline(data)
    rows, index = outline.find(uid)
    part = rows[index]
    if role not in ROLES:
        raise RefusedError(_("There is no such role. Look at the page again."))
    chosen = _beside(rows, index) if beside else [index]
    keeps = role in COMMITMENTS
    changed = {
        rows[place].uid: as_role(rows[place], role, [] if keeps else names_of_bodies(data, rows[place].uid))
        for place in chosen
    }
    if not keeps:
        outline.data = with_responsibilities(data, changed, None)
    if role == DEFINITION:
        return _to_definitions(outline, changed)
    if part.role == DEFINITION:
        return _from_definitions(outline, changed)
    # A section cannot stand under a commitment: it comes out as far as it must, and holds what follows it.
    outwards = range(part.depth + 1) if part.is_commitment and not keeps else range(1)
    trees = [_with_roles(rows, chosen, changed, levels) for levels in outwards]
    tree = next((tree for tree in trees if not fault_of(tree)), trees[0])
    if part.is_section and keeps:
        advice = _("Choose the role for those beside it too, begin with the last of them, or move it first.")
    else:
        advice = _("Move it, or what stands under it, first.")
    return outline.put_together(tree, advice)


def split(data: Entry, uid: str, at: int, made: str, heading: bool = False) -> Entry:
    """Split the part at the cut number `at` of its text (0: after its heading) into itself and a part `made`.

    `made` is the uid of the new part, which follows with the same role and gets what stood under the first. With
    `heading`, the first paragraph after the cut becomes its heading.
    """
    outline = Outline(data)
    rows, index = outline.find(uid)
    part = rows[index]
    if not part.html or not (0 if part.title else 1) <= at <= len(cuts(part.html)):
        raise RefusedError(_("“%(part)s” cannot be split there. Look at the page again.") % {"part": part.label})
    if part.role == DEFINITION and not heading:
        raise RefusedError(_("A definition needs a term: split it where the next term is, and make that its heading."))
    before, after = cut(part.html, at)
    kept: Entry = dict(part.entry)
    new: Entry = {"uid": made}
    texts = kept.pop("text")
    if heading:
        new[_heading_key(part)], after = _first_as_heading(part, after)
    if before:
        kept["text"] = texts | {"sv": before}
    if after:
        new["text"] = {"sv": after} if before else texts | {"sv": after}
    for signed in ("signed_by", "signed_role"):
        if signed in kept:
            new[signed] = kept.pop(signed)
    rows[index : index + 1] = [replace(part, entry=kept), Part(part.role, part.depth, new)]
    return outline.put_together()


def join(data: Entry, uid: str) -> Entry:
    """Join the part to the one before it: its heading becomes a paragraph there, then comes its text."""
    outline = Outline(data)
    rows, index = outline.find(uid)
    part = rows[index]
    if not index:
        raise RefusedError(_("Nothing stands before “%(part)s” that it could be joined to.") % {"part": part.label})
    before = rows[index - 1]
    end = index + 1 if part.role == DEFINITION else block_end(rows, index)
    advice = _("Move what stands under “%(part)s” out first.") % {"part": part.label}
    if end > index + 1 and before.depth > part.depth:
        raise RefusedError(
            _("“%(under)s” stands under it and would lose its place.") % {"under": rows[index + 1].label} + f" {advice}"
        )
    bodies = [] if before.is_commitment else names_of_bodies(data, uid)
    outline.data = with_responsibilities(data, [uid], before.uid if before.is_commitment else None)
    rows[:] = shifted(rows, index, end, before.depth - part.depth)
    rows[index - 1 : index + 1] = [joined_parts(before, part, bodies)]
    return outline.put_together(advice=advice)


def rename(data: Entry, uid: str, number: str, title: str) -> Entry:
    """Write another heading, and for a commitment another number."""
    outline = Outline(data)
    rows, index = outline.find(uid)
    part, key = rows[index], _heading_key(rows[index])
    number, title = (" ".join(text.split()) for text in (number, title))
    if not title and (part.role == DEFINITION or not (part.html or part.entry.get("plain"))):
        raise RefusedError(_("“%(part)s” has no text, so it needs a heading.") % {"part": part.label})
    _refuse_letters(title, LONGEST[key])
    _refuse_letters(number, LONGEST["number"])
    entry = {name: value for name, value in part.entry.items() if name not in (key, "number")}
    if title:
        entry[key] = part.entry.get(key, {}) | {"sv": title}
    if number and part.is_commitment:
        entry["number"] = number
    rows[index] = replace(part, entry=entry)
    return outline.put_together()


def _heading_key(part: Part) -> str:
    return "term" if part.role == DEFINITION else "title"


def _refuse_letters(text: str, longest: int) -> None:
    if len(text) > longest:
        raise RefusedError(
            _("“%(text)s…” is too long: at most %(most)d characters.") % {"text": text[:20], "most": longest}
        )
    if not text.isprintable():
        raise RefusedError(_("The heading has control characters in it. Type it anew."))


def _first_as_heading(part: Part, html: str) -> tuple[dict[str, str], str]:
    found = heading_of(html)
    if found is None or len(found[0]) > LONGEST[_heading_key(part)]:
        raise RefusedError(_("What comes there is no short paragraph. Split it without making that a heading."))
    return {"sv": found[0]}, found[1]


def _beside(rows: Tree, index: int) -> list[int]:
    """Give the places of the parts that have the same role and stand under the same part, the part itself included."""
    holder, part = above(rows, index), rows[index]
    return [
        place
        for place, other in enumerate(rows)
        if other.depth == part.depth and other.role == part.role and above(rows, place) == holder
    ]


def _with_roles(rows: Sequence[Part], chosen: list[int], changed: dict[str, Part], outwards: int) -> Tree:
    """Give the tree with the chosen parts in their new role, so many levels further out, with what follows in them."""
    depth = rows[chosen[0]].depth
    tree = []
    within = following = False
    for place, part in enumerate(rows):
        if place in chosen:
            within, following = True, outwards > 0
        elif part.depth <= depth:
            within = False
            following = following and part.depth == depth
        levels = outwards if within else outwards - 1 if following else 0
        tree.append(replace(changed.get(part.uid, part), depth=part.depth - levels))
    return tree


def _to_definitions(outline: Outline, changed: dict[str, Part]) -> Entry:
    for uid in changed:
        tree, index = outline.find(uid)
        if tree is outline.tree and block_end(tree, index) > index + 1:
            raise RefusedError(
                _("“%(under)s” stands under “%(part)s”, and nothing can stand under a definition. Move it out first.")
                % {"under": tree[index + 1].label, "part": tree[index].label}
            )
    terms = {part.uid for part in outline.terms}
    outline.tree = [part for part in outline.tree if part.uid not in changed]
    outline.terms += [replace(part, depth=0) for part in changed.values() if part.uid not in terms]
    return outline.put_together()


def _from_definitions(outline: Outline, changed: dict[str, Part]) -> Entry:
    """Take definitions to where they stand on the page: under the section of definitions, or else last."""
    outline.terms = [part for part in outline.terms if part.uid not in changed]
    tree, parts = outline.tree, list(changed.values())
    home = next((place for place, part in enumerate(tree) if part.role == Section.Kind.DEFINITIONS), None)
    at = len(tree) if home is None else first_under(tree, home, parts[0])
    depth = 0 if home is None else tree[home].depth + 1
    tree[at:at] = [replace(part, depth=depth) for part in parts]
    return outline.put_together()
