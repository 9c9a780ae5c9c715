"""The ten largest files and functions, as a prompt to look, not a gate: `make sizes`."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
WHERE = ("src", "tests", "scripts", "benchmarks")


def files() -> Iterator[tuple[int, str]]:
    """The number of lines and the name of every Python file and template of ours."""
    for folder in WHERE:
        for path in (ROOT / folder).rglob("*"):
            if path.suffix in (".py", ".html", ".css", ".js") and "migrations" not in path.parts:
                yield len(path.read_text(encoding="utf-8").splitlines()), str(path.relative_to(ROOT))


def functions() -> Iterator[tuple[int, str]]:
    """The number of lines and the place of every function, without its docstring."""
    for folder in WHERE:
        for path in (ROOT / folder).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                    yield length(node), f"{path.relative_to(ROOT)}:{node.lineno} {node.name}"


def length(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    first = node.body[0]
    words = isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant) and isinstance(first.value.value, str)
    said = (first.end_lineno or first.lineno) - first.lineno + 1 if words else 0
    return (node.end_lineno or node.lineno) - node.lineno + 1 - said


if __name__ == "__main__":
    for title, found in (("files", files()), ("functions", functions())):
        print(f"largest {title}")
        for lines, name in sorted(found, reverse=True)[:10]:
            print(f"{lines:6} {name}")
    sys.exit(0)
