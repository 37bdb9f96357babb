"""Where a part may stand: a flat list of parts read as a tree. Pure functions; definitions are no part of the tree."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from goals.models import Commitment
from portal.importer.review.parts import Part, role_name

DEEPEST = 12  # levels of sections, and of commitments below them: far more than any document has


class RefusedError(Exception):
    """A step that cannot be taken. Its text tells the user why, and what to do instead."""


def block_end(parts: Sequence[Part], index: int) -> int:
    """Give where the part at `index` ends, with all that stands under it."""
    depth = parts[index].depth
    return next((after for after in range(index + 1, len(parts)) if parts[after].depth <= depth), len(parts))


def above(parts: Sequence[Part], index: int) -> int | None:
    """Give the place of the part that the one at `index` stands under, None at the top."""
    depth = parts[index].depth
    return next((before for before in range(index - 1, -1, -1) if parts[before].depth < depth), None)


def sibling_before(parts: Sequence[Part], index: int) -> int | None:
    """Give the place of the part before the one at `index` under the same part, None where it is the first."""
    for before in range(index - 1, -1, -1):
        if parts[before].depth <= parts[index].depth:
            return before if parts[before].depth == parts[index].depth else None
    return None


def may_hold(holder: Part, held: Part) -> bool:
    """Say whether the one part may stand directly under the other."""
    if holder.is_section:
        return held.is_section or held.is_commitment
    return held.is_commitment and held.role in Commitment.MAY_HOLD[Commitment.Kind(holder.role)]


def fault_of(parts: Sequence[Part]) -> str:
    """Say what is the first thing wrong with a list of parts as a tree; empty when nothing is."""
    open_parts: list[Part] = []
    # The last commitment under each open part (and at the top), which no section may follow there.
    after: list[Part | None] = [None]
    for part in parts:
        del open_parts[part.depth :]
        del after[part.depth + 1 :]
        holder = open_parts[-1] if open_parts else None
        if fault := _fault_under(part, holder, after[-1]):
            return fault
        if part.is_commitment:
            after[-1] = part
        open_parts.append(part)
        after.append(None)
    return ""


def _fault_under(part: Part, holder: Part | None, commitment_before: Part | None) -> str:
    if part.depth != (holder.depth + 1 if holder else 0) or part.depth > DEEPEST:
        return _("“%(part)s” would stand too deep: nothing there could hold it.") % {"part": part.label}
    if holder and not may_hold(holder, part):
        return _("“%(part)s” is a %(role)s, which cannot stand under “%(holder)s”, a %(holder_role)s.") % {
            "part": part.label,
            "role": role_name(part.role) if part.is_commitment else _("section"),
            "holder": holder.label,
            "holder_role": role_name(holder.role) if holder.is_commitment else _("section"),
        }
    if part.is_section and commitment_before:
        return _(
            "“%(part)s” is a section and would follow “%(before)s” under the same heading, where commitments come after"
            " sections."
        ) % {"part": part.label, "before": commitment_before.label}
    return ""
