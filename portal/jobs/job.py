"""A job in the table, and the worker's claim on it, which lapses when the worker gives no sign of life.

Each change of a job's state is one UPDATE that names the state it is changed from, so that whoever comes second finds
no row: two workers never have the same job, and what a person has stopped is never finished. That holds on SQLite and
on PostgreSQL alike, and keeps no lock while the work is done.
"""

import secrets
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from strategies.constraints import one_of

# A claim lapses after this time without a sign of life. SQLite may keep a writer waiting for 20 of the seconds.
LEASE = timedelta(seconds=30)
MOST_ATTEMPTS = 2  # a job whose worker was killed is tried again, once
# A worker that has not been seen for this long is gone.
SEEN = timedelta(seconds=30)
INTERRUPTED = "interrupted"  # the fault of a job whose worker was killed each time


class NotOursError(Exception):
    """The job is no longer this worker's: somebody has stopped it, or its claim has lapsed."""


class State(models.TextChoices):
    """Where a job is."""

    WAITING = "waiting", _("waiting")
    RUNNING = "running", _("running")
    DONE = "done", _("done")
    FAILED = "failed", _("failed")
    STOPPED = "stopped", _("stopped")


OPEN = (State.WAITING, State.RUNNING)


class JobQuerySet(models.QuerySet["Job"]):
    """Jobs, chosen in the words of the portal."""

    def open(self) -> "JobQuerySet":
        """Keep the jobs that are waiting or running."""
        return self.filter(state__in=OPEN)

    def claimable(self, at: datetime) -> "JobQuerySet":
        """Keep the jobs that a worker may take at the time `at`: due ones, and those whose worker was lost once."""
        lost = models.Q(state=State.RUNNING, lease_ends__lt=at, attempts__lt=MOST_ATTEMPTS)
        return self.filter(models.Q(state=State.WAITING, due_at__lte=at) | lost)

    def given_up(self, at: datetime) -> "JobQuerySet":
        """Keep the jobs whose worker was lost for the last time."""
        return self.filter(state=State.RUNNING, lease_ends__lt=at, attempts__gte=MOST_ATTEMPTS)

    def claim(self) -> "Job | None":
        """Take the job that has waited longest, counting the attempt; None where there is none to take."""
        now = timezone.now()
        ours = {
            "state": State.RUNNING,
            "holder": secrets.token_hex(16),
            "attempts": models.F("attempts") + 1,
            "lease_ends": now + LEASE,
            "step": "",
        }
        for key in self.claimable(now).order_by("due_at", "pk").values_list("pk", flat=True):
            if self.claimable(now).filter(pk=key).update(**ours):
                return self.get(pk=key)
        return None


class Job(models.Model):
    """Something that takes long. What it is about is a row of another table that refers to it."""

    State = State

    kind = models.CharField(_("kind"), max_length=40)
    state = models.CharField(_("state"), max_length=20, choices=State, default=State.WAITING)
    due_at = models.DateTimeField(_("not before"), default=timezone.now)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    # Which claim has it, known to nobody else: a worker that was given up by mistake cannot finish it any more.
    holder = models.CharField(_("claim"), max_length=32, blank=True, editable=False)
    lease_ends = models.DateTimeField(_("claim lapses"), null=True, blank=True)
    step = models.CharField(_("step"), max_length=40, blank=True)
    fault = models.JSONField(_("fault"), null=True, blank=True)  # a code, and the values that its sentence has
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        verbose_name = _("job")
        verbose_name_plural = _("jobs")
        ordering = ["due_at", "pk"]
        indexes = [models.Index(fields=["state", "due_at"], name="job_state_due")]
        constraints = [
            one_of("state", State, "job_state_known"),
            models.CheckConstraint(
                condition=models.Q(state=State.RUNNING, lease_ends__isnull=False)
                | (~models.Q(state=State.RUNNING) & models.Q(lease_ends__isnull=True)),
                name="job_claimed_while_running",
                violation_error_message=_("A job has a claim that lapses while it is running, and only then."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}: {self.get_state_display()}"

    @property
    def is_open(self) -> bool:
        """Say whether it is waiting or running."""
        return self.state in OPEN

    @property
    def before(self) -> int:
        """Give how many jobs are done before this one, those that are running among them."""
        earlier = models.Q(due_at__lt=self.due_at) | models.Q(due_at=self.due_at, pk__lt=self.pk)
        return Job.objects.open().filter(earlier | models.Q(state=State.RUNNING)).exclude(pk=self.pk).count()

    def give_sign(self, step: str | None = None) -> None:
        """Renew the claim, and say at which step the work is. Raises NotOursError."""
        self._change({"lease_ends": timezone.now() + LEASE} | ({} if step is None else {"step": step}))

    def end(self, state: str, fault: Mapping[str, Any] | None = None) -> None:
        """End the job that this worker has. Raises NotOursError, and then nothing of its work may be stored."""
        self._change({"state": state, "fault": fault, "lease_ends": None, "ended_at": timezone.now()})

    def give_back(self) -> None:
        """Let it wait again as if it had not been tried, because the worker was asked to end. Raises NotOursError."""
        self._change({"state": State.WAITING, "lease_ends": None, "step": "", "attempts": models.F("attempts") - 1})

    def stop(self) -> bool:
        """End it because a person wants that, whoever has it; say whether there was anything to stop."""
        stopped = {"state": State.STOPPED, "lease_ends": None, "ended_at": timezone.now()}
        return bool(Job.objects.open().filter(pk=self.pk).update(**stopped))

    def _change(self, values: Mapping[str, Any]) -> None:
        ours = Job.objects.filter(pk=self.pk, state=State.RUNNING, holder=self.holder)
        if not ours.update(**values):
            raise NotOursError


class WorkerQuerySet(models.QuerySet["Worker"]):
    """Workers, chosen in the words of the portal."""

    def at_work(self, at: datetime) -> "WorkerQuerySet":
        """Keep the workers that had given a sign of life shortly before the time `at`."""
        return self.filter(seen_at__gt=at - SEEN)

    def gone(self, at: datetime) -> "WorkerQuerySet":
        """Keep the workers that had given none for so long, as of workers that were killed."""
        return self.filter(seen_at__lte=at - SEEN)


class Worker(models.Model):
    """A process that does jobs, and when it was last seen."""

    name = models.CharField(_("name"), max_length=100, unique=True)
    seen_at = models.DateTimeField(_("last seen"))

    objects = WorkerQuerySet.as_manager()

    class Meta:
        verbose_name = _("worker")
        verbose_name_plural = _("workers")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name
