"""Paper: pages drawn at the printer's dots, files whole or not at all, and only the queue's own word believed."""

from __future__ import annotations

import io
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import QObject, QSettings
from PySide6.QtPrintSupport import QPrinter
from pytestqt.qtbot import QtBot
from reportlab.pdfgen.canvas import Canvas

from app.domain import intake
from app.office import Office
from app.settings import assets
from tests.ui.conftest import Line
from ui import notices, printing
from ui.page import Desk
from ui.printing import SAVED, Outcome, Printing, Seen
from ui.theme import Theme

A5 = (419.53, 595.28)


def paper(pages: int = 1, size: tuple[float, float] = A5) -> bytes:
    """A PDF of so many pages, each with a bar of three dots at 300 dpi."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=size)
    for number in range(pages):
        canvas.drawString(40, 40, f"page {number + 1}")
        canvas.rect(100, 100, 3 * 72 / 300, 60, stroke=0, fill=1)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


@pytest.mark.parametrize(
    ("size", "pages"),
    [(A5, 1), (A5, 3), ((595.28, 841.89), 1), ((841.89, 595.28), 1)],
    ids=["a5", "a5x3", "a4", "a4-lying"],
)
def test_pages_come_out_in_their_own_size(qtbot: QtBot, tmp_path: Path, size: tuple[float, float], pages: int) -> None:
    device = QPrinter()
    device.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    device.setOutputFileName(str(tmp_path / "out.pdf"))
    device.setResolution(printing.DPI)
    device.setFullPage(True)
    assert printing.draw(device, paper(pages, size)) == ""
    out = pypdfium2.PdfDocument(tmp_path / "out.pdf")
    try:
        assert len(out) == pages
        for number in range(pages):
            width, height = out[number].get_size()
            assert (width, height) == pytest.approx(size, abs=1.5)
    finally:
        out.close()


def test_bars_keep_whole_dots(qtbot: QtBot) -> None:
    """Three dots in, three dots out: no smoothing between the page and the printer."""
    picture = printing.preview(paper(), width=round(A5[0] / 72 * printing.DPI))
    line = picture.height() - round(130 / 72 * printing.DPI)
    start = round(100 / 72 * printing.DPI)
    dark = [x for x in range(start - 8, start + 12) if picture.pixelColor(x, line).lightness() < 128]
    assert 3 <= len(dark) <= 4


def test_a_copy_is_saved_whole_or_not_at_all(tmp_path: Path) -> None:
    outcome = printing.save(tmp_path / "papers", "H35.99.07-261123-1004_01_1", b"%PDF-1.4 ...")
    assert outcome == Outcome("saved", path=str(tmp_path / "papers" / "H35.99.07-261123-1004_01_1.pdf"))
    assert Path(outcome.path).read_bytes() == b"%PDF-1.4 ..."
    assert [path.name for path in (tmp_path / "papers").iterdir()] == ["H35.99.07-261123-1004_01_1.pdf"]
    (tmp_path / "file").write_text("in the way", encoding="ascii")
    assert printing.save(tmp_path / "file", "x", b"%PDF").kind == "failed"


def test_a_name_becomes_one_every_system_takes() -> None:
    assert (
        printing.file_name("TN-H35.99.07-1-261123-0004-1J_phieu-gui_2") == "TN-H35.99.07-1-261123-0004-1J_phieu-gui_2"
    )
    assert printing.file_name("../a b:c") == "a_b_c"


# --- the choice


@pytest.fixture
def chooser(qtbot: QtBot, tmp_path: Path, memory: QSettings) -> Printing:
    memory.remove("printer/name")
    return Printing(tmp_path / "papers", memory, "a5")


def test_the_choice_of_printer(chooser: Printing) -> None:
    assert chooser.target == SAVED
    chooser._on_seen(Seen(("Canon", "HP"), "HP"))
    assert chooser.printer == "HP"
    chooser.choose("Canon")
    assert chooser.target == "Canon"
    chooser.choose("Brother")
    assert chooser.missing == "Brother"
    assert chooser.target == SAVED
    chooser.choose(SAVED)
    assert (chooser.printer, chooser.missing) == ("", "")
    chooser.choose_size("a4")
    assert chooser.size == "a4"
    chooser.choose_size("k80")
    assert chooser.size == "a5"
    chooser.close()


def test_looking_for_printers_tells_once(qtbot: QtBot, chooser: Printing) -> None:
    told: list[bool] = []
    chooser.state_changed.connect(lambda: told.append(True))
    chooser.look()
    qtbot.waitUntil(lambda: chooser.seen is not None, timeout=20_000)
    chooser.look()
    qtbot.waitUntil(lambda: not chooser._tasks.busy, timeout=20_000)
    assert told == [True]
    chooser.close()


def test_without_a_printer_a_copy_becomes_a_file(qtbot: QtBot, chooser: Printing) -> None:
    came: list[Outcome] = []
    owner = QObject()
    chooser.send("H35.99.07-261123-1004_01_1", paper(), came.append, owner)
    qtbot.waitUntil(lambda: bool(came))
    assert came[0].kind == "saved"
    assert Path(came[0].path).read_bytes() == paper() or Path(came[0].path).read_bytes().startswith(b"%PDF")
    chooser.close()


# --- the whole way


def test_a_paper_is_committed_saved_and_told(qtbot: QtBot, desk: Desk, office: Office, line: Line) -> None:
    draft = intake.read_draft(intake.decode_line(assets("training", "intake.jsonl").read_bytes().splitlines()[0]))
    clerk = desk.clerk
    assert clerk is not None
    code = office.counter.receive(draft, clerk).dossier.code
    toasts: list[str] = []
    outcomes: list[Outcome] = []
    desk.toasted.connect(toasts.append)
    owner = QObject()
    desk.print_paper(code, "01", then=outcomes.append, owner=owner)
    qtbot.waitUntil(lambda: bool(outcomes), timeout=20_000)
    assert outcomes[0].kind == "saved"
    assert Path(outcomes[0].path).name == f"{code}_01_1.pdf"
    assert len(toasts) == 1
    assert toasts[0].endswith(f": {code}_01_1.pdf")  # the name only: a whole path would cover the strip of pages
    assert "nudge" in line.asked
    dossier = office.views.dossier(code)
    assert dossier is not None
    assert dossier.prints == {"01": 1}


@pytest.mark.parametrize(
    ("outcome", "words"),
    [
        (Outcome("printed", "HP"), "Máy in HP báo đã in xong."),
        (Outcome("sent", "HP"), "không biết giấy đã ra chưa"),
        (Outcome("sent", "HP", reason="media_empty"), "hết giấy"),
        (Outcome("failed", "HP", reason="refused"), "Máy in HP không nhận lệnh in"),
        (Outcome("failed", reason="disk"), "Không ghi được tệp"),
        (Outcome("saved", path="x.pdf"), "x.pdf"),
    ],
)
def test_what_became_of_a_copy_is_said(light: Theme, outcome: Outcome, words: str) -> None:
    assert words in notices.printed(outcome)


def test_a_refused_copy_can_be_sent_again(qtbot: QtBot, desk: Desk) -> None:
    banners: list[object] = []
    toasts: list[str] = []
    desk.bannered.connect(lambda _key, _level, _sentence, action: banners.append(action))
    desk.toasted.connect(toasts.append)
    notices.tell_printed(desk, "x_01_1", paper(), Outcome("failed", "HP", reason="refused"))
    assert len(banners) == 1
    action = banners[0]
    assert isinstance(action, tuple)
    action[1]()
    qtbot.waitUntil(lambda: bool(toasts))
    assert "x_01_1.pdf" in toasts[0]
