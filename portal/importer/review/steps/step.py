"""What a step of a review is: its name, its form, what it does to a strategy file, and how that is told."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from django import forms
from django.utils.functional import Promise

from portal.importer.review.origins import Reviewed, SourceLine
from portal.importer.review.parts import Entry
from strategies.fields import UID_PATTERN

# A step as it is taken and stored: the step's name in `do`, a part's `uid` ("" for the whole), and its answers.
Taken: TypeAlias = dict[str, Any]
OwnBodies: TypeAlias = Callable[[], Sequence[Entry]]  # asks the database for the municipality's


class PartForm(forms.Form):
    """A step about a part."""

    uid = forms.RegexField(f"^{UID_PATTERN}$")


class WholeForm(forms.Form):
    """A step about a part, or about the strategy as a whole when it names none."""

    uid = forms.RegexField(f"^{UID_PATTERN}$", required=False)


@dataclass(frozen=True)
class Step:
    """A step that can be taken. Pure functions; `act` raises RefusedError for what cannot be done.

    What most steps have no need of has a default.
    """

    # Where it is stored and posted. It is never another, so that steps of reviews under way can be replayed.
    name: str
    undone: Promise  # what it is called once it is undone
    # A strategy file of one, and of those answers, `uid` among them, that its parameters name.
    act: Callable[..., Entry]
    # What it did, in words, by the file before and after.
    told: Callable[[Entry, Entry, Taken], str]
    # None where no part's form posts it by its name.
    form: type[forms.Form] | None = PartForm
    # The step with what it needs of the database and of today's lines, so that it can be taken anew.
    complete: Callable[[Taken, Reviewed, Mapping[int, SourceLine], OwnBodies], Taken] = lambda taken, *_ground: taken
    # The part that lines are brought to, and their numbers, by the file before.
    lines: Callable[[Entry, Taken], tuple[str, Sequence[int]]] = lambda _before, _taken: ("", ())
    # The uid of the part to see afterwards, by the file before; "" for none.
    seen: Callable[[Entry, Taken], str] = lambda _before, taken: str(taken["uid"])
