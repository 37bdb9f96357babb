"""What is wrong in a strategy file, and where."""

import json
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

# Where something stands in the file: keys of objects and places in lists, from the outermost in.
Path = tuple[str | int, ...]

# More faults than a person mends in one go say nothing more.
FAULTS_SHOWN = 50


@dataclass(frozen=True)
class Fault:
    """One fault: the path of the key at fault ("" for the whole file), and what was expected there."""

    path: str
    message: str

    @classmethod
    def at(cls, path: Path, message: str) -> "Fault":
        """Make a fault at `path`."""
        return cls(named(path), message)

    def __str__(self) -> str:
        return f"{self.path}: {self.message}" if self.path else self.message


class StrategyFileError(Exception):
    """A strategy file that cannot be used. `faults` holds all that is wrong with it."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        """Take the faults, of which there is at least one."""
        self.faults = list(faults)
        super().__init__(self.faults)

    def __str__(self) -> str:
        lines = [str(fault) for fault in self.faults[:FAULTS_SHOWN]]
        more = len(self.faults) - len(lines)
        if more:
            lines.append(
                ngettext("… and %(count)d more fault.", "… and %(count)d more faults.", more) % {"count": more}
            )
        return "\n".join(lines)


def named(path: Path) -> str:
    """Give `path` as people write it, for example “commitments[2].children[0].kind”."""
    return "".join(_step(part) for part in path).removeprefix(".")


def in_order(found: Iterable[tuple[Path, str]]) -> list[Fault]:
    """Give each of the faults once, sorted by path, with the items of a list in their order."""
    return [Fault.at(path, message) for path, message in sorted(dict.fromkeys(found), key=_by_path)]


def _by_path(fault: tuple[Path, str]) -> tuple[list[tuple[bool, str | int]], str]:
    path, message = fault
    return [(isinstance(part, str), part) for part in path], message


def _step(part: str | int) -> str:
    if isinstance(part, int):
        return f"[{part}]"
    # A key that is no name may hold anything, such as what would steer a terminal.
    return f".{part}" if part.isidentifier() else f"[{json.dumps(part[:40])}]"


def not_one_of(choices: Iterable[str]) -> str:
    """Say which values were expected."""
    return _("Expected one of: %(choices)s.") % {"choices": ", ".join(choices)}
