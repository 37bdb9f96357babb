"""Another role for a part, or for those beside it too. It keeps every word and, but for definitions, their order."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from portal.importer.review.bodies import handed_over, names_of_bodies, told_of_lost_bodies
from portal.importer.review.outline import Outline, RefusedError, Tree, above, block_end, fault_of, first_under
from portal.importer.review.parts import (
    COMMITMENTS,
    DEFINITION,
    LONGEST,
    ROLES,
    SECTIONS,
    SIGNATURE,
    Entry,
    Part,
    heading_key,
    parts_of,
    role_name,
)
from portal.importer.review.steps.join import with_more
from portal.importer.review.steps.step import PartForm, Step, Taken
from portal.importer.review.wording import joined_all, listed
from strategies.models import Section

SORTS = (SECTIONS, COMMITMENTS, frozenset({DEFINITION}))  # of roles: within one, a part keeps all that it has
OF_A_SORT = frozenset({"number", "title", "term", "themes", *SIGNATURE})  # what not every sort has a key for


class RoleForm(PartForm):
    """Another role for a part."""

    role = forms.ChoiceField(choices=[(role, role) for role in ROLES])
    beside = forms.BooleanField(required=False)


def change_role(data: Entry, uid: str, role: str, beside: bool = False) -> Entry:
    """Give the part another role; with `beside`, also those of the same role that stand beside it."""
    outline = Outline(data)
    rows, index = outline.find(uid)
    if role not in ROLES:
        raise RefusedError(_("There is no such role. Look at the page again."))
    chosen = _beside(rows, index) if beside else [index]
    loses_bodies = role not in COMMITMENTS
    changed = {
        rows[place].uid: _in_role(rows[place], role, names_of_bodies(data, rows[place].uid) if loses_bodies else [])
        for place in chosen
    }
    if loses_bodies:
        outline.data = handed_over(data, changed, None)
    if role == DEFINITION:
        return _to_definitions(outline, changed)
    if rows is outline.terms:
        return _from_definitions(outline, changed)
    return _in_tree(outline, chosen, changed)


def _in_role(part: Part, role: str, bodies: Sequence[str]) -> Part:
    """Give the part in another role. What that role has no key for goes into its heading or its text.

    `bodies` are the names of those who answer for it, which only a commitment can keep. Raises RefusedError for a
    definition without a term, and for a heading that would be too long.
    """
    if any({part.role, role} <= sort for sort in SORTS):
        return replace(part, role=role)
    entry = {key: value for key, value in part.entry.items() if key not in OF_A_SORT}
    entry = with_more(entry, "text", "sv", joined_all(part.signature, listed(bodies)))
    if not part.heading:
        if role == DEFINITION:
            raise RefusedError(_("A definition needs a term. Give “%(part)s” a heading first.") % {"part": part.label})
        return Part(role, part.depth, entry)
    key = heading_key(role)
    if any(len(text) > LONGEST[key] for text in part.heading.values()):
        raise RefusedError(
            _("The heading of “%(part)s” is too long for a %(role)s: at most %(most)d characters.")
            % {"part": part.label, "role": role_name(role), "most": LONGEST[key]}
        )
    return Part(role, part.depth, entry | {key: part.heading})


def _beside(rows: Tree, index: int) -> list[int]:
    """Give the places of the parts that have the same role and stand under the same part, the part itself included."""
    holder, part = above(rows, index), rows[index]
    return [
        place
        for place, other in enumerate(rows)
        if other.depth == part.depth and other.role == part.role and above(rows, place) == holder
    ]


def _in_tree(outline: Outline, chosen: Sequence[int], changed: Mapping[str, Part]) -> Entry:
    """Give the file with sections and commitments in their new role, all within the tree."""
    part = outline.tree[chosen[0]]
    becomes_commitment = changed[part.uid].is_commitment
    # A section cannot stand under a commitment: it comes out as far as it must, and holds what follows it.
    farthest = part.depth if part.is_commitment and not becomes_commitment else 0
    trees = [_with_roles(outline.tree, chosen, changed, levels) for levels in range(farthest + 1)]
    tree = next((tree for tree in trees if not fault_of(tree)), trees[0])
    if part.is_section and becomes_commitment:
        advice = _("Choose the role for those beside it too, begin with the last of them, or move it first.")
    else:
        advice = _("Move it, or what stands under it, first.")
    return outline.put_together(tree, advice)


def _with_roles(rows: Tree, chosen: Sequence[int], changed: Mapping[str, Part], outwards: int) -> Tree:
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


def _to_definitions(outline: Outline, changed: Mapping[str, Part]) -> Entry:
    for uid in changed:
        tree, index = outline.find(uid)
        if tree is outline.tree and block_end(tree, index) > index + 1:
            raise RefusedError(
                _("“%(under)s” is under “%(part)s”, and nothing can be under a definition. Move it out first.")
                % {"under": tree[index + 1].label, "part": tree[index].label}
            )
    terms = {part.uid for part in outline.terms}
    outline.tree = [part for part in outline.tree if part.uid not in changed]
    outline.terms += [replace(part, depth=0) for part in changed.values() if part.uid not in terms]
    return outline.put_together()


def _from_definitions(outline: Outline, changed: Mapping[str, Part]) -> Entry:
    """Take definitions to where they stand on the page: under the section of definitions, or else last."""
    outline.terms = [part for part in outline.terms if part.uid not in changed]
    tree, parts = outline.tree, list(changed.values())
    home = next((place for place, part in enumerate(tree) if part.role == Section.Kind.DEFINITIONS), None)
    at = len(tree) if home is None else first_under(tree, home, parts[0])
    depth = 0 if home is None else tree[home].depth + 1
    tree[at:at] = [replace(part, depth=depth) for part in parts]
    return outline.put_together()


def _told(before: Entry, after: Entry, taken: Taken) -> str:
    found = {part.uid: part.role for part in parts_of(before)}
    changed = [part.uid for part in parts_of(after) if part.role != found.get(part.uid, part.role)]
    text = _told_of_place(after, taken["uid"])
    if more := len(changed[1:]):
        text += " " + ngettext("So is %(count)d other.", "So are %(count)d others.", more) % {"count": more}
    return text + told_of_lost_bodies(before, after, changed, _("Their names are now in its text: %(bodies)s."))


def _told_of_place(after: Entry, uid: str) -> str:
    parts = parts_of(after)
    index = next(index for index, part in enumerate(parts) if part.uid == uid)
    part, holder = parts[index], above(parts, index)
    said = {"part": part.label, "role": role_name(part.role)}
    if holder is None:
        return _("“%(part)s” is now: %(role)s.") % said
    return _("“%(part)s” is now: %(role)s, under “%(holder)s”.") % (said | {"holder": parts[holder].label})


STEPS = (Step("role", gettext_lazy("a new role"), change_role, _told, RoleForm),)
