"""Paper out of the window: PDF pages drawn on a printer, the job's state read back, or a file when there is no printer.

The spooler gets its own worker (`print`): a printer that sleeps must not hold the ledger's thread. Nothing here numbers
a copy or decides what is on it: the bytes come from a committed event (guarantee G7).
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

from PySide6.QtCore import QMarginsF, QObject, QSettings, QSizeF, Signal
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter

from app.errors import Trouble
from app.paper import ROLL, ROLL_BYTES
from app.roll_printer import connection, is_connection, seconds, send
from ui.tasks import Tasks

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

DPI = 300
"""Set by us: QPrinter's own "high resolution" makes jobs of megabytes, and bars need whole dots (300 dpi: 3 dots)."""
WAIT_S = 6.0
POINTS_PER_INCH = 72.0
SIZES = ("a5", "a4", "a5x2")
SAVED = "pdf"
"""The target written into the ledger when the copy goes to a file."""

Kind = Literal["printed", "sent", "saved", "failed"]


class Outcome(NamedTuple):
    """What became of a copy. "printed": the queue says it is done. "sent": handed over, and nobody knows more."""

    kind: Kind
    printer: str = ""
    path: str = ""
    reason: str = ""
    """Of "failed": "refused" or "disk"; of "sent": "waiting" when the queue still holds it."""


class Seen(NamedTuple):
    """What the system's printing says at one moment."""

    printers: tuple[str, ...]
    preferred: str
    stopped: bool


class Printing(QObject):
    """The choice of printer, and the way to it."""

    state_changed = Signal()

    def __init__(
        self,
        papers: Path,
        settings: QSettings,
        default_size: str = "a5",
        default_printer: str = "",
        roll: str = "",
        roll_size: str = ROLL,
    ) -> None:
        """`roll`: the connection of a receipt printer; it is listed and chosen by that name."""
        super().__init__()
        self._roll, self._roll_size = roll, roll_size
        self.papers = papers
        self._settings = settings
        self._default_size, self._default_printer = default_size, default_printer
        self._tasks = Tasks("print", self)
        self._seen: Seen | None = None

    # --- choice

    @property
    def seen(self) -> Seen | None:
        """None until the system was asked the first time."""
        return self._seen

    @property
    def chosen(self) -> str:
        """A printer's name, `SAVED`, or "" for the system's own choice."""
        return str(self._settings.value("printer/name", "") or "") or self._default_printer

    @property
    def printer(self) -> str:
        """The printer copies go to; "" when they are kept as files."""
        chosen = self.chosen
        if chosen == SAVED or self._seen is None:
            return ""
        if chosen:
            return chosen if chosen in self._seen.printers else ""
        return self._seen.preferred

    @property
    def missing(self) -> str:
        """The chosen printer when the system does not know it any more, else ""."""
        chosen = self.chosen
        known = not chosen or self._seen is None or chosen in self._seen.printers
        return "" if known or chosen == SAVED else chosen

    @property
    def target(self) -> str:
        """What the ledger notes as the copy's destination."""
        return self.printer or SAVED

    @property
    def on_roll(self) -> bool:
        """Whether copies go to the receipt printer, which has sizes of its own."""
        return self.printer == self._roll != ""

    def roll_seconds(self, size: str) -> int:
        """How long a usual paper of that size takes to the receipt printer that copies go to; 0 where the line is not
        what it waits for."""
        return round(seconds(connection(self._roll), ROLL_BYTES[size])) if self.on_roll else 0

    @property
    def size(self) -> str:
        """The paper size copies are made for: 80 mm on the receipt printer and nowhere else."""
        if self.on_roll:
            return str(self._settings.value("printer/roll", "") or "") or self._roll_size
        wanted = str(self._settings.value("printer/paper", "") or "") or self._default_size
        return wanted if wanted in SIZES else SIZES[0]

    def choose(self, printer: str) -> None:
        """A printer's name, `SAVED` for files, or "" for the system's own choice."""
        self._settings.setValue("printer/name", printer)
        self.state_changed.emit()

    def choose_size(self, size: str) -> None:
        self._settings.setValue("printer/roll" if self.on_roll else "printer/paper", size)
        self.state_changed.emit()

    def look(self) -> None:
        """Asks the system for its printers, off the window's thread; `state_changed` follows when something is new."""
        if not self._tasks.busy:
            self._tasks.run(see, self._on_seen, lambda _error: self._on_seen(Seen((), "", stopped=False)), self)

    def _on_seen(self, seen: Seen) -> None:
        if self._roll:
            seen = seen._replace(printers=(*seen.printers, self._roll), preferred=seen.preferred or self._roll)
        if seen != self._seen:
            self._seen = seen
            self.state_changed.emit()

    # --- copies

    def send(self, name: str, document: bytes, then: Callable[[Outcome], None], owner: QObject) -> None:
        """Prints or saves one copy. `name` (code, form, copy number: no personal data) names the job and the file."""
        printer, papers = self.printer, self.papers

        def work() -> Outcome:
            return print_out(printer, name, document) if printer else save(papers, name, document)

        self._tasks.run(work, then, lambda _error: then(Outcome("failed", printer, reason="refused")), owner)

    def keep(self, name: str, document: bytes, then: Callable[[Outcome], None], owner: QObject) -> None:
        """Saves a copy as a file, whatever printer is chosen."""
        papers = self.papers
        self._tasks.run(
            lambda: save(papers, name, document), then, lambda _error: then(Outcome("failed", reason="disk")), owner
        )

    def close(self) -> None:
        self._tasks.close()


