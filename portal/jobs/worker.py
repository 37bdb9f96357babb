"""The worker: takes one job after the other from the table, and does it."""

import logging
import os
import signal
import socket
import time
from collections.abc import Callable
from typing import Any

from django.db import InterfaceError, OperationalError, close_old_connections
from django.utils import timezone

from portal.jobs.job import INTERRUPTED, Job, NotOursError, Worker
from portal.jobs.kinds import KINDS

POLL = 1.0  # seconds between two looks at the table
SIGN = 1.0  # seconds between two signs of life of a job
SEEN_EVERY = 10.0  # seconds between two signs of life of the worker itself
UNREACHABLE = (OperationalError, InterfaceError)
FAULT = "fault"  # the fault of a job whose work raised something

log = logging.getLogger(__name__)


class EndError(Exception):
    """The worker was asked to end."""


class Shift:
    """What one worker does, until it is asked to end: by a signal, or by what `is_over` says."""

    def __init__(self, is_over: Callable[[], bool] = lambda: False) -> None:
        """Take what says that the worker is not needed any more."""
        self.name = f"{socket.gethostname()}-{os.getpid()}"[-100:]
        self.is_over = is_over
        self._asked_to_end = False
        self._seen = self._signed = float("-inf")

    def run(self) -> None:
        """Do jobs as they come. A database that is away is waited for."""
        for ending in (signal.SIGTERM, signal.SIGINT):
            signal.signal(ending, self._ask_to_end)
        while not self._ends:
            try:
                close_old_connections()
                self._be_seen()
                if self.do_one():
                    continue
            except UNREACHABLE as error:
                log.error("The database cannot be used, so no job is done: %s", error)
            time.sleep(POLL)
        Worker.objects.filter(name=self.name).delete()

    def do_one(self) -> bool:
        """Do one job, if there is any to do; say whether there was."""
        known = Job.objects.filter(kind__in=KINDS)
        for lost in known.given_up(timezone.now()):
            self._end(lost, lambda job: KINDS[job.kind].fail(job, INTERRUPTED))
        job = known.claim()
        if job is None:
            return False
        self._end(job, self._do)
        return True

    def _do(self, job: Job) -> None:
        try:
            KINDS[job.kind].work(job, lambda step: self._give_sign(job, step))
        except EndError:
            job.give_back()
        except (NotOursError, *UNREACHABLE):
            raise  # of a database that is away: the claim lapses, and the job is tried again
        except Exception:
            log.exception("%s failed.", job)
            KINDS[job.kind].fail(job, FAULT)

    @property
    def _ends(self) -> bool:
        return self._asked_to_end or self.is_over()

    def _ask_to_end(self, *_signal: Any) -> None:
        self._asked_to_end = True

    def _end(self, job: Job, end: Callable[[Job], None]) -> None:
        try:
            end(job)
        except NotOursError:
            log.info("%s was stopped, or taken by another worker.", job)

    def _give_sign(self, job: Job, step: str | None) -> None:
        """Renew the claim on a job where that is due or there is a step to tell; raise what ends the work."""
        if self._ends:
            raise EndError
        now = time.monotonic()
        if step is not None or now - self._signed >= SIGN:
            self._signed = now
            job.give_sign(step)
        self._be_seen()

    def _be_seen(self) -> None:
        if time.monotonic() - self._seen >= SEEN_EVERY:
            self._seen = time.monotonic()
            now = timezone.now()
            Worker.objects.update_or_create(name=self.name, defaults={"seen_at": now})
            Worker.objects.gone(now).delete()
