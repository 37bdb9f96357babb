"""What every template may use."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from portal.site.addresses import absolute, alternates


def site(request: HttpRequest) -> dict[str, Any]:
    """Give the installation's own facts, and the page's address in each language."""
    return {
        "demo": settings.DEMO,
        "site_owner": settings.SITE_OWNER,
        "contact_email": settings.CONTACT_EMAIL,
        "languages": SimpleLazyObject(lambda: _languages(request)),
    }


def _languages(request: HttpRequest) -> list[dict[str, str]]:
    names = {"sv": "Svenska", "en": "English"}  # each in its own language, as WCAG and good manners have it
    return [
        {"code": code, "name": names[code], "path": path, "address": absolute(path, request)}
        for code, path in alternates(request).items()
    ]
