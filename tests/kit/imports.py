"""The imports inside functions of src, as docs/dependencies.md lists them."""

import ast
import re
from collections.abc import Iterator

from tests.kit.checkout import CHECKOUT, document

PACKAGE = CHECKOUT / "src" / "tiptui"
PAGE = "docs/dependencies.md"


def inner_imports() -> list[tuple[str, str]]:
    """Return module and imported module of each import inside a function, without `tiptui.`."""
    found = set[tuple[str, str]]()
    for file in PACKAGE.rglob("*.py"):
        module = ".".join(file.relative_to(PACKAGE).with_suffix("").parts)
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                found |= {(module, name.removeprefix("tiptui.")) for name in _imported(node)}
    return sorted(found)


def _imported(function: ast.AST) -> Iterator[str]:
    for node in ast.walk(function):
        match node:
            case ast.Import(names):
                yield from (each.name for each in names)
            case ast.ImportFrom(str(module), names):
                for each in names:
                    path = PACKAGE.parent.joinpath(*module.split("."), each.name)
                    is_module = path.is_dir() or path.with_suffix(".py").exists()
                    yield f"{module}.{each.name}" if is_module else module
            case ast.Call(ast.Name("import_module") | ast.Attribute(attr="import_module"), [name]):
                yield ast.unparse(name).strip("f'\"")


def listed_imports() -> list[tuple[str, str]]:
    """Return the pairs in the table of the page."""
    return re.findall(r"^\| `([\w.]+)` \| `([\w.{}]+)` \|", document(PAGE), re.MULTILINE)
