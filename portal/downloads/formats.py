"""The formats in which readers can take a strategy with them."""

from collections.abc import Callable
from dataclasses import dataclass

from django.http import Http404
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.downloads.content import Content
from portal.downloads.pdf.document import pdf_file
from portal.downloads.table.files import csv_file, xlsx_file
from portal.downloads.word.document import word_file
from portal.strategyfile.writer import as_json, written
from strategies.models import Strategy
from strategies.wording import ADOPTED

OFFICE = "application/vnd.openxmlformats-officedocument"
LONGEST_TITLE = 80


def _strategy_file(source: Content) -> bytes:
    return as_json(written(source.strategy)).encode()


@dataclass(frozen=True)
class Format:
    """A format: the end of its file names, its media type, what readers call it and what writes it.

    A strategy file holds both languages and both wordings; the other formats one of each. A search engine has no use
    for what is not `for_readers`.
    """

    extension: str
    media_type: str
    name: str | Promise
    about: str | Promise
    write: Callable[[Content], bytes]
    holds_all: bool = False
    for_readers: bool = True


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
            gettext_lazy("all commitments and who is responsible for them"),
            xlsx_file,
            for_readers=False,
        ),
        Format(
            "csv",
            "text/csv; charset=utf-8",
            "CSV",
            gettext_lazy("the same table for other programs"),
            csv_file,
            for_readers=False,
        ),
        Format(
            "json",
            "application/json",
            gettext_lazy("Strategy file"),
            gettext_lazy("everything in both languages, for machines"),
            _strategy_file,
            holds_all=True,
            for_readers=False,
        ),
    )
}


def format_or_404(extension: str) -> Format:
    """Give the format with that extension. Raises Http404 for one that the portal does not know."""
    if extension not in FORMATS:
        raise Http404("This format is not offered.")
    return FORMATS[extension]


def downloads(strategy: Strategy, wording: str) -> list[tuple[Format, str]]:
    """Give each format, with its address for that wording in the active language."""
    return [(each, download_address(strategy, each, wording)) for each in FORMATS.values()]


def download_address(strategy: Strategy, chosen: Format, wording: str) -> str:
    """Give the address of `strategy` in a format, in the active language and that wording."""
    series = [strategy.municipality.slug, strategy.slug]
    if strategy.is_current:
        address = reverse("download", args=[*series, chosen.extension])
    else:
        address = reverse("download_of_edition", args=[*series, strategy.edition, chosen.extension])
    return f"{address}?wording={ADOPTED}" if wording == ADOPTED and not chosen.holds_all else address


def file_name(strategy: Strategy, chosen: Format, language: str, wording: str) -> str:
    """Give a name of municipality, title, edition, language and wording: “granbro-plan-2024-sv-klarsprak.docx”."""
    parts = [strategy.municipality.slug, _short(slugify(strategy.title)) or strategy.slug, strategy.edition]
    if chosen.holds_all:
        parts.append("sv-en" if strategy.title_en else "sv")  # type: ignore[attr-defined]
    else:
        parts += [language, slugify(_("Adopted wording") if wording == ADOPTED else _("Plain language"))]
    return f"{'-'.join(parts)}.{chosen.extension}"


def _short(title: str) -> str:
    """Give a title with as many whole words as there is room for."""
    if len(title) <= LONGEST_TITLE:
        return title
    whole, _hyphen, _rest = title[: LONGEST_TITLE + 1].rpartition("-")
    return whole or title[:LONGEST_TITLE]
