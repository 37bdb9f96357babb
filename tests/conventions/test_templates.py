"""What holds in every template, style sheet and script, so that pages work under the portal's own security policy."""

import re
from pathlib import Path

import pytest
from django.template.utils import get_app_template_dirs

from tests.conventions.sources import ROOT, name, text, tracked

TEMPLATES = ROOT / "templates"
# Django looks for these by name.
FOUND_BY_DJANGO = {"400.html", "403.html", "403_csrf.html", "404.html", "500.html"}

# What is not sent to a browser: comments, and tags of the template language.
UNSENT = re.compile(r"\{#.*?#\}|\{%\s*comment.*?endcomment\s*%\}|\{%.*?%\}", flags=re.DOTALL)
ELSEWHERE = r"[\"']?\s*(?:https?:)?//"
LOADED_BY_MARKUP = re.compile(
    rf"<(?!a\b)[a-z][\w-]*\b[^>]*\s(?:src|srcset|href|action|formaction|poster|data)={ELSEWHERE}[^>]*>",
    flags=re.IGNORECASE,
)
LOADED_BY_STYLE = re.compile(rf"url\(\s*{ELSEWHERE}|@import\s+{ELSEWHERE}", flags=re.IGNORECASE)
LOADED_BY_SCRIPT = re.compile(r"[\"'`](?:https?:)?//(?!www\.w3\.org/)", flags=re.IGNORECASE)
INLINE = re.compile(
    r"<style\b|\sstyle\s*=|\son[a-z]+\s*=\s*[\"']|javascript:"
    r"|<script\b(?![^>]*\ssrc=)(?![^>]*\stype=\"application/(?:ld\+)?json\")",
    flags=re.IGNORECASE,
)


def templates() -> dict[str, str]:
    """Give the portal's own templates by name, as they are before anything is filled in."""
    return {file.relative_to(TEMPLATES).as_posix(): text(file) for file in tracked(below="templates")}


def found(pattern: re.Pattern[str], sources: dict[str, str]) -> list[str]:
    """Give where a pattern is met, each as "file: what is there"."""
    return [
        f"{file}: {match.group().strip()}" for file, source in sources.items() for match in pattern.finditer(source)
    ]


def sent() -> dict[str, str]:
    """Give what browsers get of the templates."""
    return {file: UNSENT.sub("", source) for file, source in templates().items()}


def static(suffix: str) -> dict[str, str]:
    """Give the portal's own static files of a kind."""
    return {name(file): text(file) for file in tracked(suffix, below="static")}


def test_every_template_is_used():
    code = (text(file) for file in tracked(".py") if not name(file).startswith("tests/"))
    sources = "\n".join([*templates().values(), *code])
    folders = [Path(folder) for folder in get_app_template_dirs("templates")]
    overriding = {template for template in templates() if any((folder / template).exists() for folder in folders)}
    ours = set(templates()) - overriding - FOUND_BY_DJANGO
    assert {template for template in ours if not re.search(rf"""(["']){re.escape(template)}\1""", sources)} == set()


def test_nothing_is_loaded_from_elsewhere():
    assert found(LOADED_BY_MARKUP, sent()) == []
    assert found(LOADED_BY_STYLE, static(".css") | static(".svg")) == []
    assert found(LOADED_BY_SCRIPT, static(".js")) == []


def test_no_style_or_script_is_inline():
    assert found(INLINE, sent()) == []


@pytest.mark.parametrize(
    ("pattern", "markup"),
    [
        (LOADED_BY_MARKUP, '<script src="https://example.com/a.js"></script>'),
        (LOADED_BY_MARKUP, "<img alt='' src='//example.com/a.png'>"),
        (LOADED_BY_MARKUP, '<link rel="stylesheet" href="https://example.com/a.css">'),
        (LOADED_BY_STYLE, "a { background: url(https://example.com/a.png) }"),
        (LOADED_BY_STYLE, '@import "//example.com/a.css";'),
        (LOADED_BY_SCRIPT, 'fetch("https://example.com/a.json")'),
        (INLINE, '<p style="color: red">'),
        (INLINE, "<script>alert(1)</script>"),
        (INLINE, '<button onclick="go()">'),
        (INLINE, '<a href="javascript:go()">'),
    ],
)
def test_these_are_found(pattern, markup):
    assert pattern.search(markup)


@pytest.mark.parametrize(
    ("pattern", "markup"),
    [
        (LOADED_BY_MARKUP, '<a class="source" href="https://example.com/">'),
        (LOADED_BY_MARKUP, '<svg xmlns="http://www.w3.org/2000/svg"><use href="#a"/></svg>'),
        (LOADED_BY_SCRIPT, 'document.createElementNS("http://www.w3.org/2000/svg", "path")'),
        (LOADED_BY_SCRIPT, "// a comment"),
        (INLINE, '<script src="/static/a.js" defer></script>'),
        (INLINE, '<script type="application/ld+json">{}</script>'),
    ],
)
def test_these_are_allowed(pattern, markup):
    assert not pattern.search(markup)
