"""What each public page shows, to whom, and in which language."""

import json
import re
from html import unescape

import pytest

from goals.models import Commitment
from strategies.models import Municipality, Section, Strategy
from strategies.richtext import plain_text
from tests.factories import (
    CommitmentFactory,
    DecisionFactory,
    DefinitionFactory,
    MunicipalityFactory,
    ResponsibilityFactory,
    SectionFactory,
    StrategyFactory,
)

pytestmark = pytest.mark.usefixtures("in_swedish")

HASSLEHOLM = "/sv/kommuner/hassleholm/integrationsstrategi/"


def words(response):
    """Give the page's words on one line, as a reader sees them."""
    main = re.search(r"<main.*?</main>", response.content.decode(), re.DOTALL).group()
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", main)).split())


class TestHome:
    """The home page."""

    def test_it_leads_to_municipalities_themes_and_what_is_new(self, client, hassleholm):
        page = client.get("/sv/").content.decode()
        assert '<a href="/sv/kommuner/hassleholm/">Hässleholm</a>' in page
        assert 'href="/sv/teman/boende/"' in page
        assert "Hässleholm: Integrationsstrategi" in page

    def test_without_strategies_it_says_who_puts_them_there(self, client, db):
        assert "samordnare" in words(client.get("/sv/"))

    @pytest.mark.parametrize(
        ("accepted", "address"), [("sv", "/sv/"), ("en-GB,en", "/en/"), ("fi", "/sv/"), ("", "/sv/")]
    )
    def test_the_bare_address_leads_to_the_readers_language(self, client, accepted, address):
        response = client.get("/", headers={"accept-language": accepted})
        assert (response.status_code, response["Location"]) == (302, address)
        assert "Accept-Language" in response["Vary"]


@pytest.mark.engine
class TestMunicipalities:
    """The list of municipalities, and one municipality."""

    def test_all_are_listed_by_county(self, client, db):
        response = client.get("/en/municipalities/")
        assert response.content.count(b"<h2>") == 21
        assert len(response.context["found"]) == 290

    @pytest.mark.parametrize(
        ("query", "names"),
        [
            ("skellef", ["Skellefteå"]),
            ("ÖREB", ["Lekeberg"]),
            ("1381", ["Laholm"]),
            ("östergötland", ["Motala"]),
            ("Skane", ["Lund"]),
            ("Skåne County", ["Lund"]),
        ],
    )
    def test_a_search_keeps_names_counties_and_codes(self, client, db, query, names):
        response = client.get("/sv/kommuner/", {"q": query})
        found = [row.short_name for row in response.context["found"]]
        assert set(names) <= set(found)
        assert len(found) < 40

    def test_the_exact_name_leads_straight_there(self, client, db):
        response = client.get("/sv/kommuner/", {"q": "örebro"})
        assert (response.status_code, response["Location"]) == (302, "/sv/kommuner/orebro/")

    def test_a_search_without_result_says_what_to_do(self, client, db):
        response = client.get("/sv/kommuner/", {"q": "<script>"})
        assert "Kontrollera stavningen" in words(response)
        assert b"<script>" not in response.content.split(b"<main")[1]

    def test_a_municipality_shows_its_strategies_and_bodies(self, client, hassleholm):
        page = words(client.get("/sv/kommuner/hassleholm/"))
        assert "Integrationsstrategi" in page
        assert "Arbetsmarknadsnämnden 2 ansvar" in page

    def test_one_without_a_strategy_says_so(self, client, db):
        assert "Arboga kommun har ingen strategi" in words(client.get("/sv/kommuner/arboga/"))

    def test_earlier_editions_are_listed(self, client, db):
        old = StrategyFactory(status="superseded", edition="2019", title_sv="Gammal plan")
        assert "Gammal plan (2019)" in words(client.get(f"/sv/kommuner/{old.municipality.slug}/"))


