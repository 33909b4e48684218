"""What to say when the system refuses a command a file, a folder or its output."""

import errno
from typing import Final

_CAUSES: Final = {
    errno.EACCES: "Anda tidak berhak membuka atau menulisinya.",
    errno.EPERM: "Anda tidak berhak membuka atau menulisinya.",
    errno.EROFS: "Tempatnya hanya dapat dibaca.",
    errno.ENOSPC: "Cakram penuh. Kosongkan ruang pada cakram.",
    errno.EDQUOT: "Jatah ruang cakram habis. Kosongkan ruang pada cakram.",
    errno.ENAMETOOLONG: "Namanya terlalu panjang.",
    errno.ENOENT: "Nama atau foldernya tidak ada.",
    errno.ENOTDIR: "Bagian dari foldernya bukan folder.",
    errno.EEXIST: "Nama itu sudah dipakai.",
}


def explain_system_error(error: OSError) -> str:
    """Return the sentence for what no command has explained by itself."""
    where = error.filename if error.filename is not None else "Keluaran perintah"
    cause = _CAUSES.get(error.errno or 0, f"Periksa cakram dan sambungannya. ({error})")
    return f"{where} tidak dapat dibaca atau ditulis. {cause}"
