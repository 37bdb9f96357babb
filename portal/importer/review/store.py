"""A review from its first step to the saved edition: the database's side of it."""

import hashlib
import json
from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.importer.document import Import, known, stored
from portal.importer.merging.merge import merged
from portal.importer.review.bodies import in_use
from portal.importer.review.origins import Reviewed
from portal.importer.review.outline import RefusedError
from portal.importer.review.steps.register import STEPS, replay, take
from portal.importer.review.steps.step import Taken
from portal.jobs.job import Job
from portal.models import KEPT, DocumentReading, DocumentReview, EndedReview
from portal.strategyfile.fault import Fault, StrategyFileError
from portal.strategyfile.writer import written
from strategies.models import Strategy

REMEMBERED = 12 * KEPT  # how a review ended


def take_step(review: DocumentReview, step: Taken) -> Taken | None:
    """Take a step in the review, and give it as it is kept; None for one that changes nothing.

    Raises RefusedError when it cannot be taken.
    """
    reviewed, lines = review.as_corrected, review.source_lines
    whole = STEPS[step["do"]].complete(step, reviewed, lines, lambda: known(review.municipality)["committees"])
    after = take(reviewed, whole, lines)
    if after.file == reviewed.file:
        return None
    _keep(review, after, [*review.steps, whole])
    return whole


def undo(review: DocumentReview) -> Taken:
    """Undo the last step, and give it; raise RefusedError when there is none."""
    if not review.steps:
        raise RefusedError(_("There is nothing to undo."))
    *steps, last = review.steps
    _keep(review, replay(review.as_recognised, steps, review.source_lines), steps)
    return dict(last)


def comparison(review: DocumentReview) -> Import:
    """Give what saving the review would store, with what it does to the edition that it is laid into, if any."""
    file = in_use({key: value for key, value in review.as_corrected.file.items() if key != "report"})
    report = review.as_corrected.file.get("report", {})
    if review.into is None:
        return Import(file, report)
    before = written(review.into)
    laid, merge = merged(before, file)
    return Import(laid, report, review.into, merge, before)


@transaction.atomic
def save(review: DocumentReview, series: Mapping[str, str]) -> Strategy:
    """Store the review as a draft, or lay it into its edition, with the document itself; the review is over then.

    `series` has the `slug` and `edition` of a new draft. Raises StrategyFileError, and then nothing is stored.
    """
    found = comparison(review)
    if found.existing is None:
        found = Import(found.file | dict(series), found.report)
        # Between the form’s look and now, somebody may have made it.
        if Strategy.objects.filter(municipality=review.municipality, **series).exists():
            raise StrategyFileError([Fault("edition", _("Somebody has just created that edition. Look at it first."))])
    with review.file.open() as kept:
        strategy = stored(found, kept.read(), review.name)
    _end(review, EndedReview.Ending.SAVED, strategy)
    return strategy


@transaction.atomic
def discard(review: DocumentReview) -> None:
    """Throw the review away, with its file."""
    _end(review, EndedReview.Ending.DISCARDED)


@transaction.atomic
def forget_old() -> int:
    """Delete the reviews that nobody has worked on for a month, with their files; give their number.

    What was uploaded and has not become a review goes after the same time.
    """
    now = timezone.now()
    old = list(DocumentReview.objects.forgotten(now).only("pk", "file", "municipality"))
    for review in old:
        _end(review, EndedReview.Ending.FORGOTTEN)
    Job.objects.filter(document_reading__in=DocumentReading.objects.forgotten(now)).delete()
    EndedReview.objects.filter(ended_at__lt=now - REMEMBERED).delete()
    return len(old)


def fingerprint(strategy: Strategy) -> str:
    """Give what tells whether an edition has changed since a comparison with it was made."""
    return hashlib.sha256(json.dumps(written(strategy), sort_keys=True).encode()).hexdigest()


def _end(review: DocumentReview, ending: str, strategy: Strategy | None = None) -> None:
    EndedReview.objects.get_or_create(
        review=review.pk,
        defaults={"municipality_id": review.municipality_id, "ending": ending, "strategy": strategy},
    )
    review.delete()


def _keep(review: DocumentReview, reviewed: Reviewed, steps: list[Taken]) -> None:
    review.corrected = {"file": reviewed.file, "origins": reviewed.origins}
    review.steps = steps
    review.version += 1
    review.save(update_fields=["corrected", "steps", "version", "changed_at"])
