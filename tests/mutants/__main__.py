"""Change the code that guards something, one small change at a time, and tell which changes no test notices.

python -m tests.mutants [MODULE ...] tries the modules of plan.toml, or those named, and fails under 90 of a hundred.
"""

import json
import os
import signal
import sys
import tempfile
import tomllib
from collections import Counter
from collections.abc import Container
from pathlib import Path
from typing import Any

import pytest

from tests.mutants.changes import Mutant, mutants
from tests.mutants.runs import ARGUMENTS, LIVES, ROOT, Cold, Task, Warm, in_processes

WANTED = 90  # of a hundred
PLAN = Path(__file__).with_name("plan.toml")
LONGEST_WARM, LONGEST_COLD = 3600, 300  # seconds


def main(names: list[str]) -> int:
    """Try the changes, and give the exit status."""
    plan = tomllib.loads(PLAN.read_text(encoding="utf-8"))
    tests = {module: plan["tests"][module] for module in names or plan["tests"]}
    found = [(module, mutant) for module in tests for mutant in mutants(source(module))]
    known = equivalents(plan, tests)
    with tempfile.TemporaryDirectory(prefix="portal-mutants-") as folder:
        tried: dict[Task, Mutant] = {(each[0], each[1].number): each[1] for each in found if place(*each) not in known}
        alive = survivors(tried, tests, Path(folder))
    noticed = report(tried, alive)
    gone = known.difference(place(*each) for each in found)
    for each in sorted(gone):
        print(f"Not there any more, so take it out of {PLAN.name}: {each}")
    return int(noticed < WANTED or bool(gone))


def equivalents(plan: dict[str, Any], modules: Container[str]) -> set[tuple[str, str, str]]:
    """Give the changes that nobody could notice, as the plan lists them for these modules."""
    return {(each["module"], each["line"], each["change"]) for each in plan["equivalent"] if each["module"] in modules}


def source(module: str) -> str:
    """Give the text of a module."""
    return (ROOT / module).read_text(encoding="utf-8")


def place(module: str, mutant: Mutant) -> tuple[str, str, str]:
    """Give a change as the plan names it: its module, the text of its line, and what is changed."""
    return module, source(module).splitlines()[mutant.line - 1].strip(), mutant.change


def survivors(tried: dict[Task, Mutant], tests: dict[str, list[str]], folder: Path) -> list[Task]:
    """Run the tests against each change, and give those that none of them noticed; print each when it is found."""
    os.environ |= {"DJANGO_SETTINGS_MODULE": "tests.settings", "HYPOTHESIS_STORAGE_DIRECTORY": f"{folder}/hypothesis"}
    os.environ |= {"TMPDIR": str(folder), "PYTHONDONTWRITEBYTECODE": "1"}
    os.environ.pop("DATABASE_URL", None)  # SQLite, which a fork can have in its memory
    tempfile.tempdir = None  # what was read from the environment before
    template = folder / "ready.sqlite3"
    results = warm_results([task for task, mutant in tried.items() if mutant.is_in_function], tests, template)
    again: list[Task] = [(module, None) for module in tests]
    again += [task for task in tried if results.get(task, LIVES) == LIVES]

    def cold(task: Task) -> int:
        return Cold(template).run(task, tests[task[0]])

    alive = []
    for task, result, _seconds in in_processes(again, cold, lambda _task: LONGEST_COLD):
        if task[1] is None:
            refuse_tests_that_fail([task[0]] if result else [], tests)
        elif result == LIVES:
            alive.append(task)
            print(f"{task[0]}:{tried[task].line} {tried[task].within}: {tried[task].change}", flush=True)
    return alive


def warm_results(tasks: list[Task], tests: dict[str, list[str]], template: Path) -> dict[Task, int]:
    """Try the changes that are in functions, in forks of one session; leave its database in `template`."""
    told, log = template.with_name("told"), template.with_name("log")
    told.touch()

    def tell(task: Task, result: int) -> None:
        with told.open("a") as file:
            file.write(f"{json.dumps([*task, result])}\n")

    def warm(_task: Task) -> int:
        files = sorted({file for files in tests.values() for file in files})
        return int(pytest.main([*ARGUMENTS, *files], plugins=[Warm(tasks, tests, template, tell)]))

    list(in_processes([("", None)], warm, lambda _task: LONGEST_WARM, str(log)))
    results: dict[Task, int] = {
        (module, number): result for module, number, result in map(json.loads, told.read_text().splitlines())
    }
    failing = [module for module in tests if results.get((module, None)) != LIVES]
    if failing:
        print(log.read_text(encoding="utf-8")[-5000:])
    refuse_tests_that_fail(failing, tests)
    return results


def refuse_tests_that_fail(modules: list[str], tests: dict[str, list[str]]) -> None:
    """Stop where tests fail without any change: they would notice everything."""
    if modules:
        files = " ".join(dict.fromkeys(file for module in modules for file in tests[module]))
        sys.exit(f"These tests fail without any change, or not all of them are there: {files}")


def report(tried: dict[Task, Mutant], alive: list[Task]) -> float:
    """Print how many changes of each module were noticed, and of all; give the latter of a hundred."""
    number, living = Counter(module for module, _number in tried), Counter(module for module, _number in alive)
    number["all"], living["all"] = len(tried), len(alive)
    print(f"\n{'noticed':>7} {'of':>5}")
    for module, total in number.items():
        noticed = total - living[module]
        print(f"{noticed:7} {total:5} {100 * noticed / total:6.1f} % {module}")
    return 100 * (1 - len(alive) / len(tried))


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, lambda *_arguments: sys.exit(143))  # so that the temporary folder is removed then too
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
