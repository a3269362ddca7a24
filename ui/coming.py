"""Pages that are not here yet: what they will hold, and how the work is done until then. Nothing on them acts."""

from __future__ import annotations

from ui.page import Desk, Page
from ui.widgets import EmptyState


class _Coming(Page):
    """A page with its name and an honest empty state."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._empty = EmptyState(self.icon)
        self.content.addWidget(self._empty, 1)

    def opened(self) -> None:
        self.setFocus()

    def retranslate(self) -> None:
        super().retranslate()
        self._empty.set_text(*self.words())

    def words(self) -> tuple[str, str]:
        """(what will be here, what to do until then)."""
        raise NotImplementedError


class ManifestPage(_Coming):
    """F4."""

    key, icon = "manifest", "truck"

    def title(self) -> str:
        return self.tr("Bàn giao")

    def words(self) -> tuple[str, str]:
        return (
            self.tr("Ở đây sẽ lập bảng kê bàn giao hồ sơ cho cơ quan và nhận kết quả về, quét từng túi."),
            self.tr("Bản này chưa có bàn giao theo bảng kê. Từng hồ sơ vẫn ghi được lần bàn giao ở F3 Tra cứu."),
        )
