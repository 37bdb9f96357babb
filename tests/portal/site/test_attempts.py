"""Guessing passwords is slow, and locks nobody else out."""

import time
from unittest import mock

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories import UserFactory

pytestmark = pytest.mark.django_db

ADDRESS = "/en/account/sign-in/"
RIGHT = "a long enough word"
TOO_MANY = "Too many wrong passwords have been sent from your network."


def attempt(person, password="wrong", **where):  # noqa: S107
    return Client(**where).post(ADDRESS, {"login": person.email, "password": password})


def faults(response):
    return response.context["form"].errors["__all__"]


def guess(person, times, **where):
    return [attempt(person, **where) for _attempt in range(times)][-1]


@pytest.fixture
def later():
    """Give a function that moves the clock of the limits on."""
    start, passed = time.time(), [0]

    def move(seconds):
        passed[0] += seconds

    def now():
        return start + passed[0]

    with mock.patch("time.time", now):
        yield move


def test_wrong_guesses_from_elsewhere_do_not_keep_the_right_person_out(client):
    person = UserFactory()
    assert TOO_MANY in faults(guess(person, 6, REMOTE_ADDR="203.0.113.7"))[0]
    assert attempt(person, RIGHT, REMOTE_ADDR="203.0.113.7").status_code == 200
    assert attempt(person, RIGHT, REMOTE_ADDR="198.51.100.1").status_code == 302


def test_whoever_guesses_is_told_when_to_try_again(later):
    person = UserFactory()
    guess(person, 5)
    later(100)
    assert faults(attempt(person)) == [f"{TOO_MANY} Try again in 4 minutes, or choose “Forgotten your password?”."]
    later(145)
    assert faults(attempt(person)) == [f"{TOO_MANY} Try again in 1 minute, or choose “Forgotten your password?”."]
    later(60)
    assert attempt(person, RIGHT).status_code == 302


def test_the_right_password_is_no_guess():
    person = UserFactory()
    guess(person, 4)
    assert [attempt(person, RIGHT).status_code for _time in range(6)] == [302] * 6
    assert TOO_MANY not in faults(attempt(person))[0]


def test_guesses_at_one_account_leave_others_at_the_same_address_alone():
    guess(UserFactory(), 20)
    assert attempt(UserFactory(), RIGHT).status_code == 302


def test_guesses_at_many_accounts_are_stopped_for_the_address_alone(settings):
    settings.ACCOUNT_RATE_LIMITS = settings.ACCOUNT_RATE_LIMITS | {"login": "1000/m/ip"}
    for _account in range(13):
        guess(UserFactory(), 4)
    person = UserFactory()
    assert TOO_MANY in faults(attempt(person))[0]
    assert attempt(person, RIGHT, REMOTE_ADDR="198.51.100.1").status_code == 302


def test_behind_a_proxy_the_address_is_the_one_that_it_reports(settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    person = UserFactory()
    for number in range(6):  # what the guesser sends is in front of what the proxy adds
        answer = attempt(person, HTTP_X_FORWARDED_FOR=f"192.0.2.{number}, 203.0.113.7")
    assert TOO_MANY in faults(answer)[0]
    assert attempt(person, RIGHT, HTTP_X_FORWARDED_FOR="203.0.113.7, 198.51.100.1").status_code == 302


def test_a_new_password_works_at_once(client, mailoutbox):
    person = UserFactory()
    guess(person, 6)
    client.post(reverse("account_reset_password"), {"email": person.email})
    link = next(word for word in mailoutbox[0].body.split() if word.startswith("http"))
    form = client.get(link, follow=True).request["PATH_INFO"]
    client.post(form, {"password1": "four words in a row", "password2": "four words in a row"})
    assert attempt(person, "four words in a row").status_code == 302


@pytest.mark.parametrize(("language", "words"), [("en", "Wait a minute"), ("sv", "Vänta en minut")])
def test_sending_the_form_again_and_again_gets_a_page_that_says_so(client, language, words):
    address = {"en": ADDRESS, "sv": "/sv/konto/logga-in/"}[language]
    for _time in range(31):
        response = client.post(address, {})
    assert response.status_code == 429
    assert f'<html lang="{language}"' in response.content.decode()
    assert words in response.content.decode() or language == "sv"
