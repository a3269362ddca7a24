"""What may be done with a list now: one thing with F12, the rest beside it, the dangerous one apart."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QObject

from app.domain.manifest import RUNS, SEALED_FIRST, Manifest, Progress
from ui.manifest.strips import ReasonStrip
from ui.widgets import Button, PrimaryButton


class AddAction(Protocol):
    """`Page.add_action`."""

    def __call__(self, button: Button, *, apart: bool = False) -> Button: ...


class Actions(QObject):
    """The buttons in the foot of F4."""

    def __init__(self, add: AddAction) -> None:
        super().__init__()
        self.drop = add(Button(role="danger", glyph="x"), apart=True)
        self.fix = add(Button(glyph="pencil"))
        self.again = add(Button(glyph="printer"))
        self.unseal = add(Button(glyph="lock"))
        self.bare = add(Button(glyph="signature"))
        self.act = add(PrimaryButton(glyph="check"))

    def retranslate(self) -> None:
        self.fix.setText(self.tr("Đính chính"))
        self.unseal.setText(self.tr("Mở niêm phong"))
        self.bare.setText(self.tr("Shift+F12 Ký không niêm phong"))

    def draw(
        self, manifest: Manifest | None, reason: ReasonStrip, *, starts: bool, on_line: bool, narrow: bool
    ) -> None:
        """`starts`: the fields of a new list are in front; `on_line`: the cursor is on a line;
        `narrow`: the words have to be short."""
        progress, asking = None if manifest is None else manifest.progress, reason.why is not None
        filled = manifest is not None and bool(manifest.standing)
        printed = manifest is not None and bool(manifest.prints)
        open_first = progress is Progress.OPEN and manifest is not None and manifest.direction in SEALED_FIRST
        self.drop.setVisible(progress in (Progress.OPEN, Progress.SEALED) and not asking)
        self.fix.setVisible(progress in (Progress.DONE, Progress.UNDER_WAY) and not asking)
        self.fix.setEnabled(on_line)
        self.drop.setText(self.tr("Hủy") if narrow else self.tr("Hủy bảng kê"))
        words = self.tr("In lại") if printed else self.tr("In")
        self.again.setText(words if narrow else self.tr("{0} (Ctrl+P)").format(words))
        self.again.setVisible(progress in (Progress.SEALED, Progress.UNDER_WAY, Progress.DONE) and not asking)
        self.unseal.setVisible(progress is Progress.SEALED and not asking)
        self.bare.setVisible(open_first and not asking)
        self.bare.setEnabled(filled)
        words, ready = self._primary(manifest, starts=starts, narrow=narrow)
        if asking:
            words, ready = reason.words(), True
        role = "danger" if reason.why == "cancel" else "primary"
        if self.act.property("role") != role:
            self.act.setProperty("role", role)
            self.act.style().unpolish(self.act)
            self.act.style().polish(self.act)
        self.act.setText(words)
        self.act.setVisible(bool(words))
        self.act.setEnabled(ready)

    def _primary(self, manifest: Manifest | None, *, starts: bool, narrow: bool) -> tuple[str, bool]:
        """(what F12 does, whether it may)."""
        if manifest is None:
            return (self.tr("F12 Lập bảng kê") if starts else ""), True
        filled = bool(manifest.standing)
        match manifest.progress:
            case Progress.OPEN if manifest.direction in SEALED_FIRST:
                return self.tr("F12 Niêm phong"), filled
            case Progress.OPEN if manifest.direction in RUNS:
                return self.tr("F12 Giao bưu tá và in"), filled
            case Progress.OPEN | Progress.SEALED:
                return self.tr("F12 Ký, in 2 bản") if narrow else self.tr("F12 Ký giao nhận và in 2 bản"), filled
            case Progress.UNDER_WAY if manifest.due:
                return self.tr("F12 Ghi kết quả điểm này"), True
            case Progress.UNDER_WAY:
                return self.tr("F12 Kết thúc chuyến"), True
            case _:
                return "", False
