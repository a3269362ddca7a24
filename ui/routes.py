"""Where a scan goes: the page in front has the first word, then what was scanned decides.

The bars of a paper that was just printed → the proof that it came out, once. Citizen card → the person on F1. Dossier
code → its next allowed step: F2 when the result is here, else F3. Procedure code → F1. Postal item → F3. A manifest's
number → F4.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication

from app.domain.cards import CitizenCard, DossierCode, HealthCard, PostalItem, ProcedureCode, Unknown
from app.domain.codes import is_manifest_number, normalise_scanned_code
from app.domain.dossier import Dossier
from app.domain.events import Status

if TYPE_CHECKING:
    from ui.page import Desk, Page
    from ui.scan import Scan


def send(desk: Desk, page: Page | None, scan: Scan) -> None:
    """Hands the scan on; a page that gets it through `receive_payload` receives the `Scan` itself."""
    desk.clear_banner("scan")
    fresh = None if page is None else page.fresh_paper()
    clerk = desk.clerk
    match scan.parsed:
        case DossierCode(code=code) if fresh is not None and clerk is not None and code in fresh.codes:
            # The first scan of a fresh paper proves it; the next does what scans do.
            desk.copies.scanned(code, lambda: sound(desk), lambda: _route(desk, page, scan))
            return
        case DossierCode(code=code) if fresh is not None and fresh.just_printed:
            desk.banner("warn", _another(code, fresh.codes), key="scan")
    _route(desk, page, scan)


def _route(desk: Desk, page: Page | None, scan: Scan) -> None:
    if page is not None and page.take_scan(scan):
        sound(desk)
        return
    if is_manifest_number(number := normalise_scanned_code(scan.text)):
        sound(desk)
        desk.go("manifest", number)
        return
    match scan.parsed:
        case CitizenCard() | HealthCard() | ProcedureCode() | Unknown(reason="number_only"):
            sound(desk)
            desk.go("receive", scan)
        case PostalItem():
            sound(desk)
            desk.go("search", scan)
        case DossierCode(code=code):
            views = desk.office.views

            def next_step(dossier: Dossier | None) -> None:
                if dossier is None:
                    sound(desk, error=True)
                    desk.banner("warn", _no_dossier(code), key="scan")
                    return
                sound(desk)
                ready = dossier.status is Status.RESULT_READY and not dossier.voided
                desk.go("handback" if ready else "search", scan)

            desk.run(lambda: views.dossier(code), next_step, owner=desk)
        case Unknown(reason=reason):
            sound(desk, error=True)
            desk.banner("warn", unknown(reason), key="scan")


def _another(code: str, printed: frozenset[str]) -> str:
    return QCoreApplication.translate(
        "routes",
        "Mã vừa quét là {0}, không phải của giấy vừa in ({1}). Giấy vừa in vẫn chưa được xác nhận; hãy so lại hai tờ.",
    ).format(code, ", ".join(sorted(printed)))


def _no_dossier(code: str) -> str:
    return QCoreApplication.translate(
        "routes", "Quầy này không có hồ sơ mã {0}. Hãy so lại mã trên giấy, hoặc tìm theo tên ở F3."
    ).format(code)


def unknown(reason: str) -> str:
    """Why a scan says nothing, and what to do."""
    translate = QCoreApplication.translate
    match reason:
        case "cut":
            return translate("routes", "Thẻ đọc bị thiếu một phần. Chưa ghi gì; hãy giữ thẻ phẳng và quét lại.")
        case "impossible_date":
            return translate(
                "routes", "Ngày trên thẻ đọc ra không có thật. Chưa ghi gì; hãy quét lại hoặc gõ theo thẻ."
            )
        case "bad_check":
            return translate("routes", "Mã vừa quét sai số kiểm tra. Chưa ghi gì; hãy quét lại hoặc gõ theo giấy.")
        case _:
            return translate(
                "routes",
                "Mã vừa quét không phải thẻ, mã hồ sơ, mã bưu gửi hay mã thủ tục. Chưa ghi gì; hãy xem lại giấy.",
            )


def sound(desk: Desk, *, error: bool = False) -> None:
    """One short tick, or the error tone; off in F8."""
    if str(desk.settings.value("window/sound", "true")) != "true":
        return
    if error or not _tick():
        QApplication.beep()


def _tick() -> bool:
    """Windows has a soft sound for "taken"; elsewhere the desktop's own beep has to do."""
    try:
        import winsound
    except ImportError:
        return False
    winsound.MessageBeep(winsound.MB_OK)  # type: ignore[attr-defined, unused-ignore]
    return True
