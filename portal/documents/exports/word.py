"""A strategy as a Word document with real headings, lists and footnotes, which the portal can read again."""

from datetime import UTC
from io import BytesIO
from typing import Any

import docx
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from docx.shared import Cm
from docx.text.paragraph import Paragraph

from portal.documents.exports.content import Content, facts, in_words, notes_on, responsible, which_text
from portal.documents.exports.word_parts import (
    Footnotes,
    Lists,
    begin_field,
    bookmark,
    end_field,
    field,
    link_to,
    link_within,
)
from portal.documents.exports.word_styles import CONTENTS_TITLE, GROUP, INDEX, NOTE, TERM, set_up
from portal.documents.exports.word_text import LANGUAGES, Look, Place, TextWriter
from portal.pages.reading import CommitmentView, DefinitionView, SectionView, TextView
from portal.pages.wording import Said
from strategies.richtext import plain_text

WORDS_OF_NAME = 6
LABELS, VALUES = Cm(4.5), Cm(11.5)  # the columns of the facts
LOWEST = 6  # levels of headings
IN_CONTENTS = 3
PLAIN_LOOK = Look()


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
        set_up(self.document, LANGUAGES[source.language])
        self.lists = Lists(self.document)
        self.footnotes = Footnotes(self.document)
        self.text = TextWriter(self.document, self.lists, self.footnotes)
        self.bookmarks = 0

    def write(self) -> None:
        """Write all of it."""
        source = self.source
        self._properties()
        self._running()
        self._said(source.said("title"), self.document.add_paragraph(style="Title"))
        if subtitle := source.said("subtitle"):
            self._said(subtitle, self.document.add_paragraph(style="Subtitle"))
        self._facts()
        self._contents()
        for section in source.document.sections:
            self._section(section)
        self._commitments(source.document.commitments_outside, 2)
        if source.document.definitions_outside:
            self._heading(_("Definitions"), 2)
            self._definitions(source.document.definitions_outside)
        self._related()
        self._notes()
        self._addresses()

    def _properties(self) -> None:
        source, properties = self.source, self.document.core_properties
        properties.title = source.said("title").text
        properties.author = source.municipality.name
        properties.language = LANGUAGES[source.language]
        properties.comments = ""
        properties.version = source.strategy.edition
        # What Word is told of the day is that of the text, so that the same text is the same file.
        properties.created = properties.modified = source.strategy.changed_at.astimezone(UTC).replace(tzinfo=None)

    def _running(self) -> None:
        """Say on each page what it is, which text this is, and where it stands in the portal."""
        source, page = self.source, self.document.sections[0]
        strategy = source.strategy
        head = page.header.paragraphs[0]
        head.style = NOTE
        head.add_run(f"{source.municipality.name} · {source.said('title').text} ({strategy.edition})")
        foot = page.footer.paragraphs[0]
        foot.style = NOTE
        foot.add_run(f"{which_text(source)} ")
        address = source.site(strategy.get_absolute_url())
        self.text.run(foot, address, PLAIN_LOOK, link_to(foot, address))
        foot.add_run("\t")
        field(foot, "PAGE", "1")

    def _facts(self) -> None:
        rows = facts(self.source)
        table = self.document.add_table(len(rows), 2, style="Table Grid")
        table.autofit = False
        table.columns[0].width, table.columns[1].width = LABELS, VALUES
        for row, (label, value) in zip(table.rows, rows, strict=True):
            row.cells[0].width, row.cells[1].width = LABELS, VALUES
            row.cells[0].paragraphs[0].add_run(label).bold = True
            row.cells[1].paragraphs[0].add_run(value)

    def _contents(self) -> None:
        """Write the contents as a field that Word makes anew, with entries for programs that do not."""
        entries = list(self._entries())
        if not entries:
            return
        self.document.add_paragraph(_("Contents"), style=CONTENTS_TITLE)
        paragraph = None
        for level, uid, title in entries:
            paragraph = self.document.add_paragraph(style=f"toc {level}")
            if (level, uid, title) == entries[0]:
                begin_field(paragraph, f'TOC \\o "1-{IN_CONTENTS}" \\h \\z \\u')
            link = link_within(paragraph, uid)
            self.text.run(paragraph, title, PLAIN_LOOK, link)
        if paragraph is not None:
            end_field(paragraph)

    def _entries(self) -> Any:
        def of_commitments(views: list[CommitmentView]) -> Any:
            for view in views:
                if view.title and view.level - 1 <= IN_CONTENTS:
                    yield view.level - 1, view.row.uid, f"{view.label}: {view.title.text}"
                for _kind, _heading, below in view.groups:
                    yield from of_commitments(below)

        def of_sections(views: list[SectionView]) -> Any:
            for view in views:
                if view.title and view.level - 1 <= IN_CONTENTS:
                    yield view.level - 1, view.row.uid, view.title.text
                yield from of_sections(view.children)
                yield from of_commitments(view.commitments)

        yield from of_sections(self.source.document.sections)
        yield from of_commitments(self.source.document.commitments_outside)

    def _section(self, section: SectionView) -> None:
        if section.title:
            self._heading(section.title, section.level, uid=section.row.uid)
        self._text(section.text)
        if section.row.signed_by:
            self.document.add_paragraph(section.row.signed_by)
            if section.role:
                self._said(section.role, self.document.add_paragraph())
        self._definitions(section.definitions)
        for child in section.children:
            self._section(child)
        self._commitments(section.commitments, section.level + 1)

    def _commitments(self, views: list[CommitmentView], level: int) -> None:
        """Write those with titles as chapters, and the others as a list."""
        if views and not views[0].title:
            self._group(views)
        else:
            for view in views:
                self._chapter(view)

    def _chapter(self, view: CommitmentView) -> None:
        self._heading(view.title, view.level, before=f"{view.label}: " if view.title else view.label, uid=view.row.uid)
        self._text(view.text)
        self._responsible(view, Place())
        self._below(view)

    def _below(self, view: CommitmentView) -> None:
        for _kind, heading, below in view.groups:
            if below[0].title:
                self._commitments(below, view.level + 1)
                continue
            if view.level + 1 < LOWEST:
                self._heading(str(heading), view.level + 1)
            else:
                self.document.add_paragraph(str(heading), style=GROUP)
            self._group(below)

    def _group(self, views: list[CommitmentView]) -> None:
        """Write commitments without titles as a list: numbered where they have numbers that follow on each other."""
        numbers = [view.number for view in views]
        start = int(numbers[0]) if numbers[0].isdecimal() else 0
        in_order = start > 0 and numbers == [str(start + index) for index in range(len(numbers))]
        number = self.lists.ordered(0, start) if in_order else self.lists.bulleted()
        for view in views:
            item = self.document.add_paragraph(style="List Paragraph")
            self.lists.put(item, number, 0)
            self._bookmark(item, view.row.uid)
            if view.number and not in_order:
                item.add_run(f"{view.number} ")
            place = Place(list_number=number, level=0)
            if view.title:
                self._said(view.title, item, bold=True)
            self._text(view.text, place, None if view.title else item)
            self._responsible(view, place)
            self._below(view)

    def _definitions(self, definitions: list[DefinitionView]) -> None:
        for definition in definitions:
            paragraph = self.document.add_paragraph(style=TERM)
            self._bookmark(paragraph, definition.row.uid)
            self._said(definition.term, paragraph, bold=True)
            self.text.run(paragraph, ": ", Look(bold=True))
            self._text(definition.text, Place(), paragraph)

    def _related(self) -> None:
        if not self.source.related:
            return
        self._heading(_("Related documents"), 2)
        for row in self.source.related:
            paragraph = self.document.add_paragraph(style="List Paragraph")
            self.lists.put(paragraph, self.lists.bulleted(), 0)
            title = in_words(self._of(row, "title"))
            self.text.run(paragraph, title, PLAIN_LOOK, link_to(paragraph, row.url) if row.url else None)
            if decision := self._of(row, "decision"):
                paragraph.add_run(f", {in_words(decision)}")

    def _notes(self) -> None:
        """Write the notes that are marked in the text at the foot of their pages, and the others at the end."""
        unmarked = []
        self.text.in_notes = True
        for number, view in self.source.document.footnotes:
            if number not in self.footnotes.marked:
                unmarked.append((number, view))
                continue
            before = len(self.document.paragraphs)
            self._text(view, Place(style="footnote text"))
            self.footnotes.write(number, self.document.paragraphs[before:])
        if unmarked:
            self._heading(_("Footnotes"), 2)
        for number, view in unmarked:
            paragraph = self.document.add_paragraph(f"{number} ")
            self._text(view, Place(), paragraph)

    def _addresses(self) -> None:
        """List the lasting address of each commitment, in a style that says that it is an index and no text."""
        views = list(self.source.commitments)
        if not views:
            return
        self.document.add_paragraph(_("Permanent addresses"), style=CONTENTS_TITLE)
        for view in views:
            paragraph = self.document.add_paragraph(style=INDEX)
            self.text.run(paragraph, view.place, PLAIN_LOOK, link_within(paragraph, view.row.uid))
            name = "" if view.title else Truncator(plain_text(view.text.said.text)).words(WORDS_OF_NAME)
            paragraph.add_run(f" ({name}): " if name else ": ")
            address = self.source.address(view.row.uid)
            self.text.run(paragraph, address, PLAIN_LOOK, link_to(paragraph, address)).style = "Hyperlink"

    def _heading(self, title: Said | str, level: int, before: str = "", uid: str = "") -> None:
        paragraph = self.document.add_paragraph(style=f"Heading {min(level, LOWEST + 1) - 1}")
        if before:
            paragraph.add_run(before)
        if isinstance(title, str):
            paragraph.add_run(title)
        else:
            self._said(title, paragraph)
        if uid:
            self._bookmark(paragraph, uid)

    def _text(self, view: TextView, place: Place | None = None, first: Paragraph | None = None) -> None:
        place = place or Place()
        look = Look(language=view.said.language if view.said.foreign else "")
        self.text.write(view.html, place, look, first)
        for note in notes_on(view) if view else ():
            self.document.add_paragraph(note, style=NOTE)

    def _responsible(self, view: CommitmentView, place: Place) -> None:
        for role, bodies in responsible(view, self.source.language):
            paragraph = self.document.add_paragraph(f"{role}: {bodies}", style=NOTE)
            if place.level >= 0:
                paragraph.paragraph_format.left_indent = Cm(0.75)

    def _said(self, shown: Said, paragraph: Paragraph, *, bold: bool = False) -> None:
        look = Look(bold=bold, language=shown.language if shown.foreign else "")
        self.text.run(paragraph, shown.text, look)
        if shown.foreign:
            paragraph.add_run(f" {_('(in Swedish)')}")

    def _of(self, row: Any, name: str) -> Said:
        return self.source.said_of(row, name)

    def _bookmark(self, paragraph: Paragraph, uid: str) -> None:
        self.bookmarks += 1
        bookmark(paragraph, uid, self.bookmarks)
