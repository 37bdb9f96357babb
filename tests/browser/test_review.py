"""A coordinator puts an imported document right in Chromium, with the keyboard alone."""

import re
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from playwright.sync_api import Dialog, Page, expect

from goals.models import Commitment
from portal.importer.review.parts import parts_of
from portal.models import DocumentReview
from strategies.models import Strategy
from tests.browser.axe import axe_violations
from tests.browser.conftest import sign_in
from tests.factories import MembershipFactory, MunicipalityFactory
from tests.portal.importer.review.pages import work

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

IMPORT = "/admin/documents/import/"


@pytest.fixture
def document(tmp_path: Path) -> Path:
    """Give a Word file with a section, a goal and two sub-goals."""
    made = Document()
    made.add_heading("Integrationsstrategi för Lillby", 0)
    made.add_paragraph("Antagen av kommunfullmäktige 2021-09-21")
    made.add_heading("Bakgrund", 1)
    made.add_paragraph("Lillby växer och fler språk hörs på torget.")
    made.add_heading("Långsiktigt mål 1: Alla har någonstans att bo", 1)
    made.add_heading("Delmål 1: Det byggs", 2)
    made.add_paragraph("Det byggs varje år.")
    made.add_paragraph("Det byggs nära skolan.")
    made.add_heading("Delmål 2: Det är lätt att flytta", 2)
    made.add_paragraph("Den som flyttar får hjälp.")
    made.save(str(tmp_path / "Strategi.docx"))
    return tmp_path / "Strategi.docx"


@pytest.fixture
def coordinator(page: Page, live_server):
    """Sign a coordinator in, in English."""
    user: Any = MembershipFactory(municipality=MunicipalityFactory(name_sv="Lillby kommun", short_name="Lillby")).user
    sign_in(page, live_server.url, user)
    return user


def upload(page: Page, address: str, document: Path) -> None:
    """Upload the document, and wait for the page that tells how far its reading is."""
    page.goto(address + IMPORT)
    page.get_by_label("Document").set_input_files(document)
    page.get_by_role("button", name="Read the document").press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(f"Reading of {document.name}")


@pytest.fixture
def review(page: Page, live_server, coordinator, document) -> str:
    """Upload the document, and have it read; give the address of its review."""
    upload(page, live_server.url, document)
    work()
    # The page follows by itself.
    expect(page.get_by_role("heading", level=1)).to_have_text("Review of Strategi.docx")
    return page.url


def shown() -> list[str]:
    """Give the parts as lines, indented as deep as they stand."""
    file = DocumentReview.objects.get().as_corrected.file
    return [f"{'  ' * part.depth}{part.role}: {part.title}" for part in parts_of(file)]


def part(page: Page, name: str):
    return page.get_by_role("article", name=name)


def press(page: Page, name: str) -> None:
    """Press a button with the keyboard, and wait for the page that answers."""
    with page.expect_navigation():
        page.get_by_role("button", name=name, exact=True).first.press("Enter")


def unfold(page: Page, label: str) -> None:
    """Open what can be done to a part, with the keyboard."""
    page.get_by_text(f"Change “{label}”", exact=True).press("Enter")


def unfold_all(page: Page) -> None:
    """Open all that is folded."""
    page.evaluate("for (const folded of document.querySelectorAll('main details')) folded.open = true")


