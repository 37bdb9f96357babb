"""A strategy from a file: what stands in it, or all that is wrong with it. Nothing here touches the database."""

import json
from collections import Counter
from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from portal.strategyfile.coherence import coherence_faults
from portal.strategyfile.fault import Fault, Path, StrategyFileError, in_order
from portal.strategyfile.schema import shape_faults

LARGEST_FILE = 5_000_000  # bytes: many times the longest strategy
DEEPEST = 40  # objects and lists in one another: a tree of about 17 levels


class _NotANumberError(Exception):
    """A word such as NaN, which Python's reader takes and JSON does not have."""


def read(content: bytes) -> dict[str, Any]:
    """Give the strategy in a file's `content`, or raise StrategyFileError with everything that is wrong with it."""
    if len(content) > LARGEST_FILE:
        raise _refused(_("The file is too large: expected at most %(most)d bytes.") % {"most": LARGEST_FILE})
    doubled: list[tuple[dict[str, Any], str]] = []
    data = _parsed(_decoded(content), doubled)
    found = faults(data)
    if doubled and not _too_deep(data):
        found = in_order(_doubled_keys(data, doubled)) + found
    if found:
        raise StrategyFileError(found)
    return data


def faults(data: Any) -> list[Fault]:
    """Give everything that is wrong with the strategy `data`, which may be any JSON value, sorted by path."""
    if _too_deep(data):
        return [Fault("", _("The file is nested too deeply: expected at most %(most)d levels.") % {"most": DEEPEST})]
    shape = list(shape_faults(data))
    # What is of the wrong sort in itself is reported as that alone.
    misshapen = {path for path, _message in shape}
    coherence = coherence_faults(data) if isinstance(data, dict) else ()
    return in_order([*shape, *(fault for fault in coherence if fault[0] not in misshapen)])


def _refused(message: str) -> StrategyFileError:
    return StrategyFileError([Fault("", message)])


def _decoded(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise _refused(
            _("The file is not UTF-8: line %(line)d has a byte that is no part of it. Save it as UTF-8.")
            % {"line": line}
        ) from error


def _parsed(text: str, doubled: list[tuple[dict[str, Any], str]]) -> Any:
    """Give the JSON value in `text`; keys that stand twice in an object are put in `doubled`, with the object."""

    def as_object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        value = dict(pairs)
        if len(value) < len(pairs):
            counted = Counter(key for key, _value in pairs)
            doubled.extend((value, key) for key, count in counted.items() if count > 1)
        return value

    try:
        return json.loads(text, object_pairs_hook=as_object, parse_constant=_refuse_constant)
    except json.JSONDecodeError as error:
        raise _refused(
            _("The file is not JSON: it cannot be read from line %(line)d, column %(column)d (%(reason)s).")
            % {"line": error.lineno, "column": error.colno, "reason": error.msg}
        ) from error
    except _NotANumberError as error:
        raise _refused(
            _("The file is not JSON: “%(word)s” is no number. Leave the key out where a number is not known.")
            % {"word": error}
        ) from error
    except RecursionError as error:
        raise _refused(
            _("The file is nested too deeply: expected at most %(most)d levels.") % {"most": DEEPEST}
        ) from error
    except ValueError as error:  # Python reads no number of more than some thousand digits
        raise _refused(_("The file holds a number that is too large.")) from error


def _refuse_constant(word: str) -> None:
    raise _NotANumberError(word)


def _doubled_keys(data: Any, doubled: list[tuple[dict[str, Any], str]]) -> Iterator[tuple[Path, str]]:
    at = {id(value): path for path, value in _containers(data)}
    for value, key in doubled:
        # An object that stood under the first of two equal keys is gone, and with it the place of its own.
        if id(value) in at:
            yield (*at[id(value)], key), _("Expected each key once in an object. This one stands twice.")


def _too_deep(data: Any) -> bool:
    return any(len(path) >= DEEPEST for path, _value in _containers(data))


def _containers(data: Any) -> Iterator[tuple[Path, Any]]:
    """Walk through all objects and lists, each with its path, however deep; those below the deepest are left out."""
    waiting: list[tuple[Path, Any]] = [((), data)]
    while waiting:
        path, value = waiting.pop()
        if isinstance(value, dict | list):
            yield path, value
            if len(path) < DEEPEST:
                below = value.items() if isinstance(value, dict) else enumerate(value)
                waiting.extend(((*path, key), item) for key, item in below)
