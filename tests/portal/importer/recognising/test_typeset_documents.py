"""The documents of the five municipalities set as Word, OpenDocument and PDF files: read as from their text."""

import pytest

from portal.importer.recognising import recognise
from portal.importer.sources.reader import open_source
from portal.importer.sources.text.reader import read_text
from tests.portal.importer.recognising.reading import DOCUMENTS, MUNICIPALITIES, needs_documents, of_municipality
from tests.portal.importer.recognising.test_examples import shown
from tests.portal.importer.recognising.typesetting import in_print, in_word, in_writer, rows

pytestmark = [needs_documents, pytest.mark.slow]

FORMATS = {"docx": in_word, "odt": in_writer, "pdf": in_print}
# Where a typed footnote ends, only the pages of the text file say.
NOT_COMPARED = ("warning", "footnote")


def compared(file):
    lines = [line for line in shown(file).splitlines() if not line.startswith(NOT_COMPARED)]
    return [*lines, f"footnotes: {len(file.get('footnotes', []))}"]


@pytest.mark.parametrize("name", MUNICIPALITIES)
@pytest.mark.parametrize("kind", FORMATS)
def test_the_structure_is_that_of_the_text(name, kind):
    code, short_name = MUNICIPALITIES[name]
    file = of_municipality(name)
    text = read_text((DOCUMENTS / f"{name}.txt").read_bytes())
    content = FORMATS[kind](rows(text, file))
    municipality = {"code": code, "name": short_name, "committees": []}
    again = recognise(open_source(content, f"{name}.{kind}"), municipality)
    assert compared(again) == compared(file)
    assert again["report"]["unplaced"] == []
