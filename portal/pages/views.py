"""Public pages. A view chooses what to show; how it is worded, laid out and cited is decided beside it."""

from django.core.paginator import Paginator
from django.db.models import Count
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language, get_language_from_request

from goals.models import Responsibility, Theme
from portal.downloads.formats import download_address, downloads, format_or_404
from portal.downloads.responses import send
from portal.opendata.legislation import legislation
from portal.pages import glossary as glossaries
from portal.pages import lookup as finding
from portal.pages.committee import answers_for
from portal.pages.permalink import commitment_page, current_address
from portal.pages.theme import by_municipality
from portal.reading.document import Document
from portal.site.addresses import absolute
from strategies.models import Committee, Municipality, SourceFile, Strategy
from strategies.models.strategy import in_force
from strategies.wording import ADOPTED, PLAIN

MUNICIPALITIES_ON_A_THEME_PAGE = 10
DEFINITIONS_ON_A_PAGE = 60
LATEST = 5


def language_chosen(request: HttpRequest) -> HttpResponse:
    """Lead from / to the home page in the reader's language."""
    language = get_language_from_request(request)
    return redirect(f"/{language}/")


def robots(request: HttpRequest) -> HttpResponse:
    """Tell search engines where the site map is, and to leave what is not for readers."""
    lines = ["User-agent: *", "Disallow: /admin/", f"Sitemap: {absolute(reverse('sitemap'), request)}", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


def home(request: HttpRequest) -> HttpResponse:
    """Say what the portal is, and lead to municipalities, themes and what is new."""
    strategies = Strategy.objects.current().select_related("municipality")
    return render(
        request,
        "pages/home.html",
        {
            "municipalities": Municipality.objects.filter(in_force("strategies")).distinct().order_by("short_name"),
            "themes": Theme.objects.all(),
            "latest": strategies.order_by("-changed_at", "pk")[:LATEST],
        },
    )


def municipalities(request: HttpRequest) -> HttpResponse:
    """List all municipalities by county, beside the map; `q` keeps those whose name or county holds it."""
    query = finding.searchable(request.GET.get("q", ""))
    rows = finding.municipalities(query)
    exact = [row for row in rows if row.short_name.casefold() == query.casefold()]
    if len(exact) == 1:
        return redirect(exact[0])
    return render(
        request,
        "pages/municipalities.html",
        {
            "query": query,
            "found": rows,
            "counties": finding.by_county(rows),
            "on_map": [row for row in rows if row.has_strategy],  # type: ignore[attr-defined]
        },
    )


def municipality(request: HttpRequest, municipality: str) -> HttpResponse:
    """Present one municipality: its strategies, and the bodies that answer for something in them."""
    row = get_object_or_404(Municipality, slug=municipality)
    editions = row.strategies.public().order_by("slug", "-edition")  # type: ignore[attr-defined]
    committees = row.committees.filter(in_force("responsibilities__strategy"))
    for edition in editions:
        edition.municipality = row  # so that addresses cost no queries
    return render(
        request,
        "pages/municipality.html",
        {
            "municipality": row,
            "current": [edition for edition in editions if edition.is_current],
            "earlier": [edition for edition in editions if not edition.is_current],
            "committees": committees.annotate(answers=Count("responsibilities")).order_by("slug"),
        },
    )


def strategy(request: HttpRequest, municipality: str, strategy: str, edition: str | None = None) -> HttpResponse:
    """Present one edition of a strategy, whole. The current edition is at the address without a label."""
    editions = finding.public_editions(municipality, strategy)
    row = finding.edition_or_404(editions, edition)
    if edition and row.is_current:
        return redirect(row)
    wording = ADOPTED if request.GET.get("wording") == ADOPTED else PLAIN
    decisions = list(row.decisions.select_related("body__municipality"))
    whole = Responsibility.objects.filter(strategy=row, commitment=None).select_related("committee__municipality")
    document = Document(row, get_language(), wording)
    return render(
        request,
        "pages/strategy.html",
        {
            "strategy": row,
            "municipality": row.municipality,
            "document": document,
            "decisions": decisions,
            "whole": list(whole),
            "related_documents": row.related_documents.all(),
            "source_files": row.source_files.filter(is_public=True),
            "current_edition": next((other for other in editions if other.is_current), None),
            "other_editions": [other for other in editions if other.pk != row.pk],
            "wording": wording,
            "downloads": downloads(row, wording),
            "legislation": legislation(row, decisions, request),
        },
    )


def download(
    request: HttpRequest, municipality: str, strategy: str, extension: str, edition: str | None = None
) -> HttpResponseBase:
    """Send one edition of a strategy as a file, in the language of the address."""
    chosen = format_or_404(extension)
    row = finding.edition_or_404(finding.public_editions(municipality, strategy), edition)
    wording = ADOPTED if request.GET.get("wording") == ADOPTED else PLAIN
    if edition and row.is_current:
        return redirect(download_address(row, chosen, wording))
    return send(request, row, chosen, wording)


def commitment(
    request: HttpRequest, municipality: str, strategy: str, uid: str, edition: str | None = None
) -> HttpResponse:
    """Present one commitment: its text, who answers for it, what stands below it, and how to cite it."""
    editions = Strategy.objects.filter(municipality__slug=municipality, slug=strategy).select_related("municipality")
    row = (editions.public().filter(edition=edition) if edition else editions.current()).first()
    page = commitment_page(row, uid, get_language()) if row else None
    if page is None:
        # An address that somebody has kept outlives the edition that it was made for.
        return redirect(current_address(uid, get_language()))
    return render(request, "pages/commitment.html", page)


def source_file(request: HttpRequest, municipality: str, strategy: str, key: int) -> FileResponse:
    """Send the document itself, where the coordinator has opened it to residents."""
    rows = SourceFile.objects.public().filter(strategy__municipality__slug=municipality, strategy__slug=strategy)
    row = get_object_or_404(rows, pk=key)
    return FileResponse(row.file.open(), as_attachment=True, filename=row.name, content_type=row.media_type)


def permalink(request: HttpRequest, uid: str) -> HttpResponse:
    """Lead from a lasting address to where the text stands today, in the reader's language."""
    return redirect(current_address(uid, get_language_from_request(request)))


def committee(request: HttpRequest, municipality: str, committee: str) -> HttpResponse:
    """Present one committee and all that it answers for, by strategy and role."""
    row: Committee = get_object_or_404(
        Committee.objects.select_related("municipality"), municipality__slug=municipality, slug=committee
    )
    return render(
        request,
        "pages/committee.html",
        {
            "committee": row,
            "municipality": row.municipality,
            "sort": glossaries.SORTS_OF_BODY[Committee.Kind(row.kind)],
            "strategies": answers_for(row, get_language()),
        },
    )


def themes(request: HttpRequest) -> HttpResponse:
    """List the themes with how many commitments and municipalities each has."""
    published = in_force("commitments__strategy")
    rows = Theme.objects.annotate(
        commitment_count=Count("commitments", filter=published, distinct=True),
        municipality_count=Count("commitments__strategy__municipality", filter=published, distinct=True),
    )
    return render(request, "pages/themes.html", {"themes": rows})


def theme(request: HttpRequest, slug: str) -> HttpResponse:
    """Present what the municipalities commit to in one theme, side by side."""
    row = get_object_or_404(Theme, **{f"slug_{get_language()}": slug})
    request.arguments_in = lambda language: {"slug": row.slug_in(language)}  # type: ignore[attr-defined]
    in_theme = Municipality.objects.filter(in_force("strategies"), strategies__commitments__themes=row).distinct()
    page = Paginator(in_theme.order_by("short_name", "pk"), MUNICIPALITIES_ON_A_THEME_PAGE).get_page(
        request.GET.get("page")
    )
    return render(
        request,
        "pages/theme.html",
        {"theme": row, "page": page, "columns": by_municipality(row, page.object_list, get_language())},
    )


def glossary(request: HttpRequest) -> HttpResponse:
    """Explain the portal's own words, and list the terms that the strategies define."""
    page = Paginator(glossaries.definitions(get_language()), DEFINITIONS_ON_A_PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "pages/glossary.html",
        {"words": glossaries.PORTAL_WORDS, "page": page, "terms": glossaries.as_read(page.object_list, get_language())},
    )


def about(request: HttpRequest) -> HttpResponse:
    """Say what the portal is, who runs it, and where its content comes from."""
    return render(request, "pages/about.html")


def accessibility(request: HttpRequest) -> HttpResponse:
    """Give the accessibility statement (lag 2018:1937 om tillgänglighet till digital offentlig service, 13 §)."""
    return render(request, "pages/accessibility.html")
