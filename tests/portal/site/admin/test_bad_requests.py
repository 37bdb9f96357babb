"""What no page of the admin ever sends is answered as a bad request, on every database."""

import pytest
from django.contrib import admin

from strategies.models import Section, Strategy
from tests.admin_pages import address, filled, page_of
from tests.factories import CommitteeFactory, DecisionFactory, SectionFactory, StrategyFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def administrator(client):
    client.force_login(UserFactory(is_superuser=True, is_staff=True))


@pytest.mark.parametrize(
    "path",
    [
        "/admin/autocomplete/?app_label=strategies&model_name=membership&field_name=user&term=%00",
        "/admin/strategies/section/?kind__exact=%00",
        "/admin/strategies/section/?kind__exact=\0",
        "/admin/strategies/section/?q=a%00b",
    ],
)
def test_a_nul_in_the_query(client, path):
    response = client.get(path)
    assert response.status_code == 400
    assert "<h1>" in response.content.decode()


def test_a_percent_sign_before_zeros_is_a_text(client):
    assert client.get("/admin/strategies/section/?q=%2500").status_code == 200


@pytest.mark.parametrize("model", list(admin.site._registry))
@pytest.mark.parametrize("key", ["abc", "\0", "²", "", "9" * 30])
def test_what_is_no_key_of_a_row(client, model, key):
    StrategyFactory()
    sent = {"action": "delete_selected", "_selected_action": key}
    assert client.post(address(model, "changelist"), sent).status_code == 400
    assert Strategy.objects.count() == 1


@pytest.mark.parametrize("view", ["change", "delete"])
def test_a_field_without_a_name_to_find_a_row_by(client, view):
    committee = CommitteeFactory()
    response = client.get(page_of(committee, view) + "?_to_field=")
    shown = response.context["original" if view == "change" else "object"]
    assert (response.status_code, shown) == (200, committee)
    assert client.get(page_of(committee, view) + "?_to_field=slug").status_code == 400


def test_saving_as_new_where_no_page_offers_it(client):
    strategy = DecisionFactory(reference="protokoll").strategy
    form = filled(client.get(page_of(strategy)), title_sv="Ny rubrik")
    assert client.post(page_of(strategy), form | {"_saveasnew": "1"}).status_code == 400
    strategy.refresh_from_db()
    assert (Strategy.objects.count(), strategy.title_sv != "Ny rubrik") == (1, True)


@pytest.mark.parametrize("lookup", ["kind__regex", "kind__iregex", "slug__regex", "title_sv__iregex"])
@pytest.mark.parametrize("pattern", ["[]", "("])
def test_a_pattern_for_the_database(client, lookup, pattern):
    StrategyFactory()
    assert client.get(address(Strategy, "changelist"), {lookup: pattern}).status_code == 400


def test_a_version_in_the_window_of_another_form(client):
    section = SectionFactory()
    version = address(Section, "simple_history", section.pk, section.history.first().history_id)
    form = filled(client.get(version))
    assert client.post(version, form | {"_popup": "1"}).status_code == 400
    assert section.history.count() == 1
