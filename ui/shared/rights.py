"""What a duty may not do is seen before the click: a control says who may, and cannot be used."""

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from app.book.book import Book
from app.book.rights import Need, why_not
from app.rules.officers import Role

_OWN_TIP = "own-tip"


def offer(
    control: QWidget | QAction,
    book: Book,
    need: Need,
    *,
    if_: bool = True,
    tip: str | None = None,
) -> None:
    """Let *control* be used by those who may do what it *needs*, as long as *if_* is so.

    Whoever may not, reads in its tooltip who may; the others read *tip*, or what it had.
    """
    offer_to(control, book.role, need, if_=if_, tip=tip)


def offer_to(
    control: QWidget | QAction,
    role: Role | None,
    need: Need,
    *,
    if_: bool = True,
    tip: str | None = None,
) -> None:
    """Do as ``offer`` for *role*; None is for a book that uses no PINs."""
    own = control.property(_OWN_TIP) if tip is None else tip
    if own is None:
        own = control.toolTip()
    control.setProperty(_OWN_TIP, own)
    reason = why_not(role, need)
    control.setEnabled(if_ and not reason)
    control.setToolTip(reason or own)
