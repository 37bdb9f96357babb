"""Requests that no page sends, as five kinds of people: none is answered with a fault of the portal's.

A few hundred with a fixed seed; FUZZ_REQUESTS says how many, FUZZ_SEED from where they are drawn.
"""

import os
from random import Random
from typing import Any
from urllib.parse import quote

import pytest
from django.contrib import admin
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import translation

from strategies.models import Strategy
from tests.admin_pages import address, filled, page_of
from tests.factories import UserFactory
from tests.portal.site.admin.world import side

pytestmark = pytest.mark.django_db

REQUESTS = int(os.environ.get("FUZZ_REQUESTS", "300"))
SEED = int(os.environ.get("FUZZ_SEED", "8"))

RUBBISH = [
    *("", " ", "0", "-1", "1", "x", "1.5", "9" * 30, "9" * 400, "1e999", "NaN", "Infinity", "٣", "²", "true", "None"),
    *(
        "\0",
        "a\0b",
        "\ud800",
        "\udfff",
        "\ufffe",
        "\r\nSet-Cookie: a=b",
        "å" * 300,
        "x" * 9000,
        "𝕊",
        "%",
        "%s",
        "%(a)s",
    ),
    *(
        "'",
        '"',
        "'; --",
        "<b>",
        "{{ 7 }}",
        "[]",
        "{}",
        "../..",
        "//elsewhere.example",
        "javascript:alert(1)",
        "id",
        "pk",
    ),
    *(
        "id__exact",
        "__proto__",
        "1,2",
        "1_2F3",
        "_0Aa",
        "_",
        "_ZZ",
        "2024-13-45",
        "2024-02-30",
        "0000-00-00",
        "\x1b[0m",
    ),
]
PARAMETERS = [
    *(
        "_to_field",
        "_popup",
        "_saveasnew",
        "_changelist_filters",
        "_facets",
        "_source_model",
        "e",
        "p",
        "all",
        "o",
        "q",
    ),
    *("page", "wording", "term", "app_label", "model_name", "field_name", "next", "strategy", "municipality", "parent"),
    *(
        "id",
        "id__exact",
        "pk__in",
        "pk__isnull",
        "status__exact",
        "kind__exact",
        "municipality__id__exact",
        "kind__regex",
    ),
    *("strategy__id__exact", "is_active__exact", "role__exact", "user__password__startswith", "municipality__isnull"),
    *("section", "position", "at__gte", "changed_at__year", "themes__id__exact", "title_sv__icontains", "uid", "slug"),
]
FORM_FIELDS = [
    *("_saveasnew", "_save", "_continue", "_addanother", "_popup", "_to_field", "action", "_selected_action", "post"),
    *(
        "select_across",
        "index",
        "initial-created",
        "login",
        "password",
        "email",
        "language",
        "next",
        "csrfmiddlewaretoken",
    ),
]
MEDIA_TYPES = [
    *("application/json", "text/xml", "multipart/form-data", "multipart/form-data; boundary=", "text/plain; charset=x"),
    *("multipart/form-data; boundary=a", "application/x-www-form-urlencoded; charset=utf-16", "/", "", "a/b; c=\x7f"),
    "application/x-www-form-urlencoded; charset=latin-1",
]
BODIES = [
    *(
        b"",
        b"\0",
        b"\xff\xfe",
        b"a=%FF",
        b"%",
        b"a=b" * 999,
        b"--a\r\n",
        b"{",
        b"action=delete_selected&_selected_action=",
    ),
    b'--a\r\nContent-Disposition: form-data; name="file"; filename="\0.docx"\r\n\r\nx\r\n--a--\r\n',
]
HEADERS = [
    *(("HTTP_ACCEPT_LANGUAGE", text) for text in ("", "*", "sv;q=x", "en-" + "a" * 600, "\xff")),
    *(("HTTP_IF_NONE_MATCH", text) for text in ("*", '"', "W/", '"' + "a" * 999)),
    *(("HTTP_COOKIE", text) for text in ("sessionid=\0", "django_language=xx", "messages=a", "csrftoken=é", "=;;=")),
    *(("HTTP_IF_MODIFIED_SINCE", "yesterday"), ("HTTP_RANGE", "bytes=9-1"), ("HTTP_X_FORWARDED_FOR", "a, b")),
    *(("HTTP_ACCEPT", "\0"), ("HTTP_X_REQUESTED_WITH", "XMLHttpRequest"), ("CONTENT_LENGTH", "x")),
]


