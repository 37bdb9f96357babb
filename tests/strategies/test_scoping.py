"""Who may see and change what."""

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import AnonymousUser, Group

from goals.models import Commitment, FocusArea, Theme
from strategies.models import Committee, Membership, Municipality, SourceFile, Strategy
from strategies.scoping import coordinates, editable_by, may_edit, may_use_admin, may_view, visible_to
from tests.factories import (
    CommitmentFactory,
    CommitteeFactory,
    DecisionFactory,
    DefinitionFactory,
    FootnoteFactory,
    MembershipFactory,
    MunicipalityFactory,
    RelatedDocumentFactory,
    ResponsibilityFactory,
    SectionFactory,
    StrategyFactory,
    UserFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.engine]


@pytest.fixture
def coordinator():
    return MembershipFactory().user


@pytest.fixture
def own(coordinator):
    return Municipality.objects.get(memberships__user=coordinator)


@pytest.fixture
def member():
    committee = CommitteeFactory()
    role = Membership.Role.COMMITTEE_MEMBER
    return MembershipFactory(municipality=committee.municipality, committee=committee, role=role).user


def test_an_administrator_may_do_everything():
    administrator = UserFactory(is_superuser=True)
    strategy = StrategyFactory()
    assert may_use_admin(administrator)
    assert list(editable_by(Strategy.objects.all(), administrator)) == [strategy]
    assert all(may_edit(administrator, model) for model in (Strategy, Theme, Membership, Municipality, Group))


def test_a_coordinator_edits_their_own_municipality_drafts_included(coordinator, own):
    draft = StrategyFactory(municipality=own, status=Strategy.Status.DRAFT)
    elsewhere = StrategyFactory()
    mine, other = SectionFactory(strategy=draft), SectionFactory(strategy=elsewhere)
    assert may_use_admin(coordinator)
    assert list(editable_by(Strategy.objects.all(), coordinator)) == [draft]
    assert [may_edit(coordinator, row) for row in (draft, elsewhere, mine, other)] == [True, False, True, False]
    assert [may_view(coordinator, row) for row in (draft, elsewhere, mine, other)] == [True, False, True, False]


def test_proxies_follow_their_model(coordinator, own):
    mine = CommitmentFactory(strategy__municipality=own, kind=Commitment.Kind.FOCUS_AREA)
    CommitmentFactory(kind=Commitment.Kind.FOCUS_AREA)
    assert [area.pk for area in editable_by(FocusArea.objects.all(), coordinator)] == [mine.pk]


def test_a_coordinator_sees_themes_and_their_own_municipality_but_edits_neither(coordinator, own):
    assert list(visible_to(Municipality.objects.all(), coordinator)) == [own]
    assert visible_to(Theme.objects.all(), coordinator).count() == Theme.objects.count() > 0
    assert not editable_by(Municipality.objects.all(), coordinator).exists()
    assert not editable_by(Theme.objects.all(), coordinator).exists()
    assert [may_edit(coordinator, own), may_edit(coordinator, Theme)] == [False, False]


def test_people_and_what_nobody_registered_are_for_administrators(coordinator):
    assert not visible_to(Membership.objects.all(), coordinator).exists()
    assert not visible_to(get_user_model().objects.all(), coordinator).exists()
    assert [may_view(coordinator, model) for model in (Membership, get_user_model(), Group)] == [False, False, False]


def test_a_coordinator_of_two_municipalities_edits_both(coordinator, own):
    second = MembershipFactory(user=coordinator).municipality
    strategies = {StrategyFactory(municipality=own), StrategyFactory(municipality=second)}
    StrategyFactory()
    assert set(editable_by(Strategy.objects.all(), coordinator)) == strategies


def test_a_committee_member_has_no_part_in_the_admin(member):
    own = CommitteeFactory(municipality=member.memberships.get().municipality)
    assert not may_use_admin(member)
    assert not visible_to(Committee.objects.all(), member).exists()
    assert [may_view(member, own), may_edit(member, own), may_view(member, Theme)] == [False, False, False]


