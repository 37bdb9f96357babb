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


def _as_posted(taken: Taken, _reviewed: Reviewed, _lines: Mapping[int, SourceLine], _own: OwnBodies) -> Taken:
    return taken


def _no_lines(_before: Entry, _taken: Taken) -> tuple[str, Sequence[int]]:
    return "", ()


def _its_part(_before: Entry, taken: Taken) -> str:
    return str(taken["uid"])


@dataclass(frozen=True)
class Step:
    """A step that can be taken. All of it but `complete` is pure; `act` raises RefusedError for what cannot be done."""

    name: str  # where it is stored and posted: never another, so that steps of reviews under way can be replayed
    undone: Promise  # what it is called once it is undone
    act: Callable[[Entry, Taken], Entry]  # from a strategy file to another
    told: Callable[[Entry, Entry, Taken], str]  # what it did, by the file before and after
    form: type[forms.Form] | None = PartForm  # None for one that no part's form posts by this name
    complete: Callable[[Taken, Reviewed, Mapping[int, SourceLine], OwnBodies], Taken] = _as_posted  # to be taken anew
    lines: Callable[[Entry, Taken], tuple[str, Sequence[int]]] = _no_lines  # that it brings, and the part to which
    seen: Callable[[Entry, Taken], str] = _its_part  # the part to see afterwards, by the file before; "" for none