class TestStrategy:
    """The strategy page carries the whole document."""

    def test_every_text_of_the_document_is_there_once_in_its_order(self, client, hassleholm):
        page = words(client.get(HASSLEHOLM)).replace(" ,", ",").replace(" .", ".")
        place = -1
        for row in Commitment.objects.filter(strategy=hassleholm, parent=None).order_by("position"):
            assert page.index(row.title_sv, place + 1) > place
            place = page.index(row.title_sv, place + 1)
        squeezed = re.sub(r"\s+|\d", "", page)
        for row in (*Section.objects.all(), *Commitment.objects.all()):
            assert re.sub(r"\s+|\d", "", plain_text(row.plain_sv or "")) in squeezed, row.uid

    def test_the_facts_are_there(self, client, hassleholm):
        page = words(client.get(HASSLEHOLM))
        for fact in (
            "AMF 2021/259, AMF 2022/473, AMF 2023/423",
            "2021-09-21 § 77",
            "2024-01-16",
            "KF 2017-10-30 § 223",
        ):
            assert fact in page
        assert "21 september 2021" in page

    def test_footnotes_lead_both_ways(self, client, hassleholm):
        page = client.get(HASSLEHOLM).content.decode()
        for number in (1, 2, 3):
            assert page.count(f'id="footnote-{number}"') == 1
            assert page.count(f'id="footnote-mark-{number}"') == 1
            assert f'href="#footnote-{number}"' in page
            assert f'href="#footnote-mark-{number}"' in page

    def test_every_link_within_the_page_leads_somewhere(self, client, hassleholm, ornskoldsvik, laholm):
        for strategy in (hassleholm, ornskoldsvik, laholm):
            page = client.get(strategy.get_absolute_url()).content.decode()
            ids = re.findall(r'\sid="([^"]+)"', page)
            assert len(ids) == len(set(ids))
            wanted = set(re.findall(r'(?:href="#|popovertarget="|labelledby=")([^"]+)"', page))
            assert wanted <= set(ids)

    def test_defined_terms_open_their_definition(self, client, hassleholm):
        term = hassleholm.definitions.get(term_sv="Nyanländ")
        page = client.get(HASSLEHOLM).content.decode()
        assert f'popovertarget="definition-{term.uid}"' in page
        assert re.search(rf'id="definition-{term.uid}"\s+popover', page)

    def test_responsible_bodies_stand_with_their_area(self, client, ornskoldsvik):
        page = client.get(ornskoldsvik.get_absolute_url()).content.decode()
        area = re.split(r"Boende och samhällsplanering\s*</h", page)[1].split("</article>")[0]
        bodies = re.findall(r'namnder/([a-z-]+)/"', area)
        assert bodies == ["kommunstyrelsen", "samhallsbyggnadsnamnden", "ovikshems-styrelse"]

    def test_definitions_stand_in_the_section_that_names_them(self, client, laholm):
        page = client.get(laholm.get_absolute_url()).content.decode()
        first, second = re.findall(r'<section class="part section-definitions".*?</section>', page, re.DOTALL)
        assert ("integration</dt>" in first, "nyanländ</dt>" in first) == (True, False)
        assert ("integration</dt>" in second, "nyanländ</dt>" in second) == (False, True)

    def test_both_wordings_are_offered_where_both_exist(self, client, hassleholm):
        assert b"?wording=adopted" not in client.get(HASSLEHOLM).content
        section = hassleholm.sections.first()
        section.text_sv = "<p>Ordagrant antagen text.</p>"
        section.save()
        plain, adopted = client.get(HASSLEHOLM), client.get(HASSLEHOLM, {"wording": "adopted"})
        assert b"?wording=adopted" in plain.content
        assert ("Ordagrant" in words(plain), "Ordagrant" in words(adopted)) == (False, True)

    def test_structured_data_names_the_decision(self, client, hassleholm):
        page = client.get(HASSLEHOLM).content.decode()
        described = json.loads(re.search(r'ld\+json">(.*?)</script>', page).group(1))
        assert described["@type"] == "Legislation"
        assert described["legislationDate"] == "2021-09-21"
        assert described["legislationPassedBy"]["name"] == "Arbetsmarknadsnämnden"
        assert described["legislationIdentifier"] == ["AMF 2021/259", "AMF 2022/473", "AMF 2023/423"]

    def test_structured_data_cannot_end_its_element(self, client, db):
        strategy = StrategyFactory(summary_sv="</script><script>alert(1)</script>")
        assert b"</script><script>alert" not in client.get(strategy.get_absolute_url()).content

    def test_a_superseded_edition_stays_readable_and_leads_to_the_current_one(self, client, db):
        old = StrategyFactory(status="superseded", edition="2019")
        assert client.get(old.get_absolute_url()).status_code == 200
        new = StrategyFactory(municipality=old.municipality, slug=old.slug, edition="2024")
        page = client.get(old.get_absolute_url()).content.decode()
        assert f'<a href="{new.get_absolute_url()}">' in page
        assert "har ersatts" in page

    def test_the_current_edition_has_one_address(self, client, hassleholm):
        response = client.get(f"{HASSLEHOLM}2024/")
        assert (response.status_code, response["Location"]) == (302, HASSLEHOLM)

    def test_a_strategy_that_says_little_is_shown_all_the_same(self, client, db):
        page = words(client.get(StrategyFactory(title_sv="Kort").get_absolute_url()))
        assert "Kort" in page
        assert "Innehåll" not in page


