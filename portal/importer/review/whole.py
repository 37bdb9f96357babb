"""The page where the facts of a document as a whole are corrected."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from portal.importer.document import known
from portal.importer.review.correcting import with_facts
from portal.importer.review.facts_forms import FactsForms
from portal.importer.review.keeping import take_step
from portal.importer.review.reaching import found, is_stale
from portal.importer.review.showing import WHOLE, page
from portal.importer.review.telling import told
from portal.strategyfile.reader import faults


def review_facts(request: HttpRequest, key: int) -> HttpResponse:
    """Show the facts of a document as a whole as forms, and take what was written as one step."""
    if request.method != "POST":
        row = found(request, key)
        forms = FactsForms(row.as_corrected.file, known(row.municipality)["committees"])
        return page(request, "importer/facts.html", _("Correct the facts"), review=row, forms=forms, problems=[])
    with transaction.atomic():
        row = found(request, key, locked=True)
        before = row.as_corrected.file
        forms = FactsForms(before, known(row.municipality)["committees"], request.POST)
        problems: list[str] = []
        # What was written stays on the page, and is for the review as it is now once it is sent again.
        if not is_stale(request, row) and forms.is_valid():
            step = forms.step()
            problems = [str(fault) for fault in faults(with_facts(before, step["facts"], step["bodies"]))]
            if not problems:
                if take_step(row, step):
                    messages.success(request, told(before, row.as_corrected.file, step))
                else:
                    messages.info(request, _("Nothing was different, so nothing was changed."))
                return redirect(f"{reverse('admin:review', args=[key])}?at={WHOLE}&did=facts#{WHOLE}")
    title = _("Correct the facts")
    return page(request, "importer/facts.html", title, review=row, forms=forms, problems=problems)
