"""Unsaved text in Chromium: asked about on leaving, kept in the browser, offered on return, gone on signing out."""

import os
import time
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from strategies.models import Section
from tests.admin_pages import page_of
from tests.browser.axe import axe_violations
from tests.browser.conftest import sign_in
from tests.factories import FootnoteFactory, MembershipFactory, SectionFactory, UserFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

COPIES = "Object.keys(localStorage).filter((key) => key.startsWith('draft:')).length"


@pytest.fixture
def section(page: Page, live_server) -> Section:
    """Give a section whose coordinator is signed in, in English."""
    section: Any = SectionFactory(title_sv="Ett", plain_sv="<p>Alla har ett hem.</p>", plain_en="<p>Words.</p>")
    user = UserFactory(first_name="Anna", last_name="Ek")
    coordinator: Any = MembershipFactory(municipality=section.strategy.municipality, user=user)
    sign_in(page, live_server.url, coordinator.user)
    page.on("dialog", lambda dialog: dialog.accept())
    return section


def rich(page: Page, name: str):
    """Give the editor's box, found as a screen reader finds it."""
    return page.get_by_role("textbox", name=name).and_(page.locator("[contenteditable]"))


def wait_for_the_copy(page: Page) -> None:
    """Wait until the browser has a copy of what is being written."""
    deadline = time.monotonic() + 5
    while page.evaluate(COPIES) == 0 and time.monotonic() < deadline:
        page.wait_for_timeout(50)
    assert page.evaluate(COPIES) == 1


def write(page: Page, live_server, row, title: str = "Två") -> None:
    """Open the form of `row` and write in it, without saving; wait until the browser has its copy."""
    page.goto(live_server.url + page_of(row))
    page.get_by_label("Title in Swedish").fill(title)
    wait_for_the_copy(page)


def test_leaving_unsaved_text_asks_and_leaving_untouched_does_not(page: Page, live_server, section):
    asked: list[str] = []
    page.on("dialog", lambda dialog: asked.append(dialog.type))
    page.goto(live_server.url + page_of(section))
    expect(rich(page, "Plain language in English")).to_be_visible()
    page.goto(live_server.url + "/admin/")
    assert asked == []
    write(page, live_server, section)
    page.goto(live_server.url + "/admin/")
    assert asked == ["beforeunload"]
    write(page, live_server, section, "Tre")
    page.get_by_role("button", name="Save and continue editing").click()
    expect(page.locator(".messagelist .success")).to_be_visible()
    assert asked == ["beforeunload"]


def test_unsaved_text_is_offered_on_return_and_brought_back(page: Page, live_server, section):
    page.goto(live_server.url + page_of(section))
    box = rich(page, "Plain language in English")
    box.click()
    page.keyboard.press("Control+a")
    page.keyboard.type("Long text")
    page.get_by_label("Title in Swedish").fill("Två")
    wait_for_the_copy(page)
    page.goto(live_server.url + page_of(section))
    expect(page.get_by_label("Title in Swedish")).to_have_value("Ett")
    expect(box).to_have_text("Words.")
    assert axe_violations(page) == []
    page.get_by_role("region", name="Unsaved text").get_by_role("button", name="Bring it back").click()
    expect(page.get_by_label("Title in Swedish")).to_have_value("Två")
    expect(box).to_have_text("Long text")
    page.get_by_role("button", name="Save and continue editing").click()
    expect(page.locator(".messagelist .success")).to_be_visible()
    section.refresh_from_db()
    assert (section.title_sv, section.plain_en) == ("Två", "<p>Long text</p>")
    expect(page.get_by_role("region", name="Unsaved text")).to_have_count(0)
    assert page.evaluate(COPIES) == 0


def test_unsaved_text_can_be_thrown_away(page: Page, live_server, section):
    write(page, live_server, section)
    page.goto(live_server.url + page_of(section))
    page.get_by_role("button", name="Throw it away").click()
    expect(page.get_by_label("Title in Swedish")).to_have_value("Ett")
    assert page.evaluate(COPIES) == 0


