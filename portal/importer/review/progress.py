"""The page of a document that is being read: how far it is, and what ended it."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from portal.importer.apart import STEPS
from portal.importer.review.page import page
from portal.importer.sentences import readings
from portal.jobs.job import Worker
from portal.models import DocumentReading

SECONDS = 3  # between two looks of a browser without JavaScript


@dataclass(frozen=True)
class ShownStep:
    """One step of a reading: what it is, and whether it is done, being done or to come."""

    name: Promise
    is_done: bool
    is_now: bool


def reading_page(request: HttpRequest, reading: DocumentReading) -> TemplateResponse:
    """Show how far a reading is, or why it ended without a review."""
    job = reading.job
    at = STEPS.index(job.step) if job.step in STEPS else -1
    context = {
        "reading": reading,
        "steps": [ShownStep(readings.STEPS[step], number < at, number == at) for number, step in enumerate(STEPS)],
        "now": readings.STEPS[STEPS[max(at, 0)]],
        "at": at + 1,
        "before": job.before,
        "has_worker": has_worker(),
        "ending": readings.ending(job.fault) if job.fault else "",
        "reloads": SECONDS if job.is_open and "still" not in request.GET else 0,
    }
    return page(request, "importer/reading.html", _("Reading of %s") % reading.name, **context)


def has_worker() -> bool:
    """Say whether a worker is there to read documents."""
    return Worker.objects.at_work(timezone.now()).exists()
