"""Tests of the letters that a text file's bytes stand for."""

import pytest

from portal.importer.sources.decoding import decoded
from portal.importer.sources.fault import Code
from tests.portal.importer.sources.making import refused

TEXT = "Åtgärder för äldre\n– “mål” på svenska\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_encodings_of_swedish_text_are_told_apart(encoding):
    assert decoded(TEXT.encode(encoding)) == TEXT


def test_line_ends_become_those_of_python():
    assert decoded("a\r\nb\rc\u2028d\u2029e\x85f\fg".encode()) == "a\nb\nc\nd\ne\nf\fg"


def test_an_encoding_that_is_declared_is_used_if_it_is_one():
    assert decoded("Å".encode("iso-8859-15"), "iso-8859-15") == "Å"
    assert decoded("Å".encode(), "rot13") == "Å"
    with refused(Code.UNKNOWN_ENCODING, line=2):
        decoded("a\nÅ".encode("latin-1"), "utf-8")


@pytest.mark.parametrize("content", [b"a\0b", b"text\x07", b"\xff\xfe\0", b"\0" * 9])
def test_what_is_no_text_is_refused(content):
    with refused(Code.NO_DOCUMENT):
        decoded(content)
