"""What is added to every response: who may keep it, and what the browser leaves switched off."""

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from portal.site.middleware import permissions_policy, shared_caching
from tests.factories import CommitmentFactory, UserFactory

SHARED = "public, max-age=0, s-maxage=60"
NOBODY = "private, no-store"
make = RequestFactory()


def sent(request, response=None, through=shared_caching):
    """Send a response through a middleware."""
    response = response or HttpResponse()
    return through(lambda _request: response)(request)


@pytest.mark.parametrize("status", [200, 301, 302, 404])
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_caches_may_share_what_anybody_gets(method, status):
    response = sent(make.generic(method, "/"), HttpResponse(status=status))
    assert response["Cache-Control"] == SHARED
    assert response["Vary"] == "Cookie"


@pytest.mark.parametrize("status", [204, 403, 410, 500, 503])
def test_caches_are_told_nothing_of_what_went_wrong(status):
    assert not sent(make.get("/"), HttpResponse(status=status)).has_header("Cache-Control")


@pytest.mark.parametrize("status", [200, 302, 404, 500])
def test_no_cache_keeps_what_somebody_signed_in_gets(status, settings):
    request = make.get("/")
    request.COOKIES[settings.SESSION_COOKIE_NAME] = "a session"
    response = sent(request, HttpResponse(status=status))
    assert response["Cache-Control"] == NOBODY
    assert response["Vary"] == "Cookie"


def test_no_cache_keeps_what_sets_a_cookie():
    response = HttpResponse()
    response.set_cookie("csrftoken", "a token")
    assert sent(make.get("/"), response)["Cache-Control"] == NOBODY


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
def test_no_cache_keeps_the_answer_to_a_form(method):
    assert sent(make.generic(method, "/"))["Cache-Control"] == NOBODY


def test_another_cookie_makes_nobody_signed_in():
    request = make.get("/")
    request.COOKIES["csrftoken"] = "a token"
    assert sent(request)["Cache-Control"] == SHARED


def test_what_a_page_says_of_its_own_caching_stands():
    response = sent(make.get("/"), HttpResponse(headers={"Cache-Control": "no-store"}))
    assert (response["Cache-Control"], response.has_header("Vary")) == ("no-store", False)


def test_the_browsers_sensors_are_off_unless_a_page_says_otherwise():
    policy = "camera=(), geolocation=(), microphone=(), payment=()"
    assert sent(make.get("/"), through=permissions_policy)["Permissions-Policy"] == policy
    own = HttpResponse(headers={"Permissions-Policy": "camera=(self)"})
    assert sent(make.get("/"), own, through=permissions_policy)["Permissions-Policy"] == "camera=(self)"


@pytest.mark.django_db
def test_addresses_that_lead_on_may_be_shared_among_those_with_the_same_language_and_no_cookie(client):
    goal = CommitmentFactory()
    for address in ("/", f"/p/{goal.uid}"):
        response = client.get(address, headers={"accept-language": "sv"})
        assert (response.status_code, response["Cache-Control"]) == (302, SHARED), address
        assert {"Accept-Language", "Cookie"} <= set(response["Vary"].split(", ")), address
    client.force_login(UserFactory())
    for address in ("/", f"/p/{goal.uid}", goal.strategy.get_absolute_url()):
        response = client.get(address)
        assert response["Cache-Control"] == NOBODY, address
        assert "Cookie" in response["Vary"].split(", "), address
