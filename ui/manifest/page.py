"""F4 Bàn giao: manifests out to the agency and in from it, runs to citizens' homes, results nobody took.

A list is built by scanning, wherever the cursor is; what was scanned is committed before the next scan. Nothing is
asked about: a wrong scan is taken off with one key, what is out of the ordinary asks for its reason in a strip.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget

from app.domain.cards import DossierCode, PostalItem
from app.domain.codes import is_manifest_number, normalise_scanned_code
from app.domain.manifest import SEALED_FIRST, Direction, Manifest, Progress
from app.errors import Rejected
from ui.manifest.actions import Actions
from ui.manifest.lists import ListPane
from ui.manifest.sheet import Sheet, Shown
from ui.manifest.start import StartCard
from ui.manifest.steps import NEWEST, Steps, read_shown
from ui.page import Page
from ui.widgets import Button

if TYPE_CHECKING:
    from ui.manifest.steps import Done
    from ui.manifest.strips import Why
    from ui.page import Desk
    from ui.scan import Scan

LIST_WIDTH = 400
SIDE_BY_SIDE = 1000
"""px of the page from which list and sheet stand beside each other."""


class ManifestPage(Page):
    """The page. `receive_payload` takes a manifest's number and opens it."""

    key = "manifest"
    icon = "truck"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._asked = 0
        self._id = ""
        self._browsing = True
        """In a narrow window: the list is in front, not what was opened from it."""
        self._filling = False
        self.back = Button(role="quiet", glyph="chevron-left")
        self.back.clicked.connect(lambda _on: self.step_back())
        self.new = Button(glyph="plus")
        self.new.clicked.connect(lambda _on: self.start_new())
        self.head.addWidget(self.back)
        self.head.addWidget(self.new)
        self.list = ListPane(desk.settings)
        self.rows, self.table = self.list.rows, self.list.table
        self.table.chosen.connect(self._on_chosen)
        self.table.opened.connect(self._on_opened)
        self.start = StartCard()
        self.sheet = Sheet(desk.settings)
        self.right = QStackedWidget()
        self.right.addWidget(self.start)
        self.right.addWidget(self.sheet)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(self.list)
        row.addWidget(self.right, 1)
        self.content.addLayout(row, 1)
        self.feet = Actions(self.add_action)
        self.feet.drop.clicked.connect(lambda _on: self.ask("cancel"))
        self.feet.fix.clicked.connect(lambda _on: self.ask("correct"))
        self.feet.again.clicked.connect(lambda _on: self.print_again())
        self.feet.unseal.clicked.connect(lambda _on: self.ask("break"))
        self.feet.bare.clicked.connect(lambda _on: self.secondary())
        self.feet.act.clicked.connect(lambda _on: self.primary())
        self.start.changed.connect(self._draw_actions)
        self.sheet.moved.connect(self._draw_actions)
        self.sheet.opened.connect(lambda code: desk.go("search", code))
        self.steps = Steps(desk, self.sheet)
        self.steps.stepped.connect(self._on_stepped)
        self.sheet.typed.connect(self.steps.press)
        self.sheet.entry.scanned.connect(self.steps.put)
        self.sheet.entry.counted.connect(self.steps.count)
        self.sheet.stop.planned.connect(self.steps.plan)
        self.sheet.outcome.changed.connect(self._draw_actions)
        self.sheet.reason.submitted.connect(self.primary)
        shortcut = QShortcut(QKeySequence("Ctrl+N"), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(self.start_new)

    def title(self) -> str:
        return self.tr("Bàn giao")

    def keys(self) -> tuple[tuple[str, str], ...]:
        """This page's keys, for the overlay of keys."""
        return (
            ("F12", self.tr("Bước tiếp theo của bảng kê: niêm phong, ký và in, ghi kết quả, kết thúc")),
            ("Shift+F12", self.tr("Ký giao nhận mà không niêm phong")),
            ("Ctrl+N", self.tr("Lập bảng kê mới")),
            ("Ctrl+F", self.tr("Về ô quét mã")),
            ("Enter", self.tr("Trên một dòng: đếm lại giấy tờ của dòng đó")),
            ("+ −", self.tr("Thêm, bớt một bản chính của dòng đang chọn")),
            ("Delete", self.tr("Lấy dòng đang chọn ra khỏi bảng kê")),
            ("1–5", self.tr("Trên một điểm của chuyến: chọn kết quả")),
            ("Ctrl+P", self.tr("In, in lại bảng kê đang mở")),
            ("Esc", self.tr("Thôi việc đang hỏi; về danh sách")),
        )

    def retranslate(self) -> None:
        super().retranslate()
        self.new.setText(self.tr("Lập bảng kê (Ctrl+N)"))
        self.back.setText(self.tr("Danh sách (Esc)"))
        self.list.retranslate()
        self.feet.retranslate()
        self.start.retranslate()
        self.sheet.retranslate()
        self._draw_actions()

    # --- what the shell asks

    def opened(self) -> None:
        self._focus()  # until it is known what there is
        self.read(focus=True)

    def on_changed(self, what: frozenset[str]) -> None:
        if what & {"dossiers", "people"} and self.isVisible() and not self.steps.busy:
            self.read()

    def take_scan(self, scan: Scan) -> bool:
        code = normalise_scanned_code(scan.text)
        if is_manifest_number(code):
            self.open(code)
            return True
        manifest = self._manifest
        if manifest is not None and isinstance(scan.parsed, PostalItem):
            return self.steps.item(scan.parsed.number)
        if manifest is None or not isinstance(scan.parsed, DossierCode):
            return False
        if manifest.progress in (Progress.OPEN, Progress.SEALED):
            self.steps.put(scan.parsed.code)
            return True
        if manifest.progress is Progress.UNDER_WAY:
            if manifest.direction is Direction.COLLECTION:
                self.sheet.outcome.code.setText(scan.parsed.code)
                return True
            return self.sheet.go_to(scan.parsed.code)
        return False

    def receive_payload(self, payload: object) -> None:
        if isinstance(payload, str) and payload:
            self.open(payload)

    def focus_search(self) -> None:
        self.sheet.focus() if self._manifest is not None else self._focus_start()

    def print_again(self) -> None:
        manifest = self._manifest
        if manifest is None or manifest.progress in (Progress.OPEN, Progress.CANCELLED):
            return
        if manifest.prints:
            self.ask("reprint")
        else:
            self.steps.print(manifest.id, "")

    def step_back(self) -> None:
        if self.sheet.reason.why is not None:
            self.sheet.put_reason_away()
            self._draw_actions()
        elif not self._browsing and self.rows.all():
            self._browsing = True
            self._fold()
            self._draw_actions()
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    # --- reading

    @property
    def _manifest(self) -> Manifest | None:
        """The list in front."""
        in_front = self.right.currentWidget() is self.sheet and (self._wide or not self._browsing)
        return self.sheet.manifest if in_front else None

    def read(self, *, focus: bool = False) -> None:
        """The lists, and the open one anew."""
        self._asked += 1
        asked, office, wanted = self._asked, self.desk.office, self._id

        def work() -> tuple[tuple[Manifest, ...], tuple[str, ...], Shown | None] | None:
            if asked != self._asked:
                return None
            manifests = office.manifests
            shown = read_shown(office, wanted) if wanted else None
            # They are counted over all dossiers there are: once for each time the page is opened.
            return manifests.recent(NEWEST), manifests.agencies() if focus else (), shown

        def then(found: tuple[tuple[Manifest, ...], tuple[str, ...], Shown | None] | None) -> None:
            if found is None or asked != self._asked:
                return
            lists, agencies, shown = found
            if focus:
                self.start.offer(agencies)
            self._fill(lists)
            if shown is not None and shown.manifest.id == self._id:
                self.sheet.put(shown, self._name())
            if focus:
                self._focus()
            self._draw_actions()

        self.desk.run(work, then, owner=self)

    def _fill(self, lists: tuple[Manifest, ...]) -> None:
        self._filling = True
        self.rows.put(lists)
        place = next((n for n, one in enumerate(lists) if one.id == self._id), None)
        if place is not None:
            self.table.selectRow(place)
        self._filling = False
        self.list.settle()
        self._fold()

    def _focus(self) -> None:
        if self._manifest is not None:
            self.sheet.focus()
        elif self._browsing and self.rows.all() and not self._wide:
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._focus_start()

    def _focus_start(self) -> None:
        self.start.ways.chips[self.start.ways.chosen].setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_chosen(self, row: object) -> None:
        if not self._filling and self._wide and isinstance(row, Manifest) and row.id != self._id:
            self.open(row.id, focus=False)

    def _on_opened(self, row: object) -> None:
        self.open(cast("Manifest", row).id)

    def open(self, key: str, *, focus: bool = True) -> None:
        """Brings a list to the front, by its number or id."""
        office = self.desk.office

        def then(shown: Shown) -> None:
            self._show(shown)
            if focus:
                self.sheet.focus()

        self.desk.run(lambda: read_shown(office, key), then, owner=self)

    def _show(self, shown: Shown, *, line: int = 0) -> None:
        self._id, self._browsing = shown.manifest.id, False
        self.right.setCurrentWidget(self.sheet)
        self.sheet.put(shown, self._name(), line=line)
        self._fold()
        self._draw_actions()

    def start_new(self) -> None:
        """Ctrl+N: the fields of a new list."""
        self._id, self._browsing = "", False
        self.sheet.close_list()
        self.table.clearSelection()
        self.right.setCurrentWidget(self.start)
        self._fold()
        self._draw_actions()
        self._focus_start()

    def _name(self) -> str:
        return self.desk.clerk.name if self.desk.clerk is not None else ""

    # --- doing

    def _on_stepped(self, done: object) -> None:
        shown, line, lists = cast("Done", done)
        self._show(shown, line=line)
        self._fill(lists)
        self._draw_actions()

    def ask(self, why: Why) -> None:
        """Opens the strip of something out of the ordinary."""
        entry, reason = self.sheet.current(), self.sheet.reason
        if why == "correct" and entry is None:
            return
        reason.open(why, None if entry is None else entry.line)
        self.sheet.reopen()
        self._draw_actions()
        # Once its new place is known: the strip may be out of sight below the lines.
        QTimer.singleShot(0, self, lambda: self.area.ensureWidgetVisible(reason))

    def primary(self) -> None:
        manifest = self._manifest
        if not self.feet.act.isVisible() or not self.feet.act.isEnabled():
            return
        if manifest is None:
            self._create()
        elif self.sheet.reason.why is not None:
            self.steps.reasoned(manifest)
        elif manifest.progress is Progress.OPEN and manifest.direction in SEALED_FIRST:
            self.steps.seal(manifest)
        elif manifest.progress in (Progress.OPEN, Progress.SEALED):
            self.steps.sign(manifest)
        elif manifest.progress is Progress.UNDER_WAY:
            self.steps.go_on(manifest)

    def secondary(self) -> None:
        manifest = self._manifest
        if manifest is not None and self.feet.bare.isVisible() and self.feet.bare.isEnabled():
            self.steps.sign(manifest)

    def _create(self) -> None:
        direction, agency, route = self.start.asked()

        def failed(error: Exception) -> None:
            if isinstance(error, Rejected) and set(error.problems) <= {"agency", "route"}:
                self.start.show_problems(error.problems)
            else:
                self.desk.failed(error)

        def then(_done: object) -> None:
            self.start.route.clear()
            self.start.show_problems({})
            self.sheet.focus()

        self.steps.do(
            lambda manifests, clerk: manifests.open(direction, clerk, agency=agency, route=route), then, failed
        )

    # --- drawing

    @property
    def _wide(self) -> bool:
        return self.width() >= SIDE_BY_SIDE

    def _fold(self) -> None:
        """Beside each other while there is room; else one in front of the other."""
        wide = self._wide
        browsing = self._browsing and bool(self.rows.all())
        self.list.setVisible(wide or browsing)
        self.list.setMaximumWidth(LIST_WIDTH if wide else 16_777_215)
        self.list.setMinimumWidth(LIST_WIDTH if wide else 0)
        self.right.setVisible(wide or not browsing)
        self.back.setVisible(not wide and not browsing and bool(self.rows.all()))

    def hideEvent(self, event: QHideEvent) -> None:
        """The reminder of an agency's money is of this page: other pages need the room, and F6 has its own."""
        super().hideEvent(event)
        self.desk.clear_banner("remit")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold()
        self._draw_actions()

    def _draw_actions(self) -> None:
        starts = self.right.currentWidget() is self.start and (self._wide or not self.list.isVisibleTo(self))
        self.feet.draw(
            self._manifest,
            self.sheet.reason,
            starts=starts,
            on_line=self.sheet.current() is not None,
            narrow=not self._wide,
        )
