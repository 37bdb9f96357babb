"""Whether readers wait while documents are uploaded: the median time of a public page alone, and with 8 uploads.

`make bench` runs it, against the demonstration on this machine with a database of its own, as `make run` serves it. The
last word says whether the limit holds, and so does the exit status. It wants two cores that do nothing else.
"""

import http.client
import os
import re
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import urlencode

from tests.bench_documents import pdf_file

ROOT = Path(__file__).resolve().parents[1]
PAGE = "/sv/kommuner/hassleholm/integrationsstrategi/"
UPLOADS = 8
PAGES_OF_EACH = 40
ALONE = 200  # requests
MOST = 2.0  # times the median that the page has alone
COORDINATOR = "hassleholm@example.se"


class Browser:
    """One person's browser: a connection for each request, and cookies."""

    def __init__(self, port: int) -> None:
        """Take the port of the portal on this machine."""
        self.port = port
        self.cookies: dict[str, str] = {}

    def ask(self, method: str, path: str, body: bytes = b"", kind: str = "") -> tuple[int, str, bytes]:
        """Give the status of the answer, where it leads, and what is in it."""
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        headers |= {"Content-Type": kind} if kind else {}
        with closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)) as connection:
            connection.request(method, path, body or None, headers)
            answer = connection.getresponse()
            for value in answer.headers.get_all("Set-Cookie") or []:
                name, _sign, rest = value.partition("=")
                self.cookies[name] = rest.partition(";")[0]
            return answer.status, answer.headers.get("Location", ""), answer.read()

    def token(self, path: str) -> str:
        """Give the token of a page's form."""
        found = re.search(rb'name="csrfmiddlewaretoken" value="(\w+)"', self.ask("GET", path)[2])
        assert found, path
        return found[1].decode()

    def sign_in(self, user: str, password: str) -> None:
        """Sign a person in."""
        page = "/en/account/sign-in/"
        form = {"csrfmiddlewaretoken": self.token(page), "login": user, "password": password}
        status, _to, _said = self.ask("POST", page, urlencode(form).encode(), "application/x-www-form-urlencoded")
        assert status == http.client.FOUND, status

    def upload(self, content: bytes, municipality: str) -> str:
        """Upload a PDF for a municipality, and give the address of the page that the portal leads to."""
        page, edge = "/admin/documents/import/", "edge-of-the-parts"
        fields = {"csrfmiddlewaretoken": self.token(page), "municipality": municipality, "into": ""}
        head = "".join(
            f'--{edge}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
            for name, value in fields.items()
        )
        file = f'--{edge}\r\nContent-Disposition: form-data; name="document"; filename="a.pdf"\r\n\r\n'
        body = head.encode() + file.encode() + content + f"\r\n--{edge}--\r\n".encode()
        status, to, _said = self.ask("POST", page, body, f"multipart/form-data; boundary={edge}")
        assert status == http.client.FOUND, status
        return to


@contextmanager
def served() -> Iterator[tuple[int, str]]:
    """Run the demonstration with a folder of its own; give its port, and what it said of the sign-ins."""
    with socket.socket() as attempt:
        attempt.bind(("127.0.0.1", 0))
        port = attempt.getsockname()[1]
    with tempfile.TemporaryDirectory() as folder:
        environment = {"PATH": os.environ["PATH"], "PORT": str(port), "VAR_DIR": folder}
        if "DATABASE_URL" in os.environ:
            environment["DATABASE_URL"] = os.environ["DATABASE_URL"]
        log = Path(folder, "log")
        with log.open("w") as said:
            server = subprocess.Popen(
                [sys.executable, "deploy/run.py"], cwd=ROOT, env=environment, stdout=said, stderr=said
            )
        try:
            while not _answers(port):
                assert server.poll() is None, log.read_text()
                time.sleep(0.2)
            time.sleep(3)  # until the processes have started, and have done nothing for a moment
            yield port, log.read_text()
        finally:
            server.send_signal(signal.SIGTERM)
            server.wait()
            time.sleep(2)  # the worker ends with the server


def _answers(port: int) -> bool:
    with socket.socket() as attempt:
        return attempt.connect_ex(("127.0.0.1", port)) == 0


def times(port: int, goes_on: Callable[[int], bool]) -> list[float]:
    """Ask for the public page, one reader after the other, while `goes_on` says so of the number of times."""
    taken: list[float] = []
    reader = Browser(port)
    while goes_on(len(taken)):
        began = time.perf_counter()
        status, _to, _said = reader.ask("GET", PAGE)
        taken.append(time.perf_counter() - began)
        assert status == http.client.OK, status
        time.sleep(0.02)
    return taken


def main() -> bool:
    """Measure, print both medians and their ratio, and say whether the limit holds."""
    content = pdf_file(PAGES_OF_EACH)
    with served() as (port, said):
        found = re.search("password “(.+?)”", said)
        assert found, said
        people = [Browser(port) for _at in range(UPLOADS)]
        people[0].sign_in(COORDINATOR, found[1])
        for person in people[1:]:
            person.cookies = dict(people[0].cookies)
        form = people[0].ask("GET", "/admin/documents/import/")[2]
        municipality = re.findall(rb'<option value="(\d+)" selected', form)[0].decode()
        alone = statistics.median(times(port, lambda count: count < ALONE))

        def upload(person: Browser) -> tuple[str, float]:
            began = time.perf_counter()
            return person.upload(content, municipality), time.perf_counter() - began

        began = time.perf_counter()
        with ThreadPoolExecutor(UPLOADS) as together:
            uploads = [together.submit(upload, person) for person in people]

            def goes_on(count: int) -> bool:
                # Asking whether all is read is work for the server too, so it is not done often.
                return count % 20 > 0 or not all(
                    each.done() and _is_read(people[0], each.result()[0]) for each in uploads
                )

            meanwhile = times(port, goes_on)
        took = time.perf_counter() - began
        answered = max(each.result()[1] for each in uploads)
    median = statistics.median(meanwhile)
    ratio = median / alone
    print(
        f"{UPLOADS} documents of {PAGES_OF_EACH} pages at once: each upload answered within {answered:.1f} s, all"
        f" read in {took:.0f} s. The public page: median {alone * 1000:.1f} ms alone,"
        f" {median * 1000:.1f} ms meanwhile ({len(meanwhile)} requests), {ratio:.2f} times as much;"
        f" at most {MOST:.0f}: {'held' if ratio <= MOST else 'NOT HELD'}"
    )
    return ratio <= MOST


def _is_read(person: Browser, page: str) -> bool:
    status, to, said = person.ask("GET", page)
    assert status == http.client.FOUND or b"reading-now" in said, said.decode()
    return status == http.client.FOUND and "/review/" in to


if __name__ == "__main__":
    sys.exit(0 if main() else 1)
