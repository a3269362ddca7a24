"""Print jobs against a real CUPS on loopback: the window's own way to the printer, what the system says noted step by
step, never a second paper without a word, and the paper proven by a scan of it."""

from __future__ import annotations

import hashlib
import io
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pypdfium2
import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.counter import Receipt
from app.domain import intake
from app.domain.cards import parse_scan
from app.domain.dossier import Dossier
from app.domain.events import Kind, Recipient, RecipientKind
from app.domain.handback import HandBackRequest
from app.domain.jobs import Job
from app.office import Office
from app.people import Clerk
from app.settings import assets
from app.store.ledger import verify
from tests.printserver import Device, PrintServer, is_here, print_server
from ui import copies, routes, status
from ui.copy_parts import Way, ways
from ui.dossier_pane import Opened
from ui.handback import HandBackPage
from ui.page import Desk
from ui.printing import Outcome
from ui.queue.page import QueuePage
from ui.queue.papers import PapersView
from ui.receive import ReceivePage
from ui.scan import Scan
from ui.search import SearchPage

pytestmark = pytest.mark.skipif(os.name == "nt" or not is_here(), reason="needs Debian's cups-daemon and cups-client")

SOON = 15_000


@pytest.fixture(scope="module")
def server() -> Iterator[PrintServer]:
    with print_server() as running:
        yield running


@pytest.fixture
def devices(server: PrintServer, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], Device]]:
    """Makes printers that are gone after the test."""
    monkeypatch.setenv("CUPS_SERVER", server.address)
    made: list[Device] = []

    def add(name: str) -> Device:
        made.append(server.add(name))
        return made[-1]

    yield add
    for device in made:
        if device.name in server.tool("lpstat", "-e").split():
            device.vanish()


class Shop(NamedTuple):
    """A counter with a printer called Quay, and one dossier."""

    desk: Desk
    office: Office
    clerk: Clerk
    device: Device
    dossier: Dossier
    qtbot: QtBot

    def print(self, form: str = "01", reason: str = "") -> list[Outcome]:
        """Prints on the window's own way; the list gets the outcome once there is one."""
        came: list[Outcome] = []
        self.desk.print_paper(self.dossier.code, form, reason=reason, then=came.append, owner=self.desk)
        return came

    def job(self, form: str = "01") -> Job | None:
        return self.office.jobs.last(self.dossier.code, form)

    def state(self, form: str = "01") -> tuple[str, str]:
        job = self.job(form)
        return ("", "") if job is None else (job.state.value, job.last.reason)

    def becomes(self, state: str, reason: str = "") -> Job:
        self.qtbot.waitUntil(lambda: self.state() == (state, reason), timeout=SOON)
        job = self.job()
        assert job is not None
        return job

    def ways(self, job: Job) -> dict[str, Way]:
        return {way.key: way for way in ways(self.desk, job, True, lambda _job: None)}


@pytest.fixture
def shop(
    qtbot: QtBot, desk: Desk, office: Office, clerk: Clerk, memory: QSettings, devices: Callable[[str], Device]
) -> Shop:
    device = devices("Quay")
    memory.setValue("printer/name", "Quay")
    desk.printing.look()
    qtbot.waitUntil(lambda: desk.printing.printer == "Quay", timeout=SOON)
    line = assets("training", "intake.jsonl").read_bytes().splitlines()[0]
    dossier = office.counter.receive(intake.read_draft(intake.decode_line(line)), clerk).dossier
    return Shop(desk, office, clerk, device, dossier, qtbot)


