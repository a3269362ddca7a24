"""Pairing this computer with the branch, or with the counters it carries for: once, before the first stick goes
(docs/bundle.md, "Once: enrolment")."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from app.bundle.identity import MARK, Part
from app.errors import Rejected
from app.people import Role
from app.wording import BUNDLE_WORDS
from ui import notices
from ui.dossier_card import translated
from ui.theme import BETWEEN, INSIDE
from ui.widgets import Button, Card, Choice, CodeLabel, Field, Label, Line, QrCode

if TYPE_CHECKING:
    from app.store.bundles import Partner
    from ui.page import Desk
    from ui.scan import Scan


class Ourselves(NamedTuple):
    """What the other end needs of us."""

    text: str
    code: str


class PairingCard(Card):
    """Left as it is by most counters for ever: who is paired, and behind a button how it is done."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._partners: tuple[Partner, ...] = ()
        self._hint = Label(role="hint", wrap=True)
        self._list = QVBoxLayout()
        self._list.setSpacing(INSIDE)
        self.start = Button(glyph="qr-code")
        self.start.clicked.connect(lambda _on: self.begin())
        self.box.addWidget(self._hint)
        self.box.addLayout(self._list)
        self.box.addWidget(self.start, 0, Qt.AlignmentFlag.AlignLeft)
        self._steps = QWidget()
        steps = QVBoxLayout(self._steps)
        steps.setContentsMargins(0, 0, 0, 0)
        steps.setSpacing(BETWEEN)
        self.part = Choice()
        self._part_field = Field("", self.part)
        self.part.activated.connect(lambda _at: self._show_ours())
        self._ours = Label(wrap=True)
        self.qr = QrCode(240)
        self.code = CodeLabel(points=20)
        self._read_aloud = Label(role="hint", wrap=True)
        self.copy = Button(role="quiet", glyph="copy")
        self.copy.clicked.connect(lambda _on: self._copy())
        self._theirs = Label(wrap=True)
        self.text, self.short = Line(), Line()
        self._text_field, self._short_field = Field("", self.text), Field("", self.short)
        self.other_point = QCheckBox()
        self.pair = Button(glyph="check")
        self.pair.clicked.connect(lambda _on: self._pair())
        self.short.returnPressed.connect(self._pair)
        beside = QHBoxLayout()
        beside.setSpacing(BETWEEN)
        words = QVBoxLayout()
        words.setSpacing(INSIDE)
        for part in (self.code, self._read_aloud, self.copy):
            words.addWidget(part)
        words.setAlignment(self.copy, Qt.AlignmentFlag.AlignLeft)
        words.addStretch(1)
        beside.addWidget(self.qr, 0, Qt.AlignmentFlag.AlignTop)
        beside.addLayout(words, 1)
        steps.addWidget(self._part_field)
        steps.addWidget(self._ours)
        steps.addLayout(beside)
        for widget in (self._theirs, self._text_field, self._short_field, self.other_point, self.pair):
            steps.addWidget(widget)
        steps.setAlignment(self.pair, Qt.AlignmentFlag.AlignLeft)
        self._steps.hide()
        self.box.addWidget(self._steps)
        self._ourselves: Ourselves | None = None

    def load(self) -> None:
        self._desk.run(self._desk.office.branch.partners, self._show, owner=self)

    def retranslate(self) -> None:
        self.set_heading(self.tr("Gửi bằng USB: ghép máy"))
        self._hint.setText(
            self.tr("Nơi không có mạng gửi hồ sơ bằng USB qua máy của bưu cục. Hai máy ghép với nhau một lần.")
        )
        self.start.setText(self.tr("Ghép máy mới"))
        self._part_field.set_label(self.tr("Máy này là"))
        self.part.offer(
            [(Part.COUNTER, self.tr("Quầy gửi hồ sơ đi")), (Part.BRANCH, self.tr("Máy bưu cục, nhận và gửi lên tỉnh"))]
        )
        self._ours.setText(self.tr("1. Đưa mã của máy này sang máy kia: quét hình, hoặc chép chữ rồi gửi tin nhắn."))
        self._read_aloud.setText(self.tr("Đọc mã này qua điện thoại cho người ở máy kia."))
        self.copy.setText(self.tr("Chép chữ"))
        self._theirs.setText(self.tr("2. Nhập mã của máy kia: quét hình bằng máy quét, hoặc dán chữ."))
        self._text_field.set_label(self.tr("Chữ ghép của máy kia"))
        self._short_field.set_label(self.tr("Mã người ở máy kia đọc"))
        self.other_point.setText(self.tr("Máy kia thuộc điểm bưu điện khác"))
        self.pair.setText(self.tr("Ghép hai máy"))
        self._show(self._partners)

    def begin(self) -> None:
        """Opens the steps."""
        self.start.hide()
        self._steps.show()
        self._show_ours()

    def forget(self) -> None:
        """Puts the steps away."""
        self._steps.hide()
        self.text.setText("")
        self.short.setText("")
        self._show(self._partners)

    def take_scan(self, scan: Scan) -> bool:
        """The other computer's code, read from its screen or paper; True when it was one."""
        if not scan.text.upper().startswith(MARK) or not self._is_manager():
            return False
        self.begin()
        self.text.setText(scan.text)
        self.short.setFocus()
        return True

    # --- ours

    def _show_ours(self) -> None:
        part = self.part.value()
        branch = self._desk.office.branch
        if not isinstance(part, Part):
            return

        def work() -> Ourselves:
            ours = branch.identity(part)
            return Ourselves(ours.text(), ours.short())

        self._desk.run(work, self._on_ours, owner=self)

    def _on_ours(self, ourselves: Ourselves) -> None:
        self._ourselves = ourselves
        self.qr.set_text(ourselves.text)
        self.qr.setAccessibleName(ourselves.text)
        self.code.set_code(ourselves.code)

    def _copy(self) -> None:
        if self._ourselves is not None:
            QGuiApplication.clipboard().setText(self._ourselves.text)
            self._desk.toast(self.tr("Đã chép chữ ghép"))

    # --- theirs

    def _is_manager(self) -> bool:
        clerk = self._desk.clerk
        return clerk is not None and clerk.role is Role.MANAGER

    def _pair(self) -> None:
        clerk, branch = self._desk.clerk, self._desk.office.branch
        if clerk is None:
            return
        text, code, other = self.text.value(), self.short.value(), self.other_point.isChecked()
        for field in (self._text_field, self._short_field):
            field.set_problem("")

        def then(partner: Partner) -> None:
            self._desk.toast(translated(BUNDLE_WORDS[f"trusted_{partner.part}"]).format(name=partner.name))
            self.forget()
            self.load()
            self._desk.changed("queue")

        def failed(error: Exception) -> None:
            if not isinstance(error, Rejected):
                self._desk.failed(error)
                return
            for key, problem in error.problems.items():
                field = self._short_field if key == "code" else self._text_field
                field.set_problem(notices.sentence(problem))

        self._desk.run(lambda: branch.trust(text, code, clerk, other_point=other), then, failed, owner=self)

    # --- who is paired

    def _show(self, partners: tuple[Partner, ...]) -> None:
        self._partners = partners
        manager = self._is_manager()
        while (item := self._list.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        for partner in partners:
            line = QWidget()
            row = QHBoxLayout(line)
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(INSIDE)
            words = translated(BUNDLE_WORDS[f"partner_{partner.part}"])
            row.addWidget(Label(words.format(name=partner.name, held=partner.held), wrap=True), 1)
            if manager:
                part = Button(self.tr("Thôi ghép"), role="quiet")
                part.setAccessibleName(self.tr("Thôi ghép với {0}").format(partner.name))
                part.clicked.connect(lambda _on, name=partner.name: self._part(name))
                row.addWidget(part)
            self._list.addWidget(line)
        self.start.setText(self.tr("Ghép máy mới") if manager else self.tr("Ghép máy mới (trưởng bưu cục)"))
        self.start.setEnabled(manager)
        self.start.setVisible(self._steps.isHidden())

    def _part(self, name: str) -> None:
        clerk, branch = self._desk.clerk, self._desk.office.branch
        if clerk is None:
            return

        def then(_none: None) -> None:
            self._desk.toast(translated(BUNDLE_WORDS["distrusted"]).format(name=name))
            self.load()
            self._desk.changed("queue")

        self._desk.run(lambda: branch.distrust(name, clerk), then, owner=self)