# ---------------------------------------------------------------- on the `print` thread


def see() -> Seen:
    """The printers the system knows, its own choice among them, and whether that one is stopped."""
    from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

    names = tuple(QPrinterInfo.availablePrinterNames())
    preferred = QPrinterInfo.defaultPrinterName() or (names[0] if names else "")
    state = QPrinterInfo.printerInfo(preferred).state() if preferred else QPrinter.PrinterState.Idle
    return Seen(names, preferred, stopped=state == QPrinter.PrinterState.Error)


def file_name(name: str) -> str:
    """A name every file system takes."""
    return re.sub(r"[^A-Za-z0-9.-]+", "_", name).strip("_.") or "paper"


def save(papers: Path, name: str, document: bytes) -> Outcome:
    """Writes the copy whole or not at all."""
    ending = ".pdf" if document.startswith(b"%PDF") else ".bin"
    path = papers / (file_name(name) + ending)
    part = path.with_suffix(path.suffix + ".part")
    try:
        papers.mkdir(parents=True, exist_ok=True)
        with part.open("wb") as out:
            out.write(document)
            out.flush()
            os.fsync(out.fileno())
        part.replace(path)
    except OSError:
        return Outcome("failed", path=str(path), reason="disk")
    return Outcome("saved", path=str(path))


def print_out(printer: str, name: str, document: bytes) -> Outcome:
    """Sends one copy and reads back what became of the job.

    `QPainter.end()` is True even when the printer refused (limits §0.6), so only the queue's own word counts.
    """
    if is_connection(printer):
        return _roll_out(printer, name, document)
    before = jobs(printer)
    if document.startswith(b"%PDF"):
        if not _draw(printer, name, document):
            return Outcome("failed", printer, reason="refused")
    elif not _send_raw(printer, name, document):
        return Outcome("failed", printer, reason="refused")
    if before is None:
        return Outcome("sent", printer)
    until = time.monotonic() + WAIT_S
    while True:
        now = {state for job, state in (jobs(printer) or {}).items() if job not in before}
        if "failed" in now:
            return Outcome("failed", printer, reason="refused")
        if "done" in now:
            return Outcome("printed", printer)
        if time.monotonic() >= until:
            return Outcome("sent", printer, reason="waiting" if "waiting" in now else "")
        time.sleep(0.25)


def _roll_out(printer: str, name: str, document: bytes) -> Outcome:
    """The way to a receipt printer; of "failed" the reason is the trouble's code."""
    try:
        sent = send(connection(printer), document, file_name(name))
    except Trouble as trouble:
        return Outcome("failed", printer, reason=trouble.code)
    return Outcome("printed" if sent.printed else "sent", printer)


