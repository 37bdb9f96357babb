"""What a password may not be: what others would guess first. Each refusal says how to mend it.

The settings list these after Django's own rule about length; `validate_password` asks them at every way in.
"""

import re
import unicodedata
from functools import cache
from pathlib import Path
from typing import Any, ClassVar

from django.conf import settings
from django.contrib.auth.password_validation import CommonPasswordValidator, UserAttributeSimilarityValidator
from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from strategies.models import Municipality

COMMON_WORDS = Path(__file__).parent / "data" / "common_passwords.txt"
FEWEST_DIFFERENT = 5  # characters
SHORTEST_RUN = 4  # keys in a row
SHORTEST_NAME = 4  # letters: shorter ones stand in other words
# What has to be left of a password without its guessable parts.
FEWEST_LEFT = 8  # characters
FEWEST_WORDS = 4

ROWS = (
    *("1234567890", "qwertyuiopa", "asdfghjkloa", "zxcvbnm", "abcdefghijklmnopqrstuvwxyz"),
    *("1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p", "qazwsxedcrfvtgbyhnujmikolp"),
)
RUNS = tuple(run for row in ROWS for run in (row * 2, row[::-1] * 2))
INSTEAD_OF_LETTERS = str.maketrans("013457@$!", "oieastasi")
ADVICE = _("Put together four words or more that have nothing to do with you or with each other.")


def folded(text: str) -> str:
    """Give the text in small letters without marks above them, so that å is a and É is e."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(character for character in apart if not unicodedata.combining(character))


class Guessable:
    """A sort of password that is refused. Subclasses say which, why, and what to know beforehand."""

    code: ClassVar[str]
    fault: ClassVar[Promise | str]
    help: ClassVar[Promise | str]

    def validate(self, password: str, user: Any = None) -> None:
        """Raise ValidationError when the password is of this sort."""
        if self.is_guessable(password, user):
            raise ValidationError(format_lazy("{} {}", self.fault, ADVICE), code=self.code)

    def is_guessable(self, password: str, user: Any) -> bool:
        """Say whether the password of `user`, None where nobody is known, is of this sort."""
        raise NotImplementedError

    def get_help_text(self) -> str:
        """Say what to keep from."""
        return str(self.help)


class Repeating(Guessable):
    """The same few characters, or the same beginning, again and again."""

    code = "password_repeats"
    fault = _("The password repeats itself.")
    help = _("Do not repeat the same few characters.")

    def is_guessable(self, password: str, user: Any) -> bool:
        """Count the different characters, and look for a beginning that the rest repeats."""
        text = folded(password)
        return len(set(text)) < FEWEST_DIFFERENT or any(
            text == (text[:length] * len(text))[: len(text)] for length in range(1, len(text) // 2 + 1)
        )


class InRows(Guessable):
    """Keys beside each other, or letters as the alphabet has them."""

    code = "password_in_rows"
    fault = _("The password follows the keys or the alphabet.")
    help = _("Do not follow the keys or the alphabet.")

    def is_guessable(self, password: str, user: Any) -> bool:
        """Take the rows away, and see what is left."""
        text, left, at = folded(password), 0, 0
        while at < len(text):
            length = _run(text[at:])
            left += 0 if length else 1
            at += length or 1
        return left < min(FEWEST_LEFT, len(text))


class Named(Guessable):
    """The person, the municipality or the portal, with something short added."""

    code = "password_named"
    fault = _("The password is little more than your name, your address, your municipality or the portal’s name.")
    help = _("Leave out your name, your address, your municipality and the portal’s name.")

    def is_guessable(self, password: str, user: Any) -> bool:
        """Take the names away, and count the letters that are left."""
        text = re.sub(r"[^a-z0-9]", "", folded(password))
        names = sorted({name for name in _names(user) if name in text}, key=len, reverse=True)
        for name in names:
            text = text.replace(name, " ")
        return bool(names) and len(re.sub("[^a-z]", "", text)) < FEWEST_LEFT


class LikeThePerson(UserAttributeSimilarityValidator):
    """Nearly the person's name or address: Django's own comparison, in the words of the portal."""

    def get_error_message(self) -> Any:
        """Say why, and how to mend it."""
        return format_lazy("{} {}", Named.fault, ADVICE)

    def get_help_text(self) -> str:
        """Say what to keep from."""
        return str(Named.help)


class Common(Guessable):
    """What many people choose: a list of Django's, and common words with figures and marks around them."""

    code = "password_too_common"
    fault = _("The password is one of the first that others would guess.")
    help = _("Choose four words or more that have nothing to do with you or with each other.")

    def is_guessable(self, password: str, user: Any) -> bool:
        """Look for the password, and for its letters alone, read plainly and with figures for letters."""
        text = folded(password)
        within = re.sub("^[^a-z]+|[^a-z]+$", "", text)
        readings = {re.sub("[^a-z]", "", text), re.sub("[^a-z]", "", within.translate(INSTEAD_OF_LETTERS))}
        listed = _listed()
        if not listed.isdisjoint({text, within, *readings}):
            return True
        return any(_fewest_words(reading) < FEWEST_WORDS for reading in readings)


def _run(text: str) -> int:
    """Give how many characters at the beginning of `text` are a row; 0 when they are too few to be one."""
    length = SHORTEST_RUN
    while length <= len(text) and any(text[:length] in run for run in RUNS):
        length += 1
    return length - 1 if length > SHORTEST_RUN else 0


def _names(user: Any) -> set[str]:
    """Give what a guesser knows of the person and the installation, folded, each name alone."""
    told = [settings.SITE_OWNER, settings.SITE_URL, "Integrationsportalen"]
    told += [getattr(user, field, "") for field in ("email", "username", "first_name", "last_name")]
    told += Municipality.objects.values_list("short_name", flat=True)
    names = {name for text in told for name in re.split("[^a-z0-9]+", folded(text or ""))}
    return {name for name in names if len(name) >= SHORTEST_NAME}


@cache
def _words() -> frozenset[str]:
    lines = COMMON_WORDS.read_text(encoding="utf-8").split("\n")
    return frozenset(line for line in lines if line and not line.startswith("#"))


@cache
def _listed() -> frozenset[str]:
    return _words() | CommonPasswordValidator().passwords


def _fewest_words(letters: str) -> int:
    """Give of how few common words the letters are made; as many as are enough when they are made of others."""
    fewest = {0: 0}
    for end in range(1, len(letters) + 1):
        ways = [count + 1 for start, count in fewest.items() if letters[start:end] in _words()]
        if ways:
            fewest[end] = min(ways)
    return fewest.get(len(letters), FEWEST_WORDS) if letters else FEWEST_WORDS