def text_of(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(io.BytesIO(pdf))
    try:
        return " ".join(document[page].get_textpage().get_text_range() for page in range(len(document)))
    finally:
        document.close()


# --- the system's word


def test_a_copy_comes_out_once_and_byte_for_byte(shop: Shop) -> None:
    came = shop.print()
    job = shop.becomes("done")
    shop.qtbot.waitUntil(lambda: bool(came))
    assert came[0].kind == "printed"
    (paper,) = shop.device.papers()
    assert hashlib.sha256(paper).hexdigest() == job.sha256
    assert len(paper) == job.length
    assert [step.state.value for step in job.steps] == ["queued", "sent", "done"]
    assert job.spool > 0 and job.printer == "Quay" and job.steps[0].actor == shop.clerk.id
    assert job.last.actor == "", "the system's word is nobody's"
    assert not job.confirmed, "done is no proof of paper"
    assert verify(shop.office.store) == ()


def test_an_empty_tray_is_said_and_the_copy_comes_out_once_it_is_filled(shop: Shop) -> None:
    banners: list[str] = []
    shop.desk.bannered.connect(lambda _key, _level, words, _action: banners.append(words))
    shop.device.set("empty", True)
    came = shop.print()
    shop.becomes("stopped", "media_empty")
    shop.qtbot.waitUntil(lambda: bool(came))
    assert (came[0].kind, came[0].reason) == ("sent", "media_empty")
    assert any("hết giấy" in words and "đừng in lại" in words for words in banners)
    shop.desk.printing.look()
    shop.qtbot.waitUntil(
        lambda: shop.desk.printing.seen is not None and shop.desk.printing.seen.reason == "media_empty"
    )
    assert status.printer_words("media_empty") == "hết giấy"
    assert shop.device.papers() == []
    shop.device.set("empty", False)
    shop.becomes("done")
    assert len(shop.device.papers()) == 1


def test_a_stopped_queue_is_said_and_goes_on(shop: Shop) -> None:
    shop.device.stop()
    came = shop.print()
    shop.becomes("stopped", "printer_stopped")
    shop.qtbot.waitUntil(lambda: bool(came))
    shop.device.resume()
    shop.becomes("done")
    assert len(shop.device.papers()) == 1


@pytest.mark.parametrize("why", ["vanish", "reject"])
def test_a_printer_that_takes_no_job_printed_nothing_and_the_same_copy_becomes_a_file(shop: Shop, why: str) -> None:
    getattr(shop.device, why)()
    came = shop.print()
    failed = shop.becomes("failed", "refused")
    shop.qtbot.waitUntil(lambda: bool(came))
    assert came[0].kind == "failed"
    shop.ways(failed)["print:pdf"].act()
    saved = shop.becomes("saved")
    assert saved.seq == failed.seq and saved.copy == 1 and not saved.doubt
    file = shop.office.data / "papers" / saved.last.detail
    assert hashlib.sha256(file.read_bytes()).hexdigest() == saved.sha256
    assert shop.office.views.dossier(shop.dossier.code).prints == {"01": 1}  # type: ignore[union-attr]
    assert verify(shop.office.store) == ()


def test_a_printer_that_vanishes_with_the_copy_leaves_it_unknown(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(copies, "LOST_AFTER", 2)
    shop.device.stop()
    shop.print()
    shop.becomes("stopped", "printer_stopped")
    shop.device.vanish()
    job = shop.becomes("unknown", "silent")
    assert "print:pdf" in shop.ways(job) and "bản mới" in shop.ways(job)["print:pdf"].words


# --- no second paper without a word


def test_a_copy_withdrawn_before_the_printer_began_goes_to_another_one_as_it_is(
    shop: Shop, devices: Callable[[str], Device]
) -> None:
    other = devices("Canon")
    shop.desk.printing.look()
    shop.qtbot.waitUntil(lambda: "Canon" in getattr(shop.desk.printing.seen, "printers", ()), timeout=SOON)
    shop.device.stop()
    shop.print()
    held = shop.becomes("stopped", "printer_stopped")
    assert "print:Canon" not in shop.ways(held), "first out of the queue, or two papers come out"
    shop.ways(held)["withdraw"].act()
    cancelled = shop.becomes("cancelled", "withdrawn")
    shop.ways(cancelled)["print:Canon"].act()
    done = shop.becomes("done")
    assert (done.seq, done.copy, done.printer) == (held.seq, 1, "Canon")
    shop.device.resume()
    (paper,) = other.papers()
    assert shop.device.papers() == []
    assert hashlib.sha256(paper).hexdigest() == done.sha256
    assert "Bản in lại" not in text_of(paper)


def test_a_copy_cancelled_midway_is_followed_by_one_that_says_so(shop: Shop) -> None:
    shop.device.set("slow", True)
    shop.print()
    shop.qtbot.waitUntil(lambda: len(shop.device.papers()) == 1 and shop.state() == ("sent", ""), timeout=SOON)
    job = shop.job()
    assert job is not None
    shop.ways(job)["withdraw"].act()
    cut = shop.becomes("cancelled", "midway")
    shop.device.set("slow", False)
    shop.ways(cut)["print:Quay"].act()
    shop.qtbot.waitUntil(lambda: shop.office.jobs.last(shop.dossier.code, "01").copy == 2, timeout=SOON)  # type: ignore[union-attr]
    second = shop.becomes("done")
    assert second.doubt
    first_paper, second_paper = shop.device.papers()
    assert "không rõ đã ra giấy" not in text_of(first_paper)
    assert "Bản in lại lần 2" in text_of(second_paper)
    assert "Bản in trước không rõ đã ra giấy" in text_of(second_paper)


def test_a_reprint_of_a_proven_copy_says_nothing_of_doubt(shop: Shop) -> None:
    shop.print()
    done = shop.becomes("done")
    shop.desk.copies.confirm(done)
    shop.becomes("confirmed", "person")
    shop.print(reason="Khách làm mất")
    shop.qtbot.waitUntil(lambda: len(shop.device.papers()) == 2, timeout=SOON)
    again = shop.device.papers()[1]
    assert "Bản in lại lần 2" in text_of(again)
    assert "không rõ" not in text_of(again)
    today = shop.office.store.clock.today()
    assert shop.office.jobs.read.reprints(today) == 1


def test_reprint_on_f1_of_a_copy_that_never_left_is_the_same_copy(shop: Shop, devices: Callable[[str], Device]) -> None:
    page = ReceivePage(shop.desk)
    shop.qtbot.addWidget(page)
    page.saved.show_receipt(Receipt(dossier=shop.dossier, papers=("01",)), None)
    page._show_saved(True)
    shop.device.vanish()
    page._print("01")
    shop.becomes("failed", "refused")
    shop.qtbot.waitUntil(lambda: page.saved._rows["01"][1].text() == "Chưa in được", timeout=SOON)
    back = devices("Quay")
    page.print_again()
    again = shop.becomes("done")
    assert again.copy == 1
    (paper,) = back.papers()
    assert hashlib.sha256(paper).hexdigest() == again.sha256
    page.print_again()
    shop.qtbot.waitUntil(lambda: len(back.papers()) == 2, timeout=SOON)
    assert "Bản in lại lần 2" in text_of(back.papers()[1])


@pytest.mark.qt_log_ignore("grabbing the keyboard", extend=True)  # a popup, on the platform of the tests
def test_f5_lists_what_nobody_has_confirmed_and_all_of_it_goes_by_keys(shop: Shop) -> None:
    page = QueuePage(shop.desk)
    shop.qtbot.addWidget(page)
    page.resize(1366, 690)
    page.show()
    shop.print()
    shop.becomes("done")
    page.receive_payload("papers")
    view = page.view
    assert isinstance(view, PapersView)
    shop.qtbot.waitUntil(lambda: [job.state.value for job in view.rows.all()] == ["done"], timeout=SOON)
    menu = view.show_ways()
    assert menu is not None
    names = [action.objectName() for action in menu.actions()]
    assert names == ["confirm", "no_paper", "print:Quay", "print:pdf", "pad_later", "pad"]
    menu.actions()[names.index("pad")].trigger()
    menu.close()
    assert view.pad.isVisible()
    QTest.keyClicks(view.pad.number, "00881")
    QTest.keyClick(view.pad.number, Qt.Key.Key_Return)
    shop.becomes("padded")
    shop.qtbot.waitUntil(lambda: view.rows.all() == (), timeout=SOON)
    shop.print(reason="Khách cần thêm")
    shop.becomes("done")
    shop.qtbot.waitUntil(lambda: len(view.rows.all()) == 1 and page.again.isEnabled(), timeout=SOON)
    page.primary()
    shop.becomes("confirmed", "person")
    shop.qtbot.waitUntil(lambda: "1 bản in lại" in view.sum.text() and not view.rows.all(), timeout=SOON)


# --- the numbered pad


def test_nothing_prints_and_the_pad_takes_over(shop: Shop) -> None:
    shop.device.vanish()
    shop.print()
    failed = shop.becomes("failed", "refused")
    shop.ways(failed)["pad_later"].act()
    owed = shop.becomes("pad_owed")
    assert [job.seq for job in shop.office.jobs.read.owed()] == [owed.seq]
    assert shop.office.jobs.unconfirmed(shop.office.store.clock.today()) == (owed,)
    shop.desk.copies.pad(owed, "  004217 ")
    padded = shop.becomes("padded")
    assert padded.pad == "004217"
    assert shop.office.jobs.read.owed() == ()
    assert shop.office.jobs.unconfirmed(shop.office.store.clock.today()) == ()
    assert verify(shop.office.store) == ()


# --- scan-back


def scan(code: str) -> Scan:
    return Scan(parse_scan(code), code)


def test_the_fresh_papers_bars_confirm_it_once_on_f3(shop: Shop) -> None:
    page = SearchPage(shop.desk)
    shop.qtbot.addWidget(page)
    page.show()
    shop.print()
    shop.becomes("done")
    page.open(shop.dossier.code)
    shop.qtbot.waitUntil(lambda: page.pane.dossier is not None, timeout=SOON)
    toasts: list[str] = []
    shop.desk.toasted.connect(toasts.append)
    routes.send(shop.desk, page, scan(shop.dossier.code))
    proven = shop.becomes("confirmed", "scan")
    shop.qtbot.waitUntil(lambda: any("mã quét được" in words for words in toasts), timeout=SOON)
    shop.qtbot.waitUntil(lambda: page.pane.fresh() is None, timeout=SOON)  # the next scan does what scans do
    routes.send(shop.desk, page, scan(shop.dossier.code))
    shop.qtbot.wait(50)
    assert len(shop.office.jobs.of(shop.dossier.code)[0].steps) == len(proven.steps)


def test_another_code_than_the_one_just_printed_is_said(shop: Shop, qtbot: QtBot) -> None:
    line = assets("training", "intake.jsonl").read_bytes().splitlines()[1]
    other = shop.office.counter.receive(intake.read_draft(intake.decode_line(line)), shop.clerk).dossier
    page = ReceivePage(shop.desk)
    qtbot.addWidget(page)
    page.saved.show_receipt(Receipt(dossier=shop.dossier, papers=("01",)), None)
    page._show_saved(True)
    shop.print()
    shop.becomes("done")
    qtbot.waitUntil(lambda: page.saved.open_copy() is not None, timeout=SOON)
    banners: list[tuple[str, str]] = []
    gone: list[str] = []
    shop.desk.bannered.connect(lambda key, _level, words, _action: banners.append((key, words)))
    shop.desk.wanted.connect(lambda where, _payload: gone.append(where))
    routes.send(shop.desk, page, scan(other.code))
    qtbot.waitUntil(lambda: gone == ["search"], timeout=SOON)
    assert any(key == "scan" and other.code in words and shop.dossier.code in words for key, words in banners)
    assert shop.state() == ("done", "")


# --- the program is killed


class Child:
    """The same counter's window in another process, to be killed at a place that is chosen."""

    def __init__(self, shop: Shop, server: PrintServer) -> None:
        self.shop, self.server = shop, server
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.ui.printing_child", str(shop.office.data), shop.dossier.code, "Quay"],
            cwd=Path(__file__).resolve().parents[2],
            env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONUTF8": "1"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        assert self.process.stdout is not None
        assert self.process.stdout.readline() == b"ready\n"

    def print(self) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(b"\n")
        self.process.stdin.flush()

    def kill(self) -> None:
        self.process.kill()
        self.process.communicate()


@pytest.fixture
def child(shop: Shop, server: PrintServer) -> Iterator[Child]:
    made = Child(shop, server)
    yield made
    server.thaw()
    made.kill()


def started_again(shop: Shop) -> list[str]:
    """What the next start says."""
    said: list[str] = []
    shop.desk.bannered.connect(lambda key, _level, words, _action: said.append(words) if key == "print_left" else None)
    shop.desk.copies.resume(shop.office.store.clock.now())
    return said


def test_killed_between_the_commit_and_the_spooler(shop: Shop, child: Child) -> None:
    child.server.freeze()
    child.print()
    shop.becomes("queued")
    child.kill()
    child.server.thaw()
    said = started_again(shop)
    left = shop.becomes("unknown", "interrupted")
    shop.qtbot.waitUntil(lambda: bool(said), timeout=SOON)
    assert left.name in said[0]
    assert shop.device.papers() == [], "nothing is sent again by itself"
    assert verify(shop.office.store) == ()
    shop.ways(left)["print:Quay"].act()
    shop.qtbot.waitUntil(lambda: len(shop.device.papers()) == 1, timeout=SOON)
    assert "Bản in trước không rõ đã ra giấy" in text_of(shop.device.papers()[0])


def test_killed_after_the_spooler_took_it_and_before_that_was_noted(shop: Shop, child: Child) -> None:
    child.server.freeze()
    child.print()
    shop.becomes("queued")
    with shop.office.store.write():  # nobody else may note anything meanwhile
        child.server.thaw()
        shop.qtbot.waitUntil(lambda: len(shop.device.papers()) == 1, timeout=SOON)
        child.kill()
    assert shop.state() == ("queued", "")
    started_again(shop)
    job = shop.becomes("done")
    assert [step.state.value for step in job.steps] == ["queued", "unknown", "done"]
    assert job.spool > 0, "the spooler was asked by the job's name"
    assert len(shop.device.papers()) == 1
    assert verify(shop.office.store) == ()


def test_killed_while_the_printer_waits_for_paper(shop: Shop, child: Child) -> None:
    shop.device.set("empty", True)
    child.print()
    shop.becomes("stopped", "media_empty")
    child.kill()
    started_again(shop)
    shop.device.set("empty", False)
    shop.becomes("done")
    assert len(shop.device.papers()) == 1


# --- F2


def test_the_slip_of_a_hand_back_is_proven_where_it_is_printed(shop: Shop) -> None:
    page = HandBackPage(shop.desk)
    shop.qtbot.addWidget(page)
    counter, code, clerk = shop.office.counter, shop.dossier.code, shop.clerk
    counter.act(code, Kind.HANDED_TO_AGENCY, {}, clerk)
    counter.act(code, Kind.RESULT_ARRIVED, {}, clerk)
    recipient = Recipient(kind=RecipientKind.APPLICANT, full_name=shop.dossier.filing.applicant.full_name)
    owed = shop.office.views.dossier(code)
    assert owed is not None
    after = counter.hand_back(
        code,
        HandBackRequest(
            recipient=recipient,
            fees_collected=owed.owed,
            id_number=shop.dossier.filing.applicant.id_number,
        ),
        clerk,
    )
    page._put(Opened(after, shop.office.views.timeline(after.id)))
    page._on_handed_back(after)
    shop.qtbot.waitUntil(lambda: shop.state("bien-nhan") == ("done", ""), timeout=SOON)
    shop.qtbot.waitUntil(lambda: page.done.printed.text().startswith("Máy in báo xong"), timeout=SOON)
    routes.send(shop.desk, page, scan(code))
    shop.qtbot.waitUntil(lambda: shop.state("bien-nhan") == ("confirmed", "scan"), timeout=SOON)
    shop.qtbot.waitUntil(lambda: page.done.printed.text().startswith("Giấy đã ra"), timeout=SOON)
    assert page.fresh_paper() is None
