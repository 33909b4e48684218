"""A floor under what the tests run of each package: ``python -m pytest -q -p tests.floors``.

For the whole suite only. The floors stand in pyproject.toml, under ``tool.floors``; whoever tests
more lifts them. What the worker of the window does is not seen, and counts as not run.
"""

import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import coverage
import pytest

ROOT = Path(__file__).resolve().parents[1]
LAYERS = ("app", "models", "exports", "ui")


def package_of(path: Path) -> str:
    """Return the package to which a module of the program counts: "app/rules", "exports"."""
    return "/".join(path.relative_to(ROOT).parent.parts[:2])


def shares(lines: Iterable[tuple[str, int, int]]) -> dict[str, float]:
    """Return package -> percent, of (package, statements, statements that were not run)."""
    all_, missing = Counter(), Counter()
    for package, statements, not_run in lines:
        all_[package] += statements
        missing[package] += not_run
    return {name: 100 - 100 * missing[name] / count for name, count in all_.items() if count}


def faults(found: Mapping[str, float], floors: Mapping[str, int]) -> Iterator[str]:
    """Yield which packages lie below their floor, and which have none or are gone."""
    for name in sorted(found.keys() | floors.keys()):
        if name not in floors:
            yield f"{name}: no floor, {found[name]:.1f} % was run"
        elif name not in found:
            yield f"{name}: a floor for nothing"
        elif found[name] < floors[name]:
            yield f"{name}: {found[name]:.1f} % was run, the floor is {floors[name]} %"


class _Measuring:
    def __init__(self) -> None:
        folders = [str(ROOT / layer) for layer in LAYERS]
        self._coverage = coverage.Coverage(data_file=None, config_file=False, source=folders)
        self._coverage.start()

    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        self._coverage.stop()
        wrong = list(faults(shares(self._lines()), read_floors()))
        reporter = session.config.pluginmanager.get_plugin("terminalreporter")
        for sentence in ["", *wrong]:
            reporter.write_line(sentence, red=True)
        if wrong and session.exitstatus == pytest.ExitCode.OK:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED

    def _lines(self) -> Iterator[tuple[str, int, int]]:
        for path in (path for layer in LAYERS for path in (ROOT / layer).rglob("*.py")):
            _, statements, _, missing, _ = self._coverage.analysis2(str(path))
            yield package_of(path), len(statements), len(missing)


def read_floors() -> dict[str, int]:
    """Return package -> percent, as pyproject.toml says."""
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    floors: dict[str, int] = declared["tool"]["floors"]
    return floors


@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests(early_config: pytest.Config) -> None:
    """Begin before anything of the program is imported."""
    early_config.pluginmanager.register(_Measuring(), "floors-measuring")
