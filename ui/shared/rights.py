"""What a duty may not do is seen before the click: a button says who may, and cannot be pressed."""

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from app.book.book import Book
from app.book.rights import why_not
from app.rules.events import Step


def offer(control: QWidget | QAction, book: Book, step: Step) -> bool:
    """Let *control* be used by those who may take *step*; return whether it can be now.

    Whoever may not, reads in its tooltip who may.
    """
    reason = why_not(book.role, step)
    control.setEnabled(not reason and control.isEnabled())
    if reason:
        control.setToolTip(reason)
    return not reason
