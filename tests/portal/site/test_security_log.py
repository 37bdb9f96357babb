"""What the security log tells, to whom, and that nobody changes it."""

from datetime import timedelta
from io import StringIO

import pytest
from django.contrib.auth.models import User
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from portal.models import SecurityEvent
from portal.site.security_log import record
from strategies.acts import publish
from strategies.models import Membership, SourceFile, Strategy
from tests.admin_pages import address, filled, page_of
from tests.factories import (
    CommitteeFactory,
    MembershipFactory,
    StrategyFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

Kind = SecurityEvent.Kind
OWN = "a long enough word"
NEW = "kratta moln sidenband"
FROM = "198.51.100.7"


@pytest.fixture
def administrator():
    return UserFactory(is_superuser=True, email="admin@example.se")


@pytest.fixture
def client(administrator):
    client = Client(HTTP_ACCEPT_LANGUAGE="en", REMOTE_ADDR=FROM)
    client.force_login(administrator)
    client.post(reverse("account_reauthenticate"), {"password": OWN})
    return client


def told(kind):
    """Give what the log says of a kind: who, from where, about what; the oldest first."""
    rows = SecurityEvent.objects.filter(kind=kind).order_by("pk")
    return list(rows.values_list("account", "address", "about"))


@pytest.fixture
def log():
    """Begin with an empty log once the people are made; give what it says from there."""

    def begin():
        SecurityEvent.objects.forget_before(timezone.now() + timedelta(days=1))

    return begin


def test_signing_in_and_wrong_passwords():
    person = UserFactory(email="sara@example.se")
    browser = Client(REMOTE_ADDR=FROM)
    for _time in range(6):
        browser.post("/en/account/sign-in/", {"login": "Sara@example.se", "password": "not the word"})
    assert told(Kind.WRONG_PASSWORD) == [("sara@example.se", FROM, "")] * 5
    assert told(Kind.SLOWED) == [("sara@example.se", FROM, "")]
    Client(REMOTE_ADDR="203.0.113.9").post("/en/account/sign-in/", {"login": person.email, "password": OWN})
    assert told(Kind.SIGN_IN) == [("sara@example.se", "203.0.113.9", "")]
    assert not SecurityEvent.objects.filter(about__contains="the word").exists()


def test_behind_a_proxy_the_address_is_the_one_that_it_reports(settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    form = {"login": "sara@example.se", "password": "x"}
    Client(HTTP_X_FORWARDED_FOR="192.0.2.1, 203.0.113.9").post("/en/account/sign-in/", form)
    assert told(Kind.WRONG_PASSWORD) == [("sara@example.se", "203.0.113.9", "")]


def test_refusals_of_people_signed_in():
    coordinator = MembershipFactory().user
    browser = Client(REMOTE_ADDR=FROM)
    assert browser.get("/admin/auth/user/").status_code == 302
    assert told(Kind.REFUSED) == []
    browser.force_login(coordinator)
    browser.get("/admin/auth/user/")
    browser.post("/admin/auth/user/add/", {"email": "x@example.se"})
    outsider = UserFactory()
    browser.force_login(outsider)
    browser.get("/admin/strategies/strategy/")
    assert told(Kind.REFUSED) == [
        (coordinator.email, FROM, "GET /admin/auth/user/"),
        (coordinator.email, FROM, "POST /admin/auth/user/add/"),
        (outsider.email, FROM, "GET /admin/strategies/strategy/"),
    ]


def test_rights_given_changed_and_taken_back(client, log):
    committee, person = CommitteeFactory(), UserFactory(email="sara@example.se")
    log()
    form = {"user": person.pk, "municipality": committee.municipality_id, "role": "coordinator"}
    client.post(address(Membership, "add"), form)
    client.post(page_of(person.memberships.get(), "delete"), {"post": "yes"})
    client.post(page_of(person), filled(client.get(page_of(person)), is_superuser="on"))
    client.post(page_of(person), filled(client.get(page_of(person)), is_active=None))
    client.post(page_of(person, "delete"), {"post": "yes"})
    lines = told(Kind.RIGHTS)
    assert {(who, where) for who, where, _about in lines} == {("admin@example.se", FROM)}
    assert all(str(person) in about or person.email in about for _who, _where, about in lines)
    # In the portal's first language, whose words may not be compiled here.
    given, taken, more, fewer, deleted = (about.rpartition(": ")[2] for _who, _where, about in lines)
    assert (more, fewer) == ("False → True", "True → False")
    assert len({given, taken, deleted}) == 3
    assert told(Kind.PASSWORD) == []


def test_a_new_person_and_new_passwords(client, log):
    log()
    form = filled(client.get(address(User, "add")), email="ny@example.se", new_password=NEW)
    client.post(address(User, "add"), form)
    person = User.objects.get(email="ny@example.se")
    assert told(Kind.RIGHTS) == [("admin@example.se", FROM, "ny@example.se: new person")]
    path = reverse("admin:auth_user_password_change", args=[person.pk])
    sent = {"password1": NEW + " ö", "password2": NEW + " ö", "usable_password": "true", "set-password": "x"}
    client.post(path, sent)
    assert told(Kind.PASSWORD) == [("admin@example.se", FROM, "ny@example.se: new password")]
    own = Client(REMOTE_ADDR=FROM)
    person.refresh_from_db()
    own.force_login(person)
    own.post(reverse("account_change_password"), {"oldpassword": NEW + " ö", "password1": NEW, "password2": NEW})
    assert told(Kind.PASSWORD)[1:] == [("ny@example.se", FROM, "ny@example.se: new password")]


def test_a_digest_made_anew_is_no_new_password(settings, log):
    person = UserFactory()
    log()
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.PBKDF2PasswordHasher", *settings.PASSWORD_HASHERS]
    before = person.password
    assert person.check_password(OWN)
    assert person.password != before
    assert told(Kind.PASSWORD) == []


def test_publishing_and_withdrawing(client, log):
    strategy = StrategyFactory(status="draft", title_sv="Plan", edition="2024")
    older = StrategyFactory(municipality=strategy.municipality, slug=strategy.slug, edition="2020", title_sv="Plan")
    log()
    for action in ("publish", "withdraw"):
        page = client.get(address(Strategy, action, strategy.pk))
        client.post(address(Strategy, action, strategy.pk), {"seen": page.context["seen"]})
    assert told(Kind.PUBLICATION) == [
        ("admin@example.se", FROM, "Plan (2020): published → superseded by a newer edition"),
        ("admin@example.se", FROM, "Plan (2024): draft → published"),
        ("admin@example.se", FROM, "Plan (2024): published → withdrawn"),
    ]
    older.refresh_from_db()
    older.save()
    assert len(told(Kind.PUBLICATION)) == 3


def test_what_is_undone_was_never_logged(log):
    strategy = StrategyFactory(status="draft")
    log()
    with transaction.atomic():
        publish(strategy)
        transaction.set_rollback(True)
    assert told(Kind.PUBLICATION) == []


def test_files_that_leave_the_admin(client, log, tmp_path):
    strategy = StrategyFactory(status="draft")
    source = SourceFile(strategy=strategy, name="plan.txt", media_type="text/plain", size=1)
    source.file.save("plan.txt", ContentFile(b"x"))
    log()
    path = reverse("admin:strategies_strategy_source", args=[strategy.pk, source.pk])
    assert client.get(path).getvalue() == b"x"
    call_command("export_strategy", f"{strategy.municipality.slug}/{strategy.slug}", stdout=StringIO())
    call_command("export_strategy", folder=tmp_path, stderr=StringIO())
    assert list(client.get(address(SecurityEvent, "changelist") + "export/").streaming_content)
    assert [(who, about.partition(" ")[0]) for who, _where, about in told(Kind.EXPORT)] == [
        ("admin@example.se", path),
        ("", "export_strategy"),
        ("", "export_strategy"),
        ("admin@example.se", "/admin/portal/securityevent/export/"),
    ]


def test_a_line_is_never_changed_or_deleted(client):
    record(Kind.REFUSED, about="x")
    event = SecurityEvent.objects.get(about="x")
    for change in (event.save, event.delete, SecurityEvent.objects.all().delete):
        with pytest.raises(TypeError):
            change()
    with pytest.raises(TypeError):
        SecurityEvent.objects.update(about="y")
    assert client.get(address(SecurityEvent, "add")).status_code == 403
    assert client.post(page_of(event), {"about": "y"}).status_code == 403
    assert client.post(page_of(event, "delete"), {"post": "yes"}).status_code == 403
    chosen = {"action": "delete_selected", "_selected_action": [event.pk], "post": "yes"}
    client.post(address(SecurityEvent, "changelist"), chosen)
    assert SecurityEvent.objects.get(about="x").pk == event.pk


def test_an_administrator_reads_chooses_and_takes_out(client, log):
    log()
    record("refused", account="a@example.se", about="=1+1")
    record("rights", account="b@example.se", about="@b")
    record("rights", account="-c", about="c")
    path = address(SecurityEvent, "changelist")
    for query, found in (
        ("?kind__exact=rights", {"@b", "c"}),
        ("?account__exact=a%40example.se", {"=1+1"}),
        (f"?at__gte={timezone.now() + timedelta(days=1):%Y-%m-%d %H:%M}Z", set()),
        ("?q=b%40example", {"@b"}),
    ):
        assert {row.about for row in client.get(path + query).context["cl"].result_list} == found, query
    page = client.get(path + "?kind__exact=rights").content.decode()
    assert f'href="{path}export/?kind__exact=rights"' in page
    table = b"".join(client.get(path + "export/?kind__exact=rights").streaming_content).decode("utf-8-sig")
    lines = [line.split(";") for line in table.splitlines()]
    assert lines[0] == ["when", "what happened", "person", "network address", "what it was about"]
    assert [line[1:] for line in lines[1:]] == [
        ["rights changed", "'-c", "", "c"],
        ["rights changed", "b@example.se", "", "'@b"],
    ]
    everything = b"".join(client.get(path + "export/").streaming_content).decode("utf-8-sig")
    assert ";'=1+1" in everything


def test_others_do_not_read_it():
    record(Kind.REFUSED, about="hemligt")
    event = SecurityEvent.objects.get(about="hemligt")
    browser = Client()
    browser.force_login(MembershipFactory().user)
    path = address(SecurityEvent, "changelist")
    for place in (path, path + "export/", page_of(event)):
        response = browser.get(place)
        assert (response.status_code, "hemligt" in response.content.decode()) == (403, False)
    assert "securityevent" not in browser.get("/admin/").content.decode()


def test_what_is_old_goes(log, settings):
    log()
    settings.SECURITY_LOG_DAYS = 10
    for days in (9, 11, 400):
        SecurityEvent.objects.create(kind="refused", about=str(days), at=timezone.now() - timedelta(days=days))
    out = StringIO()
    call_command("clear_security_log", stdout=out)
    assert out.getvalue() == "2 lines were deleted.\n"
    assert [about for _who, _where, about in told(Kind.REFUSED)] == ["9"]


def test_what_is_typed_fits():
    record(Kind.WRONG_PASSWORD, account="a\0" + "x" * 999, about="y" * 9999)
    [(account, _where, about)] = told(Kind.WRONG_PASSWORD)
    assert (account[:2], len(account), len(about)) == ("ax", 254, 500)
