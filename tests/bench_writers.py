"""How long people wait for one another who save at the same moment: the server as it is deployed, over real HTTP.

python -m tests.bench_writers [WRITERS] [POSTS EACH] serves the demonstration from a temporary folder, on SQLite unless
DATABASE_URL names another empty database, and prints how the answers fell out.
"""

import http.client
import os
import socket
import subprocess
import sys
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from importlib import import_module
from statistics import median
from tempfile import TemporaryDirectory
from threading import Barrier
from urllib.parse import urlencode

import django

PORT = 8765
TOKEN = "a" * 32
MAKE = """
from tests.bench_writers import sessions
print("|".join(sessions({writers})))
"""


def sessions(writers: int) -> list[str]:
    """Make a session for each of so many coordinators, and give their keys with the address that each posts to."""
    from django.conf import settings  # noqa: PLC0415 - the settings are this process's own
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY, get_user_model  # noqa: PLC0415

    from strategies.models import Membership, Strategy  # noqa: PLC0415

    store = import_module(settings.SESSION_ENGINE).SessionStore
    editions = list(Strategy.objects.order_by("pk"))
    made = []
    for number in range(writers):
        edition = editions[number % len(editions)]
        user = get_user_model().objects.create_user(f"writer{number}", f"writer{number}@example.se", "x")
        Membership.objects.create(user=user, municipality=edition.municipality, role="coordinator")
        session = store()
        session[SESSION_KEY], session[BACKEND_SESSION_KEY] = str(user.pk), settings.AUTHENTICATION_BACKENDS[0]
        session[HASH_SESSION_KEY] = user.get_session_auth_hash()
        session.save()
        made.append(f"{session.session_key} /admin/strategies/section/add/?strategy={edition.pk}")
    return made


def post(session: str, address: str, number: int) -> tuple[int, float]:
    """Add a section, and give the status of the answer and how many seconds it took."""
    form = {"title_sv": f"Avsnitt {number}", "kind": "other", "csrfmiddlewaretoken": TOKEN}
    headers = {
        "Cookie": f"sessionid={session}; csrftoken={TOKEN}",
        "Content-Type": "application/x-www-form-urlencoded",
        "Host": "localhost",
    }
    begun = time.monotonic()
    connection = http.client.HTTPConnection("127.0.0.1", PORT, timeout=120)
    try:
        connection.request("POST", address, urlencode(form), headers)
        return connection.getresponse().status, time.monotonic() - begun
    finally:
        connection.close()


def measured(writers: list[tuple[str, str]], each: int) -> list[tuple[int, float]]:
    """Let all writers begin at once, and each post so many times."""
    start = Barrier(len(writers))

    def work(writer: tuple[str, str]) -> list[tuple[int, float]]:
        start.wait()
        return [post(*writer, number) for number in range(each)]

    with ThreadPoolExecutor(len(writers)) as pool:
        return [answer for answers in pool.map(work, writers) for answer in answers]


def _wait_for_the_server(seconds: int = 60) -> None:
    for _second in range(seconds):
        try:
            socket.create_connection(("127.0.0.1", PORT), timeout=1).close()
        except OSError:
            time.sleep(1)
        else:
            return
    sys.exit("The server does not answer.")


def main() -> int:
    """Serve, measure, print; the exit status says whether any answer was a failure."""
    asked = [int(argument) for argument in sys.argv[1:3]]
    count, each = (*asked, *(50, 2)[len(asked) :])
    with TemporaryDirectory() as folder:
        environment = os.environ | {
            "ALLOWED_HOSTS": "localhost",
            "DJANGO_SETTINGS_MODULE": "portal.settings",
            "HTTPS": "false",
            "SECRET_KEY": "measuring-" * 6,
            "VAR_DIR": folder,
        }
        for command in (["migrate", "-v0"], ["createcachetable"], ["collectstatic", "--noinput", "-v0"], ["load_demo"]):
            subprocess.run(
                [sys.executable, "manage.py", *command], env=environment, check=True, stdout=subprocess.DEVNULL
            )
        make = [sys.executable, "manage.py", "shell", "--no-imports", "-c", MAKE.format(writers=count)]
        given = subprocess.run(make, env=environment, check=True, capture_output=True, text=True).stdout.strip()
        writers = [(line.split(" ")[0], line.split(" ")[1]) for line in given.split("|")]
        serve = ["gunicorn", "--config", "deploy/gunicorn_settings.py", "--bind", f"127.0.0.1:{PORT}"]
        server = subprocess.Popen([sys.executable, "-m", *serve], env=environment, stderr=subprocess.DEVNULL)
        try:
            _wait_for_the_server()
            answers = measured(writers, each)
        finally:
            server.terminate()
            server.wait()
    statuses = Counter(status for status, _seconds in answers)
    seconds = sorted(taken for _status, taken in answers)
    print(f"Django {django.__version__}, {count} writers at once, {each} posts each: answers {dict(statuses)}")
    print(f"seconds for an answer: median {median(seconds):.2f}, longest {seconds[-1]:.2f}")
    return int(any(status >= 500 for status in statuses))


if __name__ == "__main__":
    sys.exit(main())
