"""Step 4: what waits goes out now, with how far it is; what does not go is named and left to the courier.

Leaving this step stops nothing: the courier goes on by itself. What an item costs is known from this session's own
rounds and is not guessed before there was one.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, NamedTuple, cast

from PySide6.QtCore import QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QProgressBar

from app.domain.queue import Item, Summary
from app.errors import Problem
from app.store.rounds import Round
from ui import notices
from ui.day.step import StepView
from ui.queue.rounds import size_of
from ui.queue.words import size_words, span_words, why_words
from ui.theme import ROW
from ui.timeline import delivery_words, moment_words, reason_words
from ui.widgets import CODE_WIDTH, Column, Facts, Label, Pill, Rows, Sentence, Table

if TYPE_CHECKING:
    from ui.page import Desk

LOOK_MS = 700
"""Between two looks at the queue while something is being sent."""

ROUNDS = 200
"""Rounds looked back on for what an item costs."""

SHOWN = 5


class Cost(NamedTuple):
    """What this session's rounds came to: items with an answer, bytes on the line, seconds."""

    items: int = 0
    size: int = 0
    seconds: float = 0.0


def cost_of(rounds: tuple[Round, ...]) -> Cost:
    return Cost(
        sum(one.delivered + one.already_there + one.quarantined for one in rounds),
        sum(size_of(one) for one in rounds),
        sum(one.seconds for one in rounds),
    )


