"""The page and the list of strategies."""

import pytest

from strategies.models import Strategy
from tests.admin_pages import address, errors, filled, messages, page_of
from tests.factories import MembershipFactory, MunicipalityFactory, StrategyFactory

pytestmark = [pytest.mark.django_db, pytest.mark.engine]

LIST = "/admin/strategies/strategy/"
Status = Strategy.Status


@pytest.fixture
def draft(client):
    draft = StrategyFactory(status=Status.DRAFT, slug="plan", edition="2025", title_sv="Plan", title_en="Plan")
    client.force_login(MembershipFactory(municipality=draft.municipality).user)
    return draft


def act(client, action, *rows):
    chosen = [row.pk for row in rows]
    return messages(client.post(LIST, {"action": action, "_selected_action": chosen}, follow=True))


def status(row):
    return Strategy.objects.get(pk=row.pk).status


def test_publishing_supersedes_the_edition_before(client, draft):
    before = StrategyFactory(municipality=draft.municipality, slug="plan", edition="2020")
    assert act(client, "publish", draft) == [
        "“Plan (2025)” has been published: everybody can read it now.",
        "The edition 2020 has been superseded. It remains readable, with a link to the new one.",
    ]
    assert [status(draft), status(before)] == [Status.PUBLISHED, Status.SUPERSEDED]
    assert act(client, "publish", draft) == ["“Plan (2025)” is already published."]


def test_one_strategy_is_published_or_withdrawn_at_a_time(client, draft):
    other = StrategyFactory(municipality=draft.municipality, status=Status.DRAFT)
    for action in ("publish", "withdraw"):
        assert act(client, action, draft, other) == ["Select one strategy at a time for this."]
    assert [status(draft), status(other)] == [Status.DRAFT, Status.DRAFT]


def test_a_published_strategy_is_withdrawn(client, draft):
    assert act(client, "withdraw", draft) == ["“Plan (2025)” is not published, so there is nothing to withdraw."]
    act(client, "publish", draft)
    assert act(client, "withdraw", draft) == [
        "“Plan (2025)” has been withdrawn. It remains readable, and says that it is no longer in force."
    ]
    assert status(draft) == Status.WITHDRAWN
    assert draft.history.first().history_user == draft.municipality.memberships.get().user


def test_the_status_is_shown_and_cannot_be_sent(client, draft):
    page = client.get(page_of(draft))
    client.post(page_of(draft), filled(page, status=Status.PUBLISHED))
    assert "status" not in page.context["adminform"].form.fields
    assert status(draft) == Status.DRAFT


def test_case_numbers_are_written_one_a_line(client, draft):
    client.post(page_of(draft), filled(client.get(page_of(draft)), case_numbers="KS 2024/1\r\n KS 2024/2 \r\n"))
    draft.refresh_from_db()
    assert draft.case_numbers == ["KS 2024/1", "KS 2024/2"]
    form = client.get(page_of(draft)).context["adminform"].form
    assert form["case_numbers"].value() == "KS 2024/1\nKS 2024/2"


def test_a_new_strategy_is_a_draft_of_ones_own_municipality_and_goes_on_to_its_page(client, draft):
    form = {"municipality": MunicipalityFactory().pk, "slug": "ny", "edition": "2026", "kind": "plan", "title_sv": "Ny"}
    assert list(errors(client.post(address(Strategy, "add"), form))) == ["municipality"]
    form["municipality"] = draft.municipality_id
    response = client.post(address(Strategy, "add"), form)
    new = Strategy.objects.get(slug="ny")
    assert (response["Location"], new.status) == (page_of(new), Status.DRAFT)


def test_a_strategy_never_changes_municipality(client, draft):
    second = MembershipFactory(user=draft.municipality.memberships.get().user).municipality
    client.post(page_of(draft), filled(client.get(page_of(draft)), municipality=second.pk, title_sv="Ändrad"))
    draft.refresh_from_db()
    assert (draft.title_sv, draft.municipality_id == second.pk) == ("Ändrad", False)


def test_the_edition_is_once_in_its_series(client, draft):
    other = StrategyFactory(municipality=draft.municipality, slug="plan", edition="2020")
    response = client.post(page_of(other), filled(client.get(page_of(other)), edition="2025"))
    assert list(errors(response)) == ["__all__"]


def test_the_page_leads_to_the_lists_of_its_parts(client, draft):
    page = client.get(page_of(draft)).content.decode()
    assert f"/admin/strategies/section/?strategy__id__exact={draft.pk}" in page
    assert f"/admin/strategies/section/add/?strategy={draft.pk}" in page
    assert client.get(f"/admin/strategies/section/?strategy__id__exact={draft.pk}").status_code == 200


def test_the_list_says_what_the_translation_lacks(client, draft):
    draft.subtitle_sv, draft.title_sv = "Under", "Ny titel"
    draft.save()
    assert "1 missing, 1 out of date" in client.get(LIST).content.decode()


def test_the_public_page_is_linked_once_readers_can_reach_it(client, draft):
    assert "viewsitelink" not in client.get(page_of(draft)).content.decode()
    act(client, "publish", draft)
    draft.refresh_from_db()
    assert f'href="{draft.get_absolute_url()}" class="viewsitelink"' in client.get(page_of(draft)).content.decode()


def test_a_strategy_is_deleted_with_its_parts(client, draft):
    response = client.post(page_of(draft, "delete"), {"post": "yes"})
    assert (response.status_code, Strategy.objects.filter(pk=draft.pk).exists()) == (302, False)
