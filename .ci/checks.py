"""Run the checks one after the other, each under its own heading, and stop at the first that finds something.

.ci/checks.py lint runs the quick ones; .ci/checks.py all runs the tests too, and is what CI runs.
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
    """One check: what it is about, the command that runs it, and settings it needs."""

    name: str
    command: str
    settings: dict[str, str] = field(default_factory=dict)


LINT = [
    Check("The form of the code", "ruff format --check ."),
    Check("Faults that reading finds", "ruff check ."),
    Check("Types", "mypy ."),
    Check("Imports point down", "lint-imports --no-logo"),
    Check("Templates", "djlint --lint templates"),
    Check("Every model has its migration", "python manage.py makemigrations --check --dry-run", PRODUCTION),
    Check("A safe installation", "python manage.py check --deploy --fail-level WARNING", PRODUCTION),
]
PARALLEL = "pytest -n auto --maxprocesses 4"
TESTS = [
    Check("Tests on SQLite", f"{PARALLEL} -m 'not browser'"),
    Check(
        "Tests of the database on PostgreSQL",
        f"python -m tests.throwaway_postgres {PARALLEL} -m 'not browser' --database-only",
    ),
    # A file's tests share a server and a page that is signed in.
    Check("Tests in Chromium", f"{PARALLEL} --dist loadscope -m browser"),
]


def run(checks: list[Check]) -> None:
    """Run checks, each under a heading with the time since the start; stop at the first that finds something."""
    began = time.monotonic()
    for check in checks:
        passed = time.strftime("%M:%S", time.gmtime(time.monotonic() - began))
        print(f"\n== {passed} {check.name}: {check.command}", flush=True)
        environment = ENVIRONMENT | check.settings
        command = shlex.split(check.command)
        status = subprocess.run(command, cwd=ROOT, env=environment, stdin=subprocess.DEVNULL, check=False).returncode
        if status:
            sys.exit(f"\nStopped at: {check.name}")


if __name__ == "__main__":
    try:
        run({"lint": LINT, "all": [*LINT, *TESTS]}[sys.argv[1]])
    except KeyboardInterrupt:
        sys.exit(130)
