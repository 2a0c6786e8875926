"""Small changes to the source of a module, each of which some test should find.

A mutant has one comparison, condition, junction, number, return, call or sum changed. Its text
is that of the tree (`ast.unparse`), so that comments and layout play no part; what was changed
is named by the function it stands in, and its text before and after, which stay the same when
lines move.
"""

from __future__ import annotations

import ast
import copy
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_COMPARED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
}
_SUMS: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.BitOr: ast.BitAnd,
    ast.BitAnd: ast.BitOr,
}
_CALLS = {"min": "max", "max": "min", "any": "all", "all": "any"}


@dataclass(frozen=True)
class Mutant:
    """A change to a module.

    Attributes:
        place: the function or class that the change stands in, with dots; "" for the module.
        before: the changed part as it was.
        after: the changed part as it is.
        node: number of the node that is changed.
        change: number of the change among those to the node.
    """

    place: str
    before: str
    after: str
    node: int
    change: int

    @property
    def name(self) -> str:
        """What is changed, in one line."""
        return f"{self.place}: {self.before} → {self.after}"


def mutants(source: str) -> list[Mutant]:
    """Return all mutants of a module, in the order of its text; each has a name of its own."""
    found: dict[str, Mutant] = {}
    for number, (node, place) in enumerate(_places(ast.parse(source))):
        before = _shown(node) if any(True for _ in _changes(node)) else ""
        for at, change in enumerate(_changes(node)):
            changed = copy.deepcopy(node)
            change(changed)
            mutant = Mutant(place, before, _shown(changed), number, at)
            found.setdefault(mutant.name, mutant)
    return list(found.values())


def mutated(source: str, mutant: Mutant) -> str:
    """Return the text of a module with one of its mutants in it."""
    tree = ast.parse(source)
    node, _ = next(islice(_places(tree), mutant.node, None))
    change = next(islice(_changes(node), mutant.change, None))
    change(node)
    return ast.unparse(tree)


def _places(tree: ast.AST, place: str = "") -> Iterator[tuple[ast.AST, str]]:
    """Yield every node that runs, with the function or class it is in; no types, no texts."""
    for name, value in ast.iter_fields(tree):
        if name in ("annotation", "returns", "decorator_list", "type_params", "bases"):
            continue
        for node in value if isinstance(value, list) else [value]:
            if not isinstance(node, ast.AST) or _means_nothing(node):
                continue
            inner = place
            if isinstance(node, ast.FunctionDef | ast.ClassDef):
                inner = f"{place}.{node.name}".lstrip(".")
            yield node, inner
            yield from _places(node, inner)


def _means_nothing(node: ast.AST) -> bool:
    """Return whether a node is of no effect: names of types, and what `zip` makes sure of."""
    types = isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test)
    return types or (isinstance(node, ast.keyword) and node.arg == "strict")


def _shown(node: ast.AST) -> str:
    if isinstance(node, ast.If | ast.While):
        return f"if {ast.unparse(node.test)}"
    return " ".join(ast.unparse(node).split())


def _changes(  # noqa: C901, PLR0912 - one case a kind of node
    node: ast.AST,
) -> Iterator[Callable[[ast.AST], None]]:
    """Yield what can be changed about a node, as functions that change it in place."""
    match node:
        case ast.Compare(ops=ops):
            for at, operator in enumerate(ops):
                if type(operator) in _COMPARED:
                    yield lambda n, at=at: n.ops.__setitem__(at, _COMPARED[type(n.ops[at])]())
        case ast.BoolOp(op=ast.And()):
            yield lambda n: setattr(n, "op", ast.Or())
        case ast.BoolOp(op=ast.Or()):
            yield lambda n: setattr(n, "op", ast.And())
        case ast.UnaryOp(op=ast.Not()):
            yield lambda n: setattr(n, "operand", ast.UnaryOp(ast.Not(), n.operand))
        case ast.If() | ast.While() | ast.IfExp():
            yield lambda n: setattr(n, "test", ast.UnaryOp(ast.Not(), n.test))
        case ast.comprehension(ifs=ifs):
            for at in range(len(ifs)):
                yield lambda n, at=at: n.ifs.pop(at)
        case ast.Constant(value=bool()):
            yield lambda n: setattr(n, "value", not n.value)
        case ast.Constant(value=int()):
            yield lambda n: setattr(n, "value", n.value + 1)
        case ast.Return(value=value) if value is not None and not _is_none(value):
            yield lambda n: setattr(n, "value", ast.Constant(None))
        case ast.Call(func=ast.Name(id=name)) if name in _CALLS:
            yield lambda n: setattr(n.func, "id", _CALLS[n.func.id])
        case ast.BinOp(op=operator) | ast.AugAssign(op=operator) if type(operator) in _SUMS:
            yield lambda n: setattr(n, "op", _SUMS[type(n.op)]())
        case ast.Expr(value=ast.Call()):
            yield lambda n: setattr(n, "value", ast.Constant(None))


def _is_none(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and node.value is None
