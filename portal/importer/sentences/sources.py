"""Why a document cannot be read, in words for the person who gave it: what is wrong with it and how to mend it."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from portal.importer.sources.fault import Code, SourceError

SENTENCES: dict[Code, Promise] = {
    Code.EMPTY: _("The file is empty. Check that it was saved, and upload it again."),
    Code.TOO_LARGE: _(
        "The file is too large: %(size)d MB, and at most %(most)d MB can be read. Pictures are what makes files"
        " large: save it with smaller pictures or without them, and upload it again."
    ),
    Code.TEXT_TOO_LARGE: _("The file is too large for a text: at most %(most)d MB can be read."),
    Code.DAMAGED: _(
        "The file is damaged or incomplete. Open it in the program that it was made with, save it again and upload"
        " the new file."
    ),
    Code.UNPACKS_TO_TOO_MUCH: _(
        "The file unpacks to far more than a document needs, so it was not opened. Copy the text to a new document"
        " and upload that."
    ),
    Code.PROTECTED: _(
        "The file is protected with a password. Open it, take the password away (in Word: File, Info, Protect"
        " Document), save it and upload it again."
    ),
    Code.DOCUMENT_TYPE: _(
        "The file has a document type definition inside, which can refer to other files, so it was not opened. Open"
        " it in Word or LibreOffice, save it as a new docx or odt file and upload that."
    ),
    Code.WORD_MACROS: _(
        "The file has macros (small programs) inside, so it was not opened. In Word, choose Save As and the"
        " type “Word document (*.docx)”, which leaves the macros out, and upload the new file."
    ),
    Code.OPENDOCUMENT_MACROS: _(
        "The file has macros (small programs) inside, so it was not opened. In LibreOffice, remove them under"
        " Tools, Macros, or save the document as docx, and upload the new file."
    ),
    Code.TRANSLATION: _(
        "The file is the portal’s own translation of a strategy. The Swedish text is the one that was"
        " adopted: upload that."
    ),
    Code.NO_TEXT: _(
        "There is no text in the document. If it has pictures of text, get the document as text: from whoever"
        " wrote it, or by text recognition (OCR)."
    ),
    Code.PICTURES_OF_TEXT: _(
        "There is no text in the PDF, only pictures of it: it was probably scanned. Ask for the document that"
        " it was printed from, or have its text recognised (OCR) by a scanning program, and upload that."
    ),
    Code.UNKNOWN_LETTERS: _(
        "The letters of the PDF cannot be read: it does not say which letters its shapes stand for. Ask for the"
        " document that it was made from, or have its text recognised (OCR), and upload that."
    ),
    Code.UNKNOWN_ENCODING: _(
        "Line %(line)d of the file cannot be read as text: its encoding is unknown. Save the file"
        " as UTF-8 and upload it again."
    ),
    Code.NO_DOCUMENT: _(
        "The file is not a document of a kind that can be read. Upload it as docx, odt, pdf, html, md or txt."
    ),
    Code.SPREADSHEET: _(
        "The file is a spreadsheet. Copy the text you need into a text document, save it as docx and upload that."
    ),
    Code.PRESENTATION: _(
        "The file is a presentation. Copy its text into a text document, save it as docx and upload that."
    ),
    Code.E_BOOK: _(
        "The file is an e-book (epub). Convert it to docx or html, for example with Calibre, and upload that."
    ),
    Code.ARCHIVE: _(
        "The file is an archive (zip) of other files, not a document. Unpack it, and upload the document that is in"
        " it: docx, odt, pdf, html, md or txt."
    ),
    Code.PACKED: _(
        "The file is a compressed archive, not a document. Unpack it, and upload the document that is in it."
    ),
    Code.OLD_WORD: _(
        "The file is in the format that Word used before 2007 (doc). Open it in Word or LibreOffice, save it as"
        " docx and upload that."
    ),
    Code.OLD_OFFICE: _(
        "The file is in a format of older Office programs that cannot be read. If it is a text, save it as docx and"
        " upload that."
    ),
    Code.RICH_TEXT: _(
        "The file is in Rich Text Format (rtf). Open it in Word or LibreOffice, save it as docx and upload that."
    ),
    Code.PICTURE: _(
        "The file is a picture, whatever its name says. Upload the document as text: docx, odt, pdf, html, md or txt."
    ),
    Code.RECORDING: _(
        "The file is a recording of sound or film. Upload the document as text: docx, odt, pdf, html, md or txt."
    ),
    Code.PROGRAM: _(
        "The file is a program, whatever its name says, and was not opened. Upload the document as text: docx, odt,"
        " pdf, html, md or txt."
    ),
    Code.FLAT_XML: _(
        "The file is a document saved as XML. Open it in Word or LibreOffice, save it as docx or odt and upload that."
    ),
    Code.WEB_ARCHIVE: _("The file is a web archive (mht). Open it in Word, save it as docx and upload that."),
}


def sentence(error: SourceError) -> str:
    """Give what is wrong with a document, and how to mend it, in the reader's language."""
    return str(SENTENCES[error.code]) % error.values
