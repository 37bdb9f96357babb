"""Responsibilities on their own page, and on the strategy's."""

import pytest

from goals.models import Responsibility
from tests.admin_pages import address, errors, filled, page_of
from tests.factories import (
    CommitmentFactory,
    CommitteeFactory,
    MembershipFactory,
    ResponsibilityFactory,
    StrategyFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def strategy(client):
    strategy = StrategyFactory()
    client.force_login(MembershipFactory(municipality=strategy.municipality).user)
    return strategy


@pytest.fixture
def committee(strategy):
    return CommitteeFactory(municipality=strategy.municipality)


def test_commitments_are_offered_as_an_outline_of_the_strategy(client, strategy):
    area = CommitmentFactory(strategy=strategy, kind="focus_area", number="1", title_sv="Boende", title_en="Housing")
    CommitmentFactory(strategy=strategy, kind="measure", parent=area, number="1.1", title_sv="Bygg", title_en="Build")
    CommitmentFactory(strategy=StrategyFactory(municipality=strategy.municipality))
    form = client.get(address(Responsibility, "add") + f"?strategy={strategy.pk}").context["adminform"].form
    labels = [str(label) for _key, label in form.fields["commitment"].choices]
    assert labels == ["the whole strategy", "1 Housing", "\u20031.1 Build"]


def test_a_new_responsibility_comes_last(client, strategy, committee):
    ResponsibilityFactory(strategy=strategy, committee=committee, position=4)
    path = address(Responsibility, "add") + f"?strategy={strategy.pk}"
    sent = filled(client.get(path), committee=committee.pk, role="owner")
    assert client.post(path, sent).status_code == 302
    new = Responsibility.objects.get(role="owner")
    assert (new.strategy, new.commitment, new.position) == (strategy, None, 5)


def test_rows_of_another_strategy_are_not_taken(client, strategy):
    elsewhere = StrategyFactory()
    sent = {
        "committee": CommitteeFactory(municipality=elsewhere.municipality).pk,
        "commitment": CommitmentFactory(strategy=elsewhere).pk,
        "role": "lead",
    }
    response = client.post(address(Responsibility, "add") + f"?strategy={strategy.pk}", sent)
    assert set(errors(response)) == {"committee", "commitment"}
    assert not Responsibility.objects.exists()


def test_an_empty_form_is_refused_at_its_fields(client, strategy):
    response = client.post(address(Responsibility, "add") + f"?strategy={strategy.pk}", {})
    assert set(errors(response)) == {"committee", "role"}


def test_the_strategys_page_has_what_is_for_the_whole_of_it(client, strategy, committee):
    ResponsibilityFactory(strategy=strategy, committee=committee, role="owner", position=1)
    one = CommitmentFactory(strategy=strategy)
    ResponsibilityFactory(strategy=strategy, committee=committee, commitment=one, position=2)
    page = client.get(page_of(strategy))
    inline = page.context["inline_admin_formsets"][0].formset
    assert [form.instance.role for form in inline.initial_forms] == ["owner"]
    again = {
        "responsibilities-TOTAL_FORMS": 2,
        "responsibilities-1-committee": committee.pk,
        "responsibilities-1-role": "owner",
    }
    assert client.post(page_of(strategy), filled(page, **again)).status_code == 200
    again["responsibilities-1-role"] = "revision"
    assert client.post(page_of(strategy), filled(page, **again)).status_code == 302
    assert Responsibility.objects.get(role="revision").position == 3


def test_the_list_of_strategies_counts_commitments(client, strategy):
    CommitmentFactory(strategy=strategy, position=1)
    CommitmentFactory(strategy=strategy, position=2)
    row = client.get("/admin/strategies/strategy/").context["cl"].result_list[0]
    assert row.commitment_count == 2


def test_a_committee_that_answers_for_something_is_not_deleted(client, strategy, committee):
    ResponsibilityFactory(strategy=strategy, committee=committee)
    page = client.post(page_of(committee, "delete"), {"post": "yes"})
    assert page.status_code == 200
    assert type(committee).objects.filter(pk=committee.pk).exists()


def test_deleting_a_committee_does_not_tell_who_sits_on_it(client, strategy, committee):
    person = MembershipFactory(municipality=strategy.municipality, committee=committee, role="committee_member").user
    page = client.get(page_of(committee, "delete"))
    assert (page.status_code, person.username in page.content.decode()) == (200, False)
    assert client.post(page_of(committee, "delete"), {"post": "yes"}).status_code == 403
    assert type(committee).objects.filter(pk=committee.pk).exists()
