"""A download as a response: written once for the same content, kept as a file, and not sent again unchanged."""

import hashlib
from collections.abc import Callable
from functools import cache
from importlib.metadata import version
from threading import BoundedSemaphore

from django.conf import settings
from django.core.cache import caches
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.cache import get_conditional_response, patch_cache_control, patch_vary_headers
from django.utils.http import content_disposition_header
from django.utils.translation import get_language

from goals.models import Theme
from portal.downloads.content import content, wording_held
from portal.downloads.formats import Format, download_address, downloads, file_name
from portal.downloads.pdf.document import NoPdfError
from portal.site.middleware import SHARED_SECONDS
from portal.strategyfile.writer import as_json, written
from strategies.models import Strategy

KEPT_SECONDS = 7 * 24 * 3600
LARGEST_KEPT = 12_000_000  # bytes: the longest PDF has 10
TRIED_AGAIN_SECONDS = 3600
NOT_WRITTEN = b""  # kept in the place of a file that cannot be written
# A process writes one file at a time, and nobody waits for it in a thread that could answer others.
COME_BACK = 10  # seconds
_writing = BoundedSemaphore(1)

USUAL_PORTS = ("80", "443")
WRITERS = ("typst", "python-docx", "openpyxl")
# What decides how files look: the code and the templates that write them, with their fonts, and what those call upon.
LOOK = (
    settings.BASE_DIR / "portal" / "downloads",
    *(settings.BASE_DIR / each for each in ("portal/reading", "portal/templatetags", "portal/strategyfile")),
    *(settings.BASE_DIR / each for each in ("goals", "strategies", "locale")),
)
NOT_LOOK = ("migrations", "__pycache__")


def send(request: HttpRequest, strategy: Strategy, chosen: Format, wording: str) -> HttpResponseBase:
    """Send `strategy` in a format, in the active language and that wording; lead to the wording that there is.

    Answers 304 where the reader has it already, 404 where the document cannot be written in the format, and 503 where
    another file is being written.
    """
    if not chosen.holds_all and (held := wording_held(strategy, wording)) != wording:
        return redirect(download_address(strategy, chosen, held))
    return _file(request, strategy, chosen, wording)


def _file(request: HttpRequest, strategy: Strategy, chosen: Format, wording: str) -> HttpResponseBase:
    site = _site(request)
    language = get_language() or settings.LANGUAGE_CODE
    fingerprint = _fingerprint(strategy, chosen, language, wording, site)
    name = content_disposition_header(True, file_name(strategy, chosen, language, wording)) or "attachment"
    headers = {"ETag": f'"{fingerprint}"', "Content-Disposition": name}
    file = HttpResponse(content_type=chosen.media_type, headers=headers)
    if not chosen.for_readers:
        file.headers["X-Robots-Tag"] = "noindex"
    answer = get_conditional_response(request, etag=file.headers["ETag"], response=file)
    if answer is not None and answer is not file:
        return _may_be_kept(answer, request)
    if request.method == "HEAD":  # which must not cost a file
        return file
    body = _written_once(
        fingerprint, lambda: chosen.write(content(strategy, language, wording, lambda path: f"{site}{path}"))
    )
    if body is None:
        return _busy(request, strategy)
    if body == NOT_WRITTEN:
        return _not_written(request, strategy, chosen, wording)
    file.content = body
    return file


def _busy(request: HttpRequest, strategy: Strategy) -> HttpResponse:
    """Ask a reader to come back, since another file is being written."""
    response = render(request, "downloads/busy.html", {"strategy": strategy}, status=503)
    response.headers["Retry-After"] = str(COME_BACK)
    response.headers["Cache-Control"] = "no-store"
    return response


def _not_written(request: HttpRequest, strategy: Strategy, chosen: Format, wording: str) -> HttpResponse:
    """Say that there is no such file, and which ones there are."""
    others = [(each, address) for each, address in downloads(strategy, wording) if each is not chosen]
    told = {"strategy": strategy, "format": chosen, "downloads": others}
    return render(request, "downloads/not_written.html", told, status=404)


def _may_be_kept(response: HttpResponseBase, request: HttpRequest) -> HttpResponseBase:
    """Say to caches of an unchanged file what they were told of the file itself (RFC 9110, 15.4.5)."""
    if settings.SESSION_COOKIE_NAME not in request.COOKIES:
        patch_vary_headers(response, ["Cookie"])
        patch_cache_control(response, public=True, max_age=0, s_maxage=SHARED_SECONDS)
    return response


def _site(request: HttpRequest) -> str:
    """Give the portal's address, without a port that only the reader's request says: each would be another file."""
    if settings.SITE_URL:
        return str(settings.SITE_URL)
    host = request.get_host()
    name, colon, port = host.rpartition(":")
    if colon and port.isdecimal() and (port != request.META.get("SERVER_PORT") or port in USUAL_PORTS):
        host = name
    return f"{request.scheme}://{host}"


def _written_once(fingerprint: str, write: Callable[[], bytes]) -> bytes | None:
    """Give the file as it was written before, or write it; None while another one is being written."""
    files = caches["files"]
    body: bytes | None = files.get(fingerprint)
    if body is not None:
        return body
    if not _writing.acquire(blocking=False):
        return None
    try:
        body = write()
    except NoPdfError:
        body = NOT_WRITTEN
    finally:
        _writing.release()
    if len(body) <= LARGEST_KEPT:
        files.set(fingerprint, body, TRIED_AGAIN_SECONDS if body == NOT_WRITTEN else KEPT_SECONDS)
    return body


def _fingerprint(strategy: Strategy, chosen: Format, language: str, wording: str, site: str) -> str:
    """Give what tells one file from every other: all that it is made from."""
    told: tuple[str, ...] = (chosen.extension, _look(), str(settings.DEMO), as_json(written(strategy)))
    if not chosen.holds_all:
        municipality = strategy.municipality
        in_force = strategy.series.current().values_list("edition", flat=True)
        told += (
            *(language, wording, site, strategy.status, *in_force),
            *(municipality.name_sv, municipality.name_en, municipality.slug),  # type: ignore[attr-defined]
            *(f"{theme.slug_en} {theme.name_sv} {theme.name_en}" for theme in Theme.objects.all()),  # type: ignore[attr-defined]
        )
    return hashlib.sha256("\0".join(map(str, told)).encode()).hexdigest()[:32]


@cache
def _look() -> str:
    """Give a digest of what decides how files look, so that a new version of the portal writes them anew."""
    digest = hashlib.sha256(" ".join(map(version, WRITERS)).encode())
    for path in sorted(path for folder in LOOK for path in folder.rglob("*.*")):
        if path.is_file() and not set(path.parts).intersection(NOT_LOOK):
            digest.update(path.read_bytes())
    return digest.hexdigest()
