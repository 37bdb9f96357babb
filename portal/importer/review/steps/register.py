"""All steps that can be taken, by name: posted, taken one by one, told, and replayed to undo the last. Pure functions.

A part has one form: what was chosen in it comes along with whatever is pressed.
"""

from collections.abc import Iterable, Iterator, Mapping
from inspect import signature
from typing import Any

from django.utils.translation import gettext as _

from portal.importer.review.origins import Reviewed, SourceLine, retraced
from portal.importer.review.outline import RefusedError
from portal.importer.review.parts import Entry, parts_of
from portal.importer.review.steps import (
    bodies,
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

FILES = (role, heading, split, join, move, set_aside, bring_back, lines, bodies, facts)
STEPS: dict[str, Step] = {step.name: step for file in FILES for step in file.STEPS}

# These take only what comes along, and then lead on: the roles of bodies, or to where a place is sought.
NO_STEP = ("body_role", "seek")
# What is pressed comes after all else, but these before the role: as a section, a part would have no bodies.
BEFORE_ROLE = ("body_add", "body_remove")


def posted_steps(answers: Any) -> list[Taken] | None:
    """Give the steps that a part’s form posted, in the order in which they are taken; None for what is none.

    What is different in the same form comes before what was pressed: a heading, bodies, a role.
    """
    do, _colon, target = answers.get("do", "").partition(":")
    steps = []
    for step in _in_order(answers, do, target):
        if step is None:
            return None
        steps.append(step)
    return steps


def take(reviewed: Reviewed, taken: Taken, source: Mapping[int, SourceLine]) -> Reviewed:
    """Give what a step makes of it; raise RefusedError when it cannot be taken. `source` has the document's lines."""
    step = STEPS[taken["do"]]
    # An answer that an older version stored and no step asks for now is passed by.
    answers = {key: taken[key] for key in signature(step.act).parameters.keys() & taken.keys()}
    file = step.act(reviewed.file, **answers)
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


def _in_order(answers: Any, do: str, target: str) -> Iterator[Taken | None]:
    pressed = [] if do in NO_STEP else [_posted(do, _of_body(answers, target) if target else answers)]
    if "title" in answers and do != "rename":
        yield _posted("rename", answers)
    yield from _about_bodies(answers, do, target)
    if do in BEFORE_ROLE:
        yield from pressed
    if "role" in answers and do != "role":
        yield _posted("role", answers)
    if do not in BEFORE_ROLE:
        yield from pressed


def _about_bodies(answers: Any, do: str, target: str) -> Iterator[Taken | None]:
    for answer, to in zip(answers.getlist("answer"), answers.getlist("answer_role"), strict=False):
        # One that is taken away needs no other role.
        if do != "body_remove" or answer != target:
            yield _posted("body_role", _of_body(answers, answer) | {"to": to})
    if do not in ("body_add", "body_replace") and (answers.get("body") or answers.get("name")):
        yield _posted("body_add", answers)


def _of_body(answers: Any, answer: str) -> dict[str, str]:
    """Give the answers for a body with a role in a part, as role:slug."""
    role, _colon, slug = answer.partition(":")
    return {"uid": answers.get("uid", ""), "role": role, "slug": slug}


def _posted(name: str, answers: Any) -> Taken | None:
    """Give a step as it was posted; None where no form posts one by that name, or where it is filled in wrongly."""
    step = STEPS.get(name)
    form = step.form(answers) if step and step.form else None
    return {"do": name} | form.cleaned_data if form and form.is_valid() else None
