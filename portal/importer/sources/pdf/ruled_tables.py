"""The ruled tables of a PDF's page."""

from pdfplumber.page import Page

from portal.importer.sources.pdf.words import Fragment, Piece

MOST_RULES = 2_000  # of the lines on a page: more are those of a map or a drawing
Box = tuple[float, float, float, float]


def without_tables(page: Page, found: list[Piece]) -> tuple[list[Fragment], list[Piece]]:
    """Give the tables on a page, each as a fragment, and the pieces that stand in none of them."""
    if len(page.edges) > MOST_RULES:
        return [], found
    tables: list[Fragment] = []
    for table in page.find_tables():
        rows = [[_on_page(page, cell) if cell else None for cell in row.cells] for row in table.rows]
        # A frame around a text is no table.
        if len(rows) > 1 and max(len(row) for row in rows) > 1:
            cells, inside, found = _filled(rows, found)
            if inside:
                tables.append(Fragment(inside, cells, _on_page(page, table.bbox)))
    return tables, found


def _on_page(page: Page, box: Box) -> Box:
    """Give a box as seen from the corner of the page, which may itself lie elsewhere."""
    left, top = page.mediabox[:2]
    return box[0] - left, box[1] - top, box[2] - left, box[3] - top


def _filled(
    rows: list[list[Box | None]], found: list[Piece]
) -> tuple[list[list[list[Piece]]], list[Piece], list[Piece]]:
    """Give the pieces in each cell, those in the table, and the others."""
    cells: list[list[list[Piece]]] = [[[] for _box in row] for row in rows]
    places = [(cells[row][column], box) for row, boxes in enumerate(rows) for column, box in enumerate(boxes) if box]
    inside: list[Piece] = []
    outside: list[Piece] = []
    for piece in found:
        cell = next((cell for cell, box in places if _within(piece, box)), outside)
        cell.append(piece)
        if cell is not outside:
            inside.append(piece)
    return cells, inside, outside


def _within(piece: Piece, box: Box) -> bool:
    x, y = piece.middle
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]
