"""Each attack is found by *periksa*, or what is not proved without a key is named."""

import shutil
from pathlib import Path

import pytest

from tests.attacks.office import Guard, Office, Outcome
from tests.attacks.table import ALWAYS, ATTACKS, ON_GUARDS

# What fits in no book is found in the weakest one; what is hashed anew is tried behind each guard.
CASES = [
    pytest.param(act, guard, outcome, id=f"{attack.words}: {variant} ({guard})")
    for attack in (*ATTACKS, *ON_GUARDS)
    for variant, act in attack.variants.items()
    for guard, outcome in attack.ends.items()
    if attack.ends is not ALWAYS or guard is Guard.NOTHING
]


@pytest.fixture(scope="session")
def offices(template_path, tmp_path_factory):
    """One office behind each guard, made when it is first wanted, and made anew from a copy."""
    made = {}

    def give(guard):
        folder = tmp_path_factory.getbasetemp() / f"kantor-{guard.name.lower()}"
        kept = folder.with_name(f"{folder.name}-utuh")
        with pytest.MonkeyPatch.context() as here:
            here.setenv("BUKU_PENGADUAN_DATA", str(folder / "data"))
            if guard not in made:
                folder.mkdir()
                made[guard] = Office(folder, guard).work(template_path)
                shutil.copytree(folder, kept)
        shutil.rmtree(folder)
        shutil.copytree(kept, folder)
        office = made[guard]
        return Office(folder, guard, office.begun, office.after), office.clock.moment

    return give


@pytest.fixture
def office_behind(offices, monkeypatch):
    def give(guard):
        office, moment = offices(guard)
        office.clock.moment = moment
        monkeypatch.setenv("BUKU_PENGADUAN_DATA", str(office.folder / "data"))
        return office

    return give


@pytest.mark.parametrize("guard", Guard)
def test_a_book_that_nobody_attacked_is_whole(office_behind, guard):
    problems, _ = office_behind(guard).look()
    assert problems == ()


@pytest.mark.parametrize(("act", "guard", "outcome"), CASES)
def test_an_attack_is_found_or_named(office_behind, act, guard, outcome):
    office = office_behind(guard)
    act(office)
    problems, said = office.look()
    if outcome is Outcome.FOUND:
        assert problems
    else:
        assert problems == ()
        assert any(word in sentence for sentence in said for word in NAMING)


# What a sentence says that names something as not proved.
NAMING = ("tidak terbukti", "tidak disegel", "belum ditandatangani", "tidak ada yang dibandingkan")


def test_the_security_page_has_the_same_table():
    page = (Path(__file__).resolve().parents[2] / "SECURITY.md").read_text(encoding="utf-8")
    wanted = list(_lines())
    begin = page.splitlines().index(wanted[0])
    # Below the heads comes the rule between them.
    head, _, *lines = page.splitlines()[begin : begin + len(wanted) + 1]
    assert [head, *lines] == wanted


def _lines():
    yield f"| Attack | {' | '.join(Guard)} |"
    for attack in (*ATTACKS, *ON_GUARDS):
        ends = (attack.ends.get(guard, "–") for guard in Guard)
        yield f"| {attack.words} | {' | '.join(ends)} |"
