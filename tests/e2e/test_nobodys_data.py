"""G12: personal data is in no log, no file name, no barcode and no crash report, whatever goes wrong."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.domain.text import fold
from app.store import Store
from sync import sandbox
from sync.sandbox import Sandbox
from sync.sandbox.faults import Fault, Play
from tests.conftest import LogGuard
from tests.desk import line, profile_text
from tests.e2e.conftest import Quay, jsonl
from tests.tour import papers

PERSON = {
    "id_number": "012090778812",
    "full_name": "Tẩn Xoang Mẩy",
    "phone": "0399887766",
    "address": "Bản Hua Bum Nghịch, Xã Bum Nưa, Lai Châu",
    "email": "xoangmay@thu.vn",
}
SECRETS = (
    PERSON["id_number"], "778812", "Tẩn Xoang Mẩy", "Xoang Mẩy", "tan xoang may", PERSON["phone"], "99887766",
    "Hua Bum Nghịch", "hua bum nghich", "xoangmay", "tan_xoang", "1990-02-01", "19900201",
)  # fmt: skip


@pytest.fixture
def province() -> Iterator[Sandbox]:
    running = sandbox.serve()
    yield running
    running.stop()
    running.books.close()


def given_away(text: str) -> list[str]:
    plain = fold(text)
    return [one for one in SECRETS if one.lower() in text.lower() or fold(one) in plain]


def test_what_is_looked_for_would_be_found() -> None:
    assert given_away("… TẨN XOANG MẨY …") and given_away("tel 0399887766") and not given_away("Lò Văn Ín 0912345678")


def test_a_day_of_faults_names_nobody(quay: Quay, province: Sandbox, data: Path, tmp_path: Path) -> None:
    profile = tmp_path / "profile.toml"
    profile.write_text(profile_text(url=province.url), encoding="utf-8")
    assert quay("init", "--profile", profile).status == 0
    person = {f"applicant__{name}": value for name, value in PERSON.items()}
    intake = jsonl(
        tmp_path / "in.jsonl",
        line(**person),
        line(**person, procedure="1.001193"),
        line(**{**person, "applicant__phone": "12"}),
        b'{"applicant": "T\xe1\xba\xa9n Xoang M\xe1\xba\xa9y 012090778812',
    )
    received = quay("receive", intake, "--papers", tmp_path / "papers")
    code = received.lines[0]["code"]
    # Every kind of trouble on the line, some of whose answers say again what was sent.
    province.faults.arm(*(Fault(play=play, seconds=0.05) for play in Play if play is not Play.RESTORE))
    for _ in range(len(Play)):
        quay("sync", "--json")
        quay("retry", code)
    province.faults.clear()
    quay("sync", "--until-empty", "--timeout", "20", "--prove", "--certificate", tmp_path / "papers" / "cn.pdf")
    quay("act", jsonl(tmp_path / "a.jsonl", {"code": code, "event": "result_arrived"}))
    back = {"code": code, "recipient": {"kind": "applicant", "id_number": PERSON["id_number"]}}
    assert quay("handback", jsonl(tmp_path / "h.jsonl", back)).status == 0
    quay("paper", code, "--form", "bien-nhan", "--out", tmp_path / "papers" / f"{code}.pdf")
    quay("show", "H35.99.07-000000-0000")
    quay("search", "Tẩn Xoang Mẩy", "--json")
    quay("backup", tmp_path / "backup")

    names = [file.relative_to(tmp_path).as_posix() for file in tmp_path.rglob("*")]
    assert len(names) > 15
    assert not [name for name in names if given_away(name)]
    logs = [file.read_text(encoding="utf-8") for file in (data / "logs").rglob("*") if file.is_file()]
    assert any(logs), "nothing was logged at all"
    assert not [found for text in logs for found in given_away(text)]
    pages = sorted((tmp_path / "papers").glob("*.pdf"))
    assert len(pages) >= 4
    for page in pages:
        read = papers.read(page)
        assert set(read.bars) <= {code, *(one.get("code", "") for one in received.lines)}
        assert not [found for symbol in (*read.bars, *read.squares) for found in given_away(symbol)]


def test_a_crash_report_has_the_places_and_not_the_words(
    quay: Quay, data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, log_guard: LogGuard
) -> None:
    log_guard.expect("bug in a command")
    log_guard.expect("bug: again")
    profile = tmp_path / "profile.toml"
    profile.write_text(profile_text(), encoding="utf-8")
    quay("init", "--profile", profile)

    def broken(self: Store) -> None:
        raise RuntimeError(f"cannot keep {PERSON['full_name']} {PERSON['id_number']}")

    monkeypatch.setattr(Store, "read", broken)
    done = quay("queue")
    assert done.status == 3
    assert not given_away(done.out + done.err)
    logging.getLogger("app").error("bug: %s", "again", exc_info=ValueError(PERSON["full_name"]))
    text = (data / "logs" / "quay.log").read_text(encoding="utf-8")
    assert "RuntimeError (message left out)" in text
    assert re.search(r"\w+\.py:\d+ in broken", text)
    assert not given_away(text)
