"""F6 Cuối ngày: the day is opened, closed step by step, and its report kept and printed. All of it without a network.

How far a close is stands in the ledger and nowhere here: the page reads it when it comes to the front and after every
fact, and opens on the first step that is not done.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Literal, cast

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QApplication, QBoxLayout, QVBoxLayout, QWidget

from app.domain.closing import StepState
from app.domain.day import STEPS, Step
from app.domain.events import VIETNAM
from app.errors import Rejected
from ui import notices
from ui.day.cash import CashStep
from ui.day.lists import ManifestStep, PaperStep
from ui.day.opening import OpeningCard
from ui.day.proof import ProofStep
from ui.day.rail import Rail
from ui.day.reading import Reading, read
from ui.day.reason import ReasonLine
from ui.day.report import BranchCard, ReportCard
from ui.day.send import SendStep
from ui.day.sign import CloseStep
from ui.day.step import StepView
from ui.day.words import CLOSE, date_words, step_title, stops
from ui.page import FreshPaper, Page, Remitting
from ui.theme import BETWEEN, ROW
from ui.timeline import moment_words
from ui.widgets import Banner, Button, Card, ElidedLabel, PrimaryButton, Sentence

if TYPE_CHECKING:
    from ui.page import Desk

LOW_BELOW = 860
"""px: below this the rail lies above the step."""

Mode = Literal["reading", "opening", "closing", "report"]


class DayPage(Page):
    """The page: a sentence about the day, and what there is to do with it."""

    key, icon = "day", "calculator"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._asked = 0
        self._fresh, self._low = True, False
        self._print_next, self._closed_words = 0, ""
        self._remitting: Remitting | None = None
        self.reading: Reading | None = None
        self.line = ElidedLabel()
        self.overdue = Banner("warn", "", can_close=False)
        self.overdue.hide()
        self.head.insertWidget(2, self.line, 1000)  # what is over of the line's room is nobody's
        self.content.addWidget(self.overdue)
        self.opening = OpeningCard(desk)
        self.opening.opened.connect(self._on_acted)
        self.closing = self._make_closing(desk)
        self.report = ReportCard(desk)
        self.report.made.connect(self._draw_buttons)
        for part in (self.opening, self.closing, self.report):
            self.content.addWidget(part)
            part.hide()
        self.content.addStretch(1)
        self.skip = self.add_action(Button(glyph="chevron-right"))
        self.skip.clicked.connect(lambda _on: self.secondary())
        self.go_on = self.add_action(PrimaryButton(glyph="chevron-right"))
        self.go_on.clicked.connect(lambda _on: self.primary())
        self._on_key("Alt+Left", lambda: self._step(-1))
        self._on_key("Alt+Right", lambda: self._step(1))
        self._on_key("Alt+N", self._remit)
        self._on_key("Alt+T", self._move_money)
        app = cast("QApplication", QApplication.instance())
        app.focusChanged.connect(self._on_focus_changed)
        self._draw_buttons()

    def _make_closing(self, desk: Desk) -> QWidget:
        """The rail, and the step in front of it."""
        self.rail = Rail()
        self.rail.chosen.connect(self._on_chosen)
        self.views: dict[str, StepView] = {
            view.key: view
            for view in (ManifestStep(desk), PaperStep(desk), CashStep(desk), SendStep(desk), ProofStep(desk))
        }
        self.sign = CloseStep(desk)
        self.sign.closed.connect(self._on_closed)
        self.views[CLOSE] = self.sign
        self.cards: dict[str, Card] = {}
        self.passed = Sentence()
        self.passed.hide()
        self.reason = ReasonLine()
        self.reason.given.connect(self._pass)
        self.reason.put_away.connect(self._on_reason_away)
        self.branch = BranchCard()
        area = QWidget()
        self._area = QVBoxLayout(area)
        self._area.setContentsMargins(0, 0, 0, 0)
        self._area.setSpacing(BETWEEN)
        self._area.addWidget(self.passed)
        for key, view in self.views.items():
            shown: QWidget = view
            if key != "cash":  # whose parts are cards themselves
                card = self.cards[key] = Card()
                card.box.addWidget(view)
                shown = card
            shown.hide()
            self._area.addWidget(shown)
            view.acted.connect(self._on_acted)
            view.moved.connect(self._draw_buttons)
        self._area.addWidget(self.reason)
        self._area.addWidget(self.branch)
        self._area.addStretch(1)
        whole = QWidget()
        self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight, whole)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.setSpacing(BETWEEN)
        self._line.addWidget(self.rail, 0, Qt.AlignmentFlag.AlignTop)
        self._line.addWidget(area, 1)
        return whole

    def _on_key(self, keys: str, do: Callable[[], None]) -> None:
        shortcut = QShortcut(QKeySequence(keys), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.setAutoRepeat(False)
        shortcut.activated.connect(do)

    def title(self) -> str:
        return self.tr("Cuối ngày")

    def keys(self) -> tuple[tuple[str, str], ...]:
        """This page's keys, for the overlay of keys."""
        return (
            ("F12", self.tr("Việc chính của bước đang mở; bước đã xong thì sang bước sau")),
            ("Shift+F12", self.tr("Đi tiếp dù còn việc, có ghi lý do")),
            ("Alt+←", self.tr("Bước trước")),
            ("Alt+→", self.tr("Bước sau")),
            ("Enter", self.tr("Khi đếm tiền: sang loại tiền sau. Trong danh sách: mở nơi xử lý")),
            ("Alt+N", self.tr("Bước tiền: nộp tiền cho cơ quan")),
            ("Alt+T", self.tr("Bước tiền: ghi tiền bỏ vào, lấy ra ngoài hồ sơ")),
            ("F9", self.tr("Bước giấy in: giấy đã ra. Shift+F9: cách khác")),
            ("Ctrl+P", self.tr("In lại báo cáo của ngày đã khóa")),
            ("Esc", self.tr("Thôi việc đang gõ dở")),
        )

    def retranslate(self) -> None:
        super().retranslate()
        self.opening.retranslate()
        self.report.retranslate()
        self.branch.retranslate()
        self.reason.retranslate(self.tr("Đi tiếp vì"), self.tr("Enter Ghi lý do, sang bước sau"))
        for view in self.views.values():
            view.retranslate()
        self._name_cards()
        self._draw()

    def _name_cards(self) -> None:
        """The low rail says the step's name right above its card."""
        for key, card in self.cards.items():
            card.set_heading("" if self._low else step_title(key))
            card.setAccessibleName(step_title(key))

    # --- what the shell asks

    def opened(self) -> None:
        self._fresh = True
        self.setFocus(Qt.FocusReason.OtherFocusReason)  # until what was read says where the work is
        self.read()

    def on_changed(self, what: frozenset[str]) -> None:
        if self.isVisible() and what & {"dossiers", "queue", "papers"}:
            self.read()

    def fresh_paper(self) -> FreshPaper | None:
        view = self.view
        return view.fresh_paper() if self.mode == "closing" and isinstance(view, PaperStep) else None

    def paper_there(self) -> None:
        if self.mode == "closing" and isinstance(self.view, PaperStep):
            self.view.primary()

    def other_ways(self) -> None:
        if self.mode == "closing" and isinstance(self.view, PaperStep):
            self.view.show_ways()

    def print_again(self) -> None:
        if self.mode in ("report", "opening") and self.reading is not None and self.reading.report is not None:
            self.report.print_again()

    def step_back(self) -> None:
        if self.mode != "closing":
            return
        if self.reason.isVisible():
            self.reason.close_line()
        elif self.view is not None:
            self.view.step_back()

    def primary(self) -> None:
        match self.mode:
            case "opening":
                self.opening.open_day()
            case "report":
                self.report.print_again()
            case "closing":
                self._primary_of_step()
            case _:
                pass

    def secondary(self) -> None:
        """Going on with a reason; from a step that has its reason, just on."""
        view = self.view
        if view is None or not self._may_pass():
            return
        if self._passed():
            self._next_step()
        else:
            self.reason.offer(view.reasons())
            if not self.reason.line.value():
                self.reason.line.setText(view.known_reason())
            self.reason.open()

    # --- reading

    def read(self) -> None:
        """Asks the ledger how far the day is."""
        self._asked += 1
        asked, office = self._asked, self.desk.office

        def work() -> Reading | None:
            return read(office) if asked == self._asked else None

        def then(found: Reading | None) -> None:
            if found is not None and asked == self._asked:
                self._on_read(found)

        self.desk.run(work, then, owner=self)

    def _on_read(self, found: Reading) -> None:
        before, self.reading = self.mode, found
        fresh, self._fresh = self._fresh, False
        self._draw()
        if self._print_next:
            number, self._print_next = self._print_next, 0
            if found.report is not None and found.report.number == number:
                self.report.keep_and_print(self._closed_words)
        if self.mode == "closing" and self._remitting is not None:
            wanted, self._remitting = self._remitting, None
            self.show_step("cash")
            if isinstance(self.view, CashStep) and wanted.agency in self.view.remittance.rows:
                self.view.remittance.open(*wanted)
        elif self.mode == "closing" and (fresh or before != "closing"):
            self.show_step(self.first_left)
        elif self.mode == "opening" and (fresh or before != "opening"):
            self.area.verticalScrollBar().setValue(0)
            self.opening.begin()
        elif self.mode == "report" and (fresh or before != "report"):
            self.setFocus(Qt.FocusReason.OtherFocusReason)  # F12 prints; the report is read from its top
            self.area.verticalScrollBar().setValue(0)

    def _on_acted(self) -> None:
        self.read()

    @property
    def mode(self) -> Mode:
        if self.reading is None:
            return "reading"
        if self.reading.closing.day is not None:
            return "closing"
        return "report" if self.reading.closed_today else "opening"

    # --- the steps

    @property
    def view(self) -> StepView | None:
        """The step in front."""
        return self.views.get(self.rail.current)

    @property
    def first_left(self) -> str:
        """The first step that is not done."""
        if self.reading is None:
            return STEPS[0]
        return next((one.step for one in self.reading.closing.steps if one.state == "left"), CLOSE)

    def _state(self, key: str) -> StepState | None:
        step = next((one for one in STEPS if one == key), None)
        return None if step is None or self.reading is None else self.reading.closing.step(step)

    def show_step(self, key: str) -> None:
        """Brings a step to the front, whichever; all of them can be left and come back to."""
        before = self.rail.current
        if before and before != key:
            self.views[before].left()
        self.reason.close_line()
        self.rail.show_current(key)
        for name, view in self.views.items():
            self.cards.get(name, view).setVisible(name == key)
        self._draw_step()
        self.views[key].opened()
        self._draw_buttons()
        self.area.verticalScrollBar().setValue(0)

    def _on_chosen(self, key: str) -> None:
        """Whoever goes along the rail by arrows stays on it."""
        on_rail = self.rail.has_cursor()
        self.show_step(key)
        if on_rail:
            self.rail.take_cursor(key)

    def _step(self, by: int) -> None:
        if self.mode == "closing":
            names = list(self.views)
            at = names.index(self.rail.current) + by
            if 0 <= at < len(names):
                self.show_step(names[at])

    def receive_payload(self, payload: object) -> None:
        """An agency whose money goes along with a manifest: its slip, as soon as there is a day to write it in."""
        if isinstance(payload, Remitting):
            self._remitting = payload  # the reading that opening the page has begun will find it

    def _remit(self) -> None:
        if self.mode == "closing" and isinstance(self.view, CashStep):
            self.view.remittance.begin()

    def _move_money(self) -> None:
        if self.mode == "closing" and isinstance(self.view, CashStep):
            self.view.moving.open(1)

    def _next_step(self) -> None:
        self.show_step(self._onward())

    def _onward(self) -> str:
        """The next step that is not done, from here on; else the first; else the close."""
        assert self.reading is not None
        left: list[str] = [one.step for one in self.reading.closing.steps if one.state == "left"]
        names = list(self.views)
        here = names.index(self.rail.current)
        return next((step for step in left if names.index(step) > here), left[0] if left else CLOSE)

    def _done(self) -> bool:
        """Whether F12 has nothing left to do in the step in front but to go on."""
        view, state = self.view, self._state(self.rail.current)
        if view is None or view.engaged():
            return False
        if state is None:
            return not self.sign.primary_ready() and self.reading is not None and not self.reading.closing.ready
        return state.state == "done"

    def _passed(self) -> bool:
        state = self._state(self.rail.current)
        return state is not None and state.state == "passed"

    def _may_pass(self) -> bool:
        """Cash is counted or the day stays open; every other step that is not done may be gone past."""
        view, state = self.view, self._state(self.rail.current)
        if self.mode != "closing" or view is None or state is None:
            return False
        return state.state != "done" and view.may_pass()

    def _primary_of_step(self) -> None:
        view = self.view
        if view is None:
            return
        if self._done():
            self._next_step()
        elif view.primary_ready():
            view.primary()

    def _pass(self, reason: str) -> None:
        clerk, day, key = self.desk.clerk, self.desk.office.day, self.rail.current
        step: Step | None = next((one for one in STEPS if one == key), None)
        if clerk is None or step is None:
            return

        def done(_day: object) -> None:
            self.reason.close_line()
            self._fresh = True  # goes on with the next step that is left
            self.read()

        def refused(error: Exception) -> None:
            if isinstance(error, Rejected):
                words = " ".join(dict.fromkeys(notices.sentence(one) for one in error.problems.values()))
                self.reason.field.set_problem(words)
            else:
                self.desk.failed(error)

        self.desk.run(lambda: day.pass_step(step, reason, clerk), done, refused, owner=self)

    def _on_reason_away(self) -> None:
        if self.view is not None and self.isVisible():
            self.view.opened()

    def _on_closed(self, number: int) -> None:
        assert self.reading is not None
        words = self.tr("Đã khóa sổ ngày {0}, báo cáo số {1}.").format(date_words(self.reading.closing.date), number)
        self._closed_words, self._print_next = words, number
        self.read()

    # --- drawing

    def _on_focus_changed(self, _before: QWidget | None, now: QWidget | None) -> None:
        """What has the cursor is seen, once everything has its place."""
        if now is not None and self.body.isAncestorOf(now):
            QTimer.singleShot(0, now, lambda: self._show_whole(now))

    def _show_whole(self, part: QWidget) -> None:
        if part.hasFocus() and self.body.isAncestorOf(part) and not isinstance(part, StepView):
            self.area.ensureWidgetVisible(part, 0, ROW)

    def _draw(self) -> None:
        reading, mode = self.reading, self.mode
        self.line.set_text(self.sentence())
        self.opening.setVisible(mode == "opening")
        self.closing.setVisible(mode == "closing")
        self.report.setVisible(reading is not None and reading.report is not None and mode in ("opening", "report"))
        self._draw_overdue()
        if reading is not None:
            self.opening.show_reading(reading)
            self.rail.show_stops(stops(reading.closing))
            for view in self.views.values():
                view.show_reading(reading)
            if reading.report is not None and mode in ("opening", "report"):
                self.report.show_report(reading.report)
            self.branch.show_others(reading.closing.others)
            self.branch.setVisible(bool(reading.closing.others) and self.rail.current == CLOSE)
            self._draw_step()
        self._draw_buttons()

    def _draw_step(self) -> None:
        state = self._state(self.rail.current)
        shown = state is not None and state.state == "passed"
        self.passed.setVisible(shown)
        if state is not None and shown:
            words = self.tr("Đã bỏ qua lúc {0}, {1}, còn {2}: “{3}”.").format(
                moment_words(state.at), state.by, state.left, state.reason
            )
            self.passed.say("warn", words)
        if self.reading is not None:
            self.branch.setVisible(bool(self.reading.closing.others) and self.rail.current == CLOSE)

    def _draw_overdue(self) -> None:
        late = self.reading is not None and self.reading.overdue
        self.overdue.setVisible(late)
        if self.reading is not None and late:
            words = self.tr("Ngày {0} chưa khóa sổ: phải khóa ngày đó trước, rồi mới mở được ngày mới.").format(
                date_words(self.reading.closing.date)
            )
            self.overdue.words.setText(words)
            self.overdue.setAccessibleName(words)

    def sentence(self) -> str:
        """The day in a sentence. No sum of money is in it: it stands above a blind count."""
        reading = self.reading
        if reading is None:
            return self.tr("Đang đọc sổ của ngày…")
        day, counts = reading.closing.day, reading.counts
        dossiers = self.tr("{0} hồ sơ nhận, {1} trả").format(counts.received, counts.handed_back)
        if day is not None:
            at = f"{day.opened_at.astimezone(VIETNAM):%H:%M}"
            words = self.tr("Ngày {0}, mở {1}").format(date_words(day.date), at)
            return " · ".join(filter(None, (words, reading.opener, dossiers)))
        words = self.tr("Ngày {0}").format(date_words(reading.today))
        if reading.closed_today and reading.last is not None and reading.last.closed_at is not None:
            at = f"{reading.last.closed_at.astimezone(VIETNAM):%H:%M}"
            return " · ".join((words, self.tr("đã khóa sổ {0}").format(at), dossiers))
        return " · ".join((words, self.tr("chưa mở"), dossiers))

    def _draw_buttons(self) -> None:
        mode = self.mode
        words, glyph, ready = "", "chevron-right", False
        may_pass = self._may_pass()
        if mode == "opening":
            words, glyph, ready = self.tr("F12 Mở ngày"), "sun", self.opening.ready
        elif mode == "report":
            words, glyph, ready = self.tr("F12 In lại báo cáo"), "printer", True
        elif mode == "closing" and self.view is not None:
            view = self.view
            if self._done():
                words, ready = self.tr("F12 Tiếp: {0}").format(step_title(self._onward())), True
            else:
                words, glyph, ready = view.primary_words(), view.primary_glyph(), view.primary_ready()
        self.skip.setText(self.tr("Shift+F12 Bước sau") if self._passed() else self.tr("Shift+F12 Đi tiếp vì…"))
        self.skip.setVisible(may_pass)
        self.go_on.setText(words)
        self.go_on.set_glyph(glyph)
        self.go_on.setVisible(bool(words))
        self.go_on.setEnabled(ready)
        self._foot.setVisible(bool(words) or may_pass)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        low = event.size().width() < LOW_BELOW
        if low != self._low:
            self._low = low
            self._name_cards()
        self.rail.lie(low=low)
        self._line.setDirection(QBoxLayout.Direction.TopToBottom if low else QBoxLayout.Direction.LeftToRight)
        self._line.setAlignment(self.rail, Qt.AlignmentFlag(0) if low else Qt.AlignmentFlag.AlignTop)
