"""What a feature of the portal needs to remember and nobody below should know."""

import secrets
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import models, transaction
from django.db.models.signals import post_delete
from django.dispatch import receiver
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.importer.review.origins import Reviewed, SourceLine
from portal.jobs.job import OPEN, Job
from strategies.constraints import one_of
from strategies.models import Municipality, Strategy

KEPT = timedelta(days=30)
FAILURE_SHOWN = timedelta(days=1)


def unguessable_place(_row: models.Model, _name: str) -> str:
    """Give where to keep an uploaded file until it is saved with an edition or thrown away."""
    return f"reviews/{secrets.token_hex(16)}"


class DocumentReadingQuerySet(models.QuerySet["DocumentReading"]):
    """Readings, chosen in the words of the portal."""

    def listed(self, at: datetime) -> "DocumentReadingQuerySet":
        """Keep those that go on at the time `at`, and those that failed the day before."""
        failed = models.Q(job__state=Job.State.FAILED, job__ended_at__gt=at - FAILURE_SHOWN)
        return self.filter(models.Q(job__state__in=OPEN) | failed)

    def forgotten(self, at: datetime) -> "DocumentReadingQuerySet":
        """Keep the readings that were asked for more than a month before the time `at`."""
        return self.filter(created_at__lt=at - KEPT)


class DocumentReading(models.Model):
    """A document that was uploaded, until it is read and becomes a review, or cannot be; then its file is gone."""

    job = models.OneToOneField(Job, models.CASCADE, related_name="document_reading", verbose_name=_("job"))
    municipality = models.ForeignKey(
        Municipality, models.CASCADE, related_name="document_readings", verbose_name=_("municipality")
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="document_readings", verbose_name=_("person")
    )
    into = models.ForeignKey(
        Strategy, models.SET_NULL, null=True, blank=True, related_name="document_readings", verbose_name=_("edition")
    )
    meant_for = models.CharField(_("name of the edition"), max_length=400, blank=True, editable=False)
    slug = models.CharField(_("name in the address"), max_length=80, blank=True)
    edition = models.CharField(_("edition"), max_length=20, blank=True)
    file = models.FileField(_("file"), upload_to=unguessable_place, blank=True)
    name = models.CharField(_("file name"), max_length=200)
    # The review that it became, whose end is remembered apart.
    review = models.PositiveBigIntegerField(_("review"), null=True, blank=True)
    created_at = models.DateTimeField(_("uploaded"), auto_now_add=True)

    objects = DocumentReadingQuerySet.as_manager()

    class Meta:
        verbose_name = _("document being read")
        verbose_name_plural = _("documents being read")
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return self.name


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
    # A review outlives the edition that it was meant for: it can be saved as a new one.
    into = models.ForeignKey(
        Strategy, models.SET_NULL, null=True, blank=True, related_name="document_reviews", verbose_name=_("edition")
    )
    meant_for = models.CharField(_("name of the edition"), max_length=400, blank=True, editable=False)
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

    @property
    def goes(self) -> datetime:
        """Give when it is thrown away, unless somebody works on it before."""
        return self.changed_at + KEPT

    @property
    def lost_edition(self) -> str:
        """Give the name of the edition that it was meant for and that is deleted now, else nothing."""
        return "" if self.into_id else self.meant_for

    def aim(self, edition: Strategy | None) -> None:
        """Say which edition it is meant for, None for a new one."""
        self.into, self.meant_for = edition, str(edition or "")

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


@receiver(post_delete, sender=DocumentReading)
@receiver(post_delete, sender=DocumentReview)
def delete_file(instance: DocumentReading | DocumentReview, **_options: Any) -> None:
    """Delete an uploaded file once it is certain that its row is gone, whatever took it along, or needs it no more."""
    storage, name = instance.file.storage, str(instance.file.name or "")
    if name:
        transaction.on_commit(lambda: storage.delete(name))


class Ending(models.TextChoices):
    """What became of a review."""

    SAVED = "saved", _("saved")
    DISCARDED = "discarded", _("thrown away")
    FORGOTTEN = "forgotten", _("forgotten")


