"""What `make run` serves: each kind of page in both languages with its content, signing in, the admin and an import."""

import pytest

from portal.models import DocumentReview
from strategies.models import Municipality
from tests.portal.importer.review.pages import DOCUMENT, imported, uploaded

pytestmark = [pytest.mark.engine, pytest.mark.usefixtures("whole_demonstration")]

PAGES = {
    "/sv/": "Hässleholm",
    "/en/": "Hässleholm",
    "/sv/kommuner/": "Laholms kommun",
    "/en/municipalities/": "Laholm Municipality",
    "/sv/kommuner/hassleholm/": "Integrationsstrategi",
    "/en/municipalities/hassleholm/": "Labour Market Committee",
    "/sv/kommuner/hassleholm/integrationsstrategi/": "AMF 2021/259",
    "/en/municipalities/hassleholm/integrationsstrategi/": "AMF 2021/259",
    "/sv/kommuner/hassleholm/integrationsstrategi/hamta/csv/": "Hässleholm",
    "/sv/kommuner/ornskoldsvik/namnder/kommunstyrelsen/": "Huvudansvar",
    "/en/municipalities/ornskoldsvik/committees/kommunstyrelsen/": "Lead",
    "/sv/teman/": "Boende",
    "/en/themes/": "Housing",
    "/sv/teman/boende/": "Hässleholm",
    "/en/themes/housing/": "Hässleholm",
    "/sv/ordlista/": "Nyanlända elever",
    "/en/glossary/": "Long-term goal",
    "/sv/om/": "portal",
    "/en/about/": "portal",
    "/sv/tillganglighet/": "EN 301 549",
    "/en/accessibility/": "EN 301 549",
    "/sv/konto/logga-in/": "Lösenord",
    "/en/account/sign-in/": "Password",
    "/sitemap.xml": "/sv/kommuner/solleftea/",
}


def test_each_kind_of_page_has_its_content(client):
    answers = {address: client.get(address) for address in PAGES}
    assert {address: answer.status_code for address, answer in answers.items()} == dict.fromkeys(PAGES, 200)
    missing = [
        address for address, words in PAGES.items() if words.lower() not in answers[address].content.decode().lower()
    ]
    assert missing == []


def test_a_coordinator_signs_in_edits_and_imports(client, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    home = Municipality.objects.get(slug="hassleholm")
    sent = {"login": "hassleholm@example.se", "password": "demonstration-2026"}
    assert client.post("/en/account/sign-in/", sent).status_code == 302
    listed = client.get("/admin/strategies/strategy/").content.decode()
    assert ("Hässleholm" in listed, "Laholm" in listed) == (True, False)
    read = imported(client, uploaded(DOCUMENT, municipality=home.pk))
    assert "Lillby växer och fler språk hörs på torget." in read.content.decode()
    assert DocumentReview.objects.get().user.email == "hassleholm@example.se"
