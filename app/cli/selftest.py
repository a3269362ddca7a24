"""The bundle's own gate: the main job, end to end, on a temporary counter."""

from __future__ import annotations

import argparse
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.cli.exits import DONE, ENVIRONMENT
from app.cli.sending import courier_for

if TYPE_CHECKING:
    from app.clock import Clock
    from app.commands import Out
    from app.office import Office


def selftest(args: argparse.Namespace, out: Out, clock: Clock) -> int:
    """Receives, prints, delivers, hands back and verifies on a temporary counter with its own one-stop stand-in."""
    import tempfile

    from app.domain import intake
    from app.domain.events import Kind, Recipient
    from app.domain.handback import HandBackRequest
    from app.office import TRAINING_PIN, set_up
    from app.settings import assets
    from app.store.ledger import verify
    from sync import sandbox as one_stop

    steps: list[dict[str, Any]] = []

    def step(name: str, good: bool, told: str = "") -> None:
        steps.append({"step": name, "ok": good, "told": told})
        out.show(steps[-1], f"{'đạt ' if good else 'HỎNG'}  {name}  {told}".rstrip)

    with tempfile.TemporaryDirectory(prefix="quay-selftest-") as folder:
        data = Path(folder) / "data"
        server = one_stop.serve(port=0)
        url = f"http://127.0.0.1:{server.port}"
        profile = Path(folder) / "profile.toml"
        text = assets("training", "profile.toml").read_text(encoding="utf-8")
        profile.write_text(text.replace('url = "http://127.0.0.1:8790"', f'url = "{url}"'), encoding="utf-8")
        os.environ.setdefault("QUAY_TRAINING_SECRET", "tap-huan")
        office, _ = set_up(profile, data, TRAINING_PIN, clock)
        try:
            clerk = office.people.log_in(office.profile.people.clerks[0], TRAINING_PIN)
            lines = assets("training", "intake.jsonl").read_bytes().splitlines()[:3]
            drafts = [intake.read_draft(intake.decode_line(line)) for line in lines]
            receipts = [office.counter.receive(draft, clerk) for draft in drafts]
            step("receive", len({r.dossier.code for r in receipts}) == len(drafts), receipts[0].dossier.code)
            code = receipts[0].dossier.code
            for size in ("a4", "a5"):
                paper = office.counter.print_paper(code, "01", size, clerk, target="file", reason="tự kiểm tra")
                step(f"print {size}", paper.bytes.startswith(b"%PDF-"), f"{len(paper.bytes)} byte")
            roll = office.counter.print_paper(code, "01", "k80", clerk, target="file", reason="tự kiểm tra")
            step("print k80", _rolled(roll.bytes, Path(folder) / "roll.bin"), f"{len(roll.bytes)} byte")
            step("send", _send(office, clock), url)
            office.counter.act(code, Kind.RESULT_ARRIVED, {}, clerk)
            owed = office.counter.find(code, clerk).owed
            recipient = Recipient(full_name=drafts[0].applicant.full_name)
            back = office.counter.hand_back(code, HandBackRequest(recipient=recipient, fees_collected=owed), clerk)
            step("hand back", back.handed_back is not None)
            slip = office.counter.print_paper(code, "bien-nhan", "a5", clerk, target="file")
            step("slip", slip.bytes.startswith(b"%PDF-"), f"{len(slip.bytes)} byte")
            step("send again", _send(office, clock))
            found = verify(office.store)
            step("verify", not found, ", ".join(finding.code for finding in found))
            step("window parts", _window_parts())
        finally:
            office.close()
            server.stop()
    return DONE if all(one["ok"] for one in steps) else ENVIRONMENT


def _send(office: Office, clock: Clock) -> bool:
    courier = courier_for(office, clock)
    try:
        courier.until_empty(60.0)
    finally:
        courier.close()
    summary = office.outbox.summary()
    return summary.waiting == summary.quarantined == 0


def _rolled(document: bytes, file: Path) -> bool:
    """Whether the way to a receipt printer is there: the bytes arrive, and the libraries for serial lines and USB load
    far enough to say that no such printer is here."""
    from app.errors import Trouble
    from app.roll_printer import connection, look, send

    send(connection(f"file:{file}"), document)
    said = []
    for absent in (f"serial:{file}-none@9600", "usb:0000:0000"):
        try:
            look(connection(absent))
        except Trouble as trouble:
            said.append(trouble.code)
    known = ("roll_not_there", "roll_no_usb")
    return file.read_bytes() == document and len(said) == 2 and all(code in known for code in said)


def _window_parts() -> bool:
    """Whether the window's own libraries load: a bundle that lost a plugin must fail here and not at the counter."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from ui.shell import can_open

    return can_open()
