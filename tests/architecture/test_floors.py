"""Every package has a floor under its tests, and one that lies below it is named."""

import coverage

from tests.floors import LAYERS, ROOT, add_up, faults, package_of, read_floors, shares


def test_every_package_has_a_floor_and_every_floor_a_package():
    modules = (path for layer in LAYERS for path in (ROOT / layer).rglob("*.py"))
    code = {
        package_of(path) for path in modules if path.read_text(encoding="utf-8").count("\n") > 1
    }
    assert set(read_floors()) == code


def test_a_package_below_its_floor_is_named():
    found = shares([("app/rules", 60, 0), ("app/rules", 40, 5), ("ui/entry", 10, 5)])
    assert found == {"app/rules": 95.0, "ui/entry": 50.0}
    assert list(faults(found, {"app/rules": 95, "ui/entry": 50})) == []
    low, gone = faults(found, {"app/rules": 96, "ui/entry": 50, "ui/gone": 1})
    assert low.startswith("app/rules: 95.0 %")
    assert gone.startswith("ui/gone")
    (unknown,) = faults(found, {"app/rules": 95})
    assert unknown.startswith("ui/entry: no floor")


def test_what_two_workers_ran_is_added_up():
    module = str(ROOT / "app" / "entry" / "forms.py")
    handed_over = []
    for lines in ([1, 2], [2, 3]):
        data = coverage.CoverageData(no_disk=True)
        data.add_lines({module: lines})
        handed_over.append(data.dumps())
    whole = coverage.CoverageData(no_disk=True)
    add_up(whole, handed_over)
    assert sorted(whole.lines(module)) == [1, 2, 3]
