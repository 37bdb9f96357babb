"""What is added to responses on their way out, and what a page is known by in a cache.

A shared cache keeps a page by its address and by what its `Vary` names: the cookie, and the reader's language where the
address does not say it. It asks anew by the ETag, which Django's ConditionalGetMiddleware makes of the page itself.
"""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.utils.cache import patch_cache_control, patch_vary_headers

Respond = Callable[[HttpRequest], HttpResponse]

# A shared cache may answer for this long without asking; a browser always asks, and gets 304 when nothing changed.
SHARED_SECONDS = 60

# What a reader's browser and a cache ask with. The rest is refused whoever asks, and whatever the address: TRACE above
# all, which gives back what a proxy adds to a request (RFC 9110, 9.3.8).
METHODS = ("GET", "HEAD", "POST", "OPTIONS")


def known_methods(respond: Respond) -> Respond:
    """Refuse every method but those that the portal answers to."""

    def middleware(request: HttpRequest) -> HttpResponse:
        return respond(request) if request.method in METHODS else HttpResponseNotAllowed(METHODS)

    return middleware


def permissions_policy(respond: Respond) -> Respond:
    """Switch off the browser's sensors for every page: the portal uses none of them."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = respond(request)
        response.headers.setdefault("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=()")
        return response

    return middleware


def shared_caching(respond: Respond) -> Respond:
    """Let shared caches keep what an anonymous reader gets, and no cache keep what anybody signed in gets."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = respond(request)
        if response.has_header("Cache-Control"):
            return response
        patch_vary_headers(response, ["Cookie"])
        signed_in = settings.SESSION_COOKIE_NAME in request.COOKIES
        if signed_in or response.cookies or request.method not in ("GET", "HEAD"):
            patch_cache_control(response, private=True, no_store=True)
        elif response.status_code in (200, 301, 302, 404):
            patch_cache_control(response, public=True, max_age=0, s_maxage=SHARED_SECONDS)
        return response

    return middleware
