"""A password that others would guess is refused at every way in, in words that say how to mend it."""

import pytest
from django.contrib.auth.models import User
from django.contrib.auth.password_validation import password_validators_help_texts, validate_password
from django.core.exceptions import ValidationError
from django.urls import reverse

from tests.admin_pages import address, filled
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db

REPEATS, IN_ROWS, NAMED, COMMON = (
    *("password_repeats", "password_in_rows"),
    *("password_named", "password_too_common"),
)


@pytest.fixture
def person():
    return UserFactory.build(email="sara.lindqvist@hylte.example", first_name="Sara", last_name="Lindqvist")


def refusals(password, person=None):
    try:
        validate_password(password, person)
    except ValidationError as error:
        return {fault.code for fault in error.error_list}
    return set()


@pytest.mark.parametrize(
    ("password", "code"),
    [
        *(
            (word, REPEATS)
            for word in ("aaaaaaaaaaaa", "abababababab", "hejnuhejnuhejnu", "Zk4?Zk4?Zk4?Z", "aaaabbbbcccc")
        ),
        *(
            (word, IN_ROWS)
            for word in ("qwertyuiopåä", "1qaz2wsx3edc", "abcdefghijklm", "987654321098", "qwerty123456zx")
        ),
        *((word, IN_ROWS) for word in ("lkjhgfdsaZX!", "sommar123456")),
        *(
            (word, NAMED)
            for word in ("lindqvist1975!", "Sara.Lindqvist", "hässleholm2024", "Örnsköldsvik!!", "hylte-hylte-9x")
        ),
        *((word, NAMED) for word in ("integrationsportalen", "Provkommunen 26", "Hasslehölm kom")),
        *(
            (word, COMMON)
            for word in ("Sommaren2024!", "l0senord1234", "Välkommen!123", "P4ssw0rd2024!", "vinterhammarby")
        ),
        *(
            (word, COMMON)
            for word in ("correcthorsebatterystaple", "jag älskar dig mest", "hejsan hejsan!!", "footballfootball")
        ),
        *((word, COMMON) for word in ("Hej Sommar Fotboll 7", "telechargement", "administrator1")),
    ],
)
def test_what_others_would_guess_is_refused(person, password, code):
    assert code in refusals(password, person)


@pytest.mark.parametrize(
    "password",
    [
        *("fyra ord i rad", "a long enough word", "another long enough word", "kratta moln sidenband ö"),
        *("tram-violet-hinge-9", "N7#kd!vQ2x$zP", "hylte äger sju mörka grottor", "qwerty är en rad på tangenter"),
    ],
)
def test_what_others_would_not_guess_is_taken(person, password):
    assert refusals(password, person) == set()


def test_nobody_need_be_known():
    assert refusals("fyra ord i rad") == set()
    assert refusals("hässleholm2024") == {NAMED}


@pytest.mark.parametrize(
    "password", ["aaaaaaaaaaaa", "qwertyuiopåä", "hässleholm2024", "Sommaren2024!", "sara.lindqvis"]
)
def test_a_refusal_says_how_to_mend_it(person, password):
    with pytest.raises(ValidationError) as refused:
        validate_password(password, person)
    assert any("Put together four words or more" in message for message in refused.value.messages)


def test_the_rules_are_told_beforehand():
    assert "Do not repeat the same few characters." in password_validators_help_texts()


GUESSABLE = "Lindqvist2024!"


@pytest.fixture
def sara():
    return UserFactory(email="sara.lindqvist@hylte.example", first_name="Sara", last_name="Lindqvist")


def test_the_page_of_a_new_person_refuses_it(client):
    client.force_login(UserFactory(is_superuser=True))
    client.post(reverse("account_reauthenticate"), {"password": "a long enough word"})
    page = client.get(address(User, "add"))
    form = filled(page, email="per.lindqvist@hylte.example", last_name="Lindqvist", new_password=GUESSABLE)
    response = client.post(address(User, "add"), form)
    assert list(response.context["adminform"].form.errors) == ["new_password"]
    assert not User.objects.filter(last_name="Lindqvist").exists()


def test_the_page_for_anothers_password_refuses_it(client, sara):
    client.force_login(UserFactory(is_superuser=True))
    sent = {"password1": GUESSABLE, "password2": GUESSABLE, "usable_password": "true", "set-password": "x"}
    client.post(reverse("admin:auth_user_password_change", args=[sara.pk]), sent)
    sara.refresh_from_db()
    assert not sara.check_password(GUESSABLE)


@pytest.mark.parametrize(
    ("page", "names"),
    [
        ("account_change_password", ("oldpassword", "password1", "password2")),
        ("admin:password_change", ("old_password", "new_password1", "new_password2")),
    ],
)
def test_the_page_for_ones_own_password_refuses_it(client, sara, page, names):
    sara.is_superuser = True
    sara.save()
    client.force_login(sara)
    words = ("a long enough word", GUESSABLE, GUESSABLE)
    response = client.post(reverse(page), dict(zip(names, words, strict=True)))
    assert response.context["form"].errors
    sara.refresh_from_db()
    assert not sara.check_password(GUESSABLE)


def test_the_page_behind_a_letter_refuses_it(client, sara, mailoutbox):
    client.post(reverse("account_reset_password"), {"email": sara.email})
    link = next(word for word in mailoutbox[0].body.split() if word.startswith("http"))
    form = client.get(link, follow=True).request["PATH_INFO"]
    assert client.post(form, {"password1": GUESSABLE, "password2": GUESSABLE}).context["form"].errors
    sara.refresh_from_db()
    assert not sara.check_password(GUESSABLE)
