"""Run the checks one after the other, each under its own heading, and stop at the first that finds something.

.ci/checks.py lint runs no tests, quick runs those that need neither a database nor a browser nor long, and all is what
CI runs.
"""

import os
import shlex
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

# Settings of an installation as docs/deployment.md describes it. Nothing here is reached or written to.
PRODUCTION = {
    "DJANGO_SETTINGS_MODULE": "portal.settings",
    "SECRET_KEY": "a-long-key-that-only-this-check-uses-0123456789-abcdefghijklmnop",
    "ALLOWED_HOSTS": "integration.example.se",
    "SITE_URL": "https://integration.example.se",
    "CONTACT_EMAIL": "integration@example.se",
    "DEFAULT_FROM_EMAIL": "portal@example.se",
    "SITE_OWNER": "Exempelkommunen",
    "DATABASE_URL": "sqlite://:memory:",
    "DEBUG": "false",
    "DEMO": "false",
    "HTTPS": "true",
}


# The environment of whoever runs the checks, without what would point them at a real installation.
ELSEWHERE = {"CACHE_URL", "DATABASE_URL", "DJANGO_SETTINGS_MODULE", "EMAIL_URL", "ENV_FILE", "VAR_DIR"}
ENVIRONMENT = {name: value for name, value in os.environ.items() if name not in ELSEWHERE} | {
    "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
}


@dataclass(frozen=True)
class Check:
    """One check: what it is about, the command that runs it, settings it needs, and whether silence is its success."""

    name: str
    command: str
    settings: dict[str, str] = field(default_factory=dict)
    silent: bool = False

    def passes(self) -> bool:
        """Run it."""
        answer = subprocess.run(
            shlex.split(self.command),
            cwd=ROOT,
            env=ENVIRONMENT | self.settings,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE if self.silent else None,
            check=False,
        )
        if answer.stdout:
            print(answer.stdout.decode(), end="")
        return not answer.returncode and not answer.stdout


LINT = [
    Check("The form of the code", "ruff format --check ."),
    Check("Faults that reading finds", "ruff check ."),
    Check("Types", "mypy ."),
    Check("Imports point down", "lint-imports --no-logo"),
    # ruff counts no boolean operators and no comprehensions; radon lists each function that is over 10.
    Check(
        "No function is complex",
        "radon cc --show-complexity --min C portal goals strategies deploy .ci tests",
        silent=True,
    ),
    Check("Templates", "djlint --lint templates"),
    Check("Every model has its migration", "python manage.py makemigrations --check --dry-run", PRODUCTION),
]
SAFE = Check("A safe installation", "python manage.py check --deploy --fail-level WARNING", PRODUCTION)
PARALLEL = "pytest -n auto --maxprocesses 4"
QUICK = Check("The quick tests", f"{PARALLEL} --no-database -m 'not browser and not slow'")
TESTS = [
    Check("Tests on PostgreSQL", f"python -m tests.throwaway_postgres {PARALLEL} --dist worksteal -m 'not browser'"),
    Check("Tests of the database's engine on SQLite", f"{PARALLEL} --dist worksteal -m 'engine and not browser'"),
    # A file's tests share a server and a page that is signed in.
    Check("Tests in Chromium", f"{PARALLEL} --dist loadscope -m browser"),
]
CHECKS = {"lint": [*LINT, SAFE], "quick": [*LINT, QUICK], "all": [*LINT, SAFE, *TESTS]}


def run(checks: list[Check]) -> None:
    """Run checks, each under a heading with the time since the start; stop at the first that finds something."""
    began = time.monotonic()
    for check in checks:
        passed = time.strftime("%M:%S", time.gmtime(time.monotonic() - began))
        print(f"\n== {passed} {check.name}: {check.command}", flush=True)
        if not check.passes():
            sys.exit(f"\nStopped at: {check.name}")


if __name__ == "__main__":
    try:
        run(CHECKS[sys.argv[1]])
    except KeyboardInterrupt:
        sys.exit(130)
