"""Reading a file of words into frozen structures: what does not fit is refused, with its file and its key."""

import re
import tomllib
from collections.abc import Callable, Iterable
from dataclasses import is_dataclass
from pathlib import Path
from typing import Annotated, Any, TypeVar, cast, get_args, get_origin, get_type_hints

from portal.importer.recognising.words import folded

Words = TypeVar("Words")


class VocabularyError(Exception):
    """A file of words that cannot be used: which file, which key of it, and what is wrong there."""


def _phrase(text: str) -> None:
    if not text or text != folded(text):
        raise ValueError("is not in lower case without punctuation")


def _part(text: str) -> None:
    if not text or text != text.lower():
        raise ValueError("is not in lower case")


def _pattern(text: str) -> None:
    try:
        re.compile(text)
    except re.error as error:
        raise ValueError(f"is no pattern: {error}") from None


Phrase = Annotated[str, _phrase]  # whole words, as `folded` gives them
Part = Annotated[str, _part]  # the beginning, the end or any part of words
Pattern = Annotated[str, _pattern]  # a regular expression


def read(path: Path, words: type[Words]) -> Words:
    """Give a TOML file as an instance of the dataclass `words`; raise VocabularyError for what does not fit it."""
    try:
        found: Words = _typed(words, tomllib.loads(path.read_text("utf-8")), ())
    except ValueError as error:  # also what is no TOML
        raise VocabularyError(f"{path.name}: {error}") from error
    return found


def _typed(kind: Any, value: Any, key: tuple[str, ...]) -> Any:
    """Give a value of a file as what the annotation `kind` says; raise ValueError with its key."""
    if is_dataclass(kind):
        fields = get_type_hints(kind, include_extras=True)
        _same(set(_table(value, key)), fields, key)
        values = {name: _typed(each, value[name], (*key, name)) for name, each in fields.items()}
        return cast(type, kind)(**values)
    origin, given = get_origin(kind), get_args(kind)
    if origin is Annotated:
        return _checked(value, given[1], key)
    if origin in (tuple, frozenset):
        return origin(_typed(given[0], each, key) for each in _distinct(value, key))
    return {
        _typed(given[0], name, (*key, name)): _typed(given[1], each, (*key, name))
        for name, each in _table(value, key).items()
    }


def _checked(value: Any, check: Callable[[str], Any], key: tuple[str, ...]) -> str:
    try:
        check(value if isinstance(value, str) else "")
    except ValueError as error:
        raise ValueError(f"{'.'.join(key)}: {value!r}: {error}") from None
    return str(value)


def _table(value: Any, key: tuple[str, ...]) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise ValueError(f"{'.'.join(key)}: {value!r} is no table")
    return value


def _distinct(value: Any, key: tuple[str, ...]) -> list[Any]:
    if not isinstance(value, list):
        raise ValueError(f"{'.'.join(key)}: {value!r} is no list")
    twice = [each for place, each in enumerate(value) if each in value[:place]]
    if twice:
        raise ValueError(f"{'.'.join(key)}: {twice[0]!r} stands there twice")
    return value


def _same(there: set[str], wanted: Iterable[str], key: tuple[str, ...]) -> None:
    for name in sorted(there ^ set(wanted)):
        raise ValueError(f"{'.'.join((*key, name))}: {'nobody asks for it' if name in there else 'it is missing'}")
