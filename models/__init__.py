"""What is stored: peewee tables over one SQLite file."""
