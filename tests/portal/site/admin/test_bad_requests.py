"""What no page of the admin ever sends is answered as a bad request, on every database."""

import pytest
from django.contrib import admin

from strategies.models import Strategy
from tests.admin_pages import address
from tests.factories import StrategyFactory, UserFactory

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
