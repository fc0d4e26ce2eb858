"""The plain hand, measured: what keeps a function readable, counted over the code. Judges no taste.

Run `python -m tests.architecture.plain [ROOM ...]` for the findings of a room and its figures;
what is allowed stands with its reason in `plain_exceptions.toml`.
"""

import ast
import sys
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from radon.complexity import cc_visit
from radon.visitors import Class, Function

PROJECT = Path(__file__).parents[2]
PACKAGES = ("config", "store", "notifiers", "watcher")
EXCEPTIONS = Path(__file__).with_name("plain_exceptions.toml")
MOST_COMPLEX = 10  # boolean operators counted, as radon counts
LONGEST_LINE = 100  # characters, whatever their width
MOST_ARGUMENTS = 4  # positional ones, `self` not counted
# habits that no single place breaks; each may only become better than it was on 2026-11-29
MOST_ONE_WORD = 35  # per cent of the functions' names
MOST_COMPREHENSIONS = 30  # per 1,000 lines
MOST_CONDITIONALS = 20  # conditional expressions, per 1,000 lines
OPENERS = ("What", "Whether", "Who", "Whose", "How", "Which", "When", "Where", "Why")
COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


@dataclass(frozen=True, slots=True)
class Finding:
    """One place that breaks a rule. `where` is file and name (or line), as exceptions name it."""

    rule: str
    where: str
    line: int
    found: str


@dataclass(frozen=True, slots=True)
class Figures:
    """The habits of a room: shares and rates that no single place breaks."""

    functions: int
    one_word: float
    comprehensions: float
    conditionals: float
    comments: float


def source_files(rooms: tuple[str, ...] = PACKAGES) -> list[Path]:
    """The files of the product below some folders; migrations are history and left out."""
    found: list[Path] = []
    for room in rooms:
        place = PROJECT / room
        found += [place] if place.is_file() else sorted(place.rglob("*.py"))
    return [file for file in found if "migrations" not in file.parts]


def findings(files: list[Path]) -> Iterator[Finding]:
    """Every place in these files that breaks a rule."""
    for file in files:
        text = file.read_text(encoding="utf-8")
        name = file.relative_to(PROJECT).as_posix()
        yield from _complex_functions(name, text)
        yield from _long_lines(name, text)
        tree = ast.parse(text)
        yield from _crowded_statements(name, tree)
        yield from _asking_docstrings(name, tree)
        yield from _long_signatures(name, tree)


def doubled_names(files: list[Path]) -> Iterator[Finding]:
    """Modules and classes that share a name with another one."""
    modules: dict[str, list[str]] = defaultdict(list)
    classes: dict[str, list[str]] = defaultdict(list)
    for file in files:
        name = file.relative_to(PROJECT).as_posix()
        if file.stem != "__init__":
            modules[file.stem].append(name)
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ClassDef):
                classes[node.name].append(name)
    for rule, places in (("module name", modules), ("class name", classes)):
        for name, where in places.items():
            if len(where) > 1:
                yield Finding(rule, name, 1, ", ".join(where))


def figures(files: list[Path]) -> Figures:
    """The rates of a room: per cent of one-word function names, and counts per 1,000 or 100 lines."""
    names: list[str] = []
    lines = comprehensions = conditionals = comments = 0
    for file in files:
        text = file.read_text(encoding="utf-8")
        lines += len(text.splitlines())
        comments += sum("# " in line for line in text.splitlines())
        for node in ast.walk(ast.parse(text)):
            comprehensions += isinstance(node, COMPREHENSIONS)
            conditionals += isinstance(node, ast.IfExp)
            if isinstance(node, FUNCTIONS) and not node.name.startswith("__"):
                names.append(node.name.strip("_"))
    one_word = sum("_" not in name for name in names)
    return Figures(
        functions=len(names),
        one_word=100 * one_word / max(len(names), 1),
        comprehensions=1000 * comprehensions / max(lines, 1),
        conditionals=1000 * conditionals / max(lines, 1),
        comments=100 * comments / max(lines, 1),
    )


def exceptions() -> dict[str, dict[str, str]]:
    """The places that may break a rule: rule → place → reason."""
    return tomllib.loads(EXCEPTIONS.read_text(encoding="utf-8"))


