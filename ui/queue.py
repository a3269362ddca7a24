"""F5 Hàng đợi: what waits for the one-stop system, since when, why, and who must act.

Nothing can be deleted here: an item leaves the list when the other side has it. What was put aside may be sent again,
mended in F3, or taken out as a list of codes for whoever helps by telephone.
"""

from __future__ import annotations

import csv
import io
import json
import os
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Literal, cast

from PySide6.QtCore import QCoreApplication, QItemSelection, QItemSelectionModel, Qt, QTimer, QUrl
from PySide6.QtGui import QDesktopServices, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QButtonGroup, QStackedWidget, QWidget

from app.domain.codes import group_for_reading
from app.domain.queue import Item, State, Summary
from app.errors import Problem, Trouble
from ui import notices
from ui.dossier_card import Facts
from ui.handback_steps import Sentence
from ui.moves import Flow
from ui.page import Page
from ui.status import ago
from ui.theme import ROW
from ui.timeline import delivery_words, kind_words, moment_words, reason_words
from ui.widgets import CODE_WIDTH, Button, Card, Chip, Column, EmptyState, Pill, PrimaryButton, Rows, Table

if TYPE_CHECKING:
    from ui.page import Desk

translate = QCoreApplication.translate

PAGE = 200
EXPORTS = "exports"
MINUTE_MS = 60_000
Shown = Literal["open", "delivered"]
Format = Literal["csv", "json"]

# Who can move an item that does not move by itself (reason codes: docs/sync.md). What waits for any other reason goes
# with time or with the line; what was put aside for any other reason is the clerk's to mend and send again.
MANAGER = frozenset(
    {
        "captive_portal", "certificate", "certificate_clock", "dialect_unknown", "forbidden", "login_refused",
        "no_server", "proxy_login", "secret_missing", "server_unknown_action", "session_refused", "wrong_address",
    }
)  # fmt: skip
PROVINCE = frozenset({"answer_strange", "lookup_failed", "server_ahead", "server_error", "server_unknown_procedure"})
SUPPORT = frozenset({"program_fault", "too_large"})
AGENCY = frozenset({"awaiting_code"})


def owner_words(item: Item) -> str:
    """Who must act, in two or three words."""
    if item.state is State.DELIVERED:
        return ""
    if item.reason in AGENCY:
        return translate("queue", "Cơ quan giải quyết")
    if item.reason in MANAGER:
        return translate("queue", "Trưởng bưu cục")
    if item.state is State.WAITING:
        return translate("queue", "Không ai: máy tự gửi")
    if item.reason in PROVINCE:
        return translate("queue", "Bộ phận một cửa của tỉnh")
    if item.reason in SUPPORT:
        return translate("queue", "Bộ phận hỗ trợ")
    return translate("queue", "Giao dịch viên")


def why_words(item: Item) -> str:
    """Why the item stands where it stands, as a sentence."""
    if item.state is State.DELIVERED:
        return translate("queue", "Hệ thống đã nhận lúc {0}").format(moment_words(item.acknowledged_at))
    if item.reason:
        return reason_words(item.reason)
    if item.attempts:
        return translate("queue", "Đã thử, chưa có trả lời. Máy sẽ hỏi lại rồi gửi tiếp.")
    return translate("queue", "Chờ đến lượt gửi")


