"""A download as a response: written once for the same content, kept in the cache, and not sent again unchanged."""

import hashlib
from collections.abc import Callable
from functools import cache, partial
from pathlib import Path
from threading import BoundedSemaphore

from django.conf import settings
from django.core.cache import cache as kept
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header
from django.utils.translation import get_language

from goals.models import Theme
from portal.addresses import absolute
from portal.documents.exports.content import content
from portal.documents.exports.formats import Format, file_name
from portal.documents.writing import as_json, written
from strategies.models import Strategy

KEPT_SECONDS = 7 * 24 * 3600
LARGEST_KEPT = 5_000_000  # bytes: the cache may be a table of the database
# A process writes one file at a time; whoever has waited so long is asked to come back.
LONGEST_WAIT = 20  # seconds
COME_BACK = 10  # seconds
_writing = BoundedSemaphore(1)

# What a file looks like is decided in these.
_SOURCES = (
    *Path(__file__).parent.glob("*.*"),
    *(settings.BASE_DIR / "templates" / "documents").glob("*.html"),
    *(settings.BASE_DIR / "templates" / "pages" / "strategy").glob("*.html"),
    *(settings.BASE_DIR / "locale").glob("*/LC_MESSAGES/django.mo"),
)


def send(request: HttpRequest, strategy: Strategy, chosen: Format, wording: str) -> HttpResponse:
    """Send `strategy` in a format, in the active language and that wording.

    Answers 304 where the reader has it already, and 503 where too many ask for files that are still to be written.
    """
    site = partial(absolute, request=request)
    language = get_language() or settings.LANGUAGE_CODE
    fingerprint = _fingerprint(strategy, chosen, language, wording, site("/"))
    etag = f'"{fingerprint}"'
    if unchanged := get_conditional_response(request, etag=etag):
        return unchanged
    body = _written_once(fingerprint, lambda: chosen.write(content(strategy, language, wording, site)))
    if body is None:
        response = render(request, "documents/busy.html", status=503)
        response.headers["Retry-After"] = str(COME_BACK)
        response.headers["Cache-Control"] = "no-store"
        return response
    name = file_name(strategy, chosen, language, wording)
    headers = {"ETag": etag, "Content-Disposition": content_disposition_header(True, name) or "attachment"}
    return HttpResponse(body, content_type=chosen.media_type, headers=headers)


def _written_once(fingerprint: str, write: Callable[[], bytes]) -> bytes | None:
    """Give the file as it was written before, or write it; None where others are written for too long."""
    key = f"download-{fingerprint}"
    body: bytes | None = kept.get(key)
    if body is not None:
        return body
    if not _writing.acquire(timeout=LONGEST_WAIT):
        return None
    try:
        body = kept.get(key)  # whoever was before may have wanted the same
        if body is None:
            body = write()
            if len(body) <= LARGEST_KEPT:
                kept.set(key, body, KEPT_SECONDS)
    finally:
        _writing.release()
    return body


def _fingerprint(strategy: Strategy, chosen: Format, language: str, wording: str, site: str) -> str:
    """Give what tells one file from every other: all that it is made from."""
    municipality = strategy.municipality
    told = (
        *(chosen.extension, language, wording, site, strategy.status, _look()),
        *(municipality.name_sv, municipality.name_en, municipality.slug),  # type: ignore[attr-defined]
        *(f"{theme.slug_en} {theme.name_sv} {theme.name_en}" for theme in Theme.objects.all()),  # type: ignore[attr-defined]
        as_json(written(strategy)),
    )
    return hashlib.sha256("\0".join(map(str, told)).encode()).hexdigest()[:32]


@cache
def _look() -> str:
    """Give a digest of what decides how files look, so that a new version of the portal writes them anew."""
    return hashlib.sha256(b"\0".join(path.read_bytes() for path in sorted(_SOURCES) if path.is_file())).hexdigest()
