"""Footnotes and their marks: which of them a strategy has, and which its texts refer to."""

from collections.abc import Iterator
from typing import Any

from django.db import models

from strategies.fields import RichTextField, translated_fields
from strategies.richtext import footnote_numbers


def rich_columns(model: type[models.Model]) -> list[str]:
    """Give the names of the columns of `model` that hold rich text, one for each language."""
    doubled = translated_fields(model)
    fields = [field for field in model._meta.concrete_fields if isinstance(field, RichTextField)]
    return [field.attname for field in fields if field.name not in doubled]


def missing_footnotes(strategy: Any, html: str) -> list[int]:
    """Give the numbers that `html` refers to and none of the strategy's footnotes has."""
    numbers = footnote_numbers(html)
    if not numbers:
        return []
    stored = set(strategy.footnotes.filter(number__in=numbers).values_list("number", flat=True))
    return sorted(set(numbers) - stored)


def numbers_in_use(strategy: Any) -> set[int]:
    """Give the numbers of the footnotes that any text of the strategy refers to, its footnotes among them."""
    return {number for html in _rich_texts(strategy) for number in footnote_numbers(html)}


def _rich_texts(strategy: Any) -> Iterator[str]:
    for relation in type(strategy)._meta.related_objects:
        columns = rich_columns(relation.related_model) if relation.one_to_many else []
        if columns and not hasattr(relation.related_model, "history_id"):
            rows = relation.related_model._base_manager.filter(strategy=strategy)
            yield from (html for row in rows.values_list(*columns) for html in row if html)
