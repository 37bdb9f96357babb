"""Serve the demonstration on this machine: prepare what has changed since the last time, start a worker and gunicorn.

PORT, DATABASE_URL and the other settings of docs/deployment.md are taken from the environment.
"""

import hashlib
import os
import secrets
import socket
import subprocess
import sys
from collections.abc import Iterable, Iterator
from io import StringIO
from pathlib import Path

import django
from django.apps import apps
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.db import OperationalError, connection
from django.utils import translation

ROOT = Path(__file__).resolve().parent.parent
VAR = Path(os.environ.get("VAR_DIR") or ROOT / "var").resolve()
HIGHEST_PORT = 65_535

# What the demonstration in the database is made from.
DEMONSTRATION = ("portal/strategyfile", "portal/management", "strategies/data", "goals/data", "*/migrations")


def port_asked_for() -> int:
    """Give the port of the environment's PORT, or 8000; stop when it is no port, or cannot be used."""
    asked = os.environ.get("PORT") or "8000"
    if not asked.isdecimal() or not 0 < int(asked) <= HIGHEST_PORT:
        sys.exit(f"PORT is “{asked}”. Expected: a number from 1 to {HIGHEST_PORT}, for example make run PORT=8765")
    with socket.socket() as attempt:
        attempt.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            attempt.bind(("127.0.0.1", int(asked)))
        except OSError as error:
            sys.exit(f"Port {asked} cannot be used: {error.strerror}.\nChoose another, for example make run PORT=8765")
    return int(asked)


def secret_key() -> str:
    """Give this installation's own secret key, made on the first run and readable by its owner alone."""
    kept = VAR / "secret_key"
    if not kept.exists():
        unfinished = VAR / "secret_key.new"
        unfinished.touch(mode=0o600)
        unfinished.write_text(secrets.token_urlsafe(64), encoding="ascii")
        unfinished.replace(kept)
    return kept.read_text(encoding="ascii")


def fingerprint(files: Iterable[tuple[str, str | Path]]) -> str:
    """Give a digest of the names and contents of files, each given as (name, path)."""
    digest = hashlib.sha256()
    for name, path in sorted(files):
        digest.update(f"{name}\0{hashlib.sha256(Path(path).read_bytes()).hexdigest()}\n".encode())
    return digest.hexdigest()


def prepare_database() -> None:
    """Bring the database's tables to where the code is; stop when the database does not answer."""
    try:
        connection.ensure_connection()
    except OperationalError as error:
        sys.exit(f"The database does not answer: {error}\nIs it running, and is DATABASE_URL right?")
    call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)


def collect_static_files() -> None:
    """Collect and compress the static files, unless none has changed."""
    found = [(path, storage.path(path)) for finder in get_finders() for path, storage in finder.list([])]
    inputs = fingerprint(found)
    stamp = VAR / "static.collected"
    if stamp.exists() and stamp.read_text() == inputs and (settings.STATIC_ROOT / "staticfiles.json").exists():
        return
    stamp.unlink(missing_ok=True)
    print("Collecting static files …", flush=True)
    call_command("collectstatic", interactive=False, clear=True, verbosity=0)
    stamp.write_text(inputs)


def demonstration_files() -> Iterator[Path]:
    """Give the files that the demonstration in the database is made from."""
    for pattern in DEMONSTRATION:
        for folder in ROOT.glob(pattern):
            yield from (path for path in folder.rglob("*.*") if path.suffix != ".pyc")


def load_demonstration() -> str:
    """Load the demonstration, unless this database has this one; give what load_demo says of the sign-ins."""
    database = "\n".join(str(connection.settings_dict[part]) for part in ("ENGINE", "NAME", "HOST", "PORT"))
    stamp = VAR / f"demonstration-{hashlib.sha256(database.encode()).hexdigest()[:12]}.loaded"
    inputs = fingerprint((str(path.relative_to(ROOT)), path) for path in demonstration_files())
    known, _, said = stamp.read_text(encoding="utf-8").partition("\n") if stamp.exists() else ("", "", "")
    strategies, users = apps.get_model("strategies", "Strategy").objects, get_user_model().objects
    if known == inputs and strategies.exists() and users.exists():
        return said
    stamp.unlink(missing_ok=True)
    print("Loading the demonstration …", flush=True)
    answer = StringIO()
    with translation.override("en"):
        call_command("load_demo", sign_ins=True, stdout=answer)
    stamp.write_text(f"{inputs}\n{answer.getvalue()}", encoding="utf-8")
    return answer.getvalue()


def start_worker() -> None:
    """Start what reads uploaded documents. It ends with this process, which becomes the server."""
    command = [sys.executable, "manage.py", "work", "--beside", str(os.getpid())]
    subprocess.Popen(command, stdin=subprocess.DEVNULL)


def main() -> None:
    """Prepare, say where the portal is served and who can sign in, and become the server."""
    os.chdir(ROOT)
    sys.path.insert(0, str(ROOT))
    address = f"127.0.0.1:{port_asked_for()}"
    try:
        VAR.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        sys.exit(f"VAR_DIR cannot be used: {error}.\nExpected: a folder that this user may write to.")
    os.environ["DJANGO_SETTINGS_MODULE"] = "portal.settings"
    for name, value in {"DEMO": "true", "HTTPS": "false", "SITE_URL": f"http://{address}"}.items():
        os.environ.setdefault(name, value)
    os.environ.setdefault("SECRET_KEY", secret_key())
    django.setup()
    prepare_database()
    collect_static_files()
    print(load_demonstration())
    connection.close()
    print(f"Integrationsportalen is served at http://{address} (stop it with Ctrl-C)", flush=True)
    start_worker()
    os.execv(
        sys.executable,
        [
            sys.executable,
            "-m",
            "gunicorn",
            "--config",
            "deploy/gunicorn_settings.py",
            "--bind",
            address,
            "--log-level",
            "warning",
        ],
    )


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        sys.exit(130)
