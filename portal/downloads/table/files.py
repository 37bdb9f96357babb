"""The table of all commitments as files: to print for a planning meeting, or to work on."""

import csv
from io import BytesIO, StringIO
from math import ceil
from typing import Any

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter

from portal.downloads.content import Content, in_words, writable
from portal.downloads.notices import facts, status, which_text, which_text_in_short
from portal.downloads.table.rows import Column, Sort, columns, whole_responsible

# A spreadsheet takes what begins so for a formula, which could fetch or run something.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
LONGEST_CELL = 32_767  # characters, the format's own limit
LONGEST_SHEET_NAME = 31
NOT_IN_SHEET_NAMES = str.maketrans(dict.fromkeys("[]:*?/\\", " "))
WIDTHS = {Sort.NUMBER: 9, Sort.SHORT: 15, Sort.NAMES: 26, Sort.TEXT: 60, Sort.ADDRESS: 36}  # letters
LINE = 15  # points: the height of a line
HIGHEST_ROW = 409  # points, the format's own limit
A4 = 9
MARGIN = 0.4  # inches
INK, SPRUCE, FALU, PAPER, RULE = "1D2622", "14503C", "8A2A20", "EEF3EF", "B9B6AC"
HAIR = Border(bottom=Side(style="thin", color=RULE))


def csv_file(source: Content) -> bytes:
    """Give the table as CSV that Excel in Sweden opens as it is: semicolons, UTF-8 with its mark.

    Each row says whose it is, so that tables of several strategies can be put together.
    """
    whose = {
        _("Municipality"): in_words(source.said_of(source.municipality, "name")),
        _("Strategy"): in_words(source.said("title")),
        _("Edition"): source.strategy.edition,
    }
    table = columns(source)
    titles = [*whose, *(column.title for column in table)]
    lines = [[*whose.values(), *values] for values in zip(*(column.values for column in table), strict=True)]
    text = StringIO()
    csv.writer(text, delimiter=";").writerows([_guarded(value) for value in line] for line in [titles, *lines])
    return text.getvalue().encode("utf-8-sig")


def xlsx_file(source: Content) -> bytes:
    """Give the table as an Excel workbook that can be read on a screen and on paper, with the facts on a sheet."""
    workbook = Workbook()
    workbook.properties.title = writable(source.said("title").text)
    workbook.properties.creator = writable(source.municipality.name)
    workbook.properties.language = source.language
    workbook.properties.created = workbook.properties.modified = source.strategy.changed_at.replace(tzinfo=None)
    sheet: Any = workbook.active
    sheet.title = _sheet_name(source.said("title").text)
    _write_table(sheet, source)
    _ready_for_paper(sheet, source)
    about = workbook.create_sheet(_sheet_name(_("About the document")))
    _write_facts(about, source)
    _ready_for_paper(about, source)
    content = BytesIO()
    workbook.save(content)
    return content.getvalue()


def _write_table(sheet: Any, source: Content) -> None:
    table = [column for column in columns(source) if _tells(column)]
    width = max(len(table), 1)
    heading = _heading(source)
    for number, (text, size) in enumerate(heading, start=1):
        _put(sheet, number, 1, text, Font(bold=size > LINE, size=14 if size > LINE else 11, color=INK))
        sheet.merge_cells(start_row=number, end_row=number, start_column=1, end_column=width)
        sheet.row_dimensions[number].height = size * _lines(text, sum(WIDTHS[column.sort] for column in table))
    titles = len(heading) + 1
    for at, column in enumerate(table, start=1):
        _write_column(sheet, at, titles, column)
    for row in range(titles, sheet.max_row + 1):
        _fit(sheet, row, table)
    sheet.freeze_panes = f"A{titles + 1}"
    sheet.auto_filter.ref = f"A{titles}:{get_column_letter(width)}{max(sheet.max_row, titles)}"
    sheet.print_title_rows = f"{titles}:{titles}"


def _write_column(sheet: Any, at: int, titles: int, column: Column) -> None:
    """Write a column with its title in the row `titles`."""
    sheet.column_dimensions[get_column_letter(at)].width = WIDTHS[column.sort]
    _put(sheet, titles, at, column.title, Font(bold=True, color=SPRUCE)).fill = PatternFill("solid", fgColor=PAPER)
    for row, value in enumerate(column.values, start=titles + 1):
        _put(sheet, row, at, value, link=column.sort is Sort.ADDRESS)