def excused(finding: Finding, known: dict[str, dict[str, str]]) -> bool:
    """True where the exceptions name the place."""
    return finding.where in known.get(finding.rule, {})


def _complex_functions(name: str, text: str) -> Iterator[Finding]:
    for block in cc_visit(text):
        if isinstance(block, Class):
            continue
        if isinstance(block, Function) and block.complexity > MOST_COMPLEX:
            where = f"{name}:{block.fullname}"
            yield Finding("complexity", where, block.lineno, str(block.complexity))


def _long_lines(name: str, text: str) -> Iterator[Finding]:
    for number, line in enumerate(text.splitlines(), 1):
        if len(line) > LONGEST_LINE:
            yield Finding("line", name, number, f"{len(line)} characters")


def _crowded_statements(name: str, tree: ast.AST) -> Iterator[Finding]:
    for statement in ast.walk(tree):
        if isinstance(statement, ast.stmt) and not isinstance(
            statement, (*FUNCTIONS, ast.ClassDef)
        ):
            count = sum(_comprehensions(part) for part in _own_expressions(statement))
            if count > 1:
                yield Finding("comprehensions", name, statement.lineno, str(count))


def _own_expressions(statement: ast.stmt) -> Iterator[ast.AST]:
    """What a statement itself evaluates, without the statements inside it."""
    for part in ast.iter_child_nodes(statement):
        if not isinstance(part, (ast.stmt, ast.ExceptHandler, ast.match_case)):
            yield part


def _comprehensions(expression: ast.AST) -> int:
    return sum(isinstance(node, COMPREHENSIONS) for node in ast.walk(expression))


def _asking_docstrings(name: str, tree: ast.AST) -> Iterator[Finding]:
    for node in ast.walk(tree):
        if isinstance(node, (*FUNCTIONS, ast.ClassDef, ast.Module)):
            said = ast.get_docstring(node) or ""
            first = said.split(None, 1)[0].rstrip(",:") if said else ""
            if first in OPENERS:
                place = getattr(node, "name", "module")
                yield Finding("docstring", f"{name}:{place}", getattr(node, "lineno", 1), first)


def _long_signatures(name: str, tree: ast.AST) -> Iterator[Finding]:
    for node in ast.walk(tree):
        if isinstance(node, FUNCTIONS):
            named = [arg.arg for arg in (*node.args.posonlyargs, *node.args.args)]
            count = len([arg for arg in named if arg not in ("self", "cls")])
            if count > MOST_ARGUMENTS:
                yield Finding("arguments", f"{name}:{node.name}", node.lineno, str(count))


def main(rooms: tuple[str, ...]) -> int:
    """Prints the findings and figures of some rooms; 1 where something is not excused."""
    files = source_files(rooms or PACKAGES)
    known = exceptions()
    found = [*findings(files), *doubled_names(source_files())]
    left = [one for one in found if not excused(one, known)]
    for one in left:
        print(f"{one.where}:{one.line}: {one.rule}: {one.found}")
    rates = figures(files)
    print(
        f"{len(left)} findings, {len(found) - len(left)} excused; {rates.functions} functions,"
        f" {rates.one_word:.0f} % of one word; per 1,000 lines {rates.comprehensions:.0f}"
        f" comprehensions, {rates.conditionals:.0f} conditionals; {rates.comments:.1f} comments"
        " per 100 lines"
    )
    whole_tree = not rooms
    return int(bool(left) or (whole_tree and _are_worse(rates)))


def _are_worse(rates: Figures) -> bool:
    """True, with a sentence, where a habit of the whole tree is worse than it was."""
    limits = (
        ("one-word function names", rates.one_word, MOST_ONE_WORD),
        ("comprehensions", rates.comprehensions, MOST_COMPREHENSIONS),
        ("conditional expressions", rates.conditionals, MOST_CONDITIONALS),
    )
    worse = [(name, rate, most) for name, rate, most in limits if rate > most]
    for name, rate, most in worse:
        print(f"{name}: {rate:.1f}, at most {most}")
    return bool(worse)


if __name__ == "__main__":
    sys.exit(main(tuple(sys.argv[1:])))
