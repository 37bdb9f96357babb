"""The files of the repository, for tests of what holds in all of them."""

import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def tracked(*suffixes: str, below: str = "") -> list[Path]:
    """Give the files that are committed or about to be, of these kinds (all, if none is named), below a folder."""
    # CI may run as another user than the one who owns the files, which git refuses unless told otherwise.
    command = [
        "git",
        "-c",
        "safe.directory=*",
        "ls-files",
        "-z",
        "--cached",
        "--others",
        "--exclude-standard",
        "--",
        below or ".",
    ]
    answer = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    files = [ROOT / name for name in answer.stdout.split("\0") if name]
    return sorted(file for file in files if file.is_file() and (not suffixes or file.suffix in suffixes))


def name(file: Path) -> str:
    """Give a file's path from the root of the repository."""
    return file.relative_to(ROOT).as_posix()


def text(file: Path) -> str:
    """Give a file's text, or nothing for a file that is not text."""
    try:
        return file.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return ""