def _fit(sheet: Any, row: int, table: list[Column]) -> None:
    """Make a row as high as its longest text needs."""
    texts = [(sheet.cell(row, at).value or "", WIDTHS[column.sort]) for at, column in enumerate(table, start=1)]
    height = LINE * max((_lines(text, width) for text, width in texts), default=1)
    sheet.row_dimensions[row].height = min(height + LINE / 3, HIGHEST_ROW)


def _heading(source: Content) -> list[tuple[str, int]]:
    """Give the lines above the table, each with its height: what it is, which text, who answers for all of it."""
    strategy = source.strategy
    edition = _("edition %(edition)s") % {"edition": strategy.edition}
    whose = f"{in_words(source.said_of(source.municipality, 'name'))}: {in_words(source.said('title'))}, {edition}"
    changed = _("Changed in the portal %(date)s") % {"date": strategy.changed_at.date().isoformat()}
    which = ". ".join(part.rstrip(".") for part in (which_text_in_short(source), status(source), changed) if part)
    whole = "; ".join(whole_responsible(source))
    lines = [(whose, 2 * LINE - 8), (f"{which}.", LINE)]
    if whole:
        lines.append((_("For the whole document – %(bodies)s") % {"bodies": whole}, LINE))
    return lines


def _write_facts(sheet: Any, source: Content) -> None:
    rows = [(fact.label, in_words(fact.value)) for fact in facts(source)]
    rows += [(_("Which text"), which_text(source)), (_("Address"), source.edition_address)]
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = WIDTHS[Sort.NAMES], 90
    for row, (label, value) in enumerate(rows, start=1):
        _put(sheet, row, 1, label, Font(bold=True, color=SPRUCE))
        _put(sheet, row, 2, value, link=value == source.edition_address)
        sheet.row_dimensions[row].height = min(LINE * _lines(value, 90) + LINE / 3, HIGHEST_ROW)


def _ready_for_paper(sheet: Any, source: Content) -> None:
    page = sheet.page_setup
    page.orientation, page.paperSize, page.fitToWidth, page.fitToHeight = "landscape", A4, 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    margins = sheet.page_margins
    margins.left = margins.right = margins.header = margins.footer = MARGIN
    margins.top = margins.bottom = 2 * MARGIN
    # An ampersand begins a command there.
    title = f"{source.said('title').text} ({source.strategy.edition})".replace("&", "&&")
    sheet.oddFooter.left.text, sheet.oddFooter.right.text = writable(title)[:200], "&P (&N)"


def _tells(column: Column) -> bool:
    """Say whether a column is worth its room: some row has a value; which text it is, is said once if it is one."""
    different = set(column.values)
    return different != {""} and not (column.title == _("Which text") and len(different - {""}) == 1)


def _put(sheet: Any, row: int, column: int, value: str, font: Font | None = None, *, link: bool = False) -> Any:
    text = writable(value)
    if len(text) > LONGEST_CELL:
        text = f"{text[: LONGEST_CELL - 1]}…"
    cell = sheet.cell(row, column)
    if text:
        cell.value = text
        cell.data_type = "s"  # text, whatever it begins with
    if link and text:
        cell.hyperlink = text
        font = Font(color=FALU, underline="single")
    cell.font = font or Font(color=INK)
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    cell.border = HAIR
    return cell


def _lines(text: str, width: int) -> int:
    """Say how many lines a text takes in a column of so many letters; words do not fill a line to its end."""
    return sum(max(1, ceil(len(line) * 1.12 / width)) for line in text.split("\n"))


def _guarded(value: str) -> str:
    """Keep a program from taking text for a formula, as it does for text that begins with some characters."""
    return f"'{value}" if value.startswith(FORMULA) else value


def _sheet_name(title: str) -> str:
    name = " ".join(writable(title).translate(NOT_IN_SHEET_NAMES).split())[:LONGEST_SHEET_NAME]
    return name.strip("' ") or _("Strategy")
