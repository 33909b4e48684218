"""Who may know whom, and other promises about the whole tree."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FORBIDDEN = {
    "models": {"app", "exports", "ui", "main", "PySide6"},
    "app": {"exports", "ui", "main", "PySide6"},
    "exports": {"models", "ui", "main", "peewee", "playhouse", "apsw", "PySide6"},
    "ui": {"models", "peewee", "playhouse", "apsw", "main"},
}
LONGEST = 400


def sources(layer):
    return sorted((ROOT / layer).rglob("*.py"))


def imported_roots(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield (node.module or "").partition(".")[0]


@pytest.mark.parametrize("layer", FORBIDDEN)
def test_layer_looks_only_down(layer):
    found = {p.name: FORBIDDEN[layer] & set(imported_roots(p)) for p in sources(layer)}
    assert {name: roots for name, roots in found.items() if roots} == {}


def test_the_layers_are_really_read():
    assert "PySide6" in set(imported_roots(ROOT / "ui" / "look" / "theme.py"))
    assert all(len(sources(layer)) > 5 for layer in FORBIDDEN)


def test_only_the_theme_names_colours():
    literal = re.compile(r"#[0-9A-Fa-f]{6}\b")
    allowed = {"theme.py", "palette.py"}
    files = [p for layer in ("ui", "exports") for p in sources(layer) if p.name not in allowed]
    assert [p.name for p in files if literal.search(p.read_text(encoding="utf-8"))] == []


def test_no_file_is_larger_than_a_room():
    files = [p for layer in FORBIDDEN for p in sources(layer)]
    lengths = {str(p): len(p.read_text(encoding="utf-8").splitlines()) for p in files}
    assert {path: n for path, n in lengths.items() if n > LONGEST} == {}


def test_only_the_clock_asks_what_time_it_is():
    asking = re.compile(r"(date\.today|datetime\.now|datetime\.utcnow|time\.time)\(")
    files = [p for layer in FORBIDDEN for p in sources(layer) if p.name != "clock.py"]
    assert [p.name for p in files if asking.search(p.read_text(encoding="utf-8"))] == []
