"""The bin: what people delete is put into it first, with its branch, and brought back from it as it was.

What an import or the demonstration deletes, since a new file lacks it, goes to the history alone: the file before is
what brings that back.
"""

import json
from collections.abc import Iterable
from typing import Any

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from strategies import acts
from strategies.acts import ActRefusedError
from strategies.branch import Branch, Entry, below_what_they_need, branch_of, row_from
from strategies.locking import locked
from strategies.models import Act, BinEntry, Strategy
from strategies.tree import arrange, fellows, next_position

LONGEST_NAME = 400
LONGEST_PLACE = 800

# What a row is known by among others, and what is said when another row has it.
TAKEN = {
    "uid": gettext_lazy("The text is there already, as “%s”: it has come back in another way. Delete that one first."),
    "number": gettext_lazy("The strategy has a footnote %s already. Give that one another number first."),
    "edition": gettext_lazy("The edition is there already, as “%s”. Delete that one first, or give it another name."),
}


@transaction.atomic
def throw_away(rows: Iterable[Any], by: Any = None) -> None:
    """Put `rows` into the bin, each with all that belongs to it, and delete them."""
    for branch in keep(rows, by):
        if isinstance(branch.root, Strategy):
            acts.record(branch.root, Act.Kind.DELETED, by, status_before=branch.root.status)
        branch.root.delete()


def keep(rows: Iterable[Any], by: Any = None) -> list[Branch]:
    """Put `rows` into the bin, which are to be deleted in the same transaction; one below another goes with it."""
    branches = [branch_of(row) for row in rows]
    below = {_key(row) for branch in branches for row in branch.rows if row is not branch.root}
    kept = [branch for branch in branches if _key(branch.root) not in below]
    for branch in kept:
        BinEntry.objects.create(
            municipality_id=_municipality(branch.root),
            model=branch.root._meta.label,
            name=str(branch.root)[:LONGEST_NAME],
            within=_place(branch.root)[:LONGEST_PLACE],
            content=branch.as_text(),
            deleted_by=by,
        )
    return kept


def rows_in(entry: BinEntry) -> list[Any]:
    """Give the rows that an entry holds, the one that was deleted first; none of them is stored."""
    return [row_from(row) for row in json.loads(entry.content)["rows"]]


@transaction.atomic
def restore(entry: BinEntry, by: Any = None) -> Any:
    """Bring back what an entry holds, and give the row that was deleted.

    Raises ActRefusedError where that cannot be, with why and what to do; nothing has changed then.
    """
    content = json.loads(entry.content)
    root = row_from(content["rows"][0])
    with locked(municipalities=[entry.municipality_id]), locked(*_strategies(root)):
        entry.refresh_from_db()
        acts.refuse(_("“%s” has been restored already.") % entry.name if entry.restored_at else "")
        gone = _missing(content["needs"])
        for row in content["rows"]:
            _refuse_taken(row_from(row))
        try:
            for row in below_what_they_need(content["rows"]):
                _bring_back(row, gone, is_root=row["columns"]["id"] == root.pk and row["model"] == root._meta.label)
        except ValidationError as error:
            message = _("“%(name)s” cannot be restored: %(reason)s")
            raise ActRefusedError(message % {"name": entry.name, "reason": " ".join(error.messages)}) from error
        _tie(content["links"])
        entry.restored_by, entry.restored_at = by, timezone.now()
        entry.save(update_fields=["restored_by", "restored_at"])
        restored = type(root)._default_manager.get(pk=root.pk)
        if isinstance(restored, Strategy):
            acts.record(restored, Act.Kind.RESTORED, by, status_after=restored.status)
        return restored


def _bring_back(entry: Entry, gone: set[tuple[str, int]], is_root: bool) -> None:
    row = _as_it_may_be(row_from(entry), gone)
    wanted = getattr(row, "position", None)
    taken = wanted is not None and fellows(row).filter(position=wanted).exists()
    if taken:
        row.position = next_position(fellows(row))
    row.validate_constraints()
    row.save(force_insert=True)
    _date_back(row, row_from(entry))
    for name, keys in entry["joined"].items():
        there = row._meta.get_field(name).related_model._default_manager.filter(pk__in=keys)
        if keys:
            getattr(row, name).set(there)
    if taken and is_root:
        others = list(fellows(row).exclude(pk=row.pk))
        before = [other for other in others if other.position < wanted]
        arrange([*before, row, *others[len(before) :]])


def _as_it_may_be(row: Any, gone: set[tuple[str, int]]) -> Any:
    """Give the row without its links to what is `gone`, and not in force beside an edition that is."""
    for column in row._meta.concrete_fields:
        if column.is_relation and (column.related_model._meta.label, getattr(row, column.attname)) in gone:
            setattr(row, column.attname, None)
    if isinstance(row, Strategy) and row.is_current and row.series.current().exists():
        row.status = Strategy.Status.SUPERSEDED
    return row


def _date_back(row: Any, kept: Any) -> None:
    """Let the columns that note when a row was made tell of the first time."""
    made = [column.attname for column in row._meta.concrete_fields if getattr(column, "auto_now_add", False)]
    if made:
        type(row)._base_manager.filter(pk=row.pk).update(**{name: getattr(kept, name) for name in made})


def _missing(needs: list[tuple[str, int, str, bool]]) -> set[tuple[str, int]]:
    """Give what the branch pointed to and is gone; raise ActRefusedError where it cannot do without."""
    gone = set()
    for label, key, name, may_be_missing in needs:
        if apps.get_model(label)._base_manager.filter(pk=key).exists():
            continue
        if not may_be_missing:
            message = _("“%s”, which it belonged to, has been deleted too. Restore that first: it is in the bin.")
            raise ActRefusedError(message % name)
        gone.add((label, key))
    return gone


def _refuse_taken(row: Any) -> None:
    model = type(row)
    known_by = next((name for name in TAKEN if any(column.name == name for column in model._meta.concrete_fields)), "")
    if not known_by:
        return
    others = row.series if isinstance(row, Strategy) else model._default_manager.filter(strategy=row.strategy_id)
    other = others.filter(**{known_by: getattr(row, known_by)}).first()
    acts.refuse(TAKEN[known_by] % other if other else "")


def _tie(links: list[tuple[str, int, str, int]]) -> None:
    """Give what lost its link to any of the branch the link again, unless it has got another meanwhile."""
    for label, key, name, target in links:
        row = apps.get_model(label)._base_manager.filter(pk=key, **{name: None}).first()
        if row is None:
            continue
        setattr(row, name, target)
        try:
            with transaction.atomic():
                row.save(update_fields=[name])
        except ValidationError:  # it has moved to where no such link may be
            continue


def _strategies(root: Any) -> list[int]:
    if isinstance(root, Strategy):
        return list(root.series.values_list("pk", flat=True))
    return [key for key in [getattr(root, "strategy_id", None)] if key]


def _key(row: models.Model) -> tuple[Any, Any]:
    return row._meta.concrete_model, row.pk


def _municipality(row: Any) -> int:
    owner = row if hasattr(row, "municipality_id") else row.strategy
    return int(owner.municipality_id)


def _place(row: Any) -> str:
    """Say where a row stands: in which strategy, and under what."""
    above = [getattr(row, name, None) for name in ("strategy", "commitment", "parent")]
    return " › ".join(str(one) for one in above if one)
