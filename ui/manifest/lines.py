"""The table of a list's lines, and that of what is missing from it."""

from __future__ import annotations

from typing import NamedTuple, cast

from PySide6.QtCore import QObject, QSettings, Qt, Signal
from PySide6.QtGui import QKeyEvent

from app.domain.dossier import Dossier
from app.domain.manifest import Direction, Line, Manifest, Progress
from app.store.manifests import Awaited
from ui.manifest.words import outcome_tone, outcome_words
from ui.timeline import day_words
from ui.widgets import CODE_WIDTH, Column, Pill, Rows, Table

SERIES, SERIES_WIDTH = 21, 236
"""Letters of an official code, and the pixels of a column of them; provisional ones are longer."""


ROOMY = 800
"""Pixels from which every column has its place."""


class Entry(NamedTuple):
    """A line with the dossier on it, as it stands now (None of a stop without one)."""

    line: Line
    dossier: Dossier | None
    moved_on: bool
    """It went another way meanwhile and has to be taken off."""

    @property
    def name(self) -> str:
        return self.line.who if self.dossier is None else self.dossier.filing.applicant.full_name


class LineTable(Table):
    """Digits, +, − and Delete mean something here; Enter goes to the counts."""

    typed = Signal(str)
    """"+", "-", "delete" or a digit."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        plain = not event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
        said = {Qt.Key.Key_Plus: "+", Qt.Key.Key_Minus: "-", Qt.Key.Key_Delete: "delete"}.get(Qt.Key(key), "")
        if Qt.Key.Key_1 <= key <= Qt.Key.Key_9:
            said = str(key - Qt.Key.Key_0)
        if said and plain:
            self.typed.emit(said)
        else:
            super().keyPressEvent(event)


class Lines(QObject):
    """Makes the columns; owns nothing of the trade."""

    def __init__(self, settings: QSettings) -> None:
        super().__init__()
        self.rows: Rows[Entry] = Rows(self._columns())
        self.table = LineTable(self.rows, name="manifest-lines", settings=settings)
        self.lacking: Rows[Awaited] = Rows(self._missing_columns())
        self.missing = Table(self.lacking, name="manifest-missing", settings=settings)

    def retranslate(self) -> None:
        self.table.setAccessibleName(self.tr("Các dòng của bảng kê"))
        self.missing.setAccessibleName(self.tr("Hồ sơ còn thiếu"))
        self.rows.retitle()
        self.lacking.retitle()

    def fit(self, manifest: Manifest, width: int) -> None:
        """Columns that mean nothing on this way, or have no room, are away."""
        collection = manifest.direction is Direction.COLLECTION
        run = collection or manifest.direction is Direction.DELIVERY
        counted, told = not collection and (not run or width >= ROOMY), run or width >= ROOMY
        wanted = {
            "code": not collection or width >= ROOMY or manifest.progress not in (Progress.OPEN, Progress.SEALED),
            "originals": counted,
            "copies": counted,
            "state": told,
            "note": width >= ROOMY or collection,
        }
        for number, column in enumerate(self.rows.columns):
            self.table.setColumnHidden(number, not wanted.get(column.key, True))
        longest = max((len(entry.line.code) for entry in self.rows.all()), default=0)
        self.table.setColumnWidth(0, 96 if not longest else CODE_WIDTH if longest > SERIES else SERIES_WIDTH)
        self.table.horizontalHeader().setStretchLastSection(not wanted["note"])
        for number, column in enumerate(self.lacking.columns):
            self.missing.setColumnHidden(number, width < {"due": 560, "procedure": 760}.get(column.key, 0))

    def _columns(self) -> list[Column]:
        def entry(value: object) -> Entry:
            return cast("Entry", value)

        def note(value: object) -> str:
            line = entry(value).line
            if line.who:
                return " · ".join(filter(None, (line.address, line.phone, line.note)))
            number = self.tr("số {0}").format(line.result_number) if line.result_number else ""
            fixed = self.tr("đính chính: {0}").format(line.corrected) if line.corrected else ""
            return " · ".join(filter(None, (line.item_code, number, line.note, line.outcome_note, fixed)))

        def state(value: object) -> str | Pill:
            line, _dossier, moved_on = entry(value)
            if line.outcome:
                glyph = "check" if outcome_tone(line.outcome) == "ok" else "circle-alert"
                return Pill(outcome_words(line.outcome), outcome_tone(line.outcome), glyph)
            if moved_on:
                return Pill(self.tr("Đã đi đường khác"), "danger", "triangle-alert")
            if line.extra:
                return Pill(self.tr("Ngoài dự kiến"), "warn", "circle-alert")
            return ""

        return [
            Column(
                "code",
                lambda: self.tr("Mã hồ sơ"),
                lambda value: entry(value).line.code or "–",
                SERIES_WIDTH,
                strong=True,
            ),
            Column("name", lambda: self.tr("Chủ hồ sơ"), lambda value: entry(value).name, 190),
            Column(
                "originals",
                lambda: self.tr("Bản chính"),
                lambda value: str(entry(value).line.originals),
                88,
                right=True,
            ),
            Column("copies", lambda: self.tr("Bản sao"), lambda value: str(entry(value).line.copies), 80, right=True),
            Column("state", lambda: self.tr("Tình trạng"), state, 168),
            Column("note", lambda: self.tr("Ghi chú"), note, 160, stretch=True),
        ]

    def _missing_columns(self) -> list[Column]:
        def one(value: object) -> Awaited:
            return cast("Awaited", value)

        def why(value: object) -> str | Pill:
            awaited = one(value)
            if awaited.ready:
                return Pill(self.tr("Một cửa báo đã xong"), "ok", "check")
            if awaited.attempts:
                return self.tr("đã phát {0} lần").format(awaited.attempts)
            return day_words(awaited.due_at)

        return [
            Column("code", lambda: self.tr("Mã hồ sơ"), lambda value: one(value).code, SERIES_WIDTH, strong=True),
            Column("name", lambda: self.tr("Chủ hồ sơ"), lambda value: one(value).applicant, 190),
            Column("due", lambda: self.tr("Hẹn trả"), why, 190),
            Column("procedure", lambda: self.tr("Thủ tục"), lambda value: one(value).procedure, 200, stretch=True),
        ]
