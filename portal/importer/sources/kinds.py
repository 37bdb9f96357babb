"""Files of kinds that are not read: what each is, and how to get its text into one that is."""

import re
from collections.abc import Iterable

from django.utils.translation import gettext as _

from portal.importer.sources.fault import SourceError
from portal.importer.sources.safety import encrypted


def refuse_foreign(content: bytes) -> None:
    """Raise SourceError for a file that begins as one of another kind does."""
    for beginning, refusal in KINDS:
        if beginning.match(content):
            raise refusal(content)


def other_archive(names: Iterable[str], kind: bytes) -> SourceError:
    """Give the error of an archive with these files, of which none is a text's."""
    names = set(names)
    if any(name.startswith("xl/") for name in names) or b"spreadsheet" in kind:
        return SourceError(
            _("The file is a spreadsheet. Copy what is to be read to a text document, save it as docx and upload that.")
        )
    if any(name.startswith("ppt/") for name in names) or b"presentation" in kind:
        return SourceError(
            _("The file is a presentation. Copy its text to a text document, save it as docx and upload that.")
        )
    if b"epub" in kind:
        return SourceError(
            _("The file is an e-book (epub). Convert it to docx or html, for example with Calibre, and upload that.")
        )
    return SourceError(
        _(
            "The file is an archive (zip) of other files, not a document. Unpack it, and upload the document that is in"
            " it: docx, odt, pdf, html, md or txt."
        )
    )


def _old_office(content: bytes) -> SourceError:
    # The names of what is inside are in UTF-16.
    if "EncryptedPackage".encode("utf-16-le") in content:
        return encrypted()
    if "WordDocument".encode("utf-16-le") in content:
        return SourceError(
            _(
                "The file is in the format that Word used before 2007 (doc). Open it in Word or LibreOffice, save it as"
                " docx and upload that."
            )
        )
    return SourceError(
        _(
            "The file is in a format of older Office programs that cannot be read. If it is a text, save it as docx and"
            " upload that."
        )
    )


def _rtf(_content: bytes) -> SourceError:
    return SourceError(
        _("The file is in Rich Text Format (rtf). Open it in Word or LibreOffice, save it as docx and upload that.")
    )


def _archive(_content: bytes) -> SourceError:
    return SourceError(
        _("The file is a packed archive, not a document. Unpack it, and upload the document that is in it.")
    )


def _picture(_content: bytes) -> SourceError:
    return SourceError(
        _(
            "The file is a picture, whatever its name says. Upload the document as text: docx, odt, pdf, html, md or"
            " txt."
        )
    )


def _sound_or_film(_content: bytes) -> SourceError:
    return SourceError(
        _("The file is a recording of sound or film. Upload the document as text: docx, odt, pdf, html, md or txt.")
    )


def _program(_content: bytes) -> SourceError:
    return SourceError(
        _(
            "The file is a program, whatever its name says, and was not opened. Upload the document as text: docx, odt,"
            " pdf, html, md or txt."
        )
    )


def _flat_xml(_content: bytes) -> SourceError:
    return SourceError(
        _(
            "The file is a document saved as XML. Open it in Word or LibreOffice, save it as docx or odt and upload"
            " that."
        )
    )


def _web_archive(_content: bytes) -> SourceError:
    return SourceError(_("The file is a web archive (mht). Open it in Word, save it as docx and upload that."))


# How files of each kind begin. Those that begin with two letters, as a text may, have zero bytes soon after.
KINDS = tuple(
    (re.compile(beginning, re.DOTALL), refusal)
    for beginning, refusal in (
        (rb"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", _old_office),
        (rb"\{\\rtf", _rtf),
        (rb"Rar!|7z\xbc\xaf|\x1f\x8b|BZh[1-9]1AY|\xfd7zXZ|PK\x07\x08", _archive),
        (rb"\x89PNG|\xff\xd8\xff|GIF8[79]a|II\*\0|MM\0\*|\x00\x00\x01\x00|8BPS|BM.{4}\0{4}|RIFF.{4}WEBP", _picture),
        (rb".{4}ftyp(?:heic|heix|mif1|msf1|avif)", _picture),
        (rb"ID3[\x02-\x04]|OggS|fLaC|\x1aE\xdf\xa3|FLV\x01|RIFF.{4}(?:AVI |WAVE)|.{4}ftyp", _sound_or_film),
        (rb"MZ.{0,60}\0|\x7fELF|\xfe\xed\xfa|\xcf\xfa\xed\xfe|\xca\xfe\xba\xbe|#!/", _program),
        (rb".{0,2000}<\?mso-application|.{0,4000}<office:document\s", _flat_xml),
        (rb"\s{0,100}(?:MIME-Version:|From: <Saved by)", _web_archive),
    )
)
