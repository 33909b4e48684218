"""Taking away what is shown, so that the focus finds its way."""

from PySide6.QtWidgets import QLayout, QWidget


def clear(layout: QLayout, start: int = 0) -> None:
    """Take away what stands in *layout* from place *start* on."""
    while (item := layout.takeAt(start)) is not None:
        inner, widget = item.layout(), item.widget()
        if inner is not None:
            clear(inner)
        if widget is not None:
            take_away(widget)


def take_away(widget: QWidget) -> None:
    """Remove *widget*; a focus inside it goes to the neighbour, where else it would be nowhere."""
    widget.hide()
    widget.deleteLater()
