"""The program speaks with no other computer: no room of it has the words for that."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("app", "exports", "models", "ui")
# Of the standard library, of Qt, and of what others would bring.
NETWORK = (
    *("socket", "ssl", "http", "urllib.request", "urllib.error", "ftplib", "smtplib", "poplib"),
    *("imaplib", "telnetlib", "nntplib", "socketserver", "xmlrpc", "wsgiref", "asyncio"),
    *("webbrowser", "multiprocessing", "logging.config"),
    *("PySide6.QtNetwork", "PySide6.QtNetworkAuth", "PySide6.QtWebSockets", "PySide6.QtHttpServer"),
    *("PySide6.QtWebEngineCore", "PySide6.QtWebEngineWidgets", "PySide6.QtWebChannel"),
    *("PySide6.QtRemoteObjects", "PySide6.QtDBus", "PySide6.QtBluetooth"),
    *("requests", "httpx", "urllib3", "aiohttp", "websockets", "paramiko"),
)


def imported(tree):
    """Yield each module that is imported anywhere, also inside functions, and by name."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Call) and called(node) in {"import_module", "__import__"}:
            yield from (a.value for a in node.args if isinstance(a, ast.Constant))


def called(node):
    return getattr(node.func, "attr", getattr(node.func, "id", ""))


def of_the_network(tree):
    return sorted({m for m in imported(tree) for n in NETWORK if m == n or m.startswith(f"{n}.")})


@pytest.mark.parametrize(
    "source",
    [
        "import socket",
        "from urllib import request",
        "from PySide6 import QtNetwork",
        "from PySide6.QtNetwork import QNetworkAccessManager",
        "def late():\n    import http.client",
        "import importlib\nimportlib.import_module('ssl')",
    ],
)
def test_each_way_to_import_it_is_seen(source):
    assert of_the_network(ast.parse(source))


def test_no_room_has_the_words_for_a_network():
    sources = [
        ROOT / "main.py",
        *(p for room in ROOMS for p in sorted((ROOT / room).rglob("*.py"))),
    ]
    found = {
        str(path.relative_to(ROOT)): names
        for path in sources
        if (names := of_the_network(ast.parse(path.read_text("utf-8"))))
    }
    assert found == {}


def test_one_module_speaks_with_the_keyring_of_the_system():
    """On Linux it is reached by a socket of this computer; nothing else has one."""
    sources = (p for room in ROOMS for p in sorted((ROOT / room).rglob("*.py")))
    found = [
        str(path.relative_to(ROOT).as_posix())
        for path in sources
        if any(
            m.partition(".")[0] == "keyring" for m in imported(ast.parse(path.read_text("utf-8")))
        )
    ]
    assert found == ["app/ground/key_store.py"]
