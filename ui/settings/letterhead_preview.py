"""The letterhead (*kop surat*) as papers will carry it, painted while it is typed."""

from typing import Final

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.book.settings import OfficeIdentity
from app.ground.overriding import override
from exports.office_text import letterhead_text
from ui.look.theme import CARD_RADIUS, sized, tokens

_MARGIN: Final = 18
_LOGO_WIDTH: Final = 60
_LOGO_HEIGHT: Final = 70
_GAP: Final = 12


class LetterheadPreview(QWidget):
    """Paints the top of a sheet: the logo left, the lines centred, the double rule below."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._office = OfficeIdentity()
        self._logo = QPixmap()
        self.setObjectName("letterhead-preview")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_office(self, office: OfficeIdentity, logo: bytes) -> None:
        """Paint the letterhead of *office*; empty *logo* leaves its room."""
        self._office = office
        self._logo = QPixmap()
        self._logo.loadFromData(logo)
        text = letterhead_text(office)
        spoken = (text.government, text.name, text.address, text.contact, text.website)
        self.setAccessibleName("Contoh kop surat: " + ", ".join(spoken))
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(560, 128)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = tokens()
        sheet = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(QColor(colours.line))
        painter.setBrush(QColor(colours.surface))
        painter.drawRoundedRect(sheet, CARD_RADIUS, CARD_RADIUS)
        self._paint_logo(painter)
        self._paint_lines(painter)
        bottom = self.height() - _MARGIN + 4
        for offset, width in ((0.0, 2.4), (3.5, 0.8)):
            painter.setPen(QPen(QColor(colours.text), width))
            left, right = float(_MARGIN), float(self.width() - _MARGIN)
            painter.drawLine(QPointF(left, bottom + offset), QPointF(right, bottom + offset))

    def _paint_logo(self, painter: QPainter) -> None:
        room = QRect(_MARGIN, _MARGIN - 4, _LOGO_WIDTH, _LOGO_HEIGHT)
        if self._logo.isNull():
            painter.setPen(QPen(QColor(tokens().control_line), 1, Qt.PenStyle.DashLine))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(room)
            painter.setPen(QColor(tokens().muted))
            painter.setFont(sized(self.font(), 7.5))
            painter.drawText(room, Qt.AlignmentFlag.AlignCenter, "logo")
            return
        fitted = self._logo.size().scaled(room.size(), Qt.AspectRatioMode.KeepAspectRatio)
        place = QRect(room.topLeft(), fitted)
        place.moveCenter(room.center())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawPixmap(place, self._logo)

    def _paint_lines(self, painter: QPainter) -> None:
        text = letterhead_text(self._office)
        side = _MARGIN + _LOGO_WIDTH + _GAP
        top = _MARGIN - 6
        lines = (
            (text.government, 9.5, False),
            (text.name, 12.0, True),
            (text.address, 7.5, False),
            (text.contact, 7.5, False),
            (text.website, 7.5, False),
        )
        painter.setPen(QColor(tokens().text))
        width = self.width() - side - _MARGIN
        for line, points, bold in lines:
            font = sized(self.font(), points, bold=bold)
            # As on paper, a long line is set smaller before it is cut.
            while QFontMetrics(font).horizontalAdvance(line) > width and font.pointSizeF() > 6.5:
                font.setPointSizeF(font.pointSizeF() - 0.5)
            metrics = QFontMetrics(font)
            painter.setFont(font)
            shown = metrics.elidedText(line, Qt.TextElideMode.ElideRight, width)
            room = QRect(side, top, width, metrics.height())
            painter.drawText(room, Qt.AlignmentFlag.AlignHCenter, shown)
            top += metrics.height() + 1