def exported(items: Sequence[Item], kind: Format) -> str:
    """The items as a file's text: codes and reasons, nobody's name. What the other side wrote stays out: it may repeat
    what was sent."""
    rows = [
        {
            "code": item.code,
            "event": item.event.value,
            "state": item.state.value,
            "attempts": item.attempts,
            "since": item.since.isoformat(timespec="seconds"),
            "reason": item.reason,
            "acknowledged_at": item.acknowledged_at.isoformat(timespec="seconds") if item.acknowledged_at else "",
        }
        for item in items
    ]
    if kind == "json":
        return json.dumps(rows, ensure_ascii=False, indent=1) + "\n"
    out = io.StringIO()
    words = [{**row, "words": why_words(item)} for row, item in zip(rows, items, strict=True)]
    columns = ["code", "event", "state", "attempts", "since", "reason", "acknowledged_at", "words"]
    writer = csv.DictWriter(out, columns, lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(words)
    return out.getvalue()


def write_export(folder: Path, text: str, kind: Format, now: datetime) -> Path:
    """Whole or not at all. Spreadsheets read UTF-8 only with its mark. Trouble("file_unwritable")."""
    path = folder / f"hang-doi-{now.astimezone():%Y%m%d-%H%M%S}.{kind}"
    part = path.with_suffix(f".{kind}.part")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with part.open("w", encoding="utf-8-sig" if kind == "csv" else "utf-8", newline="") as out:
            out.write(text)
            out.flush()
            os.fsync(out.fileno())
        part.replace(path)
    except OSError as error:
        raise Trouble("file_unwritable", file=path.name) from error
    return path


class QueuePage(Page):
    """The page."""

    key = "queue"
    icon = "cloud-upload"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._asked = 0
        self._limit = PAGE
        self._stale = True
        self._waiting_for: Literal["", "send", "test"] = ""
        self._summary: Summary | None = None
        self.test = Button(glyph="wifi")
        self.test.clicked.connect(lambda _on: self.test_connection())
        self.send = Button(glyph="send")
        self.send.clicked.connect(lambda _on: self.send_now())
        self.head.addWidget(self.test)
        self.head.addWidget(self.send)
        self.state = Sentence()
        self.answer = Sentence()
        self.answer.hide()
        self.content.addWidget(self.state)
        self.content.addWidget(self.answer)
        chips = QWidget()
        flow = Flow(chips)
        self._choice = QButtonGroup(self)
        self.chips: dict[Shown, Chip] = {"open": Chip(glyph="cloud-upload"), "delivered": Chip(glyph="check")}
        for chip in self.chips.values():
            self._choice.addButton(chip)
            flow.addWidget(chip)
        self.chips["open"].setChecked(True)
        self._choice.buttonClicked.connect(lambda _button: self._on_chosen_list())
        self.content.addWidget(chips)
        self.rows: Rows[Item] = Rows(self._columns())
        self.table = Table(self.rows, name="queue", settings=desk.settings)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.table.opened.connect(lambda _row: self.mend())
        self.table.wanted_more.connect(self._more)
        self.table.selectionModel().selectionChanged.connect(self._on_selected)
        self.empty = EmptyState("circle-check")
        self.list = QStackedWidget()
        self.list.addWidget(self.table)
        self.list.addWidget(self.empty)
        self.list.setMinimumHeight(6 * ROW)
        self.content.addWidget(self.list, 1)
        self.detail = Card()
        self.facts = Facts()
        for key in ("why", "owner", "answer", "times"):
            self.facts.add(key)
        self.detail.box.addWidget(self.facts)
        self.detail.hide()
        self.content.addWidget(self.detail)
        self.as_csv = self.add_action(Button(role="quiet", glyph="download"), apart=True)
        self.as_json = self.add_action(Button(role="quiet", glyph="download"), apart=True)
        self.foot.removeWidget(self.as_csv)
        self.foot.insertWidget(0, self.as_csv)
        self.fix = self.add_action(Button(glyph="pencil"))
        self.again = self.add_action(PrimaryButton(glyph="refresh-cw"))
        self.as_csv.clicked.connect(lambda _on: self.export("csv"))
        self.as_json.clicked.connect(lambda _on: self.export("json"))
        self.fix.clicked.connect(lambda _on: self.mend())
        self.again.clicked.connect(lambda _on: self.primary())
        desk.sync_reported.connect(self._on_report)
        self._clock = QTimer(self)
        self._clock.setInterval(MINUTE_MS)
        self._clock.timeout.connect(self._on_minute)
        self._clock.start()
        self._draw()

    def title(self) -> str:
        return self.tr("Hàng đợi")

    def keys(self) -> tuple[tuple[str, str], ...]:
        """This page's keys, for the overlay of keys."""
        return (
            ("F12", self.tr("Gửi lại các mục cần xử lý đang chọn")),
            ("Shift+F12", self.tr("Gửi ngay mọi mục đang chờ")),
            ("Enter", self.tr("Mở hồ sơ của mục đang chọn để sửa")),
            ("Ctrl+A", self.tr("Chọn tất cả")),
        )

    def retranslate(self) -> None:
        super().retranslate()
        self.table.setAccessibleName(self.tr("Các mục chờ gửi"))
        self.test.setText(self.tr("Thử kết nối"))
        self.send.setText(self.tr("Gửi ngay"))
        self.as_csv.setText(self.tr("Xuất CSV"))
        self.as_json.setText(self.tr("Xuất JSON"))
        self.fix.setText(self.tr("Sửa ở F3"))
        self.facts.name("why", self.tr("Lý do"))
        self.facts.name("owner", self.tr("Ai xử lý"))
        self.facts.name("answer", self.tr("Hệ thống trả lời"))
        self.facts.name("times", self.tr("Đã thử"))
        self.rows.retitle()
        self._draw()

    # --- what the shell asks

    def opened(self) -> None:
        self.read()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def on_changed(self, what: frozenset[str]) -> None:
        if what & {"queue", "dossiers"}:
            if self.isVisible():
                self.read()
            else:
                self._stale = True

    def primary(self) -> None:
        self.release()

    def secondary(self) -> None:
        self.send_now()

    # --- reading

    @property
    def shown(self) -> Shown:
        """Which list: what is not done yet, or what was delivered."""
        return "open" if self.chips["open"].isChecked() else "delivered"

    def selected(self) -> tuple[Item, ...]:
        """The chosen items, in the order of the list."""
        places = sorted(index.row() for index in self.table.selectionModel().selectedRows())
        rows = self.rows.all()
        return tuple(rows[place] for place in places if place < len(rows))

    def read(self) -> None:
        """Asks for the list and the figures."""
        self._asked += 1
        self._stale = False
        asked, limit, shown, outbox = self._asked, self._limit, self.shown, self.desk.office.outbox

        def work() -> tuple[tuple[Item, ...], Summary] | None:
            if asked != self._asked:
                return None
            if shown == "delivered":
                return outbox.items(limit, State.DELIVERED), outbox.summary()
            waiting = outbox.items(limit, State.QUARANTINED) + outbox.items(limit, State.WAITING)
            return waiting, outbox.summary()

        self.desk.run(work, lambda found: self._on_read(asked, found), owner=self)

    def _on_read(self, asked: int, found: tuple[tuple[Item, ...], Summary] | None) -> None:
        if asked != self._asked or found is None:
            return
        items, self._summary = found
        chosen = {item.seq for item in self.selected()}
        current = cast("Item | None", self.table.current())
        self.rows.put(items)
        self._choose(items, chosen, current.seq if current is not None else -1)
        self.list.setCurrentWidget(self.table if items else self.empty)
        self._draw()
        here: QWidget | None = self.window().focusWidget()
        if not items and here is not None and self.list.isAncestorOf(here):
            self.send.setFocus(Qt.FocusReason.OtherFocusReason)  # not in an empty list

    def _choose(self, items: Sequence[Item], chosen: set[int], current: int) -> None:
        """The same items as before; the first where none of them is left."""
        if not items:
            return
        places = [place for place, item in enumerate(items) if item.seq in chosen]
        at = next((place for place, item in enumerate(items) if item.seq == current), places[0] if places else 0)
        model = self.table.selectionModel()
        whole = QItemSelectionModel.SelectionFlag.Rows
        model.setCurrentIndex(self.rows.index(at, 0), QItemSelectionModel.SelectionFlag.ClearAndSelect | whole)
        selection = QItemSelection()
        for place in places:
            selection.select(self.rows.index(place, 0), self.rows.index(place, 0))
        if places:
            model.select(selection, QItemSelectionModel.SelectionFlag.ClearAndSelect | whole)

    def _more(self) -> None:
        if len(self.rows.all()) >= self._limit:
            self._limit += PAGE
            self.read()

    def _on_chosen_list(self) -> None:
        self._limit = PAGE
        self.read()

    def _on_minute(self) -> None:
        """Ages grow by themselves."""
        if self.isVisible():
            self.rows.retitle()
            self._draw()

    # --- doing

    def release(self) -> None:
        """Puts the chosen quarantined items back, and sends."""
        wanted = [item.seq for item in self.selected() if item.state is State.QUARANTINED]
        if not wanted:
            return
        outbox = self.desk.office.outbox

        def then(count: int) -> None:
            self.desk.toast(self.tr("Đã đưa {0} mục vào hàng đợi").format(count))
            self.desk.changed("queue")
            if self.desk.sync is not None:
                self.send_now()  # and says what came of it, in the place of what was said before

        self.desk.run(lambda: outbox.release(seqs=wanted), then, owner=self)

    def send_now(self) -> None:
        """Every wait ends; the answer comes as a sentence when the round is over."""
        sync = self.desk.sync
        if sync is None:
            self._answer("warn", notices.sentence(Problem("no_server")))
            return
        self._waiting_for = "send"
        self._answer("plain", self.tr("Đang gửi…"))
        sync.send_now()

    def test_connection(self) -> None:
        """Asks the one-stop system whether it hears us."""
        if self.desk.sync is None:
            self._answer("warn", notices.sentence(Problem("no_server")))
            return
        self._waiting_for = "test"
        self.test.setEnabled(False)
        self._answer("plain", self.tr("Đang hỏi hệ thống một cửa…"))
        self.desk.test_connection(self._on_tested, owner=self)

    def mend(self) -> None:
        """Opens the dossier of the current item in F3."""
        item = cast("Item | None", self.table.current())
        if item is not None:
            self.desk.go("search", item.code)

    def export(self, kind: Format) -> None:
        """The chosen items (with one or none chosen: the whole list) as a file in the data folder."""
        chosen = self.selected()
        items = chosen if len(chosen) > 1 else self.rows.all()
        if not items:
            return
        folder, now = self.desk.office.data / EXPORTS, self.desk.office.store.clock.now()
        text = exported(items, kind)

        def then(path: Path) -> None:
            words = self.tr("Đã xuất {0} mục ra tệp {1}. Tệp chỉ có mã hồ sơ và lý do, không có tên người.")
            show = (self.tr("Mở thư mục"), lambda: _show_folder(path.parent))
            self.desk.banner("ok", words.format(len(items), path), show, key="export")

        self.desk.run(lambda: write_export(folder, text, kind, now), then, owner=self)

    def _on_tested(self, problem: Problem | None) -> None:
        self._waiting_for = ""
        if problem is None:
            self._answer("ok", self.tr("Kết nối tốt: hệ thống một cửa trả lời và nhận ra quầy này."))
        else:
            self._answer("warn", notices.sentence(problem))
        self._draw()
        self.desk.changed("queue")

    def _on_report(self, report: object) -> None:
        """A round of the courier has ended."""
        if self._waiting_for != "send":
            return
        self._waiting_for = ""
        stopped = str(getattr(report, "stopped", ""))
        delivered = int(getattr(report, "delivered", 0)) + int(getattr(report, "already_there", 0))
        aside = int(getattr(report, "quarantined", 0))
        sent = self.tr("Đã gửi {0} mục.").format(delivered)
        if stopped:
            self._answer("warn", f"{sent} {notices.sentence(Problem(stopped))}" if delivered else reason_words(stopped))
        elif aside:
            self._answer("danger", self.tr("{0} {1} mục bị trả lại, cần xử lý.").format(sent, aside))
        else:
            self._answer("ok", sent)

    def _answer(self, tone: Literal["plain", "ok", "warn", "danger"], words: str) -> None:
        self.answer.say(tone, words)
        self.answer.show()

    # --- drawing

    def _columns(self) -> list[Column]:
        def item(value: object) -> Item:
            return cast("Item", value)

        def since(value: object) -> str:
            if item(value).state is State.DELIVERED:
                return ""
            return ago(item(value).since, self.desk.office.store.clock.now())

        def why(value: object) -> str:
            # What happened; what is safe and what to do stands below the list.
            return why_words(item(value)).split(". ")[0].rstrip(".")

        def attempts(value: object) -> str:
            return str(item(value).attempts or "")

        return [
            Column("code", lambda: self.tr("Mã hồ sơ"), lambda value: item(value).code, CODE_WIDTH, strong=True),
            Column("event", lambda: self.tr("Việc"), lambda value: kind_words(item(value).event), 190),
            Column("state", lambda: self.tr("Tình trạng"), lambda v: Pill(*delivery_words(item(v).state)), 128),
            Column("since", lambda: self.tr("Chờ đã"), since, 146),
            Column("attempts", lambda: self.tr("Lần thử"), attempts, 78, right=True),
            Column("why", lambda: self.tr("Lý do"), why, stretch=True),
            Column("owner", lambda: self.tr("Ai xử lý"), lambda value: owner_words(item(value)), 210),
        ]

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        width = event.size().width()
        for number, column in enumerate(self.rows.columns):
            least = {"attempts": 1400, "owner": 1280, "why": 800, "since": 720}.get(column.key, 0)
            self.table.setColumnHidden(number, width < least)
        # Without the column of reasons the events take what is left.
        self.table.horizontalHeader().setStretchLastSection(width < 800)
        self._draw_detail()

    def _on_selected(self) -> None:
        self._draw_detail()
        self._draw_buttons()

    def _draw(self) -> None:
        summary = self._summary
        self.chips["open"].setText(self.tr("Chưa gửi xong"))
        self.chips["delivered"].setText(self.tr("Đã gửi"))
        if summary is not None:
            self._draw_state(summary)
            self.chips["open"].setText(self.tr("Chưa gửi xong ({0})").format(summary.waiting + summary.quarantined))
            self.chips["delivered"].setText(self.tr("Đã gửi ({0})").format(summary.delivered))
            self._draw_empty(summary)
        self._draw_detail()
        self._draw_buttons()

    def _draw_state(self, summary: Summary) -> None:
        now = self.desk.office.store.clock.now()
        parts: list[str] = []
        if summary.quarantined:
            parts.append(self.tr("{0} mục cần người xử lý.").format(summary.quarantined))
        if summary.waiting:
            parts.append(self.tr("Chờ gửi {0} mục.").format(summary.waiting))
        if summary.held:
            parts.append(self.tr("Trong đó {0} mục đợi cơ quan cấp mã.").format(summary.held))
        if summary.oldest is not None:
            parts.append(
                self.tr("Cũ nhất từ {0} ({1}).").format(moment_words(summary.oldest), ago(summary.oldest, now))
            )
        if not parts:
            parts.append(self.tr("Mọi hồ sơ đã gửi xong."))
        if summary.last_contact is not None:
            parts.append(self.tr("Hệ thống trả lời lần cuối {0}.").format(moment_words(summary.last_contact)))
        elif self.desk.sync is None:
            parts.append(self.tr("Quầy chưa khai báo hệ thống một cửa."))
        else:
            parts.append(self.tr("Chưa lần nào nghe được hệ thống trả lời."))
        tone: Literal["ok", "warn", "danger"] = "ok"
        if summary.quarantined:
            tone = "danger"
        elif summary.waiting:
            tone = "warn"
        self.state.say(tone, " ".join(parts))

    def _draw_empty(self, summary: Summary) -> None:
        if self.shown == "delivered":
            self.empty.set_text(
                self.tr("Chưa gửi mục nào"), self.tr("Những gì hệ thống một cửa đã nhận sẽ hiện ở đây, kèm giờ nhận.")
            )
            return
        last = summary.last_delivery
        self.empty.set_text(
            self.tr("Mọi hồ sơ đã gửi xong"),
            self.tr("Lần gửi cuối {0}. Không phải làm gì ở đây.").format(moment_words(last))
            if last is not None
            else self.tr("Hồ sơ mới nhận sẽ tự vào hàng đợi và tự gửi khi có mạng."),
        )

    def _draw_detail(self) -> None:
        item = cast("Item | None", self.table.current())
        chosen = self.selected()
        self.detail.setVisible(item is not None and len(chosen) <= 1 and bool(self.rows.all()))
        if item is None:
            return
        self.detail.set_heading(f"{kind_words(item.event)} · {group_for_reading(item.code)}")
        self.facts.show_fact("why", why_words(item))
        self.facts.show_fact("owner", owner_words(item))
        self.facts.show_fact("answer", item.detail)
        parts = [self.tr("{0} lần").format(item.attempts)] if item.attempts else []
        if item.state is not State.DELIVERED:
            parts.append(self.tr("chờ từ {0}").format(moment_words(item.since)))
        if item.next_at is not None:
            parts.append(self.tr("thử lại sau {0}").format(moment_words(item.next_at)))
        self.facts.show_fact("times", " · ".join(parts))

    def _draw_buttons(self) -> None:
        aside = sum(item.state is State.QUARANTINED for item in self.selected())
        self.again.setText(self.tr("F12 Gửi lại {0} mục").format(aside) if aside > 1 else self.tr("F12 Gửi lại"))
        self.again.setEnabled(aside > 0)
        self.fix.setEnabled(self.table.current() is not None)
        for button in (self.as_csv, self.as_json):
            button.setEnabled(bool(self.rows.all()))
        self.test.setEnabled(self.desk.sync is not None and self._waiting_for != "test")
        self.send.setEnabled(self.desk.sync is not None)


def _show_folder(folder: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
