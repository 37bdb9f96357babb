"""Laying in what a document says: its wording in the place of the old one, and of the rest what was missing."""

from collections.abc import Iterable
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any

from portal.importer.merging.matches import letters
from strategies.richtext import plain_text

Entry = dict[str, Any]

LONGEST_NAME = 80
NOTHING: tuple[Any, ...] = (None, "", [], {}, False)


@dataclass(frozen=True)
class Named:
    """A part of a strategy file: the list it is in, its uid (a footnote: its number), and what it is called."""

    key: str
    uid: str
    name: str


@dataclass(frozen=True)
class Difference:
    """What the edition says and the document says otherwise, at a path such as "commitments/<uid>/title".

    The path ends in "role" where the two have the part in different lists, in "under" where they have it under
    different parts, and in "after" where it follows another part; then both say the other part's name, or nothing.
    """

    path: str
    existing: Any
    recognised: Any


@dataclass
class MergeReport:
    """What came of laying a document into an edition.

    `matched` says of each part by what it was matched, `added` what the edition lacked, `missing` what the document
    lacks; `laid` and `filled` give the paths of what is written, `differing` what was left as the edition has it.
    """

    matched: list[tuple[Named, str]] = field(default_factory=list)
    added: list[Named] = field(default_factory=list)
    missing: list[Named] = field(default_factory=list)
    laid: list[str] = field(default_factory=list)
    filled: list[str] = field(default_factory=list)
    differing: list[Difference] = field(default_factory=list)

    @property
    def changes_nothing(self) -> bool:
        """Say whether the edition is what it was."""
        return not (self.added or self.laid or self.filled)

    def followed_by(self, later: "MergeReport") -> "MergeReport":
        """Give the report of both, for what was laid in again."""
        new = {part.uid for part in self.added}
        return MergeReport(
            matched=[(part, by) for part, by in later.matched if part.uid not in new],
            added=self.added + later.added,
            missing=[part for part in later.missing if part.uid not in new],
            laid=list(dict.fromkeys(self.laid + later.laid)),
            filled=list(dict.fromkeys(self.filled + later.filled)),
            differing=later.differing,
        )


class Filling:
    """Writes into objects of a file, and notes it in the report."""

    def __init__(self, report: MergeReport) -> None:
        """Take the report to write in."""
        self.report = report

    def lay(self, entry: Entry, recognised: Entry, place: Iterable[str]) -> None:
        """Put the adopted wording of `recognised` in the place of that of `entry`. Translations that it has stay."""
        new = recognised.get("text")
        if not new:
            return
        old = entry.get("text") or {}
        if old.get("sv") != new["sv"]:
            self.report.laid.append("/".join((*place, "text")))
        entry["text"] = new | old | {"sv": new["sv"]}

    def fill(self, entry: Entry, recognised: Entry, keys: Iterable[str], place: Iterable[str] = ()) -> None:
        """Put in what `entry` lacks under `keys` and `recognised` has; report what they say differently."""
        for key in keys:
            new = recognised.get(key)
            if new in NOTHING:
                continue
            path = "/".join((*place, key))
            if entry.get(key) in NOTHING:
                entry[key] = deepcopy(new)
                self.report.filled.append(path)
            elif isinstance(new, dict):
                self._fill_languages(entry[key], new, path)
            elif not _same(entry[key], new):
                self.differs(path, entry[key], new)

    def _fill_languages(self, old: Entry, new: Entry, path: str) -> None:
        if not _same(old.get("sv"), new.get("sv")):
            self.differs(path, old.get("sv"), new.get("sv"))
        else:  # a translation of other words would be no translation
            self.fill(old, new, new, (path,))

    def differs(self, path: str, existing: Any, recognised: Any) -> None:
        """Report what the document says otherwise."""
        self.report.differing.append(Difference(path, existing, recognised))


def named_part(key: str, entry: Entry) -> Named:
    """Give what a part of the list `key` is called: by its heading, or the beginning of its text."""
    said = entry.get("title") or entry.get("term") or entry.get("text") or entry.get("plain") or {}
    return Named(key, entry.get("uid", ""), shortened(said.get("sv", "")))


def shortened(html: str) -> str:
    """Give the beginning of a text, for a list."""
    text = plain_text(html)
    return text if len(text) <= LONGEST_NAME else f"{text[: LONGEST_NAME - 1]}…"


def _same(old: Any, new: Any) -> bool:
    """Say whether two values differ in nothing but case, spaces and punctuation, as headings in capitals do."""
    if isinstance(old, str) and isinstance(new, str):
        return (letters(old) or old) == (letters(new) or new)
    return bool(old == new)
