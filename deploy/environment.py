"""Fill the folder .venv with the packages of a requirements file, at the hashes it lists, unless it has them already.

python3 deploy/environment.py base|dev

The system's Python runs this, perhaps one that is too old for the portal: nothing but the standard library is imported,
and no syntax is used that an older Python could not read far enough to say so.
"""

import hashlib
import importlib.util
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
OLDEST = (3, 11)
INSTALL = ["-m", "pip", "install", "--quiet", "--no-input", "--disable-pip-version-check", "--require-hashes"]


def refuse_a_python_that_cannot_do_it():
    """Stop with what to install when this Python is too old, or cannot make environments."""
    version = "{}.{}".format(*sys.version_info)
    if sys.version_info < OLDEST:
        sys.exit(
            f"Python 3.11 or newer is needed, and {sys.executable} is Python {version}.\n"
            "If you have a newer one, name it: make run PYTHON=python3.12"
        )
    if not (importlib.util.find_spec("venv") and importlib.util.find_spec("ensurepip")):
        sys.exit(
            "This Python cannot make an environment, because it came without venv.\n"
            f"On Debian or Ubuntu: sudo apt-get install python{version}-venv"
        )


def version_of_environment():
    """Give the version that .venv was made with, such as "3.11", or None when there is none that works."""
    command = [str(PYTHON), "-c", "import pip, sys; print('{}.{}'.format(*sys.version_info))"]
    try:
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()
    except (OSError, subprocess.CalledProcessError):
        return None


def make_environment():
    """Make .venv, unless there is one that works, of the version that was asked for if one was."""
    has = version_of_environment()
    asked = "{}.{}".format(*sys.version_info) if os.environ.get("PYTHON") else has
    if has and has == asked:
        return
    print("Making the environment .venv …", flush=True)
    subprocess.run([sys.executable, "-m", "venv", "--clear", str(VENV)], check=True)


def main(name):
    """Install requirements/NAME.txt, and note that it is done."""
    refuse_a_python_that_cannot_do_it()
    requirements = ROOT / "requirements" / (name + ".txt")
    wanted = hashlib.sha256(requirements.read_bytes()).hexdigest()
    stamp = VENV / (name + ".installed")
    make_environment()
    if stamp.exists() and stamp.read_text() == wanted:
        return
    print(f"Installing the packages of requirements/{requirements.name} …", flush=True)
    subprocess.run([str(PYTHON), *INSTALL, "-r", str(requirements)], check=True)
    stamp.write_text(wanted)


if __name__ == "__main__":
    try:
        main(sys.argv[1])
    except subprocess.CalledProcessError as failed:
        sys.exit(failed.returncode)
    except KeyboardInterrupt:
        sys.exit(130)
