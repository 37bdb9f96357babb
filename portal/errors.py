"""What a reader gets when something is not there, not allowed or not working: in their language, never a traceback."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import get_language_from_request, override

from portal.pages.finding import near


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that the page is not here, and suggest municipalities whose names are near."""
    with override(_language(request)):
        return render(request, "404.html", {"near": near(request.path_info)}, status=404)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that the page is not open to this reader, and who can open it."""
    with override(_language(request)):
        return render(request, "403.html", status=403)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that the request made no sense."""
    with override(_language(request)):
        return render(request, "400.html", status=400)


def server_error(request: HttpRequest) -> HttpResponse:
    """Say that the fault is ours. Uses neither the database nor the session, since those may be what failed."""
    language = _language(request)
    with override(language):
        content = render_to_string("500.html", {"language": language, "contact_email": settings.CONTACT_EMAIL})
    return HttpResponse(content, status=500)


def _language(request: HttpRequest) -> str:
    return get_language_from_request(request, check_path=True)
