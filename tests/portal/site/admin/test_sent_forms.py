"""Forms that are sent twice, too late, or for what is gone: saved once, and nothing written is lost."""

import time
from urllib.parse import urlsplit

import pytest
from django.test import Client
from django.urls import reverse

from portal.models import SentForm
from portal.site import sent_forms
from strategies.models import Section, Strategy
from tests.admin_pages import address, errors, filled, messages, page_of
from tests.factories import CommitmentFactory, MembershipFactory, ResponsibilityFactory, SectionFactory, UserFactory

pytestmark = pytest.mark.django_db
PASSWORD = "a long enough word"


@pytest.fixture
def section(client):
    section = SectionFactory(title_sv="Ett")
    client.user = MembershipFactory(municipality=section.strategy.municipality).user
    client.force_login(client.user)
    return section


def opened(client, path):
    """Give what a browser would post from the form at `path`, its sign among it."""
    response = client.get(path)
    page = response.content.decode()
    sign = page.split('name="once" value="')[-1].split('"')[0]
    return filled(response) | {"once": sign}


def adding(section):
    return f"{address(Section, 'add')}?strategy={section.strategy_id}"


def test_a_form_that_is_sent_twice_is_saved_once(client, section):
    form = opened(client, adding(section)) | {"title_sv": "Nytt", "kind": "other", "_continue": "1"}
    first, second = (client.post(adding(section), form) for _click in range(2))
    assert Section.objects.filter(title_sv="Nytt").count() == 1
    assert first["Location"] == second["Location"]
    assert first["Location"].startswith(page_of(Section.objects.get(title_sv="Nytt")))
    assert "This was sent twice, and saved once." in messages(client.get(second["Location"]))


def test_what_was_changed_between_two_sendings_is_saved(client, section):
    form = opened(client, page_of(section))
    client.post(page_of(section), form | {"title_sv": "Två"})
    again = client.post(page_of(section), form | {"signed_by": "Jag"})
    section.refresh_from_db()
    assert (again.status_code, section.title_sv, section.signed_by) == (302, "Två", "Jag")


def test_a_form_that_was_refused_can_be_sent_again(client, section):
    form = opened(client, page_of(section)) | {"text_en": "<p>Words.</p>"}
    assert [client.post(page_of(section), form).status_code for _try in range(2)] == [200, 200]
    assert not SentForm.objects.exists()


def test_an_action_that_is_sent_twice_is_done_once(client, section):
    (
        SectionFactory(strategy=section.strategy, title_sv="Två", position=10_000),
        SectionFactory(strategy=section.strategy, title_sv="Tre", position=10_001),
    )
    page = client.get(address(Section, "changelist")).content.decode()
    sign = page.split('name="once" value="')[-1].split('"')[0]
    last = Section.objects.get(title_sv="Tre")
    for _click in range(2):
        client.post(address(Section, "changelist"), {"action": "move_up", "_selected_action": last.pk, "once": sign})
    assert list(Section.objects.values_list("title_sv", flat=True)) == ["Ett", "Tre", "Två"]


def test_another_persons_sign_makes_no_form_look_sent(client, section):
    form = opened(client, page_of(section)) | {"title_sv": "Två"}
    other = Client(headers={"Accept-Language": "en"})
    other.force_login(MembershipFactory(municipality=section.strategy.municipality).user)
    client.post(page_of(section), form)
    assert other.post(page_of(section), form).status_code == 302
    assert SentForm.objects.count() == 1


def sign_in(client, response, person=None):
    """Sign in where a response leads to, and give the page that this leads to."""
    while response.status_code == 302 and "/admin/" in urlsplit(response["Location"]).path:
        response = client.get(response["Location"])
    form = {"login": (person or client.user).email, "password": PASSWORD}
    return client.post(response["Location"], form, follow=True)


@pytest.mark.parametrize("where", ["change", "add"])
def test_a_form_whose_session_has_ended_is_there_after_signing_in(client, section, where):
    path = page_of(section) if where == "change" else adding(section)
    form = opened(client, path) | {"title_sv": "Skrivet länge", "plain_sv": "<p>Mycket.</p>", "new_password": "hemlig"}
    client.logout()
    page = sign_in(client, client.post(path, form))
    assert page.redirect_chain[-1][0] == path
    shown = page.context["adminform"].form
    assert (shown["title_sv"].value(), shown["plain_sv"].value()) == ("Skrivet länge", "<p>Mycket.</p>")
    assert "you had to sign in again" in errors(page)["__all__"][0]
    assert not Section.objects.filter(title_sv="Skrivet länge").exists()
    assert client.post(path, filled(page)).status_code == 302
    assert Section.objects.get(title_sv="Skrivet länge").plain_sv == "<p>Mycket.</p>"


