"""Paper out of the window: a PDF to the spooler or drawn on a printer, or a file when there is no printer.

The spooler gets its own worker (`print`): a printer that sleeps must not hold the ledger's thread. Nothing here numbers
a copy or decides what is on it: the bytes come from a committed event (guarantee G7), and what became of each copy is
noted by `ui.copies`.
"""

from __future__ import annotations

import logging
import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeVar

from PySide6.QtCore import QMarginsF, QObject, QSettings, QSizeF, Signal
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter

from app.errors import Trouble
from app.paper import RESOLUTION, ROLL, ROLL_BYTES
from ui.tasks import Tasks

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

    from app.roll_printer import Connection

T = TypeVar("T")

log = logging.getLogger("quay.print")

DPI = 300
"""Of a printer that has not said what it has."""
POINTS_PER_INCH = 72.0
SIZES = ("a5", "a4", "a5x2")
SAVED = "pdf"
"""The target written into the ledger when the copy goes to a file."""

Kind = Literal["printed", "sent", "saved", "failed"]


class Outcome(NamedTuple):
    """What became of a copy. "printed": the system says it is done. "sent": handed over, and nobody knows more."""

    kind: Kind
    printer: str = ""
    path: str = ""
    reason: str = ""
    """Of "failed": "refused", "disk" or "aborted"; of "sent": why the system holds it, "" when it does not say."""
    spool: int = 0
    """The system's number of the job; 0 where there is none."""


class Seen(NamedTuple):
    """What the system's printing says at one moment. `reason`: why the printer in use would not print now, "" when it
    would, "unknown" when nobody can say."""

    printers: tuple[str, ...]
    preferred: str
    reason: str = ""
    resolutions: tuple[tuple[str, int], ...] = ()
    """The resolution pages are drawn at on each printer, dpi (`grid`)."""


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
    def resolution(self) -> int:
        """The dots per inch that the bars of a copy stand on: those the chosen printer is drawn at, of a file the
        coarsest."""
        return self.resolution_of(self.printer)

    def resolution_of(self, printer: str) -> int:
        """The same of a printer by its name; "" is a file."""
        if not printer or self._seen is None:
            return RESOLUTION
        return dict(self._seen.resolutions).get(printer, DPI)

    @property
    def on_roll(self) -> bool:
        """Whether copies go to the receipt printer, which has sizes of its own."""
        return self.printer == self._roll != ""

    def roll_seconds(self, size: str) -> int:
        """How long a usual paper of that size takes to the receipt printer that copies go to; 0 where the line is not
        what it waits for."""
        if not self.on_roll:
            return 0
        from app.roll_printer import connection, seconds

        return round(seconds(connection(self._roll), ROLL_BYTES[size]))

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
            chosen = self.chosen
            self._tasks.run(lambda: see(chosen), self._on_seen, lambda _error: self._on_seen(Seen((), "")), self)

    def _on_seen(self, seen: Seen) -> None:
        if self._roll:
            seen = seen._replace(printers=(*seen.printers, self._roll), preferred=seen.preferred or self._roll)
            if (self.chosen or seen.preferred) == self._roll:
                # It is asked when it prints: to open its line every few seconds would disturb it.
                seen = seen._replace(reason="unknown")
        if seen != self._seen:
            self._seen = seen
            self.state_changed.emit()

    # --- copies

    def send(
        self,
        name: str,
        document: bytes,
        then: Callable[[Outcome], None],
        owner: QObject,
        printer: str | None = None,
    ) -> None:
        """Prints or saves one copy; what is for sheets never goes to a roll. `name` (code, form, copy number: no
        personal data) names the job and the file. `printer`: not the chosen one; `SAVED` for a file. The outcome comes
        as soon as the system took the copy."""
        target, papers = self.target if printer is None else printer, self.papers
        if target == self._roll and document.startswith(b"%PDF"):
            target = SAVED  # a page for sheets means nothing to a roll

        def work() -> Outcome:
            return save(papers, name, document) if target == SAVED else print_out(target, name, document)

        self._tasks.run(work, then, lambda _error: then(Outcome("failed", target, reason="aborted")), owner)

    def ask(
        self, work: Callable[[], T], then: Callable[[T], object], failed: Callable[[Exception], None], owner: QObject
    ) -> None:
        """A question to the spooler, on its worker."""
        self._tasks.run(work, then, failed, owner)

    def close(self) -> None:
        self._tasks.close()


