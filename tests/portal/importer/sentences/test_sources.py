"""Tests of what people are told of a document that cannot be read."""

import ast
import re
from pathlib import Path

import pytest
from django.utils import translation

from portal.importer import sources
from portal.importer.sentences.sources import SENTENCES, sentence
from portal.importer.sources.fault import Code, SourceError

FOLDER = Path(sources.__file__).parent


def raised() -> dict[str, set[tuple[str, ...]]]:
    """Give the values that each code is raised with, wherever the sources make an error of it."""
    found: dict[str, set[tuple[str, ...]]] = {}
    for path in FOLDER.rglob("*.py"):
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == "SourceError":
                code = call.args[0]
                named = tuple(sorted(str(keyword.arg) for keyword in call.keywords))
                found.setdefault(code.attr if isinstance(code, ast.Attribute) else "", set()).add(named)
    return found


def test_each_code_has_a_sentence():
    assert set(SENTENCES) == set(Code)


@pytest.mark.parametrize("code", Code)
@pytest.mark.parametrize("language", ["sv", "en"])
def test_a_sentence_names_the_values_that_its_error_has(code, language):
    with translation.override(language):
        named = tuple(sorted(re.findall(r"%\((\w+)\)d", str(SENTENCES[code]))))
    # Those that a table in kinds.py names have no values.
    assert raised().get(code.name, {()}) == {named}


def test_a_sentence_is_in_the_readers_language_with_its_values():
    error = SourceError(Code.UNKNOWN_ENCODING, line=3)
    with translation.override("en"):
        assert sentence(error).startswith("Line 3 of the file cannot be read as text: ")
    with translation.override("sv"):
        assert sentence(error).startswith("Rad 3 ")
