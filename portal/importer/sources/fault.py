"""Why a source document cannot be read, as codes: the words for people are in `portal.importer.sentences.sources`."""

from enum import Enum


class Code(Enum):
    """What is wrong with a document. Each comment says when, and which values the error has."""

    EMPTY = "empty"  # there are no bytes
    TOO_LARGE = "too_large"  # any file has more bytes than are read: `size` and at `most`, in MB
    TEXT_TOO_LARGE = "text_too_large"  # a text or a web page has: at `most`, in MB
    DAMAGED = "damaged"  # it breaks off, or holds what its format does not allow
    UNPACKS_TO_TOO_MUCH = "unpacks_to_too_much"  # it is small, but holds more than any document needs
    PROTECTED = "protected"  # it asks for a password
    DOCUMENT_TYPE = "document_type"  # XML in it has a document type definition
    WORD_MACROS = "word_macros"  # a Word file has macros
    OPENDOCUMENT_MACROS = "opendocument_macros"  # an OpenDocument text has
    TRANSLATION = "translation"  # the portal itself wrote it, in another language than Swedish
    NO_TEXT = "no_text"  # none of its lines has a letter
    PICTURES_OF_TEXT = "pictures_of_text"  # a PDF has no letters
    UNKNOWN_LETTERS = "unknown_letters"  # a PDF does not say which letters its shapes stand for
    UNKNOWN_ENCODING = "unknown_encoding"  # a text is in none that is known, from `line` on
    # It is of a kind that is not read.
    NO_DOCUMENT = "no_document"  # what looked like a text has bytes that none has
    SPREADSHEET = "spreadsheet"
    PRESENTATION = "presentation"
    E_BOOK = "e_book"
    ARCHIVE = "archive"  # a zip file of something else
    PACKED = "packed"  # an archive of another kind, or one packed file
    OLD_WORD = "old_word"  # Word's format before 2007
    OLD_OFFICE = "old_office"  # that of other programs then
    RICH_TEXT = "rich_text"
    PICTURE = "picture"
    RECORDING = "recording"  # sound or film
    PROGRAM = "program"
    FLAT_XML = "flat_xml"  # a whole document as one XML file
    WEB_ARCHIVE = "web_archive"


class SourceError(Exception):
    """A document cannot be read, or is not safe to: `code` says why, with `values` that the sentence for it has."""

    def __init__(self, code: Code, **values: int) -> None:
        """Take the code, and the values that its comment names."""
        super().__init__(code)
        self.code = code
        self.values = values