def test_nobody_inactive_or_signed_out_may_do_anything(coordinator, own):
    strategy = StrategyFactory(municipality=own)
    coordinator.is_active = False
    inactive_administrator = UserFactory(is_superuser=True, is_active=False)
    for person in (coordinator, inactive_administrator, AnonymousUser()):
        assert not may_use_admin(person)
        assert [may_view(person, strategy), may_edit(person, strategy), may_edit(person, Strategy)] == [False] * 3
        assert not visible_to(Strategy.objects.all(), person).exists()


def test_memberships_are_asked_for_once(coordinator, own, django_assert_num_queries):
    strategy = StrategyFactory(municipality=own)
    with django_assert_num_queries(1):
        assert coordinates(coordinator) == {own.pk}
        assert may_use_admin(coordinator)
        assert may_edit(coordinator, strategy)


def test_a_version_that_outlived_its_strategy_is_nobodys_but_the_administrators(coordinator):
    section = SectionFactory(strategy__municipality=MunicipalityFactory())
    section.strategy.delete()
    version = section.history.first().instance
    assert not may_edit(coordinator, version)
    assert may_edit(UserFactory(is_superuser=True), version)


def source_file(strategy):
    return SourceFile.objects.create(strategy=strategy, name="a.pdf", file="a.pdf", size=1, sha256=f"{strategy.pk:064}")


PARTS = [
    CommitmentFactory,
    DecisionFactory,
    DefinitionFactory,
    FootnoteFactory,
    RelatedDocumentFactory,
    ResponsibilityFactory,
    SectionFactory,
    source_file,
]


@pytest.mark.parametrize("make", PARTS)
def test_a_coordinator_edits_each_part_of_their_own_strategies_and_of_no_others(coordinator, own, make):
    mine, other = make(strategy=StrategyFactory(municipality=own)), make(strategy=StrategyFactory())
    model = type(mine)
    for rows in (visible_to(model.objects.all(), coordinator), editable_by(model.objects.all(), coordinator)):
        assert list(rows) == [mine]
    for may in (may_view, may_edit):
        assert [may(coordinator, subject) for subject in (model, mine, other)] == [True, True, False]


def test_a_coordinator_edits_the_committees_of_their_own_municipality(coordinator, own):
    mine, other = CommitteeFactory(municipality=own), CommitteeFactory()
    assert list(editable_by(Committee.objects.all(), coordinator)) == [mine]
    assert [may_edit(coordinator, subject) for subject in (Committee, mine, other)] == [True, True, False]


def test_a_coordinator_views_their_own_municipality_and_every_theme(coordinator, own):
    other, theme = MunicipalityFactory(), Theme.objects.first()
    assert [may_view(coordinator, row) for row in (own, other, theme)] == [True, False, True]
    assert [may_edit(coordinator, row) for row in (own, other, theme)] == [False, False, False]
    assert [may_view(coordinator, model) for model in (Municipality, Theme)] == [True, True]


def test_somebody_without_a_membership_may_do_nothing():
    strategy, nobody = StrategyFactory(), UserFactory()
    assert not may_use_admin(nobody)
    assert coordinates(nobody) == frozenset()
    for rows in (visible_to(Theme.objects.all(), nobody), editable_by(Strategy.objects.all(), nobody)):
        assert not rows.exists()
    assert [may_view(nobody, subject) for subject in (strategy, Strategy, Theme, Theme.objects.first())] == [False] * 4


def test_what_somebody_inactive_coordinated_is_not_theirs_any_more(coordinator, own):
    coordinator.is_active = False
    assert coordinates(coordinator) == frozenset()
    assert coordinates(AnonymousUser()) == frozenset()


def test_a_row_that_belongs_to_nothing_yet_is_nobodys(coordinator):
    assert not may_edit(coordinator, Committee())
    assert not may_edit(coordinator, Strategy())
    assert not may_view(coordinator, Municipality())


def test_rights_do_not_reach_past_those_who_ask(coordinator, own):
    second = MembershipFactory()
    assert coordinates(coordinator) == {own.pk}
    assert coordinates(second.user) == {second.municipality_id}
