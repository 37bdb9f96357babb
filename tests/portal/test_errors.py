"""What a reader gets when something goes wrong: help in their language, and never a traceback."""

import pytest
from django.test import Client


@pytest.mark.parametrize("language", ["sv", "en"])
def test_a_wrong_host_is_refused_even_without_a_public_address(db, settings, language):
    settings.SITE_URL = ""
    response = Client(raise_request_exception=False).get(f"/{language}/", headers={"host": "elsewhere.example"})
    assert response.status_code == 400
    assert f'<html lang="{language}"' in response.content.decode()
    assert "elsewhere.example" not in response.content.decode()


def test_a_form_without_its_token_says_what_to_do(db):
    response = Client(enforce_csrf_checks=True).post("/en/account/sign-in/", {"login": "a@example.se", "password": "b"})
    assert response.status_code == 403
    assert "sign in again and retry" in response.content.decode()


@pytest.mark.parametrize("query", ["\0", "a\0b", "%", "'; --", "\ud800", "x" * 5000, "\r\n", "𝕊"])
def test_rubbish_in_the_search_field_finds_nothing(db, client, query):
    response = client.get("/en/municipalities/", {"q": query.encode("utf-8", "surrogatepass")})
    assert response.status_code == 200
    assert "Traceback" not in response.content.decode()


@pytest.mark.parametrize("number", ["0", "-1", "999", "x", "\0"])
def test_a_page_that_is_not_there_gives_the_nearest(db, client, number):
    assert client.get("/en/glossary/", {"page": number}).status_code == 200
    assert client.get("/en/themes/housing/", {"page": number}).status_code == 200
