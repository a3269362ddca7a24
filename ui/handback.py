"""F2 Trả kết quả: the result into the right hands.

Receipt → who comes for it → the envelope, when there is one → money and originals → F12 records it and prints the slip
→ one key for satisfaction. What does not agree (another person's card, another dossier's envelope) locks the step until
the right thing is scanned; nothing else does.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.domain import cards
from app.domain.codes import normalise_scanned_code, s10_ok
from app.domain.dossier import Dossier, allowed, check_move
from app.domain.events import Kind, Leg, ResultArrived, Status
from app.errors import Rejected
from ui import citizen, notices
from ui.dossier_card import DossierCard
from ui.dossier_pane import Opened, sync_of
from ui.handback_faces import DonePane, ReadyList
from ui.handback_steps import EnvelopeCard, MoneyCard, OriginalsCard, RecipientCard
from ui.moves import MoveStrip
from ui.page import FreshPaper, Page
from ui.search import code_in
from ui.theme import BETWEEN, INSIDE, LABEL, ROW
from ui.timeline import moment_words, recipient_words
from ui.widgets import Button, Card, Columns, ElidedLabel, Label, PrimaryButton, SearchBox, Sentence

if TYPE_CHECKING:
    from app.domain.jobs import Job
    from ui.page import Desk
    from ui.printing import Outcome
    from ui.scan import Scan

SLIP = "bien-nhan"
Face = Literal["list", "work", "done"]


class HandBackPage(Page):
    """The page. `receive_payload` takes a dossier code, or the scan of one."""

    key = "handback"
    icon = "package-check"
    scrolls = False

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._opened: Opened | None = None
        self._opening = 0
        self._busy = False
        self._face: Face = "list"
        self._pending: cards.CitizenCard | None = None
        self.box = SearchBox()
        self.box.setMinimumWidth(200)
        self.box.searched.connect(self._on_searched)
        self.box.returnPressed.connect(self._on_enter)
        self.head.insertWidget(1, self.box, 1)
        self.head.setStretch(2, 0)
        self._problem = Label(role="problem", wrap=True)
        self._problem.setObjectName("problem")
        self._problem.hide()
        self.content.addWidget(self._problem)
        self.ready = ReadyList(desk)
        self.ready.wanted.connect(self.open)
        self.card = DossierCard()
        self.card.reveal_wanted.connect(self._on_reveal)
        self.recipient = RecipientCard()
        self.envelope = EnvelopeCard()
        self.envelope.other_wanted.connect(self.open)
        self.money = MoneyCard(desk)
        self.money.transfer_wanted.connect(self._on_transfer_wanted)
        self.money.settled.connect(self._on_transfer_settled)
        desk.citizen_rated.connect(self._on_rated)
        self.originals = OriginalsCard()
        self.not_ready = Card()
        self.why = Sentence("scan-line")
        self.look_up = Button(glyph="search")
        self.look_up.clicked.connect(self._on_look_up)
        self.not_ready.box.addWidget(self.why)
        self.not_ready.box.addWidget(self.look_up, 0, Qt.AlignmentFlag.AlignLeft)
        self.strip = MoveStrip(desk)
        self.strip.recorded.connect(self._on_arrived)
        self.strip.closed.connect(self._draw_actions)
        self.strip.changed.connect(self._draw_actions)
        self.recipient.changed.connect(self._draw_actions)
        self.recipient.changed.connect(self._follow)
        self.envelope.changed.connect(self._draw_actions)
        self._steps = QWidget()
        steps = QVBoxLayout(self._steps)
        steps.setContentsMargins(0, 0, 0, 0)
        steps.setSpacing(BETWEEN)
        parts = (self.not_ready, self.strip, self.recipient, self.envelope, self.money, self.originals)
        for part in parts:
            steps.addWidget(part)
        steps.addStretch(1)
        left = QWidget()
        side = QVBoxLayout(left)
        side.setContentsMargins(0, 0, 0, 0)
        side.addWidget(self.card)
        side.addStretch(1)
        work = QWidget()
        work.setProperty("role", "body")
        inner = QVBoxLayout(work)
        inner.setContentsMargins(0, 0, INSIDE, 0)
        inner.addWidget(Columns(left, self._steps, stretch=(9, 11), fold_below=960))
        inner.addStretch(1)
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setWidget(work)
        self.done = DonePane()
        self.done.rated.connect(self._on_rated)
        self.done.left.connect(self.start_over)
        self._slip: Job | None = None
        desk.copies.moved.connect(self._on_copy)
        self.faces = QStackedWidget()
        for face in (self.ready, self.area, self.done):
            self.faces.addWidget(face)
        self.faces.setMinimumHeight(5 * ROW)
        self.content.addWidget(self.faces, 1)
        self.lacking = ElidedLabel(points=LABEL)
        self.foot.insertWidget(0, self.lacking, 1)
        self.foot.setStretch(1, 0)
        self.cancel = self.add_action(Button())
        self.cancel.clicked.connect(lambda _on: self.step_back())
        self.arrived = self.add_action(Button(glyph="package-check"))
        self.arrived.clicked.connect(lambda _on: self.secondary())
        self.confirm = self.add_action(PrimaryButton())
        self.confirm.clicked.connect(lambda _on: self.primary())
        self._draw_actions()

    def title(self) -> str:
        return self.tr("Trả kết quả")

    def keys(self) -> tuple[tuple[str, str], ...]:
        """This page's keys, for the overlay of keys."""
        return (
            ("F12", self.tr("Trả kết quả và in biên nhận")),
            ("Shift+F12", self.tr("Ghi kết quả đã về quầy")),
            ("1–5", self.tr("Mức hài lòng, sau khi trả")),
            ("Enter", self.tr("Mở hồ sơ đang chọn; sau khi trả: người tiếp theo")),
            ("Esc", self.tr("Bỏ hồ sơ đang mở, không ghi gì")),
        )

    @property
    def face(self) -> Face:
        """What the page shows: what waits, the dossier in hand, or what was just done."""
        return self._face

    @property
    def dossier(self) -> Dossier | None:
        return None if self._opened is None else self._opened.dossier

    def retranslate(self) -> None:
        super().retranslate()
        self.box.setPlaceholderText(self.tr("Quét giấy hẹn, hoặc gõ mã, tên, số điện thoại"))
        self.box.setAccessibleName(self.tr("Mã hồ sơ hoặc tên"))
        self.look_up.setText(self.tr("Mở ở F3 Tra cứu"))
        self.ready.retranslate()
        self.done.retranslate()
        self._draw_why()
        self._draw_actions()

    # --- what the shell asks

    def opened(self) -> None:
        if self._face == "list":
            self.ready.read(self.box.value())
            self.box.setFocus(Qt.FocusReason.ShortcutFocusReason)
        elif self._face == "done":
            self.done.setFocus(Qt.FocusReason.OtherFocusReason)
        self._tell_citizen()

    def on_changed(self, what: frozenset[str]) -> None:
        if "dossiers" in what and self._face == "list" and self.isVisible():
            self.ready.read(self.box.value())

    def take_scan(self, scan: Scan) -> bool:
        match scan.parsed:
            case cards.DossierCode(code=code):
                if self._face == "work" and self._can_hand_back():
                    self._take_envelope(code)
                else:
                    self.open(code)
                return True
            case cards.PostalItem(number=number) if self._face == "work" and self._can_hand_back():
                self._take_envelope(number)
                return True
            case cards.CitizenCard() as card:
                if self._face == "work" and self._can_hand_back():
                    self.recipient.take_card(card)
                    self._bring(self.recipient)
                else:
                    self._find_person(card)
                return True
            case _:
                return False

    def receive_payload(self, payload: object) -> None:
        if code := code_in(payload):
            self.open(code)

    def focus_search(self) -> None:
        self.box.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def step_back(self) -> None:
        if self.strip.kind is not None:
            self.strip.put_away()
        elif self._face != "list":
            self.start_over()
        else:
            self.box.clear()
            self.ready.read()

    def primary(self) -> None:
        """F12: hands back; while the arrival of the result is being noted, records that; after it, the next person."""
        if self._face == "done":
            self.start_over()
        elif self.strip.kind is not None:
            self.strip.submit()
        elif self._face == "work" and self._can_hand_back():
            self._hand_back()

    def secondary(self) -> None:
        """Shift+F12: the result of this dossier has come, though nobody had noted it."""
        dossier = self.dossier
        if self._face == "work" and dossier is not None and Kind.RESULT_ARRIVED in allowed(dossier):
            self.strip.open(Kind.RESULT_ARRIVED, dossier)
            self._bring(self.strip)

    def _take_envelope(self, code: str) -> None:
        self.envelope.take(code)
        self._bring(self.envelope)

    def _follow(self) -> None:
        """What is being typed stays in sight."""
        focus = QApplication.focusWidget()
        if focus is not None and self._steps.isAncestorOf(focus):
            self.area.ensureWidgetVisible(focus, 0, 3 * ROW)

    def _bring(self, step: QWidget) -> None:
        """Where a step has something to say, it is seen: on a small screen it may be below the card."""
        # Once the new words have found their place.
        QTimer.singleShot(0, self, lambda: self._scroll_to(step))

    def _scroll_to(self, step: QWidget) -> None:
        bar, room = self.area.verticalScrollBar(), self.area.viewport().height()
        inside = self.area.widget()
        top = step.mapTo(inside, QPoint(0, 0)).y() if inside is not None else 0
        if top < bar.value() or top + step.height() > bar.value() + room:
            bar.setValue(top)

    # --- finding

    def _on_searched(self, text: str) -> None:
        self._problem.hide()
        if self._face == "list":
            self._pending = None
            self.ready.read(text)

    def _on_enter(self) -> None:
        text = self.box.value()
        parsed = cards.parse_scan(text) if text else None
        if isinstance(parsed, cards.DossierCode):
            self.box.clear()
            if self._face == "work" and self._can_hand_back():
                self.start_over()
            self.open(parsed.code)
        elif text and self._face == "list":
            self.ready.read(text, only=True)

    def _find_person(self, card: cards.CitizenCard) -> None:
        """A card before any receipt: that person's results; the only one is opened, the card already checked."""
        self._pending = card
        self.start_over()
        self._pending = card
        self.ready.read(card.number, only=True)

    def open(self, code: str) -> None:
        """Takes a dossier in hand; the view is logged."""
        clerk = self.desk.clerk
        if clerk is None or self._busy:
            return
        counter, views = self.desk.office.counter, self.desk.office.views
        self._opening += 1
        opening = self._opening

        def work() -> Opened:
            dossier = counter.find(code, clerk)
            return Opened(dossier, views.timeline(dossier.id))

        def then(opened: Opened) -> None:
            if opening == self._opening:
                self._put(opened)

        def failed(error: Exception) -> None:
            if not isinstance(error, Rejected):
                self.desk.failed(error)
            elif opening == self._opening:
                self._say(" ".join(notices.sentence(problem) for problem in error.problems.values()))

        self.desk.run(work, then, failed, owner=self)

    def _say(self, sentence: str) -> None:
        self._problem.setText(sentence)
        self._problem.setVisible(bool(sentence))

    def start_over(self) -> None:
        """The next person; nothing is recorded of what was on the screen."""
        if self._busy:
            return
        self._opening += 1
        self._opened = None
        self._pending = None
        self.strip.put_away()
        self.card.hide_number()
        self._say("")
        self.box.clear()
        self._turn("list")
        self.ready.read()
        self.box.setFocus(Qt.FocusReason.OtherFocusReason)

    def _turn(self, face: Face) -> None:
        self._face = face
        self.faces.setCurrentIndex(("list", "work", "done").index(face))
        self._draw_actions()
        self._tell_citizen()

    # --- the dossier in hand

    def _put(self, opened: Opened) -> None:
        dossier, moments = opened.dossier, opened.moments
        self._opened = opened
        self._say("")
        self.strip.put_away()
        self.card.put(dossier, sync_of(moments), self.desk.office.store.clock.now())
        can = self._can_hand_back()
        for part in (self.recipient, self.envelope, self.money, self.originals):
            part.setVisible(can)
        self.not_ready.setVisible(not can)
        if can:
            self.recipient.put(dossier)
            self.envelope.put(dossier, self._expected_item(moments))
            self.money.put(dossier)
            self.originals.put(dossier)
        self._draw_why()
        self._turn("work")
        self.area.verticalScrollBar().setValue(0)
        pending, self._pending = self._pending, None
        if can and pending is not None:
            self.recipient.take_card(pending)
        if can:
            at = self.money.amount.control if self.recipient.id_number() else self.recipient.digits().control
            at.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            (self.arrived if self.arrived.isVisibleTo(self) else self.look_up).setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_transfer_wanted(self) -> None:
        """What is owed, by VietQR: written down before the code is shown."""
        dossier, clerk = self.dossier, self.desk.clerk
        if dossier is None or clerk is None or self._busy:
            return
        counter, code = self.desk.office.counter, dossier.id
        self._hold(True)

        def then(after: Dossier) -> None:
            self._hold(False)
            self._on_transfer_settled(after)
            self.desk.changed("dossiers", "queue")

        self.desk.run(lambda: counter.ask_transfers(code, clerk), then, self._on_failed, owner=self)

    def _on_transfer_settled(self, after: Dossier) -> None:
        if self._opened is None or self._opened.dossier.id != after.id:
            return
        self._opened = self._opened._replace(dossier=after)
        self.card.put(after, sync_of(self._opened.moments), self.desk.office.store.clock.now())
        if self._can_hand_back():
            self.money.put(after)
            self._bring(self.money)
        self._tell_citizen()
        self._draw_actions()

    def _tell_citizen(self) -> None:
        dossier = self.dossier
        if not self.isVisible():
            return
        if self._face == "work" and dossier is not None and self._can_hand_back():
            known = self.desk.office.catalogue.get(dossier.filing.procedure.code)
            self.desk.tell_citizen(citizen.due(dossier, known.short_name if known is not None else ""))
        elif self._face == "done" and dossier is not None:
            self.desk.tell_citizen(citizen.Rate(dossier.official_code or dossier.code))
        else:
            self.desk.tell_citizen(None)

    def _can_hand_back(self) -> bool:
        return self.dossier is not None and Kind.HANDED_BACK in allowed(self.dossier)

    @staticmethod
    def _expected_item(moments: Sequence[object]) -> str:
        """The item code noted with the last arrival of the result."""
        bodies = [getattr(past, "body", None) for past in moments]
        codes = [body.item_code for body in bodies if isinstance(body, ResultArrived)]
        item = normalise_scanned_code(codes[-1]) if codes and codes[-1] else ""
        return item if s10_ok(item) else ""

    def _draw_why(self) -> None:
        """Why this dossier cannot be handed back now, and what can be done."""
        dossier = self.dossier
        if dossier is None or self._can_hand_back():
            return
        if dossier.handed_back is not None:
            back = dossier.handed_back
            self.not_ready.set_heading(self.tr("Hồ sơ này đã trả"))
            self.why.say(
                "ok",
                self.tr("Đã trả lúc {0} cho {1}. Muốn in lại biên nhận, mở ở F3.").format(
                    moment_words(back.at), recipient_words(back.recipient)
                ),
            )
            return
        if Kind.RESULT_ARRIVED in allowed(dossier):
            self.not_ready.set_heading(self.tr("Kết quả chưa về quầy"))
            self.why.say(
                "warn",
                self.tr(
                    "Chưa ghi nhận kết quả của hồ sơ này về quầy. Nếu kết quả đang ở đây, bấm Shift+F12 để ghi nhận "
                    "rồi trả; nếu chưa có, hẹn người dân và xem lại ngày hẹn."
                ),
            )
            return
        self.not_ready.set_heading(self.tr("Không có kết quả để trả"))
        self.why.say("warn", self._no_result(dossier))

    def _no_result(self, dossier: Dossier) -> str:
        if dossier.voided:
            return self.tr("Hồ sơ này đã hủy, không còn gì để trả. Xem lý do hủy ở F3.")
        if dossier.leg is Leg.RETURNED_TO_AGENCY:
            return self.tr("Kết quả đã trả lại cơ quan. Hướng dẫn người dân liên hệ cơ quan, hoặc chờ kết quả về lại.")
        words = {
            Status.AT_DESK: self.tr(
                "Đây là phiếu yêu cầu bổ sung, chưa phải hồ sơ đã nhận. Đủ giấy tờ thì tiếp nhận ở F1."
            ),
            Status.NEW: self.tr(
                "Cơ quan chưa tiếp nhận hồ sơ này nên chưa có kết quả. Cơ quan đã nhận thì ghi mã của cơ quan ở F3."
            ),
            Status.NOT_RECEIVED: self.tr("Hồ sơ đã bị từ chối. Chỉ trả lại giấy tờ đã nộp; phiếu từ chối in lại ở F3."),
            Status.SUPPLEMENT: self.tr(
                "Hồ sơ đang chờ người dân bổ sung giấy tờ nên chưa có kết quả. Nhận giấy bổ sung ở F3."
            ),
            Status.FINANCIAL: self.tr("Hồ sơ đang chờ người dân nộp tiền nên chưa có kết quả. Thu tiền ở F3."),
            Status.WITHDRAWAL: self.tr("Người nộp đã xin rút hồ sơ. Trả lại giấy tờ và ghi đã rút ở F3."),
            Status.STOPPED: self.tr("Hồ sơ đã dừng giải quyết, không có kết quả. Xem lý do ở F3."),
        }
        if dossier.status in words:
            return words[dossier.status]
        try:
            check_move(dossier, Kind.HANDED_BACK)
        except Rejected as error:
            return " ".join(notices.sentence(problem) for problem in error.problems.values())
        return ""

    def _on_look_up(self) -> None:
        if self.dossier is not None:
            self.desk.go("search", self.dossier.code)

    def _on_reveal(self) -> None:
        dossier, clerk = self.dossier, self.desk.clerk
        if dossier is None or clerk is None:
            return
        counter, code = self.desk.office.counter, dossier.code
        self.desk.run(lambda: counter.find(code, clerk), lambda _found: self.card.reveal(), owner=self)

    def _on_arrived(self, _kind: Kind, after: Dossier) -> None:
        self.desk.toast(self.tr("Đã ghi: kết quả đã về quầy"))
        self.desk.changed("dossiers", "queue")
        self.open(after.code)

    # --- F12

    def _lacking(self) -> str:
        return self.recipient.missing() or self.envelope.missing()

    def _draw_actions(self) -> None:
        dossier, strip = self.dossier, self.strip.kind is not None
        foot = self.confirm.parentWidget()
        if foot is not None:
            foot.setVisible(self._face != "list")
        self.cancel.setText(self.tr("Bỏ (Esc)"))
        self.arrived.setText(self.tr("Shift+F12 Kết quả đã về quầy"))
        can = self._can_hand_back()
        arrives = dossier is not None and not can and Kind.RESULT_ARRIVED in allowed(dossier)
        shown = {
            self.cancel: self._face == "work",
            self.arrived: self._face == "work" and arrives and not strip,
            self.confirm: self._face == "done" or strip or can,
        }
        # What goes goes first: all of them at once would be wider than a small window, and push it open.
        for button, visible in sorted(shown.items(), key=lambda pair: pair[1]):
            button.setVisible(visible)
        if self._face == "done":
            self.confirm.setText(self.tr("F12 Người tiếp theo"))
            self.confirm.setEnabled(True)
            self.lacking.set_text("")
        elif strip:
            self.confirm.setText(f"F12 {self.strip.words()}")
            self.confirm.setEnabled(self.strip.ready())
            self.lacking.set_text("")
        else:
            lacking = self._lacking() if can else ""
            self.confirm.setText(self.tr("F12 Trả và in biên nhận"))
            self.confirm.setEnabled(can and not lacking and not self._busy)
            self.lacking.set_text(self.tr("Còn thiếu: {0}").format(lacking) if lacking else "")

    def _hand_back(self) -> None:
        dossier, clerk = self.dossier, self.desk.clerk
        if dossier is None or clerk is None or self._busy:
            return
        if self._lacking():
            if self.recipient.missing():
                self._bring(self.recipient)
                self.recipient.show_missing()
            else:
                self._bring(self.envelope)
                self.envelope.code.control.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        if self.money.amount.problem():
            self.money.amount.control.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        from app.domain.handback import HandBackRequest

        request = HandBackRequest(
            recipient=self.recipient.recipient(),
            fees_collected=self.money.collected(),
            originals_taken_back=self.originals.taken(),
            item_code=self.envelope.item_code,
            by_post=self.recipient.by_post.isChecked() and self.recipient.by_post.isVisibleTo(self.recipient),
            id_number=self.recipient.id_number(),
        )
        counter, code = self.desk.office.counter, dossier.code
        self._hold(True)
        self.desk.run(
            lambda: counter.hand_back(code, request, clerk), self._on_handed_back, self._on_failed, owner=self
        )

    def _hold(self, busy: bool) -> None:
        self._busy = busy
        self._steps.setEnabled(not busy)
        self._draw_actions()

    def _on_handed_back(self, after: Dossier) -> None:
        self._hold(False)
        if self._opened is not None:
            self._opened = self._opened._replace(dossier=after)
        self.card.hide_number()
        self._slip = None
        self.done.put(after)
        self._turn("done")
        self.done.setFocus(Qt.FocusReason.OtherFocusReason)
        self.desk.changed("dossiers", "queue")
        self.desk.print_paper(after.code, SLIP, then=self._on_printed, failed=self._on_not_printed, owner=self)

    def _on_printed(self, outcome: Outcome) -> None:
        if self._slip is not None:
            return  # its own state says more, and goes on
        good = outcome.kind in ("printed", "saved")
        self.done.show_printed("ok" if good else "warn", notices.printed(outcome))

    def _on_copy(self, job: Job) -> None:
        """The slip of the result that was just handed back has come further."""
        dossier = self.dossier
        if self._face == "done" and dossier is not None and (job.dossier_id, job.form) == (dossier.id, SLIP):
            self._slip = job
            words, tone, _, more = notices.copy_words(job)
            good = "ok" if job.state.value == "saved" else tone
            self.done.show_printed(good, f"{words}. {more}".strip())

    def paper_there(self) -> None:
        if self._face == "done" and self._slip is not None:
            self.desk.copies.confirm(self._slip)

    def fresh_paper(self) -> FreshPaper | None:
        from app.print_jobs import awaits_scan

        dossier = self.dossier
        if self._face != "done" or dossier is None or self._slip is None or not awaits_scan(self._slip):
            return None
        return FreshPaper(frozenset({dossier.code, dossier.official_code} - {""}), False)

    def _on_not_printed(self, error: Exception) -> None:
        self.done.show_printed("warn", notices.tell(error)[1])

    def _on_failed(self, error: Exception) -> None:
        self._hold(False)
        if not isinstance(error, Rejected):
            self.desk.failed(error)
            return
        rest = []
        for path, problem in error.problems.items():
            words = notices.sentence(problem)
            if path == "fees_collected":
                self.money.amount.set_problem(words)
            elif path == "item_code":
                self.envelope.code.set_problem(words)
            elif path.startswith("originals_taken_back"):
                self.originals.papers.set_problem(words)
            elif not self.recipient.show_problem(path, words):
                rest.append(words)
        self._say(" ".join(rest))
        if "event" in error.problems:
            # Somebody else was quicker: show how the dossier stands now.
            self.open(self._opened.dossier.code if self._opened is not None else "")

    def _on_rated(self, score: int) -> None:
        dossier, clerk = self.dossier, self.desk.clerk
        if self._face != "done" or dossier is None or clerk is None or self._busy:
            return
        if dossier.status is not Status.HANDED_BACK:
            return
        counter, code = self.desk.office.counter, dossier.code
        self._busy = True

        def then(_after: Dossier) -> None:
            self._busy = False
            self.desk.toast(self.tr("Cảm ơn: đã ghi mức {0}").format(score))
            self.desk.tell_citizen(citizen.Thanks(score))
            self.desk.changed("dossiers")
            self.start_over()

        def failed(error: Exception) -> None:
            self._busy = False
            self.desk.failed(error)

        self.desk.run(lambda: counter.act(code, Kind.RATED, {"score": score}, clerk), then, failed, owner=self)
