"""Every word of SQLite: opening a file, its form, its guards, its search, its lock, its copies."""
