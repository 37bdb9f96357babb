"""One rule for every way in: form, save, bulk and shell."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from goals.models import Commitment, FocusArea, Measure, Responsibility, SubGoal
from strategies.models import Membership, Section, Strategy
from tests.factories import (
    CommitmentFactory,
    CommitteeFactory,
    MembershipFactory,
    MunicipalityFactory,
    ResponsibilityFactory,
    SectionFactory,
    StrategyFactory,
    UserFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.engine]

Kind = Commitment.Kind


def test_a_parent_in_another_strategy_is_refused_on_every_way_in():
    row, elsewhere = CommitmentFactory(), CommitmentFactory(kind=Kind.FOCUS_AREA)
    row.parent = elsewhere
    with pytest.raises(ValidationError, match="another strategy"):
        row.save()
    with pytest.raises(ValidationError, match="another strategy"):
        row.full_clean()
    with pytest.raises(ValidationError, match="another strategy"):
        Commitment.objects.bulk_update([row], ["parent"])
    with pytest.raises(ValidationError, match="another strategy"):
        Commitment.objects.filter(pk=row.pk).update(parent=elsewhere)
    with pytest.raises(ValidationError, match="another strategy"):
        Commitment.objects.bulk_create(
            [Commitment(strategy=row.strategy, parent=elsewhere, kind=Kind.MEASURE, position=9, plain_sv="Gör.")]
        )
    assert Commitment.objects.get(pk=row.pk).parent is None
    assert Commitment.objects.count() == 2


@pytest.mark.parametrize(
    ("upper", "lower", "allowed"),
    [
        (Kind.FOCUS_AREA, Kind.FOCUS_AREA, True),
        (Kind.FOCUS_AREA, Kind.LONG_TERM_GOAL, True),
        (Kind.FOCUS_AREA, Kind.SUB_GOAL, True),
        (Kind.FOCUS_AREA, Kind.MEASURE, True),
        (Kind.LONG_TERM_GOAL, Kind.FOCUS_AREA, False),
        (Kind.LONG_TERM_GOAL, Kind.LONG_TERM_GOAL, False),
        (Kind.LONG_TERM_GOAL, Kind.SUB_GOAL, True),
        (Kind.LONG_TERM_GOAL, Kind.MEASURE, True),
        (Kind.SUB_GOAL, Kind.FOCUS_AREA, False),
        (Kind.SUB_GOAL, Kind.LONG_TERM_GOAL, False),
        (Kind.SUB_GOAL, Kind.SUB_GOAL, False),
        (Kind.SUB_GOAL, Kind.MEASURE, True),
        (Kind.MEASURE, Kind.FOCUS_AREA, False),
        (Kind.MEASURE, Kind.LONG_TERM_GOAL, False),
        (Kind.MEASURE, Kind.SUB_GOAL, False),
        (Kind.MEASURE, Kind.MEASURE, True),
    ],
)
def test_only_some_kinds_may_stand_under_a_kind(upper, lower, allowed):
    parent = CommitmentFactory(kind=upper)
    child = Commitment(strategy=parent.strategy, parent=parent, kind=lower, position=1, plain_sv="Text.")
    assert (not child.faults()) == allowed
    if allowed:
        child.save()
    else:
        with pytest.raises(ValidationError, match="cannot stand under"):
            child.save()


def test_a_kind_cannot_change_to_one_that_may_not_hold_what_stands_below():
    area = CommitmentFactory(kind=Kind.FOCUS_AREA)
    CommitmentFactory(strategy=area.strategy, parent=area, kind=Kind.LONG_TERM_GOAL)
    area.kind = Kind.MEASURE
    with pytest.raises(ValidationError, match="Move it first"):
        area.save()
    with pytest.raises(ValidationError, match="Move it first"):
        Commitment.objects.filter(pk=area.pk).update(kind=Kind.MEASURE)
    assert Commitment.objects.get(pk=area.pk).kind == Kind.FOCUS_AREA


def test_a_circle_is_refused_on_every_way_in():
    upper = CommitmentFactory(kind=Kind.FOCUS_AREA)
    lower = CommitmentFactory(kind=Kind.FOCUS_AREA, strategy=upper.strategy, parent=upper)
    upper.parent = lower
    with pytest.raises(ValidationError, match="stands below"):
        upper.save()
    with pytest.raises(ValidationError, match="stands below"):
        Commitment.objects.filter(pk=upper.pk).update(parent=lower)
    with pytest.raises(ValidationError, match="stands below"):
        Commitment.objects.bulk_update([upper], ["parent"])
    own = SectionFactory()
    own.parent = own
    with pytest.raises(ValidationError, match="stands below"):
        own.save()


def test_only_a_root_has_a_section_and_only_one_of_its_own_strategy():
    area = CommitmentFactory(kind=Kind.FOCUS_AREA)
    section = SectionFactory(strategy=area.strategy)
    area.section = section
    area.save()
    child = Commitment(
        strategy=area.strategy, parent=area, section=section, kind=Kind.MEASURE, position=1, plain_sv="Gör."
    )
    with pytest.raises(IntegrityError, match="commitment_section_only_at_top"):
        child.save()


def test_a_section_of_another_strategy_is_refused():
    area = CommitmentFactory(kind=Kind.FOCUS_AREA)
    area.section = SectionFactory()
    with pytest.raises(ValidationError, match="another strategy"):
        area.save()


def test_a_responsibility_takes_committees_and_commitments_of_its_own_municipality_only():
    held = ResponsibilityFactory()
    elsewhere = CommitteeFactory()
    with pytest.raises(ValidationError, match="another municipality"):
        Responsibility.objects.create(strategy=held.strategy, committee=elsewhere)
    with pytest.raises(ValidationError, match="another municipality"):
        Responsibility.objects.bulk_create([Responsibility(strategy=held.strategy, committee=elsewhere)])
    with pytest.raises(ValidationError, match="another municipality"):
        Responsibility.objects.update(committee=elsewhere)
    held.commitment = CommitmentFactory()
    with pytest.raises(ValidationError, match="another strategy"):
        held.save()


def test_a_membership_takes_committees_of_its_own_municipality_only():
    with pytest.raises(ValidationError, match="another municipality"):
        Membership.objects.create(
            user=UserFactory(),
            municipality=MunicipalityFactory(),
            role=Membership.Role.COMMITTEE_MEMBER,
            committee=CommitteeFactory(),
        )


def test_a_coordinator_has_no_committee():
    member = MembershipFactory()
    member.committee = CommitteeFactory(municipality=member.municipality)
    with pytest.raises(IntegrityError, match="membership_committee_for_members_only"):
        member.save()


def test_what_a_row_belongs_to_never_changes():
    strategy, elsewhere = StrategyFactory(), MunicipalityFactory()
    with pytest.raises(ValidationError, match="never changes"):
        Strategy.objects.filter(pk=strategy.pk).update(municipality=elsewhere)
    strategy.municipality = elsewhere
    with pytest.raises(ValidationError, match="never changes"):
        strategy.save()
    section = SectionFactory()
    section.uid = "zzzzzzzzzz"
    with pytest.raises(ValidationError, match="never changes"):
        Section.objects.bulk_update([section], ["uid"])


def test_a_proxy_sees_and_makes_its_own_kind():
    area = FocusArea.objects.create(strategy=StrategyFactory(), title_sv="Boende", position=1)
    FocusArea.objects.bulk_create([FocusArea(strategy=area.strategy, title_sv="Hälsa", position=2)])
    measure = Measure.objects.create(strategy=area.strategy, parent=area, plain_sv="Gör.", position=1)
    assert [row.kind for row in FocusArea.objects.all()] == [Kind.FOCUS_AREA, Kind.FOCUS_AREA]
    assert list(Measure.objects.all()) == [measure]
    assert not SubGoal.objects.exists()
