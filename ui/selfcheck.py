"""Whether the window's libraries and files are all there; for a bundle's own gate."""

from __future__ import annotations

import sys

from PySide6.QtGui import QFontInfo
from PySide6.QtWidgets import QApplication

from ui.theme import FAMILY, Theme
from ui.translation import I18N
from ui.widgets.icon import pixmap


def complete() -> bool:
    """Opens nothing on the screen beyond the application itself."""
    app = QApplication.instance() or QApplication(sys.argv[:1])
    if not isinstance(app, QApplication):
        return False
    Theme(app, "light")
    import pypdfium2
    from PySide6.QtPrintSupport import QPrinterInfo

    drawn = pixmap("printer", "#000000", 24).toImage()
    inked = any(drawn.pixelColor(x, y).alpha() for x in range(24) for y in range(24))
    face = QFontInfo(app.font()).family() == FAMILY
    QPrinterInfo.availablePrinterNames()
    return inked and face and bool(pypdfium2.PYPDFIUM_INFO) and (I18N / "quay_en.qm").is_file()
