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


class DayPage(_Coming):
    """F6."""

    key, icon = "day", "calculator"

    def title(self) -> str:
        return self.tr("Cuối ngày")

    def words(self) -> tuple[str, str]:
        return (
            self.tr("Ở đây sẽ khóa sổ trong ngày: đếm tiền hai ngăn, đối chiếu số hồ sơ, in báo cáo có số thứ tự."),
            self.tr("Bản này chưa khóa sổ được. Số hồ sơ còn chờ gửi xem ở F5 Hàng đợi; tiền vẫn đếm theo sổ tay."),
        )


class ReportPage(_Coming):
    """F7."""

    key, icon = "report", "chart-column"

    def title(self) -> str:
        return self.tr("Báo cáo")

    def words(self) -> tuple[str, str]:
        return (
            self.tr("Ở đây sẽ có sổ theo dõi hồ sơ, số lượng, tỷ lệ đúng hạn và các báo cáo theo tháng."),
            self.tr("Bản này chưa lập báo cáo. Từng hồ sơ tìm được ở F3 Tra cứu."),
        )
