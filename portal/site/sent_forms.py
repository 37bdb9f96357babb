"""What becomes of a form that was sent: saved once, and kept for its writer where it could not be.

Each form of the admin carries a sign of its own, which the portal signed for the person that it was shown to. The same
form sent twice is answered twice and saved once. A form that comes when the session has ended, or with a token of an
older one, is kept in the browser's session and shown again, filled and unsaved, once the same person is signed in.
"""

import hashlib
import re
import secrets
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

from django.contrib import admin, messages
from django.core import signing
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.models import SentForm
from strategies.scoping import may_edit

FIELD = "once"
SALT = "portal.site.sent_forms"
IN_SESSION = "kept_form"
SIGN_LASTS = timedelta(days=14)  # as long as a session
KEPT_FOR = timedelta(hours=12)
REMEMBERED = timedelta(days=1)
# Forms of a row: what they hold can be shown again. What the buttons say is no part of what was written.
PAGES = ("_add", "_change")
BUTTONS = {"_save", "_continue", "_addanother"}


def sign_for(user: Any) -> str:
    """Give the sign of a form that is about to be shown to `user`."""
    return signing.dumps([user.pk, secrets.token_urlsafe(9)], salt=SALT)


def writer_of(request: HttpRequest) -> Any:
    """Give the primary key of the person whom a form that was sent had been shown to; None where nobody knows."""
    try:
        person, _random = signing.loads(request.POST.get(FIELD, ""), salt=SALT, max_age=SIGN_LASTS)
    except signing.BadSignature:
        return None
    return person


def saved_once(request: HttpRequest, view: Callable[[], HttpResponse]) -> HttpResponse:
    """Answer a form with `view`; one that was sent and saved before with what that was answered.

    Of two that come at the same moment the second waits for the first.
    """
    if request.method != "POST" or writer_of(request) != request.user.pk:
        return view()
    with transaction.atomic():
        SentForm.objects.filter(sent_at__lt=timezone.now() - REMEMBERED).delete()
        sent, is_first = SentForm.objects.get_or_create(key=_key(request))
        if not is_first:
            messages.success(request, _("This was sent twice, and saved once."))
            return HttpResponseRedirect(sent.location)
        response = view()
        if isinstance(response, HttpResponseRedirect) and not _told_a_fault(request):
            sent.location = response.url
            sent.save()
        else:
            sent.delete()  # the same can be sent again
        return response


def keep(request: HttpRequest, path: str = "", why: str = "") -> bool:
    """Keep a form that could not be saved, for its writer to find at `path` (its own is the default); say if so.

    Only a form that the portal itself has shown to somebody is kept, without passwords and files.
    """
    writer = writer_of(request)
    if writer is None or request.user.pk not in (None, writer) or not _page(request).endswith(PAGES):
        return False
    fields = [[name, values] for name, values in request.POST.lists() if _is_kept(name)]
    if path:
        fields = list(_without_rows(fields))
    request.session[IN_SESSION] = {
        "path": path or request.get_full_path(),
        "writer": writer,
        "fields": fields,
        "why": why,
        "at": time.time(),
    }
    return True


def shown_again(request: HttpRequest, view: Callable[[], HttpResponse]) -> HttpResponse:
    """Answer with `view`; where a form was kept for this page and person, with that form, filled and not saved."""
    kept = request.session.get(IN_SESSION)
    if kept is None or request.method != "GET":
        return view()
    is_old = time.time() - kept["at"] > KEPT_FOR.total_seconds()
    is_here = kept["path"] == request.get_full_path()
    if not (is_old or is_here or kept["writer"] != request.user.pk):
        return view()
    del request.session[IN_SESSION]
    if is_old or kept["writer"] != request.user.pk:
        return view()
    fields = QueryDict(mutable=True)
    for name, values in kept["fields"]:
        fields.setlist(name, values)
    _unread = request.FILES
    request.method, request.POST = "POST", fields  # type: ignore[assignment]
    request.held_back = kept["why"] or _(  # type: ignore[attr-defined]
        "This is not saved: you had to sign in again, or the page had been open for too long. It stands here as you "
        "had written it. Look it over, and save."
    )
    with transaction.atomic():
        response = view()
        transaction.set_rollback(True)  # whatever the page makes of it, showing saves nothing
    return response


def keep_for_a_new_row(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Lead who has written in a row that was deleted meanwhile to the form of a new one, filled with it."""
    is_gone = getattr(response, "url", "") == reverse("admin:index") and request.method == "POST"
    if not is_gone or not _page(request).endswith("_change"):
        return response
    match: Any = request.resolver_match
    pages = {f"{model._meta.app_label}_{model._meta.model_name}_change": model for model in admin.site._registry}
    model: Any = pages.get(match.url_name)
    row = _as_it_was(model, match.kwargs["object_id"])
    if row is None or not may_edit(request.user, row):
        return response
    path = reverse(f"admin:{match.url_name.removesuffix('_change')}_add")
    if strategy := getattr(row, "strategy_id", None):
        path += f"?strategy={strategy}"
    why = _(
        "“%s” has been deleted while you were writing, so this is not saved. What you had written stands here as a new "
        "one."
    )
    return HttpResponseRedirect(path) if keep(request, path, why % row) else response


def _as_it_was(model: Any, key: str) -> Any:
    history = getattr(model, "history", None)
    record = history.filter(id=key).first() if history is not None and key.isdecimal() else None
    return record.instance if record else None


def _page(request: HttpRequest) -> str:
    match = request.resolver_match
    return (match.url_name if match else "") or ""


def _without_rows(fields: list[list[Any]]) -> Iterator[list[Any]]:
    """Leave out the rows on the page of a row: those of one that is gone are gone with it."""
    for name, values in fields:
        if name.endswith(("-TOTAL_FORMS", "-INITIAL_FORMS")):
            yield [name, ["0"]]
        elif not re.search(r"-[0-9]+-", name):
            yield [name, values]


def _is_kept(name: str) -> bool:
    return name not in (FIELD, "csrfmiddlewaretoken") and "password" not in name


def _key(request: HttpRequest) -> str:
    """Give what two sendings of the same form have in common: its sign, its address and all that was written."""
    written = sorted((name, values) for name, values in request.POST.lists() if name not in BUTTONS)
    written = [(name, values) for name, values in written if name != "csrfmiddlewaretoken"]
    return hashlib.sha256(repr((request.user.pk, request.get_full_path(), written)).encode()).hexdigest()


def _told_a_fault(request: HttpRequest) -> bool:
    storage: Any = messages.get_messages(request)
    return any(message.level >= messages.ERROR for message in storage._queued_messages)
