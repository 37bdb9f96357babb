"""The kinds of jobs that there are. A feature registers its own when the portal starts: see `portal.apps`."""

from collections.abc import Callable
from dataclasses import dataclass

from portal.jobs.job import Job

# Says that the work goes on, and at which step; raises what ends it, such as NotOursError.
Sign = Callable[[str | None], None]


@dataclass(frozen=True)
class Kind:
    """How a job of a kind is done.

    `work` ends the job itself, in the transaction that stores what it made. It gives a sign at least every few
    seconds. `fail` ends it with a fault, and puts away what the job was about; it also gets jobs whose work raised
    something, or whose worker was killed.
    """

    work: Callable[[Job, Sign], None]
    fail: Callable[[Job, str], None]


KINDS: dict[str, Kind] = {}
