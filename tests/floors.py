"""A floor under what the tests run of each package: ``python -m pytest -q -p tests.floors``.

For the whole suite only, in one process or several (``-n 2``). The floors stand in pyproject.toml,
under ``tool.floors``; whoever tests more lifts them. What the worker of the window does is not
seen, and counts as not run.
"""

import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import coverage
import pytest

ROOT = Path(__file__).resolve().parents[1]
LAYERS = ("app", "models", "exports", "ui")
# What a worker calls its part in what it gives back.
RAN = "floors"


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
    """What one process runs; the one that hands the tests out adds up what its workers ran."""

    def __init__(self) -> None:
        folders = [str(ROOT / layer) for layer in LAYERS]
        self._coverage = coverage.Coverage(data_file=None, config_file=False, source=folders)
        self._coverage.start()
        self._of_workers: list[bytes] = []
        self._dead: list[str] = []

    @pytest.hookimpl(optionalhook=True)
    def pytest_testnodedown(self, node: object) -> None:
        """Take what a worker of pytest-xdist says at its end; one that died says nothing."""
        ran = getattr(node, "workeroutput", {}).get(RAN)
        if ran is None:
            self._dead.append(f"{node}: died without saying what it ran")
        else:
            self._of_workers.append(ran)

    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        self._coverage.stop()
        if (output := getattr(session.config, "workeroutput", None)) is not None:
            output[RAN] = self._coverage.get_data().dumps()
            return
        add_up(self._coverage.get_data(), self._of_workers)
        wrong = [*self._dead, *faults(shares(self._lines()), read_floors())]
        reporter = session.config.pluginmanager.get_plugin("terminalreporter")
        for sentence in ["", *wrong]:
            reporter.write_line(sentence, red=True)
        if wrong and session.exitstatus == pytest.ExitCode.OK:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED

    def _lines(self) -> Iterator[tuple[str, int, int]]:
        for path in (path for layer in LAYERS for path in (ROOT / layer).rglob("*.py")):
            _, statements, _, missing, _ = self._coverage.analysis2(str(path))
            yield package_of(path), len(statements), len(missing)


def add_up(whole: coverage.CoverageData, parts: Iterable[bytes]) -> None:
    """Put what other processes ran, as they handed it over, beside what this one ran."""
    for part in parts:
        data = coverage.CoverageData(no_disk=True)
        data.loads(part)
        whole.update(data)


def read_floors() -> dict[str, int]:
    """Return package -> percent, as pyproject.toml says."""
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    floors: dict[str, int] = declared["tool"]["floors"]
    return floors


@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests(early_config: pytest.Config) -> None:
    """Begin before anything of the program is imported."""
    early_config.pluginmanager.register(_Measuring(), "floors-measuring")
