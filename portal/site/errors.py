"""What a reader gets when something is not there, not allowed or not working: in their language, never a traceback."""

import sys

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import get_language_from_request, override

from portal.pages.lookup import near
from portal.site.outage import RETRY_AFTER, is_outage, note
from portal.site.security_log import record_refusal
from portal.site.sent_forms import keep


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that the page is not here, and suggest municipalities whose names are near."""
    with override(_language(request)):
        return render(request, "404.html", {"near": near(request.path_info)}, status=404)


def permission_denied(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Say that the page is not open to this reader, and who can open it."""
    record_refusal(request)
    with override(_language(request)):
        return render(request, "403.html", status=403)


def form_not_trusted(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Say the same about a form that was sent without its token; one of the admin is kept, and shown again."""
    if keep(request):
        return HttpResponseRedirect(request.get_full_path())
    return permission_denied(request)


def too_many_requests(request: HttpRequest) -> HttpResponse:
    """Say that the forms about signing in have been sent too often from here."""
    with override(_language(request)):
        return render(request, "429.html", status=429)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that the request made no sense. Even its host name may be wrong, so nothing is built from it."""
    return _bare(request, "400.html", 400)


def server_error(request: HttpRequest) -> HttpResponse:
    """Say that the fault is ours. Neither the database nor the session is used, since those may be what failed."""
    error = sys.exception()
    if error is not None and is_outage(error):
        return database_away(request, error)
    return _bare(request, "500.html", 500)


def database_away(request: HttpRequest, error: BaseException) -> HttpResponse:
    """Ask the visitor to come back, since the database cannot be reached; note it in the log."""
    note(error)
    request.met_an_outage = True  # type: ignore[attr-defined]
    response = _bare(request, "503.html", 503)
    response.headers["Retry-After"] = str(RETRY_AFTER)
    response.headers["Cache-Control"] = "no-store"
    return response


def _bare(request: HttpRequest, template: str, status: int) -> HttpResponse:
    language = _language(request)
    with override(language):
        content = render_to_string(template, {"language": language, "contact_email": settings.CONTACT_EMAIL})
    return HttpResponse(content, status=status)


def _language(request: HttpRequest) -> str:
    return get_language_from_request(request, check_path=True)
