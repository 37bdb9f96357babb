"""Who answers for the strategy, or for a commitment, as sentences tell it."""

import pytest

from portal.importer.recognising.answers.bodies import Bodies
from portal.importer.recognising.answers.sentences import answering
from portal.importer.recognising.lines.prose import Prose
from tests.portal.importer.recognising.reading import answers, example


def told(text, of_document=True):
    prose = Prose(text, origins=((0, 0),))
    return [(found.name.text, found.role) for found in answering(prose, Bodies(), of_document)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Kommunstyrelsen har det övergripande ansvaret för planen.", [("Kommunstyrelsen", "lead")]),
        ("Nämnden möts. Socialnämnden ansvarar för strategins uppföljning.", [("Socialnämnden", "follow_up")]),
        ("Det är kommunstyrelsen som ansvarar för att planen revideras.", [("kommunstyrelsen", "revision")]),
        (
            "Kommunledningskontoret har ansvar för att samordna och följa upp arbetet enligt policyn.",
            [("Kommunledningskontoret", "coordination"), ("Kommunledningskontoret", "follow_up")],
        ),
        (
            "Kommunstyrelsen och socialnämnden ansvarar gemensamt för handlingsplanen.",
            [("Kommunstyrelsen", "lead"), ("socialnämnden", "lead")],
        ),
        ("Ansvaret för att följa upp programmet ligger på kommunstyrelsen.", [("kommunstyrelsen", "follow_up")]),
        ("Planen följs varje år upp av socialnämnden, som rapporterar.", [("socialnämnden", "follow_up")]),
        ("Stadsstyrelsen följer årligen upp programmet.", [("Stadsstyrelsen", "follow_up")]),
        ("Strategin revideras vid behov av kommunstyrelsen.", [("kommunstyrelsen", "revision")]),
    ],
)
def test_a_body_that_answers_for_the_document_is_found_with_its_role(text, found):
    assert told(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "Varje nämnd ansvarar för att planen genomförs.",
        "Kommunen ansvarar för planen.",
        "Socialnämnden ansvarar för försörjningsstöd.",
        "Ledningsgruppen på förvaltningarna ansvarar för att planen blir känd.",
        "Kommunstyrelsen antog strategin.",
    ],
)
def test_a_sentence_about_nobody_or_something_else_tells_nothing(text):
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Kommunstyrelsen leder och samordnar arbetet.", [("Kommunstyrelsen", "coordination")]),
        ("Socialnämnden följer upp målen varje år.", [("Socialnämnden", "follow_up")]),
        ("Kommunstyrelsen gör en samlad uppföljning.", [("Kommunstyrelsen", "follow_up")]),
    ],
)
def test_in_a_section_about_who_does_what_the_work_is_the_documents(text, found):
    prose = Prose(text, origins=((0, 0),))
    assert [(row.name.text, row.role) for row in answering(prose, Bodies(), True, of_work=True)] == found
    assert answering(prose, Bodies(), True) == []


def test_in_a_commitment_a_body_answers_for_that_and_not_for_services():
    assert told("Socialnämnden ansvarar för åtgärden.", of_document=False) == [("Socialnämnden", "lead")]
    assert told("Socialnämnden ansvarar för socialt stöd.", of_document=False) == []


def test_what_is_read_out_of_sentences_is_told_and_stays_in_the_text():
    file = example(
        "Plan för integration\n\nInledning\n\nVi börjar här.\n\nUppföljning\n\n"
        "Kommunstyrelsen ansvarar för uppföljning av planen.\n"
    )
    assert list(answers(file)) == [("follow_up", "Kommunstyrelsen", "")]
    assert file["sections"][1]["text"]["sv"] == "<p>Kommunstyrelsen ansvarar för uppföljning av planen.</p>"
    assert [row["line"] for row in file["report"]["warnings"]] == [9]


def test_words_that_others_say_make_nobody_answer():
    file = example("Plan för integration\n\nFörord\n\nKommunstyrelsen ansvarar för planen.\n\nAnna Berg, kommunalråd\n")
    assert "responsibilities" not in file
