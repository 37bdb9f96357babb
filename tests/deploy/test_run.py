"""What `make run` does before it serves: nothing twice, and nothing without saying what is wrong."""

import os
import socket
import stat
import subprocess
import sys

import pytest

from deploy import run
from strategies.models import Strategy
from tests.conventions.sources import ROOT


def start(port: str) -> subprocess.CompletedProcess[str]:
    """Start the portal on a port that it cannot use."""
    environment = {"PATH": os.environ["PATH"], "PORT": port}
    return subprocess.run(
        [sys.executable, "deploy/run.py"], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )


@pytest.fixture
def var(tmp_path, monkeypatch):
    """Let the stamps stand in a folder of the test's own."""
    monkeypatch.setattr(run, "VAR", tmp_path)
    return tmp_path


@pytest.mark.parametrize("port", ["http", "0", "70000", "-1"])
def test_a_port_that_is_none_is_refused_with_what_is_expected(port):
    answer = start(port)
    assert answer.returncode == 1
    assert answer.stderr.startswith(f"PORT is “{port}”. Expected: a number from 1 to 65535")


def test_a_port_that_somebody_listens_on_is_refused_with_what_to_do():
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        answer = start(str(port))
    assert answer.returncode == 1
    assert answer.stderr.startswith(f"Port {port} cannot be used: Address already in use.\nChoose another")


def test_the_secret_key_is_made_once_and_is_its_owners_alone(var):
    key = run.secret_key()
    assert len(key) >= 50
    assert run.secret_key() == key
    assert stat.S_IMODE((var / "secret_key").stat().st_mode) == 0o600


@pytest.mark.django_db
def test_the_demonstration_is_loaded_again_only_when_the_database_has_it_no_more(var, settings, capsys):
    settings.DEMO = True
    said = run.load_demonstration()
    assert "admin@example.se" in said
    assert capsys.readouterr().out == "Loading the demonstration …\n"
    assert run.load_demonstration() == said
    assert capsys.readouterr().out == ""
    Strategy.objects.all().delete()
    assert run.load_demonstration() == said
    assert capsys.readouterr().out == "Loading the demonstration …\n"


@pytest.mark.django_db
def test_a_demonstration_of_other_files_is_loaded(var, settings, monkeypatch, capsys):
    settings.DEMO = True
    run.load_demonstration()
    capsys.readouterr()
    monkeypatch.setattr(run, "DEMONSTRATION", ("portal/strategyfile/demo",))
    run.load_demonstration()
    assert capsys.readouterr().out == "Loading the demonstration …\n"


def test_a_fingerprint_tells_contents_and_names_apart(tmp_path):
    one, other = tmp_path / "one", tmp_path / "other"
    one.write_text("a")
    other.write_text("b")
    same = run.fingerprint([("x", one), ("y", other)])
    assert run.fingerprint([("y", other), ("x", one)]) == same
    assert len({same, run.fingerprint([("x", other), ("y", one)]), run.fingerprint([("x", one)])}) == 3