class TestCommitment:
    """One commitment has a page, and a lasting address."""

    def test_it_shows_text_place_responsible_bodies_and_citation(self, client, ornskoldsvik):
        area = Commitment.objects.get(title_sv="Hälsa")
        page = words(client.get(area.get_absolute_url()))
        assert "Omsorgsnämnden" in page
        assert f"http://testserver/p/{area.uid}" in page
        assert "Integrationsstrategi" in page

    def test_who_answers_above_is_said_where_it_names_nobody(self, client, db):
        area = CommitmentFactory(kind="focus_area", title_sv="Boende")
        held = ResponsibilityFactory(strategy=area.strategy, commitment=area)
        goal = CommitmentFactory(strategy=area.strategy, parent=area)
        assert held.committee.name_sv in words(client.get(goal.get_absolute_url()))

    def test_its_footnotes_come_with_it(self, client, hassleholm):
        goal = Commitment.objects.filter(plain_sv__contains="#footnote-2").get()
        page = client.get(goal.get_absolute_url()).content.decode()
        assert 'id="footnote-2"' in page
        assert 'id="footnote-3"' not in page

    @pytest.mark.parametrize(("accepted", "start"), [("sv", "/sv/kommuner/"), ("en", "/en/municipalities/")])
    def test_the_lasting_address_leads_to_todays_in_the_readers_language(self, client, hassleholm, accepted, start):
        uid = Commitment.objects.first().uid
        response = client.get(f"/p/{uid}", headers={"accept-language": accepted})
        assert response["Location"] == f"{start}hassleholm/integrationsstrategi/{uid}/"

    def test_it_leads_to_the_current_edition_once_there_is_one(self, client, db):
        old = CommitmentFactory(strategy__status="superseded", strategy__edition="2019")
        assert client.get(f"/p/{old.uid}")["Location"].endswith(f"/2019/{old.uid}/")
        new = StrategyFactory(municipality=old.strategy.municipality, slug=old.strategy.slug, edition="2024")
        CommitmentFactory(strategy=new, uid=old.uid)
        assert client.get(f"/p/{old.uid}")["Location"].endswith(f"/{new.slug}/{old.uid}/")

    def test_an_address_that_somebody_kept_outlives_its_edition(self, client, db):
        goal = CommitmentFactory()
        kept = goal.get_absolute_url()
        new = StrategyFactory(
            municipality=goal.strategy.municipality, slug=goal.strategy.slug, edition="2030", status="draft"
        )
        new.publish()
        assert client.get(kept)["Location"] == f"{new.get_absolute_url()}{goal.strategy.edition}/{goal.uid}/"
        Strategy.objects.update(status="withdrawn")
        assert client.get(kept)["Location"].endswith(f"/{goal.strategy.edition}/{goal.uid}/")
        assert client.get(kept, follow=True).status_code == 200

    def test_measures_can_be_told_apart(self, client, hassleholm):
        page = client.get(HASSLEHOLM).content.decode()
        names = re.findall(r'<span class="visually-hidden">: ([^<]+)</span></a>', page)
        assert len(names) == len(set(names)) == 27
        assert "Långsiktigt mål 2, Åtgärd 6" in names

    def test_sections_and_definitions_have_one_too(self, client, db):
        section, definition = SectionFactory(), DefinitionFactory()
        for row in (section, definition):
            assert client.get(f"/p/{row.uid}")["Location"] == f"{row.strategy.get_absolute_url()}#{row.uid}"

    def test_an_unknown_one_is_not_found(self, client, db):
        assert client.get("/p/abcdefghij").status_code == 404


