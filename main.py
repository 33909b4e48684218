"""Buku Pengaduan: arguments become a command, or the window."""

import argparse
import gc
import sys
from collections.abc import Callable, Mapping
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, Final

from app.commands.arguments import read_arguments
from app.commands.trouble import explain_system_error
from app.ground.errors import BookError
from app.ground.neutral import neutral
from app.ground.screen import has_screen
from app.ground.version import version

if TYPE_CHECKING:
    from app.commands.import_file import WriteLeftovers
    from app.commands.recap import RecapWriters
    from app.intake.tables.leftovers import Leftovers

Command = Callable[[argparse.Namespace], int]


def main(given: list[str]) -> int:
    """Run what the arguments ask for; return 0 done, 1 refused or found wrong, 2 wrong usage."""
    # First, so that also what is wrong with the arguments is said in letters that arrive.
    _speak_utf8()
    arguments = read_arguments(given)
    try:
        code = _run(arguments)
        if sys.stdout is not None:
            # Now, while it can still be said that what was printed did not arrive.
            sys.stdout.flush()
    except BookError as error:
        return _refuse(error)
    except BrokenPipeError:
        return _stop_printing()
    except OSError as error:
        _stop_printing()
        return _refuse(explain_system_error(error))
    return code


def _speak_utf8() -> None:
    for stream in (sys.stdout, sys.stderr):
        # A program without a console, such as one begun with pythonw, has neither.
        if isinstance(stream, TextIOWrapper):
            # An old code page of a console must not stop an import at a citizen's emoji.
            stream.reconfigure(encoding="utf-8", errors="replace")


def _refuse(reason: object) -> int:
    print(neutral(str(reason)), file=sys.stderr)
    return 1


def _stop_printing() -> int:
    # What is still waiting would fail again, and loudly, while Python ends.
    sys.stdout = None
    return 1


def _run(arguments: argparse.Namespace) -> int:
    # Loaded once the arguments are known to be right.
    from app.book.storage import explaining_storage

    with explaining_storage():
        if arguments.versi:
            print(f"Buku Pengaduan {version()}")
            return 0
        if arguments.command is None:
            return _window(arguments)
        return _COMMANDS[arguments.command](arguments)


def _window(arguments: argparse.Namespace) -> int:
    if not has_screen() and not (arguments.uji_asap or arguments.galeri):
        from app.commands.sample import run_without_screen

        return run_without_screen(arguments, _recap_writers().recap)
    # Nothing made on the way to the window is garbage; once it is shown, garbage is looked for.
    gc.disable()
    try:
        # Qt is loaded only for the window: a scheduled recap runs without it.
        from ui.window.start import start

        return start(arguments)
    finally:
        gc.enable()


# Each command loads what it needs when it is asked for: a scheduled recap reads no mails.
def _sample(arguments: argparse.Namespace) -> int:
    from app.commands import sample

    return sample.run(arguments)


def _import(arguments: argparse.Namespace) -> int:
    from app.commands import import_file

    return import_file.run(arguments, _leftover_writer())


def _read(arguments: argparse.Namespace) -> int:
    from app.commands import read_file

    return read_file.run(arguments)


def _list(arguments: argparse.Namespace) -> int:
    from app.commands import listing

    return listing.run(arguments)


def _recap(arguments: argparse.Namespace) -> int:
    from app.commands import recap

    return recap.run(arguments, _recap_writers())


def _printed_book(arguments: argparse.Namespace) -> int:
    from app.commands import printed_book
    from exports.recap import write_book

    return printed_book.run(arguments, write_book)


def _schedule(arguments: argparse.Namespace) -> int:
    from app.commands import schedule

    return schedule.run(arguments)


def _due(arguments: argparse.Namespace) -> int:
    from app.commands import due

    return due.run(arguments)


def _inspect(arguments: argparse.Namespace) -> int:
    from app.commands import inspect

    return inspect.run(arguments)


def _back_up(arguments: argparse.Namespace) -> int:
    from app.commands import copies

    return copies.run_back_up(arguments)


def _restore(arguments: argparse.Namespace) -> int:
    from app.commands import copies

    return copies.run_restore(arguments)


def _anonymise(arguments: argparse.Namespace) -> int:
    from app.commands import anonymise
    from exports.pdf.anonymised import write_anonymised

    return anonymise.run(arguments, write_anonymised)


def _sign(arguments: argparse.Namespace) -> int:
    from app.commands import sign

    return sign.run(arguments)


def _rescue(arguments: argparse.Namespace) -> int:
    from app.commands import rescue

    return rescue.run(arguments)


_COMMANDS: Final[Mapping[str, Command]] = {
    "contoh": _sample,
    "impor": _import,
    "baca": _read,
    "daftar": _list,
    "rekap": _recap,
    "cetak-buku": _printed_book,
    "jadwal": _schedule,
    "hitung": _due,
    "periksa": _inspect,
    "anonimkan": _anonymise,
    "cadangkan": _back_up,
    "pulihkan": _restore,
    "selamatkan": _rescue,
    "tandatangani": _sign,
}


def _recap_writers() -> "RecapWriters":
    from app.commands.recap import RecapWriters
    from exports.recap import write_recap, write_stored

    return RecapWriters(write_recap, write_stored)


def _leftover_writer() -> "WriteLeftovers":
    def write(leftovers: "Leftovers", path: Path) -> None:
        # Loaded only when something was left: it is heavy.
        from exports.xlsx.leftovers import write_leftovers_xlsx

        write_leftovers_xlsx(leftovers, path)

    return write


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
