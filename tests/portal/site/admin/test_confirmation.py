"""Giving rights and setting another's password asks for one's own again, and loses nothing that was typed."""

import time
from unittest import mock

import pytest
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse

from strategies.models import Membership
from tests.admin_pages import address, filled, page_of
from tests.factories import CommitteeFactory, MembershipFactory, MunicipalityFactory, UserFactory

pytestmark = pytest.mark.django_db

OWN = "a long enough word"
NEW = "kratta moln sidenband"


@pytest.fixture
def administrator():
    return UserFactory(is_superuser=True)


@pytest.fixture
def client(administrator):
    """Give an administrator's browser in which the password was not asked for lately."""
    client = Client(HTTP_ACCEPT_LANGUAGE="en")
    client.force_login(administrator)
    return client


def confirm(client, response, password=OWN):
    """Go where the answer leads, give the password, and go on."""
    assert (response.status_code, "/confirm/" in response["Location"]) == (302, True)
    assert "Confirm that it is you" in client.get(response["Location"]).content.decode()
    return client.post(response["Location"], {"password": password}, follow=True)


def test_a_new_person_with_a_role_is_shown_again_as_typed(client):
    municipality = MunicipalityFactory()
    path = address(User, "add")
    row = {
        "memberships-TOTAL_FORMS": 1,
        "memberships-0-municipality": municipality.pk,
        "memberships-0-role": "coordinator",
    }
    typed = filled(client.get(path), email="ny@example.se", first_name="Ny", new_password=NEW, **row)
    page = confirm(client, client.post(path, typed))
    assert page.request["PATH_INFO"] == path
    assert not User.objects.filter(email="ny@example.se").exists()
    shown = filled(page)
    assert {name: str(shown.get(name, "")) for name in typed} == {
        name: "" if name == "new_password" else str(value) for name, value in typed.items()
    }
    assert "Nothing is saved yet" in page.content.decode()
    assert client.post(path, shown | {"new_password": NEW}).status_code == 302
    person = User.objects.get(email="ny@example.se")
    assert (person.check_password(NEW), person.memberships.get().municipality) == (True, municipality)


def test_no_password_waits_in_a_session(client):
    client.post(address(User, "add"), {"email": "ny@example.se", "new_password": NEW, "password1": NEW})
    for session in Session.objects.all():
        assert NEW.split(maxsplit=1)[0] not in str(session.get_decoded())


@pytest.mark.parametrize("changes", [{"is_superuser": "on"}, {"is_active": None}])
def test_more_or_fewer_rights(client, changes):
    person = UserFactory()
    page = confirm(client, client.post(page_of(person), filled(client.get(page_of(person)), **changes)))
    person.refresh_from_db()
    assert (person.is_superuser, person.is_active) == (False, True)
    client.post(page_of(person), filled(page))
    person.refresh_from_db()
    assert (person.is_superuser, person.is_active) == ("is_superuser" in changes, "is_active" not in changes)


def test_a_membership_given_changed_and_taken_back(client):
    committee, person = CommitteeFactory(), UserFactory()
    path = address(Membership, "add")
    typed = {"user": person.pk, "municipality": committee.municipality_id, "role": "committee_member"}
    page = confirm(client, client.post(path, typed | {"committee": committee.pk}))
    assert not Membership.objects.exists()
    client.post(path, filled(page))
    membership = Membership.objects.get()
    later = mock.patch("time.time", return_value=time.time() + 301)
    with later:
        assert "/confirm/" in client.post(page_of(membership), {"role": "coordinator"})["Location"]
        page = confirm(client, client.post(page_of(membership, "delete"), {"post": "yes"}))
        assert Membership.objects.exists()
        assert "Delete it" in page.content.decode()
        client.post(page_of(membership, "delete"), {"post": "yes"})
    assert not Membership.objects.exists()


def test_marked_people_stay_marked(client):
    person = MembershipFactory().user
    chosen = {"action": "delete_selected", "_selected_action": [person.pk], "post": "yes"}
    page = confirm(client, client.post(address(User, "changelist"), chosen))
    assert User.objects.filter(pk=person.pk).exists()
    assert person.email in page.content.decode() or person.username in page.content.decode()
    assert f'name="_selected_action" value="{person.pk}"' in page.content.decode()


def test_a_taken_back_version_of_a_membership(client):
    membership = MembershipFactory()
    version = address(Membership, "simple_history", membership.pk, membership.history.first().history_id)
    page = confirm(client, client.post(version, filled(client.get(version))))
    assert page.status_code == 200
    assert membership.history.count() == 1


def test_anothers_password(client):
    person = UserFactory()
    path = reverse("admin:auth_user_password_change", args=[person.pk])
    sent = {"password1": NEW, "password2": NEW, "usable_password": "true", "set-password": "x"}
    page = confirm(client, client.post(path, sent))
    assert page.request["PATH_INFO"] == path
    person.refresh_from_db()
    assert person.check_password(OWN)
    client.post(path, sent)
    person.refresh_from_db()
    assert person.check_password(NEW)


def test_a_wrong_password_confirms_nothing(client):
    person = UserFactory()
    typed = filled(client.get(page_of(person)), is_superuser="on")
    page = confirm(client, client.post(page_of(person), typed), password="not the word")
    assert "Confirm that it is you" in page.content.decode()
    assert "/confirm/" in client.post(page_of(person), typed)["Location"]
    person.refresh_from_db()
    assert not person.is_superuser


def test_signing_in_is_no_confirmation_and_one_lasts_five_minutes(administrator):
    person, client = UserFactory(), Client(HTTP_ACCEPT_LANGUAGE="en")
    client.post("/en/account/sign-in/", {"login": administrator.email, "password": OWN})
    typed = filled(client.get(page_of(person)))
    confirm(client, client.post(page_of(person), typed))
    now = time.time()
    with mock.patch("time.time", return_value=now + 290):
        assert "/confirm/" not in client.post(page_of(person), typed)["Location"]
    with mock.patch("time.time", return_value=now + 301):
        assert "/confirm/" in client.post(page_of(person), typed)["Location"]


def test_what_gives_no_rights_asks_nothing(client):
    committee = CommitteeFactory()
    response = client.post(page_of(committee), filled(client.get(page_of(committee)), name_sv="Ny nämnd"))
    assert response["Location"] == address(type(committee), "changelist")


def test_who_may_not_give_rights_is_refused_without_being_asked():
    client = Client()
    client.force_login(MembershipFactory().user)
    assert client.post(address(User, "add"), {"email": "ny@example.se"}).status_code == 403
