"""The site map: what search engines are led to, and in which languages."""

import re
from datetime import UTC, datetime

import pytest

from strategies.models import Committee, Municipality, Strategy
from tests.factories import (
    CommitmentFactory,
    CommitteeFactory,
    MunicipalityFactory,
    ResponsibilityFactory,
    StrategyFactory,
)

pytestmark = pytest.mark.django_db

PAGES = ["/", "/kommuner/", "/teman/", "/ordlista/", "/om/", "/tillganglighet/"]
OF_CONTENT = "/kommuner/prov"
Status = Strategy.Status


@pytest.fixture
def municipality():
    return MunicipalityFactory(slug="prov")


def entries(client):
    return re.findall(r"<url>(.*?)</url>", client.get("/sitemap.xml").content.decode(), re.DOTALL)


def addresses(client):
    return [re.search(r"<loc>http://testserver(.*?)</loc>", entry).group(1) for entry in entries(client)]


def of_content(client):
    """Give the Swedish addresses about the municipality, in their order."""
    return [each.removeprefix("/sv") for each in addresses(client) if each.startswith(f"/sv{OF_CONTENT}")]


def answering(strategy, slug):
    committee = CommitteeFactory(municipality=strategy.municipality, slug=slug)
    ResponsibilityFactory(strategy=strategy, committee=committee)
    return committee


def test_an_empty_portal_has_its_own_pages_and_themes(client):
    found = addresses(client)
    swedish = [each.removeprefix("/sv") for each in found if each.startswith("/sv/")]
    assert swedish[:6] == PAGES
    assert swedish[6:]
    assert all(each.startswith("/teman/") for each in swedish[6:])
    assert len(found) == len(set(found)) == 2 * len(swedish)


def test_each_page_names_itself_in_each_language_and_swedish_for_the_others(client, municipality):
    StrategyFactory(municipality=municipality, slug="plan")
    entry = next(each for each in entries(client) if "<loc>http://testserver/en/municipalities/prov/plan/<" in each)
    assert dict(re.findall(r'hreflang="([^"]+)" href="http://testserver([^"]+)"', entry)) == {
        "sv": "/sv/kommuner/prov/plan/",
        "en": "/en/municipalities/prov/plan/",
        "x-default": "/sv/kommuner/prov/plan/",
    }


def test_what_is_in_force_is_there_with_its_municipality_and_those_who_answer(client, municipality):
    strategy = StrategyFactory(municipality=municipality, slug="plan")
    answering(strategy, "namnden")
    CommitteeFactory(municipality=municipality, slug="utan-ansvar")
    assert of_content(client) == [
        f"{OF_CONTENT}/",
        f"{OF_CONTENT}/plan/",
        f"{OF_CONTENT}/namnder/namnden/",
    ]


@pytest.mark.parametrize("status", [Status.DRAFT, Status.SUPERSEDED, Status.WITHDRAWN])
def test_what_is_not_in_force_is_not_there_nor_who_answers_for_it(client, municipality, status):
    answering(StrategyFactory(municipality=municipality, status=status), "namnden")
    assert of_content(client) == []


def test_a_page_is_there_once_however_much_is_on_it(client, municipality):
    first, second = StrategyFactory(municipality=municipality), StrategyFactory(municipality=municipality)
    committee = answering(first, "namnden")
    ResponsibilityFactory(strategy=second, committee=committee)
    ResponsibilityFactory(strategy=first, committee=committee, commitment=CommitmentFactory(strategy=first))
    found = of_content(client)
    assert len(found) == len(set(found)) == 4


def test_a_strategy_says_when_it_was_changed(client, municipality):
    strategy = StrategyFactory(municipality=municipality, slug="plan")
    Strategy.objects.filter(pk=strategy.pk).update(changed_at=datetime(2024, 5, 17, tzinfo=UTC))
    dates = {
        re.search("<loc>(.*?)</loc>", each).group(1): re.findall("<lastmod>(.*?)<", each) for each in entries(client)
    }
    assert dates["http://testserver/sv/kommuner/prov/plan/"] == ["2024-05-17"]
    assert dates["http://testserver/sv/"] == []


def test_pages_stand_in_the_order_in_which_they_came_to_be(client, municipality):
    for slug in ("b", "a", "c"):
        answering(StrategyFactory(municipality=municipality, slug=slug), f"namnd-{slug}")
    expected = [*Strategy.objects.order_by("pk"), *Committee.objects.order_by("pk")]
    assert [each.rstrip("/").rpartition("/")[2] for each in of_content(client)[1:]] == [row.slug for row in expected]
    later = Municipality.objects.get(slug="ale")
    StrategyFactory(municipality=MunicipalityFactory(slug="prov-2"))
    StrategyFactory(municipality=later)
    municipalities = re.findall(r"/sv/kommuner/([a-z0-9-]+)/(?:\n|$)", "\n".join(addresses(client)))
    assert municipalities == ["ale", "prov", "prov-2"]


def test_the_site_map_costs_the_same_whatever_is_in_it(client, municipality, django_assert_num_queries):
    answering(StrategyFactory(municipality=municipality), "namnden")
    with django_assert_num_queries(4):
        client.get("/sitemap.xml")
    for number in range(5):
        answering(StrategyFactory(), f"namnden-{number}")
    with django_assert_num_queries(4):
        client.get("/sitemap.xml")
