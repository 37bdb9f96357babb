"""The report in the language of whoever reads it."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import gettext, override

from portal.importer.review.steps.set_aside import REASON
from portal.importer.review.translating import in_language_of_reader, translations_of
from portal.models import DocumentReview
from tests.portal.importer.review.pages import municipality, step, uploaded

DOCUMENT = """# Integrationsstrategi för Lillby

Diarienummer: KS 2021/1

## Vårt hus

Lillby växer.

## Långsiktigt mål 1: Alla har någonstans att bo

Kommunen ser till att det finns hem.
"""


def report(language):
    with override(language):
        return {
            "set_aside": [{"line": 1, "text": "1", "reason": gettext("A page number.")}],
            "warnings": [
                {"line": 2, "message": gettext("Footnote %(number)d has no mark in the text.") % {"number": 3}}
            ],
        }


def test_reasons_and_warnings_are_in_the_language_of_the_moment():
    with override("sv"):
        there = translations_of(report("sv"), lambda: report("en"))
        assert in_language_of_reader({"report": report("sv")}, there)["report"] == report("sv")
    with override("en"):
        assert in_language_of_reader({"report": report("sv")}, there)["report"] == report("en")


def test_what_the_review_itself_sets_aside_is_translated_too():
    with override("sv"):
        file = {"report": {"set_aside": [{"line": 1, "text": "x", "reason": gettext(REASON)}]}}
    with override("en"):
        assert in_language_of_reader(file, {})["report"]["set_aside"][0]["reason"] == REASON


def test_a_text_that_is_not_known_stays():
    file = {"report": {"warnings": [{"line": 1, "message": "Något"}], "set_aside": []}}
    assert in_language_of_reader(file, {}) == file


@pytest.mark.django_db
def test_a_page_in_english_has_no_reasons_in_swedish(coordinator):
    client = Client(headers={"accept-language": "sv"})
    client.force_login(coordinator)
    client.post(reverse("admin:import_document"), uploaded(DOCUMENT, municipality=municipality(coordinator).pk))
    review = DocumentReview.objects.get()
    step(client, review, "Alla har någonstans att bo", "aside")
    address = reverse("admin:review", args=[review.pk])
    english = client.get(address, headers={"accept-language": "en"}).content.decode()
    swedish = client.get(address).content.decode()
    for text in ("A label: the portal shows what it says in its own place.", "It was set aside in the review."):
        with override("sv"):
            translated = gettext(text)
        assert (text in english, translated in english) == (True, False)
        assert (text in swedish, translated in swedish) == (False, True)
