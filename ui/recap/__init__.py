"""The page *Rekap Bulanan*: a month in figures, and the button that writes both editions."""
