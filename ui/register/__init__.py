"""The page *Buku*: the register with its search and filters."""
