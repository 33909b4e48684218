"""``pytest --encrypted``: the same tests on books that are encrypted.

What tests call a place then has a key. What the program calls one has none of itself, so a module
that forgets to hand the key on is found.
"""

import importlib
import pkgutil
from functools import wraps

import apsw

import app
from app.book import place as module
from models.book_key import BookKey
from models.sqlite.cipher import fitting_key, use_key

_KEY = BookKey(bytes(range(32)))


def switch_on() -> None:
    """Let every place that a test names from now on have a key."""
    # Loaded before: each keeps the place as it is.
    for found in pkgutil.walk_packages(app.__path__, "app."):
        importlib.import_module(found.name)
    real = module.FilePlace

    @wraps(real, updated=())
    def with_key(path, key=_KEY):
        return real(path, key)

    module.FilePlace = with_key


def bare(path, **flags):
    """Connect to the file at *path* without the program, whether it is encrypted or not."""
    connection = apsw.Connection(str(path), **flags)
    use_key(connection, fitting_key(path, _KEY))
    return connection
