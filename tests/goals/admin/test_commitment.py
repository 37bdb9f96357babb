"""Commitments, through the page of all and through the page of each kind."""

import pytest

from goals.models import Commitment, FocusArea, LongTermGoal, Measure, Responsibility, SubGoal, Theme
from tests.admin_pages import address, errors, filled, page_of
from tests.factories import (
    CommitmentFactory,
    CommitteeFactory,
    MembershipFactory,
    ResponsibilityFactory,
    SectionFactory,
    StrategyFactory,
)

pytestmark = pytest.mark.django_db

Kind = Commitment.Kind
PROXIES = [FocusArea, LongTermGoal, SubGoal, Measure]


@pytest.fixture
def strategy(client):
    strategy = StrategyFactory()
    client.force_login(MembershipFactory(municipality=strategy.municipality).user)
    return strategy


@pytest.fixture
def coordinator(strategy):
    return strategy.municipality.memberships.get().user


def add(client, model, strategy, **changes):
    path = address(model, "add") + f"?strategy={strategy.pk}"
    return client.post(path, filled(client.get(path), **changes))


@pytest.mark.parametrize("proxy", PROXIES)
def test_each_change_through_a_proxy_is_one_version_with_its_author(client, strategy, coordinator, proxy):
    assert add(client, proxy, strategy, title_sv="Ett").status_code == 302
    row = proxy.objects.get(title_sv="Ett")
    assert (row.kind, row.position) == (proxy.KIND, 1)
    client.post(page_of(row), filled(client.get(page_of(row)), title_sv="Två"))
    client.post(page_of(row, "delete"), {"post": "yes"})
    versions = [(one.history_type, one.title_sv, one.history_user) for one in Commitment.history.filter(id=row.pk)]
    assert versions == [("-", "Två", coordinator), ("~", "Två", coordinator), ("+", "Ett", coordinator)]


@pytest.mark.parametrize("proxy", PROXIES)
def test_each_kind_lists_its_own(client, strategy, proxy):
    for position, kind in enumerate(Kind, start=1):
        CommitmentFactory(strategy=strategy, kind=kind, position=position)
    listed = client.get(address(proxy, "changelist")).context["cl"].result_list
    assert [(type(row), row.kind) for row in listed] == [(proxy, proxy.KIND)]


def test_a_proxy_moves_among_siblings_of_every_kind(client, strategy):
    area = CommitmentFactory(strategy=strategy, kind=Kind.FOCUS_AREA, position=1)
    measure = CommitmentFactory(strategy=strategy, kind=Kind.MEASURE, position=2)
    chosen = {"action": "move_up", "_selected_action": [measure.pk]}
    client.post(address(Measure, "changelist"), chosen)
    assert list(Commitment.objects.order_by("position")) == [measure, area]


def test_only_parents_that_may_hold_the_kind_are_offered(client, strategy):
    rows = [CommitmentFactory(strategy=strategy, kind=kind, position=n) for n, kind in enumerate(Kind, start=1)]
    keys = dict(zip(Kind, (row.pk for row in rows), strict=True))
    offered = {}
    for proxy in PROXIES:
        form = client.get(address(proxy, "add") + f"?strategy={strategy.pk}").context["adminform"].form
        offered[proxy] = [key for key, _label in form.fields["parent"].choices if key]
    area, goal, sub_goal, measure = (keys[kind] for kind in Kind)
    assert offered == {
        FocusArea: [area],
        LongTermGoal: [area],
        SubGoal: [area, goal],
        Measure: [area, goal, sub_goal, measure],
    }


def test_a_parent_that_may_not_hold_the_kind_is_refused_when_it_is_sent(client, strategy):
    measure = CommitmentFactory(strategy=strategy, kind=Kind.MEASURE)
    response = add(client, FocusArea, strategy, title_sv="Ny", parent=measure.pk)
    assert errors(response) == {"parent": ["A focus area cannot be placed under a measure."]}


def test_only_a_commitment_at_the_top_has_a_section(client, strategy):
    area = CommitmentFactory(strategy=strategy, kind=Kind.FOCUS_AREA)
    section = SectionFactory(strategy=strategy)
    response = add(client, Measure, strategy, title_sv="Ny", parent=area.pk, section=section.pk)
    assert errors(response)["__all__"] == [
        "Only a commitment at the top has a section: the others follow their parent."
    ]
    elsewhere = SectionFactory(strategy=StrategyFactory(municipality=strategy.municipality))
    assert list(errors(add(client, Measure, strategy, title_sv="Ny", section=elsewhere.pk))) == ["section"]


