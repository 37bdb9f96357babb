"""One lock a strategy: whoever writes to it takes the lock first, and judges and gives positions under it.

Locks are always taken in this order, so that no two writers ever wait for each other:

1. municipalities by primary key, where a series of editions or a municipality's bodies are concerned;
2. strategies by primary key;
3. rows, which need no lock of their own: who writes to them holds the lock of their strategy.

A lock is held until the transaction that took it ends. On SQLite a transaction has the whole database to itself from
its beginning (`transaction_mode` in the settings), so there is nothing to take.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass

from django.apps import apps
from django.db import DatabaseError, IntegrityError, connection, models, transaction

# What PostgreSQL says to the one of two that has to give way: serialization_failure, deadlock_detected and
# lock_not_available.
GAVE_WAY = {"40001", "40P01", "55P03"}


@contextmanager
def locked(*strategies: int | None, municipalities: Iterable[int] = ()) -> Iterator[None]:
    """Hold the locks of these strategies and municipalities, by primary key, for a block of code.

    Within a transaction they are held until that ends; else the block is one. What is held already is not asked for
    again, and None, for a row that is not stored yet, is passed by.
    """
    with nullcontext() if connection.in_atomic_block else transaction.atomic():
        _take("Municipality", municipalities)
        _take("Strategy", (key for key in strategies if key is not None))
        yield


def names_strategy(model: type[models.Model]) -> str:
    """Give the column by which rows of `model` name the strategy whose lock writing to them takes, or nothing."""
    if model._meta.label == "strategies.Strategy":
        return "id"
    columns = (field.attname for field in model._meta.concrete_fields if field.name == "strategy")
    return next(columns, "")


def strategies_of(rows: Iterable[models.Model]) -> set[int]:
    """Give the primary keys of the strategies that stored `rows`, in hand, belong to; None where there is none."""
    return {getattr(row, column) for row in rows if (column := names_strategy(type(row)))}


def strategies_in(rows: models.QuerySet) -> set[int]:
    """Give the same for a queryset, without a query where there is no lock to take."""
    column = names_strategy(rows.model)
    if not column or not connection.features.has_select_for_update:
        return set()
    return set(rows.order_by().values_list(column, flat=True))


def lost_a_race(error: DatabaseError) -> bool:
    """Say whether `error` is what a writer gets whom another has overtaken; to try again is likely to help."""
    return isinstance(error, IntegrityError) or getattr(error.__cause__, "pgcode", None) in GAVE_WAY


@dataclass(frozen=True)
class _Held:
    """A lock, kept among what is to be done on commit.

    Django forgets those exactly when the database lets go of the lock: when the transaction ends, and when it goes back
    to a savepoint before it.
    """

    model: str
    key: int

    def __call__(self) -> None:
        """Do nothing: the transaction has ended."""


def _take(model: str, keys: Iterable[int]) -> None:
    if not connection.features.has_select_for_update:
        return
    held = {entry[1] for entry in connection.run_on_commit if isinstance(entry[1], _Held)}
    wanted = sorted({_Held(model, key) for key in keys} - held, key=lambda lock: lock.key)
    if not wanted:
        return
    rows = apps.get_model("strategies", model)._base_manager.filter(pk__in=[lock.key for lock in wanted])
    # Not the key: rows that merely point here may be added meanwhile, as a review that is meant for an edition.
    list(rows.order_by("pk").select_for_update(no_key=True).values_list("pk", flat=True))
    for lock in wanted:
        transaction.on_commit(lock)
