"""The procedure: found by a few letters, its number among the favourites or its code, and then what it asks for.

Shows data of the catalogue and the counter's preview; decides nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import (
    QAbstractListModel,
    QCoreApplication,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from app.domain.catalogue import COUNTER, ONLINE, POST, Catalogue, Procedure, Term, Unit
from app.domain.events import VIETNAM
from ui.receive_parts import Chips, Fact, Inner, Notice, Sheet
from ui.theme import BODY, INSIDE, LABEL, font, tokens
from ui.widgets import Card, Label, SearchBox, dong

Index = QModelIndex | QPersistentModelIndex

FAVOURITES = 9
FOUND = 30
ONE_LINE, TWO_LINES = 34, 50


class _Procedures(QAbstractListModel):
    """Favourites, numbered, or what a search found."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: tuple[Procedure, ...] = ()
        self.numbered = False

    def put(self, rows: Sequence[Procedure], *, numbered: bool) -> None:
        self.beginResetModel()
        self.rows, self.numbered = tuple(rows), numbered
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self.rows):
            return None
        procedure = self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return procedure.short_name
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"{procedure.code} · {procedure.name}"
        if role == Qt.ItemDataRole.AccessibleTextRole:
            lead = f"Alt+{index.row() + 1}, " if self.numbered else ""
            return f"{lead}{procedure.short_name}, {procedure.code}, {procedure.field}"
        return None