# ---------------------------------------------------------------- on the `print` thread


def see(chosen: str = "") -> Seen:
    """The printers the system knows, its own choice among them, and how the one in use stands (`chosen`, when it is
    there)."""
    from PySide6.QtPrintSupport import QPrinterInfo

    names = tuple(QPrinterInfo.availablePrinterNames())
    preferred = QPrinterInfo.defaultPrinterName() or (names[0] if names else "")
    used = chosen if chosen in names else preferred
    resolutions = tuple((name, _resolution(QPrinterInfo.printerInfo(name))) for name in names)
    return Seen(names, preferred, standing(used) if used else "", resolutions)


def _resolution(printer: QPrinterInfo) -> int:
    """What pages are drawn at: QPrinter's own "high resolution" makes jobs of megabytes, and bars need whole dots."""
    from app.paper.symbols import grid

    return grid(printer.supportedResolutions())


def standing(printer: str) -> str:
    """Why a printer would not print now; "" when it would, "unknown" when nobody can say."""
    from ui import spooler

    if spooler.there():
        return spooler.standing(printer).reason
    from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

    info = QPrinterInfo.printerInfo(printer)
    if info.isNull():
        return "unknown"
    # Windows' drivers tell no more than this, and many tell Idle whatever happens.
    return "printer_stopped" if info.state() == QPrinter.PrinterState.Error else ""


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
    """Hands one copy to the system. "failed" means that nothing will be printed.

    `QPainter.end()` is True even when the printer refused (limits §0.6), so past CUPS "sent" is all that is known.
    """
    from app.roll_printer import Queue, connection, is_connection

    to = connection(printer) if is_connection(printer) else None
    if to is not None and not isinstance(to, Queue):
        return _roll_out(to, printer, name, document)
    # A queue of the system is followed as any other, under its own name.
    printer = to.name if to is not None else printer
    from ui import spooler

    title = file_name(name)
    if spooler.there():
        try:
            return Outcome("sent", printer, spool=spooler.submit(printer, title, document))
        except spooler.Refused as refused:
            log.info("the spooler refused: %s", refused)
            return Outcome("failed", printer, reason="refused")
    if to is not None:
        return _roll_out(to, printer, name, document)
    # Bytes for the printer itself (ESC/POS) have no other way past a driver here.
    why = _draw(printer, title, document) if document.startswith(b"%PDF") else "refused"
    return Outcome("failed", printer, reason=why) if why else Outcome("sent", printer)


def _roll_out(to: Connection, printer: str, name: str, document: bytes) -> Outcome:
    """The way to a receipt printer; of "failed" the reason is the trouble's code."""
    from app.roll_printer import send

    try:
        sent = send(to, document, file_name(name))
    except Trouble as trouble:
        return Outcome("failed", printer, reason=trouble.code)
    return Outcome("printed" if sent.printed else "sent", printer)


def _draw(printer: str, name: str, document: bytes) -> str:
    from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

    info = QPrinterInfo.printerInfo(printer)
    device = QPrinter(info)
    device.setResolution(_resolution(info))
    device.setDocName(name)
    device.setFullPage(True)
    return draw(device, document)


def draw(device: QPrinter, document: bytes) -> Literal["", "refused", "aborted"]:
    """Every page of the PDF on its own sheet, at the printer's dots. "refused" when the device would not begin,
    "aborted" when it gave up later: then a page may be out."""
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
                    return "refused"
                # Qt makes a JPEG of a picture of greys, and the printer dots its ripples beside the bars.
                painter.setRenderHint(QPainter.RenderHint.LosslessImageRendering)
            elif not device.newPage():
                return "aborted"
            bitmap = page.render(scale=device.resolution() / POINTS_PER_INCH, grayscale=True)
            image = QImage(
                bitmap.buffer, bitmap.width, bitmap.height, bitmap.stride, QImage.Format.Format_Grayscale8
            ).copy()
            painter.drawImage(0, 0, image)
        return "" if painter.isActive() and painter.end() else "aborted"
    finally:
        pdf.close()


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
