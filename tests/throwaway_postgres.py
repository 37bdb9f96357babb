"""A PostgreSQL cluster for one command, on a Unix socket in a temporary folder, removed when the command ends.

python -m tests.throwaway_postgres COMMAND runs the command with DATABASE_URL naming the cluster. Where PostgreSQL is
not installed, the command runs all the same, on SQLite; in CI that is a fault.
"""

import os
import pwd
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import quote

from tests.installed import missing_part_is_a_fault

NOT_INSTALLED = "PostgreSQL is not installed. On Debian or Ubuntu: sudo apt-get install postgresql"

# Nothing here has to survive a power cut, and nobody reaches it from outside.
SETTINGS = {
    "autovacuum": "off",
    "fsync": "off",
    "full_page_writes": "off",
    "jit": "off",
    "listen_addresses": "",
    "max_connections": "50",
    "max_wal_senders": "0",
    "synchronous_commit": "off",
    "wal_level": "minimal",
}
OPTIONS = " ".join(f"-c {name}={value}" for name, value in SETTINGS.items())
# A disk in memory, where the machine has one with room for the databases of a few processes.
MEMORY, ROOM = Path("/dev/shm"), 2**30  # noqa: S108


def server_programs() -> Path | None:
    """Give the folder of the installed PostgreSQL's programs, or None."""
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda folder: folder.parent.name.zfill(3))[::-1]
    if pg_config := shutil.which("pg_config"):
        answer = subprocess.run([pg_config, "--bindir"], capture_output=True, text=True, check=False)
        folders.append(Path(answer.stdout.strip()))
    if initdb := shutil.which("initdb"):
        folders.append(Path(initdb).resolve().parent)
    return next((folder for folder in folders if (folder / "initdb").exists() and (folder / "pg_ctl").exists()), None)


def place() -> Path | None:
    """Give the folder for the cluster's own; None is where temporary files are."""
    return MEMORY if os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > ROOM else None


def server_user() -> str | None:
    """Give the user to run the server as when we are root, whom PostgreSQL refuses; None runs it as ourselves."""
    if os.getuid() != 0:
        return None
    users = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in users else "nobody"


@contextmanager
def throwaway_postgres(programs: Path) -> Iterator[str]:
    """Run a cluster with these programs, and give its address as a DATABASE_URL."""
    user = server_user()
    identity: dict[str, Any] = {"user": user, "group": pwd.getpwnam(user).pw_gid, "extra_groups": []} if user else {}

    def run(program: str, *arguments: str) -> None:
        command = [str(programs / program), "-D", f"{folder}/cluster", *arguments]
        answer = subprocess.run(
            command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, cwd=folder, check=False, **identity
        )
        if answer.returncode:
            sys.exit(f"PostgreSQL's {program} failed:\n{Path(log.name).read_text(encoding='utf-8')}")

    with TemporaryDirectory(prefix="portal-postgres-", dir=place()) as folder, Path(folder, "log").open("w") as log:
        if user:
            shutil.chown(folder, user)
        run("initdb", "--auth=trust", "--username=portal", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync")
        run("pg_ctl", "start", "--wait", "--log=server.log", f"--options={OPTIONS} -c unix_socket_directories={folder}")
        try:
            yield f"postgres://portal@{quote(folder, safe='')}/postgres"
        finally:
            run("pg_ctl", "stop", "--wait", "--mode=immediate")


def main() -> int:
    """Run the command given as arguments, and give its exit status."""
    programs = server_programs()
    if not programs:
        if missing_part_is_a_fault():
            sys.exit(NOT_INSTALLED)
        print(f"On SQLite. {NOT_INSTALLED}", flush=True)
        return subprocess.run(sys.argv[1:], check=False).returncode
    # Being asked to stop goes through the same clean-up as Ctrl-C.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    signal.signal(signal.SIGHUP, lambda *_: sys.exit(1))
    with throwaway_postgres(programs) as url:
        return subprocess.run(sys.argv[1:], env=os.environ | {"DATABASE_URL": url}, check=False).returncode


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(130)
