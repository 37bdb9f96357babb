"""What the tests in Chromium measure with: each instrument finds a fault that is there, and none that is not."""

import pytest
from playwright.sync_api import Page

from tests.browser.axe import axe_violations
from tests.browser.validation import html_faults
from tests.factories import StrategyFactory

pytestmark = pytest.mark.browser

PAGE = '<!doctype html><html lang="sv"><head><title>Prov</title></head><body><main><h1>Prov</h1>{}</main></body></html>'


def test_valid_html_has_no_faults():
    assert html_faults(PAGE.format("<p>Text med å, ä och ö.</p>")) == []


def test_what_the_checker_is_too_old_to_know_is_no_fault():
    newer = '<button type="button" popovertarget="a">Visa</button><div id="a" popover>Text</div><div inert>Text</div>'
    assert html_faults(PAGE.format(newer)) == []


def test_faults_name_their_page_their_line_and_what_is_wrong():
    faults = html_faults([PAGE.format("<p>Text</p>"), PAGE.format('\n<p popoverr="">Text</p>'), PAGE.format("</p>")])
    assert [fault.split(" (")[0] for fault in faults] == [
        "2:2: Attribute “popoverr” not allowed on element “p” at this point.",
        "3:1: No “p” element in scope but a “p” end tag seen.",
    ]


def test_axe_finds_nothing_on_a_page_without_faults(page: Page):
    page.set_content(PAGE.format("<p>Text</p>"))
    assert axe_violations(page) == []


@pytest.mark.parametrize(
    ("markup", "rule"),
    [
        ('<img src="data:," width="9" height="9">', "image-alt"),
        ('<p style="color:#bbb">Text</p>', "color-contrast"),
        ("<h4>Rubrik</h4>", "heading-order"),
        (
            '<button style="width:9px;height:9px">Ja</button><button style="width:9px;height:9px">Nej</button>',
            "target-size",
        ),
    ],
)
def test_axe_finds_a_fault(page: Page, markup, rule):
    page.set_content(PAGE.format(markup))
    assert {violation.split(":")[0] for violation in axe_violations(page)} == {rule}


def test_the_demonstration_is_served_compressed_and_with_hashed_names(page: Page, demonstration):
    styles = []
    page.on("response", lambda response: styles.append(response) if response.url.endswith(".css") else None)
    page.goto(f"{demonstration}/sv/")
    assert styles
    assert {response.headers["content-encoding"] for response in styles} == {"br"}
    assert {response.headers["cache-control"] for response in styles} == {"max-age=315360000, public, immutable"}


def test_a_live_server_has_the_tests_own_database(page: Page, live_server):
    StrategyFactory(title_sv="Strategi för prov", municipality__slug="provkommun")
    page.goto(f"{live_server.url}/sv/kommuner/provkommun/")
    assert page.get_by_role("link", name="Strategi för prov").count() == 1
