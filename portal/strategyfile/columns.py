"""Which keys of a strategy file are which columns, and how a value goes from the one to the other."""

from typing import Any

from django.db import models

from goals.models import Commitment
from strategies.dates import PartialDate
from strategies.fields import PartialDateField, RichTextField
from strategies.models import (
    Committee,
    Decision,
    Definition,
    Footnote,
    RelatedDocument,
    Section,
    Strategy,
)
from strategies.richtext import clean

LANGUAGES = ("sv", "en")

# The keys that are columns of the row itself; what reads or writes looks up the others (a uid, a parent, a body).
KEYS: dict[type[models.Model], tuple[str, ...]] = {
    Strategy: (
        *("kind", "title", "subtitle", "summary", "case_numbers", "valid_from", "valid_until", "until_further_notice"),
        *("replaces", "applies_to", "target_group", "review", "evaluation", "publication"),
    ),
    Committee: ("kind", "name"),
    Decision: ("kind", "date", "paragraph", "reference"),
    Section: ("kind", "title", "text", "plain", "signed_by", "signed_role"),
    Commitment: ("kind", "number", "title", "text", "plain"),
    Definition: ("term", "text", "plain"),
    Footnote: ("number", "text"),
    RelatedDocument: ("title", "decision", "url"),
}


def columns(model: type[models.Model], entry: dict[str, Any]) -> dict[str, Any]:
    """Give the columns of a row of `model` as the database will hold them, for the object `entry` of a file."""
    wanted: dict[str, Any] = {}
    for key in KEYS[model]:
        if is_translated(model, key):
            by_language = entry.get(key) or {}
            for language in LANGUAGES:
                name = f"{key}_{language}"
                wanted[name] = _column(model._meta.get_field(name), by_language.get(language))
        else:
            wanted[key] = _column(model._meta.get_field(key), entry.get(key))
    return wanted


def entry(row: models.Model) -> dict[str, Any]:
    """Give the object of a file for `row`, with the keys that are columns of it; what is empty is None."""
    given: dict[str, Any] = {}
    for key in KEYS[type(row)]:
        if is_translated(type(row), key):
            texts = ((language, getattr(row, f"{key}_{language}")) for language in LANGUAGES)
            given[key] = {language: text for language, text in texts if text} or None
        else:
            value = getattr(row, key)
            given[key] = (str(value) if isinstance(value, PartialDate) else value) or None
    return given


def changed(row: models.Model, wanted: dict[str, Any]) -> bool:
    """Put the columns `wanted` into `row`, and say whether any of them was another; null and empty are the same."""
    differing = {name: value for name, value in wanted.items() if (getattr(row, name) or None) != (value or None)}
    for name, value in differing.items():
        setattr(row, name, value)
    return bool(differing)


def is_translated(model: type[models.Model], key: str) -> bool:
    """Say whether the column `key` has a column for each language."""
    return any(field.name == f"{key}_{LANGUAGES[0]}" for field in model._meta.concrete_fields)


def _column(field: Any, value: Any) -> Any:
    if isinstance(field, RichTextField):
        return clean(value) if value else None
    if isinstance(field, PartialDateField):
        return PartialDate(value) if value else None
    if value is None and not field.null:
        return field.get_default()
    return value
