"""The page *Papan Distribusi*: open complaints as cards, by team or by step."""
