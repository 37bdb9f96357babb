"""The one place that says who may see and change what.

A portal administrator may do everything. A coordinator may change what belongs to their own municipalities, drafts
too, and see what all share. A committee member has no part in the admin. An inactive person may do nothing.

Each model that a coordinator may meet is registered here with the way from its rows to their municipality. A model
that is not registered is for portal administrators alone, so that a forgotten registration shuts a door.
"""

from dataclasses import dataclass
from enum import Enum, auto
from typing import Any, cast

from django.core.exceptions import ObjectDoesNotExist
from django.db.models import Model, QuerySet

from strategies.models import (
    BinEntry,
    Committee,
    Decision,
    Definition,
    Footnote,
    Membership,
    Municipality,
    RelatedDocument,
    Section,
    SourceFile,
    Strategy,
)


class Right(Enum):
    """What a coordinator may do with the rows of a model that are theirs."""

    VIEW = auto()
    EDIT = auto()


@dataclass(frozen=True)
class Scope:
    """What a coordinator may do with a model, and the lookup from its rows to their municipality.

    The lookup is "pk" for the municipality itself, and empty for what all municipalities share.
    """

    right: Right
    municipality: str


_scopes: dict[type[Model], Scope] = {}


def scope(model: type[Model], right: Right, municipality: str) -> None:
    """Register what a coordinator may do with `model`, and the way to its municipality; proxies follow their model."""
    _scopes[model] = Scope(right, municipality)


scope(Municipality, Right.VIEW, "pk")
scope(BinEntry, Right.VIEW, "municipality")
scope(Committee, Right.EDIT, "municipality")
scope(Strategy, Right.EDIT, "municipality")
for part in (Decision, Definition, Footnote, RelatedDocument, Section, SourceFile):
    scope(part, Right.EDIT, "strategy__municipality")


def is_administrator(user: Any) -> bool:
    """Say whether `user` is a portal administrator."""
    return bool(user.is_active and user.is_superuser)


def coordinates(user: Any) -> frozenset[int]:
    """Give the primary keys of the municipalities that `user` coordinates; asked once for each user in hand."""
    if not user.is_active:  # nor is anybody who has not signed in
        return frozenset()
    if not hasattr(user, "_coordinates"):
        memberships = Membership.objects.filter(user=user.pk, role=Membership.Role.COORDINATOR)
        user._coordinates = frozenset(memberships.values_list("municipality_id", flat=True))
    return user._coordinates


def may_use_admin(user: Any) -> bool:
    """Say whether `user` has anything to do in the admin."""
    return is_administrator(user) or bool(coordinates(user))


def visible_to(rows: QuerySet, user: Any) -> QuerySet:
    """Keep the rows that `user` may see, drafts included."""
    return _within(rows, user, {Right.VIEW, Right.EDIT})


def editable_by(rows: QuerySet, user: Any) -> QuerySet:
    """Keep the rows that `user` may change."""
    return _within(rows, user, {Right.EDIT})


def may_view(user: Any, subject: Model | type[Model]) -> bool:
    """Say whether `user` may see a row, or rows of a model at all."""
    return _may(user, subject, {Right.VIEW, Right.EDIT})


def may_edit(user: Any, subject: Model | type[Model]) -> bool:
    """Say whether `user` may add, change or delete a row, or rows of a model at all."""
    return _may(user, subject, {Right.EDIT})


def _scope_of(subject: Model | type[Model]) -> Scope | None:
    return _scopes.get(cast(type[Model], subject._meta.concrete_model))


def _within(rows: QuerySet, user: Any, rights: set[Right]) -> QuerySet:
    if is_administrator(user):
        return rows
    scope = _scope_of(rows.model)
    municipalities = coordinates(user)
    if scope is None or scope.right not in rights or not municipalities:
        return rows.none()
    return rows.filter(**{f"{scope.municipality}__in": municipalities}) if scope.municipality else rows


def _may(user: Any, subject: Model | type[Model], rights: set[Right]) -> bool:
    if is_administrator(user):
        return True
    scope = _scope_of(subject)
    municipalities = coordinates(user)
    if scope is None or scope.right not in rights or not municipalities:
        return False
    return isinstance(subject, type) or not scope.municipality or _municipality(subject, scope) in municipalities


def _municipality(row: Model, scope: Scope) -> int | None:
    """Give the primary key of the municipality that `row` belongs to; None while, or once, it belongs to none."""
    *way, last = scope.municipality.split("__")
    found: Any = row
    for name in way:
        try:
            found = getattr(found, name)
        except ObjectDoesNotExist:  # a version in the history can outlive what it belonged to
            return None
    return found.pk if last == "pk" else getattr(found, found._meta.get_field(last).attname)
