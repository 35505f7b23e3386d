"""The small changes that can be made to a module, each of which a test should notice."""

import ast
from collections.abc import Iterator
from copy import copy
from typing import Any, NamedTuple

_PAIRS = (
    "Lt LtE Gt GtE Eq NotEq Is IsNot In NotIn And Or Add Sub Mult FloorDiv BitOr BitAnd".split()
)
_OPERATORS = {
    **dict(zip(_PAIRS[::2], _PAIRS[1::2], strict=True)),
    **dict(zip(_PAIRS[1::2], _PAIRS[::2], strict=True)),
    **{"Div": "Mult", "Mod": "FloorDiv"},
}
_FUNCTIONS = {"min": "max", "max": "min", "any": "all", "all": "any"}


class Part(NamedTuple):
    """A node of a tree, where it stands, and its block: 0 for what runs at the import.

    A block is a list of statements that run one after the other, known by the first one's line.
    """

    node: Any
    parent: ast.AST
    field: str
    position: int | None
    block: int

    def replace(self, node: ast.AST) -> None:
        if self.position is None:
            setattr(self.parent, self.field, node)
        else:
            getattr(self.parent, self.field)[self.position] = node


def parts(parent: ast.AST, block: int = 0) -> Iterator[Part]:
    """Yield what is below a node and does something, in the order of the text."""
    in_function = block or isinstance(parent, ast.FunctionDef | ast.AsyncFunctionDef)
    for field, value in ast.iter_fields(parent):
        several = isinstance(value, list)
        begins = several and value and isinstance(value[0], ast.stmt) and in_function
        here = value[0].lineno if begins else block
        for position, node in enumerate(value if several else [value]):
            if isinstance(node, ast.AST) and not _only_declares(node, field):
                yield Part(node, parent, field, position if several else None, here)
                yield from parts(node, here)


def _only_declares(node: ast.AST, field: str) -> bool:
    """Return whether a node is there for readers, mypy or debuggers only."""
    match node:
        case ast.Assert() | ast.Expr(ast.Constant()) | ast.FunctionDef("__repr__"):
            return True
        case ast.If(ast.Name("TYPE_CHECKING")) | ast.Raise(ast.Name("NotImplementedError")):
            return True
        case ast.Call(ast.Name("cast" | "TypeVar")) | ast.Assign([ast.Name("__slots__")]):
            return True
        case ast.Assign([ast.Name(name)], ast.Subscript()) if name[0].isupper():  # a type's name
            return True
    return field in ("annotation", "returns", "decorator_list", "bases")


def mutations(tree: ast.Module) -> Iterator[tuple[Part, ast.AST]]:
    for part in parts(tree):
        for node in _alternatives(part.node, part.field):
            yield part, node


def _alternatives(node: Any, field: str) -> Iterator[ast.AST]:  # noqa: C901 (a table)
    match node:
        case ast.Compare(ops=operators):
            for number, each in enumerate(operators):
                rest = operators[number + 1 :]
                yield _with(node, ops=[*operators[:number], _opposite(each), *rest])
        case ast.BoolOp(operator) | ast.BinOp(op=operator) | ast.AugAssign(op=operator):
            if opposite := _opposite(operator):
                yield _with(node, op=opposite)
        case ast.UnaryOp(ast.Not() | ast.USub(), operand):
            yield operand
        case ast.Name(name) if name in _FUNCTIONS:
            yield _with(node, id=_FUNCTIONS[name])
        case ast.Constant(bool(value)):
            yield ast.Constant(not value)
        case ast.Constant(int(number) | float(number)):
            yield from (ast.Constant(number - 1), ast.Constant(number + 1))
        case ast.Constant(str(text)):
            yield ast.Constant("" if text else "x")
        case ast.Return(value) if value and ast.unparse(value) != "None":
            yield ast.Return(ast.Constant(None))
        case ast.Break() | ast.Continue():
            yield ast.Continue() if isinstance(node, ast.Break) else ast.Break()
    match node:
        case ast.Expr() | ast.AugAssign() | ast.Delete() | ast.Raise() | ast.Return(None):
            yield ast.Pass()
        case ast.Assign([ast.Attribute() | ast.Subscript()]):
            yield ast.Pass()
    if field in ("test", "ifs"):
        yield from (ast.Constant(True), ast.Constant(False))
    elif field in ("lower", "upper"):
        yield ast.BinOp(node, ast.Add(), ast.Constant(1))


def _opposite(operator: ast.AST) -> Any:
    name = _OPERATORS.get(type(operator).__name__)
    return getattr(ast, name)() if name else None


def _with(node: ast.AST, **fields: Any) -> ast.AST:
    changed = copy(node)
    for name, value in fields.items():
        setattr(changed, name, value)
    return changed
