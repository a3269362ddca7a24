"""What the receiving page asks of the counter while somebody types: its word on the form, and to keep the form safe."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import msgspec
from PySide6.QtCore import QObject, QTimer, Signal

from app.counter import Preview
from ui.page import Desk
from ui.receive_form import Form, draft, keep, read_back

DRAFT = "receive"
"""The key under which the half-filled form is kept."""
ASK_MS, KEEP_MS = 150, 600


class Previews(QObject):
    """The counter's word on the form: asked a moment after the last change, and only the newest answer counts."""

    answered = Signal()

    def __init__(self, desk: Desk, form: Callable[[], Form], parent: QObject) -> None:
        super().__init__(parent)
        self.latest: Preview | None = None
        """What the counter said last; it may be about a form that has changed since."""
        self._of: Form | None = None
        self._desk, self._form = desk, form
        self._asked = 0
        self._soon = _timer(self, ASK_MS, self._on_pause)

    def soon(self) -> None:
        """Something changed: ask when the typing pauses."""
        self._of = None
        self._soon.start()

    def forget(self) -> None:
        """Another form: nothing that was said or is being asked concerns it."""
        self._soon.stop()
        self._asked += 1
        self.latest = self._of = None

    def ask(self, form: Form, then: Callable[[Preview], None], failed: Callable[[Exception], None]) -> None:
        """Asks about this very form now, unless the answer is there already."""
        self._soon.stop()
        if self.latest is not None and self._of == form:
            then(self.latest)
            return
        self._asked += 1
        number, counter, asked = self._asked, self._desk.office.counter, draft(form)

        def take(preview: Preview) -> None:
            if number == self._asked:
                self.latest, self._of = preview, form
                self.answered.emit()
            then(preview)

        self._desk.run(lambda: counter.preview(asked), take, failed, owner=self)

    def _on_pause(self) -> None:
        form = self._form()
        if form.blank:
            self.forget()
            self.answered.emit()
        else:
            self.ask(form, lambda _preview: None, self._desk.failed)


class Keeper(QObject):
    """Keeps the half-filled form through a power cut: written at most 0.6 s after a change, read back at the start."""

    def __init__(self, desk: Desk, form: Callable[[], Form], parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._form = desk, form
        self._kept = ""
        self._soon = _timer(self, KEEP_MS, self.now)

    def soon(self) -> None:
        """Something changed. A running wait is not begun anew: steady typing is kept too."""
        if not self._soon.isActive():
            self._soon.start()

    def hold(self) -> None:
        """The form is being stored: what it becomes is no longer a draft."""
        self._soon.stop()

    def now(self) -> None:
        """Writes what stands there, or puts the kept form away when nothing does."""
        self._soon.stop()
        form, counter = self._form(), self._desk.office.counter
        shape = "" if form.blank else keep(form)
        if shape == self._kept:
            return
        self._kept = shape
        if shape:
            text = keep(msgspec.structs.replace(form, at=datetime.now(UTC)))
            self._desk.run(lambda: counter.save_draft(DRAFT, text), _nothing, owner=self)
        else:
            self._desk.run(lambda: counter.drop_draft(DRAFT), _nothing, owner=self)

    def stored(self) -> None:
        """The form became a dossier, and its draft was put away with it."""
        self._soon.stop()
        self._kept = ""

    def load(self, then: Callable[[Form | None, bool], None]) -> None:
        """Reads the kept form: `then(form, readable)`, with None when there is none or it cannot be read."""
        counter = self._desk.office.counter

        def take(text: str | None) -> None:
            form = read_back(text) if text else None
            if form is not None:
                self._kept = keep(msgspec.structs.replace(form, at=None))
            then(form, form is not None or not text)

        def fail(error: Exception) -> None:
            self._desk.failed(error)
            then(None, True)

        self._desk.run(lambda: counter.load_draft(DRAFT), take, fail, owner=self)


def _timer(owner: QObject, after_ms: int, act: Callable[[], None]) -> QTimer:
    timer = QTimer(owner)
    timer.setSingleShot(True)
    timer.setInterval(after_ms)
    timer.timeout.connect(act)
    return timer


def _nothing(_result: None) -> None:
    """Kept or put away: nothing to say about what is normal."""
