"""The person at the desk and, when somebody hands in for another, the representative and the paper that allows it.

Fields only. Where a value came from (card, earlier dossier of this counter) is written beside its label; what the
counter doubts stands as a quiet line, what it refuses right under the field.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.domain.cards import CitizenCard, HealthCard
from app.domain.events import IdKind, Person, PersonKind, Sex
from ui.receive_form import AuthorisationForm, PersonForm, person_form
from ui.receive_parts import CommuneEdit, Notice, slim
from ui.theme import BETWEEN, INSIDE
from ui.widgets import Card, Chip, Choice, DateEdit, Field, Label, Line, Rule

ID_LENGTH = 12
GRID_COLUMNS = 24
_SHARES = (("commune_code", 0, 14), ("email", 14, 10))


class PersonFields(QWidget):
    """One person's fields. `under` is the draft's name for the person: "applicant" or "submitter"."""

    changed = Signal()
    number_given = Signal(str)
    """An identity number stands there whole: this counter may know the person."""
    left = Signal(str)
    """The dotted name of a field the cursor left."""

    def __init__(self, under: str, province: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.under = under
        self._unsure = False
        self._asked = ""
        self._filling = False
        self._ethnicity_asked = False
        self._marks: dict[str, str] = {}
        self.kind = Choice()
        self.id_kind = Choice()
        self.id_number = Line()
        self.full_name = Line()
        self.date_of_birth = DateEdit()
        self.sex = Choice()
        self.phone = Line()
        self.email = Line()
        self.commune_code = CommuneEdit(province)
        self.address = Line()
        self.ethnicity = Line()
        for line, most in (
            (self.id_number, 40),
            (self.full_name, 200),
            (self.phone, 40),
            (self.email, 100),
            (self.address, 300),
            (self.ethnicity, 60),
        ):
            line.setMaxLength(most)
        self.fields = {
            name: Field("", control)
            for name, control in (
                ("id_kind", self.id_kind),
                ("id_number", self.id_number),
                ("full_name", self.full_name),
                ("date_of_birth", self.date_of_birth),
                ("sex", self.sex),
                ("phone", self.phone),
                ("commune_code", self.commune_code),
                ("email", self.email),
                ("ethnicity", self.ethnicity),
                ("address", self.address),
            )
        }
        for choice in (self.kind, self.id_kind, self.sex):
            slim(choice, 170)
        for choice in (self.kind, self.id_kind):  # Enter passes them by: what stands there is nearly always right
            choice.setProperty("enter", False)
        self.kind.setParent(self)  # the card puts it into its heading
        self.kind.hide()
        self._optional_head = Label(role="hint")
        self._doubts = Notice()

        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(BETWEEN)
        grid.setVerticalSpacing(INSIDE)
        for column in range(GRID_COLUMNS):
            grid.setColumnStretch(column, 1)
        for name, row, column, span in (
            ("id_kind", 0, 0, 10),
            ("id_number", 0, 10, 14),
            ("full_name", 1, 0, 24),
            ("date_of_birth", 4, 0, 9),
            ("sex", 4, 9, 6),
            ("phone", 4, 15, 9),
            ("commune_code", 5, 0, 14),
            ("email", 5, 14, 10),
            ("ethnicity", 5, 18, 6),
            ("address", 6, 0, 24),
        ):
            grid.addWidget(self.fields[name], row, column, 1, span, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self._doubts, 2, 0, 1, GRID_COLUMNS)
        grid.addWidget(self._optional_head, 3, 0, 1, GRID_COLUMNS)
        self._grid = grid
        self.fields["ethnicity"].hide()
        if under == "submitter":
            for name in ("email", "commune_code", "ethnicity"):
                self.fields[name].hide()

        for name, field in self.fields.items():
            control = field.control
            if isinstance(control, Choice):
                control.currentIndexChanged.connect(lambda _index, name=name: self._on_edited(name))
            elif isinstance(control, CommuneEdit):
                control.chosen.connect(lambda _code, name=name: self._on_edited(name))
                control.textEdited.connect(lambda _text, name=name: self._on_edited(name))
            elif isinstance(control, Line):
                control.textEdited.connect(lambda _text, name=name: self._on_edited(name))
            if isinstance(control, Line):
                control.editingFinished.connect(lambda name=name: self._on_left(name))
        self.kind.currentIndexChanged.connect(lambda _index: self._on_edited("kind"))
        self.full_name.returnPressed.connect(self._confirm_name)
        self._offer()

    # --- as values

    def value(self) -> PersonForm:
        return PersonForm(
            kind=PersonKind(str(self.kind.value() or PersonKind.CITIZEN)),
            id_kind=IdKind(str(self.id_kind.value() or IdKind.CCCD)),
            id_number=self.id_number.value(),
            full_name=self.full_name.value(),
            date_of_birth=self.date_of_birth.value(),
            sex=Sex(str(self.sex.value())) if self.sex.value() else None,
            phone=self.phone.value(),
            email=self.email.value(),
            address=self.address.value(),
            commune_code=self.commune_code.code(),
            ethnicity=self.ethnicity.value() if self._ethnicity_asked else "",
            name_unsure=self._unsure,
        )

    def set_value(self, form: PersonForm) -> None:
        self._filling = True
        self.kind.choose(form.kind)
        self._offer_papers()
        self.id_kind.choose(form.id_kind)
        self.id_number.setText(form.id_number)
        self.full_name.setText(form.full_name)
        self.date_of_birth.setText(form.date_of_birth)
        self.sex.choose(form.sex or "")
        self.phone.setText(form.phone)
        self.email.setText(form.email)
        self.commune_code.set_code(form.commune_code)
        self.address.setText(form.address)
        self.ethnicity.setText(form.ethnicity)
        self._unsure = form.name_unsure
        self._asked = form.id_number
        self._filling = False
        for name in tuple(self._marks):
            self._set_mark(name, "")
        for name in ("full_name", "address"):
            self._line(name).setCursorPosition(0)
        self._fit_kind()
        self._say_unsure()

    def take_card(self, card: CitizenCard | HealthCard) -> None:
        """Fills what the card says over whatever stood there, and asks for the name when its letters may be broken."""
        born = card.date_of_birth
        here = self.value()
        filled: tuple[str, ...]
        if isinstance(card, HealthCard):  # it bears no identity number, so it only adds to what is still empty
            said = {
                "full_name": card.full_name,
                "date_of_birth": "" if born is None else f"{born:%d/%m/%Y}",
                "sex": Sex(card.sex) if card.sex else None,
                "address": card.address,
            }
            filled = tuple(name for name, value in said.items() if value and not getattr(here, name))
            self.set_value(msgspec.structs.replace(here, **{name: said[name] for name in filled}))
        else:
            kept = here if here.id_number == card.number else PersonForm(ethnicity=here.ethnicity)
            self.set_value(
                msgspec.structs.replace(
                    kept,
                    kind=PersonKind.CITIZEN,
                    id_kind=IdKind.CCCD,
                    id_number=card.number,
                    full_name=card.full_name,
                    date_of_birth="" if born is None else f"{born:%d/%m/%Y}",
                    sex=Sex(card.sex) if card.sex else None,
                    address=card.address,
                    name_unsure=not card.name_trusted,
                )
            )
            filled = ("id_number", "full_name", "date_of_birth", "sex", "address")
        for name in filled:
            self._set_mark(name, self.tr("từ thẻ"))
        self.changed.emit()
        if self.id_number.value():
            self._ask_number(force=True)

    def take_number(self, number: str) -> None:
        """A scanned or read number, as if it had been typed."""
        self.id_number.setText(number)
        self._on_edited("id_number")

    def take_known(self, person: Person) -> bool:
        """Fills what is still empty from an earlier dossier of this counter; True when anything was."""
        known = person_form(person)
        here = self.value()
        if here.id_number.replace(" ", "") != known.id_number:
            return False
        filled: dict[str, object] = {}
        for name in ("full_name", "date_of_birth", "sex", "phone", "email", "address", "commune_code"):
            if not getattr(here, name) and getattr(known, name):
                filled[name] = getattr(known, name)
        if here.name_unsure and known.full_name:
            filled |= {"full_name": known.full_name, "name_unsure": False}
        if here.kind != known.kind and not here.full_name:
            filled["kind"] = known.kind
        if not filled:
            return False
        marks = dict(self._marks)
        self.set_value(msgspec.structs.replace(here, **filled))
        for name, words in marks.items():
            self._set_mark(name, words)
        for name in filled:
            if name in self.fields:
                self._set_mark(name, self.tr("từ hồ sơ trước"))
        self.changed.emit()
        return True

    def ask_ethnicity(self, asked: bool) -> None:
        """Only where the procedure asks (a sensitive datum)."""
        self._ethnicity_asked = asked and self.under == "applicant"
        shares = (("commune_code", 0, 10), ("email", 10, 8)) if self._ethnicity_asked else _SHARES
        for name, column, wide in shares:
            self._grid.removeWidget(self.fields[name])
            self._grid.addWidget(self.fields[name], 5, column, 1, wide, Qt.AlignmentFlag.AlignTop)
        self.fields["ethnicity"].setVisible(self._ethnicity_asked)
        self._fit_kind()

    # --- what is said about it

    def show_problems(self, problems: Mapping[str, str]) -> None:
        """Sentences by field name without the person's own prefix; fields not named are cleared."""
        for name, field in self.fields.items():
            if name == "full_name" and self._unsure:
                continue
            field.set_problem(problems.get(name, ""))

    def show_doubts(self, sentences: Sequence[str]) -> None:
        self._doubts.say("\n".join(dict.fromkeys(sentences)))

    def doubts(self) -> str:
        return self._doubts.text()

    def own_problems(self) -> dict[str, str]:
        """What stands there and cannot be read as what the field is for."""
        found: dict[str, str] = {}
        human = self.kind.value() == PersonKind.CITIZEN
        if human and self.date_of_birth.wrong():
            found["date_of_birth"] = self.tr("Ngày chưa đúng. Gõ ngày/tháng/năm, ví dụ 01/02/1990.")
        if self.fields["commune_code"].isVisibleTo(self) and self.commune_code.wrong():
            found["commune_code"] = self.tr("Chưa có xã, phường này. Hãy chọn trong danh sách.")
        if self._unsure:
            found["full_name"] = self.tr("Chữ có dấu có thể sai khi quét. So với thẻ, sửa nếu cần, rồi Enter.")
        return found

    def first_empty(self) -> QWidget:
        """Where the cursor is wanted after a scan."""
        if self._unsure:
            return self.full_name
        for control in (self.id_number, self.full_name, self.phone, self.address):
            if not control.value():
                return control
        return self.address

    def marks(self) -> dict[str, str]:
        """Where values came from, by field."""
        return dict(self._marks)

    def stops(self) -> list[QWidget]:
        """In the order of the eye."""
        return [field.control for field in self.fields.values()]

    # --- inside

    def _set_mark(self, name: str, words: str) -> None:
        self._marks.pop(name, None)
        if words:
            self._marks[name] = words
        self.fields[name].set_mark(words)

    def _line(self, name: str) -> Line:
        control = self.fields[name].control
        assert isinstance(control, Line)
        return control

    def _on_edited(self, name: str) -> None:
        if self._filling:
            return
        if name in self.fields:
            self._set_mark(name, "")
        if name == "kind":
            self._offer_papers()
            self._fit_kind()
        if name == "full_name" and self._unsure:
            self._unsure = False
            self._say_unsure()
        if name in ("id_number", "kind", "id_kind"):
            self._ask_number()
        self.changed.emit()

    def _on_left(self, name: str) -> None:
        if name == "id_number":
            self._ask_number(left=True)
        self.left.emit(f"{self.under}.{name}")

    def _ask_number(self, *, force: bool = False, left: bool = False) -> None:
        """A twelve-digit number is whole at its twelfth digit, any other when the cursor leaves."""
        number = self.id_number.value().replace(" ", "")
        whole = len(number) == ID_LENGTH if self.id_kind.value() == IdKind.CCCD else left and len(number) > 5
        if whole and (force or number != self._asked):
            self._asked = number
            self.number_given.emit(number)

    def _confirm_name(self) -> None:
        if self._unsure and self.full_name.value():
            self._unsure = False
            self._say_unsure()
            self.changed.emit()

    def _say_unsure(self) -> None:
        self.fields["full_name"].set_problem(self.own_problems()["full_name"] if self._unsure else "")

    def _fit_kind(self) -> None:
        human = self.kind.value() == PersonKind.CITIZEN
        for name in ("date_of_birth", "sex"):
            self.fields[name].setVisible(human)
        self.fields["full_name"].set_label(self.tr("Họ và tên") if human else self.tr("Tên tổ chức"))
        self._grid.removeWidget(self.fields["phone"])
        column, wide = (15, 9) if human else (0, GRID_COLUMNS)
        self._grid.addWidget(self.fields["phone"], 4, column, 1, wide, Qt.AlignmentFlag.AlignTop)

    def _offer(self) -> None:
        self._filling = True
        self.kind.offer(
            [
                (PersonKind.CITIZEN, self.tr("Cá nhân")),
                (PersonKind.BUSINESS, self.tr("Doanh nghiệp")),
                (PersonKind.STATE, self.tr("Cơ quan")),
                (PersonKind.OTHER, self.tr("Khác")),
            ]
        )
        self._offer_papers()
        self.sex.offer([("", "—"), (Sex.MALE, self.tr("Nam")), (Sex.FEMALE, self.tr("Nữ"))])
        self._filling = False

    def _offer_papers(self) -> None:
        filling, self._filling = self._filling, True
        person = [
            (IdKind.CCCD, self.tr("Căn cước")),
            (IdKind.PASSPORT, self.tr("Hộ chiếu")),
            (IdKind.CMND, self.tr("CMND cũ")),
        ]
        firm = [(IdKind.MST, self.tr("Mã số thuế"))]
        human = self.kind.value() == PersonKind.CITIZEN
        offered = person + firm if human else firm + person
        before = self.id_kind.value()
        self.id_kind.offer([*offered])
        of_the_other_kind = before == (IdKind.MST if human else IdKind.CCCD) and not self.id_number.value()
        if before is None or of_the_other_kind:
            self.id_kind.setCurrentIndex(0)
        self._filling = filling

    def retranslate(self) -> None:
        self._offer()
        words = {
            "id_kind": self.tr("Loại giấy tờ"),
            "id_number": self.tr("Số giấy tờ"),
            "date_of_birth": self.tr("Ngày sinh"),
            "sex": self.tr("Giới tính"),
            "phone": self.tr("Số điện thoại"),
            "commune_code": self.tr("Xã, phường"),
            "email": self.tr("Thư điện tử"),
            "address": self.tr("Địa chỉ"),
            "ethnicity": self.tr("Dân tộc"),
        }
        for name, label in words.items():
            self.fields[name].set_label(label)
        self.kind.setAccessibleName(self.tr("Đối tượng"))
        self._optional_head.setText(self.tr("Không bắt buộc"))
        self.commune_code.setPlaceholderText(self.tr("Gõ tên xã"))
        self._fit_kind()
        self._say_unsure()


