"""ChangeHub: the one place through which pages learn that something was written."""

from PySide6.QtCore import QObject, Signal


class ChangeHub(QObject):
    """Tells open pages what a finished step altered."""

    changed = Signal(object)  # app.ground.changes.Changes
