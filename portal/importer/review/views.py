"""The views of the import: upload, reading, review, its end. Each is the admin's, about one's own municipality."""

from collections.abc import Callable, Sequence
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from portal.importer.document import known
from portal.importer.merging.merge import MergeReport
from portal.importer.review.access import changes_review, found, is_stale, leading_on, not_done
from portal.importer.review.comparison import Comparison
from portal.importer.review.forms import ImportForm, SaveForm
from portal.importer.review.outline import RefusedError
from portal.importer.review.page import address_of, page, review_page
from portal.importer.review.progress import has_worker, reading_page
from portal.importer.review.readings import begin, stop
from portal.importer.review.steps.facts import FactsForms, with_facts
from portal.importer.review.steps.register import part_to_see, posted_steps, told, told_undone
from portal.importer.review.steps.step import Taken
from portal.importer.review.store import comparison, discard, fingerprint, forget_old, save, take_step, undo
from portal.models import DocumentReading, DocumentReview
from portal.strategyfile.fault import Fault, StrategyFileError
from portal.strategyfile.reader import faults
from portal.strategyfile.writer import written
from strategies.models import Strategy
from strategies.scoping import editable_by, visible_to


def import_document(request: HttpRequest) -> HttpResponse:
    """Take a document in to be read, and list those that are read and under review."""
    goal = {name: request.GET[name] for name in ("municipality", "into") if name in request.GET}
    form = ImportForm(request.POST or None, request.FILES or None, user=request.user, initial=goal)
    if request.method == "POST" and form.is_valid():
        document = form.cleaned_data.pop("document")
        return redirect("admin:reading", begin(document, request.user, **form.cleaned_data).pk)
    forget_old()
    readings = visible_to(DocumentReading.objects.listed(timezone.now()), request.user)
    readings = readings.select_related("job", "municipality", "into", "user")
    reviews = visible_to(DocumentReview.objects.select_related("municipality", "into", "user"), request.user)
    reviews = reviews.defer("lines", "recognised", "corrected", "steps")
    context = {"form": form, "readings": readings, "reviews": reviews, "has_worker": has_worker()}
    return page(request, "importer/import.html", _("Import a document"), **context)


@require_safe
def reading(request: HttpRequest, key: int) -> HttpResponse:
    """Show how far the reading of a document is, and lead to the review that it has become."""
    row = _own_reading(request, key)
    return redirect("admin:review", row.review) if row.review else reading_page(request, row)


def reading_stop(request: HttpRequest, key: int) -> HttpResponse:
    """Stop the reading of a document where that is posted; lead to its page."""
    row = _own_reading(request, key)
    if request.method == "POST" and stop(row):
        messages.success(request, _("The reading of “%s” is stopped. Nothing of it was kept.") % row.name)
    return redirect("admin:reading", key)


@require_safe
def review(request: HttpRequest, key: int) -> HttpResponse:
    """Show the parts of a document beside their source."""
    return review_page(request, found(request, key))


@changes_review()
def review_step(request: HttpRequest, row: DocumentReview) -> HttpResponse:
    """Take what was chosen in a part's form, and the step that was pressed."""
    steps, do, seen = posted_steps(request.POST), request.POST.get("do", ""), request.POST.get("uid", "")
    if steps is None:
        messages.error(request, _("That could not be done. Look at the page again."))
        return redirect("admin:review", row.pk)
    version = row.version
    try:
        for step in steps:
            seen = _take(request, row, step)
    except RefusedError as error:
        messages.error(request, str(error))
        return redirect(address_of(row.pk, seen, do))
    if do == "seek":
        query = urlencode({"moving": seen, "at": seen})
        return redirect(f"{reverse('admin:review', args=[row.pk])}?{query}#part-{seen}")
    if row.version == version:
        messages.info(request, _("Nothing was different, so nothing was changed."))
    return redirect(address_of(row.pk, seen, do))


@changes_review()
def review_undo(request: HttpRequest, row: DocumentReview) -> HttpResponse:
    """Undo the last step of a review."""
    before = row.as_corrected.file
    try:
        step = undo(row)
    except RefusedError as error:
        messages.error(request, str(error))
        return redirect("admin:review", row.pk)
    messages.success(request, told_undone(row.as_corrected.file, before, step))
    return redirect(address_of(row.pk, step["uid"], "undo"))


@require_safe
def review_file(request: HttpRequest, key: int) -> FileResponse:
    """Send the uploaded document back."""
    row = found(request, key)
    return FileResponse(row.file.open(), as_attachment=True, filename=row.name, content_type="application/octet-stream")


def review_facts(request: HttpRequest, key: int) -> HttpResponse:
    """Show the facts of a document as a whole as forms, and take what was written as one step."""
    if request.method != "POST":
        return _facts_page(request, found(request, key))
    with transaction.atomic():
        row = found(request, key, locked=True)
        forms = _facts_forms(row, request.POST)
        # What was written stays on the page, and is for the review as it is now once it is sent again.
        if is_stale(request, row) or not forms.is_valid():
            return _facts_page(request, row, forms)
        step, before = forms.step(), row.as_corrected.file
        if wrong := faults(with_facts(before, step["facts"], step["bodies"])):
            return _facts_page(request, row, forms, wrong)
        _take(request, row, step)
        if row.as_corrected.file == before:
            messages.info(request, _("Nothing was different, so nothing was changed."))
        return redirect(address_of(key, "", "facts"))


