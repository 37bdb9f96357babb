"""Giving people access, without a developer."""

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth import get_user_model
from django.core import mail
from django.urls import reverse

from strategies.models import Membership, Municipality
from tests.admin_pages import address, errors, filled, messages, page_of
from tests.factories import CommitteeFactory, MembershipFactory, MunicipalityFactory, UserFactory

pytestmark = pytest.mark.django_db

User = get_user_model()
WORD = "fyra ord i rad"


@pytest.fixture
def administrator(client):
    administrator = UserFactory(is_superuser=True)
    client.force_login(administrator)
    return administrator


def add(client, **changes):
    path = address(User, "add")
    form = filled(client.get(path), email="Ny@Example.se", first_name="Ny", last_name="Person")
    return client.post(path, form | changes, follow=True)


def test_a_new_person_without_a_password_gets_a_mail_for_choosing_one(client, administrator):
    response = add(client)
    person = User.objects.get(email="ny@example.se")
    assert (person.username, person.has_usable_password(), person.is_staff) == ("ny@example.se", False, False)
    assert [message.to for message in mail.outbox] == [["ny@example.se"]]
    assert "Ny Person (ny@example.se) will get an e-mail with a link to choose a password." in messages(response)
    link = next(word for word in mail.outbox[0].body.split() if word.startswith("http"))
    client.logout()
    page = client.get(link, follow=True)
    client.post(page.request["PATH_INFO"], {"password1": WORD, "password2": WORD})
    person.refresh_from_db()
    assert person.check_password(WORD)


def test_a_new_person_can_get_a_password_from_the_administrator(client, administrator):
    add(client, new_password=WORD)
    assert User.objects.get(email="ny@example.se").check_password(WORD)
    assert mail.outbox == []


def test_a_weak_password_is_refused(client, administrator):
    assert list(errors(add(client, new_password="hej"))) == ["new_password"]
    assert not User.objects.filter(email="ny@example.se").exists()


def test_an_address_belongs_to_one_person(client, administrator):
    other = UserFactory(email="upptagen@example.se")
    assert errors(add(client, email="UPPTAGEN@example.se")) == {"email": ["Somebody else signs in with this address."]}
    assert client.post(page_of(other), filled(client.get(page_of(other)))).status_code == 302


def test_a_new_address_replaces_the_old_one_for_signing_in(client, administrator):
    person = UserFactory(email="gammal@example.se")
    EmailAddress.objects.create(user=person, email="gammal@example.se", verified=True, primary=True)
    client.post(page_of(person), filled(client.get(page_of(person)), email="ny@example.se"))
    person.refresh_from_db()
    assert (person.email, person.username) == ("ny@example.se", "ny@example.se")
    assert not EmailAddress.objects.exists()
    client.logout()
    for email, inside in (("gammal@example.se", False), ("ny@example.se", True)):
        form = {"login": email, "password": "a long enough word"}
        response = client.post(reverse("account_login"), form, follow=True)
        assert response.wsgi_request.user.is_authenticated == inside


