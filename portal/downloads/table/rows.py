"""All commitments of a strategy as a table, one row each, with who answers for them."""

from dataclasses import dataclass
from enum import Enum

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from goals.models import Responsibility
from portal.downloads.content import Content, in_words, notes_on, own_number, with_levels
from portal.reading.parts import CommitmentView
from strategies.richtext import plain_text
from strategies.wording import PLAIN, said

# In the whole document, these answer for what it commits to; the others, for the document itself.
FOR_ALL = (Responsibility.Role.LEAD, Responsibility.Role.CONTRIBUTING, Responsibility.Role.COORDINATION)


class Sort(Enum):
    """What a column holds, for those who lay the table out."""

    NUMBER = "number"
    SHORT = "short"
    NAMES = "names"
    TEXT = "text"
    ADDRESS = "address"


@dataclass(frozen=True)
class Column:
    """A column: its title, what it holds, and its value for each commitment, in the document's order."""

    title: str
    sort: Sort
    values: list[str]


def columns(source: Content) -> list[Column]:
    """Give the table. A column may be empty, so that tables of several strategies can be put together."""
    placed = list(with_levels(source))
    views = [view for view, _above in placed]
    return [
        Column(_("Kind"), Sort.SHORT, [capfirst(view.row.get_kind_display()) for view in views]),
        Column(_("Number"), Sort.NUMBER, [own_number(view) for view in views]),
        Column(_("Belongs to"), Sort.NAMES, [_place(above) for _view, above in placed]),
        Column(_("Title"), Sort.NAMES, [in_words(view.title) for view in views]),
        Column(_("Text"), Sort.TEXT, [plain_text(view.text.said.text) for view in views]),
        Column(_("Which text"), Sort.SHORT, [_which_text(view, source) for view in views]),
        *(
            Column(str(capfirst(role.label)), Sort.NAMES, [_own(view, role, source) for view in views])
            for role in Responsibility.Role
        ),
        Column(
            _("All who answer for it, also through what it belongs to"),
            Sort.NAMES,
            [_everybody(view, above, source) for view, above in placed],
        ),
        Column(_("Themes"), Sort.SHORT, [_themes(view, source) for view in views]),
        Column(_("Permanent address"), Sort.ADDRESS, [source.address(view.row.uid) for view in views]),
    ]


def whole_responsible(source: Content) -> list[str]:
    """Say who answers for the document as a whole, each with the role."""
    return [f"{capfirst(row.get_role_display())}: {_name(row, source)}" for row in source.whole]


def _place(above: tuple[CommitmentView, ...]) -> str:
    return ", ".join(f"{view.own_label}: {view.title.text}" if view.title else view.own_label for view in above)


def _own(view: CommitmentView, role: str, source: Content) -> str:
    rows = view.row.responsibilities.all()
    return ", ".join(_name(row, source) for row in rows if row.role == role)


def _everybody(view: CommitmentView, above: tuple[CommitmentView, ...], source: Content) -> str:
    """Give the bodies of a commitment, of those that it belongs to, and of the whole document, each once."""
    rows = [row for each in (view, *reversed(above)) for row in each.row.responsibilities.all()]
    rows += [row for row in source.whole if row.role in FOR_ALL]
    return ", ".join(dict.fromkeys(_name(row, source) for row in rows))


def _name(row: Responsibility, source: Content) -> str:
    return in_words(said(row.committee, "name", source.language))


def _themes(view: CommitmentView, source: Content) -> str:
    return ", ".join(in_words(said(theme, "name", source.language)) for theme in view.row.themes.all())


def _which_text(view: CommitmentView, source: Content) -> str:
    if not view.text:
        return ""
    wording = _("Plain language") if view.text.said.wording == PLAIN else _("Adopted wording")
    return " ".join([f"{wording}.", *notes_on(view.text, source)])
