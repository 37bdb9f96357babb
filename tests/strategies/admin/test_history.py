"""Versions of a row: shown in words, and taken back."""

import pytest

from strategies.acts import publish
from strategies.models import Committee, Section, Strategy
from tests.admin_pages import address, filled, page_of
from tests.factories import (
    CommitteeFactory,
    DefinitionFactory,
    MembershipFactory,
    SectionFactory,
    StrategyFactory,
    UserFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.engine]


@pytest.fixture
def section(client):
    section = SectionFactory(title_sv="Före", title_en="Before", position=1)
    client.force_login(MembershipFactory(municipality=section.strategy.municipality).user)
    return section


def first_version(row):
    return address(type(row), "simple_history", row.pk, row.history.last().history_id)


def take_back(client, row):
    path = first_version(row)
    return client.post(path, filled(client.get(path)))


def test_a_version_is_taken_back_and_says_who_did_it(client, section):
    section.title_sv = "Efter"
    section.save()
    assert take_back(client, section).status_code == 302
    section.refresh_from_db()
    assert section.title_sv == "Före"
    assert section.history.first().history_user == section.strategy.municipality.memberships.get().user


def test_a_version_does_not_bring_back_the_status(client, section):
    strategy = StrategyFactory(
        municipality=section.strategy.municipality, status=Strategy.Status.DRAFT, title_sv="Före"
    )
    strategy.title_sv = "Efter"
    strategy.save()
    publish(strategy)
    take_back(client, strategy)
    strategy.refresh_from_db()
    assert (strategy.title_sv, strategy.status) == ("Före", Strategy.Status.PUBLISHED)


def test_a_version_does_not_bring_back_a_place_that_another_has_taken(client, section):
    section.position, section.title_sv = 2, "Efter"
    section.save()
    SectionFactory(strategy=section.strategy, position=1)
    assert take_back(client, section).status_code == 302
    section.refresh_from_db()
    assert (section.title_sv, section.position) == ("Före", 2)


def test_a_deleted_row_is_taken_back_last_among_its_siblings(client, section):
    versions, key = first_version(section), section.pk
    section.delete()
    SectionFactory(strategy=section.strategy, position=1)
    assert client.post(versions, filled(client.get(versions))).status_code == 302
    assert (Section.objects.get(pk=key).title_sv, Section.objects.get(pk=key).position) == ("Före", 2)


def test_changes_are_said_in_the_words_of_the_form(client, section):
    section.plain_sv, section.kind, section.title_en = "<p>Nytt <em>ord</em>.</p>", Section.Kind.VISION, "After"
    section.save()
    page = client.get(page_of(section, "history"))
    record = page.context["page_obj"].object_list[0]
    assert [tuple(change.values()) for change in record.history_delta_changes] == [
        ("Kind", "other", "vision"),
        ("Plain language in Swedish", "Så här gör kommunen.", "Nytt ord."),
        ("Title in English", "Before", "After"),
    ]


def test_the_history_names_people_without_leading_to_their_pages(client, section):
    person = UserFactory(first_name="Ada", last_name="Berg", is_superuser=True)
    client.force_login(person)
    client.post(page_of(section), filled(client.get(page_of(section)), title_sv="Efter"))
    page = client.get(page_of(section, "history")).content.decode()
    assert ("Ada Berg" in page, "/admin/auth/user/" in page.split('id="change-history"')[1]) == (True, False)


def test_versions_of_what_is_gone_are_not_found(client, section):
    """The committee that a version names, or the strategy that it belonged to, can be gone."""
    client.force_login(UserFactory(is_superuser=True))
    committee = CommitteeFactory()
    paths = [page_of(committee, "history"), first_version(committee)]
    committee.delete()
    committee.municipality.delete()
    for path in paths:
        assert client.get(path).status_code in (200, 404)
    assert not Committee.objects.filter(pk=committee.pk).exists()


@pytest.mark.parametrize("key", ["x", "1_2F2", "0", "99999999999999999999999"])
def test_a_broken_key_is_not_found(client, section, key):
    assert client.get(f"/admin/strategies/section/{key}/history/").status_code == 404
    assert client.get(f"/admin/strategies/section/{section.pk}/history/{key}/").status_code == 404


def test_rows_without_pages_of_their_own_have_a_history_too(client, section):
    term = DefinitionFactory(strategy=section.strategy, term_sv="ett")
    page = client.get(page_of(section.strategy))
    client.post(page_of(section.strategy), filled(page, **{"definitions-0-term_sv": "två"}))
    assert [(row.term_sv, row.history_user is None) for row in term.history.all()] == [("två", False), ("ett", True)]