class _Drawn(QStyledItemDelegate):
    """One line and its key for a favourite; name over code and field for what was found."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        model = index.model()
        assert isinstance(model, _Procedures)
        return QSize(100, ONE_LINE if model.numbered else TWO_LINES)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        assert isinstance(model, _Procedures)
        procedure = model.rows[index.row()]
        t = tokens()
        area: QRect = option.rect
        state: QStyle.StateFlag = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if state & QStyle.StateFlag.State_Selected:
            painter.setBrush(QColor(t.selected))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.drawRoundedRect(area.adjusted(1, 1, -1, -1), 6, 6)
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.setBrush(QColor(t.hover))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.drawRoundedRect(area.adjusted(1, 1, -1, -1), 6, 6)
        inner = area.adjusted(INSIDE, 0, -INSIDE, 0)
        if model.numbered:
            cap = f"Alt+{index.row() + 1}"
            painter.setFont(font(LABEL))
            width = QFontMetrics(font(LABEL)).horizontalAdvance(cap) + 2
            painter.setPen(QColor(t.text_3))
            painter.drawText(inner, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, cap)
            inner = inner.adjusted(0, 0, -width - INSIDE, 0)
            self._line(painter, inner, procedure.short_name, BODY, t.text)
        else:
            half = TWO_LINES // 2
            top = QRect(inner.left(), inner.top() + 3, inner.width(), half - 2)
            below = QRect(inner.left(), inner.top() + half, inner.width(), half - 4)
            self._line(painter, top, procedure.short_name, BODY, t.text)
            self._line(painter, below, f"{procedure.code} · {procedure.field}", LABEL, t.text_2)
        painter.restore()

    @staticmethod
    def _line(painter: QPainter, area: QRect, words: str, points: int, colour: str) -> None:
        face = font(points)
        shown = QFontMetrics(face).elidedText(words, Qt.TextElideMode.ElideMiddle, area.width())
        painter.setFont(face)
        painter.setPen(QColor(colour))
        painter.drawText(area, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)


class ProcedureCard(Card):
    """Search, list and then the chosen procedure's facts. Ask `procedure`, `case()` and `channel()`."""

    chosen = Signal(str)
    """The code of the procedure a person took."""
    changed = Signal()
    """Case or channel were changed by a person."""
    begun = Signal()
    """Something was typed into the search."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(" ", parent=parent)
        self.procedure: Procedure | None = None
        self._catalogue: Catalogue | None = None
        self._favourites: tuple[str, ...] = ()
        self._default_channel = COUNTER
        self._agency = ""
        self._due: tuple[datetime | None, str] = (None, "")  # when, and the rule's code
        self._fees: tuple[tuple[str, int], ...] | None = None
        self._carrier = False

        self.search = SearchBox(wait_ms=100)
        self.search.searched.connect(self._on_searched)
        self.search.textEdited.connect(lambda _text: self.begun.emit())
        self.search.installEventFilter(self)
        self._model = _Procedures(self)
        self.list = QListView()
        self.list.setModel(self._model)
        self.list.setItemDelegate(_Drawn(self.list))
        self.list.setFrameShape(QListView.Shape.NoFrame)
        self.list.setStyleSheet("QListView { border: none; }")
        self.list.setMouseTracking(True)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.list.setMinimumHeight(ONE_LINE * 3)
        self.list.clicked.connect(lambda index: self._take(index.row()))
        self._list_head = Label(role="label")
        self._nothing = Label(role="hint", wrap=True)
        self._nothing.hide()

        self.facts = Sheet()
        box = QVBoxLayout(self.facts)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(6)
        self._name = Label(role="section", wrap=True)
        self._code = Label(role="hint", wrap=True)
        self._case_head = Label(role="label")
        self.cases: Chips[str] = Chips()
        self.cases.chosen.connect(lambda _case: self._on_changed())
        self._channel_head = Label(role="label")
        self.channels: Chips[int] = Chips()
        self.channels.chosen.connect(lambda _channel: self._on_changed())
        self._time_fact = Fact("clock")
        self._due_fact = Fact("calendar-days")
        self._due_fact.words.set_role("strong")
        self._fee_fact = Fact("banknote")
        self._rule_fact = Fact("info")
        self._both = Notice()
        self._doubts = Notice()
        self._problem = Label(role="problem", wrap=True)
        self._problem.hide()
        self._note = Label(role="hint", wrap=True)
        box.addWidget(self._name)
        box.addWidget(self._code)
        for fact in (self._due_fact, self._time_fact, self._fee_fact, self._rule_fact):
            box.addWidget(fact)
        box.addWidget(self._both)
        box.addWidget(self._doubts)
        box.addWidget(self._case_head)
        box.addWidget(self.cases)
        box.addWidget(self._channel_head)
        box.addWidget(self.channels)
        box.addWidget(self._note)
        box.addStretch(1)
        self._inner = Inner(self.facts, 220)

        self.box.setSpacing(INSIDE)
        self.head.takeAt(1)  # the stretch: the search takes the room beside the heading
        self.head.addWidget(self.search, 1)
        self.box.addWidget(self._problem)
        self.box.addWidget(self._list_head)
        self.box.addWidget(self.list, 1)
        self.box.addWidget(self._nothing)
        self.box.addWidget(self._inner, 1)
        self._inner.hide()

    # --- what the page sets

    def furnish(self, catalogue: Catalogue, agency: str, default_channel: int, *, carrier: bool) -> None:
        """The procedures in force, who decides here, and how papers come in when nobody says otherwise."""
        self._catalogue, self._agency, self._default_channel = catalogue, agency, default_channel
        self._carrier = carrier
        self._favourites = self._favourites or catalogue.common
        self._list()

    def set_favourites(self, codes: Sequence[str]) -> None:
        """Own favourites first, filled up with the commonest of the catalogue."""
        catalogue = self._catalogue
        wanted = list(dict.fromkeys((*codes, *(catalogue.common if catalogue is not None else ()))))
        self._favourites = tuple(wanted)
        if self.procedure is None and not self.search.text():
            self._list()

    def favourite(self, number: int) -> Procedure | None:
        """The favourite of this number, from 1."""
        found = self._catalogue.favourites(self._favourites) if self._catalogue is not None else ()
        return found[number - 1] if 0 < number <= min(FAVOURITES, len(found)) else None

    def set_procedure(self, code: str, case: str = "", channel: int = 0) -> bool:
        """Shows a procedure, or with "" the search. False when the catalogue does not know the code."""
        found = self._catalogue.get(code) if code and self._catalogue is not None else None
        self.procedure = found
        self._due, self._fees = (None, ""), None
        self.search.clear()
        if found is not None:
            self.cases.offer([(known.key, known.name) for known in found.cases])
            if case:
                self.cases.choose(case)
            self._offer_channels(channel)
        self._list()
        self._show()
        return found is not None or not code

    def case(self) -> str:
        if self.procedure is None or not self.procedure.cases:
            return ""
        return self.cases.value() or ""

    def channel(self) -> int:
        """0: the counter's own default, for the counter to judge whether it is open to this procedure."""
        return (self.channels.value() or 0) if self.procedure is not None else 0

    def show_terms(self, due_at: datetime | None, due_rule: str, fees: Sequence[tuple[str, int]]) -> None:
        """What the counter's preview promises. `due_rule` is a code of `workdays.RULES`, or empty."""
        self._due, self._fees = (due_at, due_rule), tuple(fees)
        self._show_terms()

    def show_doubts(self, sentences: Sequence[str]) -> None:
        """What the counter warns of in the promise itself (a year without its calendar)."""
        self._doubts.say("\n".join(dict.fromkeys(sentences)))

    def set_problem(self, sentence: str) -> None:
        self._problem.setText(sentence)
        self._problem.setVisible(bool(sentence))

    def stops(self) -> list[QWidget]:
        """In the order of the eye."""
        return [self.search, *self.cases.stops(), *self.channels.stops()]

    # --- looking for a procedure

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.search and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            key = event.key()
            if key in (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp):
                self._move({Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 6}.get(Qt.Key(key), -6))
                return True
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and (self.search.text() or self.list.isVisible()):
                self._look(self.search.value())
                if self._model.rows and (self.search.text() or self.list.currentIndex().isValid()):
                    self._take(max(0, self.list.currentIndex().row()))
                    return True
        return False

    def _move(self, by: int) -> None:
        if not self._model.rows:
            return
        if not self.list.isVisible():
            self._list(show=True)
        now = self.list.currentIndex()
        row = now.row() + by if now.isValid() else 0
        self.list.setCurrentIndex(self._model.index(max(0, min(len(self._model.rows) - 1, row))))

    def _on_searched(self, text: str) -> None:
        self._look(text)

    def _look(self, text: str) -> None:
        """Lists what `text` means; with nothing typed the favourites, or the chosen procedure's facts."""
        if not text:
            if self._model.numbered is False or self.procedure is not None:
                self._list()
            return
        if self._catalogue is None:
            return
        kept = self._current()
        found = self._catalogue.search(text, FOUND)
        if found != self._model.rows or self._model.numbered:
            self._model.put(found, numbered=False)
            place = next((row for row, known in enumerate(found) if known == kept), 0)
            if found:
                self.list.setCurrentIndex(self._model.index(place))
        self._show_list(found)

    def _current(self) -> Procedure | None:
        index = self.list.currentIndex()
        return self._model.rows[index.row()] if index.isValid() and index.row() < len(self._model.rows) else None

    def _list(self, *, show: bool = False) -> None:
        """Back to the favourites; they are hidden behind the facts while a procedure is chosen."""
        found = self._catalogue.favourites(self._favourites)[:FAVOURITES] if self._catalogue is not None else ()
        self._model.put(found, numbered=True)
        if self.procedure is None or show:
            self._show_list(found)
        else:
            for part in (self.list, self._list_head, self._nothing):
                part.hide()
            self._inner.show()

    def _show_list(self, found: Sequence[Procedure]) -> None:
        self._inner.hide()
        self.list.setVisible(bool(found))
        self._list_head.setVisible(bool(found))
        self._nothing.setVisible(not found)
        height = (ONE_LINE if self._model.numbered else TWO_LINES) * min(len(found), FAVOURITES)
        self.list.setMinimumHeight(min(height, ONE_LINE * 5))
        self._say_list()

    def _say_list(self) -> None:
        self._list_head.setText(self.tr("Hay dùng") if self._model.numbered else self.tr("Tìm thấy"))
        self._nothing.setText(
            self.tr("Không thấy thủ tục khớp “%s”. Thử tên không dấu, chữ cái đầu (dkks) hoặc mã (1.001193).").replace(
                "%s", self.search.value()
            )
            if self.search.value()
            else self.tr("Chưa có thủ tục nào trong danh mục của quầy.")
        )

    def fold(self, folded: bool) -> None:
        """Lies open in its whole height when the columns are folded."""
        self._inner.fold(folded)

    def leave_search(self) -> bool:
        """Esc: back to the chosen procedure, when one was chosen. False when there was nothing to leave."""
        if self.procedure is not None and self._inner.isHidden():
            self.search.clear()
            self._list()
            return True
        return False

    def _take(self, row: int) -> None:
        if 0 <= row < len(self._model.rows):
            code = self._model.rows[row].code
            self.set_procedure(code)
            self.chosen.emit(code)

    # --- the chosen procedure

    def _offer_channels(self, channel: int = 0) -> None:
        procedure = self.procedure
        offered = procedure.channels() if procedure is not None else ()
        self.channels.offer([(known, self._channel_words(known)) for known in offered])
        wanted = channel or self._default_channel
        if wanted in offered:
            self.channels.choose(wanted)
        else:
            self.channels.choose_none()

    def _on_changed(self) -> None:
        self._due, self._fees = (None, ""), None
        self._show_terms()
        self.changed.emit()

    def _show(self) -> None:
        procedure = self.procedure
        if procedure is None:
            return
        self._name.setText(procedure.short_name)
        self._name.setToolTip(procedure.name)
        self._code.setText(f"{procedure.code} · {procedure.field} · {self._agency}")
        several = len(procedure.cases) > 1
        self._case_head.setVisible(several)
        self.cases.setVisible(several)
        offered = procedure.channels()
        more = len(offered) > 1 or (bool(offered) and self._default_channel not in offered)
        self._channel_head.setVisible(more)
        self.channels.setVisible(more)
        self._note.setText(procedure.note)
        self._note.setVisible(bool(procedure.note))
        self._both.say(self.tr("Khi trả kết quả, cả hai bên phải có mặt.") if procedure.rules.both_present else "")
        self._show_terms()

    def _show_terms(self) -> None:
        procedure = self.procedure
        if procedure is None:
            return
        at, rule = self._due
        offer = procedure.offer(self.channels.value() or self._default_channel, self.case())
        term = self._term_words(offer.term if offer is not None else None)
        if at is not None:
            self._due_fact.say(self.tr("Hẹn trả %s").replace("%s", moment(at)))
        elif self._carrier:
            self._due_fact.say(self.tr("Ngày hẹn trả: cơ quan giải quyết báo khi tiếp nhận"))
        else:
            self._due_fact.say("")
        fees = self._fees
        if fees is None:
            fees = tuple((fee.name, fee.amount) for fee in offer.fees) if offer is not None else ()
        free = "" if fees or not procedure.curated else self.tr(" · không thu phí, lệ phí")
        self._time_fact.say(self.tr("Thời hạn %s").replace("%s", term) + free)
        self._fee_fact.say("; ".join(f"{name} {dong(amount)}" for name, amount in fees))
        words = self._rule_words(rule, procedure.rules.same_day_before)
        if not procedure.curated:
            words = self.tr("Thủ tục này chưa có danh mục giấy tờ tại quầy: ghi từng giấy tờ nhận.")
        self._rule_fact.say(words)

    def _rule_words(self, code: str, same_day_before: str) -> str:
        """How the due date was found; `code` is one of workdays.RULES, or empty before the counter has spoken."""
        words = {
            "same_day_missed": self.tr("Nhận sau %s hoặc ngày nghỉ: trả ngày làm việc tiếp theo"),
            "working_days": self.tr("Tính theo ngày làm việc, không kể ngày nhận"),
            "days": self.tr("Tính theo ngày lịch, không kể ngày nhận"),
            "days_moved": self.tr("Hết hạn vào ngày nghỉ nên dời sang ngày làm việc tiếp theo"),
            "months": self.tr("Tính theo tháng"),
            "months_moved": self.tr("Hết hạn vào ngày nghỉ nên dời sang ngày làm việc tiếp theo"),
            "hours": self.tr("Tính theo giờ làm việc từ lúc nhận"),
            "hours_from_receipt": self.tr("Mỗi ngày làm việc tính 8 giờ từ lúc nhận"),
        }
        same_day = self.tr("Trả trong ngày nếu nhận trước %s") if same_day_before else ""
        return words.get(code, same_day).replace("%s", same_day_before)

    def _term_words(self, term: Term | None) -> str:
        if term is None:
            return self.tr("cơ quan giải quyết ấn định")
        words = {
            Unit.HOUR: self.tr("%n giờ làm việc"),
            Unit.WORKING_DAY: self.tr("%n ngày làm việc"),
            Unit.DAY: self.tr("%n ngày"),
            Unit.MONTH: self.tr("%n tháng"),
        }[term.unit]
        return words.replace("%n", str(term.value))

    def _channel_words(self, channel: int) -> str:
        return {
            COUNTER: self.tr("Trực tiếp"),
            ONLINE: self.tr("Trực tuyến"),
            POST: self.tr("Bưu chính"),
        }.get(channel, str(channel))

    def retranslate(self) -> None:
        self.set_heading(self.tr("Thủ tục"))
        self.search.setPlaceholderText(self.tr("Tìm tên, dkks hoặc mã"))
        self.search.setAccessibleName(self.tr("Tìm thủ tục"))
        self.list.setAccessibleName(self.tr("Danh sách thủ tục"))
        self._case_head.setText(self.tr("Trường hợp"))
        self.cases.setAccessibleName(self.tr("Trường hợp"))
        self._channel_head.setText(self.tr("Cách nộp"))
        self.channels.setAccessibleName(self.tr("Cách nộp"))
        if self.procedure is not None:
            self._offer_channels(self.channels.value() or 0)
        self._say_list()
        self._show()


def moment(at: datetime) -> str:
    """A time as a citizen reads it: "16:30, thứ Ba 24/11/2026"."""
    days = (
        QCoreApplication.translate("receive", "thứ Hai"),
        QCoreApplication.translate("receive", "thứ Ba"),
        QCoreApplication.translate("receive", "thứ Tư"),
        QCoreApplication.translate("receive", "thứ Năm"),
        QCoreApplication.translate("receive", "thứ Sáu"),
        QCoreApplication.translate("receive", "thứ Bảy"),
        QCoreApplication.translate("receive", "Chủ nhật"),
    )
    local = at.astimezone(VIETNAM)
    return f"{local:%H:%M}, {days[local.weekday()]} {local:%d/%m/%Y}"
