"""A plain text as an office would set it in type: with styles for its headings, its lists and its tables."""

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Paragraph, Table

from portal.importer.recognising.lines.furniture import furniture
from portal.importer.recognising.words import squeezed
from portal.importer.sources.line import Line, Source
from portal.strategyfile.coherence import nodes
from tests.portal.importer.sources.making import docx, listed, odt, paragraph, styled, table
from tests.portal.importer.sources.printing import set_in_type

RAISED = dict(zip("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹", strict=True))
LOWERED = str.maketrans({letter: figure for figure, letter in RAISED.items()})
SIZES = {1: 18, 2: 15, 3: 13}
BULLETS = 2  # the list of `making.docx` that has them
DEEPEST = 3  # levels of headings


@dataclass(frozen=True)
class Row:
    """A line with what it is: “title”, “contents”, “heading” with its level, “item”, “cell” or “text”."""

    sort: str
    line: Line
    level: int = 0

    @property
    def text(self) -> str:
        """Give its text as it is printed: with its footnote marks, and a note with its number."""
        text = self.line.text
        for mark in sorted(self.line.marks, key=lambda mark: mark.at, reverse=True):
            text = text[: mark.at] + "".join(RAISED[figure] for figure in mark.label) + text[mark.at :]
        return f"{self.line.note} {text}" if self.line.note else text


def rows(source: Source, file: dict[str, Any]) -> list[Row]:
    """Say what each line of a text is, by the strategy file that was recognised in it."""
    contents = furniture(source.lines)
    levels = _levels(file)
    title = squeezed(file["title"]["sv"])
    found = []
    for index, line in enumerate(source.lines):
        if index in contents:
            found.append(Row("contents", line))
        elif squeezed(line.text) == title:
            title = ""
            found.append(Row("title", line))
        else:
            found.append(_row(line, levels))
    return [row for row in found if row.text.strip()]


def _row(line: Line, levels: dict[str, list[int]]) -> Row:
    """Say what a line of the text itself is; a heading takes its level from the `levels` that are left."""
    if line.item or line.cell:
        return Row("item" if line.item else "cell", line)
    key = squeezed(line.text)
    heading = next((name for name in levels if levels[name] and key and _is_heading(line, key, name)), "")
    return Row("heading", line, min(levels[heading].pop(0), DEEPEST)) if heading else Row("text", line)


def _is_heading(line: Line, key: str, name: str) -> bool:
    return key == name or (key.endswith(name) and bool(re.match(r"\w+ \w+ \d+:", line.text)))


