"""The page *Catat Pengaduan*: a complaint is written down and gets its number."""
