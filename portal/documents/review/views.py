"""The pages of the import: upload, review, save. Each is the admin's, and about one's own municipality alone."""

from typing import Any

from django.contrib import admin, messages
from django.core.paginator import Paginator
from django.db import transaction
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from portal.documents.fault import StrategyFileError
from portal.documents.review.facts import facts_of
from portal.documents.review.forms import ImportForm, SaveForm, posted_step, role_choices
from portal.documents.review.keeping import begin, comparison, save, take_step, undo
from portal.documents.review.places import RefusedError
from portal.documents.review.rows import rows_of
from portal.documents.review.steps import part_to_see, told
from portal.documents.sources.fault import SourceError
from portal.models import DocumentReview
from strategies.models import Strategy
from strategies.scoping import editable_by, visible_to

ON_A_PAGE = 100
MOVES = ("up", "down", "in", "out")


def import_document(request: HttpRequest) -> HttpResponse:
    """Take a document in for review, and list those under review."""
    form = ImportForm(request.POST or None, request.FILES or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        answers = form.cleaned_data
        document = answers["document"]
        try:
            review = begin(
                document.read(),
                document.name,
                answers["municipality"],
                request.user,
                slug=answers["slug"],
                edition=answers["edition"],
                into=answers["into"],
            )
            return redirect("admin:review", review.pk)
        except SourceError as error:
            form.add_error("document", str(error))
    reviews = visible_to(DocumentReview.objects.select_related("municipality", "into", "user"), request.user)
    reviews = reviews.defer("lines", "recognised", "corrected", "steps")
    return _page(request, "admin/review/import.html", _("Import a document"), form=form, reviews=reviews)


@require_safe
def review(request: HttpRequest, key: int) -> HttpResponse:
    """Show the parts of a document beside their source."""
    row = _found(request, key)
    seen, moving = request.GET.get("at", ""), request.GET.get("moving", "")
    first, rows = rows_of(row.as_corrected, row.source_lines, moving)
    places = [each.part.uid for each in rows]
    asked = request.GET.get("page") or (places.index(seen) // ON_A_PAGE + 1 if seen in places else 1)
    said = list(messages.get_messages(request))
    report = row.as_corrected.file.get("report", {})
    return _page(
        request,
        "admin/review/review.html",
        _("Review of %s") % row.name,
        review=row,
        page=Paginator(rows, ON_A_PAGE).get_page(asked),
        asides_first=first,
        roles=role_choices(),
        moving=next((each for each in rows if each.part.uid == moving), None),
        said=said,
        said_at=seen if seen in places else "",
        did=request.GET.get("did", ""),
        report=report,
        facts=facts_of(row.as_corrected.file),
        goal=SaveForm(review=row, user=request.user),
    )


@require_POST
def review_step(request: HttpRequest, key: int) -> HttpResponse:
    """Take one step in a review."""
    posted = posted_step(request.POST)
    if posted is None:
        _found(request, key)
        messages.error(request, _("That could not be done. Look at the page again."))
        return redirect("admin:review", key)
    step, version = posted
    with transaction.atomic():
        row = _found(request, key, locked=True)
        if row.version != version:
            messages.warning(
                request,
                _("The review had changed since this page was shown, so nothing was done. It is up to date now."),
            )
            return _back(key, step["uid"])
        before = row.as_corrected.file
        try:
            take_step(row, step)
        except RefusedError as error:
            messages.error(request, str(error))
            return _back(key, step["uid"], step["do"])
    messages.success(request, told(before, row.as_corrected.file, step))
    return _back(key, part_to_see(before, step), step["do"])


@require_POST
def review_undo(request: HttpRequest, key: int) -> HttpResponse:
    """Undo the last step of a review."""
    with transaction.atomic():
        row = _found(request, key, locked=True)
        try:
            step = undo(row)
        except RefusedError as error:
            messages.error(request, str(error))
            return redirect("admin:review", key)
    messages.success(request, _("The last step is undone."))
    return _back(key, step["uid"], "undo")


def review_save(request: HttpRequest, key: int) -> HttpResponse:
    """Save a review as a draft, or show what it would change in an edition and then lay it in."""
    if request.method == "POST":
        return _save(request, key)
    row = _found(request, key)
    if row.into is None:
        return redirect("admin:review", key)
    title = _("What changes in %s") % row.into
    return _page(request, "admin/review/comparison.html", title, review=row, merge=comparison(row).merge)


@require_POST
def review_discard(request: HttpRequest, key: int) -> HttpResponse:
    """Throw a review away, with the uploaded file."""
    row = _found(request, key)
    row.delete()
    messages.success(request, _("“%s” is thrown away. Nothing was saved of it.") % row.name)
    return redirect("admin:import_document")


@require_safe
def review_file(request: HttpRequest, key: int) -> FileResponse:
    """Send the uploaded document back."""
    row = _found(request, key)
    return FileResponse(row.file.open(), as_attachment=True, filename=row.name, content_type="application/octet-stream")


def _save(request: HttpRequest, key: int) -> HttpResponse:
    row = _found(request, key)
    names: dict[str, str] = {}
    if row.into is None or "compared" not in request.POST:
        form = SaveForm(request.POST, review=row, user=request.user)
        if not form.is_valid():
            for name, errors in form.errors.items():
                for error in errors:
                    messages.error(request, f"{form.fields[name].label}: {error}")
            return redirect("admin:review", key)
        row.into = form.cleaned_data.pop("into")
        row.save(update_fields=["into"])
        if row.into:
            return redirect("admin:review_save", key)
        names = form.cleaned_data
    try:
        strategy = save(row, names)
    except StrategyFileError as error:
        for fault in error.faults:
            messages.error(request, str(fault))
        return redirect("admin:review", key)
    _tell_what_is_saved(request, row, strategy)
    return redirect("admin:strategies_strategy_change", strategy.pk)


def _tell_what_is_saved(request: HttpRequest, row: DocumentReview, strategy: Strategy) -> None:
    report = row.as_corrected.file.get("report", {})
    text = _("“%(strategy)s” is saved, with %(placed)d of the document’s %(words)d words.") % {
        "strategy": strategy,
        "placed": report.get("placed_words", 0),
        "words": report.get("words", 0),
    }
    messages.success(request, text)
    for count, rest in (
        (len(report.get("set_aside", [])), _("%d lines of the document were set aside.")),
        (len(report.get("unplaced", [])), _("%d lines of the document have words that found no place.")),
    ):
        if count:
            messages.info(request, rest % count)


def _found(request: HttpRequest, key: int, *, locked: bool = False) -> DocumentReview:
    rows: Any = DocumentReview.objects.select_related("municipality", "into__municipality")
    if locked:
        rows = rows.select_for_update(of=("self",))
    row: DocumentReview = get_object_or_404(editable_by(rows, request.user), pk=key)
    return row


def _back(key: int, uid: str, did: str = "") -> HttpResponse:
    """Lead to the part on its page. After a move, the same button has the focus again; else the part itself."""
    address = f"{reverse('admin:review', args=[key])}?{urlencode({'at': uid, 'did': did})}"
    return redirect(address if did in MOVES else f"{address}#part-{uid}")


def _page(request: HttpRequest, template: str, title: str, **context: Any) -> TemplateResponse:
    return TemplateResponse(request, template, {**admin.site.each_context(request), "title": title, **context})
