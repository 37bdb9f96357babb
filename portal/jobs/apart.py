"""Work done in a process of its own, within limits of time and memory, so that nothing it meets stops anything else.

The work gets data and gives data: it has no part in the database. What it says comes back as JSON, which cannot make
the process that asked run anything.
"""

import json
import os
import resource
import signal
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.context import ForkProcess
from typing import Any

Tell = Callable[[str], None]

EVERY = 0.5  # seconds between two looks at whether the work is still wanted
OUT_OF_MEMORY = 81  # the exit status of a process that was refused memory
TIMED_OUT = (-signal.SIGALRM, -signal.SIGXCPU)
# The system itself kills whoever takes too much memory.
TOOK_TOO_MUCH = (OUT_OF_MEMORY, -signal.SIGKILL)
NICENESS = 10  # readers of public pages come first
MEGABYTE = 1_000_000


class Limit(StrEnum):
    """What ended work that did not end by itself."""

    TIME = "time_limit"
    MEMORY = "memory_limit"
    CRASH = "crash"  # the process died of something else, as of a fault in a library that is not Python


class LimitError(Exception):
    """The work was ended: `limit` says by what."""

    def __init__(self, limit: Limit) -> None:
        """Take what ended it."""
        super().__init__(limit)
        self.limit = limit


class WorkError(Exception):
    """The work raised something that it should not; the text is its traceback."""


@dataclass(frozen=True)
class Limits:
    """How much of each the work may take: seconds by the clock, and megabytes of memory of its own."""

    seconds: float
    megabytes: int


def done_apart(
    work: Callable[[Tell], Any], limits: Limits, sign: Callable[[str | None], None] = lambda _step: None
) -> Any:
    """Give what `work(tell)` gives, done in a process of its own: anything that JSON can hold.

    `sign` gets each step that the work tells, and None every half second between; what it raises ends the work.
    Raises LimitError, and WorkError for what the work raises.
    """
    context = get_context("fork")
    ours, theirs = context.Pipe(duplex=False)
    child = context.Process(target=_work, args=(theirs, limits, work), daemon=True)
    child.start()
    theirs.close()
    try:
        return _answer(child, ours, sign)
    finally:
        child.kill()
        child.join()
        ours.close()


def _answer(child: ForkProcess, ours: Connection, sign: Callable[[str | None], None]) -> Any:
    """Wait for the answer, passing on what is told meanwhile."""
    while True:
        if not ours.poll(EVERY):
            sign(None)
            continue
        try:
            said, value = json.loads(ours.recv_bytes())
        except EOFError:
            child.join()
            raise LimitError(_limit(child.exitcode)) from None
        if said == "answer":
            return value
        if said == "raised":
            raise WorkError(value)
        sign(value)


def _limit(status: int | None) -> Limit:
    if status in TIMED_OUT:
        return Limit.TIME
    return Limit.MEMORY if status in TOOK_TOO_MUCH else Limit.CRASH


def _work(pipe: Connection, limits: Limits, work: Callable[[Tell], Any]) -> None:
    """Do the work in the new process. Whoever waits for it is told everything through the pipe, and dies of nothing."""
    # Ctrl-C reaches the whole group: the process that waits decides. The clock goes on even when that one is killed.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for ending in (signal.SIGTERM, signal.SIGALRM):
        signal.signal(ending, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_REAL, limits.seconds)
    os.nice(NICENESS)
    _limit_memory(limits.megabytes * MEGABYTE)

    def say(said: str, value: Any) -> None:
        pipe.send_bytes(json.dumps([said, value]).encode())

    try:
        say("answer", work(lambda step: say("step", step)))
    except MemoryError:
        os._exit(OUT_OF_MEMORY)
    except BrokenPipeError:
        os._exit(1)  # nobody waits any more
    except Exception:
        say("raised", traceback.format_exc())


def _limit_memory(most: int) -> None:
    """Limit what this process may hold for itself; libraries that are mapped from their files are not counted."""
    for kind, limit in ((resource.RLIMIT_DATA, most), (resource.RLIMIT_CORE, 0)):
        _soft, hard = resource.getrlimit(kind)
        lowest = limit if hard == resource.RLIM_INFINITY else min(limit, hard)
        resource.setrlimit(kind, (lowest, lowest))
