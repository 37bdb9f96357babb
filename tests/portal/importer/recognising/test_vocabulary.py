"""The words are data: one line more is a word more, and what is wrong in a file is named."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from portal.importer import recognising
from portal.importer.recognising import vocabulary
from portal.importer.recognising.vocabulary.reader import VocabularyError, read

ROOT = Path(recognising.__file__).parents[3]
BODIES = (vocabulary.HERE / "bodies.toml").read_text("utf-8")
PROGRAM = """
import json, sys
from portal.importer.recognising import recognise
from portal.importer.sources.line import Line, Source
lines = [Line(number, text, gap=True) for number, text in enumerate(json.loads(sys.argv[1]), start=1)]
file = recognise(Source(tuple(lines)), {"code": "0114", "name": "Granbro"})
print(json.dumps([[row["kind"] for row in file["sections"]], sorted(set(sys.modules) & {"django", "strategies"})]))
"""
DOCUMENT = ["Plan för Granbro", "Inledning", "Vi börjar här.", "Spelplan", "Vi ses ofta."]


def kinds_of_sections(folder):
    """Give the kind of each section of a document, and what is imported that isn't recognition's, in a new process."""
    run = [sys.executable, "-c", PROGRAM, json.dumps(DOCUMENT)]
    done = subprocess.run(run, cwd=folder, env={"PYTHONPATH": ""}, capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


def test_a_line_more_in_a_file_is_a_word_that_is_recognised(tmp_path):
    for name in ("recognising", "sources"):
        shutil.copytree(ROOT / "portal" / "importer" / name, tmp_path / "portal" / "importer" / name)
    assert kinds_of_sections(tmp_path) == [["background", "other"], []]
    file = tmp_path / "portal" / "importer" / "recognising" / "vocabulary" / "sections.toml"
    file.write_text(file.read_text("utf-8").replace("method = [\n", 'method = [\n    "spelplan",\n', 1), "utf-8")
    assert kinds_of_sections(tmp_path) == [["background", "method"], []]


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ('ks = "kommunstyrelsen"', 'ks = "Kommunstyrelsen"', "bodies.toml: abbreviated.ks: 'Kommunstyrelsen': "),
        ('ks = "kommunstyrelsen"', "ks = 3", "bodies.toml: abbreviated.ks: 3: "),
        ('"utifrån", ', '"utifrån", "för", ', "bodies.toml: responsible_tail: 'för' stands there twice"),
        ('"utifrån", ', '"utifrån" ', "bodies.toml: Unclosed array"),
        (
            "[kinds.official]",
            "[kinds.oficial]",
            "bodies.toml: kinds.oficial: 'oficial': 'oficial' is not a valid BodyKind",
        ),
        ("[abbreviated]", "[abreviated]", "bodies.toml: abbreviated: it is missing"),
        ("'ansvars(?:instans", "'ansvars(?:instans(", "bodies.toml: responsible_patterns.lead: 'ansvars"),
        ('"är", "i"]', '"är", "i"]\nmore = "i"', "bodies.toml: more: nobody asks for it"),
        ('["utifrån", "för", "inom", "är", "i"]', '"i"', "bodies.toml: responsible_tail: 'i' is no list"),
        ("[kinds.council]\nnames = []\nendings", "[kinds]\ncouncil", "bodies.toml: kinds.council: "),
    ],
)
def test_what_is_wrong_in_a_file_is_named_with_its_key(tmp_path, before, after, told):
    path = tmp_path / "bodies.toml"
    assert before in BODIES
    path.write_text(BODIES.replace(before, after), "utf-8")
    with pytest.raises(VocabularyError) as raised:
        read(path, vocabulary.OfBodies)
    assert str(raised.value).startswith(told)


def test_the_files_themselves_are_well_formed():
    assert read(vocabulary.HERE / "bodies.toml", vocabulary.OfBodies) == vocabulary.BODIES
