"""What can be changed in a module's source, one small change at a time. Pure functions on syntax trees."""

import ast
from collections.abc import Iterator
from copy import copy
from dataclasses import dataclass
from itertools import islice

OTHER_COMPARISON = {
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
}
OTHER_OPERATOR = {ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Add, ast.BitAnd: ast.BitOr, ast.BitOr: ast.BitAnd}
# A link of a chain of calls that can be left out without breaking the chain.
LINKS = {"casefold", "current", "distinct", "exclude", "filter", "lower", "order_by", "public", "select_for_update"}
LINKS |= {"select_related", "strip", "using"}
# Without these a definition is another sort of thing, which the first test to run would notice.
KEPT_DECORATORS = {"cached_property", "classmethod", "dataclass", "property", "staticmethod"}
TRANSLATING = {"_", "gettext", "gettext_lazy"}
FALSE = {"None", "False", "''", "[]", "{}"}  # who asks for a truth cannot tell these from nothing
CONDITIONAL = (ast.If, ast.IfExp, ast.While)
Replacement = tuple[ast.AST | list[ast.stmt], str]


@dataclass(frozen=True)
class Slot:
    """A place in a tree where one node stands: a field of its parent, or a place in a list that the field holds."""

    parent: ast.AST
    field: str
    index: int | None
    within: str

    @property
    def node(self) -> ast.AST:
        """Give what stands there."""
        value = getattr(self.parent, self.field)
        return value if self.index is None else value[self.index]

    def fill(self, new: ast.AST | list[ast.stmt]) -> None:
        """Put something else there; several statements where one stood."""
        if self.index is None:
            setattr(self.parent, self.field, new)
        else:
            getattr(self.parent, self.field)[self.index : self.index + 1] = new if isinstance(new, list) else [new]


@dataclass(frozen=True)
class Mutant:
    """One change: the how manieth in its module, on which line, in what (`Strategy.publish()`), and the change."""

    number: int
    line: int
    within: str
    change: str

    @property
    def is_in_function(self) -> bool:
        """Say whether the change is in the body of a function, and not in what runs when the module is imported."""
        return "()" in self.within


def mutants(source: str) -> list[Mutant]:
    """Give every mutant of a module, always in the same order."""
    return [
        Mutant(number, getattr(slot.node, "lineno", 0), slot.within, change)
        for number, (slot, _new, change) in enumerate(_changes(ast.parse(source)))
    ]


def mutated(source: str, number: int) -> ast.Module:
    """Give the tree of a module with its change of that number made; its lines keep their numbers."""
    tree = ast.parse(source)
    slot, new, _change = next(islice(_changes(tree), number, None))
    for node in new if isinstance(new, list) else [new]:
        ast.copy_location(node, slot.node)
    slot.fill(new)
    return ast.fix_missing_locations(tree)


def _changes(tree: ast.Module) -> Iterator[tuple[Slot, ast.AST | list[ast.stmt], str]]:
    for slot in _slots(tree, ""):
        for instead in (_value, _condition, _parts, _link, _statement, _decorators):
            for new, change in instead(slot, slot.node):
                yield slot, new, change


def _slots(parent: ast.AST, within: str) -> Iterator[Slot]:
    """Walk through all places where something can change, in the order of the source."""
    for field, value in ast.iter_fields(parent):
        here = f"{within}()" if isinstance(parent, ast.FunctionDef) and field == "body" else within
        for index, node in enumerate(value) if isinstance(value, list) else [(None, value)]:
            if isinstance(node, ast.AST) and not _is_left_alone(parent, field, node):
                yield Slot(parent, field, index, here)
                name = f".{node.name}" if isinstance(node, ast.FunctionDef | ast.ClassDef) else ""
                yield from _slots(node, f"{here}{name}".lstrip("."))


def _is_left_alone(parent: ast.AST, field: str, node: ast.AST) -> bool:
    """Say whether other checks hold a node: types, texts to translate, and columns, which their migrations repeat."""
    match parent, field, node:
        case ast.Call(func=ast.Name(id=name)), "args", _:
            return name in TRANSLATING
        case ast.ClassDef(), "body", ast.ClassDef(name="Meta") | ast.Assign(value=ast.Call()):
            return True
        case ast.Subscript(), "slice", ast.Tuple() | ast.List():
            return True
        case ast.ClassDef(), "decorator_list", ast.Call(func=ast.Name(id="dataclass")):
            return True
        case _, "annotation" | "returns", _:
            return True
    is_docstring = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    return is_docstring or isinstance(node, ast.Import | ast.ImportFrom)


