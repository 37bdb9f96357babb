"""The databases that the tests run on.

Making the tables takes seconds, and so does storing a strategy of the demonstration. Both are done once: the tables in
a template that all processes of a run share, a strategy in a copy of it that each process makes when a test first asks
for that strategy. A test that asks for none sees the municipalities and themes that the migrations put there, no more.
Strategies loaded inside a transaction around a module would save less: few modules are about the demonstration alone,
and what one test counts, another must not find.
"""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from io import StringIO
from pathlib import Path
from typing import Any, cast

from django.core.management import call_command
from django.db import connection
from django.test import override_settings
from django.utils import translation

from portal.management.commands.load_demo import FILES
from portal.strategyfile.reader import read
from portal.strategyfile.storage import store

# What a test asks for by the name of a fixture: a strategy of the demonstration, or all of it with its accounts.
STRATEGIES = ("hassleholm", "laholm", "ornskoldsvik")
WHOLE = "whole_demonstration"
CONTENTS = (*STRATEGIES, WHOLE)
# Who writes to the database for good, as a live server's threads do, leaves an empty one behind.
COMMITTED = "committed"


class Databases:
    """The databases of one process: a copy of the template for each choice of what stands in it."""

    def __init__(self, folder: Path, process: str) -> None:
        """Take the folder that the processes of this run share, and this one's name."""
        self.folder, self.process = folder, process
        self.creation = cast("Any", connection.creation)
        self.before = str(connection.settings_dict["NAME"])
        if connection.vendor == "sqlite":
            # A file, because the threads of a live server cannot share a database that lives in memory.
            connection.settings_dict["TEST"]["NAME"] = str(folder / "test.sqlite3")
        self.template = str(self.creation._get_test_db_name())
        # The primary keys of the strategies in each copy, and in the one that we are connected to, by their names.
        self.made: dict[str, dict[str, int]] = {}
        self.stored: dict[str, int] = {}
        with self._alone():
            if not self._in_use():
                self.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
                connection.close()
            (folder / f"{process}.uses").touch()

    def connect(self, *contents: str) -> None:
        """Connect to the database with this in it, made when it is first asked for."""
        suffix = "_".join([self.process, *sorted(contents)])
        if suffix not in self.made:
            self._clone(suffix)
            self._switch(suffix)
            self.made[suffix] = _filled(contents)
        self._switch(suffix)
        self.stored = self.made[suffix]

    def remove(self) -> None:
        """Remove this process's databases, and the template with the last process that uses it."""
        for suffix in self.made:
            self._switch()
            self._end_connections(self.creation.get_test_db_clone_settings(suffix)["NAME"])
            self.creation.destroy_test_db(verbosity=0, suffix=suffix)
        with self._alone():
            (self.folder / f"{self.process}.uses").unlink()
            if not self._in_use():
                self._switch()
                self.creation.destroy_test_db(self.before, verbosity=0)

    def _clone(self, suffix: str) -> None:
        # PostgreSQL copies a database that nobody is connected to, and SQLite's file is whole once it is closed.
        with self._alone():
            self._switch()
            self.creation.clone_test_db(suffix, verbosity=0)
        self.made[suffix] = {}

    def _end_connections(self, name: str) -> None:
        """End what a test's threads have left open: PostgreSQL removes no database that somebody is connected to."""
        if connection.vendor == "postgresql":
            with self.creation._nodb_cursor() as cursor:
                cursor.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [name])

    def _switch(self, suffix: str = "") -> None:
        """Connect, the next time that the database is asked, to a copy or else the template."""
        now = connection.settings_dict["NAME"]
        connection.settings_dict["NAME"] = self.template
        name = self.creation.get_test_db_clone_settings(suffix)["NAME"] if suffix else self.template
        if name != now:
            connection.close()
        connection.settings_dict["NAME"] = name

    def _in_use(self) -> bool:
        return any(self.folder.glob("*.uses"))

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Keep the other processes waiting."""
        with (self.folder / "lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield


def _filled(contents: tuple[str, ...]) -> dict[str, int]:
    """Store what a copy is to hold; give the primary keys of its strategies by their names."""
    with translation.override("en"), override_settings(DEMO=True):
        if WHOLE in contents:
            call_command("load_demo", sign_ins=True, stdout=StringIO())
        names = [name for name in STRATEGIES if name in contents]
        return {name: store(read((FILES / f"{name}.json").read_bytes()), publish=True).pk for name in names}
