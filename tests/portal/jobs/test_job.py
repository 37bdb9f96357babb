"""A job is taken by one worker at a time, comes back once when that is lost, and can be stopped."""

from threading import Thread

import pytest
from django.db import connections
from django.utils import timezone

from portal.jobs.job import LEASE, Job, NotOursError

pytestmark = pytest.mark.django_db


def lapse():
    """Let the claims lapse, as when their workers have been killed a while ago."""
    Job.objects.filter(state=Job.State.RUNNING).update(lease_ends=timezone.now() - LEASE)


def test_the_job_that_has_waited_longest_is_taken_first():
    now = timezone.now()
    for minutes in (1, 3, 2, -5):
        Job.objects.create(kind="k", due_at=now - minutes * LEASE)
    taken = [Job.objects.claim() for _at in range(4)]
    assert [job and round((now - job.due_at) / LEASE) for job in taken] == [3, 2, 1, None]


def test_a_claim_counts_the_attempt_and_is_kept_alive():
    Job.objects.create(kind="k")
    job = Job.objects.claim()
    assert (job.state, job.attempts, job.step) == ("running", 1, "")
    assert Job.objects.claim() is None
    lapse()
    job.give_sign("reading")
    assert Job.objects.claim() is None
    assert Job.objects.get().step == "reading"


def test_a_job_whose_worker_was_lost_is_tried_again_once():
    Job.objects.create(kind="k")
    first = Job.objects.claim()
    lapse()
    second = Job.objects.claim()
    assert (second.pk, second.attempts) == (first.pk, 2)
    lapse()
    assert Job.objects.claim() is None
    assert list(Job.objects.given_up(timezone.now())) == [second]


def test_a_worker_that_was_given_up_by_mistake_cannot_end_the_job():
    Job.objects.create(kind="k")
    slow = Job.objects.claim()
    lapse()
    other = Job.objects.claim()
    for act in (lambda: slow.end(Job.State.DONE), lambda: slow.give_sign(None), slow.give_back):
        with pytest.raises(NotOursError):
            act()
    other.end(Job.State.DONE)
    job = Job.objects.get()
    assert (job.state, job.lease_ends, job.is_open) == ("done", None, False)


def test_a_job_that_is_given_back_has_not_been_tried():
    Job.objects.create(kind="k")
    Job.objects.claim().give_back()
    job = Job.objects.get()
    assert (job.state, job.attempts, job.lease_ends) == ("waiting", 0, None)


@pytest.mark.parametrize("is_claimed", [False, True])
def test_what_is_stopped_is_not_finished(is_claimed):
    job = Job.objects.create(kind="k")
    claimed = Job.objects.claim() if is_claimed else None
    assert job.stop()
    assert not job.stop()
    assert Job.objects.claim() is None
    if claimed:
        with pytest.raises(NotOursError):
            claimed.end(Job.State.DONE)
    assert Job.objects.get().state == "stopped"


def test_the_place_in_line_counts_those_that_are_read_and_those_before():
    first, second, third = (Job.objects.create(kind="k") for _at in range(3))
    assert [job.before for job in (first, second, third)] == [0, 1, 2]
    Job.objects.claim()
    assert [job.before for job in (second, third)] == [1, 2]
    second.stop()
    assert third.before == 1


@pytest.mark.django_db(transaction=True)
def test_workers_never_take_the_same_job():
    jobs = {Job.objects.create(kind="k").pk for _at in range(30)}
    taken = []

    def take():
        while job := Job.objects.claim():
            taken.append(job.pk)
        connections.close_all()

    workers = [Thread(target=take) for _at in range(6)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert sorted(taken) == sorted(jobs)
    assert set(Job.objects.values_list("attempts", flat=True)) == {1}
