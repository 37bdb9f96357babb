"""Public pages. A view chooses what to show; how it is worded, laid out and cited is decided beside it."""

from django.core.paginator import Paginator
from django.db.models import Count
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language, get_language_from_request

from goals.models import Theme
from portal.downloads.formats import download_address, format_or_404
from portal.downloads.responses import send
from portal.pages import glossary as glossaries
from portal.pages import lookup
from portal.pages.commitment import commitment_page
from portal.pages.committee import answers_for, open_to
from portal.pages.permalink import current_address
from portal.pages.strategy import strategy_page, wording_asked_for
from portal.pages.theme import by_municipality, municipalities_in, with_counts
from portal.site.addresses import absolute
from strategies.models import Committee, Municipality, SourceFile, Strategy
from strategies.models.strategy import in_force

MUNICIPALITIES_ON_A_THEME_PAGE = 10
DEFINITIONS_ON_A_PAGE = 60
LATEST = 5


def language_chosen(request: HttpRequest) -> HttpResponse:
    """Lead from / to the home page in the reader's language."""
    return redirect(f"/{get_language_from_request(request)}/")


def robots(request: HttpRequest) -> HttpResponse:
    """Tell search engines where the site map is, and to leave what is not for readers."""
    lines = ["User-agent: *", "Disallow: /admin/", f"Sitemap: {absolute(reverse('sitemap'), request)}", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


def home(request: HttpRequest) -> HttpResponse:
    """Say what the portal is, and lead to municipalities, themes and what is new."""
    strategies = Strategy.objects.current().select_related("municipality").order_by("-changed_at", "pk")
    municipalities = Municipality.objects.filter(in_force("strategies")).distinct().order_by("short_name")
    context = {"municipalities": municipalities, "themes": Theme.objects.all(), "latest": strategies[:LATEST]}
    return render(request, "pages/home.html", context)


def municipalities(request: HttpRequest) -> HttpResponse:
    """List all municipalities by county, beside the map; `q` keeps those whose name or county holds it."""
    query = lookup.searchable(request.GET.get("q", ""))
    found = lookup.municipalities(query)
    if meant := lookup.only_one_named(query, found):
        return redirect(meant)
    counties, on_map = lookup.by_county(found), lookup.with_strategy(found)
    context = {"query": query, "found": found, "counties": counties, "on_map": on_map}
    return render(request, "pages/municipalities.html", context)


def municipality(request: HttpRequest, municipality: str) -> HttpResponse:
    """Present one municipality: its strategies, and the bodies that answer for something in them."""
    row = get_object_or_404(Municipality, slug=municipality)
    editions = row.strategies.public().order_by("slug", "-edition")  # type: ignore[attr-defined]
    committees = row.committees.filter(in_force("responsibilities__strategy")).annotate(
        answers=Count("responsibilities")
    )
    context = {
        "municipality": row,
        "current": [edition for edition in editions if edition.is_current],
        "earlier": [edition for edition in editions if not edition.is_current],
        "committees": committees.order_by("slug"),
    }
    return render(request, "pages/municipality.html", context)


def strategy(request: HttpRequest, municipality: str, strategy: str, edition: str | None = None) -> HttpResponse:
    """Present one edition of a strategy, whole. The current edition is at the address without a label."""
    editions = lookup.public_editions(municipality, strategy)
    row = lookup.edition_or_404(editions, edition)
    if edition and row.is_current:
        return redirect(row)
    return render(request, "pages/strategy.html", strategy_page(row, editions, request))


def download(
    request: HttpRequest, municipality: str, strategy: str, extension: str, edition: str | None = None
) -> HttpResponseBase:
    """Send one edition of a strategy as a file, in the language of the address."""
    chosen = format_or_404(extension)
    row = lookup.edition_or_404(lookup.public_editions(municipality, strategy), edition)
    wording = wording_asked_for(request)
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
        open_to(request.user).select_related("municipality"), municipality__slug=municipality, slug=committee
    )
    context = {
        "committee": row,
        "municipality": row.municipality,
        "sort": glossaries.SORTS_OF_BODY[Committee.Kind(row.kind)],
        "strategies": answers_for(row, get_language()),
    }
    return render(request, "pages/committee.html", context)


def themes(request: HttpRequest) -> HttpResponse:
    """List the themes with how many commitments and municipalities each has."""
    return render(request, "pages/themes.html", {"themes": with_counts()})


def theme(request: HttpRequest, slug: str) -> HttpResponse:
    """Present what the municipalities commit to in one theme, side by side."""
    row = get_object_or_404(Theme, **{f"slug_{get_language()}": slug})
    request.arguments_in = lambda language: {"slug": row.slug_in(language)}  # type: ignore[attr-defined]
    page = Paginator(municipalities_in(row), MUNICIPALITIES_ON_A_THEME_PAGE).get_page(request.GET.get("page"))
    columns = by_municipality(row, page.object_list, get_language())
    return render(request, "pages/theme.html", {"theme": row, "page": page, "columns": columns})


def glossary(request: HttpRequest) -> HttpResponse:
    """Explain the portal's own words, and list the terms that the strategies define."""
    page = Paginator(glossaries.definitions(get_language()), DEFINITIONS_ON_A_PAGE).get_page(request.GET.get("page"))
    terms = glossaries.as_read(page.object_list, get_language())
    return render(request, "pages/glossary.html", {"words": glossaries.PORTAL_WORDS, "page": page, "terms": terms})


def about(request: HttpRequest) -> HttpResponse:
    """Say what the portal is, who runs it, and where its content comes from."""
    return render(request, "pages/about.html")


def accessibility(request: HttpRequest) -> HttpResponse:
    """Give the accessibility statement (lag 2018:1937 om tillgänglighet till digital offentlig service, 13 §)."""
    return render(request, "pages/accessibility.html")
