"""The scans of a dossier's papers: which paper has one, where it is, and attaching another (docs/attachments.md).

A file may be chosen or dropped onto the line of its paper. The dossier never waits for it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from app.domain.dossier import Dossier, takes_scans
from app.domain.events import Component
from app.domain.queue import State
from app.domain.scans import LARGEST
from app.errors import Rejected, Trouble
from app.store.parcels import Shipment
from ui import notices
from ui.queue.words import size_words, waiting_words
from ui.theme import INSIDE
from ui.timeline import delivery_words
from ui.widgets import Button, Card, Label, StatusPill

if TYPE_CHECKING:
    from ui.page import Desk


class PaperLine(QWidget):
    """One paper: its name, what became of its scans, and the button. Takes a dropped file."""

    chosen = Signal(str)
    dropped = Signal(str, str)
    """The paper's key or name; the file."""

    def __init__(self, paper: Component, *, open_for_more: bool) -> None:
        super().__init__()
        self.paper = paper.key or paper.name
        self.setAcceptDrops(open_for_more)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(INSIDE)
        row.addWidget(Label(paper.name, wrap=True), 1)
        self.attach = Button(self.tr("Đính kèm…"), role="quiet", glyph="plus")
        self.attach.setAccessibleName(self.tr("Đính kèm bản quét của {0}").format(paper.name))
        self.attach.clicked.connect(lambda _on: self.chosen.emit(self.paper))
        row.addWidget(self.attach)
        self.attach.setVisible(open_for_more)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        for url in event.mimeData().urls():
            if url.isLocalFile():
                self.dropped.emit(self.paper, url.toLocalFile())
        event.acceptProposedAction()


class ScansCard(Card):
    """All of it; hidden for a dossier that holds no paper."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._dossier: Dossier | None = None
        self._scans: tuple[Shipment, ...] = ()
        self._lines = QVBoxLayout()
        self._lines.setSpacing(4)
        self._hint = Label(role="hint", wrap=True)
        self.problem = Label(role="problem", wrap=True)
        self.problem.hide()
        self.box.addWidget(self._hint)
        self.box.addLayout(self._lines)
        self.box.addWidget(self.problem)
        self.hide()

    def put(self, dossier: Dossier) -> None:
        """Shows a dossier's papers; its scans are read and follow."""
        if self._dossier is None or self._dossier.id != dossier.id:
            self.problem.hide()
            self._scans = ()
        self._dossier = dossier
        self._draw()
        parcels, wanted = self._desk.office.parcels, dossier.id

        def then(scans: tuple[Shipment, ...]) -> None:
            if self._dossier is not None and self._dossier.id == wanted and scans != self._scans:
                self._scans = scans
                self._draw()

        self._desk.run(lambda: parcels.of(wanted), then, owner=self)

    def retranslate(self) -> None:
        self.set_heading(self.tr("Bản quét giấy tờ"))
        self._hint.setText(
            self.tr("PDF hoặc JPEG, tối đa 6 MB mỗi tệp (không bắt buộc). Hồ sơ không phải đợi bản quét.")
        )
        self._draw()

    def lines(self) -> Sequence[PaperLine]:
        found = (self._lines.itemAt(at) for at in range(self._lines.count()))
        return [one for item in found if item is not None and isinstance(one := item.widget(), PaperLine)]

    def _draw(self) -> None:
        while (item := self._lines.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        dossier = self._dossier
        papers = () if dossier is None else dossier.filing.components
        more = dossier is not None and takes_scans(dossier)
        self.setVisible(bool(papers) and (more or bool(self._scans)))
        self._hint.setVisible(more)
        for paper in papers:
            line = PaperLine(paper, open_for_more=more)
            line.chosen.connect(self._on_chosen)
            line.dropped.connect(self._on_dropped)
            self._lines.addWidget(line)
            for scan in self._scans:
                if scan.paper == paper.name:
                    self._lines.addWidget(self._scan_line(scan))

    def _scan_line(self, scan: Shipment) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(16, 0, 0, 0)
        row.setSpacing(INSIDE)
        word, tone, glyph = delivery_words(scan.state)
        row.addWidget(StatusPill(word, tone=tone, glyph=glyph), 0, Qt.AlignmentFlag.AlignTop)
        size = size_words(scan.size)
        words = size if scan.state is State.DELIVERED else f"{size} · {waiting_words(scan.reason, scan.attempts)}"
        row.addWidget(Label(words, role="label", wrap=True), 1)
        return line

    # --- attaching

    def _on_chosen(self, paper: str) -> None:
        title, kinds = self.tr("Chọn bản quét"), self.tr("Bản quét (*.pdf *.jpg *.jpeg)")
        file, _kind = QFileDialog.getOpenFileName(self, title, str(Path.home()), kinds)
        if file:
            self.attach(paper, Path(file))

    def _on_dropped(self, paper: str, file: str) -> None:
        self.attach(paper, Path(file))

    def attach(self, paper: str, file: Path) -> None:
        """Keeps a file as the scan of one of the dossier's papers; what is wrong with it is said under the list."""
        dossier, clerk = self._dossier, self._desk.clerk
        if dossier is None or clerk is None:
            return
        counter = self._desk.office.counter
        self.problem.hide()

        def then(_after: Dossier) -> None:
            self._desk.toast(self.tr("Đã đính kèm bản quét"))
            self._desk.changed("dossiers", "queue")

        def failed(error: Exception) -> None:
            if isinstance(error, Rejected | Trouble):
                self.problem.setText(notices.tell(error)[1])
                self.problem.show()
            else:
                self._desk.failed(error)

        work = _reader(file, lambda raw: counter.attach(dossier.code, paper, raw, clerk))
        self._desk.run(work, then, failed, owner=self)


def _reader(file: Path, then: Callable[[bytes], Dossier]) -> Callable[[], Dossier]:
    """Reads a file that may be anything, no further than a scan may be long, and hands it on."""

    def work() -> Dossier:
        try:
            with file.open("rb") as source:
                return then(source.read(LARGEST + 1))
        except OSError as error:
            raise Trouble("file_unreadable", file=file.name) from error

    return work
