"""Who is at the counter: a card with the people and a PIN, used at the start, after the lock, and to change over.

Keyboard first: the arrows choose the person while the cursor stays in the PIN. A PIN given by somebody else is changed
before anything.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from ui.theme import GROUP, INSIDE
from ui.widgets.buttons import Button, PrimaryButton
from ui.widgets.fields import Field, Line
from ui.widgets.labels import Label, StatusPill

if TYPE_CHECKING:
    from app.people import Clerk
    from ui.page import Desk

CARD_WIDTH = 420
LAST = "login/last"
"""The id of who was here last; an id, never a name."""


class PinLine(Line):
    """Figures nobody reads over a shoulder. Up and Down go to whoever asked for them."""

    moved = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setEchoMode(Line.EchoMode.Password)
        self.setMaxLength(12)
        self.setInputMethodHints(Qt.InputMethodHint.ImhDigitsOnly | Qt.InputMethodHint.ImhSensitiveData)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.moved.emit(-1 if event.key() == Qt.Key.Key_Up else 1)
        else:
            super().keyPressEvent(event)


class LoginPage(QWidget):
    """The card. `entered` gives the clerk who may work now."""

    entered = Signal(object)
    retried = Signal()
    """Open the office once more, after it could not be opened."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.people: tuple[Clerk, ...] = ()
        self._clerk: Clerk | None = None
        self._old_pin = ""
        self.waiting = self._pressed = False
        self._until = 0.0
        self._locked = False
        self._problem: Exception | None = None
        self._name = Label(role="title")
        self._place = Label(role="label", wrap=True)
        self._training = StatusPill(tone="warn", glyph="info")
        self._state = Label(wrap=True)
        self.again = Button(glyph="refresh-cw")
        self.again.clicked.connect(self._on_retry)
        self.again.hide()
        self._list = QWidget()
        self._choices = QVBoxLayout(self._list)
        self._choices.setContentsMargins(0, 0, 0, 0)
        self._choices.setSpacing(INSIDE)
        self._group = QButtonGroup(self)
        self.pin = PinLine()
        self._pin_field = Field("", self.pin)
        self.new_pin, self.new_again = PinLine(), PinLine()
        self._new_field, self._again_field = Field("", self.new_pin), Field("", self.new_again)
        self.enter = PrimaryButton()
        self.enter.clicked.connect(self._on_enter)
        for line in (self.pin, self.new_pin, self.new_again):
            line.returnPressed.connect(self._on_enter)
        self.pin.moved.connect(self._step)
        self._clock = QTimer(self)
        self._clock.setInterval(250)
        self._clock.timeout.connect(self._count_down)
        self._place.hide()
        self._build()
        self._training.setVisible(desk.training)  # in its place only: without a parent it would be a window
        self.retranslate()
        self._show_step()

    def _build(self) -> None:
        card = QFrame()
        card.setProperty("role", "card")
        card.setFixedWidth(CARD_WIDTH)
        box = QVBoxLayout(card)
        box.setContentsMargins(GROUP, 16, GROUP, 16)
        box.setSpacing(INSIDE)
        top = QHBoxLayout()
        top.addWidget(self._name)
        top.addStretch(1)
        top.addWidget(self._training)
        box.addLayout(top)
        box.addWidget(self._place)
        box.addWidget(self._state)
        box.addWidget(self.again, 0, Qt.AlignmentFlag.AlignLeft)
        for part in (self._list, self._pin_field, self._new_field, self._again_field):
            box.addWidget(part)
        row = QHBoxLayout()
        row.setContentsMargins(0, INSIDE, 0, 0)
        row.addStretch(1)
        row.addWidget(self.enter)
        box.addLayout(row)
        middle = QWidget()
        middle.setProperty("role", "body")
        centre = QVBoxLayout(middle)
        centre.setContentsMargins(GROUP, INSIDE, GROUP, INSIDE)
        centre.addStretch(2)
        # Not by alignment: then nobody would ask the card how high its paragraph is at this width.
        across = QHBoxLayout()
        across.addStretch(1)
        across.addWidget(card)
        across.addStretch(1)
        centre.addLayout(across)
        centre.addStretch(3)
        area = QScrollArea()
        area.setViewport(
            QWidget()
        )  # one that Qt made would be looked for among all its classes when the ring asks: 8 ms
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(middle)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(area)

    # --- what the shell tells

    def office_opened(self) -> None:
        """The people can be read now."""
        self._problem = None
        self._place.setText(self._desk.office.profile.unit.name)
        self._place.show()
        self._show_training()
        self._read_people()

    def _show_training(self) -> None:
        """Practice has no secrets: whoever is to learn should not have to ask for the PIN."""
        words = self.tr("Tập huấn")
        if self._desk.training and self._desk.is_open:
            from app.office import TRAINING_PIN

            words = self.tr("Tập huấn, mã PIN {0}").format(TRAINING_PIN)
        self._training.show_as(words, "warn", "info")

    def office_failed(self, error: Exception) -> None:
        """The office could not be opened: why, and the way to try again."""
        self._problem = error
        self._show_step()
        self.again.setFocus()

    def lock(self) -> None:
        """The window goes behind the card; whoever was here is chosen already."""
        self._locked = True
        self._clerk = None
        self._load()

    def change_over(self) -> None:
        """Somebody else takes the chair."""
        self._locked = False
        self._clerk = None
        self._load()

    @property
    def chosen(self) -> Clerk:
        """The person the PIN would be for."""
        return self.people[max(0, self._group.checkedId())]

    def problem(self) -> str:
        """What stands under the PIN."""
        return self._pin_field.problem()

    def let_pass(self, seconds: float) -> None:
        """Shortens the wait after too many wrong PINs as if so much time had gone by."""
        self._until -= seconds

    def retranslate(self) -> None:
        self._name.setText(self.tr("Quầy Một Cửa"))
        self._show_training()
        self.again.setText(self.tr("Thử lại"))
        self._pin_field.set_label(self.tr("Mã PIN"))
        self._new_field.set_label(self.tr("Mã PIN mới (4 đến 12 chữ số)"))
        self._again_field.set_label(self.tr("Gõ lại mã PIN mới"))
        self._list.setAccessibleName(self.tr("Người làm việc"))
        self._show_step()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    # --- people

    def _load(self) -> None:
        self._forget_pins()
        self._check(self._number_of(self._last))
        self._read_people()

    @property
    def _last(self) -> str:
        return str(self._desk.settings.value(LAST, ""))

    def _number_of(self, person: str) -> int:
        """The place of a person in the list; the first when she is not in it."""
        return next((number for number, one in enumerate(self.people) if one.id == person), 0)

    def _read_people(self) -> None:
        self._desk.run(self._desk.office.people.all, self._show_people, self.office_failed, owner=self)

    def _show_people(self, people: tuple[Clerk, ...]) -> None:
        # Whom somebody has chosen meanwhile stays chosen.
        wanted = self.chosen.id if self.people else self._last
        self.people = people
        while (item := self._choices.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        self._group.deleteLater()
        self._group = QButtonGroup(self)
        for number, person in enumerate(people):
            button = Button(person.name, role="choice", glyph="user" if person.role == "clerk" else "shield-check")
            button.setCheckable(True)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.setAccessibleName(person.name)
            button.clicked.connect(self._on_chosen)
            self._group.addButton(button, number)
            self._choices.addWidget(button)
        self._check(self._number_of(wanted))
        self._show_step()
        self.pin.setFocus()
        if self._pressed:  # the PIN was typed and Enter pressed while the office was still opening
            self._pressed = False
            if self._last in [person.id for person in people]:
                self._on_enter()

    def _check(self, number: int) -> None:
        button = self._group.button(number)
        if button is not None:
            button.setChecked(True)

    def _step(self, by: int) -> None:
        if self.people:
            self._check((self._group.checkedId() + by) % len(self.people))
            self._on_chosen()

    def _on_chosen(self) -> None:
        self._pin_field.set_problem("")
        self._until = 0.0
        self._count_down()
        self.pin.clear()
        self.pin.setFocus()

    # --- entering

    def _on_enter(self) -> None:
        self._pressed = not self.people
        if self.waiting or not self.people or time.monotonic() < self._until:
            return
        if self._clerk is not None:
            self._set_new_pin(self._clerk)
            return
        person = self.chosen
        pin = self.pin.text()
        if not pin:
            self._pin_field.set_problem(self.tr("Chưa gõ mã PIN."))
            return
        people = self._desk.office.people
        self._wait(True)
        self._desk.run(lambda: people.log_in(person.name, pin), self._on_known, self._on_refused, owner=self)

    def _on_known(self, clerk: Clerk) -> None:
        self._wait(False)
        self._desk.settings.setValue(LAST, clerk.id)
        if clerk.must_change:
            self._clerk, self._old_pin = clerk, self.pin.text()
            self.pin.clear()
            self._show_step()
            self.new_pin.setFocus()
            return
        self._let_in(clerk)

    def _set_new_pin(self, clerk: Clerk) -> None:
        new, again, old = self.new_pin.text(), self.new_again.text(), self._old_pin
        self._new_field.set_problem("")
        self._again_field.set_problem("")
        if new != again:
            self._again_field.set_problem(self.tr("Hai lần gõ khác nhau. Hãy gõ lại."))
            self.new_again.clear()
            (self.new_again if new else self.new_pin).setFocus()
            return
        people = self._desk.office.people
        self._wait(True)
        self._desk.run(lambda: people.set_pin(clerk, old, new), self._on_pin_set, self._on_refused, owner=self)

    def _on_pin_set(self, clerk: Clerk) -> None:
        self._wait(False)
        self._desk.toast(self.tr("Đã đổi mã PIN."))
        self._let_in(clerk)

    def _let_in(self, clerk: Clerk) -> None:
        self._forget_pins()
        self._clerk, self._locked = None, False
        self._show_step()
        self.entered.emit(clerk)

    def _on_refused(self, error: Exception) -> None:
        from app.errors import Rejected
        from ui import notices

        self._wait(False)
        if not isinstance(error, Rejected):
            self._pin_field.set_problem(notices.tell(error)[1])
            return
        for field, problem in error.problems.items():
            if field == "new_pin":
                self._new_field.set_problem(notices.sentence(problem))
                self.new_pin.setFocus()
                self.new_pin.selectAll()
                continue
            if problem.code == "pin_locked":
                self._until = time.monotonic() + int(problem.facts["seconds"])
                self._clock.start()
                self._count_down()
            else:
                self._pin_field.set_problem(notices.sentence(problem))
            self.pin.clear()
            self.pin.setFocus()

    def _count_down(self) -> None:
        left = self._until - time.monotonic()
        self.enter.setEnabled(left <= 0)
        if left > 0:
            words = self.tr("Sai mã PIN nhiều lần. Hãy đợi {0} giây rồi thử lại.").format(int(left) + 1)
            self._pin_field.set_problem(words)
        elif self._clock.isActive():
            self._clock.stop()
            self._pin_field.set_problem("")

    # --- what is seen

    def _wait(self, waiting: bool) -> None:
        self.waiting = waiting
        self.enter.setEnabled(not waiting)

    def _forget_pins(self) -> None:
        self._old_pin = ""
        for line in (self.pin, self.new_pin, self.new_again):
            line.clear()
        for field in (self._pin_field, self._new_field, self._again_field):
            field.set_problem("")

    def _show_step(self) -> None:
        changing = self._clerk is not None
        ready = bool(self.people) and self._problem is None
        self._list.setVisible(ready and not changing)
        self._pin_field.setVisible(self._problem is None and not changing)
        self._new_field.setVisible(changing)
        self._again_field.setVisible(changing)
        self.enter.setVisible(self._problem is None)
        self.again.setVisible(self._problem is not None)
        self._state.setText(self.words())
        self._state.setVisible(bool(self._state.text()))
        self.enter.setText(self.tr("Enter Đặt mã PIN") if changing else self.tr("Enter Vào quầy"))

    def words(self) -> str:
        if self._problem is not None:
            from ui import notices

            return notices.tell(self._problem)[1]
        if self._clerk is not None:
            return self.tr("Mã PIN vừa dùng do người khác cấp. Hãy đặt mã PIN của riêng mình.")
        if not self.people:
            return self.tr("Đang mở sổ của quầy…")
        return self.tr("Quầy đang khóa. Việc đang làm dở vẫn còn nguyên.") if self._locked else ""

    def _on_retry(self) -> None:
        self._problem = None
        self._show_step()
        self.retried.emit()


class Idle(QObject):
    """Tells when nobody has touched keys or mouse for some minutes. Scans are key presses, so they count."""

    timed_out = Signal()
    _TOUCH = frozenset({QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.Wheel, QEvent.Type.TouchBegin})

    def __init__(self, parent: QObject, window: QObject | None) -> None:
        super().__init__(parent)
        self.minutes = 0
        """0: never."""
        self._touched = time.monotonic()
        self._timer = QTimer(self)
        self._timer.setInterval(5000)
        self._timer.timeout.connect(self.look)
        self._timer.start()
        if window is not None:
            window.installEventFilter(self)

    def touch(self) -> None:
        self._touched = time.monotonic()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in self._TOUCH:
            self.touch()
        return False

    def let_pass(self, seconds: float) -> None:
        """As if so much time had gone by."""
        self._touched -= seconds

    def look(self) -> None:
        if self.minutes and time.monotonic() - self._touched > self.minutes * 60:
            self.touch()
            self.timed_out.emit()
