"""A browser that asks for English, and an administrator who has just confirmed that it is them."""

import pytest
from django.urls import reverse


@pytest.fixture
def client(client):
    """Give the admin in English, whatever is translated, open to administrators as after their password was asked."""
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    sign_in = client.force_login

    def confirmed(person):
        sign_in(person)
        if person.is_superuser:
            client.post(reverse("account_reauthenticate"), {"password": "a long enough word"})

    client.force_login = confirmed
    return client
