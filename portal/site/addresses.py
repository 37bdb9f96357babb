"""The portal's addresses: in the other language, and in full."""

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import override

from strategies.fields import EDITION_PATTERN, UID_PATTERN


class UidConverter:
    """A uid in an address."""

    regex = UID_PATTERN

    def to_python(self, value: str) -> str:
        """Give the uid as it stands."""
        return value

    to_url = to_python


class EditionConverter(UidConverter):
    """An edition's label in an address; it begins with a digit, so that it is never taken for a uid."""

    regex = EDITION_PATTERN


def alternates(request: HttpRequest) -> dict[str, str]:
    """Give the address of the page of `request` in each language, by language code.

    A page whose arguments differ between languages sets `request.arguments_in`, a function from language to arguments.
    Where there is no page, as for an unknown address, each language leads to its home page.
    """
    match = request.resolver_match
    addresses = {}
    for language, _name in settings.LANGUAGES:
        with override(language):
            if match is None or not match.view_name or not _is_translated(request.path_info):
                addresses[language] = reverse("home")
                continue
            arguments_in = getattr(request, "arguments_in", None)
            kwargs = arguments_in(language) if arguments_in else match.kwargs
            query = request.META.get("QUERY_STRING", "")
            address = reverse(match.view_name, args=match.args, kwargs=kwargs)
            addresses[language] = f"{address}?{query}" if query else address
    return addresses


def absolute(path: str, request: HttpRequest | None = None) -> str:
    """Give the full address of `path`: on the portal's public address where it is set, else where the reader is."""
    if settings.SITE_URL:
        return f"{settings.SITE_URL}{path}"
    return request.build_absolute_uri(path) if request else path


def permanent(uid: str, request: HttpRequest | None = None) -> str:
    """Give the lasting address of the text with that uid."""
    return absolute(reverse("permalink", args=[uid]), request)


def _is_translated(path: str) -> bool:
    return any(path.startswith(f"/{language}/") for language, _name in settings.LANGUAGES)