class SendStep(StepView):
    """F12 sends; Esc leaves it to go on by itself."""

    key = "send"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._began = desk.office.store.clock.now()
        self.cost = Cost()
        self._first = self._open = 0
        self._since = 0.0
        self.sending = False
        self._stopped = ""
        self._left_alone = False
        self.state = Sentence()
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.facts = Facts()
        self.rows: Rows[Item] = Rows(self._columns())
        self.table = Table(self.rows, name="day-queue", settings=desk.settings)
        self.table.opened.connect(lambda row: desk.go("search", cast("Item", row).code))
        self.hint = Label(role="hint", wrap=True)
        for part in (self.state, self.bar, self.facts, self.table, self.hint):
            self.content.addWidget(part)
        self.bar.hide()
        self.facts.hide()
        self._clock = QTimer(self)
        self._clock.setInterval(LOOK_MS)
        self._clock.timeout.connect(self._look)
        desk.sync_reported.connect(self._on_report)

    def retranslate(self) -> None:
        self.table.setAccessibleName(self.tr("Các mục chờ gửi"))
        self.hint.setText(self.tr("Enter mở hồ sơ ở F3. Hồ sơ chưa gửi được in số trong báo cáo, máy tự gửi tiếp."))
        self.rows.retitle()

    # --- what is seen

    def draw(self) -> None:
        assert self.reading is not None
        self._open = self.reading.summary.waiting
        if self.sending and not self.reading.closing.step("send").left:
            self.sending = False
            self._clock.stop()
        had_focus = self.table.hasFocus()
        rows, at = self.reading.items, max(0, self.table.currentIndex().row())
        self.rows.put(rows)
        self.table.setVisible(bool(rows) and not self.sending)
        self.hint.setVisible(bool(rows) and not self.sending)
        if rows:
            self.table.selectRow(min(at, len(rows) - 1))
            self.table.setFixedHeight(min(SHOWN, len(rows)) * ROW + ROW + 4)
        if had_focus and not self.table.isVisibleTo(self):
            self.rest()
        self._draw_progress()

    def _draw_progress(self) -> None:
        assert self.reading is not None
        summary, state = self.reading.summary, self.reading.closing.step("send")
        self.bar.setVisible(self.sending)
        self.facts.setVisible(self.sending)
        if self.sending:
            done = max(0, self._first - self._open)
            self.bar.setRange(0, max(1, self._first))
            self.bar.setValue(done)
            self.bar.setAccessibleName(self.tr("Đã gửi {0} trong {1} mục").format(done, self._first))
            self.state.say("plain", self.tr("Đang gửi: {0} trong {1} mục.").format(done, self._first))
            self.facts.show_facts(self._figures(done))
            return
        if not state.left:
            self.state.say("ok", self.tr("Mọi mục đã gửi xong, không còn gì chờ."))
            return
        parts = [self.tr("Còn {0} hồ sơ chưa gửi xong.").format(state.left)]
        if summary.quarantined:
            parts.append(self.tr("{0} mục bị trả lại, cần người xử lý.").format(summary.quarantined))
        if summary.held:
            parts.append(self.tr("{0} mục đợi cơ quan cấp mã.").format(summary.held))
        if self._stopped:
            parts.append(reason_words(self._stopped))
        elif self._left_alone:
            parts.append(self.tr("Máy vẫn gửi tiếp trong lúc làm bước khác."))
        self.state.say("danger" if summary.quarantined else "warn", " ".join(parts))

    def _figures(self, done: int) -> list[tuple[str, str]]:
        """Bytes and time, "chưa biết" until a round of this session has told what an item costs."""
        unknown = self.tr("chưa biết")
        cost, left = self.cost, self._open
        gone = self.tr("{0} đã đi").format(size_words(cost.size)) if cost.size else unknown
        rest = unknown
        if cost.items and cost.size:
            rest = self.tr("khoảng {0} nữa").format(size_words(round(cost.size / cost.items * left)))
        passed = time.monotonic() - self._since
        span = unknown
        if done:
            span = self.tr("khoảng {0}").format(span_words(passed / done * left))
        elif cost.items and cost.seconds:
            span = self.tr("khoảng {0}").format(span_words(cost.seconds / cost.items * left))
        return [
            (self.tr("Đã gửi"), self.tr("{0} / {1} mục").format(done, self._first)),
            (self.tr("Dung lượng"), gone if rest == gone else f"{gone}, {rest}"),
            (self.tr("Còn lại"), span),
        ]

    def opened(self) -> None:
        if self.table.isVisibleTo(self):
            self.focus(self.table)
        else:
            self.rest()

    def left(self) -> None:
        """The rounds go on; nobody looks."""
        if self.sending:
            self._left_alone = True
            self._end()

    # --- keys

    def primary_words(self) -> str:
        return self.tr("F12 Để máy gửi tiếp") if self.sending else self.tr("F12 Gửi ngay")

    def primary_glyph(self) -> str:
        return "chevron-right" if self.sending else "send"

    def primary_ready(self) -> bool:
        return self.reading is not None and self.reading.closing.step("send").left > 0

    def primary(self) -> None:
        if self.sending:
            self.step_back()
            return
        sync = self.desk.sync
        if sync is None:
            self._stopped = "no_server"
            self.state.say("warn", notices.sentence(Problem("no_server")))
            self.moved.emit()
            return
        self.sending, self._stopped, self._left_alone = True, "", False
        self._first, self._since = self._open, time.monotonic()
        self._clock.start()
        if self.reading is not None:
            self.draw()
        self.moved.emit()
        sync.send_now()
        self._look()

    def step_back(self) -> bool:
        """Esc while something is sent: it goes on by itself, and the close goes on too."""
        if not self.sending:
            return False
        self._left_alone = True
        self._end()
        return True

    def engaged(self) -> bool:
        return self.sending

    def may_pass(self) -> bool:
        return not self.sending

    def known_reason(self) -> str:
        if self._stopped or self._offline:
            return self.tr("Không có mạng")
        return self.tr("Máy đang gửi tiếp") if self._left_alone else ""

    def reasons(self) -> tuple[str, ...]:
        found = [self.known_reason()] if self.known_reason() else []
        if self.reading is not None and self.reading.summary.held:
            found.append(self.tr("Đợi cơ quan cấp mã"))
        if self.reading is not None and self.reading.summary.quarantined:
            found.append(self.tr("Mục bị trả lại, mai xử lý"))
        return tuple(found)

    @property
    def _offline(self) -> bool:
        return self.desk.sync is None or bool(getattr(self.desk.report, "stopped", ""))

    # --- watching

    def _look(self) -> None:
        """Asks how far it is."""
        outbox, rounds, began = self.desk.office.outbox, self.desk.office.rounds, self._began

        def work() -> tuple[Summary, Cost]:
            return outbox.summary(), cost_of(tuple(one for one in rounds.recent(ROUNDS) if one.at >= began))

        self.desk.run(work, self._on_looked, owner=self)

    def _on_looked(self, found: tuple[Summary, Cost]) -> None:
        summary, self.cost = found
        if not self.sending:
            return
        self._open = summary.waiting
        self._first = max(self._first, self._open)
        if summary.waiting == 0:
            self._end()
        else:
            self._draw_progress()

    def _on_report(self, report: object) -> None:
        """A round has ended: with nothing more to try, or without a line, the wait is over."""
        if not self.sending:
            if self.isVisible():
                self._look()  # what the round took is known now
            return
        stopped = str(getattr(report, "stopped", ""))
        moved = any(int(getattr(report, name, 0)) for name in ("delivered", "already_there", "quarantined"))
        if stopped or not moved:
            self._stopped = stopped
            self._end()
        else:
            self._look()

    def _end(self) -> None:
        self.sending = False
        self._clock.stop()
        if self.reading is not None:
            self.draw()
        self.moved.emit()
        self.acted.emit()

    def _columns(self) -> list[Column]:
        def one(value: object) -> Item:
            return cast("Item", value)

        def state(value: object) -> Pill:
            return Pill(*delivery_words(one(value).state))

        def why(value: object) -> str:
            return why_words(one(value))

        return [
            Column("code", lambda: self.tr("Mã hồ sơ"), lambda value: one(value).code, CODE_WIDTH, strong=True),
            Column("state", lambda: self.tr("Tình trạng"), state, 130),
            Column("why", lambda: self.tr("Vì sao"), why, stretch=True),
            Column("since", lambda: self.tr("Từ lúc"), lambda value: moment_words(one(value).since), 160),
        ]

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        width = event.size().width()
        for number, column in enumerate(self.rows.columns):
            self.table.setColumnHidden(number, width < {"since": 900, "why": 640}.get(column.key, 0))
        self.table.horizontalHeader().setStretchLastSection(width < 640)
