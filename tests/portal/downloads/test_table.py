"""All commitments as a table."""

from goals.models import Responsibility
from portal.downloads.table.rows import columns, whole_responsible
from tests.factories import CommitteeFactory, ResponsibilityFactory


def as_rows(source):
    """Give the table as a dictionary for each row."""
    table = columns(source)
    return [
        dict(zip([column.title for column in table], row, strict=True))
        for row in zip(*(column.values for column in table), strict=True)
    ]


def test_each_commitment_is_a_row_with_who_answers_for_it(content_of, small):
    rows = as_rows(content_of(small))
    assert [[row[title] for title in ("Slag", "Nummer", "Hör till", "Text")] for row in rows] == [
        ["Långsiktigt mål", "1", "", "Hem."],
        ["Delmål", "", "Långsiktigt mål 1: Bo", "Hus finns. Och mer."],
        ["Delmål", "", "Långsiktigt mål 1: Bo", "Alla bor."],
        ["Åtgärd", "", "Långsiktigt mål 1: Bo", "=Bygga."],
    ]
    assert rows[3]["Huvudansvar"] == "Byggnadsnämnden"
    uid = small.commitments.get(kind="measure").uid
    assert rows[3]["Permanent adress"] == f"https://portal.example.se/p/{uid}"


def test_numbers_are_those_of_the_document_alone(content_of, small):
    small.commitments.filter(kind="sub_goal", position=1).update(number="7")
    assert [row["Nummer"] for row in as_rows(content_of(small))] == ["1", "7", "", ""]


def test_who_answers_for_what_it_belongs_to_answers_for_it_too(content_of, small):
    goal = small.commitments.get(kind="long_term_goal")
    for name, commitment in (("Styrelsen", None), ("Skolnämnden", goal)):
        board = CommitteeFactory(municipality=small.municipality, name_sv=name, name_en="")
        ResponsibilityFactory(strategy=small, commitment=commitment, committee=board)
    source = content_of(small)
    title = "Alla som ansvarar, också genom det åtagandet hör till"
    assert [row[title] for row in as_rows(source)] == [
        "Skolnämnden, Styrelsen",
        "Skolnämnden, Styrelsen",
        "Skolnämnden, Styrelsen",
        "Byggnadsnämnden, Skolnämnden, Styrelsen",
    ]
    assert whole_responsible(source) == ["Huvudansvar: Styrelsen"]


def test_who_revises_the_document_does_not_answer_for_what_it_commits_to(content_of, small):
    board = CommitteeFactory(municipality=small.municipality, name_sv="Kansliet")
    ResponsibilityFactory(strategy=small, commitment=None, committee=board, role="revision")
    source = content_of(small)
    assert "Kansliet" not in " ".join(value for column in columns(source) for value in column.values)
    assert whole_responsible(source) == ["Revidering: Kansliet"]


def test_a_text_in_another_language_says_so(content_of, small):
    small.commitments.filter(kind="sub_goal").update(plain_en="<p>Homes.</p>")
    goal, *_sub_goals, measure = as_rows(content_of(small, "en"))
    assert goal["Title"] == "Bo (in Swedish)"
    assert goal["Which text"] == "Plain language. This text has not been translated yet. It is shown in Swedish."
    assert measure["Main responsibility"] == "Byggnadsnämnden (in Swedish)"


def test_each_role_has_a_column(content_of, small):
    titles = [column.title for column in columns(content_of(small))]
    assert len(titles) == 9 + len(Responsibility.Role)
