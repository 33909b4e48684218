"""A box with three letters, by keys: killed within the second letter, and before the third."""

from app.book.opening import open_book
from app.book.place import FilePlace
from app.entry.drafts import Drafts
from app.reading.complaint.openings import letters_of_opening, opening_ids, read_openings
from app.reading.complaint.values import BoxOpeningInfo
from tests.e2e.desk.hands import Desktop, Program, wait_for

_OPENING = {"box_location": "Lobi", "witness_1": "Rina", "witness_2": "Joko", "letter_count": "3"}


def open_the_box(desktop: Desktop) -> None:
    """Record three letters of one opening; raise ``AssertionError`` where one is lost."""
    open_book(_place(desktop), may_create=True).close()
    program = _start(desktop)
    program.press("ctrl+shift+k")
    program.wait_for_window("Buka kotak")
    program.fill(_OPENING)
    program.accept("Buka kotak")
    _type_letter(program, "Pertama")
    program.press("ctrl+Return")
    _wait_for_letters(desktop, 1)
    _type_letter(program, "Kedua")
    wait_for("the draft of the second letter", lambda: "Kedua" in _drafted(desktop))
    desktop.photograph("surat kedua diketik")
    program.kill()

    program = _start(desktop)
    desktop.photograph("draf ditawarkan")
    program.press("ctrl+shift+d")
    program.accept("Draf yang belum disimpan")
    program.wait_for_focus("letter_on")
    desktop.photograph("surat kedua dilanjutkan")
    program.press("ctrl+Return")
    _wait_for_letters(desktop, 2)
    program.kill()

    program = _start(desktop)
    desktop.photograph("surat ketiga ditawarkan")
    program.press("ctrl+shift+n")
    program.wait_for_focus("letter_on")
    _type_letter(program, "Ketiga")
    program.press("ctrl+Return")
    program.wait_for_focus("next-entry")
    opening = _wait_for_letters(desktop, 3)
    assert (opening.box_location, opening.missing) == ("Lobi", 0)
    program.kill()
    program.ask("periksa")


def _start(desktop: Desktop) -> Program:
    """Start the program and go to the box."""
    program = Program(desktop)
    program.wait_for_focus("new")
    program.press("ctrl+n")
    program.wait_until("the form", lambda focus: focus.name not in ("", "new"))
    program.press("alt+2")
    program.wait_for_focus("opened_at")
    return program


def _type_letter(program: Program, name: str) -> None:
    program.wait_for_focus("letter_on")
    program.press("Return")
    program.wait_for_focus("name")
    program.write(name)


def _place(desktop: Desktop) -> FilePlace:
    return FilePlace(desktop.folder / "buku.db")


def _drafted(desktop: Desktop) -> list[str]:
    """Return the names that stand in the drafts by now."""
    with open_book(_place(desktop), read_only=True) as book:
        drafts = Drafts(desktop.folder / "meja.db", book, print).all()
    return [draft.values.get("name", "") for draft in drafts]


def _wait_for_letters(desktop: Desktop, count: int) -> BoxOpeningInfo:
    """Wait until *count* letters of the one opening are recorded; return it."""

    def look() -> BoxOpeningInfo | None:
        with open_book(_place(desktop), read_only=True) as book:
            (opening,) = read_openings(book, opening_ids(book))
            return opening if len(letters_of_opening(book, opening.id)) == count else None

    found: BoxOpeningInfo = wait_for(f"letter {count}", look)
    return found
