"""Bars on the way from a committed copy to the printer: made for its dots, and drawn on them."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pypdfium2
import pytest
from pypdfium2.raw import FPDF_PAGEOBJ_IMAGE
from PySide6.QtCore import QObject, QSettings
from PySide6.QtPrintSupport import QPrinter
from pytestqt.qtbot import QtBot

from app.domain import intake
from app.domain.events import Kind, Recipient
from app.domain.handback import HandBackRequest
from app.office import Office
from app.paper import RESOLUTION
from app.settings import assets
from tests.desk import draft
from tests.unit.test_bars import measured
from tests.worn import Grey, drawn
from ui import printing
from ui.dossier_pane import DossierPane, Opened, by_post
from ui.page import Desk
from ui.printing import SAVED, Outcome, Printing, Seen
from ui.settings import SettingsPage

PRINTERS = (("Laser", 300), ("Nhãn", 203))


def test_the_resolution_is_that_of_the_chosen_printer(qtbot: QtBot, tmp_path: Path, memory: QSettings) -> None:
    memory.remove("printer/name")
    chooser = Printing(tmp_path / "papers", memory, "a5")
    assert chooser.resolution == RESOLUTION
    chooser._on_seen(Seen(("Laser", "Nhãn", "Lạ"), "Laser", resolutions=PRINTERS))
    found = {}
    for name in ("", "Laser", "Nhãn", "Lạ", SAVED):
        chooser.choose(name)
        found[name] = chooser.resolution
    assert found == {"": 300, "Laser": 300, "Nhãn": 203, "Lạ": 300, SAVED: RESOLUTION}
    chooser.close()


@pytest.mark.parametrize("printer", ["Laser", "Nhãn"])
def test_a_copy_comes_out_on_the_printers_own_dots(
    qtbot: QtBot, desk: Desk, office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, printer: str
) -> None:
    """From the key to the page that the print system is given; the paper itself is a PDF."""
    draft = intake.read_draft(intake.decode_line(assets("training", "intake.jsonl").read_bytes().splitlines()[0]))
    clerk = desk.clerk
    assert clerk is not None
    code = office.counter.receive(draft, clerk).dossier.code
    resolution = dict(PRINTERS)[printer]
    out = tmp_path / "out.pdf"
    sent: list[bytes] = []

    def print_out(name: str, _job: str, document: bytes) -> Outcome:
        device = QPrinter()
        device.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        device.setOutputFileName(str(out))
        device.setResolution(resolution)
        device.setFullPage(True)
        assert not printing.draw(device, document)
        sent.append(document)
        return Outcome("sent", name)

    monkeypatch.setattr(printing, "print_out", print_out)
    desk.printing._on_seen(Seen(("Laser", "Nhãn"), "Laser", resolutions=PRINTERS))
    desk.printing.choose(printer)
    outcomes: list[Outcome] = []
    owner = QObject()
    desk.print_paper(code, "01", then=outcomes.append, owner=owner)
    qtbot.waitUntil(lambda: bool(outcomes), timeout=20_000)
    assert outcomes[0] == Outcome("sent", printer)
    picture = _picture(out, resolution)
    assert np.array_equal(picture, drawn(sent[0], resolution)), "not a dot is changed on the way"
    symbols = measured(picture)
    assert len(symbols) == 2
    for one in symbols:
        assert one.module >= 2 and one.width % one.module == 0
        assert one.grey == 0, "an edge lies between two dots"


def _picture(file: Path, resolution: int) -> Grey:
    """The page that the print system is given is one picture, dot for dot from the left upper corner."""
    pdf = pypdfium2.PdfDocument(file)
    try:
        page = pdf[0]
        (picture,) = [part for part in page.get_objects() if part.type == FPDF_PAGEOBJ_IMAGE]
        shades: Grey = np.asarray(picture.get_bitmap().to_pil().convert("L"))
        wide, _, _, high, left, bottom = picture.get_matrix().get()
        assert (wide, high) == pytest.approx([side * 72 / resolution for side in shades.shape[::-1]], abs=0.01)
        assert (left, bottom + high) == pytest.approx((0, page.get_height()), abs=0.01)
    finally:
        pdf.close()
    return shades


def test_the_trial_page_and_a_label_come_from_their_buttons(qtbot: QtBot, desk: Desk, office: Office) -> None:
    page = SettingsPage(desk)
    qtbot.addWidget(page)
    page.retranslate()
    page.trial_page.click()
    trial = office.data / "papers" / "trang-thu.pdf"
    qtbot.waitUntil(trial.exists, timeout=20_000)
    assert trial.read_bytes().startswith(b"%PDF-")
    clerk = desk.clerk
    assert clerk is not None
    posted = draft(
        result_delivery={"kind": "post", "name": "Lò Văn Ín", "phone": "0912345678", "address": "Bản Nậm Củm"}
    )
    dossier = office.counter.receive(posted, clerk).dossier
    arrived = office.counter.act(dossier.code, Kind.RESULT_ARRIVED, {"number": "12/GXN"}, clerk)
    assert not by_post(arrived), "nobody has given it to the post yet"
    wanted = HandBackRequest(
        recipient=Recipient(full_name="Lò Văn Ín"), by_post=True, item_code="RR473124829VN", fees_collected=arrived.owed
    )
    posted_on = office.counter.hand_back(dossier.code, wanted, clerk)
    pane = DossierPane(desk)
    qtbot.addWidget(pane)
    pane.retranslate()
    pane.put(Opened(posted_on, ()))
    assert not pane.label.isHidden()
    pane.label.click()
    label = office.data / "papers" / f"nhan-{dossier.code}.pdf"
    qtbot.waitUntil(label.exists, timeout=20_000)
