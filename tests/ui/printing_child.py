"""A window's desk in a process of its own, to be killed: says "ready", prints when it is told to, then waits for ever.

python -m tests.ui.printing_child DATA CODE PRINTER
"""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import QSettings, QTimer
from PySide6.QtWidgets import QApplication

from app.clock import Clock
from app.office import open_office
from ui.page import Desk
from ui.printing import Printing
from ui.tasks import Tasks


def main(data: Path, code: str, printer: str) -> None:
    app = QApplication([])
    office = open_office(data, Clock())
    settings = QSettings(str(data / "window-child.ini"), QSettings.Format.IniFormat)
    settings.setValue("printer/name", printer)
    desk = Desk(Tasks("desk"), settings)
    printing = Printing(data / "papers", settings)
    desk.furnish(office, None, printing)
    desk.clerk = office.people.named(office.profile.people.clerks[0])
    office.press.warm()

    def begin() -> None:
        if printing.printer != printer:
            QTimer.singleShot(20, begin)
            return
        sys.stdout.write("ready\n")
        sys.stdout.flush()
        sys.stdin.readline()
        desk.print_paper(code, "01", owner=desk)

    printing.look()
    QTimer.singleShot(0, begin)
    app.exec()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], sys.argv[3])
