"""The checklist of papers of the chosen case: handed in (originals and copies counted), shown (a tick and the last four
digits) or read from a database (nobody brings it).

What is wanted is the catalogue's; what is still missing is the counter's word. Here one only counts.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.domain.catalogue import Paper, PaperKind
from ui.receive_form import PaperForm
from ui.receive_parts import Inner, Sheet, Tally, Tick
from ui.theme import INSIDE, tokens
from ui.widgets import Button, Card, EmptyState, Label, Line, StatusPill

NOTE_WIDTH = 118
TALLY_WIDTH = 84


class PaperRow(QFrame):
    """One paper. Has the focus as a whole: Space ticks the prescribed count, + and − count, ← → choose what is counted,
    figures go into the note of a shown paper."""

    changed = Signal()
    stepped = Signal(int)
    """↑ or ↓: −1 or 1."""
    dropped = Signal()
    """Del on a paper the clerk added herself."""

    def __init__(self, paper: Paper | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.paper = paper
        self.kind = paper.kind if paper is not None else PaperKind.SUBMIT
        self._shown = False
        self._over = False
        self.setObjectName("paper")
        self.setFocusPolicy(
            Qt.FocusPolicy.StrongFocus if self.kind is not PaperKind.DATABASE else Qt.FocusPolicy.NoFocus
        )
        self.tick = Tick(self)
        self.tick.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.tick.clicked.connect(lambda _on: self._on_tick())
        self.name = Label(paper.name if paper is not None else "", wrap=True)
        self.name.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.name_edit: Line | None = None
        self._about = Label(role="hint", wrap=True)
        self._about.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.note = Line(self)
        self.note.setMaxLength(20)
        self.note.setFixedWidth(NOTE_WIDTH)
        self.note.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # figures typed on the row go there
        self.note.textEdited.connect(lambda _text: self._on_note())
        self.note.installEventFilter(self)
        self.originals = Tally(parent=self)
        self.copies = Tally(parent=self)
        self.originals.changed.connect(lambda _count: self._on_counted())
        self.copies.changed.connect(lambda _count: self._on_counted())
        row = QHBoxLayout(self)
        row.setContentsMargins(INSIDE, 5, INSIDE, 5)
        row.setSpacing(INSIDE)
        row.addWidget(self.tick, 0, Qt.AlignmentFlag.AlignVCenter)
        words = QVBoxLayout()
        words.setSpacing(1)
        if paper is None:
            self.name_edit = Line()
            self.name_edit.setMaxLength(300)
            self.name_edit.textEdited.connect(lambda _text: self.changed.emit())
            self.name_edit.installEventFilter(self)
            words.addWidget(self.name_edit)
        else:
            words.addWidget(self.name)
        words.addWidget(self._about)
        row.addLayout(words, 1)
        if self.kind is PaperKind.SUBMIT:
            row.addWidget(self.originals)
            row.addWidget(self.copies)
        elif self.kind is PaperKind.SHOW:
            row.addWidget(self.note)
        for widget in (self.originals, self.copies):
            widget.setVisible(self.kind is PaperKind.SUBMIT)
        self.note.setVisible(self.kind is PaperKind.SHOW)
        self.tick.setVisible(self.kind is not PaperKind.DATABASE)
        if paper is not None:
            self.originals.set_wanted(paper.originals)
            self.copies.set_wanted(paper.copies)
        self._active = self.originals
        if paper is not None and paper.copies and not paper.originals:
            self._active = self.copies
        self._show()

    # --- as values

    def value(self) -> PaperForm:
        return PaperForm(
            key=self.paper.key if self.paper is not None else "",
            name=self.paper.name if self.paper is not None else self.name_edit.value() if self.name_edit else "",
            kind=self.kind,
            originals=self.originals.count(),
            copies=self.copies.count(),
            shown=self._shown,
            note=self.note.value(),
        )

    def set_value(self, form: PaperForm) -> None:
        self.originals.set_count(form.originals)
        self.copies.set_count(form.copies)
        self._shown = form.shown
        self.note.setText(form.note)
        if self.name_edit is not None:
            self.name_edit.setText(form.name)
        self._show()

    @property
    def required(self) -> bool:
        return self.paper is not None and self.paper.required and self.kind is not PaperKind.DATABASE

    def enough(self) -> bool:
        """At least the prescribed count, or shown."""
        if self.kind is PaperKind.SHOW:
            return self._shown
        if self.paper is None or not (self.paper.originals or self.paper.copies):
            return bool(self.originals.count() or self.copies.count())
        return self.originals.count() >= self.paper.originals and self.copies.count() >= self.paper.copies

    def fill(self) -> None:
        """Exactly as prescribed, unless more was counted already."""
        if self.kind is PaperKind.SHOW:
            self._shown = True
        elif self.kind is PaperKind.SUBMIT:
            originals, copies = self._prescribed()
            self.originals.set_count(max(self.originals.count(), originals))
            self.copies.set_count(max(self.copies.count(), copies))
        self._show()

    def toggle(self) -> None:
        """Space: the prescribed count, or nothing when it was there."""
        if self.enough():
            self._shown = False
            self.originals.set_count(0)
            self.copies.set_count(0)
            self._show()
        else:
            self.fill()
        self.changed.emit()

    # --- keys and clicks

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, text = event.key(), event.text()
        if key == Qt.Key.Key_Space:
            self.toggle()
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.stepped.emit(-1 if key == Qt.Key.Key_Up else 1)
        elif self.kind is PaperKind.SUBMIT and text in ("+", "="):
            self._active.step(1)
        elif self.kind is PaperKind.SUBMIT and text in ("-", "_"):
            self._active.step(-1)
        elif self.kind is PaperKind.SUBMIT and key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self._active = self.originals if key == Qt.Key.Key_Left else self.copies
            self._show()
        elif self.kind is PaperKind.SHOW and text.isdigit():
            self.note.setFocus()
            self.note.setText(text)
            self._on_note()
        elif key == Qt.Key.Key_Delete and self.paper is None:
            self.dropped.emit()
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
                self.stepped.emit(-1 if event.key() == Qt.Key.Key_Up else 1)
                return True
            if watched is self.name_edit and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                if not self.enough():
                    self.fill()
                    self.changed.emit()
                self.setFocus()
                return True
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self._show()
        return False

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.kind is not PaperKind.DATABASE:
            self.setFocus()
            if self.paper is not None and not self.enough():
                self.toggle()

    def enterEvent(self, event: QEvent) -> None:
        self._over = True
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        self._over = False
        self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._show()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._show()

    def _prescribed(self) -> tuple[int, int]:
        if self.paper is None or not (self.paper.originals or self.paper.copies):
            return 1, 0
        return self.paper.originals, self.paper.copies

    def _on_tick(self) -> None:
        self.setFocus()
        self.toggle()

    def _on_note(self) -> None:
        self._shown = self._shown or bool(self.note.value())
        self._show()
        self.changed.emit()

    def _on_counted(self) -> None:
        sender = self.sender()
        if isinstance(sender, Tally):
            self._active = sender
        self._show()
        self.changed.emit()

    def _show(self) -> None:
        some = bool(self.originals.count() or self.copies.count() or self._shown)
        self.tick.show_as(2 if self.enough() else 1 if some else 0)
        focused = self.hasFocus()
        self.originals.set_active(focused and self._active is self.originals)
        self.copies.set_active(focused and self._active is self.copies)
        self.setAccessibleName(self._spoken())
        self.update()

    def _spoken(self) -> str:
        name = self.value().name
        if self.kind is PaperKind.SHOW:
            state = self.tr("đã xuất trình") if self._shown else self.tr("chưa xuất trình")
            return f"{name}, {state}"
        if self.kind is PaperKind.DATABASE:
            source = self.tr("khai thác từ cơ sở dữ liệu")
            return f"{name}, {source}"
        counted = self.tr("%1 bản chính, %2 bản sao")
        counted = counted.replace("%1", str(self.originals.count())).replace("%2", str(self.copies.count()))
        return f"{name}, {counted}"

    def paintEvent(self, event: QPaintEvent) -> None:
        t = tokens()
        painter = QPainter(self)
        if self.hasFocus() or (self._over and self.kind is not PaperKind.DATABASE):
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(t.selected if self.hasFocus() else t.hover))
            painter.drawRoundedRect(self.rect(), 6, 6)
        painter.fillRect(INSIDE, self.height() - 1, self.width() - 2 * INSIDE, 1, QColor(t.line))
        painter.end()

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        return QSize(hint.width(), max(42, hint.height()))

    def retranslate(self) -> None:
        words = []
        paper = self.paper
        if paper is not None:
            if not paper.required and self.kind is not PaperKind.DATABASE:
                words.append(self.tr("không bắt buộc"))
            if paper.template:
                words.append(self.tr("mẫu %s").replace("%s", paper.template))
            if paper.valuable:
                words.append(self.tr("giấy tờ có giá, niêm phong riêng"))
            if paper.note:
                words.append(paper.note)
        self._about.setText(" · ".join(words))
        self._about.setVisible(bool(words))
        self.note.setPlaceholderText(self.tr("4 số cuối"))
        self.note.setAccessibleName(self.tr("Bốn số cuối của giấy tờ đã xuất trình"))
        if self.name_edit is not None:
            self.name_edit.setPlaceholderText(self.tr("Tên giấy tờ"))
            self.name_edit.setAccessibleName(self.tr("Tên giấy tờ"))
        self._show()


class PapersCard(Card):
    """The whole checklist."""

    changed = Signal()
    rebuilt = Signal()
    """Lines came or went."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(" ", parent=parent)
        self.rows: list[PaperRow] = []
        self._papers: tuple[Paper, ...] = ()
        self._chosen = False
        self._carried: dict[str, PaperForm] = {}
        self.progress = StatusPill()
        self.all_there = Button(role="chip")
        self.all_there.clicked.connect(self.fill_all)
        self.head.addWidget(self.progress)
        self.head.addWidget(self.all_there)
        self._columns = QWidget()
        columns = QHBoxLayout(self._columns)
        columns.setContentsMargins(INSIDE, 0, INSIDE, 0)
        columns.setSpacing(INSIDE)
        self._head_name = Label(role="label")
        self._head_originals = Label(role="label")
        self._head_copies = Label(role="label")
        columns.addWidget(self._head_name, 1)
        for head in (self._head_originals, self._head_copies):
            head.setFixedWidth(TALLY_WIDTH)
            head.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            columns.addWidget(head)
        self._list = Sheet()
        self._lines = QVBoxLayout(self._list)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(0)
        self._tail = QWidget()
        self.add = Button(role="quiet", glyph="plus")
        self.add.clicked.connect(lambda _on: self.add_free())
        self._lines.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)
        self._lines.addWidget(self._tail, 1)
        self._inner = Inner(self._list, 180)
        self._heads: dict[PaperKind, Label] = {}
        self._problem = Label(role="problem", wrap=True)
        self._problem.hide()
        self._empty = EmptyState("list-checks")
        self.box.setSpacing(2)
        self.box.addWidget(self._columns)
        self.box.addWidget(self._inner, 1)
        self.box.addWidget(self._problem)
        self.box.addWidget(self._empty, 1)
        self._fit()

    # --- what is wanted, what is there

    def set_papers(self, papers: Sequence[Paper], *, chosen: bool) -> None:
        """The checklist of another procedure, case or channel; what was counted of a paper still wanted is kept."""
        if tuple(papers) == self._papers and chosen == self._chosen:
            return
        counted = {row.paper.key: row.value() for row in self.rows if row.paper is not None}
        self._carried |= {key: form for key, form in counted.items() if form.touched}
        free = [row.value() for row in self.rows if row.paper is None]
        self._clear()
        self._papers, self._chosen = tuple(papers), chosen
        head: PaperKind | None = None
        for paper in sorted(papers, key=lambda paper: list(PaperKind).index(paper.kind)):
            if paper.kind is not head:
                head = paper.kind
                if head is not PaperKind.SUBMIT:
                    label = Label(role="label")
                    label.setContentsMargins(INSIDE, 8, 0, 2)
                    self._heads[head] = label
                    self._lines.insertWidget(self._lines.count() - 2, label)
            row = self._append(paper)
            if paper.key in self._carried:
                row.set_value(self._carried[paper.key])
        for form in free:
            self._append(None).set_value(form)
        self.retranslate()
        self._fit()
        self.rebuilt.emit()

    def forget(self) -> None:
        """Nothing chosen, nothing counted."""
        self._clear()
        self._papers, self._chosen = (), False
        self._carried = {}
        self.set_problem("")
        self._fit()
        self.rebuilt.emit()

    def value(self) -> tuple[PaperForm, ...]:
        return tuple(form for row in self.rows if (form := row.value()).key or form.name)

    def set_value(self, forms: Sequence[PaperForm]) -> None:
        """Puts back what was counted; call after `set_papers`."""
        by_key = {row.paper.key: row for row in self.rows if row.paper is not None}
        for row in [row for row in self.rows if row.paper is None]:
            self._drop(row)
        for form in forms:
            if form.key in by_key:
                by_key[form.key].set_value(form)
            elif not form.key:
                self._append(None).set_value(form)
        self.retranslate()
        self._fit()
        self.rebuilt.emit()

    @property
    def touched(self) -> bool:
        """Whether anything was counted at all."""
        return any(form.touched for form in self.value())

    def fill_all(self) -> None:
        """All required papers as prescribed."""
        for row in self.rows:
            if row.required:
                row.fill()
        self._fit()
        self.changed.emit()

    def add_free(self) -> None:
        """A line for a paper the checklist does not name."""
        row = self._append(None)
        row.retranslate()
        self._fit()
        self.rebuilt.emit()
        if row.name_edit is not None:
            row.name_edit.setFocus()

    def first_lacking(self) -> QWidget | None:
        """Where the cursor goes when papers are missing."""
        lacking = next((row for row in self.rows if row.required and not row.enough()), None)
        return lacking or next((row for row in self.rows if row.kind is not PaperKind.DATABASE), None)

    def stops(self) -> list[QWidget]:
        """In the order of the eye."""
        found: list[QWidget] = [self.all_there]
        for row in self.rows:
            found += [row.name_edit, row] if row.name_edit is not None else [row]
            found.append(row.note)
        return [*found, self.add]

    def fold(self, folded: bool) -> None:
        self._inner.fold(folded)

    def show_row(self, widget: QWidget) -> None:
        """Scrolls a row into view."""
        if self._list.isAncestorOf(widget):
            self._inner.ensureWidgetVisible(widget, 0, 12)

    def set_problem(self, sentence: str) -> None:
        self._problem.setText(sentence)
        self._problem.setVisible(bool(sentence))

    # --- inside

    def _append(self, paper: Paper | None) -> PaperRow:
        row = PaperRow(paper)
        row.changed.connect(self._on_changed)
        row.stepped.connect(lambda by, row=row: self._on_stepped(row, by))
        row.dropped.connect(lambda row=row: self._on_dropped(row))
        self.rows.append(row)
        self._lines.insertWidget(self._lines.count() - 2, row)
        row.show()  # at once: it may be given the focus before the layout has its turn
        return row

    def _clear(self) -> None:
        for row in list(self.rows):
            self._drop(row)
        for label in self._heads.values():
            self._lines.removeWidget(label)
            label.hide()
            label.deleteLater()
        self._heads = {}

    def _drop(self, row: PaperRow) -> None:
        self.rows.remove(row)
        self._lines.removeWidget(row)
        row.hide()
        row.deleteLater()

    def _on_dropped(self, row: PaperRow) -> None:
        self._on_stepped(row, -1)
        self._drop(row)
        self._on_changed()

    def _on_stepped(self, row: PaperRow, by: int) -> None:
        open_rows = [known for known in self.rows if known.kind is not PaperKind.DATABASE]
        place = open_rows.index(row) + by
        if 0 <= place < len(open_rows):
            open_rows[place].setFocus(Qt.FocusReason.TabFocusReason)
            self._inner.ensureWidgetVisible(open_rows[place], 0, 12)

    def _on_changed(self) -> None:
        self._fit()
        self.changed.emit()

    def _fit(self) -> None:
        required = [row for row in self.rows if row.required]
        there = sum(row.enough() for row in required)
        whole = there == len(required)
        self.progress.setVisible(bool(required))
        words = self.tr("Đủ %1/%2").replace("%1", str(there)).replace("%2", str(len(required)))
        self.progress.show_as(words, "ok" if whole else "plain", "check" if whole else "")
        self.all_there.setVisible(bool(required))
        self._empty.setVisible(not self._chosen)
        self._columns.setVisible(any(row.kind is PaperKind.SUBMIT for row in self.rows))
        self._inner.setVisible(self._chosen)

    def retranslate(self) -> None:
        self.set_heading(self.tr("Giấy tờ"))
        self.all_there.setText(self.tr("Ctrl+D  Đủ cả"))
        self.all_there.setToolTip(self.tr("Đánh dấu đủ mọi giấy tờ bắt buộc"))
        self.add.setText(self.tr("Thêm giấy tờ khác"))
        self._head_name.setText(self.tr("Giấy tờ phải nộp"))
        self._head_originals.setText(self.tr("Bản chính"))
        self._head_copies.setText(self.tr("Bản sao"))
        heads = {
            PaperKind.SHOW: self.tr("Giấy tờ xuất trình"),
            PaperKind.DATABASE: self.tr("Khai thác từ cơ sở dữ liệu, không phải nộp"),
        }
        for kind, label in self._heads.items():
            label.setText(heads[kind])
        self._empty.set_text(
            self.tr("Giấy tờ cần nộp hiện ở đây"), self.tr("Chọn thủ tục ở cột bên trái, hoặc quét mã thủ tục.")
        )
        for row in self.rows:
            row.retranslate()
        self._fit()
