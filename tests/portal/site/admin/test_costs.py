"""What a list costs: as many queries for many rows as for few."""

import pytest
from django.contrib import admin
from django.db import connection
from django.test.utils import CaptureQueriesContext

from strategies.models import Municipality
from tests.admin_pages import address
from tests.factories import MembershipFactory, UserFactory
from tests.portal.site.admin.world import side

pytestmark = pytest.mark.django_db


def queries(client, path):
    with CaptureQueriesContext(
        connection,
    ) as captured:
        assert client.get(path).status_code == 200
    return len(captured)


@pytest.mark.parametrize("model", list(admin.site._registry))
def test_a_list_costs_the_same_with_many_rows(client, model):
    side("egen")
    client.force_login(UserFactory(is_superuser=True))
    path = address(model, "changelist") + "?q=a"
    queries(client, path)  # content types are remembered from here on
    few = queries(client, path)
    for word in ("bred", "cool", "dov"):
        side(word)
    assert queries(client, path) == few
    assert few <= 25


@pytest.mark.parametrize("path", ["/admin/goals/commitment/", "/admin/strategies/strategy/"])
def test_a_coordinators_list_costs_the_same_with_many_rows(client, path):
    coordinator = side("egen").coordinator
    client.force_login(coordinator)
    queries(client, path)
    few = queries(client, path)
    for word in ("bred", "cool"):
        MembershipFactory(user=coordinator, municipality=side(word).rows[Municipality])
    assert queries(client, path) == few
