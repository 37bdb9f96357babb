"""The language of a page, and of what is in it."""

import re
from html import unescape

import pytest

from goals.models import Commitment
from tests.factories import (
    CommitmentFactory,
    DefinitionFactory,
    ResponsibilityFactory,
    SectionFactory,
    StrategyFactory,
)

pytestmark = pytest.mark.usefixtures("in_swedish")

HASSLEHOLM = "/sv/kommuner/hassleholm/integrationsstrategi/"


class TestLanguages:
    """The language of a page, and of what is in it."""

    def test_the_switch_leads_to_the_same_page(self, client, hassleholm):
        goal = Commitment.objects.first()
        pairs = [
            ("/sv/", "/en/"),
            ("/sv/kommuner/?q=sk%C3%A5", "/en/municipalities/?q=sk%C3%A5"),
            ("/sv/kommuner/hassleholm/", "/en/municipalities/hassleholm/"),
            (f"{HASSLEHOLM}?wording=adopted", "/en/municipalities/hassleholm/integrationsstrategi/?wording=adopted"),
            (f"{HASSLEHOLM}{goal.uid}/", f"/en/municipalities/hassleholm/integrationsstrategi/{goal.uid}/"),
            (
                "/sv/kommuner/hassleholm/namnder/arbetsmarknadsnamnden/",
                "/en/municipalities/hassleholm/committees/arbetsmarknadsnamnden/",
            ),
            ("/sv/teman/halsa/", "/en/themes/health/"),
            ("/sv/ordlista/", "/en/glossary/"),
            ("/sv/tillganglighet/", "/en/accessibility/"),
            ("/sv/konto/logga-in/", "/en/account/sign-in/"),
        ]
        for swedish, english in pairs:
            for address in (swedish, english):
                switch = re.search(r'<nav class="languages".*?</nav>', client.get(address).content.decode(), re.DOTALL)
                found = [unescape(link) for link in re.findall(r'href="([^"]+)"', switch.group())]
                assert found == [swedish, english]

    def test_a_missing_translation_is_swedish_and_says_so(self, client, db):
        strategy = StrategyFactory(title_sv="Svensk titel", title_en="", summary_sv="Svensk inledning.")
        section = SectionFactory(
            strategy=strategy, title_sv="Svensk rubrik", title_en="", plain_sv="<p>Svensk text.</p>", plain_en=""
        )
        goal = CommitmentFactory(strategy=strategy, section=section, plain_sv="<p>Svenskt delmål.</p>", plain_en="")
        DefinitionFactory(strategy=strategy, term_sv="Svenskt begrepp")
        held = ResponsibilityFactory(strategy=strategy, commitment=goal, committee__name_en="")
        page = client.get(f"/en/municipalities/{strategy.municipality.slug}/{strategy.slug}/").content.decode()
        main = page.split("<main")[1].split('class="running-head"')[1].split("</p>", 1)[1]
        marked = re.sub(r'<(span|div)[^>]* lang="sv">.*?</\1>', "", main, flags=re.DOTALL)
        for swedish in ("Svensk", "Svenskt", held.committee.name_sv):
            assert swedish in main
            assert swedish not in marked
        assert "(in Swedish)" in main
        assert "not been translated yet" in main

    def test_a_page_is_described_in_its_own_words(self, client, hassleholm):
        descriptions = [
            re.search(r'<meta name="description" content="([^"]+)">', client.get(address).content.decode()).group(1)
            for address in ("/sv/", "/sv/kommuner/hassleholm/", HASSLEHOLM, "/sv/teman/halsa/", "/en/themes/health/")
        ]
        assert len(set(descriptions)) == len(descriptions)
        assert descriptions[2] == hassleholm.summary_sv

    @pytest.mark.parametrize(("address", "language"), [("/sv/ordlista/", "sv"), ("/en/glossary/", "en")])
    def test_a_page_says_its_language(self, client, db, address, language):
        assert f'<html lang="{language}" dir="ltr">' in client.get(address).content.decode()

    def test_other_languages_are_named_for_search_engines(self, client, hassleholm):
        page = client.get(HASSLEHOLM).content.decode()
        english = "http://testserver/en/municipalities/hassleholm/integrationsstrategi/"
        assert f'<link rel="canonical" href="http://testserver{HASSLEHOLM}">' in page
        assert f'hreflang="en" href="{english}"' in page
        assert f'hreflang="x-default" href="http://testserver{HASSLEHOLM}"' in page
