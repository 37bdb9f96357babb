"""A coordinator with a document under review."""

import pytest
from django.test import Client

from portal.models import DocumentReview
from tests.factories import MembershipFactory, MunicipalityFactory
from tests.portal.importer.review.making import entry, under
from tests.portal.importer.review.pages import municipality, read, uploaded
from tests.portal.strategyfile.files import small


@pytest.fixture
def coordinator():
    return MembershipFactory(municipality=MunicipalityFactory(name_sv="Lillby kommun", short_name="Lillby")).user


@pytest.fixture
def client(coordinator):
    client = Client(headers={"accept-language": "en"})
    client.force_login(coordinator)
    return client


@pytest.fixture
def review(client, coordinator):
    """Give a document under review, whose page nobody has seen yet."""
    assert read(client, uploaded(municipality=municipality(coordinator).pk)).status_code == 302
    return DocumentReview.objects.get()


@pytest.fixture
def goals():
    """Give a section with two goals, which have sub-goals."""
    return small(
        sections=[entry("s", "commitments"), entry("t", "follow_up")],
        commitments=under(
            "s",
            entry("g", "long_term_goal", entry("a", "sub_goal"), entry("b", "sub_goal")),
            entry("h", "long_term_goal", entry("c", "sub_goal", entry("m", "measure"))),
        ),
    )
