"""How long a PDF takes to be written, in how much memory, and how large it is.

`make bench` runs it: the five strategies of the demonstration, and three made-up ones: 145 pages of long texts, and 900
and 2,000 commitments of a few sentences. Seconds are those of the processor, and include what the database is asked
for. Memory is the most that this process ever took, so that the largest document comes last. The exit status says
whether the limits hold.
"""

import os
import random
import resource
import shutil
import sys
import time
from io import BytesIO, StringIO
from typing import Any

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
os.environ["DATABASE_URL"] = "sqlite://:memory:"
django.setup()

import pdfplumber  # noqa: E402
from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.test.utils import setup_databases, teardown_databases  # noqa: E402
from django.utils.translation import override  # noqa: E402

from portal.downloads.content import content  # noqa: E402
from portal.downloads.pdf.document import data, pdf_file  # noqa: E402
from strategies.models import Strategy  # noqa: E402
from tests.bench_documents import sentences  # noqa: E402
from tests.factories import CommitmentFactory, SectionFactory, StrategyFactory  # noqa: E402

OF_THE_DEMONSTRATION = (0.5, 200)  # seconds of the processor and MB
LIMITS = {
    (270, 5): (2, 400),
    (900, 2): (6, 700),
    (2000, 1): (14, 1200),
}  # for so many commitments, and sentences in each


def made_up(commitments: int, length: int) -> Any:
    """Give a strategy of so many commitments: twice `length` sentences and a list in each, a table in every tenth."""
    chance = random.Random(commitments)  # noqa: S311
    strategy: Any = StrategyFactory(title_sv=f"{commitments} åtaganden")
    section = SectionFactory(strategy=strategy, title_sv="Mål")
    row = f"<tr>{'<td>Provnämnden följer upp</td>' * 4}</tr>"
    goal = None
    for number in range(commitments):
        text = "".join(f"<p>{sentences(chance, length)}</p>" for _at in range(2))
        text += f"<ul>{''.join(f'<li>{sentences(chance, 1)}</li>' for _at in range(3))}</ul>"
        text += f"<table>{row * 5}</table>" if number % 10 == 0 else ""
        if number % 5 == 0:
            place = {"section": section, "kind": "long_term_goal", "title_sv": f"Mål {number}"}
            goal = CommitmentFactory(strategy=strategy, plain_sv=text, **place)
        else:
            CommitmentFactory(strategy=strategy, parent=goal, plain_sv=text)
    return strategy


def measured(strategy: Strategy, seconds: float, memory: float) -> bool:
    """Write the PDF of a strategy, print what it took, and say whether that is within the limits."""
    with override("sv"):
        began = time.process_time()
        source = content(strategy, "sv", "plain", lambda path: f"https://portal.example.se{path}")
        file = pdf_file(source)
        taken = time.process_time() - began
        letters = len(data(source))
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    held = taken < seconds and most < memory
    with pdfplumber.open(BytesIO(file)) as document:
        pages = len(document.pages)
    print(
        f"{strategy.municipality.slug}, {strategy.commitments.count()} commitments, {pages} pages: {taken:.2f} s,"
        f" {most:.0f} MB, {len(file) / 1000:.0f} kB from {letters / 1000:.0f} kB;"
        f" at most {seconds} s and {memory} MB: {'held' if held else 'NOT HELD'}",
        flush=True,
    )
    return held


def main() -> bool:
    """Measure all of them in a database that is thrown away, and say whether the limits hold."""
    settings.VAR_DIR.mkdir(parents=True)
    databases = setup_databases(verbosity=0, interactive=False)
    try:
        call_command("load_demo", stdout=StringIO())
        held = [measured(strategy, *OF_THE_DEMONSTRATION) for strategy in Strategy.objects.order_by("pk")]
        held += [measured(made_up(*size), *limits) for size, limits in LIMITS.items()]
    finally:
        teardown_databases(databases, verbosity=0)
        shutil.rmtree(settings.VAR_DIR)
    return all(held)


if __name__ == "__main__":
    sys.exit(0 if main() else 1)
