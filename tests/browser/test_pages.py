"""Each kind of page in Chromium: accessible, valid, whole on a phone, and quiet towards the rest of the world."""

import re
from itertools import pairwise
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.axe import axe_violations
from tests.browser.validation import html_faults
from tests.browser.visits import ACCOUNT_PAGES, SCREENS, STRATEGY, Walk

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def walk(browser: Browser, demonstration) -> Walk:
    """Give what one walk through all pages found."""
    page = browser.new_page()
    found = Walk(page, demonstration)
    page.close()
    return found


def go(page: Page, server: str, address: str) -> None:
    page.goto(f"{server}{address}")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_any_page(walk, scheme):
    found = {visit.address: visit.faults[scheme] for visit in walk.visits if scheme in visit.faults}
    assert len(found) > len(walk.visits) / 2
    assert {address: faults for address, faults in found.items() if faults} == {}


def test_axe_finds_nothing_on_a_phone_or_in_what_unfolds(page: Page, demonstration):
    page.set_viewport_size({"width": 360, "height": 740})
    for address in (*STRATEGY.values(), "/sv/", "/en/municipalities/ornskoldsvik/integrationsstrategi/"):
        go(page, demonstration, address)
        page.evaluate("document.querySelectorAll('details').forEach(details => details.open = true)")
        assert (address, axe_violations(page)) == (address, [])
        if page.locator("button.term").count():
            page.locator("button.term").first.click()
            assert (address, axe_violations(page)) == (address, [])


def test_html_is_valid_and_headings_are_in_order(walk):
    for visit in walk.visits:
        levels = [int(level) for level in re.findall(r"<h([1-6])[\s>]", visit.source)]
        assert levels.count(1) == 1, visit.address
        assert levels[0] == 1, visit.address
        assert all(lower - upper <= 1 for upper, lower in pairwise(levels)), (visit.address, levels)
        assert f'<html lang="{visit.address[1:3]}"' in visit.source
    assert html_faults([visit.source for visit in walk.visits]) == []


@pytest.mark.parametrize("width", SCREENS)
def test_no_page_is_wider_than_the_screen(walk, width):
    for visit in walk.visits:
        assert visit.widths[width] <= width, visit.address


def test_no_page_asks_anybody_else_or_is_stopped_by_its_own_policy(walk, demonstration):
    assert walk.asked == {urlsplit(demonstration).netloc}
    assert [line for line in walk.said if "404" not in line] == []


def test_an_anonymous_reader_gets_no_cookie(walk):
    readers = [visit for visit in walk.visits if visit.address not in ACCOUNT_PAGES]
    assert {name for visit in readers for name in visit.cookies} == set()


def test_a_term_opens_its_definition_with_the_keyboard(page: Page, demonstration):
    go(page, demonstration, STRATEGY["sv"])
    term = page.locator("button.term").first
    popover = page.locator(f"#{term.get_attribute('popovertarget')}")
    expect(popover).not_to_be_visible()
    term.focus()
    page.keyboard.press("Enter")
    expect(popover).to_be_visible()
    page.keyboard.press("Escape")
    expect(popover).not_to_be_visible()
    expect(term).to_be_focused()


def test_it_all_works_without_javascript(browser, demonstration):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    go(page, demonstration, STRATEGY["sv"])
    term = page.locator("button.term").first
    popover = page.locator(f"#{term.get_attribute('popovertarget')}")
    term.click()
    expect(popover).to_be_visible()
    popover.get_by_role("button").click()
    page.locator(".cite summary").first.click()
    expect(page.locator(".cite p").first).to_be_visible()
    page.locator(".languages a[hreflang=en]").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    page.locator("a[href='#footnote-2']").first.click()
    expect(page.locator("#footnote-2")).to_be_in_viewport()
    page.locator("#footnote-2 .way-back").click()
    expect(page.locator("#footnote-mark-2")).to_be_in_viewport()
    go(page, demonstration, "/sv/")
    page.get_by_label("Hitta din kommun").fill("laholm")
    page.get_by_role("button", name="Sök").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Laholms kommun")
    context.close()


def test_the_first_tab_skips_to_the_content(page: Page, demonstration):
    go(page, demonstration, "/sv/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Hoppa till innehållet")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


def test_the_contents_list_shows_where_the_reader_is(page: Page, demonstration):
    page.set_viewport_size({"width": 1280, "height": 900})
    go(page, demonstration, STRATEGY["sv"])
    page.get_by_role("navigation", name="Innehåll").get_by_role("link", name="Samverkan").click()
    expect(page.locator(".contents [aria-current=location]")).to_have_text("Samverkan")


def test_a_printed_strategy_has_no_chrome_and_spells_addresses_out(page: Page, demonstration):
    page.emulate_media(media="print")
    go(page, demonstration, STRATEGY["sv"])
    for gone in (".site-head", ".site-foot", ".contents", ".breadcrumbs"):
        expect(page.locator(gone)).not_to_be_visible()
    expect(page.locator(".running-head")).to_be_visible()
    expect(page.locator(".all-facts table")).to_be_visible()
    expect(page.locator(".cite .address").first).to_be_visible()


def test_text_can_be_enlarged_four_times(page: Page, demonstration):
    page.set_viewport_size({"width": 320, "height": 256})  # 1280 by 1024 at 400 % (WCAG 1.4.10)
    go(page, demonstration, STRATEGY["en"])
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_a_wrong_password_says_what_to_do(page: Page, demonstration):
    go(page, demonstration, "/sv/konto/logga-in/")
    page.get_by_label("E-post").fill("nobody@example.se")
    page.get_by_label("Lösenord", exact=False).first.fill("not the password")
    page.get_by_role("main").get_by_role("button").click()
    expect(page.locator(".invalid-feedback, .alert, .errorlist").first).to_be_visible()
    assert axe_violations(page) == []
