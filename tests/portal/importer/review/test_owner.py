"""A document that names another municipality than the chosen one is told of, and one that only mentions it is not."""

import pytest

from portal.importer.review.owner import another_municipality
from tests.factories import MunicipalityFactory
from tests.portal.importer.review.pages import DOCUMENT, imported, municipality, uploaded

NAMES = {"Lillby": "Lillby kommun", "Granbro": "Granbro kommun", "Vara": "Vara kommun"}


@pytest.mark.parametrize(
    ("title", "lines", "answer"),
    [
        ("Integrationsstrategi", ["Granbros kommun växer.", "Granbro kommun vill."], "Granbro kommun"),
        ("Integrationsstrategi för Granbro", ["Vi vill."], "Granbro kommun"),
        ("Integrationsstrategi", ["GRANBRO KOMMUN"], "Granbro kommun"),
        ("Integrationsstrategi för Granbro", ["Lillby vill."], ""),
        ("Integrationsstrategi", ["Lillby och Granbros kommun arbetar ihop."], ""),
        ("Integrationsstrategi", ["Vara med. Granbro ligger nära."], ""),
        ("Integrationsstrategi", [], ""),
    ],
)
def test_another_municipality_is_the_one_that_the_document_names(title, lines, answer):
    assert another_municipality(lines, title, "Lillby", NAMES) == answer


def test_alone_in_the_portal_nobody_else_is_meant():
    assert another_municipality(["Granbro kommun"], "", "Lillby", {"Lillby": "Lillby kommun"}) == ""


@pytest.mark.django_db
def test_the_review_says_so_at_the_top(client, coordinator):
    MunicipalityFactory(name_sv="Granbro kommun", short_name="Granbro")
    content = DOCUMENT.replace("Lillby", "Granbro kommun")
    page = imported(client, uploaded(content, municipality=municipality(coordinator).pk))
    html = page.content.decode()
    assert "The document seems to belong to Granbro kommun, but is being imported for" in html
    own = imported(client, uploaded(municipality=municipality(coordinator).pk))
    assert "The document seems to belong to" not in own.content.decode()