def test_a_mail_that_cannot_be_sent_says_what_to_do(client, administrator, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "localhost", 1
    response = add(client)
    assert User.objects.filter(email="ny@example.se").exists()
    assert any("could not be sent" in message for message in messages(response))


def test_a_mail_is_sent_again_from_the_list(client, administrator):
    person, inactive = UserFactory(), UserFactory(is_active=False)
    chosen = {"action": "send_password_mails", "_selected_action": [person.pk, inactive.pk]}
    told = messages(client.post(address(User, "changelist"), chosen, follow=True))
    assert [message.to for message in mail.outbox] == [[person.email]]
    assert ["could not be sent" in text for text in told] == [inactive.email in text for text in told]


def test_a_membership_gives_access_and_its_deletion_takes_it(client, administrator):
    person, municipality = UserFactory(), MunicipalityFactory()
    path = address(Membership, "add")
    form = {"user": person.pk, "municipality": municipality.pk, "role": "coordinator"}
    assert client.post(path, form).status_code == 302
    client.force_login(person)
    assert client.get("/admin/").status_code == 200
    client.force_login(administrator)
    client.post(page_of(person.memberships.get(), "delete"), {"post": "yes"})
    client.force_login(person)
    assert client.get("/admin/").status_code == 403


def test_a_membership_is_given_on_the_persons_page_too(client, administrator):
    person, committee = UserFactory(), CommitteeFactory()
    page = client.get(page_of(person))
    row = {
        "memberships-TOTAL_FORMS": 1,
        "memberships-0-municipality": committee.municipality_id,
        "memberships-0-role": "committee_member",
        "memberships-0-committee": committee.pk,
    }
    assert client.post(page_of(person), filled(page, **row)).status_code == 302
    assert (person.memberships.get().committee, person.memberships.get().role) == (committee, "committee_member")


@pytest.mark.parametrize(
    ("role", "committee", "problem"),
    [
        ("coordinator", "own", {"__all__": ["A committee member needs a committee; a coordinator has none."]}),
        ("committee_member", "", {"__all__": ["A committee member needs a committee; a coordinator has none."]}),
        ("committee_member", "other", {"committee": ["The committee belongs to another municipality."]}),
    ],
)
def test_a_role_and_a_committee_go_together(client, administrator, role, committee, problem):
    municipality = MunicipalityFactory()
    keys = {"own": CommitteeFactory(municipality=municipality).pk, "other": CommitteeFactory().pk, "": ""}
    form = {"user": UserFactory().pk, "municipality": municipality.pk, "role": role, "committee": keys[committee]}
    assert errors(client.post(address(Membership, "add"), form)) == problem


def test_the_same_membership_twice_is_refused(client, administrator):
    member = MembershipFactory()
    form = {"user": member.user_id, "municipality": member.municipality_id, "role": "coordinator"}
    assert list(errors(client.post(address(Membership, "add"), form))) == ["__all__"]
    person = UserFactory()
    row = {"municipality": member.municipality_id, "role": "coordinator"}
    rows = {f"memberships-{number}-{name}": value for number in (0, 1) for name, value in row.items()}
    sent = filled(client.get(page_of(person)), **rows, **{"memberships-TOTAL_FORMS": 2})
    assert list(errors(client.post(page_of(person), sent))) == ["memberships-1-__all__"]


def test_committees_are_offered_under_their_municipality(client, administrator):
    committee = CommitteeFactory()
    field = client.get(address(Membership, "add")).context["adminform"].form.fields["committee"]
    groups = dict(list(field.choices)[1:])
    assert [str(label) for _key, label in groups[str(committee.municipality)]] == [str(committee)]


def test_administrators_cannot_shut_themselves_out(client, administrator):
    page = client.get(page_of(administrator))
    client.post(page_of(administrator), filled(page, is_active=None, is_superuser=None))
    administrator.refresh_from_db()
    assert (administrator.is_active, administrator.is_superuser) == (True, True)
    assert client.post(page_of(administrator, "delete"), {"post": "yes"}).status_code == 403
    chosen = {"action": "delete_selected", "_selected_action": [administrator.pk], "post": "yes"}
    client.post(address(User, "changelist"), chosen)
    assert User.objects.filter(pk=administrator.pk).exists()


def test_an_administrator_makes_another(client, administrator):
    person = UserFactory()
    client.post(page_of(person), filled(client.get(page_of(person)), is_superuser="on"))
    client.force_login(User.objects.get(pk=person.pk))
    assert client.get(address(Municipality, "changelist")).status_code == 200


def test_the_page_of_a_person_leads_to_setting_a_password(client, administrator):
    person = UserFactory()
    path = reverse("admin:auth_user_password_change", args=[person.pk])
    assert '<a href="../password/">' in client.get(page_of(person)).content.decode()
    client.post(path, {"password1": WORD, "password2": WORD, "usable_password": "true", "set-password": "x"})
    person.refresh_from_db()
    assert person.check_password(WORD)
