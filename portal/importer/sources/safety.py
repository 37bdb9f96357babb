"""What no reader takes: files too large, archives that unpack without end, XML that refers to other files."""

import struct
import zipfile
import zlib
from functools import cached_property
from io import BytesIO
from typing import Any, TypeAlias

from lxml import etree

from portal.importer.sources.fault import Code, SourceError

LARGEST_FILE = 50_000_000  # bytes of an upload: a long report with many pictures
MOST_MEMBERS = 5_000  # files in an archive
LARGEST_UNPACKED = 500_000_000  # bytes of all the files in an archive together, pictures included
LARGEST_PART = 100_000_000  # bytes of one file in it that is read: the text of some 4,000 pages
HIGHEST_RATIO = 200  # how many times its packed size a file in it has; Word's own text has 10 to 50
SMALLEST_BOMB = 5_000_000  # bytes below which the ratio says nothing, as short files of one letter have a high one

MEGABYTE = 1_000_000

Element: TypeAlias = Any  # lxml's, which has no types

# What a damaged archive makes Python's reader of archives raise.
DAMAGED = (
    zipfile.BadZipFile, zlib.error, struct.error, EOFError, KeyError, NotImplementedError, OSError, RuntimeError,
    ValueError,
)  # fmt: skip


def refuse_size(size: int) -> None:
    """Raise SourceError for a file of `size` bytes that is empty or too large: before it is read, if that is known."""
    if size == 0:
        raise SourceError(Code.EMPTY)
    if size > LARGEST_FILE:
        raise SourceError(Code.TOO_LARGE, size=-(-size // MEGABYTE), most=LARGEST_FILE // MEGABYTE)


class Package:
    """A document that is an archive of XML files, as docx and odt are. Nothing outside the archive is ever opened."""

    def __init__(self, content: bytes) -> None:
        """Take the file's bytes; raise SourceError when it is no whole archive, or unpacks to too much."""
        try:
            self._archive = zipfile.ZipFile(BytesIO(content))
            members = self._archive.infolist()
        except DAMAGED as error:
            raise SourceError(Code.DAMAGED) from error
        if len(members) > MOST_MEMBERS or sum(member.file_size for member in members) > LARGEST_UNPACKED:
            raise SourceError(Code.UNPACKS_TO_TOO_MUCH)
        for member in members:
            if member.file_size > max(SMALLEST_BOMB, HIGHEST_RATIO * member.compress_size):
                raise SourceError(Code.UNPACKS_TO_TOO_MUCH)
        if any(member.flag_bits & 1 for member in members):
            raise SourceError(Code.PROTECTED)

    @cached_property
    def names(self) -> frozenset[str]:
        """Give the paths of the files in the archive."""
        return frozenset(self._archive.namelist())

    def read(self, name: str) -> bytes:
        """Give the bytes of the file `name`, or none where there is no such file; raise SourceError if damaged."""
        if name not in self.names:
            return b""
        try:
            with self._archive.open(name) as part:
                content = part.read(LARGEST_PART + 1)
        except DAMAGED as error:
            raise SourceError(Code.DAMAGED) from error
        if len(content) > LARGEST_PART:
            raise SourceError(Code.UNPACKS_TO_TOO_MUCH)
        return content

    def xml(self, name: str) -> Element:
        """Give the root of the XML file `name`, as `parsed` does; an element with nothing in it where there is none."""
        content = self.read(name)
        return parsed(content) if content else etree.Element("none")


def parsed(content: bytes) -> Element:
    """Give the root of an XML file, with the tags and attributes that it has without their namespaces.

    Tags of SVG (alternative texts, in OpenDocument) keep theirs, as they share names with text. A document type, which
    is what external entities need and no document of ours has, raises SourceError, as does XML that is not well formed.
    """
    # Zero bytes stand between the letters in UTF-16.
    if b"<!DOCTYPE" in content.replace(b"\0", b""):
        raise SourceError(Code.DOCUMENT_TYPE)
    parser = etree.XMLParser(
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise SourceError(Code.DAMAGED) from error
    information = root.getroottree().docinfo
    if information.doctype or information.internalDTD is not None:
        raise SourceError(Code.DOCUMENT_TYPE)
    return _simplified(root)


def _simplified(root: Element) -> Element:
    for element in root.iter():
        namespace, _brace, name = str(element.tag).rpartition("}")
        if "svg" not in namespace:
            element.tag = name
        attributes = element.attrib
        for key in list(attributes):
            if key.startswith("{"):
                attributes[key.rpartition("}")[2]] = attributes.pop(key)
    return root
