"""Signing in: accounts are given, and each is led to their work."""

import pytest
from django.contrib.auth.models import User

from strategies.models import Membership
from tests.factories import CommitteeFactory, MembershipFactory, UserFactory

pytestmark = pytest.mark.django_db

SIGN_IN = "/sv/konto/logga-in/"


def sign_in(client, person, password="a long enough word"):  # noqa: S107
    return client.post(SIGN_IN, {"login": person.email, "password": password})


@pytest.mark.parametrize("language", ["sv", "en"])
def test_a_coordinator_goes_to_the_admin_in_the_language_of_signing_in(client, language):
    person = MembershipFactory().user
    address = {"sv": SIGN_IN, "en": "/en/account/sign-in/"}[language]
    response = client.post(address, {"login": person.email, "password": "a long enough word"}, follow=True)
    assert response.redirect_chain[-1][0] == "/admin/"
    assert f'<html lang="{language}"' in response.content.decode()


def test_a_committee_member_goes_to_the_committees_page(client, in_swedish):
    committee = CommitteeFactory()
    member = MembershipFactory(
        municipality=committee.municipality, role=Membership.Role.COMMITTEE_MEMBER, committee=committee
    )
    assert sign_in(client, member.user).status_code == 302
    assert client.get("/sv/konto/inloggad/")["Location"] == committee.get_absolute_url()


def test_somebody_without_a_role_goes_home(client):
    sign_in(client, UserFactory())
    assert client.get("/sv/konto/inloggad/")["Location"] == "/sv/"


def test_a_wrong_password_and_an_unknown_address_get_the_same_answer(client):
    person = UserFactory()
    wrong = client.post(SIGN_IN, {"login": person.email, "password": "not the word"})
    unknown = client.post(SIGN_IN, {"login": "nobody@example.se", "password": "not the word"})
    assert wrong.context["form"].errors == unknown.context["form"].errors != {}
    assert "_auth_user_id" not in client.session


def test_nobody_signs_up(client):
    response = client.post(
        "/sv/konto/skapa-konto/",
        {"email": "new@example.se", "password1": "a long enough word", "password2": "a long enough word"},
    )
    assert "new@example.se" not in response.content.decode()
    assert not Membership.objects.exists()
    assert not User.objects.exists()


def test_guessing_is_slowed_down(client):
    person = UserFactory()
    for _attempt in range(12):
        response = client.post(SIGN_IN, {"login": person.email, "password": "not the word"})
    assert sign_in(client, person).status_code != 302
    assert response.status_code in (200, 429)


def test_signing_out_needs_a_form(client):
    sign_in(client, UserFactory())
    client.get("/sv/konto/logga-ut/")
    assert "_auth_user_id" in client.session
    client.post("/sv/konto/logga-ut/")
    assert "_auth_user_id" not in client.session


def test_a_forgotten_password_is_chosen_anew_by_mail(client, mailoutbox):
    person = UserFactory()
    client.post("/sv/konto/losenord/glomt/", {"email": person.email})
    [letter] = mailoutbox
    address = next(word for word in letter.body.split() if "/losenord/" in word)
    form = client.get(address, follow=True)
    client.post(form.request["PATH_INFO"], {"password1": "another long word", "password2": "another long word"})
    assert sign_in(client, person, "another long word").status_code == 302


def test_a_used_link_offers_no_form_and_an_unknown_address_gets_no_letter(client, mailoutbox):
    page = client.get("/en/account/password/new/1-abc-def/").content.decode()
    assert "The link no longer works" in page
    assert 'name="password1"' not in page
    client.post("/sv/konto/losenord/glomt/", {"email": "nobody@example.se"})
    assert mailoutbox == []
