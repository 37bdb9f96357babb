"""The site map: every public page in each language, with its other languages (hreflang)."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.db.models import QuerySet
from django.urls import reverse

from goals.models import Theme
from strategies.models import Committee, Municipality, Strategy
from strategies.models.strategy import in_force


class InEachLanguage(Sitemap):
    """Addresses in both languages, each naming both and the one for readers of neither."""

    i18n = True
    alternates = True
    x_default = True
    limit = 10_000

    def get_urls(self, *args: Any, **kwargs: Any) -> list[dict[str, Any]]:
        """Let the address for readers of neither language be the Swedish one: translated paths have none without."""
        urls = super().get_urls(*args, **kwargs)
        for url in urls:
            address = {alternate["lang_code"]: alternate for alternate in url["alternates"]}
            address["x-default"]["location"] = address[settings.LANGUAGE_CODE]["location"]
        return urls


class Pages(InEachLanguage):
    """The pages that are there whatever the content."""

    def items(self) -> Sequence[str]:
        """Give the names of the addresses."""
        return ["home", "municipalities", "themes", "glossary", "about", "accessibility"]

    def location(self, item: str) -> str:
        """Give the address by its name."""
        return reverse(item)


class Municipalities(InEachLanguage):
    """Municipalities with a strategy in force."""

    def items(self) -> QuerySet[Municipality]:
        """Give the municipalities."""
        return Municipality.objects.filter(in_force("strategies")).distinct().order_by("pk")


class Strategies(InEachLanguage):
    """Strategies in force."""

    def items(self) -> QuerySet[Strategy]:
        """Give the current edition of each strategy."""
        return Strategy.objects.current().select_related("municipality").order_by("pk")

    def lastmod(self, item: Strategy) -> datetime:
        """Say when any part of the strategy was last changed."""
        return item.changed_at


class Committees(InEachLanguage):
    """Bodies that answer for something in a strategy in force."""

    def items(self) -> QuerySet[Committee]:
        """Give the committees."""
        answering = Committee.objects.filter(in_force("responsibilities__strategy"))
        return answering.select_related("municipality").distinct().order_by("pk")


class Themes(InEachLanguage):
    """The themes."""

    def items(self) -> QuerySet[Theme]:
        """Give the themes."""
        return Theme.objects.all()


SITEMAPS: dict[str, Any] = {
    "pages": Pages,
    "municipalities": Municipalities,
    "strategies": Strategies,
    "committees": Committees,
    "themes": Themes,
}
