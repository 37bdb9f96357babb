"""Acts on editions: done, refused with a reason, put on record, and undone."""

import pytest

from strategies.acts import ActRefusedError, publish, undo, undoable, withdraw
from strategies.models import Act, Strategy
from tests.factories import StrategyFactory, UserFactory

pytestmark = pytest.mark.django_db

Status = Strategy.Status


@pytest.fixture
def before():
    return StrategyFactory(slug="plan", edition="2020", title_sv="Plan", title_en="Plan")


@pytest.fixture
def draft(before):
    return StrategyFactory(
        municipality=before.municipality, slug="plan", edition="2025", status="draft", title_sv="Plan", title_en="Plan"
    )


def statuses(*rows):
    return [Strategy.objects.get(pk=row.pk).status for row in rows]


def test_publishing_tells_who_did_what_and_what_was_before(before, draft):
    person = UserFactory()
    act = Act.objects.get(pk=publish(draft, person).pk)
    assert (act.strategy, act.kind, act.by, act.superseded) == (draft, Act.Kind.PUBLISHED, person, before)
    assert (act.status_before, act.status_after, act.name) == ("draft", "published", "Plan (2025)")
    assert draft.status == Status.PUBLISHED
    assert statuses(draft, before) == [Status.PUBLISHED, Status.SUPERSEDED]


def test_a_publication_is_undone_to_what_was_before(before, draft):
    act = publish(draft)
    assert undoable(draft) == act
    undone = undo(act, UserFactory())
    assert statuses(draft, before) == [Status.DRAFT, Status.PUBLISHED]
    assert (undone.kind, undone.undoes, undone.status_after) == (Act.Kind.UNDONE, act, "draft")
    assert undoable(draft) is None
    with pytest.raises(ActRefusedError, match="has been done already"):
        undo(act)


def test_a_withdrawal_is_undone(before):
    act = withdraw(before)
    assert statuses(before) == [Status.WITHDRAWN]
    undo(act)
    assert statuses(before) == [Status.PUBLISHED]


def test_acts_are_undone_from_the_last_backwards(before, draft):
    first, second = publish(draft), withdraw(draft)
    with pytest.raises(ActRefusedError, match="Undo that first"):
        undo(first)
    undo(second)
    undo(first)
    assert statuses(draft, before) == [Status.DRAFT, Status.PUBLISHED]


def test_what_was_in_force_before_must_still_be_there(before, draft):
    act = publish(draft)
    before.delete()
    with pytest.raises(ActRefusedError, match="“Plan \\(2020\\)” was in force before, and has been deleted"):
        undo(act)
    assert statuses(draft) == [Status.PUBLISHED]


def test_what_cannot_be_done_is_refused_and_changes_nothing(before, draft):
    with pytest.raises(ActRefusedError, match="is already published"):
        publish(before)
    with pytest.raises(ActRefusedError, match="nothing to withdraw"):
        withdraw(draft)
    Strategy.objects.filter(pk=draft.pk).delete()
    with pytest.raises(ActRefusedError, match="has been deleted"):
        publish(draft)
    assert not Act.objects.exists()


def test_an_act_changes_the_status_alone(draft):
    stale = Strategy.objects.get(pk=draft.pk)
    Strategy.objects.filter(pk=draft.pk).update(title_sv="Ny")
    publish(stale)
    assert Strategy.objects.get(pk=draft.pk).title_sv == "Ny"
