"""The pages that end a review: save it, lay it into an edition after a look at what changes, or throw it away."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from portal.importer.merging.merge import MergeReport
from portal.importer.review.comparing import Comparison
from portal.importer.review.forms import SaveForm
from portal.importer.review.keeping import comparison, discard, fingerprint, save
from portal.importer.review.reaching import found, is_stale, not_done
from portal.importer.review.showing import page, review_page
from portal.models import DocumentReview
from portal.strategyfile.fault import StrategyFileError
from portal.strategyfile.writer import written
from strategies.models import Strategy


def review_save(request: HttpRequest, key: int) -> HttpResponse:
    """Save a review as a draft, or show what it would change in an edition and then lay it in."""
    if request.method == "POST":
        # All of it with the row locked: of several presses, one saves, and the others find what it became.
        with transaction.atomic():
            return _save(request, found(request, key, locked=True))
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


def review_discard(request: HttpRequest, key: int) -> HttpResponse:
    """Ask whether to throw a review away, with the uploaded file, and do so."""
    if request.method != "POST":
        row = found(request, key)
        return page(request, "importer/discard.html", _("Throw away the review of %s?") % row.name, review=row)
    with transaction.atomic():
        row = found(request, key, locked=True)
        if is_stale(request, row):
            return redirect("admin:review", key)
        discard(row)
    messages.success(request, _("“%s” is thrown away. Nothing was saved of it.") % row.name)
    return redirect("admin:import_document")


def _save(request: HttpRequest, row: DocumentReview) -> HttpResponse:
    if is_stale(request, row):
        return redirect("admin:review", row.pk)
    names: dict[str, str] = {}
    if "compared" in request.POST:
        if row.into is None or fingerprint(row.into) != request.POST["compared"]:
            messages.warning(
                request, _("The edition had changed since the comparison was made, so nothing was done. Look again.")
            )
            return redirect("admin:review_save" if row.into else "admin:review", row.pk)
    else:
        form = SaveForm(request.POST, review=row, user=request.user)
        if not form.is_valid():
            return review_page(request, row, goal=form)
        into = form.cleaned_data.pop("into")
        row.aim(into)
        row.save(update_fields=["into", "meant_for"])
        if into:
            return redirect("admin:review_save", row.pk)
        names = form.cleaned_data
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