def _levels(file: dict[str, Any]) -> dict[str, list[int]]:
    """Give the levels of the headings with each title, in the document's order."""
    levels: dict[str, list[int]] = {}
    of_section: dict[str, int] = {}
    for path, row, _above in nodes(file, "sections"):
        of_section[row["uid"]] = (len(path) - 2) // 2 + 1
        levels.setdefault(squeezed(row.get("title", {}).get("sv", "")), []).append(of_section[row["uid"]])
    root = 0
    for path, row, _above in nodes(file, "commitments"):
        root = of_section.get(row.get("section", ""), root)
        if "title" in row:
            levels.setdefault(squeezed(row["title"]["sv"]), []).append(root + (len(path) - 2) // 2 + 1)
    levels.pop("", None)
    return levels


def in_word(found: Sequence[Row]) -> bytes:
    """Give a Word file."""
    return docx("".join(_in_word(found)))


def _in_word(found: Sequence[Row]) -> Iterator[str]:
    for cells, group in groupby(found, key=lambda row: row.line.cell and row.line.cell.table):
        if cells is not None:
            yield table(*_grid(list(group)))
            continue
        for row in group:
            text = html.escape(row.text, quote=False)
            if row.line.item:
                ordered = row.line.item.ordered
                yield paragraph(f"{row.line.item.mark} {text}") if ordered else listed(text, BULLETS)
            elif row.sort == "heading":
                yield paragraph(text, f'<w:outlineLvl w:val="{row.level - 1}"/>', '<w:b/><w:sz w:val="28"/>')
            else:
                yield styled({"title": "Rubrik", "contents": "TOC1"}.get(row.sort, "Normal"), text)


def in_writer(found: Sequence[Row]) -> bytes:
    """Give an OpenDocument text."""
    return odt("".join(_in_writer(found)))


def _in_writer(found: Sequence[Row]) -> Iterator[str]:
    for cells, group in groupby(found, key=lambda row: row.line.cell and row.line.cell.table):
        if cells is not None:
            in_rows = (
                "".join(f"<table:table-cell><text:p>{cell}</text:p></table:table-cell>" for cell in row)
                for row in _grid(list(group))
            )
            lines = "".join(f"<table:table-row>{row}</table:table-row>" for row in in_rows)
            yield f"<table:table>{lines}</table:table>"
        else:
            yield from map(_written, group)


def _written(row: Row) -> str:
    text = html.escape(row.text, quote=False)
    if row.line.item and not row.line.item.ordered:
        return (
            f'<text:list text:style-name="Punkter"><text:list-item><text:p>{text}</text:p></text:list-item></text:list>'
        )
    if row.sort == "heading":
        return f'<text:h text:outline-level="{row.level + 3}">{text}</text:h>'
    mark = f"{row.line.item.mark} " if row.line.item else ""
    style = {"title": "Title", "contents": "Contents_20_1"}.get(row.sort, "Text")
    return f'<text:p text:style-name="{style}">{mark}{text}</text:p>'


def in_print(found: Sequence[Row]) -> bytes:
    """Give a PDF with a number at the foot of each page."""
    return set_in_type(list(_in_print(found)), _numbered)


def _numbered(canvas: Canvas, _template: Any) -> None:
    canvas.drawString(100 * mm, 12 * mm, str(canvas.getPageNumber()))


def _in_print(found: Sequence[Row]) -> Iterator[Flowable]:
    for cells, group in groupby(found, key=lambda row: row.line.cell and row.line.cell.table):
        if cells is not None:
            grid = [[Paragraph(cell, _style(11)) for cell in row] for row in _grid(list(group))]
            widest = max(len(row) for row in grid)
            ruled = [("GRID", (0, 0), (-1, -1), 0.5, "black")]
            yield Table([row + [""] * (widest - len(row)) for row in grid], style=ruled)
            continue
        for row in group:
            yield _printed(row)


def _printed(row: Row) -> Flowable:
    raised = re.compile(f"[{''.join(RAISED.values())}]+")
    text = raised.sub(lambda found: f"<super>{found[0].translate(LOWERED)}</super>", html.escape(row.text, quote=False))
    # The fonts that every PDF may count on have no arrows.
    text = text.encode("cp1252", "replace").decode("cp1252")
    if row.sort == "title":
        return Paragraph(f"<b>{text}</b>", _style(26))
    if row.sort == "heading":
        return Paragraph(f"<b>{text}</b>", _style(SIZES[row.level]))
    if row.line.item:
        mark = row.line.item.mark if row.line.item.ordered else "•"
        return Paragraph(text, _style(11, indent=18), bulletText=mark)
    return Paragraph(text, _style(11))


def _style(size: float, indent: float = 0) -> ParagraphStyle:
    return ParagraphStyle(f"{size}", fontSize=size, leading=size * 1.3, leftIndent=indent, spaceAfter=size * 0.6)


def _grid(found: Sequence[Row]) -> list[tuple[str, ...]]:
    grid: dict[int, dict[int, list[str]]] = {}
    for row in found:
        cell = row.line.cell
        if cell:
            grid.setdefault(cell.row, {}).setdefault(cell.column, []).append(html.escape(row.text, quote=False))
    return [
        tuple(" ".join(cells.get(column, [])) for column in range(max(cells) + 1))
        for _at, cells in sorted(grid.items())
    ]
