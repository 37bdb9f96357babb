"""All steps that can be taken, by name: taken one by one, told, and replayed to undo the last. Pure functions."""

from collections.abc import Iterable, Mapping

from django.utils.translation import gettext as _

from portal.importer.review.origins import Reviewed, SourceLine, retraced
from portal.importer.review.outline import RefusedError
from portal.importer.review.parts import Entry, parts_of
from portal.importer.review.steps import (
    answers,
    bring_back,
    facts,
    heading,
    join,
    lines,
    move,
    role,
    set_aside,
    split,
)
from portal.importer.review.steps.step import Step, Taken

FILES = (role, heading, split, join, move, set_aside, bring_back, lines, answers, facts)
STEPS: dict[str, Step] = {step.name: step for file in FILES for step in file.STEPS}


def take(reviewed: Reviewed, taken: Taken, source: Mapping[int, SourceLine]) -> Reviewed:
    """Give what a step makes of it; raise RefusedError when it cannot be taken. `source` has the document's lines."""
    step = STEPS[taken["do"]]
    file = step.act(reviewed.file, taken)
    origins = retraced(reviewed.origins, reviewed.file, file, source)
    home, numbers = step.lines(reviewed.file, taken)
    if home:
        origins[home] = sorted({*origins.get(home, []), *(set(numbers) & set(source))})
    return Reviewed(file, origins)


def replay(recognised: Reviewed, steps: Iterable[Taken], source: Mapping[int, SourceLine]) -> Reviewed:
    """Give what all the steps make of what was recognised. One that can no longer be taken is left out."""
    reviewed = recognised
    for taken in steps:
        try:
            reviewed = take(reviewed, taken, source)
        except RefusedError:
            continue
    return reviewed


def told(before: Entry, after: Entry, taken: Taken) -> str:
    """Say what a step has done, and to what."""
    return STEPS[taken["do"]].told(before, after, taken)


def told_undone(file: Entry, before: Entry, taken: Taken) -> str:
    """Say which step was undone: `file` is what was read of it, and `before` what the step had made."""
    part = next((part for data in (before, file) for part in parts_of(data) if part.uid == taken["uid"]), None)
    said = {"step": STEPS[taken["do"]].undone, "part": part.label if part else ""}
    return _("Undone for “%(part)s”: %(step)s.") % said if part else _("Undone: %(step)s.") % said


def part_to_see(before: Entry, taken: Taken) -> str:
    """Give the uid of the part that the reviewer wants to see after a step; empty where none is left."""
    return STEPS[taken["do"]].seen(before, taken)
