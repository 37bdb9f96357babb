"""Every form that changes a row, opened twice and saved twice: nothing of the first is lost to the second."""

from dataclasses import dataclass
from typing import Any

import pytest
from django.contrib import admin
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.urls import reverse

from goals.models import Commitment, FocusArea, LongTermGoal, Measure, Responsibility, SubGoal, Theme
from portal.models import SecurityEvent
from strategies.fields import translated_fields
from strategies.models import BinEntry, Committee, Membership, Municipality, Section, Strategy
from tests.admin_pages import address, errors, filled, page_of
from tests.factories import CommitteeFactory, SectionFactory, StrategyFactory, UserFactory
from tests.portal.site.admin.test_two_at_once import at_once, posting
from tests.portal.site.admin.world import side

pytestmark = pytest.mark.django_db


@dataclass(frozen=True)
class Two:
    """A field that two people give a value each, and another that only the second one changes."""

    field: str
    other: str
    theirs: str = "Deras"
    mine: str = "Min"


TITLE = Two("title_sv", "number")
FORMS: dict[Any, Two] = {
    Municipality: Two("name_sv", "short_name"),
    Committee: Two("name_sv", "description_sv"),
    Membership: Two("committee", "", theirs="second", mine="third"),
    User: Two("first_name", "last_name"),
    Strategy: Two("title_sv", "replaces"),
    Section: Two("title_sv", "signed_by"),
    Commitment: TITLE,
    FocusArea: TITLE,
    LongTermGoal: TITLE,
    SubGoal: TITLE,
    Measure: TITLE,
    Responsibility: Two("role", "committee", theirs="owner", mine="revision"),
    Theme: Two("name_sv", "description_sv"),
}


@pytest.fixture
def rows(client):
    client.force_login(UserFactory(is_superuser=True))
    found = side("egen").rows | {Theme: Theme.objects.first()}
    for name in ("second", "third"):
        CommitteeFactory(municipality=found[Municipality], slug=name, name_sv=name)
    return found


def value(two: str) -> Any:
    """Give a value as it is sent: the key of the committee with that address name, or the word itself."""
    committee = Committee.objects.filter(slug=two).first()
    return committee.pk if committee else two


def stored(row) -> dict[str, Any]:
    now = type(row)._base_manager.get(pk=row.pk)
    names = {column.attname for column in row._meta.concrete_fields} - set(translated_fields(row))
    return {name: getattr(now, name) for name in names}


def test_no_form_is_forgotten():
    assert set(FORMS) == set(admin.site._registry) - {BinEntry, SecurityEvent}  # nobody edits those


@pytest.mark.parametrize("model", FORMS)
def test_the_second_is_merged_with_the_first(client, rows, model):
    row, two = rows[model], FORMS[model]
    mine, theirs = (filled(client.get(page_of(row))) for _person in range(2))
    other = {two.other: value("third") if two.other == "committee" else "Min"} if two.other else {}
    assert client.post(page_of(row), theirs | {two.field: value(two.theirs)}).status_code == 302
    first = stored(row)
    assert client.post(page_of(row), mine | other).status_code == 302
    changed = {name for name, now in stored(row).items() if now != first[name]}
    assert changed - {"changed_at", "translation_ledger"} <= {two.other, f"{two.other}_id"}
    assert bool(changed) == bool(other)


@pytest.mark.parametrize("model", FORMS)
def test_what_both_changed_is_shown_to_the_second(client, rows, model):
    row, two = rows[model], FORMS[model]
    mine, theirs = (filled(client.get(page_of(row))) for _person in range(2))
    assert client.post(page_of(row), theirs | {two.field: value(two.theirs)}).status_code == 302
    first = stored(row)
    response = client.post(page_of(row), mine | {two.field: value(two.mine)})
    assert list(errors(response)) == [two.field, "__all__"]
    assert stored(row) == first
    again = filled(response)
    assert str(again[two.field]) == str(value(two.mine))
    assert client.post(page_of(row), again).status_code == 302
    assert stored(row) != first


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "postgresql", reason="On SQLite there is one writer at a time.")
@pytest.mark.parametrize("model", [Section, Theme, User])
def test_of_two_who_save_in_the_same_moment_the_later_is_shown_the_first(model):
    user = UserFactory(is_superuser=True)
    row = {Section: SectionFactory, Theme: Theme.objects.first, User: UserFactory}[model]()
    clients = [Client(headers={"Accept-Language": "en"}) for _person in range(6)]
    for client in clients:
        client.force_login(user)
        client.post(reverse("account_reauthenticate"), {"password": "a long enough word"})
    forms = [filled(client.get(page_of(row))) | {FORMS[model].field: f"Text {client}"[-20:]} for client in clients]
    posts = [posting(client, page_of(row), form) for client, form in zip(clients, forms, strict=True)]
    answers = at_once(*posts)
    assert sorted(answer.status_code for answer in answers) == [200] * 5 + [302]
    assert all(FORMS[model].field in errors(answer) for answer in answers if answer.status_code == 200)


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "postgresql", reason="On SQLite there is one writer at a time.")
def test_a_form_that_is_sent_six_times_in_the_same_moment_is_saved_once():
    strategy = StrategyFactory()
    client = Client(headers={"Accept-Language": "en"})
    client.force_login(UserFactory(is_superuser=True))
    path = f"{address(Section, 'add')}?strategy={strategy.pk}"
    page = client.get(path)
    sign = page.content.decode().split('name="once" value="')[-1].split('"')[0]
    form = filled(page) | {"title_sv": "Nytt", "kind": "other", "once": sign}
    answers = at_once(*[posting(client, path, form)] * 6)
    assert {(answer.status_code, answer["Location"]) for answer in answers} == {(302, answers[0]["Location"])}
    assert Section.objects.count() == 1
