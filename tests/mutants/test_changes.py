"""What is changed in a module, and what is left alone."""

import ast

import pytest

from tests.mutants.changes import mutants, mutated


def after(source):
    """Give the source after each of its changes."""
    return [ast.unparse(mutated(source, mutant.number)) for mutant in mutants(source)]


@pytest.mark.parametrize(
    ("source", "changed"),
    [
        ("a == b", ["pass", "a != b"]),
        ("x = a and b and c", ["x = b and c", "x = a and c", "x = a and b"]),
        ("x = not a", ["x = a"]),
        ("x = 2", ["x = 3"]),
        ("x = True", ["x = False"]),
        ("x = 'a'", ["x = 'XXa'"]),
        ("x = a + b", ["x = a - b"]),
        ("x = a if b else c", ["x = a if True else c", "x = a if False else c"]),
        ("x = [a for a in b if a]", ["x = [a for a in b if True]"]),
        ("x = f(a, b=c)", ["x = f(a)"]),
        ("x = (a, b)", ["x = (b,)", "x = (a,)"]),
        ("x = {a: b}", ["x = {}"]),
        ("x = rows.filter(a)", ["x = rows"]),
        ("x.y = a", ["pass"]),
        ("with a:\n    b = c", ["b = c"]),
        ("try:\n    a = b\nexcept E:\n    a = c", ["a = b"]),
        ("def f():\n    return a", ["def f():\n    return None"]),
        ("@a\n@b\ndef f():\n    return None", ["@b\ndef f():\n    return None", "@a\ndef f():\n    return None"]),
    ],
)
def test_each_change_is_made_alone(source, changed):
    assert after(source) == changed


@pytest.mark.parametrize(
    "source",
    [
        '"""About a module."""',
        "x = _('a text')",
        "import a",
        "x: list['a'] = y",
        "@property\ndef f():\n    return None",
        "class A:\n    name = Field(max_length=3)\n\n    class Meta:\n        ordering = ['a']",
    ],
)
def test_what_other_checks_hold_is_left_alone(source):
    assert after(source) == []


def test_a_change_says_where_it_is():
    source = "class A:\n    def f(self, a=1):\n        return a\n\n\nx = 2\n"
    assert [(each.line, each.within, each.change, each.is_in_function) for each in mutants(source)] == [
        (2, "A.f", "1 → 2", False),
        (3, "A.f()", "return a → return None", True),
        (6, "", "2 → 3", False),
    ]
