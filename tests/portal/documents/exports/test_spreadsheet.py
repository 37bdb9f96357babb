"""All commitments as a table."""

import csv
from io import BytesIO

import pytest
from openpyxl import load_workbook

from goals.models import Responsibility
from portal.documents.exports.spreadsheet import csv_file, rows, xlsx_file
from tests.factories import CommitmentFactory, StrategyFactory


def as_table(content):
    """Read a CSV file as Excel in Sweden does."""
    return list(csv.reader(content.decode("utf-8-sig").splitlines(), delimiter=";"))


def as_sheet(content):
    """Read the first sheet of a workbook."""
    workbook = load_workbook(BytesIO(content))
    return workbook, workbook.worksheets[0]


def test_each_commitment_is_a_row_with_who_answers_for_it(content_of, small):
    titles, *table = rows(content_of(small))
    places = [dict(zip(titles, row, strict=True)) for row in table]
    columns = [titles[0], titles[1], titles[2], titles[4]]
    assert [[row[column] for column in columns] for row in places] == [
        ["Långsiktigt mål", "1", "Långsiktigt mål 1", "Hem."],
        ["Delmål", "1", "Långsiktigt mål 1, Delmål 1", "Hus finns. Och mer."],
        ["Delmål", "2", "Långsiktigt mål 1, Delmål 2", "Alla bor."],
        ["Åtgärd", "", "Långsiktigt mål 1, Åtgärd 1", "=Bygga."],
    ]
    assert places[3]["Huvudansvar"] == "Byggnadsnämnden"
    address = f"https://portal.example.se/p/{small.commitments.get(kind='measure').uid}"
    assert table[3][-1] == address


def test_a_text_in_another_language_says_so(content_of, small):
    titles, *table = rows(content_of(small, "en"))
    goal, measure = (dict(zip(titles, row, strict=True)) for row in (table[0], table[3]))
    assert goal["Title"] == "Bo (in Swedish)"
    assert goal["Which text"] == "Plain language. This text is not translated yet. It is shown in Swedish."
    assert measure["Main responsibility"] == "Byggnadsnämnden (in Swedish)"


def test_csv_has_semicolons_and_says_that_it_is_utf_8(content_of, small):
    source = content_of(small)
    content = csv_file(source)
    assert content.startswith(b"\xef\xbb\xbf")
    assert b"\r\n" in content
    assert [row[:4] for row in as_table(content)] == [row[:4] for row in rows(source)]


@pytest.mark.parametrize("begins", ["=", "+", "-", "@", "\t"])
def test_no_text_is_taken_for_a_formula(content_of, db, begins):
    strategy = StrategyFactory()
    CommitmentFactory(strategy=strategy, title_sv=f"{begins}1+1", plain_sv="", plain_en="")
    source = content_of(strategy)
    assert as_table(csv_file(source))[1][3] == f"'{begins}1+1"
    _workbook, sheet = as_sheet(xlsx_file(source))
    assert (sheet["D2"].value, sheet["D2"].data_type) == (f"{begins}1+1", "s")


def test_the_workbook_holds_the_table_with_its_titles_fixed(content_of, hassleholm):
    source = content_of(hassleholm)
    workbook, sheet = as_sheet(xlsx_file(source))
    assert [[cell.value or "" for cell in row] for row in sheet.rows] == rows(source)
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == f"A1:N{sheet.max_row}"
    assert (workbook.properties.title, workbook.properties.creator) == ("Integrationsstrategi", "Hässleholms kommun")


def test_a_title_that_is_no_name_for_a_sheet_becomes_one(content_of, db):
    strategy = StrategyFactory(title_sv="'Plan: [2021/2025]? En lång rubrik för allas bästa*")
    _workbook, sheet = as_sheet(xlsx_file(content_of(strategy)))
    assert sheet.title == "Plan 2021 2025 En lång rubrik"


def test_each_role_has_a_column(content_of, small):
    assert len(rows(content_of(small))[0]) == 8 + len(Responsibility.Role)
