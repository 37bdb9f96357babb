"""The table of all commitments as files."""

import csv
from io import BytesIO, StringIO

import pytest
from openpyxl import load_workbook

from portal.downloads.table.files import csv_file, xlsx_file
from portal.downloads.table.rows import columns
from tests.factories import CommitmentFactory, CommitteeFactory, ResponsibilityFactory, StrategyFactory


def as_table(content):
    """Read a CSV file as Excel in Sweden does."""
    return list(csv.reader(StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))


def as_sheet(content):
    """Read the first sheet of a workbook."""
    workbook = load_workbook(BytesIO(content))
    return workbook, workbook.worksheets[0]


def titles_at(sheet):
    """Give the number of the row that has the titles of the columns."""
    return next(row[0].row for row in sheet.rows if row[0].value == "Slag")


def test_csv_has_semicolons_and_says_that_it_is_utf_8(content_of, small):
    source = content_of(small)
    content = csv_file(source)
    assert content.startswith(b"\xef\xbb\xbf")
    assert b"\r\n" in content
    titles, *lines = as_table(content)
    assert titles == ["Kommun", "Strategi", "Utgåva", *(column.title for column in columns(source))]
    assert [line[:3] for line in lines] == [["Provs kommun", "Plan & mål", "2024"]] * 4
    assert [line[3] for line in lines] == ["Långsiktigt mål", "Delmål", "Delmål", "Åtgärd"]


@pytest.mark.parametrize("begins", ["=", "+", "-", "@", "\t", "＝", "＋", "－", "＠"])
def test_no_text_is_taken_for_a_formula(content_of, db, begins):
    strategy = StrategyFactory()
    CommitmentFactory(strategy=strategy, title_sv=f"{begins}1+1", plain_sv="", plain_en="")
    source = content_of(strategy)
    titles, line = as_table(csv_file(source))
    assert line[titles.index("Rubrik")] == f"'{begins}1+1"
    _workbook, sheet = as_sheet(xlsx_file(source))
    cells = [cell for cell in sheet[titles_at(sheet) + 1] if cell.value == f"{begins}1+1"]
    assert [cell.data_type for cell in cells] == ["s"]


def test_the_workbook_says_what_it_is_and_who_answers_for_all_of_it(content_of, small):
    board = CommitteeFactory(municipality=small.municipality, name_sv="Styrelsen")
    ResponsibilityFactory(strategy=small, commitment=None, committee=board)
    workbook, sheet = as_sheet(xlsx_file(content_of(small)))
    assert [sheet.cell(row, 1).value for row in (1, 2, 3)] == [
        "Provs kommun: Plan & mål, utgåva 2024",
        f"Klarspråk, svenska. Ändrad i portalen {small.changed_at.date().isoformat()}.",
        "För hela dokumentet – Huvudansvar: Styrelsen",
    ]
    assert (workbook.properties.title, workbook.properties.creator) == ("Plan & mål", "Provs kommun")
    about = workbook.worksheets[1]
    assert about.title == "Om dokumentet"
    assert ("Utgåva", "2024") in [(row[0].value, row[1].value) for row in about.rows]


def test_columns_without_a_word_are_left_out_and_the_titles_stay_in_sight(content_of, small):
    _workbook, sheet = as_sheet(xlsx_file(content_of(small)))
    at = titles_at(sheet)
    assert [cell.value for cell in sheet[at] if cell.value] == [
        *("Slag", "Nummer", "Hör till", "Rubrik", "Text", "Huvudansvar"),
        *("Alla som ansvarar, också genom det åtagandet hör till", "Permanent adress"),
    ]
    assert sheet.freeze_panes == f"A{at + 1}"
    assert sheet.auto_filter.ref == f"A{at}:H{sheet.max_row}"
    assert sheet.print_title_rows == f"${at}:${at}"


def test_a_row_is_as_high_as_its_longest_text(content_of, db):
    strategy = StrategyFactory()
    for position, times in enumerate((1, 40)):
        CommitmentFactory(strategy=strategy, plain_sv=f"<p>{'Ett ord till. ' * times}</p>", position=position)
    _workbook, sheet = as_sheet(xlsx_file(content_of(strategy)))
    first = titles_at(sheet) + 1
    low, high = (sheet.row_dimensions[row].height for row in (first, first + 1))
    assert low < 50
    assert 150 <= high < 400


def test_the_sheets_fit_a_page_across(content_of, small):
    workbook, _sheet = as_sheet(xlsx_file(content_of(small)))
    for sheet in workbook.worksheets:
        page = sheet.page_setup
        assert (page.orientation, page.paperSize, page.fitToWidth, page.fitToHeight) == ("landscape", 9, 1, 0)
        assert sheet.oddFooter.left.text == "Plan && mål (2024)"


def test_permanent_addresses_are_links(content_of, small):
    _workbook, sheet = as_sheet(xlsx_file(content_of(small)))
    last = sheet.cell(sheet.max_row, 8)
    assert last.hyperlink.target == last.value
    assert last.value.startswith("https://portal.example.se/p/")


def test_an_edition_that_is_not_in_force_says_so(content_of, db):
    current = StrategyFactory(slug="plan", edition="2024")
    old = StrategyFactory(municipality=current.municipality, slug="plan", edition="2019", status="superseded")
    CommitmentFactory(strategy=old)
    _workbook, sheet = as_sheet(xlsx_file(content_of(old)))
    assert "Utgåva 2024 gäller." in sheet["A2"].value


def test_a_title_that_is_no_name_for_a_sheet_becomes_one(content_of, db):
    strategy = StrategyFactory(title_sv="'Plan: [2021/2025]? En lång rubrik för allas bästa*")
    _workbook, sheet = as_sheet(xlsx_file(content_of(strategy)))
    assert sheet.title == "Plan 2021 2025 En lång rubrik"


def test_characters_that_no_file_can_hold_are_left_out(content_of, db):
    strategy = StrategyFactory(title_sv="Plan\ufffe")
    CommitmentFactory(strategy=strategy, plain_sv="<p>Alla\uffff bor.</p>")
    workbook, sheet = as_sheet(xlsx_file(content_of(strategy)))
    assert workbook.properties.title == "Plan"
    assert "Alla bor." in [cell.value for cell in sheet[titles_at(sheet) + 1]]
