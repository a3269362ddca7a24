"""F5 Hàng đợi: what waits for the one-stop system, since when, why, and who must act; what came back; the other roads.

Nothing can be deleted here: an item leaves the list when the other side has it. What was put aside may be sent again,
mended in F3, or taken out as a list of codes for whoever helps by telephone.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Literal, NamedTuple

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QButtonGroup, QCheckBox, QStackedWidget, QWidget

from app.domain.queue import Summary
from app.errors import Problem
from app.store.parcels import Tally
from app.store.sightings import Outlook
from ui import notices
from ui.page import Page
from ui.queue.items import ItemsView
from ui.queue.view import Tone, View
from ui.queue.words import Format, size_words, span_words
from ui.status import ago
from ui.timeline import moment_words, reason_words
from ui.widgets import Button, Chip, Flow, PrimaryButton, Sentence

if TYPE_CHECKING:
    from ui.page import Desk

MINUTE_MS = 60_000
Name = Literal["open", "delivered", "scans", "apart", "rounds", "papers", "van"]
GLYPHS: dict[Name, str] = {
    "open": "cloud-upload",
    "delivered": "check",
    "scans": "file-text",
    "apart": "shield-check",
    "rounds": "history",
    "papers": "printer",
    "van": "usb",
}


class Standing(NamedTuple):
    """The figures above every list."""

    summary: Summary
    tally: Tally
    outlook: Outlook
    metered: bool


class QueuePage(Page):
    """The page: one sentence of how things stand, and one of its lists."""

    key = "queue"
    icon = "cloud-upload"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._asked = 0
        self._waiting_for: Literal["", "send", "test"] = ""
        self._standing: Standing | None = None
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
        self.chips: dict[Name, Chip] = {name: Chip(glyph=glyph) for name, glyph in GLYPHS.items()}
        for chip in self.chips.values():
            self._choice.addButton(chip)
            flow.addWidget(chip)
        self.chips["open"].setChecked(True)
        self._choice.buttonClicked.connect(lambda _button: self._on_chosen_list())
        self.metered = QCheckBox()
        self.metered.clicked.connect(self._on_metered)
        flow.addWidget(self.metered)
        self.content.addWidget(chips)
        self._views: dict[Name, View] = {}
        self.stack = QStackedWidget()
        self.content.addWidget(self.stack, 1)
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
        self._show("open")

    def title(self) -> str:
        return self.tr("Hàng đợi")

    def keys(self) -> tuple[tuple[str, str], ...]:
        """This page's keys, for the overlay of keys."""
        return (
            ("F12", self.tr("Làm việc chính của danh sách đang mở: gửi lại, đối chiếu, ghi ra USB")),
            ("Shift+F12", self.tr("Gửi ngay mọi mục đang chờ")),
            ("Enter", self.tr("Mở hồ sơ của mục đang chọn để sửa")),
            ("Ctrl+A", self.tr("Chọn tất cả")),
            ("Shift+F9", self.tr("Ở danh sách giấy in: máy in khác, tệp PDF, phiếu in sẵn")),
        )

    def retranslate(self) -> None:
        super().retranslate()
        self.test.setText(self.tr("Thử kết nối"))
        self.send.setText(self.tr("Gửi ngay"))
        self.metered.setText(self.tr("Mạng tính tiền: chưa gửi bản quét"))
        self.as_csv.setText(self.tr("Xuất CSV"))
        self.as_json.setText(self.tr("Xuất JSON"))
        self._draw()

    # --- the lists

    @property
    def shown(self) -> Name:
        """Which list is in front."""
        return next(name for name, chip in self.chips.items() if chip.isChecked())

    @property
    def view(self) -> View:
        return self._views[self.shown]

    def _make(self, name: Name) -> View:
        from ui.queue.apart import ApartView
        from ui.queue.papers import PapersView
        from ui.queue.rounds import RoundsView
        from ui.queue.scans import ScansView
        from ui.queue.van import VanView

        makers: dict[Name, Callable[[], View]] = {
            "open": lambda: ItemsView(self.desk, "open"),
            "delivered": lambda: ItemsView(self.desk, "delivered"),
            "scans": lambda: ScansView(self.desk),
            "apart": lambda: ApartView(self.desk),
            "rounds": lambda: RoundsView(self.desk),
            "papers": lambda: PapersView(self.desk),
            "van": lambda: VanView(self.desk),
        }
        view = makers[name]()
        view.moved.connect(self._draw_buttons)
        view.left.connect(lambda: self.send.setFocus(Qt.FocusReason.OtherFocusReason))
        self.stack.addWidget(view)
        self._views[name] = view
        view.retranslate()
        return view

    def _show(self, name: Name) -> View:
        self.chips[name].setChecked(True)
        view = self._views.get(name) or self._make(name)
        self.stack.setCurrentWidget(view)
        return view

    def _on_chosen_list(self) -> None:
        self._show(self.shown).opened()
        self._draw()

    def receive_payload(self, payload: object) -> None:
        """The name of a list."""
        if payload in GLYPHS:
            self._show(next(name for name in GLYPHS if name == payload)).opened()
            self._draw()

    # --- what the shell asks

    def opened(self) -> None:
        if not self._waiting_for:
            self.answer.hide()  # of another time
        self.send.setFocus(Qt.FocusReason.OtherFocusReason)  # until a list has been read that has something in it
        self.read()
        self.view.opened()

    def on_changed(self, what: frozenset[str]) -> None:
        if what & {"queue", "dossiers", "papers"} and self.isVisible():
            if what & {"queue", "dossiers"}:
                self.read()
            if what & self.view.watches:
                self.view.read()

    def primary(self) -> None:
        self._waiting_for = "send" if isinstance(self.view, ItemsView) and self.view.primary_ready() else ""
        self.view.primary()
        self._draw_buttons()

    def paper_there(self) -> None:
        if self.shown == "papers":
            self.view.primary()

    def other_ways(self) -> None:
        from ui.queue.papers import PapersView

        if isinstance(self.view, PapersView):
            self.view.show_ways()

    def secondary(self) -> None:
        self.send_now()

    # --- reading

    def read(self) -> None:
        """Asks for the figures."""
        self._asked += 1
        asked, office = self._asked, self.desk.office

        def work() -> Standing | None:
            if asked != self._asked:
                return None
            parcels = office.parcels
            return Standing(office.outbox.summary(), parcels.tally(), office.sightings.outlook(), parcels.metered)

        def then(found: Standing | None) -> None:
            if found is not None and asked == self._asked:
                self._standing = found
                self._draw()

        self.desk.run(work, then, owner=self)

    def _on_minute(self) -> None:
        """Ages grow by themselves."""
        if self.isVisible():
            self.view.minute()
            self._draw()

    # --- doing

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
        if code := self.view.code():
            self.desk.go("search", code)

    def export(self, kind: Format) -> None:
        if isinstance(self.view, ItemsView):
            self.view.export(kind)

    def _on_metered(self, on: bool) -> None:
        """Scans wait, events go on; the counter remembers it."""
        sync, parcels = self.desk.sync, self.desk.office.parcels

        def work() -> None:
            if sync is not None:
                sync.meter(on)
            else:
                parcels.meter(on)

        words = (
            self.tr("Từ bây giờ chỉ gửi hồ sơ; bản quét đợi đến khi bỏ chọn.") if on else self.tr("Bản quét gửi tiếp.")
        )
        self.desk.run(work, lambda _none: self._on_metered_kept(words), owner=self)

    def _on_metered_kept(self, words: str) -> None:
        self.desk.toast(words)
        self.desk.changed("queue")

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
        sent = self.tr("Đã gửi {0} mục{1}.").format(delivered, self._cost(report))
        if stopped:
            self._answer("warn", f"{sent} {notices.sentence(Problem(stopped))}" if delivered else reason_words(stopped))
        elif aside:
            self._answer("danger", self.tr("{0} {1} mục bị trả lại, cần xử lý.").format(sent, aside))
        else:
            self._answer("ok", sent)

    def _cost(self, report: object) -> str:
        """What a round took on the line: ", 34 KB trong 12 giây"; nothing of a round that called nobody."""
        sizes = ("bytes_up", "bytes_down", "file_bytes_up", "file_bytes_down")
        size = sum(int(getattr(report, name, 0)) for name in sizes)
        if not size:
            return ""
        seconds = float(getattr(report, "seconds", 0)) + float(getattr(report, "file_seconds", 0))
        return self.tr(", {0} trong {1}").format(size_words(size), span_words(seconds))

    def _answer(self, tone: Tone | str, words: str) -> None:
        known: dict[str, Tone] = {"plain": "plain", "ok": "ok", "warn": "warn", "danger": "danger"}
        self.answer.say(known[tone], words)
        self.answer.show()

    # --- drawing

    def _draw(self) -> None:
        names: dict[Name, str] = {
            "open": self.tr("Chưa gửi xong"),
            "delivered": self.tr("Đã gửi"),
            "scans": self.tr("Bản quét"),
            "apart": self.tr("Đối chiếu"),
            "rounds": self.tr("Các lần gửi"),
            "papers": self.tr("Giấy in"),
            "van": self.tr("Gửi bằng USB"),
        }
        counts: dict[Name, int] = {}
        if self._standing is not None:
            summary, tally, outlook, metered = self._standing
            self._draw_state(summary)
            counts = {
                "open": summary.waiting + summary.quarantined,
                "delivered": summary.delivered,
                "scans": tally.waiting + tally.quarantined,
                "apart": outlook.tasks + outlook.incidents + outlook.ready,
            }
            scans = bool(tally.waiting or tally.quarantined or tally.delivered)
            self.chips["scans"].setVisible(scans or self.shown == "scans")
            self.metered.setVisible(scans or metered)
            self.metered.setChecked(metered)
        else:
            self.chips["scans"].hide()
            self.metered.hide()
        for name, chip in self.chips.items():
            count = counts.get(name)
            always = name in ("open", "delivered")
            chip.setText(f"{names[name]} ({count})" if count or (always and count is not None) else names[name])
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
        tone: Tone = "ok"
        if summary.quarantined:
            tone = "danger"
        elif summary.waiting:
            tone = "warn"
        self.state.say(tone, " ".join(parts))

    def _draw_buttons(self) -> None:
        view = self.view
        words = view.primary_words()
        self.again.set_glyph(view.glyph)
        self.again.setText(words)
        self.again.setVisible(bool(words))
        self.again.setEnabled(view.primary_ready())
        listed = isinstance(view, ItemsView)
        self.fix.setText(self.tr("Sửa ở F3") if listed else self.tr("Mở ở F3"))
        self.fix.setVisible(self.shown not in ("rounds", "van"))
        self.fix.setEnabled(bool(view.code()))
        for button in (self.as_csv, self.as_json):
            button.setVisible(listed)
            button.setEnabled(isinstance(view, ItemsView) and bool(view.rows.all()))
        self._foot.setVisible(self.shown != "rounds")
        self.test.setEnabled(self.desk.sync is not None and self._waiting_for != "test")
        self.send.setEnabled(self.desk.sync is not None)
