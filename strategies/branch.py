"""A row with all that is deleted with it: gathered, put into text, and read back."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain
from typing import Any, cast

from django.apps import apps
from django.db import DEFAULT_DB_ALIAS, models
from django.db.models.deletion import Collector

from strategies.fields import translated_fields
from strategies.models import Membership
from strategies.ruled import RuledModel

# A row as text: its model's label, its primary key, its columns, and what it is joined to by many-to-many fields.
Entry = dict[str, Any]

# What JSON holds as it is; each field has a text for the rest.
PLAIN = (str, int, float, bool, type(None))


class _All(Collector):
    """Gathers every row, also of tables that Django would empty without looking."""

    def can_fast_delete(self, *args: Any, **kwargs: Any) -> bool:
        return False


@dataclass
class Branch:
    """What is deleted with `root`, itself first, and what only loses its link to any of it: (row, field, key)."""

    root: models.Model
    rows: list[models.Model] = field(default_factory=list)
    links: list[tuple[models.Model, str, int]] = field(default_factory=list)

    def outside(self) -> Iterator[tuple[models.Model, Any]]:
        """Give each row that the branch depends on without holding it, with the field that points to it."""
        held = {(row._meta.concrete_model, row.pk) for row in self.rows}
        for row in self.rows:
            for relation in _relations(row):
                if getattr(row, relation.attname) is None:
                    continue
                target = getattr(row, relation.name)
                if (target._meta.concrete_model, target.pk) not in held:
                    yield target, relation

    def as_text(self) -> str:
        """Give the branch as text that `from_text` reads."""
        content = {
            "rows": [_entry(row) for row in self.rows],
            "links": [[row._meta.label, row.pk, name, key] for row, name, key in self.links],
            "needs": sorted(
                {(target._meta.label, target.pk, str(target), _may_be_missing(how)) for target, how in self.outside()}
            ),
        }
        return json.dumps(content, ensure_ascii=False)


def is_kept(model: type[models.Model]) -> bool:
    """Say whether rows of `model` are part of a strategy or its bodies; access that somebody had is not kept."""
    return issubclass(model, RuledModel) and model is not Membership


def branch_of(root: models.Model) -> Branch:
    """Gather what deleting `root` would take along. Raises Django's ProtectedError where that is refused."""
    collector = _All(using=DEFAULT_DB_ALIAS, origin=root)
    collector.collect([root])
    branch = Branch(root, [root])
    for model, rows in collector.data.items():
        if is_kept(model._meta.concrete_model or model):
            branch.rows += sorted((row for row in rows if row != root), key=lambda row: row.pk)
    for (relation, _value), groups in collector.field_updates.items():
        for row in chain.from_iterable(cast("list[list[models.Model]]", groups)):
            branch.links.append((row, relation.attname, getattr(row, relation.attname)))
    return branch


def row_from(entry: Entry) -> Any:
    """Give the row that `entry` describes, not stored yet. Columns that are no longer there are passed by."""
    row = apps.get_model(entry["model"])()
    for column in row._meta.concrete_fields:
        if column.attname in entry["columns"]:
            setattr(row, column.attname, column.to_python(entry["columns"][column.attname]))
    return row


def below_what_they_need(entries: Iterable[Entry]) -> Iterator[Entry]:
    """Give entries in an order in which each comes after those of the branch that it points to."""
    waiting = {(entry["model"], entry["columns"]["id"]): entry for entry in entries}
    while waiting:
        ready = [key for key, entry in waiting.items() if not _points_to(entry) & (waiting.keys() - {key})]
        for key in ready or list(waiting):
            yield waiting.pop(key)


def _points_to(entry: Entry) -> set[tuple[str, int]]:
    model = apps.get_model(entry["model"])
    return {(way.related_model._meta.label, entry["columns"].get(way.attname)) for way in _relations(model)}


def _relations(row: Any) -> list[Any]:
    return [column for column in row._meta.concrete_fields if column.is_relation and column.related_model]


def _may_be_missing(relation: Any) -> bool:
    """Say whether a row stands without what this relation points to, as a commitment does without its section."""
    return relation.remote_field.on_delete is models.SET_NULL


def _entry(row: models.Model) -> Entry:
    # The plain column of a translated field holds one of the languages beside it.
    passed_by = translated_fields(row)
    columns = {}
    for column in row._meta.concrete_fields:
        if column.name not in passed_by:
            value = column.value_from_object(row)
            columns[column.attname] = value if isinstance(value, PLAIN) else column.value_to_string(row)
    joined = {
        many.name: sorted(getattr(row, many.name).values_list("pk", flat=True)) for many in row._meta.many_to_many
    }
    concrete: Any = row._meta.concrete_model
    return {"model": concrete._meta.label, "columns": columns, "joined": joined}
