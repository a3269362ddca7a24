"""F8: who this counter is, who works here, printer, scanner, the window's own manners.

The profile is shown, not edited: it is the technician's file. What a person chooses here goes to DATA/window.ini and
into force at once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from app.domain.events import Mode
from app.errors import Rejected
from app.paper import ROLL, SHORT_ROLL
from app.people import Role
from ui import notices
from ui.packages_card import PackagesCard
from ui.page import Desk, Page
from ui.pairing import PairingCard
from ui.printing import SAVED
from ui.scanner_card import ScannerCard
from ui.translation import LANGUAGES
from ui.widgets import Button, Card, Choice, CodeLabel, Columns, Facts, Field, Label, Line, StatusPill

if TYPE_CHECKING:
    from app.people import Clerk
    from ui.scan import Scan

LOCKS = (0, 5, 10, 15, 30)
SLOW_S = 10  # longer than that a citizen waits for the printer
"""Minutes; 0 is never."""


class PeopleCard(Card):
    """The people of the counter. A manager adds one, or gives a new one-time PIN; the PIN is shown once."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._people: tuple[Clerk, ...] = ()
        self._list = QVBoxLayout()
        self._list.setSpacing(8)
        self.box.addLayout(self._list)
        self._only_manager = Label(role="hint", wrap=True)
        self.name = Line()
        self._name_field = Field("", self.name)
        self.role = Choice()
        self._role_field = Field("", self.role)
        self.add = Button(glyph="plus")
        self.add.clicked.connect(self._on_add)
        self.name.returnPressed.connect(self._on_add)
        self._form = QWidget()
        form = QHBoxLayout(self._form)
        form.setContentsMargins(0, 0, 0, 0)
        form.setSpacing(12)
        form.addWidget(self._name_field, 3)
        form.addWidget(self._role_field, 2)
        form.addWidget(self.add, 0, Qt.AlignmentFlag.AlignBottom)
        self._given = Label(wrap=True)
        self.given_pin = CodeLabel(points=22)
        self._given.hide()
        self.given_pin.hide()
        for part in (self._only_manager, self._form, self._given, self.given_pin):
            self.box.addWidget(part)

    def load(self) -> None:
        self._desk.run(self._desk.office.people.all, self._show, owner=self)

    def forget_pin(self) -> None:
        """The one-time PIN does not stay on the screen."""
        self._given.hide()
        self.given_pin.hide()
        self.given_pin.set_code("")

    def retranslate(self) -> None:
        self.set_heading(self.tr("Người làm việc"))
        self._only_manager.setText(self.tr("Chỉ trưởng bưu cục thêm người và cấp lại mã PIN."))
        self._name_field.set_label(self.tr("Họ và tên người mới"))
        self._role_field.set_label(self.tr("Vai trò"))
        self.role.offer([(Role.CLERK, self._role_words(Role.CLERK)), (Role.MANAGER, self._role_words(Role.MANAGER))])
        self.add.setText(self.tr("Thêm người"))
        self._show(self._people)

    def _role_words(self, role: Role) -> str:
        return self.tr("Giao dịch viên") if role is Role.CLERK else self.tr("Trưởng bưu cục")

    def _show(self, people: tuple[Clerk, ...]) -> None:
        self._people = people
        clerk = self._desk.clerk
        manager = clerk is not None and clerk.role is Role.MANAGER
        self._form.setVisible(manager)
        self._only_manager.setVisible(not manager)
        while (item := self._list.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        for person in people:
            line = QWidget()
            row = QHBoxLayout(line)
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(8)
            row.addWidget(Label(person.name, role="strong"))
            row.addWidget(Label(self._role_words(person.role), role="label"))
            if person.must_change:
                row.addWidget(StatusPill(self.tr("chưa đổi mã PIN"), tone="warn", glyph="clock"))
            row.addStretch(1)
            if manager:
                again = Button(self.tr("Cấp lại mã PIN"), role="quiet")
                again.setAccessibleName(self.tr("Cấp lại mã PIN cho {0}").format(person.name))
                again.clicked.connect(lambda _on, whose=person: self._on_reset(whose))
                row.addWidget(again)
            self._list.addWidget(line)

    def _on_add(self) -> None:
        clerk, name, role = self._desk.clerk, self.name.value(), self.role.value()
        if clerk is None or not isinstance(role, Role):
            return
        people = self._desk.office.people
        self._name_field.set_problem("")
        self._desk.run(
            lambda: people.add(name, role, clerk), lambda pin: self._on_given(name, pin), self._on_refused, owner=self
        )

    def _on_reset(self, whose: Clerk) -> None:
        clerk, people = self._desk.clerk, self._desk.office.people
        if clerk is not None:
            self._desk.run(
                lambda: people.reset_pin(whose, clerk), lambda pin: self._on_given(whose.name, pin), owner=self
            )

    def _on_given(self, name: str, pin: str) -> None:
        self.name.clear()
        words = self.tr("Mã PIN dùng một lần của {0}. Hãy đưa tận tay; người ấy sẽ đặt mã riêng ở lần vào đầu tiên.")
        self._given.setText(words.format(name))
        self._given.show()
        self.given_pin.set_code(pin)
        self.given_pin.show()
        self._desk.changed("people")
        self.load()

    def _on_refused(self, error: Exception) -> None:
        if isinstance(error, Rejected):
            self._name_field.set_problem(notices.tell(error)[1])
            self.name.setFocus()
        else:
            self._desk.failed(error)


class SettingsPage(Page):
    """The page of F8."""

    key, icon = "settings", "settings"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._facts = Facts()
        self._counter = Card()
        self._counter.box.addWidget(self._facts)
        self.people = PeopleCard(desk)
        self.printer, self.paper = Choice(), Choice()
        self._printer_field, self._size_field = Field("", self.printer), Field("", self.paper)
        self.printer.activated.connect(lambda _at: desk.printing.choose(str(self.printer.value())))
        self.paper.activated.connect(lambda _at: desk.printing.choose_size(str(self.paper.value())))
        self._printing = Card()
        self._printing_hint = Label(role="hint", wrap=True)
        self._printing.box.addWidget(self._printer_field)
        self._printing.box.addWidget(self._size_field)
        self._printing.box.addWidget(self._printing_hint)
        self.trial_page = Button(glyph="printer")
        self.trial_page.clicked.connect(lambda _on: self.print_trial())
        self._printing.box.addWidget(self.trial_page, 0, Qt.AlignmentFlag.AlignLeft)
        self.scanner = ScannerCard(desk)
        self.scanner.judged.connect(lambda: self._bring(self.scanner))
        self.pairing = PairingCard(desk)
        self.packages = PackagesCard(desk)
        self.language, self.scheme, self.lock = Choice(), Choice(), Choice()
        self.language.activated.connect(lambda _at: desk.prefer("window/language", self.language.value()))
        self.scheme.activated.connect(lambda _at: desk.prefer("window/theme", self.scheme.value()))
        self.lock.activated.connect(lambda _at: desk.prefer("lock/minutes", self.lock.value()))
        self.sound = QCheckBox()
        self.sound.setChecked(str(desk.settings.value("window/sound", "true")) == "true")
        self.sound.toggled.connect(lambda on: desk.prefer("window/sound", "true" if on else "false"))
        self._language_field, self._scheme_field = Field("", self.language), Field("", self.scheme)
        self._lock_field = Field("", self.lock)
        self._window = Card()
        for field in (self._language_field, self._scheme_field, self._lock_field):
            self._window.box.addWidget(field)
        self._window.box.addWidget(self.sound)
        self.citizen = Choice()
        self.citizen.activated.connect(lambda _at: desk.prefer("citizen/screen", self.citizen.value()))
        self._citizen_field = Field("", self.citizen)
        self._citizen_hint = Label(role="hint", wrap=True)
        self._citizen = Card()
        self._citizen.box.addWidget(self._citizen_field)
        self._citizen.box.addWidget(self._citizen_hint)
        self._coming = Card()
        self._coming_words = Label(role="label", wrap=True)
        self._coming.box.addWidget(self._coming_words)
        left, right = QWidget(), QWidget()
        for side, parts in (
            (left, (self._counter, self.people, self.pairing, self._coming)),
            (right, (self._printing, self.scanner, self._citizen, self.packages, self._window)),
        ):
            column = QVBoxLayout(side)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(16)
            for part in parts:
                column.addWidget(part)
            column.addStretch(1)
        self.content.addWidget(Columns(left, right), 1)
        desk.printing.state_changed.connect(self._show_printers)

    def title(self) -> str:
        return self.tr("Cài đặt")

    def opened(self) -> None:
        self.people.load()
        self.pairing.load()
        self.packages.load()
        self.scanner.load()
        self.desk.printing.look()
        self.printer.setFocus()

    def hideEvent(self, event: QHideEvent) -> None:
        self.people.forget_pin()
        self.pairing.forget()
        self.scanner.end_trial()
        super().hideEvent(event)

    def take_scan(self, scan: Scan) -> bool:
        """Here every scan is a trial, but for another computer's code."""
        if self.pairing.take_scan(scan):
            self._bring(self.pairing.pair)
            return True
        self.scanner.take(scan)
        self.area.ensureWidgetVisible(self.scanner)
        return True

    def print_trial(self) -> None:
        """The page that tries the chosen printer out: a scale, bars and squares of several sizes, letters with marks
        (docs/bars.md). It is nobody's paper and counts no copy."""
        office, printing = self.desk.office, self.desk.printing
        size = "a4" if printing.size == "a4" else "a5"
        resolution, printer, now = printing.resolution, printing.printer, office.store.clock.now()

        def then(page: bytes) -> None:
            printing.send("trang-thu", page, lambda out: notices.tell_printed(self.desk, "trang-thu", page, out), self)

        self.desk.run(
            lambda: office.press.self_test(size=size, printed_at=now, printer=printer, resolution=resolution),
            then,
            owner=self,
        )

    def _bring(self, wanted: QWidget) -> None:
        """Scrolls to what has just been opened, once it has its place."""
        QTimer.singleShot(0, self, lambda: self.area.ensureWidgetVisible(wanted))

    def receive_payload(self, payload: object) -> None:
        if payload == "printer":
            self.area.ensureWidgetVisible(self._printing)
            self.printer.setFocus()
        if payload == "pairing":
            self.pairing.begin()
            self._bring(self.pairing.pair)
        if payload == "catalogue":
            self._bring(self.packages)

    def on_changed(self, what: frozenset[str]) -> None:
        if "people" in what:
            self.people.load()
            self.pairing.load()
            self.packages.load()
        if what & {"language", "theme"}:
            self._show_choices()

    def retranslate(self) -> None:
        super().retranslate()
        self._counter.set_heading(self.tr("Quầy này"))
        self._facts.show_facts(self._profile_facts())
        self.people.retranslate()
        self._printing.set_heading(self.tr("Máy in"))
        self._printer_field.set_label(self.tr("In ra"))
        self._size_field.set_label(self.tr("Khổ giấy"))
        self.trial_page.setText(self.tr("In trang thử"))
        self.scanner.retranslate()
        self.pairing.retranslate()
        self.packages.retranslate()
        self._citizen.set_heading(self.tr("Màn hình cho người dân"))
        self._citizen_field.set_label(self.tr("Hiện nội dung đang nhập, số tiền, mã QR và nút đánh giá"))
        self._citizen_hint.setText(
            self.tr(
                "Chỉ bật khi màn hình thứ hai quay về phía người dân. Số giấy tờ chỉ hiện 4 số cuối; rời hồ sơ hay "
                "khóa quầy thì màn hình xóa ngay."
            )
        )
        self._window.set_heading(self.tr("Cửa sổ"))
        self._language_field.set_label(self.tr("Ngôn ngữ"))
        self._scheme_field.set_label(self.tr("Màu"))
        self._lock_field.set_label(self.tr("Tự khóa khi không ai dùng"))
        self.sound.setText(self.tr("Tiếng báo khi quét"))
        self._coming.set_heading(self.tr("Sẽ có ở đây"))
        coming = self.tr("Cài đặt lần đầu, gói hỗ trợ.")
        until = self.tr("Trong bản này, cài đặt lần đầu bằng lệnh quay init, sao lưu bằng lệnh quay backup.")
        self._coming_words.setText(f"{coming} {until}")
        self._show_choices()
        self._show_printers()

    def _profile_facts(self) -> list[tuple[str, str]]:
        profile, catalogue = self.desk.office.profile, self.desk.office.catalogue
        unit, server = profile.unit, profile.server
        modes = {
            Mode.ASSIGNED: self.tr("Tiếp nhận thay một cửa (NĐ 118/2025)"),
            Mode.CARRIER: self.tr("Chuyển phát hồ sơ (QĐ 45/2016)"),
        }
        place = unit.address
        if unit.province not in place:
            place = f"{place}, {unit.province}" if place else unit.province
        block = f"{profile.numbering.first}–{profile.numbering.last}"
        return [
            (self.tr("Điểm"), unit.name),
            (self.tr("Địa chỉ"), place),
            (self.tr("Mã định danh"), unit.identifier),
            (self.tr("Cách làm việc"), modes[unit.mode]),
            (self.tr("Cơ quan giải quyết"), unit.agency),
            (self.tr("Quầy số"), str(profile.counter.number)),
            (self.tr("Dãy số mỗi ngày"), block),
            (self.tr("Hệ thống một cửa"), server.url or self.tr("chưa khai báo")),
            (self.tr("Danh mục thủ tục"), catalogue.version),
        ]

    def _show_choices(self) -> None:
        settings = self.desk.settings
        self.language.offer(list(LANGUAGES))
        self.language.choose(str(settings.value("window/language", "vi")))
        self.scheme.offer(
            [
                ("system", self.tr("Theo hệ thống")),
                ("light", self.tr("Nền sáng")),
                ("dark", self.tr("Nền tối")),
            ]
        )
        self.scheme.choose(str(settings.value("window/theme", "system")))
        self.lock.offer([(n, self.tr("Sau {0} phút").format(n) if n else self.tr("Không tự khóa")) for n in LOCKS])
        self.lock.choose(int(str(settings.value("lock/minutes", 10))))
        self._show_screens()

    def _show_screens(self) -> None:
        """Off, the monitor that is not this one's, or a window of its own for practice."""
        self.citizen.offer(
            [
                ("off", self.tr("Tắt")),
                ("second", self.tr("Màn hình thứ hai")),
                ("window", self.tr("Cửa sổ thường (để tập)")),
            ]
        )
        self.citizen.choose(str(self.desk.settings.value("citizen/screen", "off")))

    def _show_printers(self) -> None:
        printing = self.desk.printing
        seen = printing.seen
        preferred = seen.preferred if seen is not None else ""
        system = self.tr("Máy in mặc định ({0})").format(preferred) if preferred else self.tr("Máy in mặc định")
        choices: list[tuple[object, str]] = [("", system)]
        choices += [(name, name) for name in (seen.printers if seen is not None else ())]
        if printing.missing:
            choices.append((printing.missing, self.tr("{0} (không thấy)").format(printing.missing)))
        choices.append((SAVED, self.tr("Không in, lưu tệp PDF")))
        self.printer.offer(choices)
        self.printer.choose(printing.chosen)
        self.paper.offer(
            [(ROLL, self.tr("Cuộn 80 mm")), (SHORT_ROLL, self.tr("Cuộn 80 mm, phiếu rút gọn"))]
            if printing.on_roll
            else [
                ("a5", "A5"),
                ("a4", "A4"),
                ("a5x2", self.tr("Hai tờ A5 trên A4")),
            ]
        )
        self.paper.choose(printing.size)
        hint = ""
        if not printing.printer:
            hint = self.tr("Không có máy in: giấy được lưu thành tệp PDF trong {0}").format(str(printing.papers))
        elif printing.roll_seconds(ROLL) > SLOW_S:
            hint = self.tr(
                "Đường nối máy in chậm: một giấy tiếp nhận đủ các liên mất khoảng {0} giây, phiếu rút gọn {1} giây."
            ).format(printing.roll_seconds(ROLL), printing.roll_seconds(SHORT_ROLL))
        self._printing_hint.setText(hint)
        self._printing_hint.setVisible(bool(hint))