def jobs(printer: str) -> dict[str, str] | None:
    """Job → "waiting" | "done" | "failed", as CUPS tells; None where nobody can be asked (Windows, no client tools)."""
    lpstat = shutil.which("lpstat")
    if lpstat is None:
        return None
    found: dict[str, str] = {}
    for which in ("not-completed", "completed"):
        try:
            said = subprocess.run(
                [lpstat, "-l", "-W", which, "-o", printer],
                capture_output=True,
                check=False,
                timeout=10,
                env={**os.environ, "LC_ALL": "C"},
                encoding="utf-8",
                errors="replace",
            )
        except (OSError, subprocess.TimeoutExpired):
            return None
        if said.returncode != 0:
            return None
        found.update(read_jobs(said.stdout, completed=which == "completed"))
    return found


def read_jobs(text: str, *, completed: bool) -> dict[str, str]:
    """Reads `lpstat -l -o`: a line a job, and under it "Alerts: <job-state-reasons>".

    CUPS 2.4 lists cancelled and aborted jobs as completed too; a job that came out may keep "processing-to-stop-point".
    """
    found: dict[str, str] = {}
    job = ""
    for line in text.splitlines():
        if line and not line[0].isspace():
            job = line.split()[0]
            found[job] = "done" if completed else "waiting"
        elif job and line.strip().lower().startswith("alerts:"):
            reasons = line.split(":", 1)[1]
            if re.search(r"cancel|abort|error|unsupported", reasons):
                found[job] = "failed"
    return found


def _draw(printer: str, name: str, document: bytes) -> bool:
    from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

    device = QPrinter(QPrinterInfo.printerInfo(printer))
    device.setResolution(DPI)
    device.setDocName(file_name(name))
    device.setFullPage(True)
    return draw(device, document)


def draw(device: QPrinter, document: bytes) -> bool:
    """Every page of the PDF on its own sheet, at the printer's dots. False when the device would not begin."""
    import pypdfium2

    pdf = pypdfium2.PdfDocument(document)
    try:
        painter = QPainter()
        for number in range(len(pdf)):
            page = pdf[number]
            width, height = page.get_size()
            # The page's size in whole tenths of a millimetre, so that A5 is found as A5 and not as a size of its own.
            size = QPageSize(
                QSizeF(width / POINTS_PER_INCH, height / POINTS_PER_INCH),
                QPageSize.Unit.Inch,
                "",
                QPageSize.SizeMatchPolicy.FuzzyOrientationMatch,
            )
            turned = size.size(QPageSize.Unit.Point).width() > size.size(QPageSize.Unit.Point).height()
            wide = width > height and not turned
            way = QPageLayout.Orientation.Landscape if wide else QPageLayout.Orientation.Portrait
            device.setPageLayout(QPageLayout(size, way, QMarginsF(0, 0, 0, 0)))
            if number == 0:
                if not painter.begin(device):
                    return False
            elif not device.newPage():
                return False
            bitmap = page.render(scale=device.resolution() / POINTS_PER_INCH, grayscale=True)
            image = QImage(
                bitmap.buffer, bitmap.width, bitmap.height, bitmap.stride, QImage.Format.Format_Grayscale8
            ).copy()
            painter.drawImage(0, 0, image)
        return painter.end() if painter.isActive() else False
    finally:
        pdf.close()


def _send_raw(printer: str, name: str, document: bytes) -> bool:
    """Bytes the printer itself understands (ESC/POS), past every driver."""
    lp = shutil.which("lp")
    if lp is None:
        return False
    said = subprocess.run(
        [lp, "-d", printer, "-t", file_name(name), "-o", "raw"],
        input=document,
        capture_output=True,
        check=False,
        timeout=30,
    )
    return said.returncode == 0


def preview(document: bytes, *, page: int = 0, width: int = 480) -> QImage:
    """One page as a picture `width` pixels wide, for the screen. May be called on the desk thread."""
    import pypdfium2

    pdf = pypdfium2.PdfDocument(document)
    try:
        sheet = pdf[page]
        bitmap = sheet.render(scale=width / sheet.get_size()[0], rev_byteorder=True)
        form = QImage.Format.Format_RGB888 if bitmap.n_channels == 3 else QImage.Format.Format_RGBX8888
        return QImage(bitmap.buffer, bitmap.width, bitmap.height, bitmap.stride, form).copy()
    finally:
        pdf.close()
