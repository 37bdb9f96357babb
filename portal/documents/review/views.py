"""The pages of the import: upload, review, its steps. Each is the admin's, and about one's own municipality alone."""

from django.contrib import messages
from django.db import transaction
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from portal.documents.review.forms import ImportForm, posted_step
from portal.documents.review.keeping import begin, forget_old, take_step, undo
from portal.documents.review.places import RefusedError
from portal.documents.review.reaching import found, is_stale, not_done
from portal.documents.review.showing import page, review_page
from portal.documents.review.steps import part_to_see, told
from portal.documents.sources.fault import SourceError
from portal.models import DocumentReview
from strategies.scoping import visible_to

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
    forget_old()
    reviews = visible_to(DocumentReview.objects.select_related("municipality", "into", "user"), request.user)
    reviews = reviews.defer("lines", "recognised", "corrected", "steps")
    return page(request, "admin/review/import.html", _("Import a document"), form=form, reviews=reviews)


@require_safe
def review(request: HttpRequest, key: int) -> HttpResponse:
    """Show the parts of a document beside their source."""
    return review_page(request, found(request, key))


def review_step(request: HttpRequest, key: int) -> HttpResponse:
    """Take one step in a review."""
    if request.method != "POST":
        return not_done(request, key)
    posted = posted_step(request.POST)
    if posted is None:
        found(request, key)
        messages.error(request, _("That could not be done. Look at the page again."))
        return redirect("admin:review", key)
    with transaction.atomic():
        row = found(request, key, locked=True)
        if is_stale(request, row):
            return _back(key, posted["uid"])
        before = row.as_corrected.file
        try:
            take_step(row, posted)
        except RefusedError as error:
            messages.error(request, str(error))
            return _back(key, posted["uid"], posted["do"])
    messages.success(request, told(before, row.as_corrected.file, posted))
    return _back(key, part_to_see(before, posted), posted["do"])


def review_undo(request: HttpRequest, key: int) -> HttpResponse:
    """Undo the last step of a review."""
    if request.method != "POST":
        return not_done(request, key)
    with transaction.atomic():
        row = found(request, key, locked=True)
        if is_stale(request, row):
            return redirect("admin:review", key)
        try:
            step = undo(row)
        except RefusedError as error:
            messages.error(request, str(error))
            return redirect("admin:review", key)
    messages.success(request, _("The last step is undone."))
    return _back(key, step["uid"], "undo")


@require_safe
def review_file(request: HttpRequest, key: int) -> FileResponse:
    """Send the uploaded document back."""
    row = found(request, key)
    return FileResponse(row.file.open(), as_attachment=True, filename=row.name, content_type="application/octet-stream")


def _back(key: int, uid: str, did: str = "") -> HttpResponse:
    """Lead to the part on its page. After a move, the same button has the focus again; else the part itself."""
    address = f"{reverse('admin:review', args=[key])}?{urlencode({'at': uid, 'did': did})}"
    return redirect(address if did in MOVES else f"{address}#part-{uid}")
