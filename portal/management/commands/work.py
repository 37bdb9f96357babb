"""Do what takes long, one job after the other, beside the web processes."""

import os
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from portal.jobs.worker import Shift


class Command(BaseCommand):
    """Work until told to end."""

    help = "Do the jobs that wait, such as reading uploaded documents, one at a time, until SIGTERM or Ctrl-C."

    def add_arguments(self, parser: CommandParser) -> None:
        """Offer to end with the server."""
        parser.add_argument(
            "--beside", metavar="PID", type=int, default=0, help="end when the process that started this one has ended"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Do jobs as they come."""
        server = options["beside"]
        Shift(lambda: bool(server) and os.getppid() != server).run()
