"""What is so on the array wire alone (wire A2): when a write is taken, who is let in, and what two URLs may do."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, Literal

import msgspec
import pytest
import requests

from app.domain.events import HandedToAgency, Kind
from app.errors import Rejected
from app.settings import read_profile
from sync.courier import Courier
from sync.dialects.dvcqg import line, record
from sync.dialects.dvcqg_array import DvcqgArray
from sync.sandbox import Account, Fault, Play, Sandbox, Style
from sync.sandbox.books import LINE, RECORD
from sync.sandbox.desk_array import CREATE, PROGRESS, UPDATE
from tests.desk import profile_text
from tests.scanned import pdf
from tests.sync.counter import POINT, QUICK, Counter, courier_of, settle
from tests.sync.test_dvcqg import HERE, NAMED, entry
from tests.sync.test_sandbox import own
from tests.sync.wires_dvcqg import ARRAY, BLIND

Province = Callable[..., Sandbox]


@pytest.mark.parametrize("duplicate", ["0", "3", "-3"])
def test_a_dossier_that_is_said_to_be_there_is_updated(
    counter: Counter, province: Province, duplicate: Literal["0", "3", "-3"]
) -> None:
    """The queue of an older copy: the reception is sent again with what was corrected since, and must arrive."""
    one = BLIND.start(province, msgspec.structs.replace(BLIND.plain, duplicate=duplicate))
    dossier = counter.receive()
    settle(BLIND.courier(counter, one.url), counter)
    (code,) = one.books.codes()
    held = one.books.record(code)
    assert held is not None
    one.books.keep(RECORD, [(code, False, {**held, "GhiChu": "chưa đúng"})])
    counter.forget(dossier)
    settle(BLIND.courier(counter, one.url), counter)
    assert one.books.record(code) == held, "an answer with the code of success was no success"
    assert one.books.creations(code) == 1


def test_the_code_of_success_without_the_words_is_none(counter: Counter, province: Province) -> None:
    one = ARRAY.start(province, Style(success="code"))
    counter.receive()
    report = ARRAY.courier(counter, one.url).round(counter.clock.now())
    assert report.delivered == 0
    assert [item.reason for item in counter.waiting()] == ["answer_strange"]


def test_an_update_that_is_told_it_exists_was_not_taken(counter: Counter, province: Province) -> None:
    """The technician wrote the same address twice."""
    one = BLIND.start(province, msgspec.structs.replace(BLIND.plain, duplicate="0"))
    dossier = counter.receive()
    courier = BLIND.courier(counter, one.url, create_path=CREATE, update_path=CREATE)
    settle(courier, counter)
    counter.act(dossier, Kind.HANDED_TO_AGENCY, HandedToAgency())
    settle(courier, counter)
    (item,) = counter.quarantined()
    assert item.reason == "refused" and item.detail.endswith("đã tồn tại")


def test_a_gateway_with_a_token_lets_in_who_has_it(counter: Counter, province: Province) -> None:
    one = ARRAY.start(province, account=Account(secret="the-bi-mat"))
    counter.receive()
    for secret in ("", "env:X"):
        report = ARRAY.courier(counter, one.url, secret=secret and "sai").round(counter.clock.now())
        assert report.stopped == "session_refused" and report.needs_person
    courier = ARRAY.courier(counter, one.url, secret="the-bi-mat")
    report = courier.round(counter.clock.now())
    assert report.needs_person, "a profile that names no place for a token sends none"
    named = msgspec.structs.replace(ARRAY, profile={**ARRAY.profile, "secret": "env:X"})
    settle(named.courier(counter, one.url, secret="the-bi-mat"), counter)
    ARRAY.assert_holds(one, counter)


def test_scans_go_by_the_gateways_token(counter: Counter, province: Province) -> None:
    one = ARRAY.start(province, account=Account(secret="the-bi-mat"))
    counter.attach(counter.receive(), pdf(1, b"x" * 9_000))

    def courier(secret: str) -> Courier:
        server = ARRAY.server(one.url, secret="env:X", files_url=f"{one.url}/files")
        dialect = DvcqgArray(server, secret, counter.outbox, point=POINT, clock=counter.clock.now, timeouts=QUICK)
        return courier_of(counter, one.url, dialect=dialect)

    settle(courier("the-bi-mat"), counter)
    (code,) = one.books.codes()
    record = one.books.record(code)
    assert record is not None and record["TaiLieuNop"][0]["TenTepDinhKem"] == "Tờ khai.pdf"
    assert len(one.desk.files.whole()) == 1
    counter.attach(counter.receive(), pdf(1, b"y" * 9_000))
    report = courier("sai").round(counter.clock.now())
    assert report.needs_person and len(one.desk.files.whole()) == 1


def test_a_lost_record_without_look_ups_is_asked_by_a_knock_and_repeated_as_it_was(
    counter: Counter, province: Province
) -> None:
    one = BLIND.start(province)
    one.faults.arm(Fault(play=Play.CUT_AFTER, service=RECORD))
    dossier = counter.receive()
    courier = BLIND.courier(counter, one.url)
    courier.round(counter.clock.now())
    counter.act(dossier, Kind.HANDED_TO_AGENCY, HandedToAgency())
    settle(courier, counter)
    (code,) = one.books.codes()
    assert [held["TrangThaiHoSo"] for held in one.books.versions(code)] == ["2", "4"]
    # The knock goes to the progress URL; then create, "đã tồn tại", update.
    assert one.desk.calls[1:4] == [LINE, RECORD, RECORD]
    assert one.books.repeated_lines(code) == {}


def test_what_the_stand_in_takes(province: Province) -> None:
    one = province(wire="dvcqg-array", style=Style(wrapped=True, success="plain"), account=Account(unit="H99"))
    hoso = own(record(entry(), NAMED, HERE))

    def post(path: str, body: Any) -> Any:
        return requests.post(one.url + path, json=body, timeout=5)

    assert post(CREATE, {"data": [hoso]}).json()["message"] == "data: phải là danh sách"
    assert post(UPDATE, [hoso]).json()["message"].endswith("không tồn tại")
    assert post(CREATE, [{**hoso, "Thua": 1}]).json()["message"].endswith("Thua: trường không có trong đặc tả")
    assert post("/DongBoHoSoMC?MaDinhDanhDV=H1&isUpdating=False", [hoso]).json()["error_code"] == "2"
    assert post("/DongBoHoSoMC?MaDinhDanhDV=H99&isUpdating=False", [hoso]).text == "Cập nhật thành công"
    assert post(CREATE, [hoso]).json()["error_code"] == "3"
    assert post(PROGRESS, [line(entry(), HERE)] * 11).json()["message"] == "data: từ 1 đến 10 dòng"
    assert post(PROGRESS, [line(entry(), HERE)]).text == "Cập nhật thành công"
    found = requests.get(one.url + "/LayThuTuc", params={"maTTHC": "1.004873"}, timeout=5).json()
    assert "result" not in found and msgspec.json.decode(found["message"])[0]["MATTHC"] == NAMED.code
    assert requests.get(one.url + "/health", timeout=5).json() == {"status": "ok", "dossiers": 1, "lines": 1}


def test_a_profile_names_where_the_arrays_go(tmp_path: Path) -> None:
    text = profile_text(first=1, last=9, url="http://127.0.0.1:1")
    file = tmp_path / "p.toml"
    file.write_text(text.replace("dvcqg-session", "dvcqg-array"), encoding="utf-8")
    with pytest.raises(Rejected) as refused:
        read_profile(file)
    assert set(refused.value.problems) == {"server.create_path", "server.update_path", "server.progress_path"}
    keys = 'dialect = "dvcqg-array"\ncreate_path = "/a"\nupdate_path = "/b?x=1"\nprogress_path = "/c"'
    file.write_text(text.replace('dialect = "dvcqg-session"', keys), encoding="utf-8")
    assert read_profile(file).server.update_path == "/b?x=1"
