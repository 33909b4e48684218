"""The page *Rekap Bulanan*."""