def test_a_document_is_put_right_with_the_keyboard_alone(page: Page, review, complaints):
    assert shown() == [
        "background: Bakgrund",
        "  long_term_goal: Alla har någonstans att bo",
        "    sub_goal: Det byggs",
        "    sub_goal: Det är lätt att flytta",
    ]
    unfold(page, "1 Det byggs")
    page.get_by_label("Role of 1 Det byggs").press("m")  # the first role that begins with it: measure
    press(page, "Change role “1 Det byggs”")
    expect(part(page, "Measure 1 Det byggs")).to_be_focused()
    expect(part(page, "Measure 1 Det byggs").get_by_role("status")).to_contain_text("is now: measure")

    press(page, "Move down “1 Det byggs”")
    expect(page.get_by_role("button", name="Move down “1 Det byggs”")).to_be_focused()
    with page.expect_navigation():
        page.keyboard.press("Control+Shift+ArrowRight")
    assert shown()[2:] == ["    sub_goal: Det är lätt att flytta", "      measure: Det byggs"]

    page.get_by_text("Split “1 Det byggs”").press("Enter")
    press(page, "Split here “1 Det byggs”")
    assert len(shown()) == 5
    press(page, "Undo the last step")
    assert len(shown()) == 4

    press(page, "Move under … “1 Det byggs”")
    press(page, "Move “1 Det byggs” under “1 Alla har någonstans att bo”")
    assert shown()[2:] == ["    sub_goal: Det är lätt att flytta", "    measure: Det byggs"]
    press(page, "Join to the one before “1 Det byggs”")
    assert shown()[2:] == ["    sub_goal: Det är lätt att flytta"]
    press(page, "Save as a draft")
    expect(page.locator(".messagelist .success")).to_contain_text("has been saved")
    assert Strategy.objects.get().status == "draft"
    sub_goal: Any = Commitment.objects.get(kind="sub_goal")
    assert "Det byggs nära skolan." in sub_goal.text_sv
    assert complaints == []


def test_a_refusal_is_said_at_the_part(page: Page, review):
    unfold(page, "Bakgrund")
    press(page, "Move in “Bakgrund”")
    said = part(page, "Background Bakgrund").get_by_role("status")
    expect(said).to_have_text(
        "Nothing comes before “Bakgrund” that it could be moved under. Use “Move under …” to choose another place."
    )
    expect(page.get_by_role("button", name="Move in “Bakgrund”")).to_be_focused()
    expect(page.get_by_role("button", name="Move in “Bakgrund”")).to_have_accessible_description(
        "Nothing comes before “Bakgrund” that it could be moved under. Use “Move under …” to choose another place."
    )


def test_a_role_that_was_chosen_comes_along_with_another_button(page: Page, review):
    unfold(page, "1 Det byggs")
    page.get_by_label("Role of 1 Det byggs").select_option("measure")
    press(page, "Move down “1 Det byggs”")
    assert shown()[-1] == "    measure: Det byggs"
    expect(part(page, "Measure 1 Det byggs").get_by_role("status").get_by_role("listitem")).to_have_count(2)


