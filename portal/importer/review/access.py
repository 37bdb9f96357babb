"""How a view reaches its review: one's own, as it was when the page was shown, and led on where it is over."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from functools import wraps
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.importer.review.page import address_of
from portal.models import DocumentReview, EndedReview
from strategies.locking import locked
from strategies.models import Strategy
from strategies.scoping import editable_by

View = Callable[..., HttpResponse]
Changing = Callable[[HttpRequest, DocumentReview], HttpResponse]

LONGEST_VERSION = 9  # digits


class ReviewIsOverError(Exception):
    """A review that was saved, thrown away or forgotten: how it ended, and the strategy that it became, if any."""

    def __init__(self, ending: str, strategy: Strategy | None = None) -> None:
        """Take what is known of the end."""
        super().__init__(ending)
        self.ending = ending
        self.strategy = strategy


def leading_on(view: View) -> View:
    """Give the view so that it says how a review ended, and leads to what became of it, instead of failing."""

    @wraps(view)
    def led(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except ReviewIsOverError as over:
            messages.info(request, _told(over))
            if over.strategy is not None:
                return redirect("admin:strategies_strategy_change", over.strategy.pk)
            return redirect("admin:import_document")

    return led


def not_done(request: HttpRequest, key: int) -> HttpResponse:
    """Lead to the review where a step was asked for instead of posted, as when somebody had to sign in again for it."""
    found(request, key)
    messages.warning(
        request, _("Your last step was not carried out, perhaps because you had to sign in again. Please repeat it.")
    )
    return redirect("admin:review", key)


def changes_review(
    otherwise: View = not_done,
    saves: bool = False,
) -> Callable[[Changing], View]:
    """Guard a view that changes a review; `otherwise` answers where nothing is posted.

    What guards it, in this order: it is posted, by one who may change the review, which is locked until the transaction
    ends, has not ended, and is as it was when the page was shown. One that also `saves` it as an edition takes the lock
    of the municipality and the edition before that of the review, in the order of `strategies.locking`.
    """

    def guarding(view: Changing) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, key: int) -> HttpResponse:
            if request.method != "POST":
                return otherwise(request, key)
            with transaction.atomic(), _edition_locked(request, key) if saves else nullcontext():
                row = found(request, key, locked=True)
                if not is_stale(request, row):
                    return view(request, row)
            if "uid" in request.POST:
                return redirect(address_of(key, request.POST["uid"]))
            return redirect("admin:review", key)

        return guarded

    return guarding


def found(request: HttpRequest, key: int, *, locked: bool = False) -> DocumentReview:
    """Give the review; `locked` until the transaction ends. Raises Http404, and ReviewIsOverError when it has ended."""
    rows: Any = DocumentReview.objects.select_related("municipality", "into__municipality")
    if locked:
        rows = rows.select_for_update(of=("self",))
    row: DocumentReview | None = editable_by(rows, request.user).filter(pk=key).first()
    if row is None:
        ended = editable_by(EndedReview.objects.select_related("strategy"), request.user).filter(review=key).first()
        if ended is None:
            raise Http404
        raise ReviewIsOverError(ended.ending, ended.strategy)
    if row.goes < timezone.now():
        raise ReviewIsOverError(EndedReview.Ending.FORGOTTEN)
    return row


@contextmanager
def _edition_locked(request: HttpRequest, key: int) -> Iterator[None]:
    """Hold the locks of the municipality of a review, and of the series that it is meant for."""
    review = found(request, key)
    municipality = [review.municipality_id]
    with locked(municipalities=municipality):
        editions = review.into.series.values_list("pk", flat=True) if review.into else ()
        with locked(*editions):
            yield


def is_stale(request: HttpRequest, review: DocumentReview) -> bool:
    """Say whether the review has changed since the page was shown that the request was sent from; tell it if so."""
    version = request.POST.get("version", "")
    if version.isdecimal() and len(version) <= LONGEST_VERSION and int(version) == review.version:
        return False
    messages.warning(
        request, _("The review has changed since this page was loaded, so nothing was done. You now see it as it is.")
    )
    return True


def _told(over: ReviewIsOverError) -> str:
    if over.ending == EndedReview.Ending.SAVED:
        if over.strategy is None:
            return _("That review is over: it was saved, and the edition has since been deleted.")
        return _("That review is over: it has been saved as this strategy.")
    if over.ending == EndedReview.Ending.DISCARDED:
        return _("That review is over: it was thrown away, and nothing of it was saved.")
    return _("That review is over: nobody had worked on it for 30 days, so it was thrown away.")
