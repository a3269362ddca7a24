"""The receipt printer in the window: listed, chosen, sent to, and what became of the paper."""

from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from pytestqt.qtbot import QtBot

from app.domain import intake
from app.domain.jobs import NO_PAPER, leaves_doubt, may_repeat
from app.office import Office
from app.people import Clerk
from app.roll_printer import NOTHING_PRINTED
from app.settings import assets
from app.wording import SENTENCES
from tests.unit.test_roll_printer import FINE, PAPER, PAPER_OUT, Counterpart, serial_line
from ui import notices
from ui.page import Desk
from ui.printing import SAVED, Outcome, Printing, Seen
from ui.settings import SettingsPage


@pytest.fixture
def roll(qtbot: QtBot, tmp_path: Path, memory: QSettings) -> Printing:
    memory.remove("printer/name")
    memory.remove("printer/roll")
    return Printing(tmp_path / "papers", memory, "a5", "", f"file:{tmp_path / 'roll.bin'}")


def outcome(qtbot: QtBot, printing: Printing, document: bytes) -> Outcome:
    found: list[Outcome] = []
    printing.send("H35_01_1", document, found.append, printing)
    qtbot.waitUntil(lambda: bool(found), timeout=10_000)
    return found[0]


def test_the_receipt_printer_is_one_of_the_printers_and_has_its_own_size(
    qtbot: QtBot, roll: Printing, tmp_path: Path
) -> None:
    name = f"file:{tmp_path / 'roll.bin'}"
    roll._on_seen(Seen(("Canon",), "Canon"))
    assert roll.seen is not None and roll.seen.printers == ("Canon", name)
    assert (roll.printer, roll.size, roll.on_roll) == ("Canon", "a5", False)
    roll.choose(name)
    assert (roll.target, roll.size, roll.on_roll, roll.missing) == (name, "k80", True, "")
    assert outcome(qtbot, roll, b"\x1b@dots") == Outcome("sent", name)
    assert (tmp_path / "roll.bin").read_bytes() == b"\x1b@dots"
    roll.close()


def test_the_short_slip_is_a_size_of_the_receipt_printer_alone(roll: Printing) -> None:
    roll._on_seen(Seen((), ""))
    roll.choose_size("k80-short")
    assert roll.size == "k80-short"
    roll.choose(SAVED)
    assert roll.size == "a5"
    roll.choose("")
    roll.choose_size("k80")
    assert (roll.size, roll.roll_seconds("k80")) == ("k80", 0)
    roll.close()


def test_a_slow_line_is_said_in_f8_and_the_short_slip_offered(desk: Desk, memory: QSettings, tmp_path: Path) -> None:
    memory.remove("printer/name")
    memory.remove("printer/roll")
    old = desk.printing
    desk.furnish(desk.office, desk.sync, Printing(tmp_path, memory, roll="serial:COM3@9600", roll_size="k80-short"))
    old.close()
    page = SettingsPage(desk)
    desk.printing._on_seen(Seen((), ""))
    page._show_printers()
    assert [page.paper.itemText(place) for place in range(page.paper.count())] == [
        "Cuộn 80 mm",
        "Cuộn 80 mm, phiếu rút gọn",
    ]
    assert page.paper.value() == "k80-short"
    said = page._printing_hint.text()
    assert "103 giây" in said and "14 giây" in said
    desk.printing.close()


def test_where_the_system_has_no_printer_the_receipt_printer_is_it(roll: Printing) -> None:
    roll._on_seen(Seen((), ""))
    assert roll.on_roll and roll.size == "k80"
    roll.close()


def test_a_printer_that_says_it_is_done_is_believed(qtbot: QtBot, memory: QSettings, tmp_path: Path) -> None:
    memory.remove("printer/name")
    printer = Counterpart(FINE)
    with serial_line(printer) as port:
        printing = Printing(tmp_path, memory, roll=f"serial:{port}@115200")
        printing._on_seen(Seen((), ""))
        assert outcome(qtbot, printing, PAPER).kind == "printed"
        printing.close()
    assert printer.printed


