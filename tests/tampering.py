"""What somebody with a shell may do to a book's file behind the program's back."""

from contextlib import contextmanager

from tests.encrypted import bare


def raw(path, *statements, recursive=True):
    """Run SQL on the file."""
    connection = bare(path)
    connection.execute(f"PRAGMA recursive_triggers={int(recursive)}")
    try:
        for statement in statements:
            connection.execute(statement)
    finally:
        connection.close()


@contextmanager
def unguarded(path):
    """Change the file without its triggers, which are back in the end."""
    connection = bare(path)
    query = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"
    triggers = list(connection.execute(query))
    for name, _ in triggers:
        connection.execute(f"DROP TRIGGER {name}")
    yield connection
    for _, text in triggers:
        connection.execute(text)
    connection.close()
