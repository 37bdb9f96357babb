"""Which language and wording a reader gets, and what they are told."""

from types import SimpleNamespace

import pytest

from strategies.wording import ADOPTED, PLAIN, said, swedish_alone, told


def row(**columns):
    names = [f"{field}_{language}" for field in ("title", "text", "plain") for language in ("sv", "en")]
    return SimpleNamespace(**(dict.fromkeys(names, "") | columns))


def test_a_title_is_in_the_language_that_was_asked_for():
    shown = said(row(title_sv="Mål", title_en="Goals"), "title", "en")
    assert (shown.text, shown.language, shown.foreign) == ("Goals", "en", False)


def test_a_missing_translation_falls_back_to_swedish_and_says_so():
    shown = said(row(title_sv="Mål", title_en=None), "title", "en")
    assert (shown.text, shown.language, shown.foreign) == ("Mål", "sv", True)


def test_english_is_never_shown_to_a_reader_of_swedish():
    assert not said(row(title_en="Goals"), "title", "sv")


@pytest.mark.parametrize(
    ("columns", "language", "wording", "expected"),
    [
        ({"plain_sv": "a", "plain_en": "b", "text_sv": "c", "text_en": "d"}, "sv", PLAIN, ("a", "sv", PLAIN)),
        ({"plain_sv": "a", "plain_en": "b", "text_sv": "c", "text_en": "d"}, "en", ADOPTED, ("d", "en", ADOPTED)),
        ({"plain_sv": "a", "text_sv": "c", "text_en": "d"}, "en", PLAIN, ("d", "en", ADOPTED)),
        ({"plain_sv": "a", "plain_en": "b", "text_sv": "c"}, "en", ADOPTED, ("c", "sv", ADOPTED)),
        ({"plain_sv": "a"}, "en", ADOPTED, ("a", "sv", PLAIN)),
        ({"text_sv": "c"}, "en", PLAIN, ("c", "sv", ADOPTED)),
    ],
)
def test_the_nearest_text_is_chosen(columns, language, wording, expected):
    shown = told(row(**columns), language, wording)
    assert (shown.text, shown.language, shown.wording) == expected
    assert shown.foreign == (expected[1] != language)
    assert shown.other_wording == (expected[2] != wording)


SWEDISH = "This text is not translated yet. It is shown in Swedish."


@pytest.mark.parametrize(
    ("columns", "wording", "notes"),
    [
        ({"plain_sv": "a", "plain_en": "b"}, PLAIN, []),
        ({"plain_sv": "a"}, PLAIN, [SWEDISH]),
        ({"text_en": "c"}, PLAIN, ["There is no plain-language version yet. This is the adopted wording."]),
        (
            {"plain_sv": "a"},
            ADOPTED,
            [SWEDISH, "The adopted wording is not in the portal. This is the plain-language version."],
        ),
        ({}, PLAIN, []),
    ],
)
def test_a_reader_is_told_of_what_they_did_not_ask_for(columns, wording, notes):
    shown = told(row(**columns), "en", wording)
    assert shown.notes() == notes
    assert shown.notes(language_is_told=True) == [note for note in notes if note != SWEDISH]


def test_a_short_text_is_marked_where_it_is_in_another_language():
    shown = [said(row(title_sv="Mål", title_en=english), "title", "en").in_words for english in ("", "Goals")]
    assert shown == ["Mål (in Swedish)", "Goals"]
    assert swedish_alone("Planen", "en").in_words == "Planen (in Swedish)"
    assert swedish_alone("Planen", "sv").in_words == "Planen"


def test_a_row_without_text_gives_none():
    shown = told(row(), "en", PLAIN)
    assert not shown
    assert not shown.foreign
    assert not shown.other_wording
