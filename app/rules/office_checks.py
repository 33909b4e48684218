"""What can be wrong with the office's own data: the logo and the NIP of those who sign."""

from typing import Final

LARGEST_LOGO: Final = 1024 * 1024
_NIP_LENGTH: Final = 18
_PICTURES: Final = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")


def nip_problem(text: str) -> str | None:
    """Return what is wrong with a NIP in an Indonesian sentence; an empty one is not wrong."""
    nip = "".join(text.split())
    if not nip:
        return None
    if not (nip.isascii() and nip.isdigit()):
        return "NIP hanya berisi angka."
    if len(nip) != _NIP_LENGTH:
        word = "baru" if len(nip) < _NIP_LENGTH else "ini"
        return f"NIP {_NIP_LENGTH} angka, {word} {len(nip)}."
    return None


def logo_problem(content: bytes) -> str | None:
    """Return why *content* cannot be the logo on papers, or ``None``."""
    if not content.startswith(_PICTURES):
        return "Logo harus berkas PNG atau JPEG. Logo yang lama tetap dipakai."
    if len(content) > LARGEST_LOGO:
        size = f"{len(content) / LARGEST_LOGO:.1f}".replace(".", ",")
        return f"Logo paling besar 1 MB, berkas ini {size} MB. Logo yang lama tetap dipakai."
    return None
