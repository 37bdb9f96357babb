"""Running tests against a changed module, each change in a process of its own; no file is ever changed.

A change in the body of a function is put into the functions of a process that has Django, the tests and the database
ready, and is forked for each. What runs when a module is imported needs a process that has imported nothing yet, as
does whatever the first way lets live: what it finds alive may have been done before the change.
"""

import gc
import os
import shutil
import signal
import sqlite3
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from importlib.machinery import ModuleSpec, PathFinder, SourceFileLoader
from pathlib import Path
from types import CodeType, FunctionType, ModuleType
from typing import Any

import pytest
from _pytest.runner import runtestprotocol
from django.core.cache import caches
from django.db import connection

from tests.mutants.changes import mutated

# What takes long to import and knows nothing of settings is imported once, for all processes.
for heavy in ("docx", "factory", "hypothesis.strategies", "lxml.html", "openpyxl", "typst"):
    import_module(heavy)
ROOT = Path(__file__).resolve().parent.parent.parent
REWRITING = "ignore::pytest.PytestAssertRewriteWarning"
ARGUMENTS = [
    "-q",
    "-x",
    "-p",
    "no:cacheprovider",
    "-p",
    "no:xdist",
    "-p",
    "no:playwright",
    "-W",
    REWRITING,
    "--hypothesis-seed=0",
    f"--rootdir={ROOT}",
]
LIVES, DIES = 0, 1
Tell = Callable[["Task", int], None]
Task = tuple[str, int | None]  # a module and the number of a change in it; None changes nothing


def in_processes(
    tasks: Iterable[Task], run: Callable[[Task], int], seconds: Callable[[Task], int], log: str = os.devnull
) -> Iterator[tuple[Task, int, float]]:
    """Run each task in a fork, some at a time; give its result and how long it took. Who takes too long dies."""
    waiting = list(tasks)[::-1]
    running: dict[int, tuple[Task, float]] = {}
    try:
        while waiting or running:
            while waiting and len(running) < (os.cpu_count() or 1):
                task = waiting.pop()
                running[_forked(run, task, seconds(task), log)] = task, time.monotonic()
            process, status = os.wait()
            task, began = running.pop(process)
            yield task, os.waitstatus_to_exitcode(status), time.monotonic() - began
    finally:
        for process in running:
            os.kill(process, signal.SIGKILL)


def _forked(run: Callable[[Task], int], task: Task, seconds: int, log: str) -> int:
    sys.stdout.flush()
    process = os.fork()
    if process:
        return process
    result = DIES
    try:
        output = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        os.dup2(output, 1)
        os.dup2(output, 2)
        signal.alarm(seconds)
        result = run(task)
    finally:
        os._exit(result)


def code_of(task: Task) -> CodeType:
    """Compile a module with its change."""
    path, number = ROOT / task[0], task[1]
    source = path.read_text(encoding="utf-8")
    return compile(source if number is None else mutated(source, number), str(path), "exec")


class Warm:
    """A pytest plugin that runs the tests of each change in forks of a session whose database is ready."""

    def __init__(self, tasks: list[Task], tests: dict[str, list[str]], template: Path, tell: Tell) -> None:
        self.tasks, self.tests, self.template, self.tell = tasks, tests, template, tell
        self.items: dict[str, list[pytest.Item]] = {}
        self.functions: dict[tuple[str, str, int], list[FunctionType]] = {}

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Run all changes in the place of the tests."""
        self.items = {
            module: [item for item in session.items if _file(item) in self.tests[module]] for module in self.tests
        }
        connection.settings_dict["TEST"]["NAME"] = None  # in memory, so that each fork has a database of its own
        first, second = [item for item in session.items if _uses_database(item)][:2]
        runtestprotocol(first, nextitem=second)
        with sqlite3.connect(self.template) as kept:
            connection.connection.backup(kept)
        self.functions = _functions()
        took = {}
        for task, result, seconds in in_processes(
            [(module, None) for module in self.tests], self.run, lambda _task: 600
        ):
            self.tell(task, result)
            took[task[0]] = seconds
        for task, result, _seconds in in_processes(self.tasks, self.run, lambda task: 20 + int(took[task[0]] * 5)):
            self.tell(task, result)
        return True

    def run(self, task: Task) -> int:
        """Put a change in and run the tests of its module until one fails."""
        vars(caches["files"])["_dir"] = str(self.template.parent / f"files-{os.getpid()}")
        try:
            self.put_in(code_of(task))
        except ValueError:  # the function takes other variables from around it than it did
            return LIVES
        items = self.items[task[0]]
        items[0].session._setupstate.teardown_exact(items[0])  # what the first test left of its own file
        for item, following in zip(items, [*items[1:], items[0]], strict=True):
            if any(report.failed for report in runtestprotocol(item, log=False, nextitem=following)):
                return DIES
        return LIVES

    def put_in(self, code: CodeType) -> None:
        """Give the functions of a module, wherever they are kept, the code that they have in `code`."""
        for inner in code.co_consts:
            if isinstance(inner, CodeType):
                for function in self.functions.get(_place(inner), ()):
                    function.__code__ = inner
                self.put_in(inner)


def _uses_database(item: pytest.Item) -> bool:
    return item.get_closest_marker("django_db") is not None or "db" in getattr(item, "fixturenames", ())


def _file(item: pytest.Item) -> str:
    return item.nodeid.partition("::")[0]


def _place(code: CodeType) -> tuple[str, str, int]:
    return code.co_filename, code.co_qualname, code.co_firstlineno


def _functions() -> dict[tuple[str, str, int], list[FunctionType]]:
    found = defaultdict(list)
    for each in gc.get_objects():
        if type(each) is FunctionType:  # a proxy would answer for what it stands for, or raise
            found[_place(each.__code__)].append(each)
    return found


class Cold:
    """A pytest plugin, and a finder of modules, for a process that has imported nothing: it imports the change."""

    def __init__(self, template: Path) -> None:
        self.template = template
        self.task: Task = ("", None)

    def run(self, task: Task, tests: list[str]) -> int:
        """Run the tests of a change until one fails. A module that cannot be imported is noticed too."""
        self.task = task
        sys.meta_path.insert(0, self)
        return LIVES if pytest.main([*ARGUMENTS, *tests], plugins=[self]) == pytest.ExitCode.OK else DIES

    def find_spec(self, name: str, path: Any, target: ModuleType | None = None) -> ModuleSpec | None:
        """Find the changed module; the others are found as ever."""
        if name != self.task[0].removesuffix(".py").replace("/", "."):
            return None
        spec = PathFinder.find_spec(name, path, target)
        if spec and spec.origin:
            spec.loader = Changed(self.task, name, spec.origin)
        return spec

    @pytest.hookimpl(tryfirst=True)
    def pytest_fixture_setup(self, fixturedef: Any, request: pytest.FixtureRequest) -> bool | None:
        """Use a copy of the database that is ready, instead of making one."""
        if fixturedef.argname != "django_db_setup":
            return None
        own = self.template.with_name(f"{os.getpid()}.sqlite3")
        shutil.copy(self.template, own)
        connection.settings_dict["NAME"] = str(own)
        fixturedef.cached_result = (None, fixturedef.cache_key(request), None)
        return True


class Changed(SourceFileLoader):
    """Loads a module with a change, past what Python keeps of it compiled."""

    def __init__(self, task: Task, name: str, path: str) -> None:
        super().__init__(name, path)
        self.task = task

    def get_code(self, fullname: str) -> CodeType:
        """Give the code of the changed module."""
        return code_of(self.task)
