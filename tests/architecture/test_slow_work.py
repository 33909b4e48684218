"""What takes long is done in the worker, never in the window's thread."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

# What can take longer than a person notices, whatever page wants it. Single steps are not here: a
# save takes some milliseconds, and a button that answers at once is worth more than a thread.
SLOW = {
    "back_up_by_hand",
    "compare_with_backup",
    "encrypt",
    "find_damage",
    "find_similar",
    "inspect_book",
    "mails_in",
    "make_round",
    "propose",
    "read_proof_state",
    "read_export",
    "read_key_state",
    "read_mail",
    "read_preview",
    "prepare_closing",
    "prepare_erratum",
    "read_month",
    "remove_plain_copies",
    "restore",
    "take_all",
} | {
    node.name
    for path in (ROOT / "exports").rglob("*.py")
    for node in ast.parse(path.read_text("utf-8")).body
    if isinstance(node, ast.FunctionDef) and node.name.startswith("write_")
}
# What only a command does, or a writer that another one calls.
NOT_IN_THE_WINDOW = {
    "write_halves",
    "write_pdf",
    "write_recap_pdf",
    "write_recap_xlsx",
    "write_erratum_pdf",
    "write_memo_pdf",
    "write_book_pdf",
}
_FUNCTIONS = (ast.FunctionDef, ast.Lambda)


# Methods of values that the window holds; all others are functions.
_METHODS = {"find_damage", "take_all"}


def _name(node):
    return node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")


def _called(node):
    """Return what a call calls; a method only where it is known to be slow or of the object."""
    is_own = isinstance(node, ast.Attribute) and _name(node.value) == "self"
    if isinstance(node, ast.Name) or is_own or _name(node) in _METHODS:
        return _name(node)
    return ""


def _within(function):
    """Yield the nodes of *function* that belong to no other function inside it."""
    stack = list(ast.iter_child_nodes(function))
    while stack:
        node = stack.pop()
        yield node
        if not isinstance(node, _FUNCTIONS):
            stack += ast.iter_child_nodes(node)


class Module:
    """What the functions of one module call, and which of them it hands to the worker."""

    def __init__(self, where, text):
        self.where = where
        self._tree = ast.parse(text)
        self._methods = {
            one.name
            for each in ast.walk(self._tree)
            if isinstance(each, ast.ClassDef)
            for one in each.body
            if isinstance(one, ast.FunctionDef)
        }
        self._functions = [n for n in ast.walk(self._tree) if isinstance(n, _FUNCTIONS)]
        self.calls = {(self.key(_title(f)), c) for f in self._functions for c in self._calls_of(f)}
        self.names = {_called(n) for n in ast.walk(self._tree)}
        self.handed = {self.key(name) for name in self._handed()}

    def key(self, name):
        """Return what tells a function from those of other modules that have its name."""
        is_own = name in self._methods or name.startswith(("_", "lambda"))
        return f"{self.where}: {name}" if is_own and name not in SLOW else name

    def _calls_of(self, function):
        nodes = [node for node in _within(function) if isinstance(node, ast.Call)]
        return {self.key(_called(node.func)) for node in nodes}

    def _handed(self):
        """Return the names of what the worker is given, by ``run`` or by what hands on to it."""
        runs, found = {"run", "run_export", "done_between"}, set()
        for _ in range(3):
            for node in ast.walk(self._tree):
                if isinstance(node, ast.Call) and _name(node.func) in runs:
                    found |= self._named_in(node)
            runs |= {
                function.name
                for function in self._functions
                if isinstance(function, ast.FunctionDef)
                if found & {argument.arg for argument in function.args.args}
            }
        return found

    def _named_in(self, call):
        found, wanted = set(), [*call.args]
        while wanted:
            node = wanted.pop()
            if isinstance(node, ast.Lambda):
                found.add(_title(node))
                wanted += [each.func for each in ast.walk(node) if isinstance(each, ast.Call)]
            elif isinstance(node, ast.Call) and _name(node.func) == "partial":
                wanted += node.args
            elif isinstance(node, ast.Call):
                wanted += self._returned_by(_called(node.func))
            elif isinstance(node, ast.Name | ast.Attribute) and _name(node) not in found:
                found.add(_name(node))
                # What was put into a variable before.
                wanted += [
                    one.value
                    for one in ast.walk(self._tree)
                    if isinstance(one, ast.Assign) and _name(one.targets[0]) == _name(node)
                ]
        return found

    def _returned_by(self, name):
        nodes = (n for f in self._functions if _title(f) == name for n in _within(f))
        return [node.value for node in nodes if isinstance(node, ast.Return) and node.value]


def _title(function):
    return getattr(function, "name", f"lambda {function.lineno}")


def wrong_calls(modules):
    """Return the calls of something slow, or of a job that is slow, outside the worker."""
    calls = set().union(*(module.calls for module in modules))
    handed = set().union(*(module.handed for module in modules))
    jobs = {caller for caller, called in calls if called in SLOW}
    return {
        (caller, called)
        for caller, called in calls
        if called in SLOW | jobs and caller not in handed
    }


def _sources():
    paths = sorted((ROOT / "ui").rglob("*.py"))
    return [
        (str(path.relative_to(ROOT)), path.read_text("utf-8"))
        for path in paths
        if "gallery" not in path.parts
    ]


@pytest.fixture(scope="module")
def modules():
    return [Module(*source) for source in _sources()]


def test_what_is_slow_is_called_by_jobs_of_the_worker_only(modules):
    assert wrong_calls(modules) == set()


def test_the_list_is_whole(modules):
    named = set().union(*(module.names | module.handed for module in modules))
    assert SLOW - named == NOT_IN_THE_WINDOW


def test_something_slow_in_a_slot_is_found():
    slot = "def _on_clicked(self):\n    write_receipt(self.detail)\n"
    assert wrong_calls([Module("page.py", slot)])
    job = "def _write(it):\n    write_receipt(it)\n"
    handed = "def _on_clicked(self):\n    self.tasks.run(partial(_write, 1), done=print)\n"
    assert not wrong_calls([Module("page.py", job + handed)])
    assert wrong_calls([Module("page.py", job + "def _on_clicked(self):\n    _write(1)\n")])
