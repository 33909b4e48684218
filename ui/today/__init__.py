"""The page *Hari Ini*: what has to be done first."""