def _own_reading(request: HttpRequest, key: int) -> DocumentReading:
    rows = DocumentReading.objects.select_related("job", "municipality", "into", "user")
    return get_object_or_404(editable_by(rows, request.user), pk=key)


def _comparison(request: HttpRequest, key: int) -> HttpResponse:
    """Show what saving a review would change in its edition."""
    row = found(request, key)
    if row.into is None:
        return not_done(request, key)
    laid = comparison(row)
    compared = Comparison(laid.merge or MergeReport(), written(row.into), laid.file, row.as_corrected.file)
    return page(
        request,
        "importer/comparison.html",
        _("What changes in %s") % row.into,
        review=row,
        compared=compared,
        fingerprint=fingerprint(row.into),
    )


# With the row locked: of several presses, one saves, and the others find what it became.
@changes_review(otherwise=_comparison, saves=True)
def review_save(request: HttpRequest, row: DocumentReview) -> HttpResponse:
    """Save a review as a draft, or aim it at an edition, or lay it into that one once the comparison was seen."""
    if "compared" in request.POST:
        if row.into is None or fingerprint(row.into) != request.POST["compared"]:
            messages.warning(
                request, _("The edition has changed since the comparison was made, so nothing was done. Compare again.")
            )
            return redirect("admin:review_save" if row.into else "admin:review", row.pk)
        return _saved(request, row, {})
    form = SaveForm(request.POST, review=row, user=request.user)
    if not form.is_valid():
        return review_page(request, row, goal=form)
    into = form.cleaned_data.pop("into")
    row.aim(into)
    row.save(update_fields=["into", "meant_for"])
    return redirect("admin:review_save", row.pk) if into else _saved(request, row, form.cleaned_data)


def _asked(request: HttpRequest, key: int) -> HttpResponse:
    """Ask whether to throw a review away."""
    row = found(request, key)
    return page(request, "importer/discard.html", _("Throw away the review of %s?") % row.name, review=row)


@changes_review(otherwise=_asked)
def review_discard(request: HttpRequest, row: DocumentReview) -> HttpResponse:
    """Throw a review away, with the uploaded file."""
    discard(row)
    messages.success(request, _("“%s” has been thrown away. Nothing of it was saved.") % row.name)
    return redirect("admin:import_document")


def _take(request: HttpRequest, row: DocumentReview, step: Taken) -> str:
    """Take a step, tell what it did, and give the part to see then. One that changes nothing is passed by."""
    before = row.as_corrected.file
    taken = take_step(row, step)
    if taken is None:
        return str(step["uid"])
    messages.success(request, told(before, row.as_corrected.file, taken))
    return part_to_see(before, taken)


def _facts_forms(row: DocumentReview, answers: Any = None) -> FactsForms:
    return FactsForms(row.as_corrected.file, known(row.municipality)["committees"], answers)


def _facts_page(
    request: HttpRequest, row: DocumentReview, forms: FactsForms | None = None, problems: Sequence[Fault] = ()
) -> HttpResponse:
    context = {"review": row, "forms": forms or _facts_forms(row), "problems": problems}
    return page(request, "importer/facts.html", _("Correct the facts"), **context)


def _saved(request: HttpRequest, row: DocumentReview, names: dict[str, str]) -> HttpResponse:
    """Save a review, as the new draft of these `names` if it is aimed at no edition, and lead to what it became."""
    try:
        strategy = save(row, names)
    except StrategyFileError as error:
        for fault in error.faults:
            messages.error(request, str(fault))
        return redirect("admin:review", row.pk)
    _tell_what_is_saved(request, row, strategy)
    return redirect("admin:strategies_strategy_change", strategy.pk)


def _tell_what_is_saved(request: HttpRequest, row: DocumentReview, strategy: Strategy) -> None:
    report = row.as_corrected.file.get("report", {})
    text = _("“%(strategy)s” has been saved, with %(placed)d of the document’s %(words)d words.") % {
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


def documents(protected: Callable[[Any], Any]) -> list[URLPattern]:
    """Give the addresses, each view `protected` as the admin protects its own, and led on where a review is over."""
    pages: tuple[tuple[str, Callable[..., Any], str], ...] = (
        ("import/", import_document, "import_document"),
        ("reading/<int:key>/", reading, "reading"),
        ("reading/<int:key>/stop/", reading_stop, "reading_stop"),
        ("review/<int:key>/", review, "review"),
        ("review/<int:key>/step/", review_step, "review_step"),
        ("review/<int:key>/facts/", review_facts, "review_facts"),
        ("review/<int:key>/undo/", review_undo, "review_undo"),
        ("review/<int:key>/save/", review_save, "review_save"),
        ("review/<int:key>/discard/", review_discard, "review_discard"),
        ("review/<int:key>/file/", review_file, "review_file"),
    )
    return [path(f"documents/{address}", protected(leading_on(view)), name=name) for address, view, name in pages]