def test_the_browser_asks_before_what_was_chosen_is_lost(page: Page, review):
    unfold(page, "1 Det byggs")
    page.get_by_label("Role of 1 Det byggs").select_option("measure")
    asked: list[str] = []

    def stay(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.dismiss()

    page.on("dialog", stay)
    page.get_by_role("button", name="Save as a draft").press("Enter", no_wait_after=True)
    expect(page.get_by_label("Role of 1 Det byggs")).to_have_value("measure")
    assert (asked, Strategy.objects.count()) == (["beforeunload"], 0)


def test_who_answers_is_put_right_with_the_keyboard(page: Page, review):
    unfold(page, "1 Det byggs")
    goal = part(page, "Sub-goal 1 Det byggs")
    goal.get_by_text("Who is responsible “1 Det byggs”", exact=True).press("Enter")
    goal.get_by_label("or the name of another").fill("Byggnämnden")
    goal.get_by_label("or the name of another").press("Enter")
    expect(goal).to_be_focused()
    expect(goal).to_have_accessible_description(re.compile("“Byggnämnden” is now responsible for “1 Det byggs”"))
    expect(goal.get_by_role("list", name="Who is responsible for it")).to_contain_text(
        "Byggnämnden main responsibility"
    )
    goal.get_by_text("Who is responsible “1 Det byggs”", exact=True).press("Enter")
    press(page, "Remove Byggnämnden “1 Det byggs”")
    expect(goal).to_contain_text("Nobody is said to be responsible for it.")


def test_facts_are_corrected_and_errors_lead_to_their_fields(page: Page, review, complaints):
    page.get_by_text("About the document as a whole").press("Enter")
    with page.expect_navigation():
        page.get_by_role("link", name="Correct title, decisions, dates and footnotes").press("Enter")
    page.get_by_label("Subtitle").fill("Alla med")
    page.get_by_label("Valid from").fill("i höstas")
    press(page, "Save the corrections")
    expect(page.get_by_role("alert")).to_be_focused()
    page.get_by_role("alert").get_by_role("link", name="Valid from").press("Enter")
    expect(page.get_by_label("Valid from")).to_be_focused()
    expect(page.get_by_label("Subtitle")).to_have_value("Alla med")
    page.get_by_label("Valid from").fill("2021-10")
    press(page, "Save the corrections")
    expect(page.locator("#whole").get_by_role("status")).to_contain_text("Corrected: Subtitle, Valid from.")
    expect(page.locator("#whole")).to_contain_text("Alla med")
    assert complaints == []


def test_what_was_set_aside_is_brought_back(page: Page, review):
    before = shown()
    unfold(page, "1 Det byggs")
    press(page, "Set aside “1 Det byggs”")
    unfold_all(page)
    press(page, "Bring back “1 Det byggs” as it was")
    expect(part(page, "Sub-goal 1 Det byggs")).to_be_focused()
    assert shown() == before


@pytest.mark.parametrize("java_script_enabled", [False])
def test_it_works_without_javascript(browser, page: Page, review, java_script_enabled):
    context = browser.new_context(java_script_enabled=java_script_enabled)
    context.add_cookies(page.context.cookies())
    plain = context.new_page()
    plain.goto(review)
    unfold(plain, "1 Det byggs")
    press(plain, "Move down “1 Det byggs”")
    expect(plain.get_by_role("button", name="Move down “1 Det byggs”")).to_be_focused()
    assert shown()[-1] == "    sub_goal: Det byggs"
    context.close()


def test_the_source_stands_to_the_left_or_above(page: Page, review):
    for width, beside in ((1280, True), (768, True), (360, False)):
        page.set_viewport_size({"width": width, "height": 900})
        page.reload()
        source = page.get_by_role("list", name="Lines of the source").first.bounding_box()
        result = part(page, "Background Bakgrund").bounding_box()
        assert source is not None
        assert result is not None
        assert (source["x"] + source["width"] <= result["x"]) == beside, width
        assert (source["y"] + source["height"] <= result["y"]) == (not beside), width
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def wider_than_the_window(page: Page) -> list[int]:
    """Give the widths of the windows that the page does not fit into."""
    found = []
    for width in (1280, 768, 360):
        page.set_viewport_size({"width": width, "height": 900})
        if page.evaluate("document.documentElement.scrollWidth") > width:
            found.append(width)
    return found


def test_nothing_is_wider_than_the_window(page: Page, live_server, coordinator, document):
    long = document.with_name(f"{'Integrationsstrategi_slutversion_' * 5}.docx")
    document.rename(long)
    upload(page, live_server.url, long)
    assert wider_than_the_window(page) == []
    work()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Review of")
    review = page.url
    unfold_all(page)
    assert wider_than_the_window(page) == []
    for path in (f"{review}discard/", f"{review}facts/", live_server.url + IMPORT):
        page.goto(path)
        assert (path, wider_than_the_window(page)) == (path, [])


def test_the_outline_leads_to_a_part(page: Page, review):
    page.get_by_text("Outline: 4 parts").press("Enter")
    page.get_by_role("link", name="2 Det är lätt att flytta").press("Enter")
    expect(page).to_have_url(re.compile("#part-"))
    expect(page.get_by_role("button", name="Move up “2 Det är lätt att flytta”")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(page: Page, live_server, review, scheme):
    page.emulate_media(color_scheme=scheme)
    for path in (review, f"{review}?moving={parts_of(DocumentReview.objects.get().as_corrected.file)[2].uid}"):
        page.goto(path)
        unfold_all(page)
        assert axe_violations(page) == []
    press(page, "Move down “1 Det byggs”")
    assert axe_violations(page) == []
    press(page, "Set aside “1 Det byggs”")
    unfold_all(page)
    assert axe_violations(page) == []
    page.goto(f"{review}facts/")
    page.get_by_label("Valid from").fill("i höstas")
    press(page, "Save the corrections")
    assert axe_violations(page) == []
    page.goto(live_server.url + IMPORT)
    assert axe_violations(page) == []
    page.get_by_role("button", name="Read the document").press("Enter")
