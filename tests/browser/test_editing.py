"""A coordinator's forms in Chromium: rich text, two languages side by side, and nothing to complain of."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from strategies.models import Section
from tests.admin_pages import page_of
from tests.browser.axe import axe_violations
from tests.browser.conftest import sign_in
from tests.factories import FootnoteFactory, MembershipFactory, SectionFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

# All that strategies/richtext.py lets through and the editor can show.
EVERYTHING = (
    '<p>Ord med <strong>fetstil</strong>, <em>kursiv</em>, <a href="https://example.se/">länk</a>, '
    '<span lang="en">English</span> och not<sup><a href="#footnote-1">1</a></sup>.<br>Ny rad, H<sub>2</sub>O.</p>\n'
    "<ul>\n<li>Ett</li>\n<li>Två<ul><li>Under</li></ul></li>\n</ul>\n"
    '<ol start="3"><li>Tre</li></ol>\n<blockquote><p lang="en">Said.</p></blockquote>\n'
    "<table><tbody><tr><th>År</th><th>Antal</th></tr><tr><td>2024</td><td>7</td></tr></tbody></table>"
)
CANNOT_SHOW = "<table><caption>Antal per år</caption><tbody><tr><td>7</td></tr></tbody></table>"


@pytest.fixture
def section(page: Page, live_server, complaints) -> Section:
    """Give a section whose coordinator is signed in, in English."""
    section: Any = SectionFactory(plain_sv=EVERYTHING, plain_en="<p>Words.</p>", text_sv=CANNOT_SHOW)
    FootnoteFactory(strategy=section.strategy, number=1)
    coordinator: Any = MembershipFactory(municipality=section.strategy.municipality)
    sign_in(page, live_server.url, coordinator.user)
    return section


def text(page: Page, name: str):
    """Give the editor's box, found as a screen reader finds it."""
    return page.get_by_role("textbox", name=name).and_(page.locator("[contenteditable]"))


def save(page: Page, section: Section) -> None:
    page.get_by_role("button", name="Save and continue editing").click()
    expect(page.locator(".messagelist .success")).to_be_visible()
    section.refresh_from_db()


def test_texts_are_edited_as_they_look(page: Page, live_server, section, complaints):
    page.goto(live_server.url + page_of(section))
    box = text(page, "Plain language in English")
    box.click()
    page.keyboard.press("Control+a")
    page.keyboard.type("Read ")
    page.get_by_role("toolbar").nth(1).get_by_role("button", name="Bold").click()
    page.keyboard.type("this")
    save(page, section)
    assert section.plain_en == "<p>Read <strong>this</strong></p>"
    assert complaints == []


def test_an_edit_leaves_the_rest_of_a_text_as_it_was(page: Page, live_server, section, complaints):
    page.goto(live_server.url + page_of(section))
    text(page, "Plain language in Swedish").get_by_text("Ord med").click(position={"x": 2, "y": 5})
    page.keyboard.press("Control+Home")
    page.keyboard.type("Fler ")
    save(page, section)
    assert section.plain_sv == EVERYTHING.replace("Ord", "Fler Ord").replace("\n", "")
    assert complaints == []


def test_a_text_that_is_not_touched_is_sent_as_it_was(page: Page, live_server, section):
    page.goto(live_server.url + page_of(section))
    expect(text(page, "Plain language in Swedish")).to_be_visible()
    page.get_by_label("Title in Swedish").fill("Ny rubrik")
    save(page, section)
    assert (section.title_sv, section.plain_sv, section.text_sv) == ("Ny rubrik", EVERYTHING, CANNOT_SHOW)


def test_what_the_editor_cannot_show_is_edited_as_html(page: Page, live_server, section):
    page.goto(live_server.url + page_of(section))
    box = page.get_by_label("Adopted wording in Swedish")
    box.scroll_into_view_if_needed()
    expect(page.get_by_text("so it is edited as HTML")).to_be_visible()
    assert box.input_value() == CANNOT_SHOW


def test_links_are_set_changed_and_taken_away(page: Page, live_server, section):
    page.goto(live_server.url + page_of(section))
    box = text(page, "Plain language in English")
    link = page.get_by_role("toolbar").nth(1).get_by_role("button", name="Link")
    box.click()
    page.keyboard.press("Control+a")
    link.click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Address").fill("javascript:alert(1)")
    dialog.get_by_role("button", name="Set the link").click()
    expect(dialog).to_be_visible()
    dialog.get_by_label("Address").fill("https://example.se/")
    dialog.get_by_role("button", name="Set the link").click()
    expect(box.get_by_role("link", name="Words.")).to_be_visible()
    save(page, section)
    assert section.plain_en == '<p><a href="https://example.se/">Words.</a></p>'
    text(page, "Plain language in English").get_by_role("link").click()
    link.click()
    expect(dialog.get_by_label("Address")).to_have_value("https://example.se/")
    dialog.get_by_label("Address").fill("")
    dialog.get_by_role("button", name="Set the link").click()
    save(page, section)
    assert section.plain_en == "<p>Words.</p>"


def test_the_tools_are_reached_with_the_keyboard(page: Page, live_server, section):
    page.goto(live_server.url + page_of(section))
    text(page, "Plain language in English").click()
    page.keyboard.press("Control+a")
    page.keyboard.press("Shift+Tab")
    expect(page.get_by_role("toolbar").nth(1).get_by_role("button", name="Bold")).to_be_focused()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    save(page, section)
    assert section.plain_en == "<p><em>Words.</em></p>"


@pytest.mark.parametrize("java_script_enabled", [False])
def test_without_javascript_the_html_is_edited(browser, live_server, section, page, java_script_enabled):
    context = browser.new_context(java_script_enabled=java_script_enabled)
    context.add_cookies(page.context.cookies())
    plain = context.new_page()
    plain.goto(live_server.url + page_of(section))
    plain.get_by_label("Plain language in English").fill("<p>By hand<script>x()</script></p>")
    save(plain, section)
    assert section.plain_en == "<p>By hand</p>"
    context.close()


@pytest.mark.parametrize(("width", "beside"), [(1280, True), (360, False)])
def test_swedish_stands_to_the_left_or_above(page: Page, live_server, section, width, beside):
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(live_server.url + page_of(section))
    expect(text(page, "Plain language in English")).to_be_visible()
    swedish = text(page, "Plain language in Swedish").bounding_box()
    english = text(page, "Plain language in English").bounding_box()
    assert swedish is not None
    assert english is not None
    assert (swedish["x"] + swedish["width"] <= english["x"]) == beside
    assert (swedish["y"] + swedish["height"] <= english["y"]) == (not beside)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_what_the_portal_adds(page: Page, live_server, section, scheme):
    page.emulate_media(color_scheme=scheme)
    for path in ("/admin/", "/admin/strategies/section/", page_of(section), page_of(section.strategy)):
        page.goto(live_server.url + path)
        assert axe_violations(page) == [], path
