"""An uploaded document is read beside the web processes: its page tells how far it is, and it can be stopped."""

import pytest
from django.core.files.storage import default_storage
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from portal.importer.recognising.notice import Step
from portal.importer.review.readings import read
from portal.importer.sentences.readings import ENDED, STEPS, ending
from portal.jobs.apart import Limit
from portal.jobs.job import Job, NotOursError, Worker
from portal.models import KEPT, DocumentReading, DocumentReview
from strategies.models import Membership
from tests.factories import CommitteeFactory, MembershipFactory, StrategyFactory, UserFactory
from tests.portal.importer.review.pages import DOCUMENT, municipality, said, told, uploaded, work

pytestmark = pytest.mark.django_db


@pytest.fixture
def worker():
    """Let a worker have been seen just now."""
    return Worker.objects.create(name="w", seen_at=timezone.now())


@pytest.fixture
def reading(client, coordinator, worker):
    """Give a document that waits to be read."""
    client.post(reverse("admin:import_document"), uploaded(municipality=municipality(coordinator).pk))
    return DocumentReading.objects.get()


def address(name, reading):
    return reverse(f"admin:{name}", args=[reading.pk])


def shown(client, reading):
    """Give the page of a reading, its words separated by single spaces."""
    return " ".join(client.get(address("reading", reading)).content.decode().split())


def listed(client):
    return " ".join(client.get(reverse("admin:import_document")).content.decode().split())


def test_an_upload_is_answered_at_once_with_the_page_that_tells_how_far_it_is(client, coordinator, worker):
    answer = client.post(reverse("admin:import_document"), uploaded(municipality=municipality(coordinator).pk))
    reading = DocumentReading.objects.get()
    assert (answer.status_code, answer.headers["Location"]) == (302, address("reading", reading))
    assert not DocumentReview.objects.exists()
    page = shown(client, reading)
    assert "Waiting: this document is the next to be read." in page
    assert '<noscript> <meta http-equiv="refresh" content="3"> </noscript>' in page
    assert "waiting to be read" in listed(client)


def test_those_that_wait_are_told_their_place(client, coordinator, reading):
    client.post(reverse("admin:import_document"), uploaded(municipality=municipality(coordinator).pk))
    assert "Waiting: 1 document is read before this one." in shown(client, DocumentReading.objects.first())


def test_a_page_that_is_to_stand_still_does(client, reading):
    page = client.get(address("reading", reading), {"still": "yes"}).content.decode()
    assert "http-equiv" not in page
    assert "js/admin-reading.js" not in page
    assert "Let this page follow by itself" in page


def test_each_step_is_shown_when_it_is_told(client, reading):
    job = Job.objects.claim()
    assert "Step 0 of 4: Reading the document" in shown(client, reading)
    for number, step in enumerate(STEPS, start=1):
        job.give_sign(step)
        page = shown(client, reading)
        assert f"Step {number} of 4: {STEPS[step]}" in page
        assert page.count('aria-current="step"') == 1
    assert "being read" in listed(client)


def test_what_is_read_leads_to_its_review(client, reading):
    work()
    review = DocumentReview.objects.get()
    answer = client.get(address("reading", reading))
    assert (answer.status_code, answer.headers["Location"]) == (302, reverse("admin:review", args=[review.pk]))
    with review.file.open() as kept:
        assert kept.read() == DOCUMENT.encode()
    assert address("reading", reading) not in listed(client)


def test_the_steps_that_the_work_tells_are_kept(reading):
    told_steps = []
    job = Job.objects.claim()
    read(job, told_steps.append)
    assert [step for step in told_steps if step] == ["reading", *Step]


def test_who_comes_back_after_the_review_has_ended_is_led_on(client, reading):
    work()
    DocumentReview.objects.update(changed_at=timezone.now() - KEPT * 1.1)
    response = client.get(address("reading", reading), follow=True)
    assert told(response) == ["That review is over: nobody had worked on it for 30 days, so it was thrown away."]


