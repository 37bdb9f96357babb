"""What recognition has to say is kept as codes, and said in the language of whoever reads it."""

import re

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from portal.importer.recognising.notice import Code, Notice, Reason, Step
from portal.importer.sentences.recognition import IN_REVIEW, REASONS, STEPS, WARNINGS, in_words, warning
from portal.models import DocumentReview
from tests.factories import MembershipFactory, MunicipalityFactory
from tests.portal.importer.review.pages import imported, municipality, step, uploaded

PLACEHOLDER = re.compile(r"%\((\w+)\)")
DOCUMENT = """# Integrationsstrategi för Lillby

Diarienummer: KS 2021/1

## Vårt hus

Lillby växer.

## Långsiktigt mål 1: Alla har någonstans att bo

Kommunen ser till att det finns hem.
"""


def test_every_code_has_a_sentence():
    assert set(WARNINGS) == set(Code)
    assert set(REASONS) == {*Reason, IN_REVIEW}
    assert set(STEPS) == set(Step)


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("code", Code)
def test_a_sentence_says_the_values_of_its_code(code, language):
    with override(language):
        assert set(PLACEHOLDER.findall(str(WARNINGS[code]))) == set(code.values)


def test_a_notice_has_the_values_of_its_code():
    with pytest.raises(ValueError, match="picture needs"):
        Notice(1, Code.PICTURE, {"number": 1})


def test_a_role_is_said_in_the_language_too():
    values = {"name": "Socialnämnden", "role": "lead"}
    with override("sv"):
        assert warning(Code.READ_IN_SENTENCE, values).endswith("huvudansvar.")
    with override("en"):
        assert warning(Code.READ_IN_SENTENCE, values).endswith("main responsibility.")


def test_sentences_of_a_review_from_before_there_were_codes_stand_as_they_are():
    report = {
        "words": 1,
        "set_aside": [{"line": 1, "text": "x", "reason": "Ett sidnummer."}],
        "warnings": [{"line": 1, "message": "Något"}],
    }
    assert in_words(report) == report


@pytest.mark.django_db
def test_a_review_uploaded_in_swedish_is_read_in_english_and_keeps_no_sentence():
    coordinator = MembershipFactory(municipality=MunicipalityFactory(name_sv="Lillby kommun", short_name="Lillby")).user
    client = Client(headers={"accept-language": "sv"})
    client.force_login(coordinator)
    imported(client, uploaded(DOCUMENT, municipality=municipality(coordinator).pk))
    review = DocumentReview.objects.get()
    report = review.recognised["file"]["report"]
    assert {row["reason"] for row in report["set_aside"]} == {Reason.LABEL}
    assert report["warnings"] == [{"line": 5, "code": Code.UNKNOWN_SECTION, "values": {}}]
    step(client, review, "Alla har någonstans att bo", "aside")
    address = reverse("admin:review", args=[review.pk])
    english = client.get(address, headers={"accept-language": "en"}).content.decode()
    swedish = client.get(address).content.decode()
    for text in (REASONS[Reason.LABEL], REASONS[IN_REVIEW], WARNINGS[Code.UNKNOWN_SECTION]):
        in_english, in_swedish = said(text, "en"), said(text, "sv")
        assert (in_english in english, in_swedish in english) == (True, False)
        assert (in_english in swedish, in_swedish in swedish) == (False, True)


def said(text, language):
    with override(language):
        return str(text)
