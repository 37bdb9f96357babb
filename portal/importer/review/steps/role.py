"""Another role for a part, or for those beside it too. Pure functions."""

from collections.abc import Sequence
from dataclasses import replace

from django.utils.translation import gettext as _

from portal.importer.review.outline import Outline, RefusedError, Tree, above, block_end, fault_of, first_under
from portal.importer.review.parts import (
    COMMITMENTS,
    DEFINITION,
    LONGEST,
    ROLES,
    SECTIONS,
    Entry,
    Part,
    headed,
    role_name,
    signature,
)
from portal.importer.review.steps.bodies import names_of_bodies, with_responsibilities
from portal.importer.review.steps.join import with_more
from portal.importer.review.wording import listed
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


def as_role(part: Part, role: str, bodies: Sequence[str] = ()) -> Part:
    """Give the part in another role. What that role has no key for goes into its heading or its text.

    `bodies` are the names of those who answer for it, which only a commitment can keep. Raises RefusedError for a
    definition without a term, and for a heading that would be too long.
    """
    if (role in SECTIONS and part.is_section) or (role in COMMITMENTS and part.is_commitment) or role == part.role:
        return replace(part, role=role)
    entry = dict(part.entry)
    heading = headed(entry.pop("number", ""), entry.pop("term" if part.role == DEFINITION else "title", {}))
    entry.pop("themes", None)
    entry = with_more(entry, signature(entry), listed(bodies))
    for key in ("signed_by", "signed_role"):
        entry.pop(key, None)
    key = "term" if role == DEFINITION else "title"
    if role == DEFINITION and not heading:
        raise RefusedError(_("A definition needs a term. Give “%(part)s” a heading first.") % {"part": part.label})
    if any(len(text) > LONGEST[key] for text in heading.values()):
        raise RefusedError(
            _("The heading of “%(part)s” is too long for a %(role)s: at most %(most)d characters.")
            % {"part": part.label, "role": role_name(role), "most": LONGEST[key]}
        )
    return Part(role, part.depth, {"uid": part.uid} | ({key: heading} if heading else {}) | entry)
