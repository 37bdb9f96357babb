"""The sorts of value that a strategy file holds: strict, and with messages that say what was expected."""

import re
from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError as DjangoValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext as _
from marshmallow import Schema, ValidationError, fields

from portal.strategyfile.fault import not_one_of
from strategies.dates import PartialDate
from strategies.plaintext import CONTROL
from strategies.richtext import LONGEST_RICH_TEXT, clean, length

LARGEST_NUMBER = 2_147_483_647


class Value(fields.Field):
    """A field of the format. Subclasses say what they expect, and what is wrong with a value of the right type."""

    types: tuple[type, ...] = (str,)

    def expected(self) -> str:
        """Say what the field expects, as a sentence."""
        return _("Expected text.")

    def fault(self, value: Any) -> str:
        """Say what is wrong with a `value` of the right type; empty when nothing is."""
        return ""

    def make_error(self, key: str, **kwargs: Any) -> ValidationError:
        """Word the library's own refusals, in the language of the moment."""
        if key == "required":
            return ValidationError(_("This is missing. %(expected)s") % {"expected": self.expected()})
        return ValidationError(self.expected())

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> Any:
        if type(value) not in self.types:  # a bool is an int to Python, and not in the format
            raise self.make_error("invalid")
        if message := self.fault(value):
            raise ValidationError(message)
        return value


class Text(Value):
    """Text with something in it, of at most `longest` characters."""

    def __init__(self, longest: int | None = None, **options: Any) -> None:
        """Take the greatest length, and marshmallow's options."""
        self.longest = longest
        super().__init__(**options)

    def fault(self, value: Any) -> str:
        """Refuse the empty, the too long, and what no database keeps."""
        if not value.strip():
            return _("Expected text, found none. Leave the key out where there is no text.")
        if CONTROL.search(value):
            return _("Expected text without control characters.")
        if self.longest and (found := self.length(value)) > self.longest:
            return _("Expected at most %(most)d characters, found %(found)d.") % {"most": self.longest, "found": found}
        return ""

    def length(self, value: str) -> int:
        """Give how many characters of the column the text would take."""
        return len(value)


class RichText(Text):
    """HTML with some text left in it once it is sanitised."""

    def __init__(self, **options: Any) -> None:
        """Take marshmallow's options; the greatest length is the same for all rich text."""
        super().__init__(LONGEST_RICH_TEXT, **options)

    def length(self, value: str) -> int:
        """Count the markup too."""
        return length(value)

    def fault(self, value: Any) -> str:
        """Refuse markup without text, which would be stored as nothing."""
        return super().fault(value) or (
            "" if clean(value) else _("Expected text, found only markup. Leave the key out where there is no text.")
        )


class Choice(Value):
    """One of a few words."""

    def __init__(self, choices: Iterable[str], **options: Any) -> None:
        """Take the words, and marshmallow's options."""
        self.choices = tuple(choices)
        super().__init__(**options)

    def expected(self) -> str:
        """Name the words."""
        return not_one_of(self.choices)

    def fault(self, value: Any) -> str:
        """Refuse any other word."""
        return "" if value in self.choices else self.expected()


class Name(Value):
    """A short name of a fixed form, such as a slug. `explained` says the form, as a lazily translated sentence."""

    def __init__(self, pattern: str, explained: Any, longest: int | None = None, **options: Any) -> None:
        """Take the regular expression that the whole name matches, and marshmallow's options."""
        self.pattern = re.compile(pattern)
        self.explained = explained
        self.longest = longest
        super().__init__(**options)

    def expected(self) -> str:
        """Explain the form."""
        return str(self.explained)

    def fault(self, value: Any) -> str:
        """Refuse any other form."""
        fits = self.pattern.fullmatch(value) and (self.longest is None or len(value) <= self.longest)
        return "" if fits else self.expected()


class Date(Value):
    """A date, month or year; null where nothing is known."""

    def __init__(self, **options: Any) -> None:
        """Take marshmallow's options."""
        super().__init__(allow_none=True, **options)

    def expected(self) -> str:
        """Show the three forms."""
        return _("Expected a date such as “2021-09-21”, “2021-09” or “2021”, or null.")

    def fault(self, value: Any) -> str:
        """Refuse what is no day of the calendar."""
        try:
            PartialDate(value)
        except ValueError:
            return self.expected()
        return ""


class Address(Text):
    """An address on the web."""

    def expected(self) -> str:
        """Show how it begins."""
        return _("Expected an address that begins with https:// or http://.")

    def fault(self, value: Any) -> str:
        """Refuse other schemes, such as javascript:, and what is no address."""
        if message := super().fault(value):
            return message
        try:
            URLValidator(schemes=["http", "https"])(value)
        except DjangoValidationError:
            return self.expected()
        return ""


class Number(Value):
    """A whole number from 1 up."""

    types = (int,)

    def expected(self) -> str:
        """Say which numbers."""
        return _("Expected a whole number, 1 or greater, without quotation marks.")

    def fault(self, value: Any) -> str:
        """Refuse what is below 1, or more than a database holds."""
        return "" if 1 <= value <= LARGEST_NUMBER else self.expected()


class Truth(Value):
    """True or false."""

    types = (bool,)

    def expected(self) -> str:
        """Name both."""
        return _("Expected true or false.")


class Anything(Value):
    """A value that is accepted as it is, and not looked at."""

    def __init__(self, **options: Any) -> None:
        """Take marshmallow's options."""
        super().__init__(allow_none=True, **options)

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> Any:
        return value


class Nothing(Value):
    """An empty list, in the place of a part that the portal cannot keep yet: nothing is lost without a word."""

    types = (list,)

    def __init__(self, explained: Any, **options: Any) -> None:
        """Take what to say of a list that is not empty, lazily translated, and marshmallow's options."""
        self.explained = explained
        super().__init__(**options)

    def expected(self) -> str:
        """Say that it may be empty only."""
        return str(self.explained)

    def fault(self, value: Any) -> str:
        """Refuse a list with something in it."""
        return self.expected() if value else ""


class ListOf(Value, fields.List):
    """A list of values of one sort."""

    def expected(self) -> str:
        """Say that it is a list."""
        return _("Expected a list.")

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> Any:
        if not isinstance(value, list):
            raise self.make_error("invalid")
        return fields.List._deserialize(self, value, attr, data, **kwargs)


class One(Value, fields.Nested):
    """An object with keys of its own."""

    def expected(self) -> str:
        """Name its keys."""
        return expected_keys(self.schema)

    def _deserialize(self, value: Any, attr: str | None, data: Any, partial: Any = None, **kwargs: Any) -> Any:
        return fields.Nested._deserialize(self, value, attr, data, partial, **kwargs)


def expected_keys(schema: Schema) -> str:
    """Say which keys an object of `schema` has."""
    return _("Expected an object with keys among: %(keys)s.") % {"keys": ", ".join(schema.fields)}
