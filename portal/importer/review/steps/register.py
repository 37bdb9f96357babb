"""The steps that a reviewer takes, as they are stored: taken one by one, replayed to undo the last. Pure functions."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeAlias

from portal.importer.review.origins import Reviewed, SourceLine, retraced
from portal.importer.review.outline import Outline, RefusedError
from portal.importer.review.parts import Entry
from portal.importer.review.steps import bodies, bring_back, facts, heading, join, move, role, set_aside, split

Step: TypeAlias = dict[str, Any]
# What each step is called where it is stored and posted, and what it does to a strategy file.
TAKEN: dict[str, Callable[[Entry, Step], Entry]] = {
    "role": lambda file, step: role.change_role(file, step["uid"], step["role"], step["beside"]),
    "rename": lambda file, step: heading.rename(file, step["uid"], step["number"], step["title"]),
    "split": lambda file, step: split.split(file, step["uid"], step["at"], step["made"], step["heading"]),
    "join": lambda file, step: join.join(file, step["uid"]),
    "up": lambda file, step: move.move_up(file, step["uid"]),
    "down": lambda file, step: move.move_down(file, step["uid"]),
    "in": lambda file, step: move.move_in(file, step["uid"]),
    "out": lambda file, step: move.move_out(file, step["uid"]),
    "under": lambda file, step: move.move_under(file, step["uid"], step["home"]),
    "aside": lambda file, step: set_aside.set_aside(file, step["uid"], step["lines"]),
    "add": lambda file, step: bring_back.take_in(file, step["uid"], step["lines"], step["first"]),
    "make": lambda file, step: bring_back.make_part(
        file, step["uid"], step["lines"], step["role"], step["made"], heading=step["heading"]
    ),
    "restore": lambda file, step: bring_back.bring_back(file, step["uid"]),
    "body_add": lambda file, step: bodies.add_body(file, step["uid"], step["body"], step["role"]),
    "body_remove": lambda file, step: bodies.remove_body(file, step["uid"], step["slug"], step["role"]),
    "body_role": lambda file, step: bodies.change_body_role(file, step["uid"], step["slug"], step["role"], step["to"]),
    "body_replace": lambda file, step: bodies.replace_body(file, step["slug"], step["body"]),
    "facts": lambda file, step: facts.with_facts(file, step["facts"], step["bodies"]),
}
MAKES = ("split", "make")  # a part, whose uid is in the step


def take(reviewed: Reviewed, step: Step, lines: Mapping[int, SourceLine]) -> Reviewed:
    """Give what the step makes of it; raise RefusedError when it cannot be taken."""
    file = TAKEN[step["do"]](reviewed.file, step)
    origins = retraced(reviewed.origins, reviewed.file, file, lines)
    home, numbers = _lines_for(reviewed.file, step)
    if home:
        origins[home] = sorted({*origins.get(home, []), *(set(numbers) & set(lines))})
    return Reviewed(file, origins)


def _lines_for(before: Entry, step: Step) -> tuple[str, list[int]]:
    """Give the part that a step brings lines to, and their numbers; nothing for other steps."""
    if step["do"] == "restore":
        found = bring_back.parts_aside(before)
        return step["uid"], next(numbers for part, numbers in found if part.uid == step["uid"])
    if step["do"] in ("add", "make"):
        return step["made" if step["do"] == "make" else "uid"], step["lines"]
    return "", []


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
    if step["do"] in MAKES:
        return str(step["made"])
    if step["do"] in ("join", "aside"):
        rows, index = Outline(before).find(step["uid"])
        near = [row.uid for row in (*rows[:index][-1:], *rows[index + 1 :][:1])]
        return near[0] if near else ""
    return str(step["uid"])
