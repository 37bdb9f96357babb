"""When the database is away: how that is known, and told in the log once instead of once for each request."""

import logging
import sqlite3
import time
from typing import Any

from django.db import InterfaceError, OperationalError

RETRY_AFTER = 30  # seconds
QUIET_FOR = 60  # seconds between two lines in the log

# PostgreSQL's codes (Appendix A of its manual): 08 is every failure of a connection, 57P01 to 57P03 a server that stops
# or starts, 53300 too many connections. Where there was no answer at all, there is no code.
CLASS_OF_CONNECTIONS = "08"
CODES = ("57P01", "57P02", "57P03", "53300")
# The file cannot be opened, or others have been writing to it for longer than a request waits.
SQLITE_ERRORS = ("SQLITE_CANTOPEN", "SQLITE_BUSY")

_log = logging.getLogger("portal.outage")
_told: dict[str, float] = {}


def is_outage(error: BaseException | None) -> bool:
    """Say whether `error` means that the database cannot be reached: not every operational error does."""
    cause = error.__cause__ if error else None
    if isinstance(error, InterfaceError):
        return "already closed" in str(error)  # the connection or its cursor, ended by the server
    if not isinstance(error, OperationalError):
        return False
    if isinstance(cause, sqlite3.Error):
        return getattr(cause, "sqlite_errorname", "").startswith(SQLITE_ERRORS)
    code = getattr(cause, "pgcode", None) or ""
    return not code or code.startswith(CLASS_OF_CONNECTIONS) or code in CODES


def note(error: BaseException) -> None:
    """Write one line about the outage, unless one was written a moment ago."""
    now = time.monotonic()
    reason = str(error).strip().partition("\n")[0]
    if now - _told.get(reason, -QUIET_FOR) < QUIET_FOR:
        return
    _told.clear()
    _told[reason] = now
    _log.error("The database is away, visitors are asked to come back: %s", reason)


class WithoutOutages(logging.Filter):
    """Keep what Django says of each request in an outage out of the log: `note` has told it."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Say whether the record is about something else."""
        request: Any = getattr(record, "request", None)
        return not getattr(request, "met_an_outage", False)
