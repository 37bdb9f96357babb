"""What is done with editions: publishing, withdrawing, and undoing either. Each act checks, does and records.

Views, actions and commands call these functions; beside them only the bin sets a status, of what it gives back. An act
that cannot be done raises ActRefusedError, and nothing has changed then.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from strategies.locking import locked
from strategies.models import Act, Strategy

Kind = Act.Kind
Status = Strategy.Status

UNDONE_AS_ONE = (Kind.PUBLISHED, Kind.WITHDRAWN)


class ActRefusedError(Exception):
    """An act that cannot be done, and why, for the person who asked for it."""


@transaction.atomic
def publish(strategy: Strategy, by: Any = None) -> Act:
    """Make this the current edition of its series; the one that was current becomes superseded."""
    with _in_series(strategy) as edition:
        refuse(why_not_publish(edition))
        before = edition.series.current().first()
        if before:
            _set(before, Status.SUPERSEDED)
        return _done(
            strategy,
            edition,
            Kind.PUBLISHED,
            Status.PUBLISHED,
            by=by,
            superseded=before,
            superseded_name=str(before or ""),
        )


@transaction.atomic
def withdraw(strategy: Strategy, by: Any = None) -> Act:
    """Take this edition out of force. It stays readable."""
    with _in_series(strategy) as edition:
        refuse(why_not_withdraw(edition))
        return _done(strategy, edition, Kind.WITHDRAWN, Status.WITHDRAWN, by=by)


@transaction.atomic
def undo(act: Act, by: Any = None) -> Act:
    """Bring back what was before `act`: the status of its edition, and the edition that it superseded as current."""
    if act.strategy is None:
        raise ActRefusedError(_("“%s” has been deleted. Restore it from the bin first.") % act.name)
    with _in_series(act.strategy) as edition:
        act.refresh_from_db()
        refuse(why_not_undo(act, edition))
        done = _done(act.strategy, edition, Kind.UNDONE, act.status_before, by=by, undoes=act)
        if act.superseded:
            _set(act.superseded, Status.PUBLISHED)
        return done


def record(strategy: Strategy, kind: str, by: Any = None, **more: Any) -> Act:
    """Put on record what was done with an edition."""
    return Act.objects.create(
        municipality_id=strategy.municipality_id, strategy=strategy, name=str(strategy), kind=kind, by=by, **more
    )


def undoable(strategy: Strategy) -> Act | None:
    """Give the act on this edition that can be undone: the last one in its series that has not been."""
    last = _last_in(strategy)
    return last if last and last.strategy_id == strategy.pk and not why_not_undo(last, strategy) else None


def why_not_publish(edition: Strategy) -> str:
    """Say why this edition cannot be published, or nothing."""
    return _("“%s” is already published.") % edition if edition.is_current else ""


def why_not_withdraw(edition: Strategy) -> str:
    """Say why this edition cannot be withdrawn, or nothing."""
    if edition.status in (Status.PUBLISHED, Status.SUPERSEDED):
        return ""
    return _("“%s” is not published, so there is nothing to withdraw.") % edition


def why_not_undo(act: Act, edition: Strategy) -> str:
    """Say why `act` on `edition` cannot be undone, or nothing."""
    if act.kind not in UNDONE_AS_ONE or Act.objects.filter(undoes=act).exists():
        return _("There is nothing to undo: that has been done already.")
    if _last_in(edition) != act or edition.status != act.status_after:
        return _("Something else has been done with the editions of this strategy since. Undo that first.")
    if act.superseded_name and (act.superseded is None or act.superseded.status != Status.SUPERSEDED):
        return _("“%s” was in force before, and has been deleted or withdrawn since.") % act.superseded_name
    return ""


def refuse(reason: str) -> None:
    """Raise ActRefusedError where there is a `reason` to."""
    if reason:
        raise ActRefusedError(reason)


@contextmanager
def _in_series(strategy: Strategy) -> Iterator[Strategy]:
    """Hold the locks of all editions of a strategy, and give this one as it is stored now."""
    with (
        locked(municipalities=[strategy.municipality_id]),
        locked(*strategy.series.order_by().values_list("pk", flat=True)),
    ):
        edition = Strategy.objects.filter(pk=strategy.pk).first()
        if edition is None:
            raise ActRefusedError(_("“%s” has been deleted. Restore it from the bin first.") % strategy)
        yield edition


def _done(in_hand: Strategy, edition: Strategy, kind: str, status: str, **more: Any) -> Act:
    """Give `edition`, and the same row that the caller has in hand, its new status, and put it on record."""
    before = edition.status
    _set(edition, status)
    in_hand.status = status
    return record(edition, kind, status_before=before, status_after=status, **more)


def _set(edition: Strategy, status: str) -> None:
    edition.status = status
    edition.save(update_fields=["status", "changed_at"])


def _last_in(strategy: Strategy) -> Act | None:
    """Give the last act on any edition of the series that could be undone and has not been."""
    acts = Act.objects.filter(strategy__in=strategy.series, kind__in=UNDONE_AS_ONE, undone_by=None)
    return acts.select_related("superseded").first()