class EndedReview(models.Model):
    """How a review ended: for those who come back to its address. Nothing of the document is kept."""

    Ending = Ending

    review = models.PositiveBigIntegerField(_("review"), unique=True)
    municipality = models.ForeignKey(
        Municipality, models.CASCADE, related_name="ended_reviews", verbose_name=_("municipality")
    )
    ending = models.CharField(_("how it ended"), max_length=20, choices=Ending)
    strategy = models.ForeignKey(
        Strategy, models.SET_NULL, null=True, related_name="ended_reviews", verbose_name=_("strategy")
    )
    ended_at = models.DateTimeField(_("ended"), auto_now_add=True)

    class Meta:
        verbose_name = _("ended review")
        verbose_name_plural = _("ended reviews")
        ordering = ["-ended_at"]
        constraints = [one_of("ending", Ending, "ended_review_ending_known")]

    def __str__(self) -> str:
        return f"{self.review}: {self.get_ending_display()}"


class SecurityEventKind(models.TextChoices):
    """What happened."""

    SIGN_IN = "sign_in", _("signed in")
    WRONG_PASSWORD = "wrong_password", _("wrong password")
    SLOWED = "slowed", _("too many wrong passwords")
    REFUSED = "refused", _("refused")
    RIGHTS = "rights", _("rights changed")
    PASSWORD = "password", _("password changed")
    PUBLICATION = "publication", _("published or withdrawn")
    EXPORT = "export", _("exported")


class SecurityEventQuerySet(models.QuerySet["SecurityEvent"]):
    """The security log: rows are added, and go when they are old; nothing else."""

    def update(self, **kwargs: Any) -> int:
        """Refuse, with TypeError."""
        raise TypeError(ONLY_ADDED_TO)

    def delete(self) -> tuple[int, dict[str, int]]:
        """Refuse, with TypeError."""
        raise TypeError(ONLY_ADDED_TO)

    def forget_before(self, at: datetime) -> int:
        """Delete what happened before the time `at`; give how much it was."""
        return models.QuerySet(self.model, using=self.db).filter(at__lt=at).delete()[0]


ONLY_ADDED_TO = "The security log is only added to."


class SecurityEvent(models.Model):
    """One line of the security log. It names people by their address, so that it outlives them."""

    Kind = SecurityEventKind
    LONGEST_ACCOUNT = 254
    LONGEST = 500

    at = models.DateTimeField(_("when"), default=timezone.now, db_index=True)
    kind = models.CharField(_("what happened"), max_length=20, choices=SecurityEventKind)
    account = models.CharField(_("person"), max_length=LONGEST_ACCOUNT, blank=True)
    address = models.GenericIPAddressField(_("network address"), null=True, blank=True)
    about = models.CharField(_("what it was about"), max_length=LONGEST, blank=True)

    objects = SecurityEventQuerySet.as_manager()

    class Meta:
        verbose_name = _("line of the security log")
        verbose_name_plural = _("security log")
        ordering = ["-at", "-pk"]
        default_permissions = ("view",)
        constraints = [one_of("kind", SecurityEventKind, "security_event_kind_known")]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.get_kind_display()}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store a new line; raise TypeError for one that is stored."""
        if not self._state.adding:
            raise TypeError(ONLY_ADDED_TO)
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> Any:
        """Refuse, with TypeError."""
        raise TypeError(ONLY_ADDED_TO)


class SentForm(models.Model):
    """A form that was sent and saved, and where its sender was led then: for the second click of a double one."""

    key = models.CharField(_("key"), max_length=64, unique=True)
    location = models.TextField(_("where it led"), blank=True)
    sent_at = models.DateTimeField(_("sent"), auto_now_add=True, db_index=True)

    class Meta:
        verbose_name = _("sent form")
        verbose_name_plural = _("sent forms")
        ordering = ["-sent_at"]

    def __str__(self) -> str:
        return self.key
