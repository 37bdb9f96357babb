"""How long somebody stays signed in: until they have done nothing for `SESSION_IDLE_MINUTES`."""

from collections.abc import Callable

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

RENEWED = "renewed"
# A session is written anew at most this often: a write at each request would cost more than the request.
BETWEEN_RENEWALS = 60  # seconds


def renewed_sessions(
    respond: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Let the session of whoever does something last from now on.

    A stored session ends by itself SESSION_COOKIE_AGE after it was last written; this only writes it.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        if settings.SESSION_COOKIE_NAME in request.COOKIES and SESSION_KEY in request.session:
            now = timezone.now().timestamp()
            if now - request.session.get(RENEWED, 0) >= BETWEEN_RENEWALS:
                request.session[RENEWED] = now
        return respond(request)

    return middleware
