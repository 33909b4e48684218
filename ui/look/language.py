"""Indonesian for what Qt itself says: standard buttons, file and print dialogs, menus."""

from typing import Final

from PySide6.QtCore import QCoreApplication, QLocale, QTranslator

from app.ground.resources import RESOURCES

CATALOGUE: Final = RESOURCES / "translations" / "qtbase_id.qm"


def speak_indonesian(app: QCoreApplication) -> bool:
    """Load our catalogue, as Qt brings none, and use Indonesian dates and numbers."""
    QLocale.setDefault(QLocale(QLocale.Language.Indonesian, QLocale.Country.Indonesia))
    translator = QTranslator(app)
    translator.setObjectName("qtbase_id")
    return translator.load(str(CATALOGUE)) and app.installTranslator(translator)
