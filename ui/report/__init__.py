"""F7 Báo cáo: `ReportPage`."""

from ui.report.page import ReportPage

__all__ = ["ReportPage"]
