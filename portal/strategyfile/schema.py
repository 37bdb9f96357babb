"""The strategy file's published schema, and what a file breaks of it in words.

docs/strategy-file.json is the one list of keys, in the order in which they are written. It is JSON Schema (draft
2020-12), so that others can check a file without this portal.
"""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from jsonschema import Draft202012Validator, FormatChecker
from jsonschema import ValidationError as SchemaError
from jsonschema.validators import extend

from portal.strategyfile.fault import Path, not_one_of
from strategies.dates import PartialDate
from strategies.richtext import LONGEST_RICH_TEXT, clean, length

Schema = Mapping[str, Any]

SCHEMA: Schema = json.loads((settings.BASE_DIR / "docs" / "strategy-file.json").read_text(encoding="utf-8"))
FORMAT: str = SCHEMA["properties"]["format"]["const"]

# What is expected, by the title that a part of the schema has. The others are told by their type.
EXPECTED: dict[str, Promise] = {
    "municipality": gettext_lazy("Expected the municipality’s code: four digits as text, for example “1293”."),
    "slug": gettext_lazy(
        "Expected the series’ address name: letters a to z, digits and hyphens, and not namnder, committees."
    ),
    "edition": gettext_lazy(
        "Expected the edition: a digit first, then digits, letters a to z and hyphens, for example “2024”."
    ),
    "uid": gettext_lazy("Expected a uid: ten lower-case letters and digits, a letter first."),
    "committee": gettext_lazy("Expected the slug of a committee: letters a to z, digits and hyphens."),
    "commitment or null": gettext_lazy("Expected the uid of a commitment, or null for the whole strategy."),
    "date": gettext_lazy("Expected a date such as “2021-09-21”, “2021-09” or “2021”, or null."),
    "number": gettext_lazy("Expected a whole number, 1 or greater, without quotation marks."),
    "address": gettext_lazy("Expected an address that begins with https:// or http://."),
    "not empty": gettext_lazy("Expected text, found none. Leave the key out where there is no text."),
    "printable": gettext_lazy("Expected text without control characters."),
    "indicators": gettext_lazy(
        "Expected no indicators: this version of the portal cannot keep them. Take them out of the file."
    ),
}
OF_TYPE: dict[str, Promise] = {
    "string": gettext_lazy("Expected text."),
    "array": gettext_lazy("Expected a list."),
    "boolean": gettext_lazy("Expected true or false."),
}


def shape_faults(data: Any) -> Iterator[tuple[Path, str]]:
    """Give the path and message of each key that is missing, unknown, or of the wrong sort in itself."""
    for error in VALIDATOR.iter_errors(data):
        say = TELLING.get(str(error.validator), _unexpected)
        yield from say(tuple(error.absolute_path), error)


def keys_of(part: str = "") -> tuple[str, ...]:
    """Give the keys of a part of the file in the order in which they are written.

    `part` is a name among the schema's definitions, such as "commitment"; empty for the file itself.
    """
    return tuple((SCHEMA["$defs"][part] if part else SCHEMA)["properties"])


def _missing(path: Path, error: SchemaError) -> Iterator[tuple[Path, str]]:
    for key in error.validator_value:
        if key not in error.instance:
            wanted = {"expected": _expected(error.schema["properties"][key])}
            yield (*path, key), _("This is missing. %(expected)s") % wanted


def _unknown(path: Path, error: SchemaError) -> Iterator[tuple[Path, str]]:
    known = error.schema["properties"]
    for key in error.instance:
        if key not in known:
            yield (*path, key), _("This key is not known. %(expected)s") % {"expected": not_one_of(known)}


def _too_long(path: Path, error: SchemaError) -> Iterator[tuple[Path, str]]:
    if error.schema.get("title") in EXPECTED:
        yield from _unexpected(path, error)
    else:
        yield path, _at_most(error.validator_value, len(error.instance))


def _no_format(path: Path, error: SchemaError) -> Iterator[tuple[Path, str]]:
    if error.validator_value != "rich-text":
        yield from _unexpected(path, error)
    elif (found := length(error.instance)) > LONGEST_RICH_TEXT:
        yield path, _at_most(LONGEST_RICH_TEXT, found)
    else:
        yield path, _("Expected text, found only markup. Leave the key out where there is no text.")


def _unexpected(path: Path, error: SchemaError) -> Iterator[tuple[Path, str]]:
    yield path, _expected(error.schema)


TELLING: dict[str, Callable[[Path, SchemaError], Iterator[tuple[Path, str]]]] = {
    "required": _missing,
    "additionalProperties": _unknown,
    "maxLength": _too_long,
    "format": _no_format,
}


def _expected(schema: Schema) -> str:
    """Say what `schema` expects, as a sentence."""
    if schema.get("title") in EXPECTED:
        return str(EXPECTED[schema["title"]])
    if "$ref" in schema:
        return _expected(SCHEMA["$defs"][schema["$ref"].removeprefix("#/$defs/")])
    if "properties" in schema:
        return _("Expected an object with keys among: %(keys)s.") % {"keys": ", ".join(schema["properties"])}
    choices = [schema["const"]] if "const" in schema else schema.get("enum")
    return not_one_of(choices) if choices else str(OF_TYPE[schema["type"]])


def _at_most(most: int, found: int) -> str:
    return _("Expected at most %(most)d characters, found %(found)d.") % {"most": most, "found": found}


FORMATS = FormatChecker(formats=())


@FORMATS.checks("partial-date", raises=ValueError)
def _is_date(value: Any) -> bool:
    return not isinstance(value, str) or bool(PartialDate(value))


@FORMATS.checks("web-address", raises=ValidationError)
def _is_address(value: Any) -> bool:
    if isinstance(value, str):
        URLValidator(schemes=["http", "https"])(value)
    return True


@FORMATS.checks("rich-text")
def _is_rich_text(value: Any) -> bool:
    # What is empty or too long even as it stands is told as that, and not sanitised.
    if not isinstance(value, str) or not value.strip() or len(value) > LONGEST_RICH_TEXT:
        return True
    return bool(clean(value)) and length(value) <= LONGEST_RICH_TEXT


def _pattern(validator: Any, pattern: str, value: Any, _schema: Schema) -> Iterator[SchemaError]:
    """Hold a pattern as ECMA-262 has it, where $ is the very end; Python's is before a last line break too."""
    if validator.is_type(value, "string") and not re.search(pattern.replace("$", r"\Z"), value):
        yield SchemaError(pattern)


VALIDATOR = extend(
    Draft202012Validator,
    {"pattern": _pattern},
    # To JSON Schema 1.0 is a whole number; the file has 1.
    type_checker=Draft202012Validator.TYPE_CHECKER.redefine("integer", lambda _checker, value: type(value) is int),
)(SCHEMA, format_checker=FORMATS)
