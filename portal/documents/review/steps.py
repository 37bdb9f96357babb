"""The steps that a reviewer takes, as they are stored: taken one by one, replayed to undo the last. Pure functions."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from django.utils.translation import gettext as _

from portal.documents.review import moving, rearranging, setting_aside
from portal.documents.review.outline import Outline
from portal.documents.review.parts import Entry, parts_of, role_name
from portal.documents.review.places import RefusedError, above
from portal.documents.review.provenance import Origins, SourceLine, retraced

Step: TypeAlias = dict[str, Any]

# What each step is called where it is stored and posted, and what it does to a strategy file.
TAKEN: dict[str, Callable[[Entry, Step], Entry]] = {
    "role": lambda file, step: rearranging.change_role(file, step["uid"], step["role"], step["beside"]),
    "rename": lambda file, step: rearranging.rename(file, step["uid"], step["number"], step["title"]),
    "split": lambda file, step: rearranging.split(file, step["uid"], step["at"], step["made"], step["heading"]),
    "join": lambda file, step: rearranging.join(file, step["uid"]),
    "up": lambda file, step: moving.move_up(file, step["uid"]),
    "down": lambda file, step: moving.move_down(file, step["uid"]),
    "in": lambda file, step: moving.move_in(file, step["uid"]),
    "out": lambda file, step: moving.move_out(file, step["uid"]),
    "under": lambda file, step: moving.move_under(file, step["uid"], step["home"]),
    "aside": lambda file, step: setting_aside.set_aside(file, step["uid"], step["lines"]),
    "add": lambda file, step: setting_aside.take_in(file, step["uid"], step["lines"], step["first"]),
}


@dataclass(frozen=True)
class Reviewed:
    """A strategy file as it stands in the review, and which lines its parts came from."""

    file: Entry
    origins: Origins


def take(reviewed: Reviewed, step: Step, lines: Mapping[int, SourceLine]) -> Reviewed:
    """Give what the step makes of it; raise RefusedError when it cannot be taken."""
    file = TAKEN[step["do"]](reviewed.file, step)
    origins = retraced(reviewed.origins, reviewed.file, file, lines)
    if step["do"] == "add":
        origins[step["uid"]] = sorted({*origins.get(step["uid"], []), *(set(step["lines"]) & set(lines))})
    return Reviewed(file, origins)


def replay(recognised: Reviewed, steps: Iterable[Step], lines: Mapping[int, SourceLine]) -> Reviewed:
    """Give what all the steps make of what was recognised. One that can no longer be taken is left out."""
    reviewed = recognised
    for step in steps:
        try:
            reviewed = take(reviewed, step, lines)
        except RefusedError:
            continue
    return reviewed


def part_to_see(before: Entry, step: Step) -> str:
    """Give the uid of the part that the reviewer wants to see after a step; empty where none is left."""
    if step["do"] == "split":
        return str(step["made"])
    if step["do"] in ("join", "aside"):
        rows, index = Outline(before).find(step["uid"])
        near = [row.uid for row in (*rows[:index][-1:], *rows[index + 1 :][:1])]
        return near[0] if near else ""
    return str(step["uid"])


def told(before: Entry, after: Entry, step: Step) -> str:
    """Say what a step has done: where the part stands now, and as what."""
    uid = part_to_see(before, step)
    if step["do"] == "aside":
        rows, index = Outline(before).find(step["uid"])
        return _("“%(part)s” is set aside, and listed among the lines that are in no part.") % {
            "part": rows[index].label
        }
    parts = parts_of(after)
    index = next(index for index, part in enumerate(parts) if part.uid == uid)
    part, holder = parts[index], above(parts, index)
    said = {"part": part.label, "role": role_name(part.role)}
    if holder is None:
        return _("“%(part)s” is now: %(role)s.") % said
    return _("“%(part)s” is now: %(role)s, under “%(holder)s”.") % (said | {"holder": parts[holder].label})
