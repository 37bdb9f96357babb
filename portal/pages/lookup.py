"""Finding a municipality or an edition from what a reader wrote, and what is near when nothing is there."""

from difflib import get_close_matches
from itertools import groupby

from django.db.models import Exists, OuterRef
from django.http import Http404
from django.utils.text import slugify

from strategies.models import Municipality, Strategy

LONGEST_QUERY = 80


def searchable(query: str) -> str:
    """Give what a reader wrote as one short line of printable letters: a database refuses some of the others."""
    return " ".join("".join(letter if letter.isprintable() else " " for letter in query).split())[:LONGEST_QUERY]


def municipalities(query: str) -> list[Municipality]:
    """Give all municipalities by county and name, or those whose name or county holds `query`."""
    rows = Municipality.objects.annotate(
        has_strategy=Exists(Strategy.objects.current().filter(municipality=OuterRef("pk")))
    ).order_by("county_code", "short_name")
    # Looked through here rather than in the database, which knows neither å from Å (SQLite) nor Skane from Skåne.
    return [row for row in rows if _holds(row, query)] if query else list(rows)


def with_strategy(rows: list[Municipality]) -> list[Municipality]:
    """Keep those that have a strategy in force, among rows that `municipalities` gave."""
    return [row for row in rows if row.has_strategy]  # type: ignore[attr-defined]


def only_one_named(name: str, rows: list[Municipality]) -> Municipality | None:
    """Give the municipality that has exactly this name, where one alone has it."""
    named = [row for row in rows if row.short_name.casefold() == name.casefold()]
    return named[0] if len(named) == 1 else None


def _holds(row: Municipality, query: str) -> bool:
    wanted = slugify(query)
    columns = (row.code, row.name_sv, row.name_en, row.county_name_sv, row.county_name_en)  # type: ignore[attr-defined]
    return bool(wanted) and any(wanted in slugify(column) for column in columns)


def by_county(rows: list[Municipality]) -> list[tuple[str, list[Municipality]]]:
    """Group municipalities, ordered by county, under their county's name."""
    return [(county, list(group)) for county, group in groupby(rows, key=lambda row: row.county_code)]


def near(path: str, at_most: int = 3) -> list[Municipality]:
    """Give municipalities whose address name is close to a part of `path`, for the page that says nothing is there."""
    words = [word for word in path.strip("/").split("/")[1:] if word][:4]
    if not words:
        return []
    by_slug = {row.slug: row for row in Municipality.objects.all()}
    close = [slug for word in words for slug in get_close_matches(slugify(word), by_slug, n=at_most, cutoff=0.7)]
    return [by_slug[slug] for slug in dict.fromkeys(close)][:at_most]


def public_editions(municipality: str, strategy: str) -> list[Strategy]:
    """Give the editions of a series that anybody may read, newest first, by the address names of both."""
    rows = Strategy.objects.public().filter(municipality__slug=municipality, slug=strategy)
    return list(rows.select_related("municipality").order_by("-edition"))


def edition_or_404(editions: list[Strategy], label: str | None) -> Strategy:
    """Choose among the public editions of a series, newest first: the one with that label, or the current one.

    Where no edition is current, the newest is shown with its status. Raises Http404 where there is none.
    """
    if label:
        editions = [edition for edition in editions if edition.edition == label]
    chosen = next((edition for edition in editions if edition.is_current), None) or next(iter(editions), None)
    if chosen is None:
        raise Http404("There is no such strategy.")
    return chosen
