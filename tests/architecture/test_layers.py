"""Who may know whom, and other promises about the whole tree."""

import ast
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


def late_imports():
    """Yield who imports which module inside a function."""
    for path in (p for layer in LAYERS for p in sources(layer)):
        importer = ".".join(path.relative_to(ROOT).with_suffix("").parts)
        functions = (n for n in ast.walk(ast.parse(path.read_text("utf-8"))) if is_function(n))
        for node in (node for function in functions for node in ast.walk(function)):
            if isinstance(node, ast.ImportFrom):
                yield importer, node.module or ""
            elif isinstance(node, ast.Import):
                yield from ((importer, alias.name) for alias in node.names)


def is_function(node):
    return isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)


def test_an_import_inside_a_function_has_a_door_that_earns_it():
    """Exports bring large libraries; pages and dialogs are built when they are first wanted; tables
    bring peewee, for which the first picture of the window does not wait."""
    late = set(late_imports())
    at_start = grimp.build_graph(
        *LAYERS,
        include_external_packages=True,
        exclude_type_checking_imports=True,
        cache_dir=None,
    )
    for importer, module in late:
        if module in at_start.modules:
            at_start.remove_import(importer=importer, imported=module)

    def has_tables(module):
        return at_start.find_shortest_chain(module, "peewee") is not None

    def has_door(importer, module):
        is_page = module.startswith("ui.") and importer.startswith(("ui.window.", "ui.today."))
        is_table = has_tables(module) and not has_tables(importer)
        return module.startswith("exports.") or is_page or is_table

    ours = {(importer, m) for importer, m in late if m.partition(".")[0] in LAYERS}
    assert {pair for pair in ours if not has_door(*pair)} == set()


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
    on_desk = ("app.entry.drafts", "app.entry.paper_page")
    allowed = ("models.sqlite", "app.book.", "app.keeping.", *on_desk)
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
