"""What the register says where it has nothing to show."""

from app.reading.register.filter import RegisterFilter


def nothing_found(wanted: RegisterFilter, *, is_new_book: bool) -> tuple[str, str, str]:
    """Return what is missing, what to do about it, and the words on the button that does it."""
    if wanted == RegisterFilter() or is_new_book:
        return (
            "Buku ini belum berisi pengaduan.",
            "Catat pengaduan pertama; nomornya diberikan saat disimpan.",
            "Catat Pengaduan",
        )
    if wanted.text:
        return (
            f"Tidak ada pengaduan yang memuat “{wanted.text}”.",
            "Periksa ejaannya, cari dengan kata lain, atau hapus penyaring.",
            "Hapus penyaring",
        )
    return (
        "Tidak ada pengaduan yang cocok dengan penyaring ini.",
        "Pilih tahun, saluran, status atau tim yang lain, atau hapus penyaring.",
        "Hapus penyaring",
    )
