"""The worker does one job after the other, and neither its end nor that of the server leaves a job half done."""

import os
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from urllib.parse import quote

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import OperationalError, connection
from django.test import Client
from django.urls import reverse

from portal.jobs.job import Job, NotOursError, Worker
from portal.jobs.kinds import KINDS, Kind
from portal.jobs.worker import Shift
from portal.models import DocumentReading, DocumentReview
from tests.conventions.sources import ROOT
from tests.factories import MembershipFactory
from tests.portal.importer.review.pages import municipality, uploaded
from tests.portal.jobs.test_job import lapse


@pytest.fixture
def kind(monkeypatch):
    """Give a way to say how jobs of the kind "k" are done."""

    def done_by(work):
        monkeypatch.setitem(KINDS, "k", Kind(work, lambda job, fault: job.end(Job.State.FAILED, {"code": fault})))
        return Job.objects.create(kind="k")

    return done_by


@pytest.mark.django_db
def test_a_worker_does_one_job_at_a_time(kind):
    states = []

    def work(job, _sign):
        states.append(sorted(Job.objects.values_list("state", flat=True)))
        job.end(Job.State.DONE)

    for _at in range(2):
        kind(work)
    shift = Shift()
    assert [shift.do_one() for _at in range(3)] == [True, True, False]
    assert states == [["running", "waiting"], ["done", "running"]]


@pytest.mark.django_db
def test_what_work_raises_fails_the_job_and_not_the_worker(kind, caplog):
    kind(lambda _job, _sign: 1 / 0)
    assert Shift().do_one()
    job = Job.objects.get()
    assert (job.state, job.fault) == ("failed", {"code": "fault"})
    assert "ZeroDivisionError" in caplog.text


@pytest.mark.django_db
def test_a_database_that_goes_away_leaves_the_job_to_be_tried_again(kind):
    def work(_job, _sign):
        raise OperationalError

    kind(work)
    with pytest.raises(OperationalError):
        Shift().do_one()
    lapse()
    assert Job.objects.claim().attempts == 2


@pytest.mark.django_db
def test_a_job_of_a_kind_that_nobody_knows_waits():
    Job.objects.create(kind="of a newer portal")
    assert not Shift().do_one()
    assert Job.objects.get().state == "waiting"


@pytest.mark.django_db
def test_work_that_was_stopped_ends_at_its_next_sign(kind):
    def work(job, sign):
        Job.objects.get().stop()
        sign("further")
        job.end(Job.State.DONE)

    kind(work)
    assert Shift().do_one()
    job = Job.objects.get()
    assert (job.state, job.step) == ("stopped", "")


@pytest.mark.django_db
def test_a_worker_that_is_asked_to_end_gives_its_job_back_untried(kind):
    kind(lambda _job, sign: sign(None))
    over = iter([True])
    Shift(lambda: next(over)).do_one()
    job = Job.objects.get()
    assert (job.state, job.attempts) == ("waiting", 0)


@pytest.mark.django_db
def test_a_worker_that_has_given_up_a_job_lets_it_be(kind):
    def work(job, _sign):
        job.holder = "another"
        job.end(Job.State.DONE)

    kind(work)
    assert Shift().do_one()
    assert Job.objects.get().state == "running"
    with pytest.raises(NotOursError):
        Job(pk=0).give_sign()


def environment():
    """Give the settings by which another process has the tests' own database and files."""
    database = connection.settings_dict
    address = f"sqlite:///{database['NAME']}"
    if connection.vendor == "postgresql":
        host = quote(database["HOST"], safe="")
        address = f"postgres://{database['USER']}@{host}/{database['NAME']}"
    names = {"PATH": os.environ["PATH"], "SECRET_KEY": "k" * 60, "HTTPS": "false"}
    return names | {
        "DATABASE_URL": address,
        "DJANGO_SETTINGS_MODULE": "portal.settings",
        "VAR_DIR": str(settings.VAR_DIR),
    }


@contextmanager
def started(*command):
    """Run a process of the portal's own, and kill it in the end."""
    process = subprocess.Popen([sys.executable, *command], cwd=ROOT, env=environment())
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def wait_until(is_so, seconds=60):
    """Wait for something that another process does."""
    end = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < end
        time.sleep(0.1)


def state_of(reading):
    """Give the state of a reading's job, and how often it was tried."""
    return Job.objects.values_list("state", "attempts").get(document_reading=reading)


@pytest.fixture
def uploaded_document():
    """Give a client that has uploaded a document, and its reading."""
    client = Client(headers={"accept-language": "en"})
    user = MembershipFactory().user
    client.force_login(user)
    client.post(reverse("admin:import_document"), uploaded(municipality=municipality(user).pk))
    return client, DocumentReading.objects.get()


@pytest.mark.django_db(transaction=True)
def test_a_worker_that_is_killed_leaves_its_job_to_be_tried_again_once(uploaded_document):
    client, reading = uploaded_document
    for attempt in (1, 2):
        with started("-m", "tests.portal.jobs.asleep") as worker:
            wait_until(lambda attempt=attempt: state_of(reading) == ("running", attempt))
            os.kill(worker.pid, signal.SIGKILL)
        lapse()
    assert not DocumentReview.objects.exists()
    Shift().do_one()
    assert state_of(reading) == ("failed", 2)
    page = client.get(reverse("admin:reading", args=[reading.pk])).content.decode()
    assert "The reading was interrupted twice by something else than the document. Upload it again." in page


@pytest.mark.django_db(transaction=True)
def test_the_command_reads_what_waits_and_ends_when_it_is_told_to(uploaded_document):
    _client, reading = uploaded_document
    with started("manage.py", "work") as worker:
        wait_until(lambda: state_of(reading) == ("done", 1))
        assert Worker.objects.count() == 1
        worker.terminate()
        assert worker.wait(timeout=30) == 0
    assert DocumentReview.objects.get().name == "Strategi.md"
    assert not Worker.objects.exists()


@pytest.mark.django_db
def test_a_worker_ends_with_the_server_that_it_was_started_beside():
    handlers = {ending: signal.getsignal(ending) for ending in (signal.SIGTERM, signal.SIGINT)}
    try:
        call_command("work", beside=os.getppid() + 1)
    finally:
        for ending, handler in handlers.items():
            signal.signal(ending, handler)
    assert not Worker.objects.exists()
