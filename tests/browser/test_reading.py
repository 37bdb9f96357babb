"""A coordinator waits for a document to be read, in Chromium."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from portal.jobs.job import Job
from tests.browser.axe import axe_violations
from tests.browser.test_review import coordinator, document, upload  # noqa: F401
from tests.portal.importer.review.pages import work

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def reading(page: Page, live_server, coordinator, document) -> str:  # noqa: F811
    """Upload the document; give the address of the page that tells how far its reading is."""
    upload(page, live_server.url, document)
    return page.url


def test_the_page_follows_and_keeps_the_focus(page: Page, reading, complaints):
    stop = page.get_by_role("button", name="Stop, and delete the document")
    stop.focus()
    expect(page.get_by_role("status")).to_have_text("Waiting: this document is the next to be read.")
    job: Any = Job.objects.claim()
    job.give_sign("structure")
    expect(page.get_by_role("status")).to_have_text("Step 4 of 4: Recognising headings and commitments")
    expect(stop).to_be_focused()
    job.give_back()
    work()
    expect(page.get_by_role("heading", level=1)).to_have_text("Review of Strategi.docx")
    assert complaints == []


@pytest.mark.parametrize("java_script_enabled", [False])
def test_it_follows_without_javascript(browser, page: Page, reading, java_script_enabled):
    context = browser.new_context(java_script_enabled=java_script_enabled)
    context.add_cookies(page.context.cookies())
    plain = context.new_page()
    plain.goto(reading)
    page.goto("about:blank")
    work()
    expect(plain.get_by_role("heading", level=1)).to_have_text("Review of Strategi.docx", timeout=10_000)
    context.close()


def test_it_stands_still_when_that_is_asked_for(page: Page, reading):
    page.get_by_role("link", name="Do not let this page follow by itself").press("Enter")
    expect(page.get_by_role("link", name="Let this page follow by itself")).to_be_visible()
    work()
    page.wait_for_timeout(2500)
    expect(page.get_by_role("heading", level=1)).to_have_text("Reading of Strategi.docx")


def test_it_is_stopped_with_the_keyboard(page: Page, reading):
    page.get_by_role("button", name="Stop, and delete the document").press("Enter")
    expect(page.get_by_text("The reading was stopped, and nothing of the document was kept.")).to_be_visible()
    assert Job.objects.get().state == "stopped"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(page: Page, reading, scheme):
    page.emulate_media(color_scheme=scheme)
    job: Any = Job.objects.claim()
    job.give_sign("paragraphs")
    page.goto(reading)
    assert axe_violations(page) == []
    job.end(Job.State.FAILED, {"code": "damaged", "values": {}})
    page.goto(reading)
    assert axe_violations(page) == []
