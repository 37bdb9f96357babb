"""The formats in which readers can take a strategy with them."""

from collections.abc import Callable
from dataclasses import dataclass

from django.http import Http404
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.documents.exports.content import Content
from portal.documents.exports.pdf import pdf_file, pdf_is_possible
from portal.documents.exports.spreadsheet import csv_file, xlsx_file
from portal.documents.exports.word import word_file
from portal.documents.writing import as_json, written
from portal.pages.wording import ADOPTED
from strategies.models import Strategy

OFFICE = "application/vnd.openxmlformats-officedocument"
LONGEST_TITLE = 80


def _strategy_file(source: Content) -> bytes:
    return as_json(written(source.strategy)).encode()


@dataclass(frozen=True)
class Format:
    """A format: the end of its file names, its media type, what readers call it and what writes it.

    A strategy file holds both languages and both wordings; the other formats one of each.
    """

    extension: str
    media_type: str
    name: str | Promise
    about: str | Promise
    write: Callable[[Content], bytes]
    holds_all: bool = False


FORMATS = {
    each.extension: each
    for each in (
        Format("pdf", "application/pdf", "PDF", gettext_lazy("to read and print"), pdf_file),
        Format(
            "docx",
            f"{OFFICE}.wordprocessingml.document",
            "Word",
            gettext_lazy("to work on the text"),
            word_file,
        ),
        Format(
            "xlsx",
            f"{OFFICE}.spreadsheetml.sheet",
            "Excel",
            gettext_lazy("all commitments with who answers for them"),
            xlsx_file,
        ),
        Format(
            "csv",
            "text/csv; charset=utf-8",
            "CSV",
            gettext_lazy("the same table for other programs"),
            csv_file,
        ),
        Format(
            "json",
            "application/json",
            gettext_lazy("Strategy file"),
            gettext_lazy("everything in both languages, for machines"),
            _strategy_file,
            holds_all=True,
        ),
    )
}


def offered() -> list[Format]:
    """Give the formats that this installation can write."""
    return [each for each in FORMATS.values() if each.extension != "pdf" or pdf_is_possible()]


def format_or_404(extension: str) -> Format:
    """Give the format with that extension. Raises Http404 where this installation cannot write it."""
    chosen = next((each for each in offered() if each.extension == extension), None)
    if chosen is None:
        raise Http404("This format is not offered.")
    return chosen


def downloads(strategy: Strategy, wording: str) -> list[tuple[Format, str]]:
    """Give each format that is offered, with its address for that wording in the active language."""
    return [(each, download_address(strategy, each, wording)) for each in offered()]


def download_address(strategy: Strategy, chosen: Format, wording: str) -> str:
    """Give the address of `strategy` in a format, in the active language and that wording."""
    series = [strategy.municipality.slug, strategy.slug]
    if strategy.is_current:
        address = reverse("download", args=[*series, chosen.extension])
    else:
        address = reverse("download_of_edition", args=[*series, strategy.edition, chosen.extension])
    return f"{address}?wording={ADOPTED}" if wording == ADOPTED and not chosen.holds_all else address


def file_name(strategy: Strategy, chosen: Format, language: str, wording: str) -> str:
    """Give a name of municipality, title, edition and language: “hassleholm-integrationsstrategi-2024-sv.docx”."""
    title = slugify(strategy.title)[:LONGEST_TITLE].strip("-") or strategy.slug
    parts = [strategy.municipality.slug, title, strategy.edition]
    if chosen.holds_all:
        parts.append("sv-en" if strategy.title_en else "sv")  # type: ignore[attr-defined]
    else:
        parts += [language, slugify(_("Adopted wording"))] if wording == ADOPTED else [language]
    return f"{'-'.join(parts)}.{chosen.extension}"
