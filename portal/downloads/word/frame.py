"""What a Word document has around its text: what it says of itself, its head and foot, and what Word is told of it."""

from datetime import UTC
from typing import Any

from django.utils.text import Truncator
from docx.document import Document as WordDocument
from docx.oxml.ns import qn

from portal.downloads.content import Content, writable
from portal.downloads.notices import status, which_text_in_short
from portal.downloads.word.parts import field, give_properties
from portal.downloads.word.text import LANGUAGES, Look, TextWriter

LONGEST_PROPERTY = 255  # characters, the format's own limit
NEWEST_WORD = "15"  # the way of laying out that Word has had since 2013; an older one shows “Compatibility Mode”
# What the library's own template has in it and this document does not: a picture of another page, older styles.
LEFT_OVERS = ("/thumbnail", "/stylesWithEffects", "/customXml")
EXTENDED = "/extended-properties"
APPLICATION = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    b'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"/>'
)


def say_what_it_is(document: WordDocument, source: Content) -> None:
    """Give the document its title, language and edition, also in properties that the portal itself can read again."""
    strategy, properties = source.strategy, document.core_properties
    properties.title = _property(source.said("title").text)
    properties.author = _property(source.municipality.name)
    properties.language = LANGUAGES[source.language]
    properties.comments = ""
    properties.version = strategy.edition
    # What Word is told of the day is that of the text, so that the same text is the same file.
    properties.created = properties.modified = strategy.changed_at.astimezone(UTC).replace(tzinfo=None)
    give_properties(
        document,
        {
            "PortalStrategy": f"{source.municipality.code}/{strategy.slug}",
            "PortalEdition": strategy.edition,
            "PortalLanguage": source.language,
            "PortalWording": source.wording,
        },
    )


def without_left_overs(document: WordDocument, language: str) -> None:
    """Take out what the library's template brought, and let Word lay the document out as it does today."""
    for relations in (document.part.package.rels, document.part.rels):
        for key, relation in list(relations.items()):
            if relation.reltype.endswith(LEFT_OVERS):
                del relations[key]
            elif relation.reltype.endswith(EXTENDED):
                relation.target_part._blob = APPLICATION
    settings: Any = document.settings.element
    for setting in settings.iter(qn("w:compatSetting")):
        if setting.get(qn("w:name")) == "compatibilityMode":
            setting.set(qn("w:val"), NEWEST_WORD)
    for fonts in settings.iter(qn("w:themeFontLang")):
        fonts.set(qn("w:val"), language)


def run_head_and_foot(text: TextWriter, source: Content) -> None:
    """Say on each page what it is, which text this is, where it stands in the portal, and the page's number."""
    page = text.document.sections[0]
    head = page.header.paragraphs[0]
    text.run(head, f"{source.municipality.name} · {source.said('title').text} ({source.strategy.edition})", Look())
    foot = page.footer.paragraphs[0]
    text.run(foot, " ".join(part for part in (f"{which_text_in_short(source)}.", status(source)) if part), Look())
    foot = page.footer.add_paragraph(style="Footer")
    text.run(foot, f"{source.edition_address}\t", Look())
    field(foot._p, "PAGE", "1")
    text.run(foot, " (", Look())
    field(foot._p, "NUMPAGES", "1")
    text.run(foot, ")", Look())


def _property(text: str) -> str:
    return writable(Truncator(text).chars(LONGEST_PROPERTY))
