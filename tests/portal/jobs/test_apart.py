"""Work in a process of its own ends within its limits, and what it says comes back."""

import os
import signal
import time

import pytest

from portal.jobs.apart import Limit, LimitError, Limits, WorkError, done_apart

PLENTY = Limits(seconds=60, megabytes=600)


def ended_by(work, **limits):
    """Give what ends work that does not end by itself."""
    with pytest.raises(LimitError) as error:
        done_apart(work, Limits(**({"seconds": 60, "megabytes": 600} | limits)))
    return error.value.limit


def spin(_tell):
    while True:
        pass


def take_memory(_tell):
    taken = []
    while True:
        taken.append(bytearray(10_000_000))


def test_what_the_work_gives_and_tells_comes_back():
    told = []

    def work(tell):
        tell("first")
        tell("second")
        return {"pid": os.getpid()}

    answer = done_apart(work, PLENTY, told.append)
    assert answer["pid"] != os.getpid()
    assert [step for step in told if step] == ["first", "second"]


@pytest.mark.parametrize("work", [spin, lambda _tell: time.sleep(60)], ids=["busy", "asleep"])
def test_work_that_takes_too_long_is_ended(work):
    began = time.monotonic()
    assert ended_by(work, seconds=0.3) == Limit.TIME
    assert time.monotonic() - began < 10


def test_work_that_takes_too_much_memory_is_ended():
    assert ended_by(take_memory, megabytes=300) == Limit.MEMORY


def test_a_process_that_the_system_kills_for_its_memory_is_told_apart_from_one_that_crashes():
    assert ended_by(lambda _tell: os.kill(os.getpid(), signal.SIGKILL)) == Limit.MEMORY
    assert ended_by(lambda _tell: os.kill(os.getpid(), signal.SIGTRAP)) == Limit.CRASH


def test_what_the_work_raises_is_told():
    with pytest.raises(WorkError, match="ZeroDivisionError"):
        done_apart(lambda _tell: 1 / 0, PLENTY)


def test_work_that_is_not_wanted_any_more_is_ended_at_once():
    pids = []

    def sign(step):
        if step:
            pids.append(int(step))
        else:
            raise KeyError

    def work(tell):
        tell(str(os.getpid()))
        time.sleep(60)

    with pytest.raises(KeyError):
        done_apart(work, PLENTY, sign)
    with pytest.raises(ProcessLookupError):
        os.kill(pids[0], 0)
