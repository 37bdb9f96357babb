"""What holds in every file: its length, and that it names no machine and no package registry."""

import re

from tests.conventions.sources import ROOT, name, text, tracked

LONGEST = 400

# Put together here, so that this file does not hold them.
HOSTS = ["py" + r"pi\.org", "python" + r"hosted\.org", "npm" + r"js\.(?:com|org)", "deb" + r"ian\.org/debian"]
FOLDERS = ["ro" + "ot", "ho" + "me", "wo" + "rk", "op" + "t", "Us" + "ers"]
ELSEWHERE = re.compile(rf"{'|'.join(HOSTS)}|(?<![\w.}}*/])/(?:{'|'.join(FOLDERS)})/\w")

ADDRESS = re.compile(r"://|^(?:--(?:index|extra-index|find-links)|-[if]\b)")
PIN = re.compile(r"^([\w.-]+)==(\S+)", flags=re.MULTILINE)


def test_files_are_short_enough_to_read():
    read = [file for file in tracked(".py", ".html", ".css", ".js") if file.parent.name != "migrations"]
    lengths = {name(file): text(file).count("\n") for file in read}
    assert {file: lines for file, lines in lengths.items() if lines > LONGEST} == {}


def test_no_file_names_a_registry_or_a_folder_of_somebodys_machine():
    found = [
        f"{name(file)}:{number}: {line.strip()[:100]}"
        for file in tracked()
        for number, line in enumerate(text(file).splitlines(), start=1)
        if ELSEWHERE.search(line)
    ]
    assert found == []


def test_requirements_say_no_address_to_install_from():
    found = [
        f"{name(file)}: {line}"
        for file in tracked(".in", ".txt", below="requirements")
        for line in text(file).splitlines()
        if ADDRESS.search(line)
    ]
    assert found == []


def test_the_portal_is_tested_with_the_packages_it_runs_with():
    base, dev = (dict(PIN.findall((ROOT / "requirements" / file).read_text())) for file in ("base.txt", "dev.txt"))
    assert base
    assert {package: dev.get(package) for package in base} == base
