"""The step that corrects what a document says of itself as a whole. Pure functions: a strategy file in, one out."""

import re
from collections.abc import Iterable
from typing import Any

from portal.importer.review.parts import Entry

RICH = frozenset({"text", "plain"})


def with_facts(data: Entry, facts: Entry, bodies: Iterable[Entry] = ()) -> Entry:
    """Give the file with the values of `facts` under their keys; what is empty leaves its key out.

    `bodies` are those that the decisions refer to: the ones that the file lacks are put in it. The marks of a footnote
    that is taken out go from all texts.
    """
    known = {row["slug"] for row in data.get("committees", [])}
    new = [body for body in bodies if body["slug"] not in known]
    committees = {"committees": [*data.get("committees", []), *new]} if new else {}
    whole = {key: value for key, value in (data | committees | facts).items() if value not in (None, "", [], False)}
    gone = _numbers(data) - _numbers(whole)
    return {key: _without_marks(value, gone) for key, value in whole.items()} if gone else whole


def differing_keys(before: Entry, after: Entry, keys: Iterable[str]) -> list[str]:
    """Give those of the `keys` under which two files differ."""
    return [key for key in keys if before.get(key) != after.get(key)]


def _numbers(data: Entry) -> set[int]:
    return {note["number"] for note in data.get("footnotes", [])}


def _without_marks(value: Any, numbers: set[int], rich: bool = False) -> Any:
    if isinstance(value, dict):
        return {key: _without_marks(below, numbers, rich or key in RICH) for key, below in value.items()}
    if isinstance(value, list):
        return [_without_marks(below, numbers, rich) for below in value]
    if rich and isinstance(value, str):
        choices = "|".join(map(str, sorted(numbers)))
        return re.sub(rf'<a href="#footnote-(?:{choices})">[^<]*</a>', "", value)
    return value
