"""What is not published reaches no reader, at any address."""

import re

import pytest
from django.utils.translation import override

from goals.models import Theme
from tests.factories import (
    CommitmentFactory,
    DefinitionFactory,
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
            committee = draft.responsibilities.get().committee.get_absolute_url()
            municipality = draft.municipality.get_absolute_url()
            themes = [theme.get_absolute_url() for theme in Theme.objects.all()]
        pages = ["/sv/", "/en/", "/sv/ordlista/", "/en/glossary/", "/sv/teman/", "/sitemap.xml", "/sv/kommuner/"]
        for address in (*pages, municipality, committee, *themes):
            response = client.get(address)
            assert response.status_code == 200, address
            assert not re.search(r"[Hh]emlig|[Ss]ecret", response.content.decode()), address
        assert draft.slug not in client.get("/sitemap.xml").content.decode()

    def test_its_own_addresses_are_not_found(self, client, draft):
        goal, base = draft.commitments.get(), f"/sv/kommuner/{draft.municipality.slug}/{draft.slug}/"
        uids = [goal.uid, draft.sections.get().uid, draft.definitions.get().uid]
        addresses = [base, f"{base}2024/", f"{base}{goal.uid}/", f"{base}2024/{goal.uid}/", *(f"/p/{u}" for u in uids)]
        assert [client.get(address).status_code for address in addresses] == [404] * len(addresses)
