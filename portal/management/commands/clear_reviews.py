"""Delete documents under review that nobody has worked on for a month."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import ngettext

from portal.importer.review.store import forget_old


class Command(BaseCommand):
    """Delete forgotten reviews, with the uploaded files."""

    help = "Delete the documents under review that nobody has worked on for 30 days, with their files."

    def handle(self, *args: Any, **options: Any) -> None:
        """Say how many went."""
        count = forget_old()
        self.stdout.write(ngettext("%d review was deleted.", "%d reviews were deleted.", count) % count)
