"""From the key to the spooler: a one-page form committed, drawn, handed to a real CUPS on loopback and noted as sent,
against `lp` handing over the same PDF.

The limit has the file already: what is above it is the copy's event and job in the ledger, the page, and the note that
the spooler took it. The printer behind the queue is a folder, so nothing waits for paper.
"""

from __future__ import annotations

import gc
import os
import subprocess
import tempfile
import time
from pathlib import Path

from app.clock import Clock
from app.counter import Receipt
from app.domain.jobs import Job, State
from app.office import Office
from tests.bench.figures import Figure, NotHere, median, percentile
from tests.bench.invented import Invented
from tests.desk import clerk_of, new_office
from tests.printserver import Device, is_here, print_server, search_path

PAPERS = 100
WARM_UP = 10
ASKED_MS = 150.0


def measure(papers: int = PAPERS) -> list[Figure]:
    """Milliseconds from Ctrl+P (the page's own handler) to the job accepted and noted."""
    if not is_here():
        raise NotHere("needs Debian's cups-daemon and cups-client")
    with tempfile.TemporaryDirectory(prefix="quay-bench-") as folder, print_server() as server:
        device = server.add("Quay")
        os.environ["CUPS_SERVER"] = server.address
        office = new_office(Path(folder) / "data", Clock(), first=1, last=99_999)
        try:
            return _measure(office, device, Path(folder), papers)
        finally:
            office.close()
            del os.environ["CUPS_SERVER"]


def _measure(office: Office, device: Device, folder: Path, papers: int) -> list[Figure]:
    from PySide6.QtCore import QSettings
    from PySide6.QtWidgets import QApplication

    from ui.page import Desk
    from ui.printing import Printing
    from ui.receive import ReceivePage
    from ui.tasks import Tasks
    from ui.theme import Theme

    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    Theme(app, "light")
    settings = QSettings(str(folder / "window.ini"), QSettings.Format.IniFormat)
    settings.setValue("printer/name", device.name)
    tasks = Tasks("desk")
    desk, printing = Desk(tasks, settings), Printing(folder / "papers", settings)
    desk.furnish(office, None, printing)
    desk.clerk = clerk_of(office)
    printing.look()
    while printing.printer != device.name:
        app.processEvents()
    page = ReceivePage(desk)
    page.show()
    sent: list[Job] = []
    desk.copies.moved.connect(lambda job: sent.append(job) if job.state is not State.QUEUED else None)
    crowd = Invented(office.catalogue)
    ours: list[float] = []
    bare: list[float] = []
    gc.collect()
    for number in range(papers + WARM_UP):
        dossier = office.counter.receive(crowd.draft(), desk.clerk).dossier
        page.saved.show_receipt(Receipt(dossier=dossier, papers=("01",)), None)
        app.processEvents()
        sent.clear()
        start = time.perf_counter_ns()
        page.print_again()
        while not sent:
            app.processEvents()
        ours.append((time.perf_counter_ns() - start) / 1e6)
        while sent[-1].state is not State.DONE:
            app.processEvents()
        file = folder / f"{number}.pdf"
        file.write_bytes(device.papers()[-1])
        bare.append(_lp(device, file))
    printing.close()
    desk.close()
    tasks.close()
    page.close()
    ours, bare = ours[WARM_UP:], bare[WARM_UP:]
    return [
        Figure(
            bench="print",
            samples=len(ours),
            limit_is="`lp` of the same PDF",
            name="Key to job accepted, Form 01 A5, p50",
            value=median(ours),
            limit=median(bare),
            unit="ms",
            asked=ASKED_MS,
            measure="value",
            note=f"p99 {percentile(ours, 0.99):.0f} ms, lp's {percentile(bare, 0.99):.0f} ms",
        )
    ]


def _lp(device: Device, file: Path) -> float:
    env = {**os.environ, "PATH": search_path()}
    start = time.perf_counter_ns()
    subprocess.run(["lp", "-s", "-d", device.name, str(file)], env=env, check=True, stdout=subprocess.DEVNULL)
    return (time.perf_counter_ns() - start) / 1e6
