"""Each kind of page in Chromium: accessible, valid, whole on a phone, and quiet towards the rest of the world."""

import re
from itertools import pairwise
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import axe_violations
from tests.browser.validation import html_faults

pytestmark = pytest.mark.browser

STRATEGY = {
    "sv": "/sv/kommuner/hassleholm/integrationsstrategi/",
    "en": "/en/municipalities/hassleholm/integrationsstrategi/",
}
PAGES = {
    "sv": [
        "/sv/",
        "/sv/kommuner/",
        "/sv/kommuner/?q=sk",
        "/sv/kommuner/hassleholm/",
        "/sv/kommuner/arboga/",
        STRATEGY["sv"],
        "/sv/kommuner/laholm/program-for-integration/",
        "/sv/kommuner/ornskoldsvik/integrationsstrategi/",
        "/sv/kommuner/soderhamn/integrationsstrategi/",
        "/sv/kommuner/solleftea/mal-och-inriktning/",
        "/sv/kommuner/ornskoldsvik/namnder/kommunstyrelsen/",
        "/sv/teman/",
        "/sv/teman/arbete-och-forsorjning/",
        "/sv/ordlista/",
        "/sv/om/",
        "/sv/tillganglighet/",
        "/sv/konto/logga-in/",
        "/sv/konto/losenord/glomt/",
        "/sv/konto/skapa-konto/",
        "/sv/finns-inte/",
    ],
    "en": [
        "/en/",
        "/en/municipalities/",
        "/en/municipalities/hassleholm/",
        STRATEGY["en"],
        "/en/municipalities/laholm/program-for-integration/",
        "/en/municipalities/ornskoldsvik/integrationsstrategi/",
        "/en/municipalities/soderhamn/integrationsstrategi/",
        "/en/municipalities/solleftea/mal-och-inriktning/",
        "/en/municipalities/ornskoldsvik/committees/kommunstyrelsen/",
        "/en/themes/",
        "/en/themes/work-and-livelihood/",
        "/en/glossary/",
        "/en/about/",
        "/en/accessibility/",
        "/en/account/sign-in/",
        "/en/nothing-here/",
    ],
}
ALL = [*PAGES["sv"], *PAGES["en"]]


def go(page: Page, server: str, address: str) -> None:
    page.goto(f"{server}{address}")


def commitment_pages(page: Page, server: str) -> list[str]:
    """Give the addresses of a goal's page and of a measure's, in both languages."""
    found = []
    for address in STRATEGY.values():
        go(page, server, address)
        links = page.locator(".margin-links a").evaluate_all("links => links.map(link => link.pathname)")
        found += [links[0], links[-1]]
    return found


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_any_page(page: Page, demonstration, scheme):
    page.emulate_media(color_scheme=scheme)
    for address in [*ALL, *commitment_pages(page, demonstration)]:
        go(page, demonstration, address)
        assert (address, axe_violations(page)) == (address, [])


def test_axe_finds_nothing_on_a_phone_or_in_what_unfolds(page: Page, demonstration):
    page.set_viewport_size({"width": 360, "height": 740})
    for address in (*STRATEGY.values(), "/sv/", "/en/municipalities/ornskoldsvik/integrationsstrategi/"):
        go(page, demonstration, address)
        page.evaluate("document.querySelectorAll('details').forEach(details => details.open = true)")
        assert (address, axe_violations(page)) == (address, [])
        if page.locator("button.term").count():
            page.locator("button.term").first.click()
            assert (address, axe_violations(page)) == (address, [])


def test_html_is_valid_and_headings_are_in_order(page: Page, demonstration):
    addresses = [*ALL, *commitment_pages(page, demonstration)]
    sources = []
    for address in addresses:
        source = page.request.get(f"{demonstration}{address}").text()
        sources.append(source)
        levels = [int(level) for level in re.findall(r"<h([1-6])[\s>]", source)]
        assert levels.count(1) == 1, address
        assert levels[0] == 1, address
        assert all(lower - upper <= 1 for upper, lower in pairwise(levels)), (address, levels)
        assert f'<html lang="{address[1:3]}"' in source
    assert html_faults(sources) == []


@pytest.mark.parametrize("width", [320, 360, 768, 1280])
def test_no_page_is_wider_than_the_screen(page: Page, demonstration, width):
    page.set_viewport_size({"width": width, "height": 800})
    for address in [*ALL, *commitment_pages(page, demonstration)]:
        go(page, demonstration, address)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, address


def test_no_page_asks_anybody_else_or_is_stopped_by_its_own_policy(page: Page, demonstration):
    asked, said = set(), []
    page.on("request", lambda request: asked.add(urlsplit(request.url).netloc))
    page.on("console", lambda message: said.append(f"{page.url}: {message.text}"))
    for address in [*ALL, *commitment_pages(page, demonstration)]:
        go(page, demonstration, address)
    assert asked == {urlsplit(demonstration).netloc}
    assert [line for line in said if "404" not in line] == []


def test_an_anonymous_reader_gets_no_cookie(page: Page, demonstration):
    for address in ALL:
        if "/konto/" not in address and "/account/" not in address:
            go(page, demonstration, address)
    assert page.context.cookies() == []


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