@pytest.mark.parametrize("is_claimed", [False, True])
def test_a_reading_is_stopped_and_its_document_deleted(client, reading, is_claimed, django_capture_on_commit_callbacks):
    job = Job.objects.claim() if is_claimed else None
    assert default_storage.exists(reading.file.name)
    with django_capture_on_commit_callbacks(execute=True):
        response = client.post(address("reading_stop", reading), follow=True)
    assert told(response) == ["The reading of “Strategi.md” is stopped. Nothing of it was kept."]
    assert "The reading was stopped, and nothing of the document was kept." in response.content.decode()
    assert not default_storage.exists(reading.file.name)
    if job:
        with pytest.raises(NotOursError):
            job.give_sign("structure")
    work()
    assert not DocumentReview.objects.exists()
    assert told(client.post(address("reading_stop", reading), follow=True)) == []


def test_what_is_stopped_while_its_last_step_is_done_becomes_no_review(client, reading):
    job = Job.objects.claim()

    def sign(step):
        if step == Step.STRUCTURE:
            client.post(address("reading_stop", reading))

    with pytest.raises((NotOursError, FileNotFoundError)):
        read(job, sign)
    assert not DocumentReview.objects.exists()
    assert Job.objects.get().state == "stopped"


def test_stopping_is_posted(client, reading):
    response = client.get(address("reading_stop", reading), follow=True)
    assert response.redirect_chain == [(address("reading", reading), 302)]
    assert Job.objects.get().state == "waiting"


@pytest.mark.parametrize(
    "limits",
    [
        (("READING_SECONDS", 0.05), "# A\n\nOrd.\n\n" * 3000, "The document was not read to its end in 0 seconds"),
        (("READING_MEMORY_MB", 1), "Ord och fler ord.\n\n" * 30_000, "The document takes more memory than 1 MB"),
    ],
)
def test_a_document_that_takes_too_much_is_ended_and_says_so(client, coordinator, settings, limits):
    setting, content, sentence = limits
    setattr(settings, *setting)
    client.post(reverse("admin:import_document"), uploaded(content, municipality=municipality(coordinator).pk))
    work()
    reading = DocumentReading.objects.get()
    page = shown(client, reading)
    assert sentence in page
    assert "Upload the document again, or another one" in page
    assert "http-equiv" not in page
    assert (reading.file.name, DocumentReview.objects.exists()) == ("", False)
    assert "could not be read" in listed(client)


def test_why_a_document_cannot_be_read_is_told_in_the_readers_language(client, coordinator, worker):
    sent = uploaded(b"%PDF-1.4 broken", "a.pdf", municipality=municipality(coordinator).pk)
    client.post(reverse("admin:import_document"), sent)
    work()
    reading = DocumentReading.objects.get()
    assert reading.job.fault == {"code": "damaged", "values": {}}
    assert "The file is damaged or incomplete." in shown(client, reading)
    client.cookies["django_language"] = "sv"
    page = shown(client, reading)
    assert "The file is damaged" not in page
    with override("sv"):
        assert ending(reading.job.fault) in page


def test_a_failure_is_listed_for_a_day(client, coordinator, worker):
    sent = uploaded(b"%PDF-1.4 broken", "trasig.pdf", municipality=municipality(coordinator).pk)
    client.post(reverse("admin:import_document"), sent)
    work()
    assert "trasig.pdf" in listed(client)
    Job.objects.update(ended_at=timezone.now() - KEPT / 20)
    assert "trasig.pdf" not in listed(client)


def test_the_form_for_another_try_has_what_was_chosen(client, coordinator, worker):
    draft = StrategyFactory(municipality=municipality(coordinator), status="draft")
    sent = uploaded(b"%PDF-1.4 broken", "a.pdf", municipality=municipality(coordinator).pk, into=draft.pk)
    client.post(reverse("admin:import_document"), sent)
    work()
    link = f"{reverse('admin:import_document')}?municipality={draft.municipality_id}&amp;into={draft.pk}"
    assert link in shown(client, DocumentReading.objects.get())
    form = client.get(link.replace("&amp;", "&")).context["form"]
    assert form["into"].value() == str(draft.pk)


