"""What an icon starts: ``main``, with a word for whatever ends it before it can say one itself.

A library that a virus scanner has taken, a disk that gives nothing back: without this the program
would end as if nobody had started it. Nothing but Python is needed here.
"""

import os
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Final

# The launcher of Windows says what nobody else could say, see resources/packaging/launcher.c.
UNTOLD: Final = 70
_MB_ICONERROR: Final = 0x10
_TITLE: Final = "Buku Pengaduan"
# Set where nobody sits who could close a message: in tests and by scheduled commands.
_UNSEEN: Final = "BUKU_PENGADUAN_TANPA_PESAN"


def run() -> int:
    """Run the program with the arguments it was given; return its exit code."""
    return guarded(_main, say_natively)


def guarded(main: Callable[[list[str]], int], say: Callable[[str], bool]) -> int:
    """Run *main*; what it cannot explain itself is logged and told by *say*, which may fail."""
    try:
        return main(sys.argv[1:])
    except Exception as error:
        # Whatever it is, here is nobody else to tell it.
        details = "".join(traceback.format_exception(error))
        log = _log(details)
        print(details, file=sys.stderr)
        where = f"Rinciannya ada di {log}." if log else "Rinciannya tidak dapat disimpan."
        told = say(
            "Buku Pengaduan tidak dapat dimulai: sebagian program tidak dapat dibuka "
            f"({type(error).__name__}).\n\nPasang ulang program ini. Bila terulang, mintalah "
            f"petugas TI memeriksa karantina pemindai virus. Buku dan cadangan tidak tersentuh.\n\n"
            f"{where}"
        )
        return 1 if told else UNTOLD


def say_natively(sentence: str) -> bool:
    """Show *sentence* without any library of the program; return whether somebody can see it."""
    print(sentence, file=sys.stderr)
    if sys.platform == "win32" and not os.environ.get(_UNSEEN):
        try:
            import ctypes

            ctypes.windll.user32.MessageBoxW(None, sentence, _TITLE, _MB_ICONERROR)
        except (ImportError, OSError, AttributeError):
            return False
    # Elsewhere the desktop keeps what its programs print.
    return True


def _main(given: list[str]) -> int:
    # Inside the guard, like everything that this imports.
    from main import main

    return main(given)


def _log(details: str) -> Path | None:
    try:
        from app.ground.log import log_file, log_trouble

        return log_file() if log_trouble(details) else None
    except Exception:
        # The log itself needs libraries that may be what is missing.
        return _log_beside(details)


def _log_beside(details: str) -> Path | None:
    folder = os.environ.get("LOCALAPPDATA") or os.environ.get("HOME") or "."
    target = Path(folder) / "buku-pengaduan-gagal-dimulai.log"
    try:
        target.write_text(details, encoding="utf-8", errors="replace")
    except OSError:
        return None
    return target


if __name__ == "__main__":
    sys.exit(run())
