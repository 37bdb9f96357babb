"""Collect the texts to translate into locale/, and compile the translations.

Needs xgettext and msgmerge (Debian's package gettext). The compiled catalogues are committed, so that running the
portal needs neither.
"""

import os
import subprocess
import sys
from pathlib import Path

import polib

ROOT = Path(__file__).resolve().parent.parent
# English is what the code says; each other language has a catalogue.
LANGUAGES = ("sv",)
# Texts for readers live in these; tests and tools speak to developers.
IGNORED = (".venv", "var", "tests", "deploy", "locale")


def catalogue(root: Path, language: str) -> Path:
    """Give the place of a language's catalogue below the root of the code."""
    return root / "locale" / language / "LC_MESSAGES" / "django.po"


def collect(root: Path) -> None:
    """Bring the catalogues below root to what the code below root says, in a form that changes with its texts only."""
    command = [sys.executable, "-m", "django", "makemessages", "--verbosity=0", "--no-wrap", "--no-obsolete"]
    command += ["--add-location=file", *(f"--locale={language}" for language in LANGUAGES)]
    command += [f"--ignore={folder}" for folder in IGNORED]
    # Without settings, the only catalogues that Django knows are those below the working directory.
    environment = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
    subprocess.run(command, cwd=root, env=environment, check=True)
    for language in LANGUAGES:
        texts = polib.pofile(str(catalogue(root, language)), wrapwidth=0)
        for changing in ("POT-Creation-Date", "PO-Revision-Date", "Last-Translator", "Report-Msgid-Bugs-To"):
            texts.metadata.pop(changing, None)
        texts.save(newline="\n")


def main() -> None:
    """Collect the texts and compile the translations, and tell what is left to translate."""
    collect(ROOT)
    for language in LANGUAGES:
        texts = polib.pofile(str(catalogue(ROOT, language)))
        texts.save_as_mofile(str(catalogue(ROOT, language).with_suffix(".mo")))
        left = [*texts.untranslated_entries(), *texts.fuzzy_entries()]
        print(f"{language}: {len(texts)} texts, {len(left)} of them to translate")


if __name__ == "__main__":
    main()
