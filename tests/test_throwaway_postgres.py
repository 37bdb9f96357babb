"""The throwaway cluster serves one command and leaves nothing behind."""

import signal
import subprocess
import sys
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from tests.installed import missing_part_is_a_fault
from tests.throwaway_postgres import NOT_INSTALLED, server_programs

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[1]
ASK = """
import os, psycopg2
connection = psycopg2.connect(os.environ["DATABASE_URL"])
cursor = connection.cursor()
cursor.execute("SELECT lower('ÅÄÖ'), current_setting('listen_addresses')")
print(os.environ["DATABASE_URL"], *cursor.fetchone(), flush=True)
"""


@pytest.fixture(autouse=True)
def _installed():
    if not server_programs():
        (pytest.fail if missing_part_is_a_fault() else pytest.skip)(NOT_INSTALLED)


def start(code: str) -> subprocess.Popen[str]:
    """Run Python code beside a throwaway cluster, with Ctrl-C heard even where these tests run in the background."""
    command = [sys.executable, "-m", "tests.throwaway_postgres", sys.executable, "-c", code]
    heard = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    finally:
        signal.signal(signal.SIGINT, heard)


def folder_in(url: str) -> Path:
    """Give the folder of the cluster with this address."""
    return Path(unquote(urlsplit(url).netloc.partition("@")[2]))


def test_the_command_gets_a_database_on_a_socket_alone_and_its_status_is_handed_on():
    with start(ASK + "raise SystemExit(7)") as process:
        url, lowered, *listening = process.communicate(timeout=60)[0].split()
    assert (lowered, listening, process.returncode) == ("åäö", [], 7)
    assert folder_in(url).name.startswith("portal-postgres-")
    assert not folder_in(url).exists()


@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupted_command_leaves_nothing_behind(sent):
    with start(ASK + "import time; time.sleep(60)") as process:
        assert process.stdout
        folder = folder_in(process.stdout.readline().split()[0])
        assert (folder / "cluster" / "postmaster.pid").exists()
        process.send_signal(sent)
        process.communicate(timeout=60)
    assert process.returncode != 0
    assert not folder.exists()
