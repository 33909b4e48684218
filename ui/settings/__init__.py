"""The page *Pengaturan*: what the office sets, one section at a time."""
