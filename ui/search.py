"""F3 Tra cứu: one box that finds every dossier of this counter, and all that may be done with the one that is open.

Opening a dossier is a view and is logged as one; so is each look at the whole identity number. Results come as one
types: only the latest question is answered, and nothing waits for it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QStackedWidget, QWidget

from app.domain.cards import CitizenCard, DossierCode, PostalItem
from app.domain.codes import group_for_reading, normalise_scanned_code
from app.domain.text import mask_identity
from app.errors import Rejected
from app.store.views import Filters
from ui import notices
from ui.dossier_card import overdue, status_pill
from ui.dossier_pane import DossierPane, Opened, read_opened
from ui.moves import DANGEROUS
from ui.page import FreshPaper, Page
from ui.scan import Scan
from ui.theme import BETWEEN, GROUP
from ui.timeline import day_words, delivery_words
from ui.widgets import (
    CODE_WIDTH,
    Button,
    Chip,
    Column,
    EmptyState,
    Flow,
    Label,
    Pill,
    PrimaryButton,
    Rows,
    SearchBox,
    Table,
)

if TYPE_CHECKING:
    from app.store.views import Row
    from ui.page import Desk

PAGE = 50
SIDE_BY_SIDE = 1080
"""Width from which the list stays beside the open dossier."""
WIDTHS = {"due": 700, "sync": 860, "phone": 1000, "procedure": 1160, "received": 1480}
"""Width of the list from which a column is shown; code, person and state always are."""
ONLY = ("ready", "overdue", "unsent", "quarantined", "transfers")


def code_in(payload: object) -> str:
    """The dossier code another page or a scan sent along, or ""."""
    match payload:
        case str():
            return payload
        case DossierCode(code=code):
            return code
        case Scan(parsed=DossierCode(code=code)):
            return code
        case _:
            return ""


class SearchPage(Page):
    """The page. `receive_payload` takes a dossier code and opens it."""

    key = "search"
    icon = "search"
    scrolls = False

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._asked = 0
        self._opening = 0
        self._whole = True
        self._loading = False
        self._stale = True
        self._enter = False
        self._somebody_else = False
        self._person = ""
        self._question: tuple[str, Filters] | None = None
        self.box = SearchBox()
        self.box.searched.connect(self._on_searched)
        self.box.returnPressed.connect(self._on_enter)
        self.box.setMinimumWidth(200)
        self.back = Button(role="quiet", glyph="chevron-left")
        self.back.clicked.connect(lambda _on: self._close())
        self.head.insertWidget(1, self.box, 1)
        self.head.insertWidget(2, self.back)
        self.head.setStretch(3, 0)
        self.chips: dict[str, Chip] = {}
        self._chip_row = QWidget()
        flow = Flow(self._chip_row)
        for key, glyph in (
            ("today", "calendar-days"),
            ("ready", "package-check"),
            ("overdue", "clock"),
            ("unsent", "cloud-upload"),
            ("quarantined", "triangle-alert"),
            ("transfers", "hourglass"),
        ):
            chip = Chip(glyph=glyph)
            chip.clicked.connect(self._chooser(key))
            self.chips[key] = chip
            flow.addWidget(chip)
        self.scanned = Chip(glyph="id-card")
        self.scanned.setChecked(True)
        self.scanned.clicked.connect(lambda _on: self._forget_person())
        self.scanned.hide()
        flow.addWidget(self.scanned)
        self._problem = Label(role="problem", wrap=True)
        self._problem.setObjectName("problem")
        self._problem.hide()
        self.content.addWidget(self._chip_row)
        self.content.addWidget(self._problem)
        self.rows: Rows[Row] = Rows(self._columns())
        self.table = Table(self.rows, name="search", settings=desk.settings)
        self.table.opened.connect(self._on_opened)
        self.table.wanted_more.connect(self._more)
        self.empty = EmptyState("search")
        self.list = QStackedWidget()
        self.list.addWidget(self.table)
        self.list.addWidget(self.empty)
        self.pane = DossierPane(desk)
        self.pane.strip.changed.connect(self._show_actions)
        self.pane.strip.closed.connect(self._show_actions)
        self.pane.strip.recorded.connect(lambda _kind, _after: self._show_actions())
        self.detail = QScrollArea()
        self.detail.setWidgetResizable(True)
        self.detail.setFrameShape(QFrame.Shape.NoFrame)
        self.detail.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.detail.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.pane.setProperty("role", "body")
        self.detail.setWidget(self.pane)
        self.detail.hide()
        panes = QHBoxLayout()
        panes.setSpacing(16)
        panes.addWidget(self.list, 1)
        panes.addWidget(self.detail, 1)
        self.content.addLayout(panes, 1)
        self.cancel = self.add_action(Button())
        self.cancel.clicked.connect(lambda _on: self.pane.strip.put_away())
        self.confirm = self.add_action(PrimaryButton())
        self.confirm.clicked.connect(lambda _on: self.primary())
        self._show_actions()

    def title(self) -> str:
        return self.tr("Tra cứu")

    def keys(self) -> tuple[tuple[str, str], ...]:
        """This page's keys, for the overlay of keys."""
        return (
            ("Ctrl+F", self.tr("Về ô tìm")),
            ("↓", self.tr("Từ ô tìm xuống danh sách")),
            ("Enter", self.tr("Mở hồ sơ đang chọn")),
            ("Ctrl+P", self.tr("In lại giấy của hồ sơ đang mở")),
            ("F9", self.tr("Giấy đã ra (hoặc quét mã trên giấy)")),
            ("Shift+F9", self.tr("Giấy không ra: máy in khác, tệp PDF, phiếu in sẵn")),
            ("F12", self.tr("Ghi việc đang mở")),
            ("Esc", self.tr("Bỏ việc đang mở, đóng hồ sơ, xóa ô tìm")),
        )

    def retranslate(self) -> None:
        super().retranslate()
        self.box.setPlaceholderText(self.tr("Mã hồ sơ, số điện thoại, số cuối, hoặc tên không cần dấu"))
        self.box.setAccessibleName(self.tr("Tìm hồ sơ"))
        self.table.setAccessibleName(self.tr("Các hồ sơ tìm thấy"))
        self.chips["today"].setText(self.tr("Nhận hôm nay"))
        self.chips["ready"].setText(self.tr("Chờ trả"))
        self.chips["overdue"].setText(self.tr("Quá hạn"))
        self.chips["unsent"].setText(self.tr("Chưa gửi"))
        self.chips["quarantined"].setText(self.tr("Cần xử lý"))
        self.chips["transfers"].setText(self.tr("Chờ đối soát"))
        self.scanned.setText(self.tr("Thẻ {0}").format(mask_identity(self._person)))
        self.cancel.setText(self.tr("Bỏ (Esc)"))
        self.back.setText(self.tr("Danh sách (Esc)"))
        self.rows.retitle()
        self.pane.retranslate()
        self._say_empty()
        self._show_actions()

    # --- what the shell asks

    def opened(self) -> None:
        if self._stale:
            self._look()
        if self.pane.dossier is None:
            self.box.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def on_changed(self, what: frozenset[str]) -> None:
        if what & {"dossiers", "queue"}:
            self._stale = True
            if self.isVisible():
                self._look()
                self.pane.refresh()
        elif "papers" in what and self.isVisible():
            self.pane.refresh()
        if "theme" in what:
            self.update()

    def fresh_paper(self) -> FreshPaper | None:
        return self.pane.fresh()

    def take_scan(self, scan: Scan) -> bool:
        match scan.parsed:
            case DossierCode(code=code):
                self.open(code)
                return True
            case CitizenCard(number=number):
                self._person = number
                self.scanned.setText(self.tr("Thẻ {0}").format(mask_identity(number)))
                self.scanned.setChecked(True)
                self.scanned.show()
                self.box.clear()
                self._close()
                self._look()
                return True
            case _:
                return False

    def receive_payload(self, payload: object) -> None:
        if code := code_in(payload):
            self.open(code)
        elif isinstance(payload, Scan) and isinstance(payload.parsed, PostalItem):
            # The ledger keeps item codes inside events and has no index of them.
            words = self.tr("Không tra được hồ sơ theo mã bưu gửi {0}. Hãy quét mã hồ sơ trên nhãn bì.")
            self._problem.setText(words.format(group_for_reading(payload.parsed.number)))
            self._problem.show()

    def focus_search(self) -> None:
        self.box.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def print_again(self) -> None:
        self.pane.ask_reprint()

    def paper_there(self) -> None:
        self.pane.confirm_copy()

    def other_ways(self) -> None:
        self.pane.show_newest_ways()

    def step_back(self) -> None:
        if self.pane.strip.kind is not None:
            self.pane.strip.put_away()
        elif self.pane.dossier is not None:
            self._close()
        else:
            self.box.clear()

    def primary(self) -> None:
        if self.pane.strip.kind is not None:
            self.pane.strip.submit()

    # --- finding

    def _columns(self) -> list[Column]:
        def row(value: object) -> Row:
            return cast("Row", value)

        def due(value: object) -> str | Pill:
            found = row(value)
            now = self._now()
            words = day_words(found.due_at)
            late = overdue(found.status, found.due_at, now, voided=found.voided)
            return Pill(words, "danger", "clock") if late else words

        def sync(value: object) -> str | Pill:
            state = row(value).sync
            return "" if state is None else Pill(*delivery_words(state))

        return [
            Column(
                "code",
                lambda: self.tr("Mã hồ sơ"),
                lambda value: row(value).official_code or row(value).code,
                CODE_WIDTH,
                strong=True,
            ),
            Column("applicant", lambda: self.tr("Người nộp"), lambda value: row(value).applicant, stretch=True),
            Column("phone", lambda: self.tr("Điện thoại"), lambda value: row(value).phone, 124),
            Column("procedure", lambda: self.tr("Thủ tục"), self._procedure, 230),
            Column("received", lambda: self.tr("Ngày nhận"), lambda value: day_words(row(value).received_at), 124),
            Column("due", lambda: self.tr("Hẹn trả"), due, 138),
            Column(
                "status",
                lambda: self.tr("Tình trạng"),
                lambda value: status_pill(row(value).status, voided=row(value).voided, leg=row(value).leg),
                176,
            ),
            Column("sync", lambda: self.tr("Gửi đi"), sync, 124),
        ]  # fmt: skip

    def _procedure(self, value: object) -> str:
        """The name people say; that of the dossier's own day where the catalogue has none."""
        row = cast("Row", value)
        known = self.desk.office.catalogue.get(row.procedure_code)
        return known.short_name if known is not None and known.short_name else row.procedure

    def _now(self) -> datetime:
        return self.desk.office.store.clock.now()

    def _chooser(self, key: str) -> Callable[[bool], None]:
        def choose(on: bool) -> None:
            if on and key in ONLY:
                for other in ONLY:
                    if other != key:
                        self.chips[other].setChecked(False)
            self._look()

        return choose

    def filters(self) -> Filters:
        """What the chips say."""
        only = next((key for key in ONLY if self.chips[key].isChecked()), "")
        today = self.desk.office.store.clock.today() if self.chips["today"].isChecked() else None
        match only:
            case "ready":
                return Filters(day_from=today, only="ready")
            case "overdue":
                return Filters(day_from=today, only="overdue")
            case "unsent":
                return Filters(day_from=today, only="unsent")
            case "quarantined":
                return Filters(day_from=today, only="quarantined")
            case "transfers":
                return Filters(day_from=today, only="transfers")
            case _:
                return Filters(day_from=today)

    def _text(self) -> str:
        return self._person or self.box.value()

    def _on_searched(self, _text: str) -> None:
        self._somebody_else = True
        self._look()

    def _look(self) -> None:
        """Asks for the first page. A question that is no longer the latest is not even asked of the file."""
        self._asked += 1
        asked, text, filters, views = self._asked, self._text(), self.filters(), self.desk.office.views
        self._stale = False
        self._loading = True
        self._problem.hide()
        # The same question again (something was recorded) must not throw the reader back to the first page.
        same = (text, filters) == self._question
        enough = max(PAGE, len(self.rows.all())) if same else PAGE
        self._question = (text, filters)

        def work() -> tuple[Row, ...] | None:
            return views.search(text, limit=enough, filters=filters) if asked == self._asked else None

        self.desk.run(work, lambda found: self._on_found(asked, found, enough), self._on_failed, owner=self)

    def _on_found(self, asked: int, found: tuple[Row, ...] | None, limit: int) -> None:
        if asked != self._asked or found is None:
            return
        self._loading = False
        self._whole = len(found) < limit
        kept, opened = cast("Row | None", self.table.current()), self.pane.dossier
        if self._somebody_else and opened is not None and all(row.dossier_id != opened.id for row in found):
            # Whoever looks for somebody else must not print the papers of the one before.
            self._put_away()
            opened = None
        self._somebody_else = False
        self.rows.put(found)
        marked = opened.id if opened is not None else kept.dossier_id if kept is not None else ""
        place = next((n for n, row in enumerate(found) if row.dossier_id == marked), 0)
        if found:
            self.table.setCurrentIndex(self.rows.index(place, 0))
        self.list.setCurrentWidget(self.table if found else self.empty)
        self._say_empty()
        if self._enter:
            self._enter = False
            self._open_found(found)

    def _on_failed(self, error: Exception) -> None:
        self._loading = False
        self._enter = False
        self.desk.failed(error)

    def _more(self) -> None:
        """The next page: by key where the newest come first, else the same question for more."""
        if self._whole or self._loading:
            return
        have, asked = self.rows.all(), self._asked
        text, filters, views = self._text(), self.filters(), self.desk.office.views
        self._loading = True
        wanted = len(have) + PAGE

        def work() -> tuple[Row, ...]:
            if not text:
                return views.search("", limit=PAGE, filters=filters, after=have[-1].row)
            return views.search(text, limit=wanted, filters=filters)

        def then(found: tuple[Row, ...]) -> None:
            if asked != self._asked and (text, filters) != self._question:
                return
            self._loading = False
            known = {row.dossier_id for row in self.rows.all()}
            fresh = [row for row in found if row.dossier_id not in known]
            self._whole = len(fresh) < PAGE
            self.rows.extend(fresh)

        self.desk.run(work, then, self._on_failed, owner=self)

    def _say_empty(self) -> None:
        if self._text() or any(chip.isChecked() for chip in self.chips.values()):
            self.empty.set_text(
                self.tr("Không có hồ sơ nào khớp"),
                self.tr("Thử gõ ít chữ hơn, vài số cuối của mã hoặc số điện thoại, hay bỏ bớt bộ lọc."),
            )
        else:
            self.empty.set_text(
                self.tr("Quầy chưa có hồ sơ nào"),
                self.tr("Hồ sơ tiếp nhận ở F1 sẽ hiện ở đây ngay khi lưu."),
            )

    def _forget_person(self) -> None:
        self._person = ""
        self.scanned.hide()
        self._look()

    # --- opening

    def _on_enter(self) -> None:
        """Enter in the box: the one that was meant, or down to the list."""
        if self._loading:
            self._enter = True
        else:
            self._open_found(self.rows.all())

    def _open_found(self, found: Sequence[Row]) -> None:
        code = normalise_scanned_code(self.box.value())
        exact = [row for row in found if code and code in (row.code, row.official_code)]
        if len(found) == 1 or exact:
            self._on_opened((exact or found)[0])
        elif found:
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_opened(self, row: object) -> None:
        self.open(cast("Row", row).code)

    def open(self, code: str) -> None:
        """Opens a dossier by any of its codes; the view is logged."""
        clerk = self.desk.clerk
        if clerk is None:
            return
        office = self.desk.office
        self._opening += 1
        opening = self._opening

        def work() -> Opened:
            return read_opened(office, office.counter.find(code, clerk))

        def then(opened: Opened) -> None:
            if opening == self._opening:
                self._show(opened)

        def failed(error: Exception) -> None:
            if not isinstance(error, Rejected):
                self.desk.failed(error)
            elif opening == self._opening:
                self._problem.setText(" ".join(notices.sentence(problem) for problem in error.problems.values()))
                self._problem.show()

        self.desk.run(work, then, failed, owner=self)

    def _show(self, opened: Opened) -> None:
        self._problem.hide()
        self.pane.put(opened)
        rows = self.rows.all()
        place = next((n for n, row in enumerate(rows) if row.dossier_id == opened.dossier.id), None)
        if place is not None:  # the marked line is the open dossier, also when a scan opened it
            self.table.setCurrentIndex(self.rows.index(place, 0))
        self.detail.show()
        self.detail.verticalScrollBar().setValue(0)
        self._fold()
        self._focus_pane()

    def _focus_pane(self) -> None:
        buttons = [part for part in self.pane.doing.findChildren(Button) if part.isVisibleTo(self.pane)]
        (buttons[0] if buttons else self.pane.card.code).setFocus(Qt.FocusReason.OtherFocusReason)

    def _close(self) -> None:
        self._opening += 1
        if self.pane.dossier is None:
            return
        self._put_away()
        (self.table if self.rows.all() else self.box).setFocus(Qt.FocusReason.OtherFocusReason)

    def _put_away(self) -> None:
        self.pane.close_dossier()
        self.detail.hide()
        self._fold()

    # --- room

    def _fold(self) -> None:
        """Beside each other while there is room; else the open dossier takes the place of the list."""
        open_, wide = self.pane.dossier is not None, self.width() >= SIDE_BY_SIDE
        self.list.setVisible(wide or not open_)
        self._chip_row.setVisible(wide or not open_)
        self.box.setVisible(wide or not open_)
        self.back.setVisible(open_ and not wide)
        width = self.width() // 2 if open_ and wide else self.width() - 2 * GROUP
        for number, column in enumerate(self.rows.columns):
            self.table.setColumnHidden(number, width < WIDTHS.get(column.key, 0))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold()

    def _show_actions(self) -> None:
        """F12 stands there while a move is open, and only then."""
        strip = self.pane.strip
        open_ = strip.kind is not None
        self.confirm.setText(f"F12 {strip.words()}")
        role = "danger" if strip.kind in DANGEROUS else "primary"
        if self.confirm.property("role") != role:
            self.confirm.setProperty("role", role)
            self.confirm.style().unpolish(self.confirm)
            self.confirm.style().polish(self.confirm)
        self.confirm.setEnabled(strip.ready())
        if (foot := self.confirm.parentWidget()) is not None:
            foot.setVisible(open_)
        if open_:
            # Once its new place is known: the strip may be out of sight below the card.
            QTimer.singleShot(0, self, self._scroll_to_strip)

    def _scroll_to_strip(self) -> None:
        strip, bar = self.pane.strip, self.detail.verticalScrollBar()
        if strip.isVisible():
            room = self.detail.viewport().height()
            if strip.y() < bar.value() or strip.geometry().bottom() > bar.value() + room:
                bar.setValue(strip.y() - BETWEEN)
