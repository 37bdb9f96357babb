"""A setting that cannot be used stops the start, and every setting is documented."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[2]
GOOD = {"SECRET_KEY": "a-good-secret-key-" + "0123456789" * 4}


def check(**settings: str) -> subprocess.CompletedProcess[str]:
    """Run Django's checks with these settings alone in the environment."""
    environment = {"PATH": os.environ["PATH"], "DJANGO_SETTINGS_MODULE": "portal.settings"} | settings
    return subprocess.run(
        [sys.executable, "manage.py", "check"], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )


def test_a_secret_key_is_all_that_must_be_set():
    answer = check(**GOOD)
    assert (answer.returncode, answer.stderr) == (0, "")


def test_a_missing_secret_key_stops_the_start():
    answer = check()
    assert answer.returncode == 1
    assert answer.stderr == (
        'The setting SECRET_KEY cannot be used: Environment variable "SECRET_KEY" not set\n'
        "Expected: at least 50 random characters, for example from: "
        "python3 -c 'import secrets; print(secrets.token_urlsafe(64))'\n"
    )


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("SECRET_KEY", "short", "at least 50 random characters"),
        ("SECRET_KEY", "", "at least 50 random characters"),
        ("DATABASE_URL", "nonsense", "a database address such as postgres://"),
        ("DATABASE_URL", "postgres://user:password@host:port/name", "a database address such as postgres://"),
        ("CACHE_URL", "nonsense", "a cache address such as redis://"),
        ("DEBUG", "perhaps", "true or false"),
        ("DEMO", "perhaps", "true or false"),
        ("HTTPS", "", "true behind TLS"),
        ("PROXIES", "two", "the number of reverse proxies"),
        ("PROXIES", "-1", "the number of reverse proxies"),
        ("CONFIRMED_MINUTES", "0", "a number of minutes, at least 1"),
        ("SECURITY_LOG_DAYS", "0", "a number of days, at least 1"),
        ("SESSION_IDLE_MINUTES", "0", "a number of minutes, at least 1"),
        ("SESSION_IDLE_MINUTES", "long", "a number of minutes, at least 1"),
        ("EMAIL_URL", "nonsense", "a mail server such as submission://"),
        ("EMAIL_URL", "smtp+tls://host", "a mail server such as submission://"),
        ("EMAIL_URL", "smtp://host:port", "a mail server such as submission://"),
        ("SITE_URL", "integration.example.se", "the portal's public address, for example https://"),
        ("SITE_URL", "https://", "the portal's public address, for example https://"),
        ("SITE_URL", "https://example.se/portal", "the portal's public address, for example https://"),
        ("ALLOWED_HOSTS", "https://integration.example.se", "host names, separated by commas"),
        ("ALLOWED_HOSTS", "example.se, ,example.com", "host names, separated by commas"),
        ("CONTACT_EMAIL", "the town hall", "the e-mail address that readers can write to"),
        ("DEFAULT_FROM_EMAIL", "", "the e-mail address that the portal writes from"),
        ("ENV_FILE", "no-such-file", "a file with a line NAME=value for each setting"),
    ],
)
def test_a_bad_value_stops_the_start_with_its_name_and_what_is_expected(name, value, expected):
    answer = check(**GOOD | {name: value})
    first, second, *more = answer.stderr.splitlines()
    assert answer.returncode == 1
    assert first.startswith(f"The setting {name} cannot be used: ")
    assert second.startswith(f"Expected: {expected}")
    assert more == []


def test_a_database_password_is_not_repeated_in_the_message():
    assert "hemligt" not in check(**GOOD, DATABASE_URL="postgres://user:hemligt@host:port/name").stderr


def test_settings_can_come_from_a_file(tmp_path):
    file = tmp_path / "portal.env"
    file.write_text(f"SECRET_KEY={GOOD['SECRET_KEY']}\nDEBUG=perhaps\n", encoding="utf-8")
    assert check(ENV_FILE=str(file)).stderr.startswith("The setting DEBUG cannot be used: ")


def test_the_documentation_lists_exactly_the_settings_that_are_read():
    read = set(re.findall(r'env\.\w+,\s*"([A-Z_]+)"', (ROOT / "portal/settings.py").read_text(encoding="utf-8")))
    guide = (ROOT / "docs/deployment.md").read_text(encoding="utf-8")
    listed = re.findall(r"^\| `([A-Z_]+)` \|", guide, flags=re.MULTILINE)
    assert sorted(listed) == sorted(read)
