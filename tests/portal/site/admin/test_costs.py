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


@pytest.mark.engine
def test_a_list_costs_the_same_with_many_rows(client):
    side("egen")
    client.force_login(UserFactory(is_superuser=True))
    paths = [address(model, "changelist") + "?q=a" for model in admin.site._registry]
    for path in paths:
        queries(client, path)  # content types are remembered from here on
    few = {path: queries(client, path) for path in paths}
    for word in ("bred", "cool", "dov"):
        side(word)
    assert {path: queries(client, path) for path in paths} == few
    assert max(few.values()) <= 25


@pytest.mark.parametrize("path", ["/admin/goals/commitment/", "/admin/strategies/strategy/"])
def test_a_coordinators_list_costs_the_same_with_many_rows(client, path):
    coordinator = side("egen").coordinator
    client.force_login(coordinator)
    queries(client, path)
    few = queries(client, path)
    for word in ("bred", "cool"):
        MembershipFactory(user=coordinator, municipality=side(word).rows[Municipality])
    assert queries(client, path) == few
