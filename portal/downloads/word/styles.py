"""How the Word document looks: its page and its styles, on top of those that Word itself brings."""

from typing import Any

from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_LINE_SPACING, WD_TAB_ALIGNMENT
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from portal.downloads.word.parts import element

SERIF, SANS = "Georgia", "Calibri"
INK, SPRUCE, MUTED, FALU = (RGBColor.from_string(color) for color in ("1D2622", "14503C", "4A5751", "8A2A20"))
HEADINGS = {1: (17, 20), 2: (14, 16), 3: (12, 12), 4: (11, 10), 5: (11, 10), 6: (11, 10)}  # size, space above
TEXT_WIDTH = Cm(16)
IN_CONTENTS = 3  # levels of headings
TERM, TERM_TEXT = "Defined Term", "Defined Term Text"
GROUP = "Group Label"
RESPONSIBLE = "Responsible"
FOOTNOTE = "footnote text"
# In lists of figures and contents, which readers of documents know to be no text.
INDEX, CONTENTS_TITLE = "table of figures", "TOC Heading"
# The portal's own words are no part of the document: based on such a list, they are set aside when the file comes back.
NOTE, FRONT, FACT = "Portal Note", "Portal Front", "Portal Fact"


def group_heading(level: int) -> str:
    """Give the style of a heading, such as “Measures”, that the contents leave out."""
    return f"Group Heading {level}"


def set_up(document: WordDocument, language: str) -> dict[str, str]:
    """Give the document its page, its styles and its language; give the id of each style by its name."""
    page = document.sections[0]
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    page.left_margin = page.right_margin = Cm(2.5)
    page.top_margin, page.bottom_margin = Cm(2.5), Cm(3)
    styles: Any = document.styles
    _language(styles, language)
    _texts(styles)
    _headings(styles)
    _ours(styles)
    _contents(styles)
    reference = _added(styles, "footnote reference", kind=WD_STYLE_TYPE.CHARACTER, builtin=True)
    reference.element.set(qn("w:styleId"), "FootnoteReference")
    reference.font.superscript = True
    link = _added(styles, "Hyperlink", kind=WD_STYLE_TYPE.CHARACTER, builtin=True)
    link.font.color.rgb, link.font.underline = FALU, True
    return {style.name: style.style_id for style in styles}


def _language(styles: Any, language: str) -> None:
    defaults = styles.element.find(qn("w:docDefaults")).find(qn("w:rPrDefault")).find(qn("w:rPr"))
    for old in defaults.findall(qn("w:lang")):
        defaults.remove(old)
    defaults.append(element("w:lang", val=language, eastAsia="zh-CN", bidi="ar-SA"))


def _texts(styles: Any) -> None:
    _letters(styles["Normal"], SANS, 11, INK)
    styles["Normal"].paragraph_format.space_after = Pt(7)
    styles["Normal"].paragraph_format.line_spacing_rule = WD_LINE_SPACING.MULTIPLE
    styles["Normal"].paragraph_format.line_spacing = 1.2
    _letters(styles["Title"], SERIF, 26, INK)
    for border in styles["Title"].element.iter(qn("w:pBdr")):
        border.getparent().remove(border)
        break
    _letters(styles["Subtitle"], SERIF, 15, MUTED, italic=False)
    _letters(styles["Quote"], SERIF, 11, INK, italic=True)
    styles["Quote"].paragraph_format.left_indent = Cm(0.75)
    for name in ("List Paragraph", "List Continue"):
        styles[name].paragraph_format.space_after = Pt(4)
    _paragraphs(styles, FOOTNOTE, 9.5, INK, builtin=True)
    for name in ("Header", "Footer"):
        _letters(styles[name], SANS, 9, MUTED)
        tabs = styles[name].paragraph_format.tab_stops
        tabs.clear_all()
        tabs.add_tab_stop(TEXT_WIDTH, WD_TAB_ALIGNMENT.RIGHT)


def _headings(styles: Any) -> None:
    for level, (size, above) in HEADINGS.items():
        heading = styles[f"Heading {level}"]
        _letters(heading, SERIF, size, SPRUCE, bold=True, italic=False)
        heading.paragraph_format.space_before = Pt(above)
        heading.paragraph_format.space_after = Pt(4)
        heading.paragraph_format.keep_with_next = True
        group = _added(styles, group_heading(level), base=heading.name)
        group.element.get_or_add_pPr().append(element("w:outlineLvl", val=str(level - 1)))


def _ours(styles: Any) -> None:
    """Add the styles of what the format has no name for."""
    _paragraphs(styles, GROUP, 11, INK, bold=True).paragraph_format.keep_with_next = True
    _paragraphs(styles, TERM, 11, INK)
    _paragraphs(styles, TERM_TEXT, 11, INK)
    _paragraphs(styles, RESPONSIBLE, 9.5, MUTED)
    _paragraphs(styles, INDEX, 9.5, INK, builtin=True)
    for name, size, color in ((NOTE, 9.5, MUTED), (FRONT, 11, MUTED), (FACT, 11, INK)):
        _paragraphs(styles, name, size, color, base=INDEX)


def _contents(styles: Any) -> None:
    for level in range(1, IN_CONTENTS + 1):
        entry = _paragraphs(styles, f"toc {level}", 11, INK, builtin=True)
        entry.paragraph_format.left_indent = Cm(0.6 * (level - 1))
        entry.paragraph_format.tab_stops.add_tab_stop(TEXT_WIDTH, WD_TAB_ALIGNMENT.RIGHT)
    _letters(styles[CONTENTS_TITLE], SERIF, 17, SPRUCE, bold=True)


def _added(
    styles: Any,
    name: str,
    *,
    base: str = "",
    kind: WD_STYLE_TYPE = WD_STYLE_TYPE.PARAGRAPH,
    builtin: bool = False,
) -> Any:
    """Add a style, one that Word knows by its name (`builtin`) or one of our own."""
    style = styles.add_style(name, kind, builtin=builtin)
    if base:
        style.base_style = styles[base]
    return style


def _paragraphs(
    styles: Any,
    name: str,
    size: float,
    color: RGBColor,
    *,
    bold: bool | None = None,
    base: str = "Normal",
    builtin: bool = False,
) -> Any:
    style = _added(styles, name, base=base, builtin=builtin)
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
