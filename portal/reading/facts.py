"""The facts about a document, in one list: what the page, the files and the review of a document iterate."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from goals.models import Responsibility
from strategies.dates import PartialDate
from strategies.models import Committee, Decision, Strategy
from strategies.wording import Said, said, swedish_alone

WriteDate = Callable[[PartialDate], str]

# What a committee answers for in the whole document, where the role's own name would be a fact about the document.
ROLES = {
    Responsibility.Role.COORDINATION: gettext_lazy("Responsible for coordination"),
    Responsibility.Role.FOLLOW_UP: gettext_lazy("Responsible for follow-up"),
    Responsibility.Role.REVISION: gettext_lazy("Responsible for revision"),
}


@dataclass(frozen=True)
class Value:
    """One value of a fact: a short text in its language, with the body that it names or the date that it writes."""

    said: Said
    body: Committee | None = None
    date: PartialDate | None = None


@dataclass(frozen=True)
class Fact:
    """A fact about the document. What only the portal says of it is no part of the document, and is `ours`."""

    label: str
    values: tuple[Value, ...]
    ours: bool = False

    @property
    def value(self) -> Said:
        """Give all of it on one line: a single value in its own language, several in the reader's."""
        first, *others = (value.said for value in self.values)
        if not others:
            return first
        reader = first.asked_language
        return Said(" ".join(each.in_words for each in (first, *others)), reader, asked_language=reader)


class Facts:
    """The facts about one edition as they are read in a language; what the document does not say is left out.

    Its rows need not be stored, so that a strategy file can be read in the same way.
    """

    def __init__(
        self,
        strategy: Strategy,
        language: str,
        *,
        decisions: Iterable[Decision] = (),
        whole: Iterable[Responsibility] = (),
        write_date: WriteDate = lambda date: date.in_words,
    ) -> None:
        """Take the edition with its decisions and those who answer for all of it, and how a date is written."""
        self.strategy = strategy
        self.language = language
        self.decisions = list(decisions)
        self.whole = list(whole)
        self._write_date = write_date

    def all(self, *, status: str = "", no_decision: str = "") -> list[Fact]:
        """Give every fact, in the order in which it is read.

        `status` says that the edition is not in force, where that is to be told here; `no_decision` is what to say
        where the document names no decision.
        """
        strategy = self.strategy
        decided = [_fact(capfirst(row.get_kind_display()), *self._decision(row)) for row in self.decisions]
        return _known(
            _fact(_("Type of document"), self._here(capfirst(strategy.get_kind_display())), ours=True),
            _fact(_("Edition"), self._here(strategy.edition), ours=True),
            _fact(_("Status"), self._here(status), ours=True),
            *(decided or [_fact(_("Decision"), self._here(no_decision))]),
            _fact(_("Case number"), self._here(", ".join(strategy.case_numbers))),
            self._period(),
            _fact(_("Applies to"), self._of("applies_to")),
            _fact(_("Target group"), self._of("target_group")),
            *(_fact(_role(row), self._body(row.committee)) for row in self.whole),
            _fact(_("Replaces"), Value(swedish_alone(strategy.replaces, self.language))),
            _fact(_("Revised"), self._of("review")),
            _fact(_("Evaluated"), self._of("evaluation")),
            _fact(_("Published"), self._of("publication")),
        )

    def in_short(self) -> list[Fact]:
        """Give what matters to a resident: who adopted it and when, and from when to when it is in force."""
        adopted = (row for row in self.decisions if row.kind == Decision.Kind.ADOPTED)
        return _known(*(_fact(_("Adopted by"), *self._body_and_date(row)) for row in adopted), self._period())

    def _decision(self, row: Decision) -> tuple[Value, ...]:
        """Give body, date, paragraph and reference; one such as “§ 7/2021” says the paragraph, and the year."""
        reference = row.reference
        if not row.paragraph or not reference.startswith(row.paragraph):
            bracketed = f"({reference})" if reference else ""
            return (*self._body_and_date(row), self._here(row.paragraph), self._here(bracketed))
        told = (each for each in self._body_and_date(row) if not (each.date and reference.endswith(f"/{each.date}")))
        return (*told, self._here(reference))

    def _body_and_date(self, row: Decision) -> tuple[Value, ...]:
        body = [self._body(row.body)] if row.body else []
        date = [self._date(row.date)] if row.date else []
        return (*body, *date)

    def _period(self) -> Fact:
        return _fact(
            _("In force"),
            self._dated(_("from %(date)s"), self.strategy.valid_from),
            self._dated(_("until %(date)s"), self.strategy.valid_until),
            self._here(_("until further notice") if self.strategy.until_further_notice else ""),
        )

    def _body(self, body: Committee) -> Value:
        return Value(said(body, "name", self.language), body=body)

    def _date(self, date: Any) -> Value:
        return Value(self._here(self._write_date(date)).said, date=date)

    def _dated(self, text: str, date: Any) -> Value:
        return self._here(text % {"date": self._write_date(date)} if date else "")

    def _of(self, field: str) -> Value:
        return Value(said(self.strategy, field, self.language))

    def _here(self, text: str) -> Value:
        return Value(Said(text, self.language, asked_language=self.language))


def _fact(label: str, *values: Value, ours: bool = False) -> Fact:
    return Fact(label, tuple(value for value in values if value.said), ours)


def _known(*facts: Fact) -> list[Fact]:
    return [fact for fact in facts if fact.values]


def _role(row: Responsibility) -> str:
    return str(ROLES.get(Responsibility.Role(row.role)) or capfirst(row.get_role_display()))
