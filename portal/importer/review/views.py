"""The pages of the import: upload, review, its steps. Each is the admin's, and about one's own municipality alone."""

from django.contrib import messages
from django.db import transaction
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from portal.importer.review.forms import ImportForm
from portal.importer.review.keeping import begin, forget_old, take_step, undo
from portal.importer.review.places import RefusedError
from portal.importer.review.posting import posted_steps
from portal.importer.review.reaching import found, is_stale, not_done
from portal.importer.review.showing import MOVES, WHOLE, page, review_page
from portal.importer.review.steps import Step, part_to_see
from portal.importer.review.telling import told, told_undone
from portal.importer.sentences.sources import sentence
from portal.importer.sources.fault import SourceError
from portal.models import DocumentReview
from strategies.scoping import visible_to


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
            form.add_error("document", sentence(error))
    forget_old()
    reviews = visible_to(DocumentReview.objects.select_related("municipality", "into", "user"), request.user)
    reviews = reviews.defer("lines", "recognised", "corrected", "steps")
    return page(request, "importer/import.html", _("Import a document"), form=form, reviews=reviews)


@require_safe
def review(request: HttpRequest, key: int) -> HttpResponse:
    """Show the parts of a document beside their source."""
    return review_page(request, found(request, key))


def review_step(request: HttpRequest, key: int) -> HttpResponse:
    """Take what was chosen in a part's form, and the step that was pressed."""
    if request.method != "POST":
        return not_done(request, key)
    steps, do = posted_steps(request.POST), request.POST.get("do", "")
    if steps is None:
        found(request, key)
        messages.error(request, _("That could not be done. Look at the page again."))
        return redirect("admin:review", key)
    seen = request.POST.get("uid", "")
    with transaction.atomic():
        row = found(request, key, locked=True)
        if is_stale(request, row):
            return _back(key, seen)
        try:
            for step in steps:
                seen = _take(request, row, step)
        except RefusedError as error:
            messages.error(request, str(error))
            return _back(key, seen, do)
    if do == "seek":
        return redirect(f"{reverse('admin:review', args=[key])}?{urlencode({'moving': seen, 'at': seen})}#part-{seen}")
    if not steps or row.version == int(request.POST["version"]):
        messages.info(request, _("Nothing was different, so nothing was changed."))
    return _back(key, seen, do)


def review_undo(request: HttpRequest, key: int) -> HttpResponse:
    """Undo the last step of a review."""
    if request.method != "POST":
        return not_done(request, key)
    with transaction.atomic():
        row = found(request, key, locked=True)
        if is_stale(request, row):
            return redirect("admin:review", key)
        before = row.as_corrected.file
        try:
            step = undo(row)
        except RefusedError as error:
            messages.error(request, str(error))
            return redirect("admin:review", key)
    messages.success(request, told_undone(row.as_corrected.file, before, step))
    return _back(key, step["uid"], "undo")


@require_safe
def review_file(request: HttpRequest, key: int) -> FileResponse:
    """Send the uploaded document back."""
    row = found(request, key)
    return FileResponse(row.file.open(), as_attachment=True, filename=row.name, content_type="application/octet-stream")


def _take(request: HttpRequest, row: DocumentReview, step: Step) -> str:
    """Take a step, tell what it did, and give the part to see then. One that changes nothing is passed by."""
    before = row.as_corrected.file
    taken = take_step(row, step)
    if taken is None:
        return str(step["uid"])
    messages.success(request, told(before, row.as_corrected.file, taken))
    return part_to_see(before, taken)


def _back(key: int, uid: str, did: str = "") -> HttpResponse:
    """Lead to the part on its page, or to the whole. After a move, the same button has the focus; else the part."""
    address = f"{reverse('admin:review', args=[key])}?{urlencode({'at': uid or WHOLE, 'did': did})}"
    if did in MOVES:
        return redirect(address)
    return redirect(f"{address}#part-{uid}" if uid else f"{address}#{WHOLE}")