def _text(node: ast.AST) -> str:
    return " ".join(ast.unparse(node).split())


def _to(node: ast.AST, new: ast.AST) -> Replacement:
    return new, f"{_text(node)} → {_text(new)}"


def _value(slot: Slot, node: ast.AST) -> Iterator[Replacement]:
    """Change a constant, a comparison, an operator or what is returned."""
    match node:
        case ast.Constant(value=bool(value)):
            yield _to(node, ast.Constant(not value))
        case ast.Constant(value=int(value) | float(value)):
            yield _to(node, ast.Constant(value + 1))
        case ast.Constant(value=str(value)):
            yield ast.Constant(f"XX{value}"), f"{value!r} → {f'XX{value}'!r}"
        case ast.Compare(ops=[operator, *others]) if type(operator) in OTHER_COMPARISON:
            yield _to(node, ast.Compare(node.left, [OTHER_COMPARISON[type(operator)](), *others], node.comparators))
        case ast.BinOp(op=operator) if type(operator) in OTHER_OPERATOR:
            yield _to(node, ast.BinOp(node.left, OTHER_OPERATOR[type(operator)](), node.right))
        case ast.UnaryOp(operand=operand):
            yield _to(node, operand)
        case ast.Return(value=ast.expr() as value) if _text(value) not in FALSE:
            yield _to(node, ast.Return(ast.Constant(None)))


def _condition(slot: Slot, node: ast.AST) -> Iterator[Replacement]:
    """Let a condition always hold, or never; leave out one of several."""
    if slot.field in ("test", "ifs") and isinstance(slot.parent, (*CONDITIONAL, ast.comprehension)):
        if not isinstance(slot.parent, ast.While):
            yield ast.Constant(True), f"if {_text(node)}: always"
        if slot.field == "test":
            yield ast.Constant(False), f"if {_text(node)}: never"
    if isinstance(node, ast.BoolOp):
        for value in node.values:
            others = [other for other in node.values if other is not value]
            new = ast.BoolOp(node.op, others) if len(others) > 1 else others[0]
            yield new, f"{_text(node)} without {_text(value)}"


def _parts(slot: Slot, node: ast.AST) -> Iterator[Replacement]:
    """Leave out an argument that has a name, or an element of a tuple, list, set or dictionary."""
    if isinstance(getattr(node, "ctx", None), ast.Store):
        return
    names: dict[type[ast.AST], tuple[str, ...]] = {
        ast.Call: ("keywords",),
        ast.Tuple: ("elts",),
        ast.List: ("elts",),
        ast.Set: ("elts",),
    }
    names[ast.Dict] = ("keys", "values")
    lists = [getattr(node, name) for name in names.get(type(node), ())]
    for index in range(len(lists[0]) if lists else 0):
        new = copy(node)
        for name, values in zip(names[type(node)], lists, strict=True):
            setattr(new, name, [*values[:index], *values[index + 1 :]])
        left_out = lists[0][index]
        said = "" if isinstance(node, ast.Call) else "element "
        yield new, f"{said}{_text(left_out) if left_out else _text(lists[1][index])} left out"


def _link(slot: Slot, node: ast.AST) -> Iterator[Replacement]:
    """Leave out a link of a chain of calls."""
    match node:
        case ast.Call(func=ast.Attribute(value=chain, attr=name)) if name in LINKS:
            left_out = ast.Call(ast.Name(f".{name}"), node.args, node.keywords)
            yield chain, f"{_text(left_out)} left out"


def _statement(slot: Slot, node: ast.AST) -> Iterator[Replacement]:
    """Leave out a statement, or what is around a block."""
    match node:
        case ast.With(items=items, body=body):
            yield body, f"with {', '.join(map(_text, items))} left out"
        case ast.Try(body=body, handlers=handlers) if handlers:
            yield body, "except left out"
        case ast.Expr() | ast.Raise() | ast.Delete() | ast.AugAssign() | ast.Return(value=None):
            yield ast.Pass(), f"{_text(node)} left out"
        case ast.Assign(targets=[ast.Attribute() | ast.Subscript()]):
            yield ast.Pass(), f"{_text(node)} left out"


def _decorators(slot: Slot, node: ast.AST) -> Iterator[Replacement]:
    """Leave out a decorator."""
    if not isinstance(node, ast.FunctionDef | ast.ClassDef):
        return
    for decorator in node.decorator_list:
        if _text(decorator).partition("(")[0] not in KEPT_DECORATORS:
            new = copy(node)
            new.decorator_list = [other for other in node.decorator_list if other is not decorator]
            yield new, f"@{_text(decorator)} of {node.name} left out"
