"""Runs the program's own commands in a process that ends at the first touch of a network.

Used by ``test_no_network``: ``python tests/e2e/without_network.py ARGUMENTS…``.
"""

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
# Names of the audit events (source: Python, "Audit events table") that concern other computers.
NETWORK = (
    "socket.",
    "http.",
    "urllib.",
    "ftplib.",
    "smtplib.",
    "poplib.",
    "imaplib.",
    "telnetlib.",
)
BROWSER = "webbrowser.open"
# Asks this computer for its own name; nothing leaves it.
HARMLESS = frozenset({"socket.gethostname"})
CAUGHT = 77


def refuse(event, arguments):
    if event in HARMLESS:
        return
    if event.startswith(NETWORK) or event == BROWSER:
        # An exception might be caught on the way; the end of the process is not.
        os.write(2, f"NETWORK: {event} {arguments}\n".encode())
        os._exit(CAUGHT)


def loaded_libraries():
    """Return what the system has loaded into this process, where it says so."""
    maps = Path("/proc/self/maps")
    return maps.read_text() if maps.exists() else ""


def main():
    sys.addaudithook(refuse)
    sys.path.insert(0, str(ROOT))
    if sys.argv[1:] == ["--coba-soket"]:
        import socket

        socket.socket()
    from main import main as program

    code = program(sys.argv[1:])
    # Qt's sockets are none of Python's; the library that has them is not even loaded.
    if "Network" in loaded_libraries():
        os.write(2, b"NETWORK: Qt's network library is loaded\n")
        os._exit(CAUGHT)
    return code


if __name__ == "__main__":
    sys.exit(main())
