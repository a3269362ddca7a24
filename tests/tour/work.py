"""What the steps of a day have in common: going to a page, receiving, printing, looking a paper over."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QMenu, QScrollArea, QWidget

from app.domain.dossier import Dossier
from app.domain.events import Kind
from app.domain.queue import State
from app.office import TRAINING_PIN
from app.store.views import Moment
from tests.tour import papers
from tests.tour.hands import CTRL, NONE, Eyes, Hands, Key, Missed, Strangers, await_, expect, settle
from tests.tour.papers import Read
from tests.tour.people import Citizen
from tests.tour.record import Record
from tests.tour.stage import Stage
from ui.page import Page
from ui.printing import Outcome, file_name
from ui.receive import ReceivePage
from ui.search import SearchPage

P = TypeVar("P", bound=Page)


class Work:
    """A stage with somebody at it. `codes`: the code each citizen's dossier was given."""

    def __init__(self, app: QApplication, data: Path, record: Record) -> None:
        self.record = record
        self.codes: dict[Citizen, str] = {}
        self.slip = ""
        self._app, self._data = app, data
        self._strangers = Strangers(app)
        self._stage: Stage | None = None
        self._hands: Hands | None = None

    # --- the stage

    @property
    def stage(self) -> Stage:
        if self._stage is None:
            raise Missed("no window is open")
        return self._stage

    @property
    def hands(self) -> Hands:
        if self._hands is None:
            raise Missed("no window is open")
        return self._hands

    @property
    def eyes(self) -> Eyes:
        return Eyes(self.stage.window)

    def window(self) -> QWidget | None:
        return None if self._stage is None else self._stage.window

    def open(self) -> None:
        """The program starts."""
        self._stage = Stage(self._app, self._data)
        self._hands = Hands(self._stage.window)
        self._stage.ready()

    def close(self) -> None:
        """The program ends."""
        stage, self._stage, self._hands = self._stage, None, None
        if stage is not None:
            stage.close()

    def checked(self, step: Callable[[], None]) -> None:
        """A step, and after it: one window, no trouble told."""
        step()
        settle()
        met, self._strangers.met = self._strangers.met, []
        expect(not met, f"no other window than the one, but: {met}")
        banners = self.stage.window.banners.sentences()
        expect("failed" not in banners, f"no trouble told, but: {banners.get('failed')}")

    def shoot(self, name: str) -> Path:
        return self.record.shoot(self.stage.window, name)

    # --- going about

    def start_over(self) -> None:
        """After a step that failed: whatever it left half done is put away, as with any next person."""
        if self._stage is not None and self._stage.window.desk.clerk is not None:
            self.hands.press(Key.Key_F1)
            for _ in range(5):
                self.hands.press(Key.Key_Escape)

    def choose_person(self) -> None:
        """The clerk on the log-in card, by the arrows."""
        login = self.stage.window.login
        for _ in login.people:
            if login.chosen.name == self.stage.office.profile.people.clerks[0]:
                return
            self.hands.press(Key.Key_Down)

    def enter(self) -> None:
        """The PIN, then Enter."""
        self.choose_person()
        self.hands.type(f"{TRAINING_PIN}\n")
        await_(lambda: self.stage.window.desk.clerk, "somebody logged in")

    def to(self, kind: type[P], key: Qt.Key) -> P:
        """To a page by its F-key; whatever half-open strip stands there is put away."""
        self.hands.press(key)
        page = self.page(kind)
        settle()
        return page

    def page(self, kind: type[P]) -> P:
        """The page in front, which must be or become one of this kind."""
        stack = self.stage.window.stack
        await_(lambda: isinstance(stack.currentWidget(), kind), f"{kind.__name__} in front")
        page = stack.currentWidget()
        assert isinstance(page, kind)
        return page

    def popup(self) -> QWidget:
        """What dropped down over the window."""
        return await_(QApplication.activePopupWidget, "a list that dropped down")

    def choose(self, words: str) -> None:
        """A line of the clerk's menu."""
        self.hands.click(self.stage.window.status.person)
        menu = self.popup()
        assert isinstance(menu, QMenu)
        for _ in menu.actions():
            self.hands.press(Key.Key_Down)
            if menu.activeAction().text() == words:
                self.hands.press(Key.Key_Return)
                settle(0.1)
                return
        raise Missed(f"no {words!r} in the menu: {[one.text() for one in menu.actions()]}")

    def scroll_to(self, area: QScrollArea, wanted: QWidget) -> None:
        """The mouse wheel, until the top of `wanted` is in the upper half."""
        view = area.viewport()
        for _ in range(60):
            top = wanted.mapTo(view, QPoint(0, 0)).y()
            if 0 <= top <= view.height() // 2:
                return
            before, turn = area.verticalScrollBar().value(), -120 if top > 0 else 120
            at = QPointF(view.rect().center())
            wheel = QWheelEvent(
                at, view.mapToGlobal(at), QPoint(), QPoint(0, turn), Qt.MouseButton.NoButton, NONE,
                Qt.ScrollPhase.NoScrollPhase, False,
            )  # fmt: skip
            QApplication.sendEvent(view, wheel)
            settle()
            if area.verticalScrollBar().value() == before:
                return

    # --- receiving

    def scan_person(self, person: Citizen) -> None:
        """The citizen's card: the fields say what stands on it."""
        page = self.page(ReceivePage)
        self.hands.scan(person.card)
        fields = page.person.applicant
        await_(lambda: fields.full_name.text() == person.name, f"{person.name} in the field of the name")
        expect(fields.id_number.value().replace(" ", "") == person.number, "the number of the card")

    def receive(self, person: Citizen) -> Dossier:
        """F12, and all that must be so afterwards on the screen and in the ledger."""
        page = self.page(ReceivePage)
        before = page.saved.receipt
        self.hands.press(Key.Key_F12)
        self._await_receipt(page, before)
        receipt = page.saved.receipt
        assert receipt is not None
        code = receipt.dossier.code
        self.codes[person] = code
        self.eyes.look_for(code, "Đã lưu", person.name, within=page)
        await_(lambda: self.printed(page, "01"), "Form 01 printed")
        dossier = self.stored(code)
        expect(dossier.filing.applicant.full_name == person.name, f"{person.name} in the ledger")
        expect(dossier.filing.applicant.id_number == person.number, "the number in the ledger")
        return dossier

    def _await_receipt(self, page: ReceivePage, before: object) -> None:
        def stored_or_told() -> bool:
            if page.supplement.is_open:
                raise Missed("papers are missing: " + page.supplement.words())
            if "Cần xem lại" in page.said.text():
                raise Missed(page.said.text())
            return page.saved.receipt is not None and page.saved.receipt is not before

        await_(stored_or_told, "the dossier stored")

    def printed(self, page: ReceivePage, form: str) -> bool:
        """Whether the receipt in front has this form, and its paper is out."""
        receipt = page.saved.receipt
        if receipt is None or form not in receipt.papers:
            return False
        state = page.saved.states[form]
        return isinstance(state, Outcome) and state.kind == "saved"

    def check_receipt(self, dossier: Dossier, person: Citizen, *, delivered: bool = True) -> None:
        """Form 01 bears the code, and, with a line, the province has the dossier, once."""
        paper = self.paper(dossier.code, "01", 1)
        self.coded(paper, dossier.code)
        for words in ("GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ", person.name):
            expect(words.lower() in paper.text.lower(), f"{words!r} on Form 01")
        if not delivered:
            return
        await_(lambda: dossier.code in self.stage.one_stop.codes(), f"{dossier.code} in the province's books")
        await_(lambda: self.delivered(dossier.code), f"{dossier.code} delivered in the queue")
        fault = self.stage.one_stop.faults_of(dossier.code)
        expect(not fault, fault)

    # --- ledger and papers

    def code_of(self, person: Citizen) -> str:
        if person not in self.codes:
            raise Missed(f"{person.name} was not received in an earlier step")
        return self.codes[person]

    def stored(self, code: str) -> Dossier:
        """The dossier as the ledger has it."""
        found = self.stage.office.views.dossier(code)
        if found is None:
            raise Missed(f"{code} is not in the ledger")
        return found

    def delivered(self, code: str) -> bool:
        """Whether all that was owed of a dossier is delivered."""
        return {one.delivery for one in self.past(code)} <= {None, State.DELIVERED}

    def past(self, code: str) -> tuple[Moment, ...]:
        """Its events, oldest first."""
        return tuple(sorted(self.stage.office.views.timeline(self.stored(code).id), key=lambda one: one.seq))

    def paper(self, code: str, form: str, copy: int) -> Read:
        """A printed copy, read back; it is kept beside the pictures."""
        file = self.stage.office.data / "papers" / f"{file_name(f'{code}_{form}_{copy}')}.pdf"
        await_(file.exists, f"the paper {file.name}")
        return papers.read(self.record.keep_paper(file))

    def coded(self, paper: Read, code: str) -> None:
        """The bars say the code and nothing else; so does the square, or it says where to look the code up."""
        expect(paper.bars and set(paper.bars) == {code}, f"bars that say {code}, not {paper.bars}")
        expect(paper.squares and all(code in one for one in paper.squares), f"a QR with {code}, not {paper.squares}")

    # --- searching

    def empty_search(self, page: SearchPage) -> None:
        """Ctrl+F, all of it away."""
        self.hands.press(Key.Key_F, CTRL)
        await_(lambda: self.hands.focus is page.box, "the cursor in the search box")
        self.hands.press(Key.Key_A, CTRL)
        self.hands.press(Key.Key_Delete)
        await_(lambda: len(page.rows.all()) > 1, "all dossiers listed again")

    def give_reason(self, words: str) -> None:
        """Into the reason of the strip that is open."""
        strip = self.page(SearchPage).pane.strip
        self.hands.tab_to(strip.field("reason").control)
        self.hands.write(words)
        expect(strip.kind is Kind.PRINTED, "the strip still open")
