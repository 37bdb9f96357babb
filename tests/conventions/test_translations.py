"""Every text for readers is translated, and the catalogues hold what the code says: no less, no more, nothing stale."""

import re
import shutil
from pathlib import Path

import polib
import pytest
from django.conf import settings

from deploy.messages import LANGUAGES, catalogue, collect
from tests.conventions.sources import ROOT, name, text, tracked
from tests.installed import program

# What is filled in, and markup: a translation has both as they are.
FIXED = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}|</?[a-z]+")


def key(entry: polib.POEntry) -> tuple[str, str, str]:
    """Give what tells one text from another."""
    return entry.msgctxt or "", entry.msgid, entry.msgid_plural


@pytest.fixture(scope="module")
def collected(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a copy of the code in which the texts have been collected just now."""
    for tool in ("xgettext", "msgmerge"):
        program(tool, package="gettext")
    copy = tmp_path_factory.mktemp("texts") / "code"
    shutil.copytree(ROOT, copy, ignore=shutil.ignore_patterns(".*", "__pycache__", "var", "tests"))
    collect(copy)
    return copy


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_catalogue_has_the_texts_of_the_code_and_no_others(collected, language):
    said = {key(entry) for entry in polib.pofile(str(catalogue(collected, language)))}
    kept = {key(entry) for entry in polib.pofile(str(catalogue(ROOT, language))) if not entry.obsolete}
    assert sorted(said - kept) == []
    assert sorted(kept - said) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_is_translated(language):
    texts = polib.pofile(str(catalogue(ROOT, language)))
    assert len(texts)
    assert [key(entry) for entry in texts if not entry.translated()] == []
    assert [key(entry) for entry in texts.obsolete_entries()] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_fills_in_what_the_text_does(language):
    texts = polib.pofile(str(catalogue(ROOT, language)))
    single = [(entry.msgid, entry.msgstr) for entry in texts if not entry.msgid_plural]
    plural = [(entry.msgid_plural, entry.msgstr_plural[1]) for entry in texts if entry.msgid_plural]
    assert [pair for pair in single + plural if not same_fixed_parts(*pair)] == []
    # The singular may say “one” where the plural has a number.
    singular = [(entry.msgid, entry.msgid_plural, entry.msgstr_plural[0]) for entry in texts if entry.msgid_plural]
    assert [row for row in singular if not (same_fixed_parts(row[0], row[2]) or same_fixed_parts(row[1], row[2]))] == []


def same_fixed_parts(text: str, translation: str) -> bool:
    """Say whether two texts have the same placeholders and the same markup, in whatever order."""
    return sorted(FIXED.findall(text)) == sorted(FIXED.findall(translation))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_compiled_catalogue_is_that_of_the_texts(language):
    source = catalogue(ROOT, language)
    assert polib.pofile(str(source)).to_binary() == source.with_suffix(".mo").read_bytes()


def test_every_language_but_that_of_the_code_has_a_catalogue():
    assert {code for code, _ in settings.LANGUAGES} == {*LANGUAGES, "en"}


def test_scripts_take_their_texts_from_the_page():
    # Texts in scripts would need a catalogue of their own, and a request to fetch it.
    assert [name(file) for file in tracked(".js", below="static") if re.search(r"\bn?p?gettext\(", text(file))] == []
