"""A strategy as a Word document with real headings, lists and footnotes, which the portal can read again."""

from io import BytesIO
from typing import Any

import docx
from django.utils.translation import gettext as _
from docx.shared import Cm
from docx.table import Table
from docx.text.paragraph import Paragraph

from portal.downloads.content import Content, notes_on, own_number, responsible
from portal.downloads.notices import facts, status, which_text, which_text_in_short
from portal.downloads.word.frame import run_head_and_foot, say_what_it_is, without_left_overs
from portal.downloads.word.parts import INDENT, begin_field, bookmark, element, end_field, field, link_within
from portal.downloads.word.styles import (
    CONTENTS_TITLE,
    FACT,
    FOOTNOTE,
    FRONT,
    GROUP,
    IN_CONTENTS,
    INDEX,
    NOTE,
    RESPONSIBLE,
    TERM,
    TERM_TEXT,
    group_heading,
    set_up,
)
from portal.downloads.word.tables import STYLE as TABLE
from portal.downloads.word.tables import dressed, looks_like
from portal.downloads.word.text import LANGUAGES, TWENTIETH, Look, Place, TextWriter
from portal.reading.parts import CommitmentView, DefinitionView, SectionView, TextView
from strategies.wording import Said

LABELS, VALUES = Cm(4.5), Cm(11.5)  # the columns of the facts
LOWEST = 6  # levels of headings
PLAIN_LOOK, BOLD = Look(), Look(bold=True)


def word_file(source: Content) -> bytes:
    """Give the edition as a docx file."""
    writer = _Writer(source)
    writer.write()
    content = BytesIO()
    writer.document.save(content)
    return content.getvalue()


