"""From arguments to a window: which book it shows, and what is said when there is none."""

import argparse
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from app.book.calling import call_window
from app.book.holding import Holding
from app.book.opening import OpenedBook, open_unread
from app.book.place import FilePlace, Place
from app.book.unlocking import is_locked, unlocked
from app.commands.trouble import explain_system_error
from app.ground.clock import Clock, SystemClock
from app.ground.errors import BookDamaged, BookError, BookLocked, NoKeyGiven, UserError
from app.ground.paths import desk_file
from ui.window.application import run_smoke, run_window, say_refusal


class NoBackupWanted(UserError):
    """The book cannot be opened, which was said, and no backup shall take its place."""


class NoOfficeChosen(UserError):
    """Nobody said whose book is to be begun."""


def start(arguments: argparse.Namespace) -> int:
    """Open the book and run what was asked for: the window, the smoke test or the gallery."""
    try:
        if arguments.galeri:
            # Before the sample book is made, which takes seconds.
            arguments.galeri.mkdir(parents=True, exist_ok=True)
        return _work(arguments)
    except (NoOfficeChosen, NoKeyGiven):
        return 0
    except NoBackupWanted:
        raise
    except BookError as error:
        _say(arguments, str(error))
        raise
    except OSError as error:
        _say(arguments, explain_system_error(error))
        raise


def _work(arguments: argparse.Namespace) -> int:
    """Run windows until one is closed for good: a restore takes place between two of them."""
    notice, asked = "", None
    if arguments.lihat:
        asked = _looked_into(arguments.lihat)
        if asked is None:
            return 0
        if not arguments.buku.exists():
            # A new computer: there is nothing that could be lost.
            notice = _put_back(_exchange(asked, arguments.buku, None))
            asked = None
    put_back: Callable[[], str] | None
    holding: Holding | None = None
    while True:
        try:
            with _chosen_book(arguments) as opened:
                holding = opened.holding
                holding.notice = " ".join(filter(None, (holding.notice, notice)))
                code, wanted = _run(arguments, opened, asked)
                asked = None
        except (BookDamaged, BookLocked) as error:
            code, put_back = 1, _offered(arguments, error)
        else:
            put_back = _exchange(wanted, arguments.buku, holding) if wanted else None
        if put_back is None:
            return code
        notice = _put_back(put_back)


def _is_shown_already(holding: Holding) -> bool:
    """Tell whether a window on this screen has the book, and came to the front."""
    return holding.read_only and call_window(holding.place.path)


def _offered(arguments: argparse.Namespace, error: BookDamaged | BookLocked) -> Callable[[], str]:
    is_watched = not (arguments.uji_asap or arguments.galeri or arguments.contoh)
    if not is_watched or (isinstance(error, BookLocked) and error.can_be_opened):
        raise error
    # Loaded in bad times only.
    from ui.window.restoring import offered

    put_back = offered(error, arguments.buku, SystemClock())
    if put_back is None:
        raise NoBackupWanted(str(error)) from error
    return put_back


def _looked_into(backup: Path) -> Path | None:
    # Imported late: the office's window looks into no backup.
    from ui.window.looking import look_into

    place = FilePlace(backup)
    if is_locked(place):
        from ui.window.unlocking import place_with_key

        place_with_key(place, SystemClock())
    return look_into(backup)


def _exchange(wanted: Path | Place, place: Place, desk: Holding | None) -> Callable[[], str]:
    """Return what puts a backup, or the book encrypted, in the place of the book."""
    if isinstance(wanted, Path):
        from ui.window.restoring import restore_between

        return partial(restore_between, wanted, place, SystemClock(), desk)
    from ui.window.encrypting import encrypt_between

    return partial(encrypt_between, wanted, SystemClock(), desk)


def _put_back(put_back: Callable[[], str]) -> str:
    """Put a book in the place of the present one; return what the next window says of it."""
    try:
        return put_back()
    except BookError as error:
        say_refusal(str(error))
        return ""


def _say(arguments: argparse.Namespace, sentence: str) -> None:
    # Whoever double-clicks an icon sees no standard error.
    if not (arguments.uji_asap or arguments.galeri):
        say_refusal(sentence)


def _run(
    arguments: argparse.Namespace, opened: OpenedBook, asked: Path | None
) -> tuple[int, Path | Place | None]:
    if arguments.galeri:
        # The office's window never loads its own photographer.
        from ui.gallery.shooting import run_gallery

        code = run_gallery(
            opened, arguments.galeri, arguments.lebar, arguments.tinggi, arguments.skala
        )
        return code, None
    if arguments.uji_asap:
        return run_smoke(opened), None
    if _is_shown_already(opened.holding):
        return 0, None
    # What is typed into the throw-away book is thrown away with it.
    drafts = opened.holding.place.folder / desk_file().name
    if asked is None:
        return run_window(opened, drafts if arguments.contoh else None)
    from ui.window.looking import Wish

    return run_window(opened, None, lambda window: Wish(window, asked))


@contextmanager
def _chosen_book(arguments: argparse.Namespace) -> Iterator[OpenedBook]:
    clock = SystemClock()
    if arguments.contoh or (arguments.galeri and arguments.is_default_book):
        # Imported late: the office's own book is opened without the maker of sample books.
        from app.commands.sample import throwaway_book

        with throwaway_book(clock) as sample:
            yield sample
        return
    if arguments.galeri:
        with _copy_of(unlocked(arguments.buku)) as copy, open_unread(copy, clock=clock) as opened:
            yield opened
        return
    if arguments.is_default_book:
        arguments.buku.make_folder()
    office = _make_ready(arguments, clock)
    with open_unread(
        arguments.buku, clock=clock, may_create=True, or_read_only=True, office=office
    ) as opened:
        if office:
            # Loaded once in the life of a book.
            from ui.window.first_admin import begin_with_people

            begin_with_people(opened.load())
        yield opened


def _make_ready(arguments: argparse.Namespace, clock: Clock) -> str:
    """Let the place of the book have its key; of a new one return the office, else ""."""
    place: Place = arguments.buku
    if arguments.uji_asap:
        arguments.buku = unlocked(place)
        return ""
    if is_locked(place):
        # Loaded for a locked book only.
        from ui.window.unlocking import place_with_key

        arguments.buku = place_with_key(place, clock)
        return ""
    if place.exists():
        arguments.buku = unlocked(place)
        return ""
    office = _asked_office()
    from ui.window.key_choice import new_place

    chosen = new_place(place, clock, office)
    if chosen is None:
        raise NoOfficeChosen("Belum ada buku yang dibuat.")
    arguments.buku = chosen
    return office


@contextmanager
def _copy_of(place: Place) -> Iterator[Place]:
    """Yield a copy that is gone afterwards: who is photographed records an invented complaint."""
    # Imported late: the office's window takes no pictures.
    from app.commands.looking import copied_book

    with copied_book(place) as copy:
        yield copy


def _asked_office() -> str:
    """Ask whose book is begun; return the code of the regency.

    Raises:
        NoOfficeChosen: the question was closed; no book is made.
    """
    # Loaded once in the life of a book.
    from ui.window.application import make_application
    from ui.window.office_choice import OfficeChoice

    make_application()
    dialog = OfficeChoice()
    is_chosen = dialog.exec() == OfficeChoice.DialogCode.Accepted
    office = dialog.chosen()
    dialog.deleteLater()
    if not is_chosen:
        raise NoOfficeChosen("Belum ada buku yang dibuat.")
    return office
