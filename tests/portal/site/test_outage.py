"""The database is away: visitors are asked to come back, and the log says it once."""

import os
import sqlite3
import subprocess
import sys

import pytest
from django.db import InterfaceError, OperationalError

from portal.site.errors import server_error
from portal.site.outage import is_outage
from tests.conventions.sources import ROOT

NOBODY_LISTENS = "postgres://portal:secret@127.0.0.1:1/portal"
VISITS = """
import django
django.setup()
from django.test import Client
client = Client(raise_request_exception=False)
for number in range(3):
    for address in ("/sv/", "/en/municipalities/", "/en/nowhere/", "/p/abcdefghij", "/sitemap.xml"):
        answer = client.get(address)
        print(answer.status_code, answer.get("Retry-After"), "<h1>" in answer.content.decode(), address)
client.cookies["sessionid"] = "a" * 32
for address in ("/admin/", "/en/"):
    print(client.get(address).status_code, client.get(address).get("Retry-After"), True, address)
sent = client.post("/en/account/sign-in/", {"login": "a@example.se", "password": "b"})
print(sent.status_code, sent["Retry-After"], "The portal is resting" in sent.content.decode(), "sign-in")
swedish = client.get("/sv/")
print(swedish.status_code, swedish["Retry-After"], '<html lang="sv"' in swedish.content.decode(), "swedish")
"""


@pytest.mark.parametrize("database", [NOBODY_LISTENS, "sqlite:////dev/null/portal.sqlite3"])
def test_every_visitor_is_asked_to_come_back_and_the_log_says_it_once(database):
    environment = os.environ | {"DATABASE_URL": database, "DJANGO_SETTINGS_MODULE": "tests.settings"}
    answer = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", VISITS],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    lines = [line.split() for line in answer.stdout.splitlines()]
    assert len(lines) == 19
    assert {tuple(line[:3]) for line in lines} == {("503", "30", "True")}, answer.stdout
    [told] = answer.stderr.splitlines()
    assert "The database is away" in told
    assert "secret" not in told


def caused(error, cause):
    error.__cause__ = cause
    return error


class PostgresError(Exception):
    """An error with the code that the driver gives."""

    def __init__(self, code):
        self.pgcode = code


def test_what_is_no_failure_of_a_connection_stays_an_error():
    for code in (None, "08006", "57P01", "53300"):
        assert is_outage(caused(OperationalError("x"), PostgresError(code))), code
    for code in ("53100", "53200", "55P03", "57014", "40P01"):
        assert not is_outage(caused(OperationalError("x"), PostgresError(code))), code
    assert is_outage(InterfaceError("connection already closed"))
    assert not is_outage(InterfaceError("Error binding parameter 0"))
    assert not is_outage(caused(OperationalError("no such table: x"), sqlite3.OperationalError("no such table: x")))
    assert not is_outage(ValueError("x"))
    assert not is_outage(None)


def test_another_error_of_the_database_is_a_fault_of_ours(rf):
    for error, status in ((caused(OperationalError("x"), PostgresError("53100")), 500), (OperationalError("x"), 503)):
        try:
            raise error
        except OperationalError:
            response = server_error(rf.get("/en/"))
        assert (response.status_code, "Retry-After" in response) == (status, status == 503)
