"""The steps that a reviewer posts. A part has one form: what was chosen in it comes along with whatever is pressed."""

import re
from typing import Any

from django import forms

from goals.models import Responsibility
from portal.importer.recognising.answers.bodies import LONGEST_NAME
from portal.importer.review.parts import ROLES
from portal.importer.review.steps.register import Step
from strategies.fields import UID_PATTERN, new_uid
from strategies.models import Committee

LINE_NUMBER = re.compile("[0-9]{1,9}")
SLUG = r"^[-a-zA-Z0-9_]{1,100}$"
BODY_ROLES = [(role, role) for role in Responsibility.Role.values]
AS_NEW = "new:"  # before the role of a new part


class StepForm(forms.Form):
    """A step as it is posted. Each kind of step asks for what it needs."""

    uid = forms.RegexField(f"^{UID_PATTERN}$")


class WholeForm(forms.Form):
    """A step about a part, or about the strategy as a whole when it names none."""

    uid = forms.RegexField(f"^{UID_PATTERN}$", required=False)


class RoleForm(StepForm):
    """Another role for a part."""

    role = forms.ChoiceField(choices=[(role, role) for role in ROLES])
    beside = forms.BooleanField(required=False)


class RenameForm(StepForm):
    """Another heading for a part."""

    number = forms.CharField(required=False, max_length=100)
    title = forms.CharField(required=False, max_length=1000)


class SplitForm(StepForm):
    """Where a part is split."""

    at = forms.IntegerField(min_value=0)
    heading = forms.BooleanField(required=False)

    def clean(self) -> dict[str, Any]:
        """Give the new part a uid, so that the step can be taken anew."""
        return (super().clean() or self.cleaned_data) | {"made": new_uid()}


class UnderForm(StepForm):
    """What a part goes under; nothing is the top."""

    home = forms.RegexField(f"^{UID_PATTERN}$", required=False)


class AddForm(WholeForm):
    """Which lines are put into a part: at its end, at the beginning of the one after it, or as a part between them."""

    to = forms.ChoiceField(
        choices=[(to, to) for to in ("end", "start", *(f"{AS_NEW}{role}" for role in ROLES))], required=False
    )
    after = forms.RegexField(f"^{UID_PATTERN}$", required=False)
    heading = forms.BooleanField(required=False)

    def clean(self) -> dict[str, Any]:
        """Take the numbers of the lines that were marked, and what is needed for where they go."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        marked: Any = self.data
        lines = [int(line) for line in marked.getlist("lines") if LINE_NUMBER.fullmatch(line)]
        to = cleaned.get("to", "")
        if to.startswith(AS_NEW):
            made = {"role": to.removeprefix(AS_NEW), "made": new_uid(), "heading": cleaned["heading"]}
            return {"do": "make", "uid": cleaned.get("uid", ""), "lines": lines} | made
        first = to == "start"
        return {"do": "add", "uid": cleaned.get("after" if first else "uid", ""), "lines": lines, "first": first}


class AddBodyForm(WholeForm):
    """A body that answers for something: one that is known, or one whose name is written."""

    body = forms.RegexField(SLUG, required=False)
    name = forms.CharField(required=False, max_length=LONGEST_NAME)
    kind = forms.ChoiceField(choices=Committee.Kind.choices, required=False)
    body_role = forms.ChoiceField(choices=Responsibility.Role.choices)


class RemoveBodyForm(WholeForm):
    """A body that no longer answers for something."""

    slug = forms.RegexField(SLUG)
    role = forms.ChoiceField(choices=BODY_ROLES)


class BodyRoleForm(RemoveBodyForm):
    """Another role of a body."""

    to = forms.ChoiceField(choices=BODY_ROLES)


class BodyForm(WholeForm):
    """A proposed body that is another, or is called otherwise."""

    slug = forms.RegexField(SLUG)
    body = forms.RegexField(SLUG, required=False)
    name = forms.CharField(required=False, max_length=LONGEST_NAME)
    kind = forms.ChoiceField(choices=Committee.Kind.choices, required=False)


FORMS: dict[str, type[forms.Form]] = {
    "role": RoleForm,
    "rename": RenameForm,
    "split": SplitForm,
    "under": UnderForm,
    "add": AddForm,
    "body_add": AddBodyForm,
    "body_remove": RemoveBodyForm,
    "body_replace": BodyForm,
    **dict.fromkeys(("join", "up", "down", "in", "out", "aside", "restore"), StepForm),
}
# These take only what comes along, and then lead on: the roles of bodies, or to where a place is sought.
NO_STEP = ("body_role", "seek")


def posted_steps(answers: Any) -> list[Step] | None:
    """Give the steps that were posted, in the order in which they are taken; None for what is none.

    What is different in the same form comes before what was pressed: a heading, bodies, a role.
    """
    do, _colon, target = answers.get("do", "").partition(":")
    if do not in FORMS and do not in NO_STEP:
        return None
    found = [_posted(do, _with_target(answers, do, target))] if do in FORMS else []
    along = []
    if "title" in answers and do != "rename":
        along.append(_posted("rename", answers))
    # One that is taken away needs no other role.
    along += [_body_role(answers, *pair) for pair in _body_roles(answers) if do != "body_remove" or pair[0] != target]
    if do not in ("body_add", "body_replace") and (answers.get("body") or answers.get("name")):
        along.append(_posted("body_add", answers))
    if do in ("body_add", "body_remove"):
        along, found = [*along, *found], []
    if "role" in answers and do != "role":
        along.append(_posted("role", answers))
    steps = [*along, *found]
    return None if None in steps else [step for step in steps if step]


def _posted(do: str, answers: Any) -> Step | None:
    form = FORMS[do](answers)
    return {"do": do} | form.cleaned_data if form.is_valid() else None


def _with_target(answers: Any, do: str, target: str) -> Any:
    """Give the answers with the body that a button names, as role:slug."""
    if do != "body_remove":
        return answers
    role, _colon, slug = target.partition(":")
    return {"uid": answers.get("uid", ""), "role": role, "slug": slug}


def _body_roles(answers: Any) -> list[tuple[str, str]]:
    """Give each body with a role, as role:slug, beside the role that is chosen for it."""
    return list(zip(answers.getlist("answer"), answers.getlist("answer_role"), strict=False))


def _body_role(answers: Any, answer: str, to: str) -> Step | None:
    role, _colon, slug = answer.partition(":")
    form = BodyRoleForm({"uid": answers.get("uid", ""), "role": role, "slug": slug, "to": to})
    return {"do": "body_role"} | form.cleaned_data if form.is_valid() else None
