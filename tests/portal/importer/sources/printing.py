"""PDF files made on the fly."""

from collections.abc import Callable, Iterable, Sequence
from io import BytesIO
from typing import Any

from PIL import Image
from reportlab.lib.pagesizes import A4
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, SimpleDocTemplate

HEIGHT = A4[1]


class Sheets:
    """Pages to write on, at points from the upper left corner."""

    def __init__(self, password: str = "", *, compressed: bool = True) -> None:
        """Begin with an empty page; a password protects the file."""
        self._content = BytesIO()
        encryption = StandardEncryption(password, canPrint=0) if password else None
        self.canvas = Canvas(self._content, pagesize=A4, encrypt=encryption, pageCompression=int(compressed))

    def write(self, text: str, x: float, y: float, size: float = 11, font: str = "Helvetica") -> "Sheets":
        """Write a row of text with its foot at `y`."""
        self.canvas.setFont(font, size)
        self.canvas.drawString(x, HEIGHT - y, text)
        return self

    def rows(self, texts: Iterable[str], x: float, y: float, apart: float = 14, size: float = 11) -> "Sheets":
        """Write rows under each other."""
        for at, text in enumerate(texts):
            self.write(text, x, y + at * apart, size)
        return self

    def grid(self, xs: Sequence[float], ys: Sequence[float]) -> "Sheets":
        """Rule a table."""
        self.canvas.grid(list(xs), [HEIGHT - y for y in ys])
        return self

    def picture(self, x: float, y: float, width: float, height: float) -> "Sheets":
        """Put a grey picture with its upper left corner at (x, y), as a scanner would."""
        grey = ImageReader(Image.new("L", (4, 4), 200))
        self.canvas.drawImage(grey, x, HEIGHT - y - height, width, height)
        return self

    def page(self) -> "Sheets":
        """Begin a new page."""
        self.canvas.showPage()
        return self

    def content(self) -> bytes:
        """Give the file."""
        self.canvas.save()
        return self._content.getvalue()


def set_in_type(flow: list[Flowable], on_page: Callable[[Canvas, Any], None] | None = None) -> bytes:
    """Give a PDF with these paragraphs and tables, broken into lines and pages; `on_page` draws on each page."""
    content = BytesIO()
    template = SimpleDocTemplate(content, pagesize=A4)
    if on_page:
        template.build(flow, onFirstPage=on_page, onLaterPages=on_page)
    else:
        template.build(flow)
    return content.getvalue()
