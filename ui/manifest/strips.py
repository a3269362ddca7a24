"""The strips under a list: seals and signatures, what became of a stop, and why something is done after all."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QWidget

from app.domain.dossier import Dossier
from app.domain.events import Authorisation, Recipient, RecipientKind
from app.domain.handback import HandBackRequest
from app.domain.manifest import SEALED_FIRST, Direction, Line, Manifest
from ui.manifest.words import outcome_words
from ui.widgets import Card, Chip, Choice, Field, Flow, Label, MoneyEdit, dong
from ui.widgets import Line as Text

if TYPE_CHECKING:
    from app.errors import Problem

TWO_COLUMNS = 560
"""Width of a strip from which its fields stand beside each other."""


class Fields(QWidget):
    """Fields beside each other while there is room, else by twos or one under the other."""

    def __init__(self, *fields: Field, most: int = 4, shares: tuple[int, ...] = ()) -> None:
        """`shares`: how the width is shared when all stand in one row."""
        super().__init__()
        self._fields, self._most, self._shares = fields, most, shares
        for field in fields:
            field.setParent(self)  # one that is shown before it has a place would be a window of its own
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(6)
        self.arrange(TWO_COLUMNS)

    def arrange(self, width: int) -> None:
        """Places the fields that are wanted (not hidden) for this width."""
        wanted = [field for field in self._fields if not field.property("away")]
        across = min(self._most, len(wanted) or 1)
        while across > 1 and width < across * 150:
            across -= 1
        for column in range(self._grid.columnCount()):
            self._grid.setColumnStretch(column, 0)
        for field in self._fields:
            self._grid.removeWidget(field)
            field.setVisible(field in wanted)
        for place, field in enumerate(wanted):
            self._grid.addWidget(field, place // across, place % across, Qt.AlignmentFlag.AlignTop)
            share = self._shares[place] if self._shares and across == len(self._fields) else 1
            self._grid.setColumnStretch(place % across, share)

    def want(self, field: Field, wanted: bool) -> None:
        field.setProperty("away", not wanted)


class Strip(Card):
    """Fields that know their problems by the names the use case gives them."""

    def __init__(self) -> None:
        super().__init__()
        self.named: dict[str, Field] = {}
        self.box.setContentsMargins(12, 6, 12, 8)
        self.box.setSpacing(6)

    def show_problems(self, problems: dict[str, Problem]) -> bool:
        """Puts each under its field; False when some have no place here. The first gets the cursor."""
        from ui import notices

        for field in self.named.values():
            field.set_problem("")
        first = True
        for name, problem in problems.items():
            place = self.named.get(name)
            if place is None:
                return False
            place.set_problem(notices.sentence(problem))
            if first:
                place.control.setFocus(Qt.FocusReason.OtherFocusReason)
                first = False
        return True


class SignStrip(Strip):
    """Seal numbers and the two names."""

    def __init__(self) -> None:
        super().__init__()
        self.seals, self.giver, self.receiver, self.role = Text(), Text(), Text(), Text()
        self.named = {
            "seals": Field("", self.seals),
            "giver": Field("", self.giver),
            "receiver": Field("", self.receiver),
            "receiver_role": Field("", self.role, optional=True),
        }
        self.fields = Fields(*self.named.values())
        self.box.addWidget(self.fields)
        self._manifest: Manifest | None = None
        self._clerk = ""

    def put(self, manifest: Manifest, clerk: str) -> None:
        """Another list, or the same one a step on. Names that were typed stay while it is the same; that of a clerk who
        has left the window does not."""
        ours = self.receiver if manifest.direction is Direction.FROM_AGENCY else self.giver
        if self._manifest is None or self._manifest.id != manifest.id:
            for field in (self.seals, self.giver, self.receiver, self.role):
                field.clear()
            ours.setText(clerk)
            self.show_problems({})
        elif ours.value() == self._clerk:
            ours.setText(clerk)
        self._manifest, self._clerk = manifest, clerk
        self.fields.want(self.named["seals"], manifest.direction in SEALED_FIRST and not manifest.seals)
        self.fields.want(self.named["receiver_role"], manifest.direction in SEALED_FIRST)
        self.fields.arrange(self.width())
        self.retranslate()

    def numbers(self) -> tuple[str, ...]:
        """The seals that were typed or scanned, parted by commas or blanks."""
        return tuple(self.seals.value().replace(",", " ").replace(";", " ").split())

    def retranslate(self) -> None:
        way = None if self._manifest is None else self._manifest.direction
        self.named["seals"].set_label(self.tr("Số niêm phong các túi"))
        self.seals.setPlaceholderText(self.tr("NP-01, NP-02"))
        agency = self.tr("Người giao (cơ quan)") if way is Direction.FROM_AGENCY else self.tr("Người giao")
        self.named["giver"].set_label(agency)
        receiver = {
            Direction.TO_AGENCY: self.tr("Người nhận (cơ quan)"),
            Direction.RETURN: self.tr("Người nhận (cơ quan)"),
            Direction.COLLECTION: self.tr("Bưu tá"),
            Direction.DELIVERY: self.tr("Bưu tá"),
        }
        self.named["receiver"].set_label(receiver.get(way, self.tr("Người nhận")) if way else "")
        self.named["receiver_role"].set_label(self.tr("Chức vụ"))


_FAILED = ("absent", "wrong_address", "refused", "later")
BY_WAY = {Direction.COLLECTION: ("received", *_FAILED), Direction.DELIVERY: ("delivered", *_FAILED)}
"""What may become of a stop, in the order of its digits."""


class Told(NamedTuple):
    """What was entered of one stop."""

    outcome: str
    code: str
    note: str
    recipient: HandBackRequest | None


class OutcomeStrip(Strip):
    """What became of the stop the cursor is on: a digit, and what that asks for."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._line: Line | None = None
        self._dossier: Dossier | None = None
        self._way = Direction.DELIVERY
        self._moved_on = False
        self._chips = QWidget()
        flow = Flow(self._chips)
        self.group = QButtonGroup(self)
        self.chips: dict[str, Chip] = {}
        for outcome in ("received", "delivered", "absent", "wrong_address", "refused", "later", "elsewhere"):
            chip = Chip()
            self.chips[outcome] = chip
            self.group.addButton(chip)
            flow.addWidget(chip)
        self.chips["delivered"].setChecked(True)
        self.group.buttonClicked.connect(lambda _chip: self._draw())
        self.code, self.name, self.last4, self.paper, self.note = Text(), Text(), Text(), Text(), Text()
        self.kind, self.money = Choice(), MoneyEdit()
        self.last4.setMaxLength(4)
        self.named = {
            "code": Field("", self.code),
            "recipient.kind": Field("", self.kind),
            "recipient.full_name": Field("", self.name),
            "recipient.authorisation": Field("", self.paper),
            "recipient.id_last4": Field("", self.last4, optional=True),
            "fees_collected": Field("", self.money, optional=True),
            "note": Field("", self.note, optional=True),
        }
        self.kind.currentIndexChanged.connect(lambda _index: self._draw())
        self.fields = Fields(*self.named.values(), most=6)
        self.box.addWidget(self._chips)
        self.box.addWidget(self.fields)
        self.hide()

    @property
    def outcomes(self) -> tuple[str, ...]:
        """What may be chosen, in the order of the digits."""
        return ("elsewhere",) if self._moved_on else BY_WAY.get(self._way, BY_WAY[Direction.DELIVERY])

    def put(self, way: Direction, line: Line | None, dossier: Dossier | None, *, moved_on: bool) -> None:
        """The stop the cursor is on; what was entered for another one is gone."""
        if line == self._line and dossier == self._dossier:
            return
        self._way, self._line, self._dossier, self._moved_on = way, line, dossier, moved_on
        for field in (self.code, self.name, self.last4, self.paper, self.note):
            field.clear()
        self.kind.choose(RecipientKind.APPLICANT)
        self.money.set_amount(None)
        if dossier is not None:
            self.name.setText(dossier.filing.applicant.full_name)
        self.chips[self.outcomes[0]].setChecked(True)
        self.show_problems({})
        self._draw()

    @property
    def chosen(self) -> str:
        return next(outcome for outcome, chip in self.chips.items() if chip.isChecked())

    def press(self, digit: int) -> None:
        """A digit on the list."""
        if 0 < digit <= len(self.outcomes):
            self.chips[self.outcomes[digit - 1]].click()

    def told(self) -> Told:
        """What was entered."""
        recipient = None
        if self.chosen == "delivered":
            kind = self.kind.value()
            kind = kind if isinstance(kind, RecipientKind) else RecipientKind.APPLICANT
            by_paper = kind is RecipientKind.REPRESENTATIVE and self.paper.value()
            recipient = HandBackRequest(
                recipient=Recipient(
                    kind=kind,
                    full_name=self.name.value(),
                    id_last4=self.last4.value(),
                    authorisation=Authorisation(kind=self.paper.value()) if by_paper else None,
                ),
                fees_collected=self.money.amount() or 0,
            )
        return Told(self.chosen, self.code.value(), self.note.value(), recipient)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        place = event.key() - Qt.Key.Key_0
        if isinstance(self.window().focusWidget(), Chip) and 0 < place <= len(self.outcomes):
            self.press(place)
        else:
            super().keyPressEvent(event)

    def retranslate(self) -> None:
        self.kind.offer(
            [
                (RecipientKind.APPLICANT, self.tr("chính chủ")),
                (RecipientKind.REPRESENTATIVE, self.tr("được ủy quyền")),
                (RecipientKind.OTHER, self.tr("người khác")),
            ]
        )
        names = {
            "code": self.tr("Mã hồ sơ đã nhận"),
            "recipient.kind": self.tr("Người ký nhận là"),
            "recipient.full_name": self.tr("Họ tên"),
            "recipient.authorisation": self.tr("Giấy ủy quyền"),
            "recipient.id_last4": self.tr("4 số cuối"),
            "note": self.tr("Ghi chú"),
        }
        for name, words in names.items():
            self.named[name].set_label(words)
        self._draw()

    def arrange(self, width: int) -> None:
        self.fields.arrange(width)

    def _draw(self) -> None:
        delivered, received = self.chosen == "delivered", self.chosen == "received"
        for outcome, chip in self.chips.items():
            offered = outcome in self.outcomes
            chip.setVisible(offered)
            chip.setText(f"{self.outcomes.index(outcome) + 1} {outcome_words(outcome)}" if offered else "")
        owed = self._dossier.to_ask if self._dossier is not None else 0
        by_paper = delivered and self.kind.value() is RecipientKind.REPRESENTATIVE
        wanted = {
            "code": received,
            "recipient.kind": delivered,
            "recipient.full_name": delivered,
            "recipient.authorisation": by_paper,
            "recipient.id_last4": delivered,
            "fees_collected": delivered and owed > 0,
            "note": True,
        }
        for name, on in wanted.items():
            self.fields.want(self.named[name], on)
        self.named["fees_collected"].set_label(self.tr("Đã thu (còn nợ {0})").format(dong(owed)))
        self.fields.arrange(self.width())
        self.setVisible(self._line is not None)
        self.changed.emit()