def test_a_receipt_printer_that_is_not_there_is_told_in_its_own_words(
    qtbot: QtBot, memory: QSettings, tmp_path: Path
) -> None:
    memory.remove("printer/name")
    printing = Printing(tmp_path, memory, roll=f"serial:{tmp_path}/ttyUSB9@9600")
    printing._on_seen(Seen((), ""))
    became = outcome(qtbot, printing, b"\x1b@")
    assert (became.kind, became.reason) == ("failed", "roll_not_there")
    said = notices.printed(became)
    assert said == SENTENCES["roll_not_there"].format(printer=printing.printer)
    assert "Chưa in gì" in said
    printing.close()


@pytest.mark.parametrize(
    ("printer", "hang_up", "kind", "state", "reason", "again", "doubt"),
    [
        (Counterpart(FINE), 1 << 30, "printed", "done", "", False, False),
        (Counterpart(None), 1 << 30, "sent", "sent", "", False, True),
        (Counterpart(PAPER_OUT), 1 << 30, "failed", "failed", "roll_paper_out", True, False),
        (Counterpart(FINE), 10_000, "failed", "failed", "roll_broken_off", False, True),
    ],
)
def test_what_became_of_a_receipt_is_noted_step_by_step(
    qtbot: QtBot,
    desk: Desk,
    office: Office,
    clerk: Clerk,
    memory: QSettings,
    tmp_path: Path,
    printer: Counterpart,
    hang_up: int,
    kind: str,
    state: str,
    reason: str,
    again: bool,
    doubt: bool,
) -> None:
    """A printed receipt is done, an unanswered one stays open; only what never began may go again as the same copy."""
    memory.remove("printer/name")
    memory.remove("printer/roll")
    line = assets("training", "intake.jsonl").read_bytes().splitlines()[0]
    dossier = office.counter.receive(intake.read_draft(intake.decode_line(line)), clerk).dossier
    desk.printing.close()
    came: list[Outcome] = []
    with serial_line(printer, hang_up=hang_up) as port:
        desk.furnish(office, desk.sync, Printing(tmp_path, memory, roll=f"serial:{port}@115200"))
        desk.printing._on_seen(Seen((), ""))
        assert desk.printing.seen is not None and desk.printing.seen.reason == "unknown"
        desk.print_paper(dossier.code, "01", then=came.append, owner=desk)
        qtbot.waitUntil(lambda: bool(came), timeout=15_000)
    job = office.jobs.last(dossier.code, "01")
    assert job is not None
    assert (came[0].kind, job.state.value, job.last.reason) == (kind, state, reason)
    assert (may_repeat(job), leaves_doubt(job)) == (again, doubt)
    if kind == "printed":
        assert [step.state.value for step in job.steps] == ["queued", "sent", "done"]
        assert job.last.actor == "", "the printer's word is nobody's"
    desk.printing.close()


def test_only_what_printed_nothing_may_be_sent_again_as_the_same_copy() -> None:
    assert {reason for state, reason in NO_PAPER if reason.startswith("roll_")} == NOTHING_PRINTED


def test_every_way_it_can_fail_has_words_that_fit_the_window() -> None:
    for code in (*NOTHING_PRINTED, "roll_stalled", "roll_broken_off", "roll_paper_out_midway"):
        said = notices.printed(Outcome("failed", "tcp:10.0.0.2:9100", reason=code))
        assert "{" not in said and said.endswith(".")


def test_a_page_for_sheets_never_goes_to_a_roll(qtbot: QtBot, desk: Desk) -> None:
    printing = desk.printing
    printing._roll = "tcp:127.0.0.1:9"
    printing._on_seen(Seen((printing._roll,), ""))
    printing.choose(printing._roll)
    assert printing.on_roll
    outcomes: list[Outcome] = []
    printing.send("chung-nhan", b"%PDF-1.4 page", outcomes.append, desk)
    qtbot.waitUntil(lambda: bool(outcomes), timeout=20_000)
    assert outcomes[0].kind == "saved"
    assert (printing.papers / "chung-nhan.pdf").exists()