def test_a_new_commitment_takes_its_responsibilities_along(client, strategy):
    committee = CommitteeFactory(municipality=strategy.municipality)
    ResponsibilityFactory(strategy=strategy, committee=committee, position=7)
    rows = {
        "title_sv": "Ny",
        "responsibilities-TOTAL_FORMS": 1,
        "responsibilities-0-committee": committee.pk,
        "responsibilities-0-role": "lead",
    }
    assert add(client, LongTermGoal, strategy, **rows).status_code == 302
    new = Responsibility.objects.get(commitment__title_sv="Ny")
    assert (new.strategy, new.committee, new.position) == (strategy, committee, 8)


def test_a_responsibility_without_a_committee_is_an_error_at_its_field(client, strategy):
    rows = {"title_sv": "Ny", "responsibilities-TOTAL_FORMS": 1, "responsibilities-0-role": "follow_up"}
    assert list(errors(add(client, SubGoal, strategy, **rows))) == ["responsibilities-0-committee"]


def test_a_committee_of_another_municipality_is_neither_offered_nor_taken(client, strategy):
    own, elsewhere = CommitteeFactory(municipality=strategy.municipality), CommitteeFactory()
    MembershipFactory(user=strategy.municipality.memberships.get().user, municipality=elsewhere.municipality)
    commitment = CommitmentFactory(strategy=strategy)
    ResponsibilityFactory(strategy=strategy, commitment=commitment, committee=own)
    page = client.get(page_of(commitment))
    inline = page.context["inline_admin_formsets"][0].formset
    for form in (inline.forms[0], inline.empty_form):
        assert list(form.fields["committee"].queryset) == [own]
    response = client.post(page_of(commitment), filled(page, **{"responsibilities-0-committee": elsewhere.pk}))
    assert list(errors(response)) == ["responsibilities-0-committee"]


def test_a_committee_has_a_role_once(client, strategy):
    committee = CommitteeFactory(municipality=strategy.municipality)
    commitment = CommitmentFactory(strategy=strategy)
    for position, role in enumerate(("lead", "follow_up"), start=1):
        ResponsibilityFactory(
            strategy=strategy, commitment=commitment, committee=committee, role=role, position=position
        )
    page = client.get(page_of(commitment))
    response = client.post(page_of(commitment), filled(page, **{"responsibilities-1-role": "lead"}))
    assert response.status_code == 200
    assert set(commitment.responsibilities.values_list("role", flat=True)) == {"lead", "follow_up"}
    twice = {"responsibilities-TOTAL_FORMS": 4}
    for number in (2, 3):
        twice |= {f"responsibilities-{number}-committee": committee.pk, f"responsibilities-{number}-role": "revision"}
    response = client.post(page_of(commitment), filled(page, **twice))
    assert errors(response) == {
        "responsibilities-3-__all__": ["This row is the same as another. Change it or leave it out."]
    }


def test_themes_are_ticked_and_come_back_with_a_version(client, strategy):
    housing, health = Theme.objects.order_by("position")[:2]
    assert add(client, SubGoal, strategy, title_sv="Ny", themes=[housing.pk]).status_code == 302
    row = SubGoal.objects.get(title_sv="Ny")
    version = row.history.first().history_id
    client.post(page_of(row), filled(client.get(page_of(row)), themes=[health.pk]))
    assert list(row.themes.all()) == [health]
    path = address(SubGoal, "simple_history", row.pk, version)
    assert client.post(path, filled(client.get(path))).status_code == 302
    assert list(row.themes.all()) == [housing]


def test_the_permanent_name_is_shown_and_never_sent(client, strategy):
    row = CommitmentFactory(strategy=strategy)
    page = client.get(page_of(row))
    assert row.uid in page.content.decode()
    assert row.get_absolute_url() in page.content.decode()
    client.post(page_of(row), filled(page, uid="zzzzzzzzzz"))
    assert Commitment.objects.get(pk=row.pk).uid == row.uid


def test_deleting_a_section_leaves_its_commitments(client, strategy):
    section = SectionFactory(strategy=strategy)
    row = CommitmentFactory(strategy=strategy, section=section)
    client.post(page_of(section, "delete"), {"post": "yes"})
    assert Commitment.objects.get(pk=row.pk).section is None
