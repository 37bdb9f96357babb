"""What is not published reaches no reader, at any address."""

import re

import pytest
from django.utils.translation import override

from goals.models import Theme
from tests.factories import (
    CommitmentFactory,
    CommitteeFactory,
    DecisionFactory,
    DefinitionFactory,
    MembershipFactory,
    ResponsibilityFactory,
    SectionFactory,
    StrategyFactory,
)

pytestmark = pytest.mark.usefixtures("in_swedish")


class TestDrafts:
    """What is not published reaches no reader, at any address."""

    @pytest.fixture
    def draft(self, db):
        strategy = StrategyFactory(status="draft", title_sv="Hemlig plan", title_en="Secret plan")
        goal = CommitmentFactory(strategy=strategy, title_sv="Hemligt mål", title_en="Secret goal")
        goal.themes.set(Theme.objects.all())
        ResponsibilityFactory(strategy=strategy, commitment=goal)
        DefinitionFactory(strategy=strategy, term_sv="Hemligt ord", term_en="Secret word")
        SectionFactory(strategy=strategy, title_sv="Hemligt avsnitt", title_en="Secret section")
        return strategy

    @pytest.mark.parametrize("language", ["sv", "en"])
    def test_open_pages_say_nothing_of_it(self, client, draft, language):
        with override(language):
            municipality = draft.municipality.get_absolute_url()
            themes = [theme.get_absolute_url() for theme in Theme.objects.all()]
        pages = ["/sv/", "/en/", "/sv/ordlista/", "/en/glossary/", "/sv/teman/", "/sitemap.xml", "/sv/kommuner/"]
        for address in (*pages, municipality, *themes):
            response = client.get(address)
            assert response.status_code == 200, address
            assert not re.search(r"[Hh]emlig|[Ss]ecret", response.content.decode()), address
        assert draft.slug not in client.get("/sitemap.xml").content.decode()

    @pytest.mark.parametrize("language", ["sv", "en"])
    def test_a_body_that_only_it_names_is_not_known(self, client, draft, language):
        body = draft.responsibilities.get().committee
        DecisionFactory(strategy=draft, body=body)
        with override(language):
            address, municipality = body.get_absolute_url(), draft.municipality.get_absolute_url()
        assert client.get(address).status_code == 404
        assert body.name_sv not in client.get(municipality).content.decode()
        assert address not in client.get("/sitemap.xml").content.decode()

    def test_a_body_is_known_to_its_own_people(self, client, draft):
        body = draft.responsibilities.get().committee
        member = MembershipFactory(municipality=body.municipality, committee=body, role="committee_member")
        client.force_login(member.user)
        page = client.get(body.get_absolute_url())
        assert page.status_code == 200
        assert not re.search(r"[Hh]emlig|[Ss]ecret", page.content.decode())
        other = CommitteeFactory(municipality=body.municipality)
        another = MembershipFactory(municipality=body.municipality, committee=other, role="committee_member")
        client.force_login(another.user)
        assert client.get(body.get_absolute_url()).status_code == 404

    @pytest.mark.parametrize("status", ["published", "superseded", "withdrawn"])
    @pytest.mark.parametrize("named_by", [ResponsibilityFactory, DecisionFactory])
    def test_a_body_that_a_public_edition_names_too_is_known(self, client, draft, status, named_by):
        body = draft.responsibilities.get().committee
        edition = StrategyFactory(municipality=body.municipality, status=status)
        named_by(strategy=edition, **{"body" if named_by is DecisionFactory else "committee": body})
        page = client.get(body.get_absolute_url())
        assert page.status_code == 200
        assert not re.search(r"[Hh]emlig|[Ss]ecret", page.content.decode())

    def test_its_own_addresses_are_not_found(self, client, draft):
        goal, base = draft.commitments.get(), f"/sv/kommuner/{draft.municipality.slug}/{draft.slug}/"
        uids = [goal.uid, draft.sections.get().uid, draft.definitions.get().uid]
        addresses = [base, f"{base}2024/", f"{base}{goal.uid}/", f"{base}2024/{goal.uid}/", *(f"/p/{u}" for u in uids)]
        assert [client.get(address).status_code for address in addresses] == [404] * len(addresses)
