"""Marks in texts and the footnotes that they lead to, as editors write them."""

import pytest

from strategies.models import Footnote
from tests.admin_pages import errors, filled, page_of
from tests.factories import CommitmentFactory, DefinitionFactory, FootnoteFactory, MembershipFactory, SectionFactory

pytestmark = pytest.mark.django_db

MARK = '<p>Ord<a href="#footnote-{0}">{0}</a></p>'


@pytest.fixture
def strategy(client):
    strategy = FootnoteFactory(number=1).strategy
    client.force_login(MembershipFactory(municipality=strategy.municipality).user)
    return strategy


@pytest.mark.parametrize("factory", [SectionFactory, CommitmentFactory])
def test_a_mark_needs_its_footnote(client, strategy, factory):
    row = factory(strategy=strategy)
    page = client.get(page_of(row))
    response = client.post(page_of(row), filled(page, plain_sv=MARK.format(2)))
    said = "The strategy has no footnote 2. Add it on the page of the strategy first."
    assert errors(response) == {"plain_sv": [said]}
    assert client.post(page_of(row), filled(page, plain_sv=MARK.format(1))).status_code == 302


def test_a_mark_in_a_definition_needs_its_footnote(client, strategy):
    DefinitionFactory(strategy=strategy)
    response = client.post(
        page_of(strategy), filled(client.get(page_of(strategy)), **{"definitions-0-plain_sv": MARK.format(7)})
    )
    said = "The strategy has no footnote 7. Add it on the page of the strategy first."
    assert errors(response) == {"definitions-0-plain_sv": [said]}


def test_a_footnote_that_a_text_refers_to_stays(client, strategy):
    FootnoteFactory(strategy=strategy, number=2)
    SectionFactory(strategy=strategy, plain_sv=MARK.format(1))
    page = client.get(page_of(strategy))
    for sent in ({"footnotes-0-DELETE": "on"}, {"footnotes-0-number": "3"}):
        response = client.post(page_of(strategy), filled(page, **sent))
        inlines = response.context["inline_admin_formsets"]
        said = [text for inline in inlines for text in inline.formset.non_form_errors()]
        assert said == ["A text refers to footnote 1. Take the mark out of the text first."]
    assert client.post(page_of(strategy), filled(page, **{"footnotes-1-DELETE": "on"})).status_code == 302
    assert [note.number for note in Footnote.objects.all()] == [1]
