"""What a feature of the portal needs to remember and nobody below should know."""

import secrets
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from portal.documents.review.provenance import SourceLine
from portal.documents.review.steps import Reviewed
from strategies.models import Municipality, Strategy

KEPT = timedelta(days=30)


def unguessable_place(_review: "DocumentReview", _name: str) -> str:
    """Give where to keep an uploaded file until it is saved with an edition or thrown away."""
    return f"reviews/{secrets.token_hex(16)}"


class DocumentReviewQuerySet(models.QuerySet["DocumentReview"]):
    """Reviews, chosen in the words of the portal."""

    def forgotten(self, at: datetime) -> "DocumentReviewQuerySet":
        """Keep the reviews that nobody had worked on for a month at the time `at`."""
        return self.filter(changed_at__lt=at - KEPT)


class DocumentReview(models.Model):
    """A document that was uploaded and recognised, while a coordinator puts its parts right.

    `recognised` and `corrected` hold a strategy file with the lines that its parts came from; `steps` lead from the one
    to the other.
    """

    municipality = models.ForeignKey(
        Municipality, models.CASCADE, related_name="document_reviews", verbose_name=_("municipality")
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="document_reviews", verbose_name=_("person")
    )
    into = models.ForeignKey(
        Strategy, models.CASCADE, null=True, blank=True, related_name="document_reviews", verbose_name=_("edition")
    )
    file = models.FileField(_("file"), upload_to=unguessable_place)
    name = models.CharField(_("file name"), max_length=200)
    lines = models.JSONField(_("lines of the source"), editable=False)
    recognised = models.JSONField(_("as it was recognised"), editable=False)
    corrected = models.JSONField(_("as it stands"), editable=False)
    steps = models.JSONField(_("steps taken"), default=list, editable=False)
    version = models.PositiveIntegerField(_("version"), default=0, editable=False)
    created_at = models.DateTimeField(_("uploaded"), auto_now_add=True)
    changed_at = models.DateTimeField(_("changed"), auto_now=True)

    objects = DocumentReviewQuerySet.as_manager()

    class Meta:
        verbose_name = _("document under review")
        verbose_name_plural = _("documents under review")
        ordering = ["-changed_at"]

    def __str__(self) -> str:
        return self.name

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Delete the review, and its file once that is certain."""
        storage, name = self.file.storage, str(self.file.name)
        deleted = super().delete(*args, **kwargs)
        transaction.on_commit(lambda: storage.delete(name))
        return deleted

    @property
    def source_lines(self) -> dict[int, SourceLine]:
        """Give the lines of the source by number."""
        return {number: SourceLine(number, text, page) for number, text, page in self.lines}

    @property
    def as_recognised(self) -> Reviewed:
        """Give what was recognised."""
        return Reviewed(**self.recognised)

    @property
    def as_corrected(self) -> Reviewed:
        """Give what it has become."""
        return Reviewed(**self.corrected)
