"""MailNotice: what an officer should know of the mail that stands in the form."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from app.reading.complaint.same_mail import RecordedMail
from ui.entry.mail_source import TakenMail
from ui.look.icons import pixmap
from ui.widgets.buttons import quiet_button
from ui.widgets.words import tighten, words


class MailNotice(QFrame):
    """A quiet bar; hidden while there is nothing to say."""

    complaint_wanted = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "notice")
        self.setObjectName("mail-notice")
        self._recorded: RecordedMail | None = None
        picture = QLabel()
        picture.setPixmap(pixmap("mail", "primary", 18))
        self._text = words("", wrap=True)
        self.open = quiet_button("Buka pengaduan itu")
        self.open.clicked.connect(self._on_open_wanted)
        close = quiet_button("", "close")
        close.setAccessibleName("Tutup pesan")
        close.setToolTip("Tutup pesan")
        close.clicked.connect(self.clear)
        row = QHBoxLayout(self)
        tighten(row, 10)
        row.setContentsMargins(12, 6, 6, 6)
        row.addWidget(picture)
        row.addWidget(self._text, 1)
        row.addWidget(self.open)
        row.addWidget(close)
        self.hide()

    def text(self) -> str:
        """Return what the bar says now; empty while it is hidden."""
        return self._text.text()

    @Slot(object)
    def show_of(self, mail: TakenMail) -> None:
        """Say what there is to say of *mail*."""
        self._recorded = mail.recorded
        known = (
            (f"Email ini sudah dicatat sebagai nomor {mail.recorded.number}.",)
            if mail.recorded
            else ()
        )
        self._text.setText(" ".join((*known, *mail.warnings)))
        self.setAccessibleName(self._text.text())
        self.open.setVisible(mail.recorded is not None)
        self.setVisible(bool(self._text.text()))

    @Slot()
    def clear(self) -> None:
        """Say nothing."""
        self.show_of(TakenMail((), None))

    @Slot()
    def _on_open_wanted(self) -> None:
        if self._recorded is not None:
            self.complaint_wanted.emit(self._recorded.id)
