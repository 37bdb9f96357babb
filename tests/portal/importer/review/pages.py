"""The pages of a review as tests use them."""

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from portal.importer.review.parts import parts_of
from portal.jobs.worker import Shift

DOCUMENT = """# Integrationsstrategi för Lillby

Antagen av kommunfullmäktige 2021-09-21

## Bakgrund

Lillby växer och fler språk hörs på torget.

## Långsiktigt mål 1: Alla har någonstans att bo

Kommunen ser till att det finns hem.

### Delmål 1: Det byggs

Det byggs varje år.

Det byggs <b>nära</b> skolan.

### Delmål 2: Det är lätt att flytta

Den som flyttar får hjälp.
"""

AS_READ = [
    "background: Bakgrund",
    "  long_term_goal: Alla har någonstans att bo",
    "    sub_goal: Det byggs",
    "    sub_goal: Det är lätt att flytta",
]


def uploaded(content=DOCUMENT, name="Strategi.md", **answers):
    body = content if isinstance(content, bytes) else content.encode()
    return {"document": SimpleUploadedFile(name, body), "municipality": "", "into": ""} | answers


def work():
    """Do the jobs that wait, as a worker does."""
    shift = Shift()
    while shift.do_one():
        pass


def read(client, sent):
    """Upload a document, have it read, and give the answer to the upload."""
    answer = client.post(reverse("admin:import_document"), sent)
    if answer.status_code == 302:
        work()
    return answer


def imported(client, sent):
    """Upload a document, have it read, and give the page that the reader is led to."""
    answer = read(client, sent)
    return client.get(answer.headers["Location"], follow=True) if answer.status_code == 302 else answer


def municipality(user):
    return user.memberships.get().municipality


def file(review):
    review.refresh_from_db()
    return review.as_corrected.file


def shown(review):
    """Give the parts as lines, indented as deep as they stand."""
    return [f"{'  ' * part.depth}{part.role}: {part.title}" for part in parts_of(file(review))]


def part(review, title):
    return next(part for part in parts_of(file(review)) if part.title == title)


def step(client, review, heading, do, /, **answers):
    """Post a step about the part with that heading."""
    review.refresh_from_db()
    sent = {"uid": part(review, heading).uid, "version": review.version, "do": do} | answers
    return client.post(reverse("admin:review_step", args=[review.pk]), sent, follow=True)


def post(client, review, name, /, **answers):
    """Post to an address of the review, from its page as it is now."""
    review.refresh_from_db()
    sent = {"version": review.version} | answers
    return client.post(reverse(f"admin:{name}", args=[review.pk]), sent, follow=True)


def compared(client, review):
    """Give what the comparison posts when it is agreed to."""
    page = client.get(reverse("admin:review_save", args=[review.pk]))
    return {"version": page.context["review"].version, "compared": page.context["fingerprint"]}


def told(response):
    """Give the messages of a page that is not the review's own."""
    return [str(message) for message in response.context["messages"]]


def said(response):
    return [str(message) for message in response.context["said"]]
