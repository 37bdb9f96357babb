"""Delete what the security log has held for long enough."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils import timezone
from django.utils.translation import ngettext

from portal.models import SecurityEvent


class Command(BaseCommand):
    """Delete old lines of the security log."""

    help = "Delete the lines of the security log that are older than SECURITY_LOG_DAYS."

    def handle(self, *args: Any, **options: Any) -> None:
        """Say how many went."""
        count = SecurityEvent.objects.forget_before(timezone.now() - timedelta(days=settings.SECURITY_LOG_DAYS))
        self.stdout.write(ngettext("%d line was deleted.", "%d lines were deleted.", count) % count)
