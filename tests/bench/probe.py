"""What `start` runs in a process of its own: the program as the command line starts it, or a bare window.

    python -m tests.bench.probe bare
    python -m tests.bench.probe window DATA PIN

Tells the system-wide monotonic times of its first paint and of the first key that F1 took, one JSON object, and ends.
Nothing is imported here but what the program imports too, and later than the program would.
"""

import sys
import time
from typing import Any

told: dict[str, int] = {}


def tell() -> None:
    """The last thing this process says."""
    import json

    sys.stdout.write(json.dumps(told) + "\n")
    sys.stdout.flush()


def bare() -> int:
    """The limit: an application and an empty window."""
    from PySide6.QtCore import QTimer
    from PySide6.QtGui import QPaintEvent
    from PySide6.QtWidgets import QApplication, QWidget

    class Bare(QWidget):
        def paintEvent(self, event: QPaintEvent) -> None:
            super().paintEvent(event)
            if "paint" not in told:
                told["paint"] = time.monotonic_ns()
                QTimer.singleShot(0, app.quit)

    app = QApplication(sys.argv[:1])
    window = Bare()
    window.resize(1366, 768)
    window.showMaximized()
    app.exec()
    tell()
    return 0


def window(data: str, pin: str) -> int:
    """The program's own start. Three methods are watched, none is replaced; the PIN is typed at the first paint."""
    from PySide6.QtCore import QEvent, Qt, QTimer
    from PySide6.QtGui import QKeyEvent, QPaintEvent
    from PySide6.QtWidgets import QApplication, QLineEdit

    from ui import shell

    painted, opened, listed = shell.Window.paintEvent, shell.Window.open_page, shell.LoginPage._show_people

    def strike(to: Any, code: int, text: str) -> None:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(to, QKeyEvent(kind, code, Qt.KeyboardModifier.NoModifier, text))

    def on_paint(self: shell.Window, event: QPaintEvent) -> None:
        painted(self, event)
        if "paint" not in told:
            told["paint"] = time.monotonic_ns()
            QTimer.singleShot(0, lambda: log_in(self.login))

    def log_in(self: shell.LoginPage) -> None:
        self.pin.setText(pin)
        strike(self.pin, Qt.Key.Key_Return, "\r")

    def on_listed(self: shell.LoginPage, people: Any) -> None:
        listed(self, people)
        if not self.waiting:  # on this counter's first start nobody was here last
            log_in(self)

    def on_open(self: shell.Window, key: str, payload: object = None) -> None:
        opened(self, key, payload)
        told["page"] = time.monotonic_ns()
        QTimer.singleShot(0, lambda: type_key(self))

    def type_key(self: shell.Window) -> None:
        line = QApplication.focusWidget()
        page = self.page("receive")
        if page is None or not isinstance(line, QLineEdit) or not page.isAncestorOf(line) or not line.isVisible():
            QTimer.singleShot(1, lambda: type_key(self))
            return
        strike(self.windowHandle(), Qt.Key.Key_K, "k")
        told.setdefault("keys", time.monotonic_ns())
        see(self, line)

    def see(self: shell.Window, line: QLineEdit) -> None:
        """The key must really arrive, or there is no figure."""
        if "k" not in line.text():
            QTimer.singleShot(1, lambda: see(self, line))
            return
        told["seen"] = time.monotonic_ns()
        line.clear()
        QTimer.singleShot(0, self.close)

    shell.LoginPage._show_people = on_listed  # type: ignore[method-assign]
    shell.Window.paintEvent = on_paint  # type: ignore[method-assign]
    shell.Window.open_page = on_open  # type: ignore[method-assign]

    from app.cli import main

    status = main(["--data", data])
    tell()
    return status


if __name__ == "__main__":
    raise SystemExit(bare() if sys.argv[1] == "bare" else window(*sys.argv[2:]))