class _Writer:
    """Writes one document from top to bottom."""

    def __init__(self, source: Content) -> None:
        self.source = source
        self.document = docx.Document()
        self.text = TextWriter(self.document, set_up(self.document, LANGUAGES[source.language]))
        self.bookmarks = 0
        self.entries: list[tuple[int, str, str]] = []  # of the contents: level, bookmark and title

    def write(self) -> None:
        """Write all of it."""
        source = self.source
        say_what_it_is(self.document, source)
        without_left_overs(self.document, LANGUAGES[source.language])
        run_head_and_foot(self.text, source)
        self._front()
        self._facts()
        contents = self.text.paragraph(CONTENTS_TITLE, _("Contents"))
        for section in source.document.sections:
            self._section(section)
        self._commitments(source.document.commitments_outside)
        if source.document.definitions_outside:
            self._heading(_("Definitions"), 2, name="definitions")
            self._definitions(source.document.definitions_outside)
        self._related()
        self._notes()
        self._addresses()
        self._contents(contents)

    def _front(self) -> None:
        """Write the title, and what the portal says of the document: whose it is, which text, whether in force."""
        source, text = self.source, self.text
        self._said(source.said_of(source.municipality, "name"), text.paragraph(FRONT))
        self._said(source.said("title"), text.paragraph("Title"))
        if subtitle := source.said("subtitle"):
            self._said(subtitle, text.paragraph("Subtitle"))
        if told := status(source):
            text.run(text.paragraph(FRONT), told, BOLD)
        if summary := source.said("summary"):
            self._said(summary, text.paragraph(FRONT))
        which = text.paragraph(FRONT)
        text.run(which, f"{which_text_in_short(source)}. ", BOLD)
        told = f"{which_text(source)} " + _("Address:")
        text.run(which, f"{told} ", PLAIN_LOOK)
        text.link(which, source.edition_address, source.edition_address)

    def _facts(self) -> None:
        rows = facts(self.source)
        table = self._two_columns(len(rows))
        for row, fact in zip(table.rows, rows, strict=True):
            for cell in row.cells:
                cell.paragraphs[0].style = FACT if fact.ours else "Normal"
                cell.paragraphs[0].paragraph_format.space_after = 0
            self.text.run(row.cells[0].paragraphs[0], fact.label, BOLD)
            self._said(fact.value, row.cells[1].paragraphs[0])
        looks_like(table._tbl, first_row=False, first_column=True)
        dressed(table._tbl)

    def _two_columns(self, rows: int) -> Table:
        """Add a table of what something is called, and what it is."""
        table = self.document.add_table(rows, 2, style=TABLE)
        table.autofit = False
        for column, width in zip(table.columns, (LABELS, VALUES), strict=True):
            column.width = width
            for cell in column.cells:
                cell.width = width
        return table

    def _contents(self, title: Paragraph) -> None:
        """Write the contents, below their title, as a field that Word makes anew, with entries for other programs."""
        if not self.entries:
            title._p.getparent().remove(title._p)
            return
        before, self.text.end = self.text.end, title._p.getnext()
        for at, (level, name, words) in enumerate(self.entries):
            paragraph = self.text.paragraph(f"toc {level}")
            if at == 0:
                begin_field(paragraph, f'TOC \\o "1-{IN_CONTENTS}" \\h \\z')
            link = link_within(paragraph, name)
            self.text.run(paragraph, f"{words}\t", PLAIN_LOOK, link)
            field(link, f"PAGEREF {name} \\h")
        end_field(paragraph)
        self.text.end = before

    def _section(self, section: SectionView) -> None:
        if section.title:
            self._heading(section.title, section.level, name=section.row.uid)
        self._text(section.text)
        if section.row.signed_by:
            self.text.paragraph("Normal", section.row.signed_by)
            if section.role:
                self._said(section.role, self.text.paragraph("Normal"))
        self._definitions(section.definitions)
        for child in section.children:
            self._section(child)
        self._commitments(section.commitments)

    def _commitments(self, views: list[CommitmentView]) -> None:
        """Write those with titles as chapters, and the others as a list."""
        if views and not views[0].title:
            self._group(views)
        else:
            for view in views:
                self._chapter(view)

    def _chapter(self, view: CommitmentView) -> None:
        before = f"{view.own_label}: " if view.title else view.own_label
        self._heading(view.title, view.level, before=before, name=view.row.uid)
        self._text(view.text)
        self._responsible(view, Place())
        self._below(view)

    def _below(self, view: CommitmentView) -> None:
        for _kind, heading, below in view.groups:
            if below[0].title:
                self._commitments(below)
                continue
            style = group_heading(view.level) if view.level < LOWEST else GROUP
            self.text.paragraph(style, str(heading))
            self._group(below)

    def _group(self, views: list[CommitmentView]) -> None:
        """Write commitments without titles as a list, numbered where and as the document itself numbers them."""
        number, counted = 0, 0
        for view in views:
            own = own_number(view)
            item = self.text.paragraph("List Paragraph")
            if not own:
                number, counted = self.text.lists.bulleted(), 0
            elif own.isdecimal():
                if int(own) != counted + 1 or not counted:
                    number = self.text.lists.ordered(0, int(own))
                counted = int(own)
            if own and not own.isdecimal():
                item.paragraph_format.left_indent, item.paragraph_format.first_line_indent = _HANGING
                self.text.run(item, f"{own}\t", PLAIN_LOOK)
            else:
                self.text.lists.put(item, number, 0)
            place = Place(list_number=number, level=0)
            if view.title:
                self._said(view.title, item, BOLD)
            self._text(view.text, place, None if view.title else item)
            self._bookmark(item, view.row.uid)
            self._responsible(view, place)
            self._below(view)

    def _definitions(self, definitions: list[DefinitionView]) -> None:
        """Write terms and what they mean as a table, in which each meaning stays with its term."""
        if not definitions:
            return
        table = self._two_columns(len(definitions) + 1)
        for cell, title in zip(table.rows[0].cells, (_("Term"), _("Meaning")), strict=True):
            cell.paragraphs[0].style = TERM
            self.text.run(cell.paragraphs[0], title, BOLD)
        table.rows[0]._tr.get_or_add_trPr().append(element("w:tblHeader"))
        for row, definition in zip(table.rows[1:], definitions, strict=True):
            term, meaning = row.cells
            term.paragraphs[0].style, meaning.paragraphs[0].style = TERM, TERM_TEXT
            self._said(definition.term, term.paragraphs[0], BOLD)
            self._bookmark(term.paragraphs[0], definition.row.uid)
            place = Place(style=TERM_TEXT, cell=meaning)
            self.text.write(definition.text.html, place, _look(definition.text.said), meaning.paragraphs[0])
            for note in notes_on(definition.text, self.source) if definition.text else ():
                self.text.run(meaning.add_paragraph(style=NOTE), note, PLAIN_LOOK)
        looks_like(table._tbl, first_row=True, first_column=True)
        dressed(table._tbl)
        self.text.end.addprevious(table._tbl)
        self.text.paragraph("Normal")

    def _related(self) -> None:
        if not self.source.related:
            return
        self._heading(_("Related documents"), 2, name="related_documents")
        for row in self.source.related:
            paragraph = self.text.paragraph("List Paragraph")
            self.text.lists.put(paragraph, self.text.lists.bulleted(), 0)
            title, decision = self.source.said_of(row, "title"), self.source.said_of(row, "decision")
            if row.url:
                self.text.link(paragraph, row.url, title.text, _look(title))
                self._tell_language(title, paragraph)
            else:
                self._said(title, paragraph)
            if decision:
                self.text.run(paragraph, ", ", PLAIN_LOOK)
                self._said(decision, paragraph)

    def _notes(self) -> None:
        """Write the notes that are marked in the text at the foot of their pages, and the others at the end."""
        text, unmarked = self.text, []
        text.in_notes = True
        for number, view in self.source.document.footnotes:
            if number not in text.footnotes.marked:
                unmarked.append((number, view))
                continue
            before = text.end.getprevious()
            self._text(view, Place(style=FOOTNOTE), text.paragraph(FOOTNOTE))
            blocks = list(before.itersiblings())
            blocks = blocks[: blocks.index(text.end)]
            text.footnotes.write(number, blocks, self.document.part)
            for block in blocks:
                block.getparent().remove(block)
        if unmarked:
            self._heading(_("Footnotes"), 2, name="footnotes")
        for number, view in unmarked:
            self._text(view, Place(), text.paragraph("Normal", f"{number} "))

    def _addresses(self) -> None:
        """List the lasting address of each commitment, in a style that says that it is an index and no text."""
        views = list(self.source.commitments)
        if not views:
            return
        self.text.paragraph(CONTENTS_TITLE, _("Permanent addresses"))
        for view in views:
            paragraph = self.text.paragraph(INDEX)
            self.text.run(paragraph, view.own_name, PLAIN_LOOK, link_within(paragraph, view.row.uid))
            self.text.run(paragraph, ": ", PLAIN_LOOK)
            address = self.source.address(view.row.uid)
            self.text.link(paragraph, address, address)

    def _heading(self, title: Said | str, level: int, before: str = "", name: str = "") -> None:
        """Write a heading of the level that it has on the page, where the title alone has the first."""
        level = min(level, LOWEST + 1) - 1
        paragraph = self.text.paragraph(f"Heading {level}", before)
        self._said(title, paragraph)
        self._bookmark(paragraph, name)
        if level <= IN_CONTENTS:
            self.entries.append((level, name, f"{before}{title if isinstance(title, str) else title.text}"))

    def _text(self, view: TextView, place: Place | None = None, first: Paragraph | None = None) -> None:
        self.text.write(view.html, place or Place(), _look(view.said), first)
        for note in notes_on(view, self.source) if view else ():
            self.text.paragraph(NOTE, note)

    def _responsible(self, view: CommitmentView, place: Place) -> None:
        for role, bodies in responsible(view, self.source.language):
            paragraph = self.text.paragraph(RESPONSIBLE, f"{role}: {bodies}")
            if place.level >= 0:
                paragraph.paragraph_format.left_indent = INDENT * TWENTIETH

    def _said(self, shown: Said | str, paragraph: Paragraph, look: Look = PLAIN_LOOK) -> None:
        if isinstance(shown, str):
            self.text.run(paragraph, shown, look)
        else:
            self.text.run(paragraph, shown.text, _look(shown, look))
            self._tell_language(shown, paragraph)

    def _tell_language(self, shown: Said, paragraph: Paragraph) -> None:
        if shown.foreign:
            self.text.run(paragraph, f" {shown.mark}", PLAIN_LOOK)

    def _bookmark(self, paragraph: Paragraph, name: str) -> None:
        self.bookmarks += 1
        bookmark(paragraph, name, self.bookmarks)


_HANGING: tuple[Any, Any] = (INDENT * TWENTIETH, -INDENT * TWENTIETH)


def _look(shown: Said, look: Look = PLAIN_LOOK) -> Look:
    return Look(bold=look.bold, language=shown.language) if shown.foreign else look
