"""A strategy counts as changed when any part of it is."""

from datetime import UTC, datetime

import pytest

from goals.models import Measure
from strategies.models import Strategy
from tests.factories import CommitmentFactory, SectionFactory

LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)


@pytest.mark.django_db
@pytest.mark.parametrize("factory", [SectionFactory, CommitmentFactory])
def test_a_saved_or_deleted_part_makes_the_strategy_fresh(factory):
    row = factory()
    for action in (row.save, row.delete):
        Strategy.objects.update(changed_at=LONG_AGO)
        action()
        assert Strategy.objects.get().changed_at > LONG_AGO


@pytest.mark.django_db
def test_a_part_saved_through_a_proxy_does_too():
    row = CommitmentFactory(kind="measure")
    Strategy.objects.update(changed_at=LONG_AGO)
    Measure.objects.get(pk=row.pk).save()
    assert Strategy.objects.get().changed_at > LONG_AGO
