"""A worker whose work is to sleep, in a process of its own as always: `python -m tests.portal.jobs.asleep`."""

import time

import django

django.setup()

from portal.importer.review.readings import READ_DOCUMENT, fail  # noqa: E402
from portal.jobs.apart import Limits, done_apart  # noqa: E402
from portal.jobs.job import Job  # noqa: E402
from portal.jobs.kinds import KINDS, Kind, Sign  # noqa: E402
from portal.jobs.worker import Shift  # noqa: E402


def sleep(_job: Job, sign: Sign) -> None:
    """Sleep for a minute."""
    done_apart(lambda _tell: time.sleep(60), Limits(seconds=60, megabytes=600), sign)


if __name__ == "__main__":
    KINDS[READ_DOCUMENT] = Kind(sleep, fail)
    Shift().run()
