"""What agencies have not been given yet of the State's money, how old it is, and the slip it is handed over with.

Its sums would say what lies in the drawer, so they stand here only once the drawer was counted; before that they are
on the slip, which is made when the money is handed over.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.closing import Gap
from app.domain.day import Remitted
from app.domain.events import CASH, TRANSFER, VIETNAM
from app.errors import Rejected
from ui import notices
from ui.day.words import date_words
from ui.printing import SIZES
from ui.theme import GRID, INSIDE
from ui.widgets import Button, Card, Choice, Field, Label, Line, Rule, dong

if TYPE_CHECKING:
    from app.day import Remittance
    from ui.page import Desk

OLD_DAYS = 7
"""From here on the age is said in the colour of a problem: money goes to the agency with the papers (domain.md §2.5),
and papers go at least once in a working week."""


class _GapRow(QWidget):
    """One agency."""

    wanted = Signal(str)

    def __init__(self, agency: str) -> None:
        super().__init__()
        self._agency = agency
        self.name, self.since = Label(agency, role="strong", wrap=True), Label(role="label", wrap=True)
        self.slip = Button(glyph="printer")
        self.slip.clicked.connect(lambda _on: self.wanted.emit(self._agency))
        self.amount = Label(role="strong")
        self.amount.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        left = QVBoxLayout()
        left.setSpacing(0)
        left.addWidget(self.name)
        left.addWidget(self.since)
        right = QVBoxLayout()
        right.setSpacing(GRID)
        right.addWidget(self.amount)
        right.addWidget(self.slip)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(INSIDE)
        row.addLayout(left, 1)
        row.addLayout(right)

    def show_gap(self, gap: Gap, *, counted: bool) -> None:
        words = (
            self.tr("{0} hồ sơ, từ {1}, đã {2} ngày").format(len(gap.lines), date_words(gap.oldest), gap.age)
            if gap.age > 0
            else self.tr("{0} hồ sơ, thu hôm nay").format(len(gap.lines))
        )
        self.since.setText(words)
        self.since.set_role("problem" if gap.age >= OLD_DAYS else "label")
        self.amount.setVisible(counted)
        self.amount.setText(dong(gap.amount) if counted else "")
        self.slip.setText(self.tr("Lập phiếu nộp"))
        self.slip.setAccessibleName(self.tr("Lập phiếu nộp cho {0}").format(gap.agency))


class RemittanceCard(Card):
    """`acted` after a slip was committed."""

    acted = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self._gaps: tuple[Gap, ...] = ()
        self._counted = self._busy = False
        self._agency = self._manifest = ""
        self.words = Label(role="label", wrap=True)
        self.rows: dict[str, _GapRow] = {}
        self._list = QVBoxLayout()
        self._list.setSpacing(INSIDE)
        self.slips: dict[int, Button] = {}
        self._made = QVBoxLayout()
        self._made.setSpacing(0)
        self.receiver, self.receipt = Line(), Line()
        self.receiver_field = Field("", self.receiver)
        self.way = Choice()
        self.way_field = Field("", self.way)
        self.receipt_field = Field("", self.receipt, optional=True)
        self.receiver.returnPressed.connect(lambda: self.receipt.setFocus(Qt.FocusReason.TabFocusReason))
        self.receipt.returnPressed.connect(self.submit)
        self.problem = Label(role="problem", wrap=True)
        self.make = Button(glyph="printer")
        self.make.clicked.connect(lambda _on: self.submit())
        self.drop = Button(role="quiet")
        self.drop.clicked.connect(lambda _on: self.step_back())
        self.form = QWidget()
        box = QVBoxLayout(self.form)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(INSIDE)
        box.addWidget(Rule())
        self.form_name = Label(role="strong", wrap=True)
        for part in (self.form_name, self.receiver_field, self.way_field, self.receipt_field, self.problem):
            box.addWidget(part)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.drop)
        foot.addWidget(self.make)
        box.addLayout(foot)
        self.box.addWidget(self.words)
        self.box.addLayout(self._list)
        self.box.addWidget(self.form)
        self.box.addLayout(self._made)
        self.form.hide()
        self.problem.hide()

    def retranslate(self) -> None:
        self.set_heading(self.tr("Nộp tiền cho cơ quan"))
        self.receiver_field.set_label(self.tr("Người nhận ở cơ quan"))
        self.receipt_field.set_label(self.tr("Số biên lai của cơ quan"))
        self.way_field.set_label(self.tr("Nộp bằng"))
        self.way.offer([(CASH, self.tr("Tiền mặt")), (TRANSFER, self.tr("Chuyển khoản"))])
        self.make.setText(self.tr("Ghi đã nộp, in phiếu"))
        self.drop.setText(self.tr("Esc Thôi"))
        self._draw()

    def show_gaps(self, gaps: tuple[Gap, ...], slips: tuple[Remitted, ...], *, counted: bool) -> None:
        """`slips`: those of this day. `counted`: the State's drawer has its count, so that sums may be seen."""
        self._gaps, self._counted = gaps, counted
        self._show_slips(slips)
        names = [gap.agency for gap in gaps]
        for agency in [name for name in self.rows if name not in names]:
            row = self.rows.pop(agency)
            row.hide()
            row.deleteLater()
        for gap in gaps:
            if gap.agency not in self.rows:
                row = self.rows[gap.agency] = _GapRow(gap.agency)
                row.wanted.connect(self.open)
                self._list.addWidget(row)
        if self._agency not in names:
            self._close()
        self._draw()

    def _draw(self) -> None:
        for gap in self._gaps:
            self.rows[gap.agency].show_gap(gap, counted=self._counted)
        if not self._gaps:
            self.words.setText(self.tr("Không còn tiền Nhà nước nào phải nộp."))
        elif self._counted:
            self.words.setText(self.tr("Đã thu và chưa nộp. Nộp lúc này thì phải đếm lại ngăn tiền Nhà nước."))
        else:
            self.words.setText(self.tr("Đã thu và chưa nộp. Nộp trước khi đếm; số tiền có trên phiếu nộp."))

    def _show_slips(self, slips: tuple[Remitted, ...]) -> None:
        for number in [known for known in self.slips if known not in [one.number for one in slips]]:
            self.slips[number].hide()
            self.slips.pop(number).deleteLater()
        for slip in slips:
            if slip.number not in self.slips:
                button = self.slips[slip.number] = Button(role="quiet", glyph="printer")
                button.clicked.connect(lambda _on=False, number=slip.number: self.print_again(number))
                self._made.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
            words = self.tr("In lại phiếu {0}: {1}").format(f"{slip.number:04d}", slip.agency)
            self.slips[slip.number].setText(words)

    def begin(self) -> None:
        """The slip of the agency that has waited longest."""
        if self._gaps:
            self.open(max(self._gaps, key=lambda gap: gap.age).agency)

    def open(self, agency: str, manifest: str = "") -> None:
        """`manifest`: the number of the list the money goes along with."""
        self._agency, self._manifest = agency, manifest
        along = self.tr("Nộp cho {0}, kèm bảng kê {1}").format(agency, manifest)
        self.form_name.setText(along if manifest else self.tr("Nộp cho {0}").format(agency))
        self.form.show()
        self.receiver.setFocus(Qt.FocusReason.OtherFocusReason)

    def step_back(self) -> bool:
        """Esc."""
        if self.form.isHidden():
            return False
        row = self.rows.get(self._agency)
        self._close()
        if row is not None:
            row.slip.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def _close(self) -> None:
        self._agency = self._manifest = ""
        self.form.hide()
        self.problem.hide()
        self.receiver.clear()
        self.receipt.clear()

    def submit(self) -> None:
        """The fact first, then its slip: a paper shows what was committed."""
        clerk, agency, receiver = self.desk.clerk, self._agency, self.receiver.value()
        if clerk is None or not agency or self._busy:
            return
        self.receiver_field.set_problem("" if receiver else self.tr("Gõ tên người nhận tiền ở cơ quan."))
        if not receiver:
            self.receiver.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        office, method, number = self.desk.office, str(self.way.value()), self.receipt.value()
        manifest = self._manifest
        self._busy = True

        def made(slip: Remittance) -> None:
            self._busy = False
            self._close()
            self.desk.clear_banner("remit")
            self.print_slip(slip)
            self.acted.emit()

        self.desk.run(
            lambda: office.day.remit(
                agency, clerk, receiver=receiver, method=method, receipt_number=number, manifest=manifest
            ),
            made,
            self._on_refused,
            owner=self,
        )

    def print_again(self, number: int) -> None:
        """The same slip, as it was made."""
        book = self.desk.office.day
        self.desk.run(lambda: book.slip(number), self.print_slip, owner=self)

    def print_slip(self, slip: Remittance) -> None:
        """It is no numbered copy: its own number is what counts."""
        office, printing = self.desk.office, self.desk.printing
        size = printing.size if printing.size in SIZES else SIZES[0]
        name = f"phieu-nop-tien-{slip.remitted.number:04d}"

        def make() -> bytes:
            paper = office.press.list(
                slip.listed,
                size=size,
                copy=1,
                printed_at=slip.listed.at.astimezone(VIETNAM),
                printed_by=slip.listed.giver.person,
                resolution=printing.resolution,
            )
            return paper.bytes

        def then(page: bytes) -> None:
            printing.send(name, page, lambda out: notices.tell_printed(self.desk, name, page, out), self)

        self.desk.run(make, then, owner=self)

    def _on_refused(self, error: Exception) -> None:
        self._busy = False
        if not isinstance(error, Rejected):
            self.desk.failed(error)
            return
        self.problem.setText(" ".join(dict.fromkeys(notices.sentence(one) for one in error.problems.values())))
        self.problem.show()
