"""The steps that a reviewer posts. A part has one form: what was chosen in it comes along with whatever is pressed."""

from collections.abc import Iterator
from typing import Any

from portal.importer.review.steps.register import STEPS
from portal.importer.review.steps.step import Taken

# These take only what comes along, and then lead on: the roles of bodies, or to where a place is sought.
NO_STEP = ("body_role", "seek")
# What is pressed comes after all else, but these before the role: as a section, a part would have no bodies.
BEFORE_ROLE = ("body_add", "body_remove")


def posted_steps(answers: Any) -> list[Taken] | None:
    """Give the steps that were posted, in the order in which they are taken; None for what is none.

    What is different in the same form comes before what was pressed: a heading, bodies, a role.
    """
    do, _colon, target = answers.get("do", "").partition(":")
    steps = []
    for step in _in_order(answers, do, target):
        if step is None:
            return None
        steps.append(step)
    return steps


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
