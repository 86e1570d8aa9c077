"""What the rules of the house look for in Python files, as functions from source to findings."""

import ast
import io
import re
import tokenize
from collections.abc import Iterator
from typing import NamedTuple

MOST_LINES_A_FILE = 400
MOST_LINES_A_FUNCTION = 70

_REASON_FOR_LENGTH = re.compile(r"^# Longer than \d+ lines, because .{15,}", re.MULTILINE)
_NOQA = re.compile(r"#\s*noqa\b(?!:\s*[A-Z]+\d+(?:,\s*[A-Z]+\d+)* -- \S.{4,})")
_TYPE_IGNORE = re.compile(r"#\s*type:\s*ignore\b(?!\[[a-z-]+(?:,\s*[a-z-]+)*\]  # \S.{4,})")
_NO_COVER = re.compile(r"#\s*pragma:\s*no cover\b(?! -- \S.{4,})")

Function = ast.FunctionDef | ast.AsyncFunctionDef


class Finding(NamedTuple):
    """Something that breaks a rule of the house, and the line it starts on."""

    line: int
    message: str


def unreasoned_suppressions(source: str) -> Iterator[Finding]:
    """Find suppressions without a code or without a reason.

    mypy takes a reason only as a comment of its own; so the forms are ``noqa: X -- why`` and
    ``type: ignore[x]  # why``.
    """
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type == tokenize.COMMENT and any(
            pattern.search(token.string) for pattern in (_NOQA, _TYPE_IGNORE, _NO_COVER)
        ):
            yield Finding(token.start[0], f"suppression without code and reason: {token.string}")


def too_long(source: str) -> Iterator[Finding]:
    """Find a file and functions that are too long and do not say why."""
    num_lines = source.count("\n")
    if num_lines > MOST_LINES_A_FILE and not _REASON_FOR_LENGTH.search(source):
        yield Finding(
            1, f"{num_lines} lines; at most {MOST_LINES_A_FILE}, or a comment '# Longer than ... because ...'"
        )
    for function in _functions(ast.parse(source)):
        length = (function.end_lineno or function.lineno) - function.lineno + 1
        if length > MOST_LINES_A_FUNCTION:
            yield Finding(function.lineno, f"{function.name} has {length} lines; at most {MOST_LINES_A_FUNCTION}")


def lost_tests(source: str) -> Iterator[Finding]:
    """Find functions at the top of a test module, or methods of its test classes, that assert but are not collected.

    A helper that asserts on behalf of tests is called by name somewhere in the module; a lost test is not.
    """
    tree = ast.parse(source)
    called = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    called |= {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    for function in _collectable(tree):
        if not function.name.startswith("test_") and function.name not in called and _asserts(function, {}):
            yield Finding(function.lineno, f"{function.name} asserts like a test, but is not named test_...")


def empty_tests(source: str) -> Iterator[Finding]:
    """Find tests that can never fail: no assertion in them, nor in a helper of the module that they call."""
    tree = ast.parse(source)
    helpers = {f.name: f for f in _functions(tree) if not f.name.startswith("test_")}
    for function in _collectable(tree):
        if function.name.startswith("test_") and not _asserts(function, helpers):
            yield Finding(function.lineno, f"{function.name} asserts nothing")


def repeated_tests(source: str) -> Iterator[Finding]:
    """Find tests that a later one of the same name hides."""
    seen: set[str] = set()
    for function in _collectable(ast.parse(source)):
        if function.name in seen and function.name.startswith("test_"):
            yield Finding(function.lineno, f"{function.name} hides an earlier test of that name")
        seen.add(function.name)


def _functions(tree: ast.AST) -> Iterator[Function]:
    return (node for node in ast.walk(tree) if isinstance(node, Function))


def _collectable(tree: ast.Module) -> Iterator[Function]:
    """Yield the functions that pytest would look at: those at the top, fixtures apart."""
    for node in tree.body:
        if isinstance(node, Function) and not any("fixture" in ast.dump(d) for d in node.decorator_list):
            yield node


def _asserts(function: Function, helpers: dict[str, Function]) -> bool:
    """Tell whether a function can fail: it asserts, expects an error, or calls something that does."""
    for node in ast.walk(function):
        if isinstance(node, ast.Assert):
            return True
        if not isinstance(node, ast.Call):
            continue
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        if name in {"raises", "warns", "fail"} or name.startswith(("assert_", "check_")):
            return True
        helper = helpers.get(name)
        others = {key: value for key, value in helpers.items() if key != name}
        if helper is not None and helper is not function and _asserts(helper, others):
            return True
    return False