class TestCommittee:
    """A committee sees all that it answers for."""

    def test_it_lists_roles_and_commitments(self, client, ornskoldsvik):
        page = words(client.get("/sv/kommuner/ornskoldsvik/namnder/kommunstyrelsen/"))
        assert "Huvudansvar" in page
        areas = ["Utbildning", "Arbete och sysselsättning", "Boende och samhällsplanering", "Hälsa"]
        assert [page.index(area) for area in areas] == sorted(page.index(area) for area in areas)
        assert "Fritid och social sammanhållning" not in page

    def test_the_whole_strategy_is_said(self, client, hassleholm):
        page = words(client.get("/sv/kommuner/hassleholm/namnder/arbetsmarknadsnamnden/"))
        assert page.count("För hela strategin.") == 2

    def test_one_that_answers_for_nothing_says_so(self, client, hassleholm):
        body = hassleholm.municipality.committees.get(slug="arbetsmarknadsnamnden")
        DecisionFactory(strategy=hassleholm, body=body)
        hassleholm.responsibilities.all().delete()
        assert "inget ansvar i någon gällande strategi" in words(
            client.get("/sv/kommuner/hassleholm/namnder/arbetsmarknadsnamnden/")
        )


class TestThemesAndGlossary:
    """What is comparable across municipalities."""

    def test_a_theme_shows_municipalities_side_by_side(self, client, hassleholm, ornskoldsvik):
        response = client.get("/sv/teman/boende/")
        assert [column.municipality.short_name for column in response.context["columns"]] == [
            "Hässleholm",
            "Örnsköldsvik",
        ]
        assert "Tillgång till bostäder" in words(response)

    def test_a_theme_without_content_says_so(self, client, db):
        assert client.get("/sv/teman/halsa/").status_code == 200

    def test_a_themes_address_is_that_of_the_language(self, client, db):
        assert client.get("/en/themes/housing/").status_code == 200
        assert client.get("/en/themes/boende/").status_code == 404

    def test_the_glossary_explains_the_portals_words_and_the_strategies(self, client, hassleholm):
        page = words(client.get("/sv/ordlista/"))
        assert "Nyanlända elever" in page
        assert "Långsiktigt mål" in page

    def test_many_definitions_take_several_pages(self, client, db):
        strategy = StrategyFactory()
        for position in range(61):
            DefinitionFactory(strategy=strategy, position=position)
        assert "Sida 2 av 2" in words(client.get("/sv/ordlista/", {"page": 2}))


class TestNotFound:
    """An address that leads nowhere still helps."""

    def test_it_suggests_what_is_near_in_the_right_language(self, client, db):
        swedish, english = client.get("/sv/kommuner/hasleholm/"), client.get("/en/municipalities/hasleholm/")
        assert (swedish.status_code, english.status_code) == (404, 404)
        assert "Hässleholms kommun" in words(swedish)
        assert "Hässleholm Municipality" in words(english)
        assert '<html lang="en"' in english.content.decode()

    @pytest.mark.parametrize(
        "address", ["/sv/finns-inte/", "/en/nothing/", "/sv/kommuner/x/y/z/å/", "/p/kort", "/sv/teman/%00/", "/robots"]
    )
    def test_rubbish_is_not_found(self, client, db, address):
        assert client.get(address).status_code == 404

    def test_a_fault_of_ours_shows_no_traceback(self, client, hassleholm, monkeypatch):
        def fail(*_arguments):
            raise RuntimeError("a secret detail")

        monkeypatch.setattr("portal.pages.views.strategy_page", fail)
        client.raise_request_exception = False
        response = client.get(HASSLEHOLM)
        assert response.status_code == 500
        assert "Något gick fel" in words(response)
        assert "secret detail" not in response.content.decode()


def test_the_site_map_names_each_page_in_each_language(client, hassleholm):
    site_map = client.get("/sitemap.xml").content.decode()
    assert f"<loc>http://testserver{HASSLEHOLM}</loc>" in site_map
    assert (
        '<xhtml:link rel="alternate" hreflang="en" '
        'href="http://testserver/en/municipalities/hassleholm/integrationsstrategi/"/>' in site_map
    )
    for address in set(re.findall(r'hreflang="x-default" href="http://testserver([^"]+)"', site_map)):
        assert client.get(address, headers={"accept-language": "en"}).status_code == 200
    assert client.get("/robots.txt").content.decode().endswith("Sitemap: http://testserver/sitemap.xml\n")


def test_unused_rows_do_not_disturb(client, db):
    MunicipalityFactory()
    assert Municipality.objects.count() == 291
    assert Strategy.objects.count() == 0
    assert client.get("/sv/kommuner/").status_code == 200
