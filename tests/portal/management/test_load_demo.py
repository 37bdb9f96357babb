"""The demonstration is loaded, and loaded again with the same result."""

import io

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from goals.models import Theme
from portal.strategyfile import read, store, written
from strategies.models import Membership, Strategy
from tests.portal.strategyfile.files import DEMO, everything_stored

pytestmark = [pytest.mark.django_db, pytest.mark.engine]

SIGN_INS = ["admin@example.se", "hassleholm@example.se", "laholm@example.se", "namnd@example.se"]


def loaded(**options):
    """Give what the command prints."""
    out = io.StringIO()
    call_command("load_demo", stdout=out, **options)
    return out.getvalue()


@pytest.fixture
def demonstration(settings):
    """Let the installation be a demonstration."""
    settings.DEMO = True


def test_five_strategies_are_published():
    names = ["Hässleholm", "Laholm", "Örnsköldsvik", "Söderhamn", "Sollefteå"]
    files = [read(path.read_bytes()) for path in DEMO]
    assert loaded().splitlines() == [
        f"{name} Municipality: {file['title']['en']} ({file['edition']})"
        for name, file in zip(names, files, strict=True)
    ]
    assert Strategy.objects.current().count() == 5
    assert not get_user_model().objects.exists()


def test_twice_in_a_row_gives_the_same_and_writes_nothing(demonstration):
    said = loaded(sign_ins=True)
    before = everything_stored()
    users = list(get_user_model().objects.order_by("pk").values_list())
    with CaptureQueriesContext(connection) as queries:
        assert loaded(sign_ins=True) == said
    assert [query["sql"] for query in queries if query["sql"].startswith(("INSERT", "UPDATE", "DELETE"))] == []
    assert everything_stored() == before
    assert list(get_user_model().objects.order_by("pk").values_list()) == users


def test_what_was_edited_is_as_shipped_again():
    loaded()
    edited = Strategy.objects.get(municipality__slug="laholm")
    edited.title_sv = "Ändrad"
    edited.save()
    edited.commitments.first().delete()
    loaded()
    assert written(Strategy.objects.get(municipality__slug="laholm")) == read(DEMO[1].read_bytes())


def test_a_newer_edition_stays_the_current_one():
    data = read(DEMO[1].read_bytes())
    loaded()
    store(data | {"edition": "2030"}, publish=True)
    loaded()
    assert [row.edition for row in Strategy.objects.current().filter(municipality__slug="laholm")] == ["2030"]


def test_a_theme_that_is_gone_is_told_and_nothing_is_loaded():
    Theme.objects.filter(slug_en="housing").delete()
    with pytest.raises(CommandError, match=r"^hassleholm.json\ncommitments\[0\].*: Expected one of: education-"):
        loaded()
    assert not Strategy.objects.exists()


def test_accounts_are_refused_outside_a_demonstration():
    with pytest.raises(CommandError, match="Set DEMO=true if this is one"):
        loaded(sign_ins=True)
    assert not get_user_model().objects.exists()
    assert not Strategy.objects.exists()


def test_the_accounts_are_told_with_their_roles(demonstration):
    assert loaded(sign_ins=True).split("\n")[5:] == [
        "",
        "Sign in with the password “demonstration-2026” (an account that was there before keeps its own):",
        "  admin@example.se       portal administrator",
        "  hassleholm@example.se  integration coordinator, Hässleholm Municipality",
        "  laholm@example.se      integration coordinator, Laholm Municipality",
        "  namnd@example.se       committee member or secretary, Labour Market Committee, Hässleholm Municipality",
        "",
    ]
    memberships = Membership.objects.order_by("user__email")
    assert list(memberships.values_list("user__email", "role", "municipality__slug", "committee__slug")) == [
        ("hassleholm@example.se", "coordinator", "hassleholm", None),
        ("laholm@example.se", "coordinator", "laholm", None),
        ("namnd@example.se", "committee_member", "hassleholm", "arbetsmarknadsnamnden"),
    ]
    superusers = get_user_model().objects.filter(is_superuser=True, is_staff=True)
    assert list(superusers.values_list("username", "email")) == [("admin@example.se", "admin@example.se")]


@pytest.mark.parametrize("email", SIGN_INS)
def test_each_account_signs_in_by_its_email(whole_demonstration, client, email):
    response = client.post(reverse("account_login"), {"login": email, "password": "demonstration-2026"})
    assert response.status_code == 302
    assert client.session["_auth_user_id"] == str(get_user_model().objects.get(email=email).pk)


def test_each_account_can_ask_for_a_new_password(whole_demonstration, client, mailoutbox):
    for email in SIGN_INS:
        client.post(reverse("account_reset_password"), {"email": email})
    assert [message.to for message in mailoutbox] == [[email] for email in SIGN_INS]
    assert EmailAddress.objects.filter(verified=True, primary=True).count() == 4


def test_an_account_that_was_there_keeps_its_password_and_gets_its_role(demonstration):
    user = get_user_model().objects.create_user("laholm", "laholm@example.se", "a password of their own")
    loaded(sign_ins=True)
    user.refresh_from_db()
    assert user.check_password("a password of their own")
    assert user.memberships.get().municipality.slug == "laholm"
