"""The admin's frame: who gets in, in which language, and what no page of it may do."""

import re

import pytest
from django.conf import settings
from django.contrib import admin
from django.urls import NoReverseMatch, reverse

from strategies.models import Municipality
from tests.admin_pages import filled, page_of
from tests.factories import CommitteeFactory, MembershipFactory, SectionFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def coordinator():
    return MembershipFactory().user


def test_sign_in_is_the_portals_own_and_leads_back(client):
    response = client.get("/admin/login/?next=/admin/strategies/strategy/")
    assert response["Location"] == reverse("account_login") + "?next=/admin/strategies/strategy/"


def test_sign_in_never_leads_to_another_site(client, coordinator):
    assert client.get("/admin/login/?next=//evil.example/")["Location"] == reverse("account_login") + "?next=/admin/"
    client.force_login(coordinator)
    assert client.get("/admin/login/?next=//evil.example/")["Location"] == "/admin/"
    assert client.get("/admin/login/?next=/admin/goals/commitment/")["Location"] == "/admin/goals/commitment/"


def test_a_coordinator_signs_in_with_their_address_and_needs_nothing_but_the_membership(client, coordinator):
    form = {"login": coordinator.email, "password": "a long enough word"}
    response = client.post(reverse("account_login") + "?next=/admin/", form, follow=True)
    assert response.request["PATH_INFO"] == "/admin/"
    assert (coordinator.is_staff, "What would you like to edit?" in response.content.decode()) == (False, True)


@pytest.mark.parametrize(("language", "words"), [("en", "You have no access"), ("sv", "Du har inte")])
def test_somebody_without_access_is_told_so_in_their_language(client, language, words):
    committee = CommitteeFactory()
    person = MembershipFactory(municipality=committee.municipality, committee=committee, role="committee_member").user
    client.force_login(person)
    for path in ("/admin/", "/admin/login/", "/admin/login/?next=/admin/", "/admin/nowhere/"):
        response = client.get(path, HTTP_ACCEPT_LANGUAGE=language)
        page = response.content.decode()
        assert (response.status_code, person.email in page, f'<html lang="{language}"' in page) == (403, True, True)
    assert words in page


def test_signing_out_takes_a_button(client, coordinator):
    client.force_login(coordinator)
    client.get("/admin/logout/")
    assert client.get("/admin/").status_code == 200
    assert client.post("/admin/logout/")["Location"] == "/"
    assert client.get("/admin/").status_code == 302


def test_the_language_is_changed_from_the_header(client, coordinator):
    client.force_login(coordinator)
    page = client.get("/admin/goals/theme/?q=a").content.decode()
    assert '<html lang="en"' in page
    assert '<input type="hidden" name="next" value="/admin/goals/theme/?q=a">' in page
    response = client.post(reverse("set_language"), {"language": "sv", "next": "/admin/goals/theme/?q=a"}, follow=True)
    assert (response.request["PATH_INFO"], '<html lang="sv"' in response.content.decode()) == (
        "/admin/goals/theme/",
        True,
    )


def test_the_header_leads_to_the_public_pages(client, coordinator):
    client.force_login(coordinator)
    assert '<a href="/">Public pages</a>' in client.get("/admin/").content.decode()


def test_nobody_can_ask_where_the_public_page_of_any_row_is(client, coordinator):
    with pytest.raises(NoReverseMatch):
        reverse("admin:view_on_site", args=[1, 1])
    client.force_login(coordinator)
    assert client.get("/admin/r/1/1/").status_code == 404


def test_recent_actions_are_ones_own(client, coordinator):
    section = SectionFactory(strategy__municipality=Municipality.objects.get(memberships__user=coordinator))
    client.force_login(UserFactory(is_superuser=True))
    client.post(page_of(section), filled(client.get(page_of(section)), title_sv="Hemligt", title_en="Secret"))
    assert "Secret" in client.get("/admin/").content.decode()
    client.force_login(coordinator)
    assert "Secret" not in client.get("/admin/").content.decode()


def test_groups_log_entries_and_addresses_are_not_in_the_admin():
    names = {model._meta.label for model in admin.site._registry}
    assert names.isdisjoint({"auth.Group", "admin.LogEntry", "account.EmailAddress", "account.EmailConfirmation"})


def test_pages_keep_the_strict_policy_and_hold_nothing_inline(client, coordinator):
    section = SectionFactory(strategy__municipality=Municipality.objects.get(memberships__user=coordinator))
    client.force_login(coordinator)
    strict = client.get(reverse("account_login"))["Content-Security-Policy"]
    for path in ("/admin/", "/admin/strategies/section/", page_of(section), page_of(section, "history")):
        response = client.get(path)
        page = response.content.decode()
        assert set(response["Content-Security-Policy"].split("; ")) == set(strict.split("; "))
        assert re.findall(r'\sstyle="|\son[a-z]+="|<style|<script(?![^>]*\bsrc=)(?![^>]*application/json)', page) == []


def test_no_cache_keeps_a_page_of_the_admin(client, coordinator):
    client.force_login(coordinator)
    assert "no-store" in client.get("/admin/")["Cache-Control"]


def test_the_editor_of_rich_text_comes_from_the_portal_itself(client, coordinator):
    section = SectionFactory(strategy__municipality=Municipality.objects.get(memberships__user=coordinator))
    client.force_login(coordinator)
    page = client.get(page_of(section)).content.decode()
    assert f'<script src="{settings.STATIC_URL}js/admin-editor.js" type="module"></script>' in page
    assert f'data-editor="{settings.STATIC_URL}django_prose_editor/editor.js"' in page
    assert page.count("<textarea") == page.count('class="vLargeTextField richtext"') == 4
