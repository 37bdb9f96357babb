"""What is answered before a page is asked for."""

import pytest

ADDRESSES = [
    "/",
    "/sv/",
    "/en/account/sign-in/",
    "/admin/",
    "/admin/strategies/strategy/",
    "/static/css/base.css",
    "/no",
]


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("method", ["TRACE", "TRACK", "CONNECT", "PUT", "PATCH", "DELETE", "PROPFIND", "HACK"])
def test_a_method_that_no_page_answers_to_is_refused(client, address, method):
    response = client.generic(method, address, HTTP_COOKIE="sessionid=secret")
    assert (response.status_code, response["Allow"]) == (405, "GET, HEAD, POST, OPTIONS")
    assert b"secret" not in response.content


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_reading_is_answered(client, db, method):
    assert client.generic(method, "/sv/").status_code == 200