def test_a_form_with_an_older_token_is_shown_again(section):
    client = Client(enforce_csrf_checks=True, headers={"Accept-Language": "en"})
    client.force_login(MembershipFactory(municipality=section.strategy.municipality).user)
    form = opened(client, page_of(section)) | {"title_sv": "Skrivet", "csrfmiddlewaretoken": "older"}
    response = client.post(page_of(section), form, follow=True)
    assert response.context["adminform"].form["title_sv"].value() == "Skrivet"
    assert Section.objects.get().title_sv == "Ett"
    assert client.post(page_of(section), {"title_sv": "Falskt"}).status_code == 403


def test_a_kept_form_is_seen_by_its_writer_alone(client, section):
    form = opened(client, page_of(section)) | {"title_sv": "Hemligt"}
    client.logout()
    response = client.post(page_of(section), form)
    other = MembershipFactory(municipality=section.strategy.municipality).user
    assert "Hemligt" not in sign_in(client, response, other).content.decode()
    assert sent_forms.IN_SESSION not in client.session


@pytest.mark.parametrize("sign", ["", "forged", None])
def test_what_no_form_of_the_portal_sent_is_not_kept(client, section, sign):
    form = {"title_sv": "Skräp"} | ({} if sign is None else {"once": sign})
    client.logout()
    client.post(page_of(section), form)
    assert sent_forms.IN_SESSION not in client.session


def test_a_form_is_not_kept_for_ever_and_never_with_a_password(client, section):
    form = opened(client, page_of(section)) | {"title_sv": "Skrivet", "new_password": "hemlig"}
    client.logout()
    response = client.post(page_of(section), form)
    session = client.session
    assert "hemlig" not in str(dict(session))
    session[sent_forms.IN_SESSION] |= {"at": time.time() - sent_forms.KEPT_FOR.total_seconds() - 1}
    session.save()
    assert "Skrivet" not in sign_in(client, response).content.decode()


def test_a_kept_form_is_merged_with_what_was_saved_meanwhile(client, section):
    form = opened(client, page_of(section)) | {"plain_sv": "<p>Min.</p>"}
    client.logout()
    response = client.post(page_of(section), form)
    Section.objects.update(title_sv="Hennes", plain_sv="<p>Hennes.</p>")
    page = sign_in(client, response)
    assert page.context["adminform"].form["title_sv"].value() == "Hennes"
    assert "Hennes." in errors(page)["plain_sv"][0]


def test_what_was_written_in_a_deleted_row_is_offered_as_a_new_one(client, section):
    commitment = CommitmentFactory(strategy=section.strategy)
    ResponsibilityFactory(strategy=section.strategy, commitment=commitment)
    form = opened(client, page_of(commitment)) | {"plain_sv": "<p>Mycket.</p>"}
    path = page_of(commitment)
    client.post(page_of(commitment, "delete"), {"post": "yes"})
    page = client.post(path, form, follow=True)
    assert page.redirect_chain[-1][0].endswith(f"/commitment/add/?strategy={section.strategy_id}")
    assert page.context["adminform"].form["plain_sv"].value() == "<p>Mycket.</p>"
    [text] = errors(page)["__all__"]
    assert "has been deleted while you were writing" in text
    assert client.post(page.redirect_chain[-1][0], filled(page)).status_code == 302
    assert Strategy.objects.get().commitments.get().plain_sv == "<p>Mycket.</p>"


def test_of_another_municipalitys_deleted_row_nothing_is_told(client, section):
    theirs = SectionFactory(title_sv="Hemlig")
    path = page_of(theirs)
    form = opened(client, page_of(section))
    theirs.delete()
    page = client.post(path, form, follow=True)
    assert page.redirect_chain[-1][0] == reverse("admin:index")
    assert "Hemlig" not in page.content.decode()


def test_people_are_kept_too(client):
    client.user = UserFactory(is_superuser=True)
    client.force_login(client.user)
    person = UserFactory()
    form = opened(client, page_of(person)) | {"last_name": "Lind"}
    client.logout()
    page = sign_in(client, client.post(page_of(person), form))
    assert page.context["adminform"].form["last_name"].value() == "Lind"
