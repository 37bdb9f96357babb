"""Publishing, withdrawing and undoing: a page that says what follows, and does it once that is confirmed."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.html import format_html_join
from django.utils.translation import gettext as _

from strategies import acts
from strategies.admin.locked import LockedPages
from strategies.models import Act, Strategy
from strategies.scoping import visible_to

Status = Strategy.Status


@dataclass(frozen=True)
class Asked:
    """What is asked about an act before it is done, and what is said after."""

    title: str
    button: str
    why_not: str
    follows: list[str]
    done: list[str]


def publishing(edition: Strategy) -> Asked:
    """Ask about publishing an edition."""
    before = edition.series.current().exclude(pk=edition.pk).first()
    follows = [_("Everybody can read it at %s.") % edition.address_as(Status.PUBLISHED)]
    done = [_("“%s” has been published: everybody can read it now.") % edition]
    if before:
        follows.append(
            _("The edition %(edition)s is superseded. It moves to %(address)s, with a link to the new one.")
            % {"edition": before.edition, "address": before.address_as(Status.SUPERSEDED)}
        )
        done.append(
            _("The edition %s has been superseded. It remains readable, with a link to the new one.") % before.edition
        )
    return Asked(_("Publish “%s”?") % edition, _("Publish it"), acts.why_not_publish(edition), follows, done)


def withdrawing(edition: Strategy) -> Asked:
    """Ask about withdrawing an edition."""
    follows = [
        _("It stays readable at %s, and says that it is no longer in force.") % edition.address_as(Status.WITHDRAWN)
    ]
    if edition.is_current:
        follows.append(_("The municipality has no edition of this strategy in force then."))
    done = [_("“%s” has been withdrawn. It remains readable, and says that it is no longer in force.") % edition]
    return Asked(_("Withdraw “%s”?") % edition, _("Withdraw it"), acts.why_not_withdraw(edition), follows, done)


def undoing(edition: Strategy) -> Asked:
    """Ask about undoing the last act on an edition."""
    act = acts.undoable(edition)
    title, button = _("Undo what was done with “%s”?") % edition, _("Undo it")
    if act is None:
        return Asked(title, button, _("There is nothing to undo for “%s”.") % edition, [], [])
    was = Status(act.status_before)
    follows = [_("“%(edition)s” is what it was before: %(status)s.") % {"edition": edition, "status": was.label}]
    if was == Status.DRAFT:
        follows.append(_("Readers no longer reach it at %s.") % edition.get_absolute_url())
    else:
        follows.append(_("Everybody can read it at %s.") % edition.address_as(was))
    if act.superseded:
        again = {"edition": act.superseded.edition, "address": act.superseded.address_as(Status.PUBLISHED)}
        follows.append(_("The edition %(edition)s is in force again, at %(address)s.") % again)
    done = [_("It is undone. “%(edition)s” is what it was: %(status)s.") % {"edition": edition, "status": was.label}]
    return Asked(title, button, "", follows, done)


def _undo_last(edition: Strategy, by: Any) -> Act:
    act = acts.undoable(edition)
    if act is None:
        raise acts.ActRefusedError(_("There is nothing to undo for “%s”.") % edition)
    return acts.undo(act, by)


ACTS: dict[str, tuple[Callable[[Strategy], Asked], Callable[[Strategy, Any], Act]]] = {
    "publish": (publishing, acts.publish),
    "withdraw": (withdrawing, acts.withdraw),
    "undo": (undoing, _undo_last),
}


def address_of_act(name: str, strategy: Strategy) -> str:
    """Give the address of the page that asks about an act on an edition."""
    return reverse(f"admin:strategies_strategy_{name}", args=[strategy.pk])


def links_to_acts(strategy: Strategy) -> str:
    """Give links to the pages of the acts that can be done with an edition."""
    words = {"publish": _("Publish …"), "withdraw": _("Withdraw …"), "undo": _("Undo the last of these …")}
    possible = ((address_of_act(name, strategy), words[name]) for name in ACTS if not ACTS[name][0](strategy).why_not)
    return format_html_join(" · ", '<a href="{}">{}</a>', possible)


class ActPages(LockedPages):
    """For the admin of strategies: a page for each act."""

    def get_urls(self) -> list[Any]:
        """Give the admin's addresses, and those of the acts."""
        pages = [
            path(
                f"<int:key>/{name}/",
                self.admin_site.admin_view(self.act_view),
                {"name": name},
                name=f"strategies_strategy_{name}",
            )
            for name in ACTS
        ]
        return [*pages, *super().get_urls()]

    def act_view(self, request: HttpRequest, key: int, name: str) -> HttpResponse:
        """Say what follows from an act, and do it once that is posted back."""
        return self.in_turn(request, [str(key)], lambda: self._act(request, key, name))

    def _act(self, request: HttpRequest, key: int, name: str) -> HttpResponse:
        strategy: Strategy = get_object_or_404(visible_to(Strategy.objects.all(), request.user), pk=key)
        if not self.has_change_permission(request, strategy):
            raise PermissionDenied
        asks, do = ACTS[name]
        asked, seen = asks(strategy), _as_seen(strategy)
        if asked.why_not:
            self.message_user(request, asked.why_not, messages.WARNING)
            return HttpResponseRedirect(reverse("admin:strategies_strategy_change", args=[key]))
        if request.method == "POST" and request.POST.get("seen") == seen:
            do(strategy, request.user)
            for level, text in zip((messages.SUCCESS, messages.INFO), asked.done, strict=False):
                self.message_user(request, text, level)
            return HttpResponseRedirect(reverse("admin:strategies_strategy_change", args=[key]))
        if request.method == "POST":
            text = _("The editions had changed since the page was shown, so nothing was done. Look again.")
            self.message_user(request, text, messages.WARNING)
        context = {
            **self.admin_site.each_context(request),
            "title": asked.title,
            "asked": asked,
            "seen": seen,
            "strategy": strategy,
            "opts": self.opts,
        }
        return TemplateResponse(request, "admin/act.html", context)


def _as_seen(strategy: Strategy) -> str:
    """Give what tells whether the editions of a series are as they were when the page was shown."""
    return " ".join(f"{key}:{status}" for key, status in strategy.series.order_by("pk").values_list("pk", "status"))
