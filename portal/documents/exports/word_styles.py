"""How the Word document looks: its styles, on top of those that Word itself brings."""

from typing import Any

from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_LINE_SPACING
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from portal.documents.exports.word_parts import element

SERIF, SANS = "Georgia", "Calibri"
INK, SPRUCE, MUTED, FALU = (RGBColor.from_string(color) for color in ("1D2622", "14503C", "4A5751", "8A2A20"))
HEADINGS = {1: (17, 20), 2: (14, 16), 3: (12, 12), 4: (11, 10), 5: (11, 10), 6: (11, 10)}  # size, space above
NOTE = "Portal Note"
TERM = "Defined Term"
GROUP = "Group Label"
# In lists of figures and contents, which readers of documents know to be no text.
INDEX, CONTENTS_TITLE = "table of figures", "TOC Heading"


def set_up(document: WordDocument, language: str) -> None:
    """Give the document its page, its styles and its language."""
    page = document.sections[0]
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    page.left_margin = page.right_margin = Cm(2.5)
    page.top_margin, page.bottom_margin = Cm(2.5), Cm(3)
    styles: Any = document.styles
    defaults = styles.element.find(qn("w:docDefaults")).find(qn("w:rPrDefault")).find(qn("w:rPr"))
    for old in defaults.findall(qn("w:lang")):
        defaults.remove(old)
    defaults.append(element("w:lang", val=language, eastAsia="zh-CN", bidi="ar-SA"))
    _letters(styles["Normal"], SANS, 11, INK)
    styles["Normal"].paragraph_format.space_after = Pt(7)
    styles["Normal"].paragraph_format.line_spacing_rule = WD_LINE_SPACING.MULTIPLE
    styles["Normal"].paragraph_format.line_spacing = 1.2
    _letters(styles["Title"], SERIF, 26, INK)
    for border in styles["Title"].element.iter(qn("w:pBdr")):
        border.getparent().remove(border)
        break
    _letters(styles["Subtitle"], SERIF, 15, MUTED, italic=False)
    for level, (size, above) in HEADINGS.items():
        heading = styles[f"Heading {level}"]
        _letters(heading, SERIF, size, SPRUCE, bold=True, italic=False)
        heading.paragraph_format.space_before = Pt(above)
        heading.paragraph_format.space_after = Pt(4)
        heading.paragraph_format.keep_with_next = True
    _letters(styles["Quote"], SERIF, 11, INK, italic=True)
    styles["Quote"].paragraph_format.left_indent = Cm(0.75)
    for name in ("List Paragraph", "List Continue"):
        styles[name].paragraph_format.space_after = Pt(4)
    _added(styles, NOTE, 9.5, MUTED)
    _added(styles, GROUP, 11, INK, bold=True)
    _added(styles, TERM, 11, INK)
    styles[GROUP].paragraph_format.keep_with_next = True
    _added(styles, "footnote text", 9.5, INK)
    _added(styles, INDEX, 9.5, INK)
    for level in (1, 2, 3):
        _added(styles, f"toc {level}", 11, INK).paragraph_format.left_indent = Cm(0.6 * (level - 1))
    _letters(styles[CONTENTS_TITLE], SERIF, 17, SPRUCE, bold=True)
    reference = styles.add_style("Footnote Reference", WD_STYLE_TYPE.CHARACTER)
    reference.element.set(qn("w:styleId"), "FootnoteReference")
    reference.font.superscript = True
    link = styles.add_style("Hyperlink", WD_STYLE_TYPE.CHARACTER)
    link.font.color.rgb, link.font.underline = FALU, True


def _added(styles: Any, name: str, size: float, color: RGBColor, *, bold: bool | None = None) -> Any:
    style = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = styles["Normal"]
    _letters(style, SANS, size, color, bold=bold)
    style.paragraph_format.space_after = Pt(4)
    return style


def _letters(
    style: Any, font: str, size: float, color: RGBColor, *, bold: bool | None = None, italic: bool | None = None
) -> None:
    style.font.name, style.font.size, style.font.color.rgb = font, Pt(size), color
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for name in list(fonts.attrib):
        if name.endswith("Theme"):  # a theme's letters would be stronger than those that are named
            del fonts.attrib[name]
    for script in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{script}"), font)
    if bold is not None:
        style.font.bold = bold
    if italic is not None:
        style.font.italic = italic
