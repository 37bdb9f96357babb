"""What a reader gets when something is not there, not allowed or not working: in their language, never a traceback."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import get_language_from_request, override

from portal.pages.lookup import near
from portal.site.sent_forms import keep


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that the page is not here, and suggest municipalities whose names are near."""
    with override(_language(request)):
        return render(request, "404.html", {"near": near(request.path_info)}, status=404)


def permission_denied(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Say that the page is not open to this reader, and who can open it."""
    with override(_language(request)):
        return render(request, "403.html", status=403)


def form_not_trusted(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Say the same about a form that was sent without its token; one of the admin is kept, and shown again."""
    if keep(request):
        return HttpResponseRedirect(request.get_full_path())
    return permission_denied(request)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that the request made no sense. Even its host name may be wrong, so nothing is built from it."""
    return _bare(request, "400.html", 400)


def server_error(request: HttpRequest) -> HttpResponse:
    """Say that the fault is ours. Neither the database nor the session is used, since those may be what failed."""
    return _bare(request, "500.html", 500)


def _bare(request: HttpRequest, template: str, status: int) -> HttpResponse:
    language = _language(request)
    with override(language):
        content = render_to_string(template, {"language": language, "contact_email": settings.CONTACT_EMAIL})
    return HttpResponse(content, status=status)


def _language(request: HttpRequest) -> str:
    return get_language_from_request(request, check_path=True)
