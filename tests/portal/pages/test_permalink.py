"""Lasting addresses lead to the text that is nearest to today, and a commitment's own page shows all of it."""

import re
from html import unescape

import pytest
from django.http import Http404

from portal.pages.permalink import current_address
from strategies.models import Strategy
from tests.factories import (
    CommitmentFactory,
    DefinitionFactory,
    FootnoteFactory,
    MunicipalityFactory,
    ResponsibilityFactory,
    SectionFactory,
    StrategyFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_swedish")]

Status = Strategy.Status
UID = "abcdefghjk"


def editions(factory, **statuses):
    """Make editions of one series with the same text, whose labels come from the names: `_2024=status`."""
    municipality = MunicipalityFactory(slug="prov")
    for name, status in statuses.items():
        strategy = StrategyFactory(municipality=municipality, slug="plan", edition=name[1:], status=status)
        factory(strategy=strategy, uid=UID)


def shown(client, row):
    page = client.get(row.get_absolute_url())
    main = re.search(r"<main.*?</main>", page.content.decode(), re.DOTALL).group()
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", main)).split())


@pytest.mark.parametrize(
    ("statuses", "label"),
    [
        ({"_2010": Status.PUBLISHED, "_2015": Status.SUPERSEDED, "_2020": Status.WITHDRAWN}, ""),
        ({"_2010": Status.SUPERSEDED, "_2015": Status.SUPERSEDED, "_2020": Status.WITHDRAWN}, "2015/"),
        ({"_2015": Status.WITHDRAWN, "_2020": Status.WITHDRAWN, "_2010": Status.DRAFT}, "2020/"),
        ({"_2010": Status.SUPERSEDED, "_2020": Status.DRAFT}, "2010/"),
    ],
)
def test_what_is_in_force_is_nearest_then_what_was_before_it_then_what_was_withdrawn(client, statuses, label):
    editions(CommitmentFactory, **statuses)
    assert current_address(UID, "sv") == f"/sv/kommuner/prov/plan/{label}{UID}/"
    assert client.get(f"/p/{UID}")["Location"] == f"/sv/kommuner/prov/plan/{label}{UID}/"


@pytest.mark.parametrize("factory", [SectionFactory, DefinitionFactory])
def test_a_section_and_a_definition_are_a_place_on_the_page_of_their_edition(factory):
    editions(factory, _2010=Status.SUPERSEDED, _2020=Status.WITHDRAWN)
    assert current_address(UID, "sv") == f"/sv/kommuner/prov/plan/2010/#{UID}"
    assert current_address(UID, "en") == f"/en/municipalities/prov/plan/2010/#{UID}"


def test_a_draft_has_no_lasting_address_yet():
    for factory in (CommitmentFactory, SectionFactory, DefinitionFactory):
        row = factory(strategy__status=Status.DRAFT)
        with pytest.raises(Http404):
            current_address(row.uid, "sv")
    with pytest.raises(Http404):
        current_address(UID, "sv")


@pytest.mark.parametrize("factory", [CommitmentFactory, SectionFactory, DefinitionFactory])
def test_a_lasting_address_is_found_in_at_most_three_queries(factory, django_assert_max_num_queries):
    row = factory()
    with django_assert_max_num_queries(3):
        assert row.uid in current_address(row.uid, "sv")


def test_a_commitment_of_another_edition_is_not_on_this_ones_page(client):
    here, elsewhere = StrategyFactory(), CommitmentFactory()
    CommitmentFactory(strategy=here)
    response = client.get(f"{here.get_absolute_url()}{elsewhere.uid}/")
    assert response["Location"] == elsewhere.get_absolute_url()


def test_the_adopted_wording_stands_beside_the_plain_where_there_are_both(client):
    plain = CommitmentFactory(plain_sv="<p>På klarspråk.</p>")
    adopted = CommitmentFactory(plain_sv="", plain_en="", text_sv="<p>Som antaget.</p>")
    both = CommitmentFactory(plain_sv="<p>På klarspråk.</p>", text_sv="<p>Som antaget.</p>")
    pages = [shown(client, row) for row in (plain, adopted, both)]
    assert [(page.count("På klarspråk."), page.count("Som antaget.")) for page in pages] == [(1, 0), (0, 1), (1, 1)]


def test_what_stands_above_is_named_from_the_top_with_its_kind(client):
    strategy = StrategyFactory()
    area = CommitmentFactory(strategy=strategy, kind="focus_area", title_sv="Boende", number="3")
    goal = CommitmentFactory(strategy=strategy, kind="long_term_goal", parent=area, title_sv="Fler hem", number="3.1")
    sub_goal = CommitmentFactory(strategy=strategy, parent=goal, plain_sv="<p>Inget.</p>")
    page = shown(client, sub_goal)
    assert re.search(r"Fokusområde 3\W.*Boende.*Långsiktigt mål 3\.1\W.*Fler hem.*Inget\.", page), page


def test_the_nearest_body_above_answers_where_the_commitment_names_none(client):
    strategy = StrategyFactory()
    area = CommitmentFactory(strategy=strategy, kind="focus_area", title_sv="Boende")
    goal = CommitmentFactory(strategy=strategy, kind="long_term_goal", parent=area, title_sv="Fler hem")
    sub_goal = CommitmentFactory(strategy=strategy, parent=goal)
    far, near, own = (
        ResponsibilityFactory(strategy=strategy, commitment=row, committee__name_sv=name)
        for row, name in ((area, "Fjärran nämnd"), (goal, "Nära nämnd"), (sub_goal, "Egen nämnd"))
    )
    bodies = ("Fjärran nämnd", "Nära nämnd", "Egen nämnd")
    assert [body in shown(client, sub_goal) for body in bodies] == [False, False, True]
    own.delete()
    assert [body in shown(client, sub_goal) for body in bodies] == [False, True, False]
    near.delete()
    assert [body in shown(client, sub_goal) for body in bodies] == [True, False, False]
    far.delete()
    assert [body in shown(client, sub_goal) for body in bodies] == [False, False, False]


def mark(number):
    return f'<p>Text<a href="#footnote-{number}">{number}</a></p>'


def test_the_footnotes_of_a_commitment_and_of_what_stands_below_it_come_along(client):
    strategy = StrategyFactory()
    goal = CommitmentFactory(
        strategy=strategy,
        kind="long_term_goal",
        plain_sv=mark(1),
        plain_en=mark(2),
        text_sv=mark(3),
        text_en=mark(4),
    )
    CommitmentFactory(strategy=strategy, parent=goal, plain_sv=mark(5))
    CommitmentFactory(strategy=strategy, plain_sv=mark(6))
    for number in range(1, 7):
        FootnoteFactory(strategy=strategy, number=number, text_sv=f"<p>Källa {number}.</p>")
    page = client.get(goal.get_absolute_url()).content.decode()
    assert [f'id="footnote-{number}"' in page for number in range(1, 7)] == [True] * 5 + [False]
    assert [f"Källa {number}." in page for number in range(1, 7)] == [True] * 5 + [False]
    # The page shows the plain Swedish text, so that only its marks can be gone back to.
    assert [f'href="#footnote-mark-{number}"' in page for number in range(1, 6)] == [True, False, False, False, True]


def test_a_defined_term_opens_its_definition(client):
    definition = DefinitionFactory(term_sv="etablering", plain_sv="<p>Den första tiden.</p>")
    goal = CommitmentFactory(strategy=definition.strategy, plain_sv="<p>Stöd under etablering.</p>")
    page = client.get(goal.get_absolute_url()).content.decode()
    assert f'popovertarget="definition-{definition.uid}"' in page
    assert "Den första tiden." in page


def test_a_page_costs_the_same_however_many_commitments_the_edition_has(client, django_assert_num_queries):
    strategy = StrategyFactory()
    area = CommitmentFactory(strategy=strategy, kind="focus_area", title_sv="Boende")
    goal = CommitmentFactory(strategy=strategy, parent=area)
    ResponsibilityFactory(strategy=strategy, commitment=area)
    client.get(goal.get_absolute_url())
    address = goal.get_absolute_url()
    for number in (0, 5):
        for _row in range(number):
            ResponsibilityFactory(strategy=strategy, commitment=CommitmentFactory(strategy=strategy, parent=area))
        with django_assert_num_queries(6):
            client.get(address)
