"""Who may know whom, and other promises about the whole tree."""

import re
import subprocess
import sys
from graphlib import TopologicalSorter
from pathlib import Path

import grimp
import pytest

ROOT = Path(__file__).resolve().parents[2]
LAYERS = ("models", "app", "exports", "ui")
LONGEST = 400
# What carries SQL to an engine.
DRIVERS = ("apsw", "playhouse")


def sources(layer):
    return sorted((ROOT / layer).rglob("*.py"))


@pytest.fixture(scope="module")
def graph():
    """Every import of the program, those inside functions too."""
    return grimp.build_graph(*LAYERS, include_external_packages=True, cache_dir=None)


def test_rooms_know_only_the_rooms_below():
    """The contracts stand in pyproject.toml, under tool.importlinter."""
    lint = "from importlinter.cli import lint_imports; raise SystemExit(lint_imports(no_logo=True))"
    done = subprocess.run(
        [sys.executable, "-c", lint], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_no_module_knows_itself_in_a_circle(graph):
    order = TopologicalSorter(
        {module: graph.find_modules_directly_imported_by(module) for module in graph.modules}
    )
    order.prepare()  # raises CycleError with the modules of the circle
    assert len(graph.modules) > 200  # they were really read


def test_a_driver_is_known_in_the_folder_of_its_engine_only(graph):
    knowing = set().union(*(graph.find_modules_that_directly_import(d) for d in DRIVERS))
    assert knowing
    assert {name for name in knowing if not name.startswith("models.sqlite.")} == set()


def test_an_engine_is_known_where_books_are_opened_and_copied_only(graph):
    engine = {name for name in graph.modules if name.startswith("models.sqlite")}
    knowing = set().union(*(graph.find_modules_that_directly_import(name) for name in engine))
    # Drafts lie in a file of the computer, whichever engine keeps the book.
    allowed = ("models.sqlite", "app.book.", "app.keeping.", "app.entry.drafts")
    assert {name for name in knowing if not name.startswith(allowed)} == set()


def test_only_the_theme_names_colours():
    literal = re.compile(r"#[0-9A-Fa-f]{6}\b")
    allowed = {"theme.py", "palette.py"}
    files = [p for layer in ("ui", "exports") for p in sources(layer) if p.name not in allowed]
    assert [p.name for p in files if literal.search(p.read_text(encoding="utf-8"))] == []


def test_no_file_is_larger_than_a_room():
    files = [p for layer in LAYERS for p in sources(layer)]
    lengths = {str(p): len(p.read_text(encoding="utf-8").splitlines()) for p in files}
    assert {path: n for path, n in lengths.items() if n > LONGEST} == {}


def test_only_the_clock_asks_what_time_it_is():
    asking = re.compile(r"(date\.today|datetime\.now|datetime\.utcnow|time\.time)\(")
    files = [p for layer in LAYERS for p in sources(layer) if p.name != "clock.py"]
    assert [p.name for p in files if asking.search(p.read_text(encoding="utf-8"))] == []


@pytest.mark.parametrize(
    ("call", "home"),
    [("setTabOrder(", ""), ("QComboBox(", "combo.py")],
)
def test_the_way_of_tab_is_made_in_one_place(call, home):
    """An order that is set is wrong as soon as something moves; ``Combo`` knows the way out."""
    found = [path.name for path in sources("ui") if call in path.read_text(encoding="utf-8")]
    assert [name for name in found if name != home] == []
