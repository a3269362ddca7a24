"""F8's card of the scanner: keyboard or serial port, how a scan begins and ends, what one is read as, and the trial."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout

from app.domain.cards import CitizenCard, DossierCode, HealthCard, PostalItem, ProcedureCode, Unknown
from app.settings import BAUDS
from ui import routes
from ui.scanner_trial import ScannerTrial
from ui.theme import Tone
from ui.widgets import Button, Card, Choice, Facts, Field, Label, Line, StatusPill
from ui.widgets.messages import GLYPHS

if TYPE_CHECKING:
    from ui.page import Desk
    from ui.scan import Scan
    from ui.serial_scanner import Port


class ScannerCard(Card):
    """How the scanner ends and begins a scan, and what one is read as."""

    judged = Signal()
    """The trial has something to say."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._scan: Scan | None = None
        self.try_out = Button(glyph="scan-line")
        self.try_out.setCheckable(True)
        self.try_out.clicked.connect(self._on_try)
        self.head.addWidget(self.try_out)
        self._ports: list[Port] = []
        self.port, self.baud = Choice(), Choice()
        self._port_field, self._baud_field = Field("", self.port), Field("", self.baud)
        self.port.activated.connect(lambda _at: desk.prefer("scanner/port", self.port.value()))
        self.baud.activated.connect(lambda _at: desk.prefer("scanner/baud", self.baud.value()))
        self.suffix = Choice()
        self._suffix_field = Field("", self.suffix)
        self.prefix = Line()
        self._prefix_field = Field("", self.prefix, optional=True)
        self.suffix.activated.connect(lambda _at: desk.prefer("scanner/suffix", self.suffix.value()))
        self.prefix.setText(str(desk.settings.value("scanner/prefix", "")))
        self.prefix.editingFinished.connect(lambda: desk.prefer("scanner/prefix", self.prefix.text()))
        self.line_state = StatusPill()
        for fields in ((self._port_field, self._baud_field), (self._suffix_field, self._prefix_field)):
            row = QHBoxLayout()
            row.setSpacing(12)
            for field in fields:
                row.addWidget(field, 1)
            self.box.addLayout(row)
        self.box.insertWidget(2, self.line_state)
        desk.scanner_line_changed.connect(self._show_line)
        self.trial: ScannerTrial | None = None
        self._hint = Label(role="hint", wrap=True)
        self.verdict = StatusPill()
        self.facts = Facts()
        self.box.addWidget(self._hint)
        self.box.addWidget(self.verdict)
        self.box.addWidget(self.facts)
        self.verdict.hide()

    def load(self) -> None:
        """Which ports there are, asked of the system beside the window."""
        from ui.serial_scanner import ports

        def show(found: list[Port]) -> None:
            self._ports = found
            self._offer_ports()

        self._desk.run_aside(ports, show, owner=self)

    def end_trial(self) -> None:
        if self.trial is not None:
            self.try_out.setChecked(False)
            self.trial.hide()

    def take(self, scan: Scan) -> None:
        """A scan while F8 is in front."""
        if scan.serial and self.trial is not None and self.trial.isVisible():
            self.trial.take_serial(scan.text)
        else:
            self.show_scan(scan)

    def _on_try(self, on: bool) -> None:
        if self.trial is None:
            self.trial = ScannerTrial()
            self.trial.retranslate()
            self.trial.judged.connect(self.judged)
            self.box.addWidget(self.trial)
        self.trial.ending = str(self.suffix.value() or "any")
        self.trial.prefix = self.prefix.text()
        self.trial.setVisible(on)
        if on:
            self.trial.begin()

    def _offer_ports(self) -> None:
        chosen = self._desk.serial_port()
        choices: list[tuple[object, str]] = [("", self.tr("Như bàn phím (không dùng cổng)"))]
        choices += [(port.name, f"{port.name} · {port.what}" if port.what else port.name) for port in self._ports]
        if chosen.port and chosen.port not in {port.name for port in self._ports}:
            choices.append((chosen.port, self.tr("{0} (không thấy)").format(chosen.port)))
        self.port.offer(choices)
        self.port.choose(chosen.port)
        self.baud.offer([(baud, f"{baud:,}".replace(",", ".")) for baud in BAUDS])
        self.baud.choose(chosen.baud)
        self._show_line()

    def _show_line(self) -> None:
        """The serial port in words."""
        state, port = self._desk.scanner_line, self._desk.serial_port().port
        self._baud_field.setVisible(bool(port))
        self.line_state.setVisible(bool(port))
        words: dict[str, tuple[str, Tone]] = {
            "off": (self.tr("Chưa mở cổng {0}"), "plain"),
            "looking": (self.tr("Không thấy {0}: cắm lại dây, quầy tự nối"), "warn"),
            "busy": (self.tr("{0} không cho mở: chương trình khác đang giữ, hoặc chưa được cấp quyền"), "warn"),
            "open": (self.tr("Đang nghe cổng {0}"), "ok"),
        }
        said, tone = words[state]
        self.line_state.show_as(said.format(port), tone, GLYPHS[tone])

    def retranslate(self) -> None:
        self.set_heading(self.tr("Máy quét"))
        self.try_out.setText(self.tr("Thử máy quét"))
        self._port_field.set_label(self.tr("Máy quét nối qua"))
        self._baud_field.set_label(self.tr("Tốc độ cổng (baud)"))
        self._offer_ports()
        if self.trial is not None:
            self.trial.retranslate()
        self._suffix_field.set_label(self.tr("Phím máy quét gửi sau mỗi mã"))
        self._prefix_field.set_label(self.tr("Ký tự đứng trước mã"), optional=True)
        self.suffix.offer(
            [
                ("any", self.tr("Tự nhận (Enter, Tab hoặc không có)")),
                ("enter", self.tr("Enter")),
                ("tab", self.tr("Tab")),
                ("none", self.tr("Không có")),
            ]
        )
        self.suffix.choose(str(self._desk.settings.value("scanner/suffix", "any")))
        self._hint.setText(
            self.tr(
                "Quét một thẻ hay một mã bất kỳ, để bộ gõ tiếng Việt đang bật: kết quả hiện ở đây. Quét sai thì bấm "
                "“Thử máy quét” để biết vì sao."
            )
        )
        if self._scan is not None:
            self.show_scan(self._scan)

    def show_scan(self, scan: Scan) -> None:
        """What a scan was read as; numbers of people only by their last digits."""
        self._scan = scan
        name, address = self.tr("Họ và tên"), self.tr("Địa chỉ")
        tone: Tone = "ok"
        words, facts = self.tr("Không nhận ra"), [(self.tr("Mã"), scan.text)]
        match scan.parsed:
            case CitizenCard() as card:
                words = self.tr("Thẻ căn cước")
                if not card.name_trusted:
                    words, tone = self.tr("Thẻ căn cước; chữ có dấu bị hỏng, chỉ tin các chữ số"), "warn"
                facts = [(self.tr("Số"), f"•••• {card.number[-4:]}"), (name, card.full_name), (address, card.address)]
            case HealthCard() as card:
                words = self.tr("Thẻ bảo hiểm y tế")
                facts = [(self.tr("Số"), f"•••• {card.number[-4:]}"), (name, card.full_name), (address, card.address)]
            case DossierCode(code=code):
                words, facts = self.tr("Mã hồ sơ"), [(self.tr("Mã"), code)]
            case PostalItem(number=number):
                words, facts = self.tr("Mã bưu gửi"), [(self.tr("Mã"), number)]
            case ProcedureCode(code=code):
                words, facts = self.tr("Mã thủ tục"), [(self.tr("Mã"), code)]
            case Unknown(reason=reason):
                tone = "warn"
                facts = [(self.tr("Vì sao"), routes.unknown(reason))]
        self.verdict.show_as(words, tone, GLYPHS[tone])
        self.verdict.show()
        self.facts.show_facts(facts + [("", "")] * (3 - len(facts)))