Why = Literal["cancel", "break", "reprint", "correct"]


class ReasonStrip(Strip):
    """Something out of the ordinary is asked for by doing it: its reason is typed."""

    submitted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.why: Why | None = None
        self.reason, self.originals, self.copies = Text(), Text(), Text()
        self._hint = Label(role="hint", wrap=True)
        self.named = {
            "reason": Field("", self.reason),
            "originals": Field("", self.originals),
            "copies": Field("", self.copies),
        }
        self.fields = Fields(*self.named.values())
        self.box.addWidget(self._hint)
        self.box.addWidget(self.fields)
        self.reason.returnPressed.connect(self.submitted)
        self.hide()

    def open(self, why: Why, line: Line | None = None) -> None:
        self.why = why
        self.reason.clear()
        self.show_problems({})
        counted = why == "correct" and line is not None
        for name, field, count in (
            ("originals", self.originals, line.originals if line else 0),
            ("copies", self.copies, line.copies if line else 0),
        ):
            field.setText(str(count))
            self.fields.want(self.named[name], counted)
        self.retranslate()
        self.show()
        self.fields.arrange(self.width())
        self.reason.setFocus(Qt.FocusReason.OtherFocusReason)

    def put_away(self) -> None:
        self.why = None
        self.hide()

    def counts(self) -> tuple[int, int]:
        """(originals, copies); -1 of what is no number."""
        return count_of(self.originals), count_of(self.copies)

    def words(self) -> str:
        """What F12 does while this is open."""
        return {
            "cancel": self.tr("F12 Hủy bảng kê"),
            "break": self.tr("F12 Mở niêm phong"),
            "reprint": self.tr("F12 In lại"),
            "correct": self.tr("F12 Ghi đính chính"),
        }[self.why or "cancel"]

    def retranslate(self) -> None:
        heading, hint = {
            "cancel": (
                self.tr("Hủy bảng kê"),
                self.tr("Mọi hồ sơ trở về chỗ cũ. Số bảng kê này không dùng lại. Esc để thôi."),
            ),
            "break": (
                self.tr("Mở niêm phong"),
                self.tr("Số niêm phong cũ không dùng lại và được ghi trên biên bản. Esc để thôi."),
            ),
            "reprint": (self.tr("In lại"), self.tr("Giấy sẽ ghi là bản in lại. Esc để thôi.")),
            "correct": (
                self.tr("Đính chính dòng đang chọn"),
                self.tr("Biên bản đã ký giữ nguyên; điều tìm thấy sau đó ghi thêm vào đây. Esc để thôi."),
            ),
        }[self.why or "cancel"]
        self.set_heading(heading)
        self._hint.setText(hint)
        self.named["reason"].set_label(self.tr("Lý do"))
        self.named["originals"].set_label(self.tr("Bản chính"))
        self.named["copies"].set_label(self.tr("Bản sao"))


def count_of(field: Text) -> int:
    """The papers typed in a field; nothing typed is none, and what is no number is -1."""
    typed = field.value()
    return 0 if not typed else int(typed) if typed.isdecimal() and len(typed) < 5 else -1