def test_what_ends_a_reading_is_said_whatever_it_is():
    for code in (*Limit, "interrupted", "fault"):
        assert ending({"code": code, "values": {}}) == str(ENDED[code]) % {"seconds": 60, "megabytes": 600}


def test_without_a_worker_the_pages_say_that_documents_wait(client, reading, worker):
    sentence = "No documents are being read at the moment."
    assert sentence not in shown(client, reading) + listed(client)
    Worker.objects.update(seen_at=timezone.now() - KEPT)
    assert sentence in shown(client, reading)
    assert sentence in listed(client)


def test_what_was_never_read_is_forgotten_with_its_file(client, reading, django_capture_on_commit_callbacks):
    DocumentReading.objects.update(created_at=timezone.now() - KEPT * 1.1)
    with django_capture_on_commit_callbacks(execute=True):
        listed(client)
    assert (DocumentReading.objects.exists(), Job.objects.exists()) == (False, False)
    assert not default_storage.exists(reading.file.name)


def test_a_reading_of_a_municipality_that_is_gone_ends_quietly(reading):
    DocumentReading.objects.all().delete()
    work()
    assert Job.objects.get().state == "done"


def test_an_edition_that_is_deleted_meanwhile_is_told_in_the_review(client, coordinator, worker):
    draft = StrategyFactory(municipality=municipality(coordinator), title_sv="Gammalt utkast", status="draft")
    client.post(reverse("admin:import_document"), uploaded(municipality=municipality(coordinator).pk, into=draft.pk))
    job = Job.objects.claim()

    def sign(step):
        if step == Step.STRUCTURE:
            draft.delete()

    read(job, sign)
    review = DocumentReview.objects.get()
    assert (review.into, bool(review.lost_edition)) == (None, True)


@pytest.mark.parametrize("who", ["nobody", "member", "other coordinator"])
def test_nobody_else_reaches_a_reading(reading, coordinator, who):
    stranger = Client()
    if who == "member":
        own = municipality(coordinator)
        role, committee = Membership.Role.COMMITTEE_MEMBER, CommitteeFactory(municipality=own)
        stranger.force_login(MembershipFactory(municipality=own, role=role, committee=committee).user)
    if who == "other coordinator":
        stranger.force_login(MembershipFactory().user)
        assert reading.name not in listed(stranger)
    expected = {"nobody": 302, "member": 403, "other coordinator": 404}[who]
    assert stranger.get(address("reading", reading)).status_code == expected
    assert stranger.get(address("reading_stop", reading)).status_code == expected
    assert stranger.post(address("reading_stop", reading)).status_code == expected
    assert Job.objects.get().state == "waiting"


def test_an_administrator_and_a_colleague_reach_it(reading, coordinator):
    for user in (UserFactory(is_superuser=True), MembershipFactory(municipality=municipality(coordinator)).user):
        client = Client(headers={"accept-language": "en"})
        client.force_login(user)
        assert "Waiting" in shown(client, reading)
        assert reading.name in listed(client)


def test_stopping_needs_the_pages_own_token(reading, coordinator):
    client = Client(enforce_csrf_checks=True)
    client.force_login(coordinator)
    assert client.post(address("reading_stop", reading)).status_code == 403
    assert Job.objects.get().state == "waiting"


def test_the_pages_cost_the_same_however_many_wait(client, coordinator, reading):
    def queries(path):
        with CaptureQueriesContext(connection) as captured:
            assert client.get(path).status_code == 200
        return len(captured)

    paths = (address("reading", reading), reverse("admin:import_document"))
    few = [queries(path) for path in paths]
    for _at in range(4):
        client.post(reverse("admin:import_document"), uploaded(municipality=municipality(coordinator).pk))
    assert [queries(path) for path in paths] == few
    assert few[0] <= 8


def test_a_review_that_was_read_says_nothing_else(client, reading):
    work()
    response = client.get(address("reading", reading), follow=True)
    assert said(response) == []
