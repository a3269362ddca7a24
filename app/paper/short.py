"""The short slip: of a paper what a citizen must have in hand, for a printer on a slow line (docs/thermal.md)."""

from __future__ import annotations

import msgspec

from app.paper import forms
from app.paper.compose import Composed, compose
from app.paper.facts import Sheet
from app.paper.forms import Form
from app.paper.lists import ListSheet

_WHO: tuple[forms.Block, ...] = (
    forms.Line(label="Người nộp", text="{presenter.name}", strong=True),
    forms.Line(label="Chủ hồ sơ", text="{applicant.name}", when="represented"),
    forms.Line(label="Nội dung", text="{procedure.name}"),
)
"""What every short slip says of a dossier."""

_DUE = forms.Line(label="Hẹn trả kết quả", text="{due.time}", strong=True)
_SENT = forms.Line(label="Nhận gửi", text="{received.time}", strong=True)
_HANDED = (
    forms.Line(label="Người nhận kết quả", text="{recipient.name}", strong=True),
    forms.Line(label="Trả kết quả", text="{handed.time}", strong=True),
)
_MONEY = (
    forms.Line(label="Phí, lệ phí, cước", text="{money.total}", strong=True, empty="omit"),
    forms.Line(label="Đã thu", text="{money.collected}", empty="omit"),
    forms.Line(label="Còn phải nộp", text="{money.owed}", empty="omit"),
)
_ASK = (
    forms.Line(label="Hỏi tại", text="{unit.name}[, {unit.address}]"),
    forms.Line(label="Điện thoại", text="{unit.hotline}", empty="omit"),
    forms.Notes(lines=("Phiếu rút gọn. Khi cần, hỏi quầy lấy bản đầy đủ.",)),
)
SHORT_SLIPS: dict[str, tuple[forms.Block, ...]] = {
    "01": (*_WHO, _DUE, *_MONEY, *_ASK),
    "phieu-gui": (*_WHO, _SENT, *_MONEY, *_ASK),
    "bien-nhan": (*_WHO, *_HANDED, *_ASK),
}
"""Of each form that has a short slip what it says. What asks for papers or refuses a dossier cannot be said short."""


def compose_short(form: Form, sheet: Sheet | ListSheet, blocks: tuple[forms.Block, ...]) -> Composed:
    """`form` with these blocks instead of its own: the first liên, without head and signatures. The marks of a reprint
    stay."""
    title = f"{form.short} (rút gọn)"
    short = msgspec.structs.replace(form, title=title, basis="", block=blocks, copies=form.copies[:1])
    return compose(short, sheet)._replace(head=())
