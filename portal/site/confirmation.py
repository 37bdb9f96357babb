"""Asking for one's own password again before rights are given: what was typed waits meanwhile, passwords never do."""

from typing import Any

from allauth.account.internal.flows.reauthentication import did_recently_reauthenticate
from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.contrib.auth.models import User
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import resolve_url
from django.utils.translation import gettext as _

from strategies.models import Membership

GIVES_RIGHTS = (User, Membership)
WAITING = "waiting_form"
# Pages that show a form as it was sent. The others have nothing to fill in but passwords, and are opened anew.
SHOWN_AS_SENT = ("add_view", "change_view", "changelist_view", "history_form_view")
# Deleting is asked about on a page of its own, which sends this.
DELETES = "post"


def gives_rights(view: Any) -> bool:
    """Say whether `view`, a method of a page of the admin, is about who may do what."""
    page = getattr(view, "__self__", None)
    return isinstance(page, ModelAdmin) and page.model in GIVES_RIGHTS


def confirmation(request: HttpRequest, view: Any) -> HttpResponse | None:
    """Lead to the page that asks for the password, unless it was given within ACCOUNT_REAUTHENTICATION_TIMEOUT.

    Back from there, the form is shown as it was sent: `request` becomes what was sent, and says `shown_again`.
    """
    if not view.__self__.has_view_permission(request):
        return None  # the page itself refuses
    if request.method == "POST" and not did_recently_reauthenticate(request):
        request.session[WAITING] = {"path": request.get_full_path(), "sent": _without_passwords(request.POST)}
        return redirect_to_login(request.get_full_path(), resolve_url("account_reauthenticate"), REDIRECT_FIELD_NAME)
    if request.method == "GET" and _waits_here(request):
        sent = request.session.pop(WAITING)["sent"]
        messages.info(request, _("Nothing is saved yet. Look through what you wrote, and write passwords again."))
        if view.__name__ in SHOWN_AS_SENT:
            _send_again(request, sent)
    return None


def _without_passwords(sent: QueryDict) -> str:
    kept = sent.copy()
    for name in [name for name in kept if "password" in name or name in (DELETES, "csrfmiddlewaretoken")]:
        del kept[name]
    return kept.urlencode()


def _waits_here(request: HttpRequest) -> bool:
    waiting = request.session.get(WAITING) or {}
    return waiting.get("path") == request.get_full_path() and bool(did_recently_reauthenticate(request))


def _send_again(request: Any, sent: str) -> None:
    request.FILES  # noqa: B018 (asked for later, they would be read out of the body, and POST with them)
    request.POST = QueryDict(sent)
    request.method = "POST"
    request.shown_again = True