def test_a_copy_of_an_older_row_overwrites_nothing_newer(page: Page, live_server, section):
    write(page, live_server, section)
    Section.objects.update(title_sv="Hennes", signed_by="Hon")
    page.goto(live_server.url + page_of(section))
    page.get_by_role("button", name="Bring it back").click()
    page.get_by_role("button", name="Save and continue editing").click()
    expect(page.get_by_text("both of you changed the field marked below")).to_be_visible()
    expect(page.get_by_label("Title in Swedish")).to_have_value("Två")
    section.refresh_from_db()
    assert (section.title_sv, section.signed_by) == ("Hennes", "Hon")


def test_rows_that_were_added_come_back_too(page: Page, live_server, section):
    FootnoteFactory(strategy=section.strategy, number=1)
    page.goto(live_server.url + page_of(section.strategy))
    page.get_by_role("heading", name="Footnotes").click()
    page.locator("#footnotes-group .add-row a").click()
    page.locator("#id_footnotes-1-number").fill("2")
    wait_for_the_copy(page)
    page.goto(live_server.url + page_of(section.strategy))
    page.get_by_role("button", name="Bring it back").click()
    expect(page.locator("#id_footnotes-1-number")).to_have_value("2")


def test_signing_out_leaves_no_copy(page: Page, live_server, section):
    write(page, live_server, section)
    page.goto(live_server.url + "/admin/")
    assert page.evaluate(COPIES) == 1
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_url(live_server.url + "/**")
    assert page.evaluate(COPIES) == 0


def test_somebody_else_finds_no_copy(page: Page, live_server, section):
    write(page, live_server, section)
    other: Any = MembershipFactory(municipality=section.strategy.municipality)
    sign_in(page, live_server.url, other.user)
    page.goto(live_server.url + page_of(section))
    expect(page.get_by_label("Title in Swedish")).to_have_value("Ett")
    expect(page.get_by_role("region", name="Unsaved text")).to_have_count(0)
    assert page.evaluate(COPIES) == 0


def test_what_a_page_refuses_stays_in_the_browser(page: Page, live_server, section):
    page.goto(live_server.url + page_of(section))
    page.get_by_label("Title in Swedish").fill("")
    page.get_by_label("Signed by").evaluate("(field) => field.closest('details').open = true")
    page.get_by_label("Signed by").fill("Jag")
    page.get_by_role("button", name="Save and continue editing").click()
    expect(page.locator(".errornote")).to_be_visible()
    expect(page.get_by_role("region", name="Unsaved text")).to_have_count(0)
    assert page.evaluate(COPIES) == 1
    page.goto(live_server.url + page_of(section))
    page.get_by_role("button", name="Bring it back").click()
    expect(page.get_by_label("Signed by")).to_have_value("Jag")


@pytest.mark.parametrize(("width", "scheme"), [(390, "light"), (390, "dark"), (1280, "light"), (1280, "dark")])
def test_two_wordings_are_shown_side_by_side(page: Page, live_server, section, width, scheme):
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(live_server.url + page_of(section))
    Section.objects.update(plain_sv="<p>Alla som bor här har ett eget hem.</p>", title_sv="Hennes")
    box = rich(page, "Plain language in Swedish")
    box.click()
    page.keyboard.press("Control+a")
    page.keyboard.type("Alla unga har ett hem.")
    page.get_by_label("Signed by").evaluate("(field) => field.closest('details').open = true")
    page.get_by_role("button", name="Save and continue editing").click()
    shown = page.locator(".newer")
    expect(shown.locator("ins").first).to_be_visible()
    page.get_by_text("The same in plain words").scroll_into_view_if_needed()
    expect(box).to_have_text("Alla unga har ett hem.")
    expect(page.get_by_label("Title in Swedish")).to_have_value("Hennes")
    assert axe_violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    if folder := os.environ.get("SCREENSHOTS"):
        page.screenshot(path=f"{folder}/newer-{width}-{scheme}.png", full_page=True)
    shown.get_by_label("Use theirs").check()
    page.get_by_role("button", name="Save and continue editing").click()
    expect(page.locator(".messagelist .success")).to_be_visible()
    section.refresh_from_db()
    assert section.plain_sv == "<p>Alla som bor här har ett eget hem.</p>"