class PersonCard(Card):
    """Applicant, and below, when somebody hands in for another, the representative and the authorisation."""

    changed = Signal()
    left = Signal(str)
    number_given = Signal(str, str)
    """(which person, identity number)"""
    handed_over = Signal(bool)
    """Whether somebody hands in for another was switched."""

    def __init__(self, province: str, parent: QWidget | None = None) -> None:
        super().__init__(" ", parent=parent)
        self.applicant = PersonFields("applicant", province)
        self.submitter = PersonFields("submitter", province)
        self.by_other = Chip(glyph="users")
        self.by_other.toggled.connect(self._on_by_other)
        self.head.addWidget(self.applicant.kind)
        self.applicant.kind.show()
        self.head.addWidget(self.by_other)
        self.duplicates = Notice()
        self.other = QWidget()
        other = QVBoxLayout(self.other)
        other.setContentsMargins(0, 0, 0, 0)
        other.setSpacing(INSIDE)
        self._other_head = Label(role="section")
        self.paper_kind = Choice()
        self.paper_kind.setEditable(True)
        slim(self.paper_kind, 320)
        self.paper_number = Line()
        self.paper_date = DateEdit()
        self.paper_fields = {
            "kind": Field("", self.paper_kind),
            "number": Field("", self.paper_number, optional=True),
            "date": Field("", self.paper_date, optional=True),
        }
        papers = QHBoxLayout()
        papers.setSpacing(BETWEEN)
        for name, share in (("kind", 5), ("number", 4), ("date", 3)):
            papers.addWidget(self.paper_fields[name], share, Qt.AlignmentFlag.AlignTop)
        other.addWidget(Rule())
        other.addWidget(self._other_head)
        other.addWidget(self.submitter)
        other.addLayout(papers)
        self.box.setSpacing(INSIDE)
        self.box.addWidget(self.duplicates)
        self.box.addWidget(self.applicant)
        self.box.addWidget(self.other)
        self.box.addStretch(1)
        self.other.hide()
        for fields in (self.applicant, self.submitter):
            fields.changed.connect(self.changed)
            fields.left.connect(self.left)
            fields.number_given.connect(lambda number, under=fields.under: self.number_given.emit(under, number))
        self.paper_kind.currentTextChanged.connect(lambda _text: self.changed.emit())
        self.paper_number.textEdited.connect(lambda _text: self.changed.emit())
        self.paper_date.textEdited.connect(lambda _text: self.changed.emit())
        for name, line in (("number", self.paper_number), ("date", self.paper_date)):
            line.editingFinished.connect(lambda name=name: self.left.emit(f"submitter.authorisation.{name}"))

    def authorisation(self) -> AuthorisationForm:
        return AuthorisationForm(
            kind=self.paper_kind.currentText().strip(),
            number=self.paper_number.value(),
            date=self.paper_date.value(),
        )

    def set_authorisation(self, paper: AuthorisationForm) -> None:
        self.paper_kind.setCurrentText(paper.kind)
        self.paper_number.setText(paper.number)
        self.paper_date.setText(paper.date)

    def stops(self) -> list[QWidget]:
        """In the order of the eye."""
        papers: list[QWidget] = [field.control for field in self.paper_fields.values()]
        return [self.applicant.kind, self.by_other, *self.applicant.stops(), *self.submitter.stops(), *papers]

    def fields_under(self, under: str) -> PersonFields:
        return self.submitter if under == "submitter" else self.applicant

    def own_problems(self) -> dict[str, str]:
        found = {f"applicant.{name}": words for name, words in self.applicant.own_problems().items()}
        if self.by_other.isChecked():
            found |= {f"submitter.{name}": words for name, words in self.submitter.own_problems().items()}
            if self.paper_date.wrong():
                found["submitter.authorisation.date"] = self.tr("Ngày chưa đúng. Gõ ngày/tháng/năm.")
        return found

    def show_problems(self, problems: Mapping[str, str]) -> None:
        for fields in (self.applicant, self.submitter):
            start = f"{fields.under}."
            fields.show_problems(
                {name.removeprefix(start): words for name, words in problems.items() if name.startswith(start)}
            )
        for name, field in self.paper_fields.items():
            field.set_problem(problems.get(f"submitter.authorisation.{name}", ""))

    def control(self, field: str) -> QWidget | None:
        """The control of a dotted field name, for the cursor to go to."""
        for fields in (self.applicant, self.submitter):
            name = field.removeprefix(f"{fields.under}.")
            if field.startswith(f"{fields.under}.") and name in fields.fields:
                return fields.fields[name].control
        if field.startswith("submitter.authorisation"):
            return self.paper_fields.get(field.rpartition(".")[2], self.paper_fields["kind"]).control
        return None

    def _on_by_other(self, on: bool) -> None:
        self.other.setVisible(on)
        self.handed_over.emit(on)
        self.changed.emit()

    def retranslate(self) -> None:
        self.set_heading(self.tr("Người có hồ sơ"))
        self.by_other.setText(self.tr("Nộp thay"))
        self.by_other.setToolTip(self.tr("Người ở quầy nộp thay cho người có hồ sơ"))
        self._other_head.setText(self.tr("Người nộp thay"))
        kept = self.paper_kind.currentText()
        self.paper_kind.blockSignals(True)
        self.paper_kind.clear()
        self.paper_kind.addItems(
            ["", self.tr("Giấy ủy quyền"), self.tr("Giấy giới thiệu"), self.tr("Quan hệ ruột thịt, không cần ủy quyền")]
        )
        self.paper_kind.setCurrentText(kept)
        self.paper_kind.blockSignals(False)
        self.paper_fields["kind"].set_label(self.tr("Giấy ủy quyền hoặc quan hệ"))
        self.paper_fields["number"].set_label(self.tr("Số"))
        self.paper_fields["date"].set_label(self.tr("Ngày"))
        self.applicant.retranslate()
        self.submitter.retranslate()
        kind = self.applicant.kind  # as wide as its longest word and no wider: the heading is short of room
        widest = max(kind.fontMetrics().horizontalAdvance(kind.itemText(index)) for index in range(kind.count()))
        kind.setFixedWidth(widest + 48)


__all__ = ["PersonCard", "PersonFields"]
