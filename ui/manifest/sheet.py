"""One list: how it stands, where things come onto it, its lines, what is missing, and the strips for its next step."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Literal, NamedTuple, cast

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QVBoxLayout, QWidget

from app.domain.manifest import CARRIES_OFF, RUNS, Direction, Manifest, Progress
from app.store.manifests import Awaited, Carried
from ui.hands import hold_words
from ui.manifest.entry import ScanEntry, StopEntry
from ui.manifest.lines import Entry, Lines
from ui.manifest.lists import Low
from ui.manifest.strips import OutcomeStrip, ReasonStrip, SignStrip
from ui.manifest.words import count_words, state_words, way_words
from ui.theme import INSIDE, Tone
from ui.widgets import Chip, EmptyState, Label, Sentence

if TYPE_CHECKING:
    from datetime import datetime

    from PySide6.QtCore import QSettings

    from app.errors import Problem

Part = Literal["lines", "missing", "extra"]


class Shown(NamedTuple):
    """A list with what the page says of it, as read in one go."""

    manifest: Manifest
    carried: Mapping[str, Carried]
    missing: tuple[Awaited, ...]
    now: datetime


class Sheet(QWidget):
    """The right-hand side of F4."""

    moved = Signal()
    """The cursor is on another line, or a strip was opened or put away."""
    opened = Signal(str)
    """A dossier's code: somebody wants to see it."""
    typed = Signal(str)
    """A key on the lines that means something (`LineTable.typed`)."""

    def __init__(self, settings: QSettings) -> None:
        super().__init__()
        self.shown: Shown | None = None
        self._fresh = False
        self.heading = Label(role="section")
        self.number = Label(role="hint")
        self.number.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        top = QHBoxLayout()
        top.setSpacing(INSIDE)
        top.addWidget(self.heading)
        top.addWidget(self.number, 1)
        self.state = Sentence("truck")
        self.entry, self.stop = ScanEntry(), StopEntry()
        self.heard = Sentence()
        self.heard.hide()
        self._parts = QWidget()
        row = QHBoxLayout(self._parts)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(INSIDE)
        self.chips: dict[Part, Chip] = {"lines": Chip(), "missing": Chip(), "extra": Chip()}
        self._choice = QButtonGroup(self)
        for chip in self.chips.values():
            self._choice.addButton(chip)
            row.addWidget(chip)
        self.chips["lines"].setChecked(True)
        self._choice.buttonClicked.connect(lambda _chip: self._fill())
        self.counts = Label(role="label", wrap=True)
        row.addWidget(self.counts, 1)
        self.lines = Lines(settings)
        self.table, self.missing = self.lines.table, self.lines.missing
        self.empty = EmptyState("scan-barcode")
        self.stack = Low()
        for inside in (self.table, self.missing, self.empty):
            self.stack.addWidget(inside)
        self.hands = Label(role="hint", wrap=True)
        self.sign, self.outcome, self.reason = SignStrip(), OutcomeStrip(), ReasonStrip()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(6)
        box.addLayout(top)
        for part in (self.state, self.entry, self.stop, self.heard, self._parts):
            box.addWidget(part)
        box.addWidget(self.stack, 1)
        for strip in (self.hands, self.outcome, self.sign, self.reason):
            box.addWidget(strip)
        for part in (self.entry, self.stop, self.sign):
            part.hide()
        self.table.chosen.connect(lambda _row: self._on_line())
        self.table.opened.connect(lambda _row: self._on_enter())
        self.table.typed.connect(self.typed)
        self.missing.opened.connect(lambda row: self.opened.emit(cast("Awaited", row).code))

    # --- what stands there

    @property
    def manifest(self) -> Manifest | None:
        return None if self.shown is None else self.shown.manifest

    def current(self) -> Entry | None:
        """The line the cursor is on."""
        return cast("Entry | None", self.table.current()) if self.stack.currentWidget() is self.table else None

    def put(self, shown: Shown, clerk: str, *, line: int = 0) -> None:
        """Shows a list; the cursor goes to `line`, else stays on the line it was on."""
        before = self.manifest
        if before is None or before.id != shown.manifest.id or before.progress is not shown.manifest.progress:
            self.heard.hide()
            self.reason.put_away()
            self.chips["lines"].setChecked(True)
        if line:
            self.chips["lines"].setChecked(True)
        at = self.current()
        keep = line or (at.line.line if at is not None and before is not None and before.id == shown.manifest.id else 0)
        self.shown = shown
        self.sign.put(shown.manifest, clerk)
        self.entry.put(shown.manifest)
        self._fill(keep)
        self._draw()

    def close_list(self) -> None:
        """No list is shown any more."""
        self.shown = None
        self.heard.hide()
        self.reason.put_away()

    def say(self, tone: Tone, words: str) -> None:
        """What the last scan or step came to."""
        self.heard.say(tone, words)
        self.heard.show()

    def show_problems(self, problems: dict[str, Problem]) -> None:
        """Each under its field where it has one, all others as one sentence."""
        from ui import notices

        for strip in (self.reason, self.sign, self.outcome):
            if strip.isVisible() and strip.show_problems(problems):
                return
        if self.stop.isVisible() and set(problems) <= set(self.stop.named):
            for name, field in self.stop.named.items():
                field.set_problem(notices.sentence(problems[name]) if name in problems else "")
            return
        self.say("danger", " ".join(dict.fromkeys(notices.sentence(one) for one in problems.values())))

    def focus(self) -> None:
        """Where the next thing is done."""
        manifest = self.manifest
        if manifest is None:
            return
        if manifest.progress is Progress.OPEN:
            (self.stop.who if manifest.direction is Direction.COLLECTION else self.entry.code).setFocus(
                Qt.FocusReason.OtherFocusReason
            )
        elif manifest.progress is Progress.SEALED:
            self.sign.receiver.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def next_due(self) -> None:
        """The cursor onto the first stop that has no outcome."""
        rows = self.lines.rows.all()
        place = next((n for n, entry in enumerate(rows) if not entry.line.outcome), None)
        if place is not None:
            self.table.selectRow(place)

    def go_to(self, code: str) -> bool:
        """The cursor onto the line of a dossier."""
        for place, (line, dossier, _) in enumerate(self.lines.rows.all()):
            codes = {line.code} | ({dossier.code, dossier.official_code} if dossier is not None else set())
            if code in codes:
                self.table.selectRow(place)
                return True
        return False

    # --- drawing

    @property
    def part(self) -> Part:
        return next(part for part, chip in self.chips.items() if chip.isChecked())

    def _fill(self, keep: int = 0) -> None:
        shown = self.shown
        if shown is None:
            return
        manifest = shown.manifest
        entries = [self._entry(shown, place) for place in range(len(manifest.standing))]
        if self.part == "extra":
            entries = [entry for entry in entries if entry.line.extra]
        self.lines.rows.put(entries)
        self.lines.lacking.put(self._lacking(shown))
        if entries:
            place = next((n for n, one in enumerate(entries) if one.line.line == keep), len(entries) - 1)
            self.table.selectRow(place)
        if self.part == "missing" and self.lines.lacking.all():
            self.stack.setCurrentWidget(self.missing)
            self.missing.selectRow(0)
        else:
            self.stack.setCurrentWidget(self.table if entries else self.empty)
        self._on_line()

    def _entry(self, shown: Shown, place: int) -> Entry:
        line = shown.manifest.standing[place]
        found = shown.carried.get(line.dossier_id)
        dossier = None if found is None else found.dossier
        going = shown.manifest.progress in (Progress.OPEN, Progress.SEALED, Progress.UNDER_WAY) and not line.outcome
        wanted = shown.manifest.id if shown.manifest.direction in CARRIES_OFF else ""
        moved_on = going and dossier is not None and (dossier.manifest != wanted or dossier.voided)
        return Entry(line, dossier, moved_on)

    def _lacking(self, shown: Shown) -> tuple[Awaited, ...]:
        """While it is being made: what should go. After the signatures the paper says it."""
        return shown.missing if shown.manifest.progress in (Progress.OPEN, Progress.SEALED) else ()

    def _draw(self) -> None:
        shown = self.shown
        if shown is None:
            return
        manifest = shown.manifest
        making = manifest.progress is Progress.OPEN
        with_whom = manifest.agency or manifest.route
        self.heading.setText(way_words(manifest.direction) + (f" · {with_whom}" if with_whom else ""))
        self.number.setText(manifest.number)
        self.state.say(*state_words(manifest))
        collection = manifest.direction is Direction.COLLECTION
        self.entry.setVisible(making and not collection)
        self.stop.setVisible(making and collection)
        self.sign.setVisible(manifest.progress in (Progress.OPEN, Progress.SEALED) and self.reason.why is None)
        self._draw_parts(shown)
        self._say_empty(manifest)
        self.lines.fit(manifest, self.width())
        self._on_line()

    def _draw_parts(self, shown: Shown) -> None:
        manifest = shown.manifest
        lacking = len(self._lacking(shown))
        names: dict[Part, tuple[str, int]] = {
            "lines": (self.tr("Trên bảng kê ({0})"), len(manifest.standing)),
            "missing": (self.tr("Còn thiếu ({0})"), lacking),
            "extra": (self.tr("Ngoài dự kiến ({0})"), len(manifest.unexpected)),
        }
        for part, (words, count) in names.items():
            self.chips[part].setText(words.format(count))
        making = manifest.progress in (Progress.OPEN, Progress.SEALED)
        self.chips["missing"].setVisible(bool(lacking))
        self.chips["extra"].setVisible(making and bool(manifest.unexpected))
        self.chips["lines"].setVisible(making and bool(lacking or manifest.unexpected))
        # While it is being made the chips say it; of a signed list it is history.
        gone = (0, 0) if making or manifest.direction in RUNS else (len(manifest.missing), len(manifest.extra))
        said = count_words(manifest, *gone)
        whole = manifest.standing and not lacking and not manifest.unexpected
        if making and whole and manifest.direction is not Direction.COLLECTION:
            said = self.tr("{0} Đủ, không thừa.").format(said)
        self.counts.setText(said)

    def _say_empty(self, manifest: Manifest) -> None:
        if manifest.direction is Direction.COLLECTION:
            self.empty.set_text(
                self.tr("Chưa có điểm đến nào"), self.tr("Ghi tên và địa chỉ từng nhà, Enter ở ô cuối để thêm.")
            )
        elif manifest.progress is Progress.OPEN:
            self.empty.set_text(
                self.tr("Chưa quét hồ sơ nào"),
                self.tr("Quét mã trên từng bì, con trỏ ở đâu cũng được. Quét nhầm thì chọn dòng rồi nhấn Delete."),
            )
        else:
            self.empty.set_text(self.tr("Bảng kê không có dòng nào"), self.tr("Đã hủy trước khi quét gì."))

    def _on_line(self) -> None:
        entry, manifest = self.current(), self.manifest
        self.entry.show_line(None if entry is None else entry.line)
        run = manifest is not None and manifest.progress is Progress.UNDER_WAY and self.reason.why is None
        stop = entry if run and entry is not None and not entry.line.outcome else None
        if manifest is not None:
            self.outcome.put(
                manifest.direction,
                None if stop is None else stop.line,
                None if stop is None else stop.dossier,
                moved_on=stop is not None and stop.moved_on,
            )
        self.outcome.setVisible(stop is not None)
        self._draw_hands(entry)
        self.moved.emit()

    def _draw_hands(self, entry: Entry | None) -> None:
        carried = None
        if self.shown is not None and entry is not None:
            carried = self.shown.carried.get(entry.line.dossier_id)
        words = ""
        if self.shown is not None and carried is not None and len(carried.holds) > 0:
            words = self.tr("Giấy tờ: {0}.").format(hold_words(carried.holds, self.shown.now))
        self.hands.setText(words)
        self.hands.setVisible(bool(words))

    def _on_enter(self) -> None:
        entry, manifest = self.current(), self.manifest
        if entry is None or manifest is None:
            return
        if manifest.progress is Progress.OPEN and manifest.direction is not Direction.COLLECTION:
            self.entry.go_to_counts()
        elif entry.line.code:
            self.opened.emit(entry.line.code)

    def reopen(self) -> None:
        """A strip was opened or put away."""
        self._draw()

    def put_reason_away(self) -> None:
        """Nothing out of the ordinary is asked for any more."""
        self.reason.put_away()
        self._draw()
        self.focus()

    def place_of(self, line: int) -> int:
        """The row of a line as people count."""
        return next((n for n, entry in enumerate(self.lines.rows.all(), 1) if entry.line.line == line), line)

    def retranslate(self) -> None:
        for part in (self.entry, self.stop, self.sign, self.outcome, self.reason, self.lines):
            part.retranslate()
        self._draw()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        width = event.size().width()
        for part in (self.entry, self.stop, self.outcome):
            part.arrange(width)
        self.sign.fields.arrange(width)
        self.reason.fields.arrange(width)
        if self.manifest is not None:
            self.lines.fit(self.manifest, width)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
