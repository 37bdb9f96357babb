"""Chromium, and the portal to drive with it.

Two servers: `demonstration` is what `make run` serves, started once, for tests that only read; pytest-django's
`live_server` has the test's own database, for tests that write.
"""

import fcntl
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.test import Client
from playwright.sync_api import Page

from tests.installed import program

ROOT = Path(__file__).resolve().parents[2]
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, object]:
    """Launch the system's Chromium: Playwright's own is a download."""
    path = program("chromium", "chromium-browser", "google-chrome", package="chromium")
    return {"executable_path": path, "args": list(FLAGS)}


@pytest.fixture(scope="session")
def base_url() -> None:
    """Let each test say which server it means; pytest-playwright's own fixture is one that pytest 9 warns of."""


@pytest.fixture(scope="session")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Give the address of the portal as `make run` serves it, with the demonstration in a database of its own.

    All processes of a run share it: the first that asks starts it, and ends it when no other uses it any more.
    """
    run = tmp_path_factory.getbasetemp()
    folder = (run.parent if "PYTEST_XDIST_WORKER" in os.environ else run) / "demonstration"
    folder.mkdir(exist_ok=True)
    address = folder / "address"
    # The system lets go of a lock when its holder ends, however that comes about.
    with (folder / "users").open("w") as users:
        fcntl.flock(users, fcntl.LOCK_EX)
        if address.exists():
            fcntl.flock(users, fcntl.LOCK_SH)
            yield address.read_text()
            return
        with served(folder) as url:
            address.write_text(url)
            fcntl.flock(users, fcntl.LOCK_SH)
            yield url
            fcntl.flock(users, fcntl.LOCK_EX)
            address.unlink()


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Run the portal as `make run` does, with all that it writes in a folder; give its address."""
    port = unused_port()
    environment = {"PATH": os.environ["PATH"], "PORT": str(port), "VAR_DIR": str(folder)}
    command = [sys.executable, "deploy/run.py"]
    with (
        (folder / "log").open("w") as log,
        subprocess.Popen(
            command, cwd=ROOT, env=environment, stdin=subprocess.DEVNULL, stdout=log, stderr=log
        ) as server,
    ):
        try:
            while not answers(port):
                if server.poll() is not None:
                    pytest.fail(f"The portal did not start:\n{(folder / 'log').read_text()}", pytrace=False)
                time.sleep(0.1)
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()


def unused_port() -> int:
    """Give a port that nobody listens on."""
    with socket.socket() as attempt:
        attempt.bind(("127.0.0.1", 0))
        return attempt.getsockname()[1]


def answers(port: int) -> bool:
    """Say whether somebody listens on the port."""
    with socket.socket() as attempt:
        return attempt.connect_ex(("127.0.0.1", port)) == 0


@pytest.fixture
def complaints(page: Page) -> list[str]:
    """Collect what the browser complains of, what its policy refuses among it."""
    found: list[str] = []
    page.on("console", lambda message: found.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: found.append(str(error)))
    return found


def sign_in(page: Page, address: str, user: User) -> None:
    """Let `page` go on as `user`, in English, on the server at `address`."""
    client = Client()
    client.force_login(user)
    cookies = {"sessionid": client.cookies["sessionid"].value, "django_language": "en"}
    page.context.add_cookies([{"name": name, "value": value, "url": address} for name, value in cookies.items()])
