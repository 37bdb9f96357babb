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
from pathlib import Path

import pytest

from tests.mutants.changes import Mutant, mutants
from tests.mutants.runs import ARGUMENTS, LIVES, ROOT, Cold, Task, Warm, in_processes

WANTED = 90  # of a hundred
PLAN = Path(__file__).with_name("plan.toml")
LONGEST_WARM, LONGEST_COLD = 3600, 300  # seconds


def main(names: list[str]) -> int:
    """Try the changes, and give the exit status."""
    plan = tomllib.loads(PLAN.read_text(encoding="utf-8"))
    tests = {module: files for module, files in plan["tests"].items() if module in names or not names}
    found: dict[Task, Mutant] = {
        (module, mutant.number): mutant for module in tests for mutant in mutants(source(module))
    }
    known = {(each["module"], each["line"], each["change"]) for each in plan.get("equivalent", [])}
    described = {
        task: (task[0], source(task[0]).splitlines()[each.line - 1].strip(), each.change)
        for task, each in found.items()
    }
    gone = [each for each in known if each[0] in tests and each not in described.values()]
    tried = {task: mutant for task, mutant in found.items() if described[task] not in known}
    with tempfile.TemporaryDirectory(prefix="portal-mutants-") as folder:
        alive = survivors(tried, tests, Path(folder))
    for module, line, change in gone:
        print(f"Not in {module} any more, so take it out of {PLAN.name}: {change!r} on {line!r}")
    return 1 if report(tried, alive) < WANTED or gone else 0


def source(module: str) -> str:
    """Give the text of a module."""
    return (ROOT / module).read_text(encoding="utf-8")


def survivors(tried: dict[Task, Mutant], tests: dict[str, list[str]], folder: Path) -> list[Task]:
    """Run the tests against each change, and give those that none of them noticed; print each when it is found."""
    os.environ |= {"DJANGO_SETTINGS_MODULE": "tests.settings", "HYPOTHESIS_STORAGE_DIRECTORY": f"{folder}/hypothesis"}
    os.environ |= {"TMPDIR": str(folder), "PYTHONDONTWRITEBYTECODE": "1"}
    os.environ.pop("DATABASE_URL", None)  # SQLite, which a fork can have in its memory
    tempfile.tempdir = None  # what was read from the environment before
    template, told = folder / "ready.sqlite3", folder / "told"
    told.touch()

    def tell(task: Task, result: int) -> None:
        with told.open("a") as file:
            file.write(f"{json.dumps([*task, result])}\n")

    def warm(_task: Task) -> int:
        files = sorted({file for files in tests.values() for file in files})
        in_function = [task for task, mutant in tried.items() if mutant.is_in_function]
        return int(pytest.main([*ARGUMENTS, *files], plugins=[Warm(in_function, tests, template, tell)]))

    unchanged: list[Task] = [(module, None) for module in tests]
    list(in_processes([("", None)], warm, lambda _task: LONGEST_WARM, str(folder / "log")))
    results = {(module, number): result for module, number, result in map(json.loads, told.read_text().splitlines())}
    failing = [module for module, _none in unchanged if results.get((module, None)) != LIVES]
    if failing:
        print((folder / "log").read_text(encoding="utf-8")[-5000:])
    refuse_tests_that_fail(failing, tests)

    alive = []
    again = [task for task in tried if results.get(task, LIVES) == LIVES]
    cold = in_processes(
        [*unchanged, *again], lambda task: Cold(template).run(task, tests[task[0]]), lambda _task: LONGEST_COLD
    )
    for task, result, _seconds in cold:
        if task in unchanged:
            refuse_tests_that_fail([task[0]] if result else [], tests)
        elif result == LIVES:
            alive.append(task)
            mutant = tried[task]
            print(f"{task[0]}:{mutant.line} {mutant.within}: {mutant.change}", flush=True)
    return alive


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
