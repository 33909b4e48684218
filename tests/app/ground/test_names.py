"""A safe name is one on every system, keeps its ending however long it is, and opens no device."""

from pathlib import PurePath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.ground.names import LONGEST_NAME, free_name, is_too_long, own_name, safe_file_name

ENDINGS = (
    *(".pdf", ".exe", ".exe.pdf", ".pdf.exe", ".tar.gz", ".JPEG", ".docx", ".lnk", ".scr", ""),
    *(" .exe .pdf", ".exe.", ".pdf ", ".pdf\u202e", ".exe\u2028.pdf", ".é", ".p-f", ".a b"),
    # Too long to be an ending; what stands before it must not become one.
    *(f".exe.{'x' * 30}", f".exe.{'x' * 119}", f".bat{' ' * 40}kata.{'é' * 15}"),
)
_DEVICES = (
    *("con", "PRN", "aux", "NUL", "COM1", "lpt9", "com0", "COM¹", "com²", "LPT³", "CONIN$"),
    *("conout$", "CLOCK$"),
)
_TAILS = (
    "",
    ".txt",
    " .txt",
    "  . txt",
    ".tar.gz",
    ".",
    " ",
    "\u200b",
    ":",
    ".txt:a",
    "\u202e.pdf",
)


def ending_of(name):
    """Return the ending as the system sees it once nothing invisible is in the way."""
    return PurePath(safe_file_name(f"a{name}")).suffix


def is_safe(name):
    return (
        0 < len(name.encode("utf-16-le")) // 2 <= LONGEST_NAME
        and len(name.encode()) <= 180
        and not set(name) & set('\\/:*?"<>|\t\r\n\0')
        and name == name.strip(" .")
        and safe_file_name(name) == name
    )


@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize("letter", ["x", "é", "😀", "e\u0301", "文"])
def test_a_name_of_any_length_keeps_its_ending_and_gains_none(ending, letter):
    wanted = ending_of(ending)
    for length in range(90, 261):
        name = safe_file_name(letter * length + ending)
        assert is_safe(name), (length, name)
        kept = PurePath(name).suffix
        assert kept == wanted or (not kept and len(wanted.encode()) > 20), (length, name)


def test_the_name_that_was_cut_to_a_program():
    name = f"{'surat keterangan ' * 7}.exe.pdf"
    assert safe_file_name(name[:116] + ".exe.pdf").endswith(".pdf")
    assert safe_file_name("x" * 116 + ".exe.pdf").endswith(".pdf")


@pytest.mark.parametrize("device", _DEVICES)
@pytest.mark.parametrize("tail", _TAILS)
def test_no_name_opens_a_device_of_windows(device, tail):
    for name in (device + tail, device.lower() + tail, f" {device}{tail}", f"../{device}{tail}"):
        safe = own_name(name, "lampiran")
        assert safe == "lampiran" or safe.startswith(("_", "a")), safe


@pytest.mark.parametrize("name", ["conto.txt", "com10.pdf", "nula", "lpt", "console.log"])
def test_a_name_that_only_begins_like_a_device_stays(name):
    assert safe_file_name(name) == name


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("007/PGD/X/2026", "007-PGD-X-2026"),
        ("  a \t b\n.pdf", "a b .pdf"),
        ("kk.jpg:stream", "kk.jpg-stream"),
        ("a\u202efdp.exe", "afdp.exe"),
        (".htaccess", "htaccess"),
        ("-rf", "rf"),
        ('a<b>"c".txt', "a-b-c-.txt"),
        ("", "_"),
        ("...", "_"),
    ],
)
def test_what_no_name_may_hold_is_replaced_or_goes(text, safe):
    assert safe_file_name(text) == safe


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("../../../etc/passwd", "passwd"),
        ("C:\\Windows\\x.exe", "x.exe"),
        ("C:x.exe", "C-x.exe"),
        ("folder/", "lampiran"),
        ("  ", "lampiran"),
        ("nul .txt", "_nul .txt"),
        ("lpt1 .pdf", "_lpt1 .pdf"),
        ("COM¹.txt", "_COM¹.txt"),
    ],
)
def test_only_the_last_part_of_a_path_is_kept(path, name):
    assert own_name(path, "lampiran") == name


@given(st.text(max_size=300))
def test_whatever_is_written_becomes_a_safe_name(text):
    assert is_safe(safe_file_name(text))


@given(st.text(max_size=200), st.integers(min_value=1, max_value=12))
def test_a_taken_name_is_numbered_and_stays_safe(text, times):
    taken = set()
    for _ in range(times):
        name = free_name(safe_file_name(text), taken)
        assert name.casefold() not in taken
        assert is_safe(name) or is_safe(name.replace(" (", "x"))
        assert PurePath(name).suffix == PurePath(safe_file_name(text)).suffix
        taken.add(name.casefold())


def test_a_name_too_long_for_a_book():
    assert is_too_long(PurePath("/buku/" + "n" * 250 + ".db"), is_windows=False)
    assert not is_too_long(PurePath("/" + "folder/" * 60 + "buku.db"), is_windows=False)
    assert is_too_long(PurePath("C:/" + "folder/" * 60 + "buku.db"), is_windows=True)
