"""Every change is on record, also one made through a proxy model."""

import pytest

from goals.models import Commitment, FocusArea, LongTermGoal, Measure, Responsibility, SubGoal
from strategies.models import Section, Strategy
from tests.factories import ResponsibilityFactory, SectionFactory, StrategyFactory

pytestmark = [pytest.mark.django_db, pytest.mark.engine]


@pytest.mark.parametrize("proxy", [FocusArea, LongTermGoal, SubGoal, Measure])
def test_changes_through_a_proxy_are_recorded_once_each(proxy):
    row = proxy.objects.create(strategy=StrategyFactory(), title_sv="Före", position=1)
    row.title_sv = "Efter"
    row.save()
    key = row.pk
    row.delete()
    records = Commitment.history.filter(id=key).order_by("history_id")
    assert [(record.history_type, record.title_sv, record.kind) for record in records] == [
        ("+", "Före", proxy.KIND),
        ("~", "Efter", proxy.KIND),
        ("-", "Efter", proxy.KIND),
    ]


def test_changes_of_either_language_are_recorded():
    section = SectionFactory(title_sv="Ett", title_en="One")
    section.title_en = "First"
    section.save()
    assert list(section.history.order_by("history_id").values_list("title_sv", "title_en")) == [
        ("Ett", "One"),
        ("Ett", "First"),
    ]


def test_what_goes_with_its_strategy_is_recorded_too():
    held = ResponsibilityFactory()
    SectionFactory(strategy=held.strategy)
    held.strategy.delete()
    for model in (Strategy, Section, Responsibility):
        assert model.history.filter(history_type="-").count() == 1
