"""The pages for editing in Chromium: accessible in both languages, light and dark, and within their own policy."""

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page

from tests.browser.axe import axe_violations

pytestmark = pytest.mark.browser

SIGN_IN = {"sv": "/sv/konto/logga-in/", "en": "/en/account/sign-in/"}
PAGES = [
    "/admin/",
    "/admin/strategies/strategy/",
    "/admin/strategies/strategy/1/change/",
    "/admin/strategies/strategy/1/history/",
    "/admin/strategies/section/add/",
    "/admin/strategies/committee/",
    "/admin/goals/subgoal/",
    "/admin/goals/longtermgoal/1/change/",
    "/admin/goals/longtermgoal/1/delete/",
]


def sign_in(page: Page, server: str, language: str) -> None:
    page.goto(f"{server}{SIGN_IN[language]}")
    page.locator("#id_login").fill("hassleholm@example.se")
    page.locator("#id_password").fill("demonstration-2026")
    page.locator("main button[type=submit]").click()
    page.wait_for_url("**/admin/")


@pytest.mark.parametrize(("language", "scheme"), [("sv", "light"), ("en", "dark")])
def test_axe_finds_nothing_where_coordinators_edit(page: Page, demonstration, language, scheme):
    page.emulate_media(color_scheme=scheme)
    sign_in(page, demonstration, language)
    for address in PAGES:
        page.goto(f"{demonstration}{address}")
        page.wait_for_load_state("networkidle")
        assert page.locator("html").get_attribute("lang") == language
        assert (address, axe_violations(page)) == (address, [])


def test_nothing_is_stopped_by_the_policy_and_nobody_else_is_asked(page: Page, demonstration):
    asked, said = set(), []
    sign_in(page, demonstration, "sv")
    page.on("request", lambda request: asked.add(urlsplit(request.url).netloc))
    page.on("console", lambda message: said.append(f"{page.url}: {message.text}"))
    for address in PAGES:
        page.goto(f"{demonstration}{address}")
        page.wait_for_load_state("networkidle")
    assert said == []
    assert asked == {urlsplit(demonstration).netloc}
