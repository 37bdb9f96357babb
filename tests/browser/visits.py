"""One walk through every kind of page, which notes all that the tests of the pages ask of each."""

from dataclasses import dataclass
from typing import Literal
from urllib.parse import urlsplit

from playwright.sync_api import ConsoleMessage, Page, Request

from tests.browser.axe import axe_violations
from tests.chance import THOROUGH

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
        "/en/nothing-here/",
    ],
}
ACCOUNT_PAGES = [
    "/sv/konto/logga-in/",
    "/sv/konto/losenord/glomt/",
    "/sv/konto/skapa-konto/",
    "/en/account/sign-in/",
]

# Those that have everything that pages are made of, and those that are walked through in one language alone.
BOTH_SCHEMES = {
    *STRATEGY.values(),
    "/sv/kommuner/?q=sk",
    "/sv/kommuner/arboga/",
    "/sv/konto/losenord/glomt/",
    "/sv/konto/skapa-konto/",
}
Scheme = Literal["light", "dark"]

SCREENS = (320, 360, 768, 1280)


@dataclass
class Visit:
    """What a page was like.

    `faults` are axe's by colour scheme, and `widths` those of the content by the width of the screen. `cookies` are
    the names of those that the browser had afterwards.
    """

    address: str
    source: str
    faults: dict[Scheme, list[str]]
    widths: dict[int, int]
    cookies: set[str]


class Walk:
    """Every kind of page, visited once, and what the browser asked for and said on the way."""

    def __init__(self, page: Page, server: str) -> None:
        """Visit the pages in the order of PAGES, then goals and measures; those that may set a cookie come last."""
        self.page, self.server = page, server
        self.asked: set[str] = set()
        self.said: list[str] = []
        page.on("request", self._note_request)
        page.on("console", self._note_message)
        self.commitments: list[str] = []
        self.visits = [self._visit(address) for address in [*PAGES["sv"], *PAGES["en"]]]
        self.visits += [self._visit(address) for address in [*self.commitments, *ACCOUNT_PAGES]]

    def _note_request(self, request: Request) -> None:
        self.asked.add(urlsplit(request.url).netloc)

    def _note_message(self, message: ConsoleMessage) -> None:
        self.said.append(f"{self.page.url}: {message.text}")

    def _visit(self, address: str) -> Visit:
        page = self.page
        page.set_viewport_size({"width": 1280, "height": 720})
        response = page.goto(f"{self.server}{address}")
        assert response is not None
        if address in STRATEGY.values():
            links = page.locator(".margin-links a").evaluate_all("links => links.map(link => link.pathname)")
            self.commitments += [links[0], links[-1]]  # a goal's page and a measure's
        return Visit(
            address=address,
            source=response.text(),
            faults=self._faults(address),
            widths={width: self._width(width) for width in SCREENS},
            cookies={str(cookie["name"]) for cookie in page.context.cookies()},
        )

    def _width(self, screen: int) -> int:
        self.page.set_viewport_size({"width": screen, "height": 800})
        if THOROUGH:  # elsewhere the page is made narrower as it stands
            self.page.reload()
        seen, content = self.page.evaluate("[window.innerWidth, document.documentElement.scrollWidth]")
        assert seen == screen
        return content

    def _faults(self, address: str) -> dict[Scheme, list[str]]:
        found: dict[Scheme, list[str]] = {}
        for scheme in schemes(address):
            self.page.emulate_media(color_scheme=scheme)
            found[scheme] = axe_violations(self.page)
        return found


def schemes(address: str) -> list[Scheme]:
    """Give the colour schemes to ask axe about: light in Swedish and dark in English, where a page is in both."""
    if THOROUGH or address in BOTH_SCHEMES:
        return ["light", "dark"]
    return ["light"] if address.startswith("/sv/") else ["dark"]
