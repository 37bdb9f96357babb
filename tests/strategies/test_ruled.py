"""One rule for every way in: form, save, bulk and shell."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.db.models import QuerySet
from django.template import Context, Template

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
        with pytest.raises(ValidationError, match="cannot be placed under"):
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
    with pytest.raises(ValidationError, match="is below"):
        upper.save()
    with pytest.raises(ValidationError, match="is below"):
        Commitment.objects.filter(pk=upper.pk).update(parent=lower)
    with pytest.raises(ValidationError, match="is below"):
        Commitment.objects.bulk_update([upper], ["parent"])
    own = SectionFactory()
    own.parent = own
    with pytest.raises(ValidationError, match="is below"):
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


def with_a_fault(**columns):
    """Store a strategy that breaks a rule, past every way in."""
    row = StrategyFactory(valid_from="2024", **columns)
    QuerySet(Strategy).filter(pk=row.pk).update(valid_until="2020")
    return row


def test_an_update_judges_the_rows_that_it_changes_and_no_others():
    faulty, sound = with_a_fault(), StrategyFactory()
    assert Strategy.objects.filter(pk=sound.pk).update(valid_from="2024", valid_until="2025") == 1
    assert Strategy.objects.update(slug="plan") == 2
    with pytest.raises(ValidationError, match="before it begins"):
        Strategy.objects.filter(pk=faulty.pk).update(valid_from="2023")


def test_an_update_that_mends_a_fault_is_let_through():
    faulty = with_a_fault()
    assert Strategy.objects.filter(pk=faulty.pk).update(valid_until="2024") == 1
    assert str(Strategy.objects.get().valid_until) == "2024"


def test_an_update_that_moves_rows_out_of_its_own_filter_judges_them_all_the_same():
    row = StrategyFactory(valid_from="2024")
    with pytest.raises(ValidationError, match="before it begins"):
        Strategy.objects.filter(valid_until=None).update(valid_until="2020")
    row.refresh_from_db()
    assert row.valid_until is None


def test_rows_are_changed_in_bulk_all_or_none():
    first, second = StrategyFactory(valid_from="2024"), StrategyFactory(valid_from="2024")
    first.valid_until, second.valid_until = "2025", "2020"
    with pytest.raises(ValidationError, match="before it begins"):
        Strategy.objects.bulk_update([first, second], ["valid_until"], batch_size=1)
    assert set(Strategy.objects.values_list("valid_until", flat=True)) == {None}
    second.valid_until = "2026"
    assert Strategy.objects.bulk_update((row for row in (first, second)), ["valid_until"]) == 2
    new = (StrategyFactory.build(municipality=first.municipality, edition=str(year)) for year in (2001, 2002))
    assert len(Strategy.objects.bulk_create(new)) == 2
    again = StrategyFactory.build(municipality=first.municipality, slug=first.slug, edition=first.edition)
    Strategy.objects.bulk_create([again], ignore_conflicts=True)
    assert Strategy.objects.count() == 4


@pytest.mark.parametrize("call", ["update", "bulk_create", "bulk_update"])
def test_a_template_writes_nothing(call):
    StrategyFactory()
    assert Template("{{ rows.%s }}" % call).render(Context({"rows": Strategy.objects.all()})) == ""  # noqa: UP031


def test_what_is_decided_once_is_named_where_it_would_change():
    section = SectionFactory()
    section.uid, section.strategy = "zzzzzzzzzz", StrategyFactory()
    for write in (section.save, section.full_clean):
        with pytest.raises(ValidationError, match="never changes") as refused:
            write()
        assert {"strategy", "uid"} <= set(refused.value.message_dict)
    with pytest.raises(ValidationError, match="never changes") as refused:
        Section.objects.update(uid="zzzzzzzzzz", strategy=section.strategy)
    assert set(refused.value.message_dict) == {"strategy", "uid"}
    with pytest.raises(ValidationError, match="never changes"):
        Section.objects.update(strategy_id=section.strategy_id)


def test_a_new_row_may_bring_its_own_key():
    SectionFactory(pk=4711)
    assert Section.objects.get().pk == 4711


def test_a_save_asks_for_no_column_that_was_left_out(django_assert_num_queries):
    row = Strategy.objects.only("status", "municipality").get(pk=StrategyFactory(replaces="Den förra").pk)
    row.refresh_from_db(fields=["municipality"])
    deferred = row.get_deferred_fields()
    row.tidy_texts()
    assert row.get_deferred_fields() == deferred