class Visitor:
    """Somebody who sends what no page would send."""

    def __init__(self, chance: Random, person: Any, addresses: list[str], forms: dict[str, dict[str, Any]]) -> None:
        self.chance, self.addresses, self.forms = chance, addresses, forms
        self.client = Client(raise_request_exception=False)
        if person:
            self.client.force_login(person)

    def send(self) -> tuple[str, Any]:
        """Send one request; give what was sent, and the answer."""
        path = self._path()
        headers: dict[str, Any] = dict(self.chance.choices(HEADERS, k=self.chance.choice([0, 0, 0, 1])))
        kind = self.chance.choice(["read", "read", "form", "form", "body"])
        if kind == "read":
            return f"GET {path} {headers}", self.client.get(path, **headers)
        if kind == "form":
            form = self._form(path)
            return f"POST {path} {form} {headers}", self.client.post(path, _encoded(form), **headers)
        body, media_type = self.chance.choice(BODIES), self.chance.choice(MEDIA_TYPES)
        sent = f"POST {path} {body!r} {media_type!r} {headers}"
        return sent, self.client.generic("POST", path, body, media_type, **headers)

    def _path(self) -> str:
        path = self.chance.choice(self.addresses)
        if self.chance.random() < 0.1:
            path = path.rstrip("/") + "/" + _quoted(self.chance.choice(RUBBISH)) + "/"
        names = self.chance.choices(PARAMETERS, k=self.chance.choice([0, 1, 1, 2, 3]))
        query = "&".join(f"{name}={_quoted(self.chance.choice(RUBBISH))}" for name in names)
        return f"{path}?{query}"

    def _form(self, path: str) -> dict[str, Any]:
        form = dict(self.forms.get(path.partition("?")[0], {}))
        for name in self.chance.choices([*form, *FORM_FIELDS], k=self.chance.choice([1, 1, 2, 5])):
            form[name] = self.chance.choice(RUBBISH)
        return form


def _quoted(text: str) -> str:
    return quote(text.encode("utf-8", "surrogatepass"))


def _encoded(form: dict[str, Any]) -> dict[str, Any]:
    return {
        name: value.encode("utf-8", "surrogatepass").decode("latin-1") if isinstance(value, str) else value
        for name, value in form.items()
    }


def public_addresses(strategy: Any) -> list[str]:
    """Give the public addresses, in both languages."""
    names = [
        "home",
        "municipalities",
        "themes",
        "glossary",
        "about",
        "accessibility",
        "account_login",
        "account_logout",
        "account_reset_password",
        "account_change_password",
        "account_reauthenticate",
        "account_signup",
    ]
    found = ["/", "/sitemap.xml", "/robots.txt", "/p/abcdefghij", "/i18n/setlang/", "/sv/teman/boende/"]
    for language in ("sv", "en"):
        with translation.override(language):
            found += [reverse(name) for name in names]
            found += [strategy.get_absolute_url(), strategy.municipality.get_absolute_url()]
            found += [reverse("edition", args=[strategy.municipality.slug, strategy.slug, strategy.edition])]
            found += [
                reverse("download", args=[strategy.municipality.slug, strategy.slug, extension])
                for extension in ("json", "csv", "nothing")
            ]
    return found


def admin_addresses(rows: dict[Any, Any]) -> list[str]:
    """Give the admin's addresses, about these rows."""
    found = ["/admin/", "/admin/login/", "/admin/logout/", "/admin/jsi18n/", "/admin/autocomplete/", "/admin/nowhere/"]
    found += ["/admin/password_change/", reverse("admin:import_document")]
    for page in admin.site._registry.values():
        model, views = page.model, ["change", "delete", "history"]
        found += [address(model, "changelist")] * 2 + [address(model, "add")]
        row = rows.get(model)
        found += [page_of(row, view) for view in views] if row else []
        if row and hasattr(row, "history") and row.history.first():
            found.append(address(model, "simple_history", row.pk, row.history.first().history_id))
    return found


def forms_of(client: Any, addresses: list[str]) -> dict[str, dict[str, Any]]:
    """Give the forms of the admin's pages, filled in as a browser would send them."""
    forms = {}
    for path in addresses:
        response = client.get(path)
        if response.status_code == 200 and response.context and "adminform" in response.context:
            forms[path] = filled(response)
    return forms


def test_no_request_meets_a_fault_of_the_portals(settings):
    settings.ACCOUNT_RATE_LIMITS = False
    chance = Random(SEED)  # noqa: S311 (a seed is the point)
    ours, theirs = side("egen"), side("hemlig")
    strategy: Any = ours.rows[Strategy]
    strategy.publish()
    everywhere = public_addresses(strategy) + admin_addresses(ours.rows)
    administrator = UserFactory(is_superuser=True)
    as_administrator = Client()
    as_administrator.force_login(administrator)
    forms = forms_of(as_administrator, everywhere)
    people = [None, ours.member, ours.coordinator, theirs.coordinator, administrator]
    faults = []
    for number in range(REQUESTS):
        with transaction.atomic():
            visitor = Visitor(chance, people[number % len(people)], everywhere, forms)
            sent, answer = visitor.send()
            if (answer.status_code >= 500 and answer.status_code != 503) or b"Traceback" in _content(answer):
                faults.append(f"{number % len(people)} {answer.status_code} {_error(answer)} {sent[:600]}")
            transaction.set_rollback(True)
    assert faults == []
    assert connection.in_atomic_block


def _error(answer: Any) -> str:
    error = answer.exc_info[1] if answer.exc_info else None
    return f"{type(error).__name__}: {str(error)[:200]}" if error else ""


def _content(answer: Any) -> bytes:
    return b"" if answer.streaming else answer.content
