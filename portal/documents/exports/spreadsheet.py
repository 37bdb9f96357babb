"""All commitments of a strategy as a table, one row each: for a planning meeting, or for work of one's own."""

import csv
from io import BytesIO, StringIO
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font

from goals.models import Responsibility
from portal.documents.exports.content import Content, in_words, notes_on
from portal.pages.reading import CommitmentView
from portal.pages.wording import PLAIN, said
from strategies.richtext import plain_text

# A spreadsheet takes what begins so for a formula, which could fetch or run something.
FORMULA = ("=", "+", "-", "@", "\t", "\r")
LONGEST_CELL = 32_767  # characters, the format's own limit
LONGEST_SHEET_NAME = 31
NOT_IN_SHEET_NAMES = str.maketrans(dict.fromkeys("[]:*?/\\", " "))
WIDTHS = {"short": 16, "place": 34, "text": 70, "bodies": 30}


def rows(source: Content) -> list[list[str]]:
    """Give the table: its column titles, then one row for each commitment in the document's order."""
    roles = [str(capfirst(label)) for label in Responsibility.Role.labels]
    titles = [_("Kind"), _("Number"), _("Place"), _("Title"), _("Text"), _("Which text"), *roles]
    return [
        [*titles, _("Themes"), _("Permanent address")],
        *(_row(view, source) for view in source.commitments),
    ]


def csv_file(source: Content) -> bytes:
    """Give the table as CSV that Excel in Sweden opens as it is: semicolons, UTF-8 with its mark."""
    text = StringIO()
    csv.writer(text, delimiter=";").writerows([_guarded(value) for value in row] for row in rows(source))
    return text.getvalue().encode("utf-8-sig")


def xlsx_file(source: Content) -> bytes:
    """Give the table as an Excel workbook, its titles fixed above the rows and ready to be filtered."""
    workbook = Workbook(write_only=True)
    workbook.properties.title = source.said("title").text
    workbook.properties.creator = source.municipality.name
    workbook.properties.language = source.language
    sheet = workbook.create_sheet(_sheet_name(source.said("title").text))
    table = rows(source)
    for index, width in enumerate(_widths(len(table[0])), start=1):
        sheet.column_dimensions[_letter(index)].width = width
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{_letter(len(table[0]))}{len(table)}"
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    for number, row in enumerate(table):
        sheet.append([_cell(sheet, value, bold=number == 0) for value in row])
    content = BytesIO()
    workbook.save(content)
    return content.getvalue()


def _row(view: CommitmentView, source: Content) -> list[str]:
    by_role: dict[str, list[str]] = {}
    for row in view.row.responsibilities.all():
        by_role.setdefault(row.role, []).append(in_words(said(row.committee, "name", source.language)))
    themes = (in_words(said(theme, "name", source.language)) for theme in view.row.themes.all())
    return [
        capfirst(view.row.get_kind_display()),
        view.number,
        view.place,
        in_words(view.title),
        plain_text(view.text.said.text),
        _which_text(view),
        *(", ".join(by_role.get(role, [])) for role in Responsibility.Role.values),
        ", ".join(themes),
        source.address(view.row.uid),
    ]


def _which_text(view: CommitmentView) -> str:
    if not view.text:
        return ""
    wording = _("Plain language") if view.text.said.wording == PLAIN else _("Adopted wording")
    return " ".join([f"{wording}.", *notes_on(view.text)])


def _guarded(value: str) -> str:
    """Keep a program from taking text for a formula, as it does for text that begins with some characters."""
    return f"'{value}" if value.startswith(FORMULA) else value


def _cell(sheet: Any, value: str, *, bold: bool) -> Any:
    text = ILLEGAL_CHARACTERS_RE.sub("", value)
    if len(text) > LONGEST_CELL:
        text = f"{text[: LONGEST_CELL - 1]}…"
    cell = WriteOnlyCell(sheet, text)
    if text:
        cell.data_type = "s"  # text, whatever it begins with
    cell.font = Font(bold=bold)
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    return cell


def _widths(columns: int) -> list[int]:
    beside = [WIDTHS["short"], WIDTHS["short"], WIDTHS["place"], WIDTHS["place"], WIDTHS["text"], WIDTHS["short"]]
    return beside + [WIDTHS["bodies"]] * (columns - len(beside))


def _letter(column: int) -> str:
    return chr(ord("A") + column - 1)


def _sheet_name(title: str) -> str:
    return " ".join(title.translate(NOT_IN_SHEET_NAMES).split())[:LONGEST_SHEET_NAME].strip("' ") or _("Strategy")
