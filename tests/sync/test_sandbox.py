"""The stand-in itself: its strictness, its memory, and that it stays on this machine."""

from __future__ import annotations

import json
import socket
import struct
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import requests

from app.errors import Rejected, Trouble
from sync.dialects.dvcqg import line, record
from sync.sandbox import Account, Fault, Play, Sandbox, Style, serve
from sync.sandbox.rules import record_flaw
from sync.transport import Transport
from tests.sync.counter import LIFE, catalogue
from tests.sync.test_dvcqg import HERE, NAMED, NAMES, entry

Province = Callable[..., Sandbox]
HEADERS = {"Content-Type": "application/json", "dstcode": "VN:GOV:000.00.01.H99:dvcqg"}


class Client:
    """A plain caller, so that the stand-in is not judged by our own courier."""

    def __init__(self, one: Sandbox) -> None:
        self._line = Transport(one.url, HEADERS)
        self._session = self.post({"username": "u", "password": "p"}, "/auth")["session"]

    def post(self, body: dict[str, Any], path: str = "/share") -> Any:
        outcome = self._line.post(path, body)
        assert hasattr(outcome, "payload"), outcome
        return outcome.payload

    def call(self, service: str, **more: Any) -> Any:
        return self.post({"session": self._session, "madonvi": "000.00.01.H99", "service": service, **more})

    def write(self, hoso: dict[str, Any], updating: str = "False") -> Any:
        return self.call("DongBoHoSoMC", isUpdating=updating, data=[hoso])


def own(hoso: dict[str, Any]) -> dict[str, Any]:
    """The record under the stand-in's own name of the procedure."""
    return {**hoso, "TenTTHC": "Cấp Giấy xác nhận tình trạng hôn nhân (tên của tỉnh)"}


_OTHER = {"TenGiayTo": "x", "SoLuong": "1", "LoaiGiayTo": 1}

FLAWS: list[tuple[dict[str, Any], str]] = [
    ({"Thua": "x"}, "Thua: trường không có trong đặc tả"),
    ({"TrangThaiHoSo": 2}, "TrangThaiHoSo: phải là chuỗi"),
    ({"TrangThaiHoSo": "11"}, "TrangThaiHoSo: giá trị không hợp lệ"),
    ({"TenTTHC": "Tên khác"}, "TenTTHC: không khớp với danh mục thủ tục"),
    ({"MaTTHC": "9.999999"}, "MaTTHC: không có thủ tục 9.999999"),
    ({"KenhThucHien": ""}, "KenhThucHien: bắt buộc"),
    ({"GhiChu": "x" * 501}, "GhiChu: dài quá 500 ký tự"),
    ({"NgayTiepNhan": "2026-11-05"}, "NgayTiepNhan: không đúng dạng yyyyMMddHHmmss"),
    ({"NgayTiepNhan": "20261305081500"}, "NgayTiepNhan: không đúng dạng yyyyMMddHHmmss"),
    ({"NgayNopHoSo": "20261106081500"}, "NgayTiepNhan: trước NgayNopHoSo"),
    ({"NgayHenTra": "20261101081500"}, "NgayHenTra: trước NgayTiepNhan"),
    ({"TrangThaiHoSo": "10"}, "NgayTra: bắt buộc khi TrangThaiHoSo là 10"),
    ({"TrangThaiHoSo": "9"}, "NgayKetThucXuLy: bắt buộc khi TrangThaiHoSo là 9"),
    ({"TrangThaiHoSo": "3"}, "NgayTuChoi: bắt buộc khi TrangThaiHoSo là 3"),
    ({"TrangThaiHoSo": "5"}, "DanhSachHoSoBoSung: bắt buộc khi TrangThaiHoSo là 5"),
    ({"NgayTra": "20261106081500"}, "NgayTra: không được có khi TrangThaiHoSo là 2"),
    ({"DinhDanhCHS": [{"LoaiDinhDanh": "2", "SoDinhDanh": "012090001234"}]}, "DinhDanhCHS: SoDinhDanh không đúng loại"),
    ({"DanhSachLePhi": [{"Gia": 1}]}, "DanhSachLePhi: TenPhiLePhi: thiếu"),
    ({"TaiLieuNop": None}, "TaiLieuNop: thiếu hoặc không phải danh sách"),
    (
        {"DanhSachTepDinhKemKhac": [_OTHER]},
        "DanhSachTepDinhKemKhac: SoLuong: sai kiểu dữ liệu",
    ),
]


@pytest.mark.parametrize(("change", "flaw"), FLAWS, ids=[flaw for _, flaw in FLAWS])
def test_records_that_are_wrong_are_told_what_is_wrong(change: dict[str, Any], flaw: str) -> None:
    hoso = {**record(entry(), NAMED, HERE), **change}
    assert record_flaw(hoso, None, None if "9.999999" in flaw else NAMES) == flaw


def test_moves_that_are_not_allowed(province: Province) -> None:
    one = province()
    client = Client(one)
    first, handed = (own(record(entry(*LIFE[:count]), NAMED, HERE)) for count in (0, 1))
    back = own(record(entry(*LIFE), NAMED, HERE))
    assert client.write(first)["error_code"] == "0"
    assert client.write(first)["message"].endswith("đã tồn tại")
    assert client.write(back, "True")["message"].endswith("TrangThaiHoSo: không được chuyển từ 2 sang 10")
    assert client.write(handed, "True")["error_code"] == "0"
    assert client.write(first, "True")["message"].endswith("TrangThaiHoSo: không được chuyển từ 4 sang 2")
    other = {**handed, "MaTTHC": "1.001193.000.00.00.H99", "TenTTHC": "Thủ tục đăng ký khai sinh"}
    assert client.write(other, "True")["message"].endswith("MaTTHC: không được thay đổi")
    assert client.write({**handed, "MaHoSo": "khác"}, "True")["message"].endswith("không tồn tại")
    assert [held["TrangThaiHoSo"] for held in one.books.versions(first["MaHoSo"])] == ["2", "4"]


def test_progress_must_follow(province: Province) -> None:
    one = province()
    client = Client(one)
    told = [line(entry(*LIFE[:count]), HERE) for count in range(3)]

    def tell(*lines: dict[str, str]) -> str:
        return str(client.call("CapNhatTienDoHoSoMC", data=list(lines))["message"])

    assert tell(told[0]).endswith("không tồn tại")
    client.write(own(record(entry(), NAMED, HERE)))
    assert tell(*told[:2]) == "Đồng bộ thành công"
    assert tell(told[0]).endswith("ThoiDiemXuLy: trước bước xử lý mới nhất")
    assert tell({**told[2], "NoiDungXuLy": " "}).endswith("NoiDungXuLy: bắt buộc")
    assert tell({**told[2], "ThoiDiemXuLy": "20260101000000"}).endswith("trước NgayNopHoSo")
    assert tell(*([told[2]] * 11)) == "data: từ 1 đến 10 dòng"
    assert one.books.lines(told[0]["MaHoSo"]) == told[:2]


def test_a_batch_is_refused_whole_or_by_the_record(province: Province) -> None:
    good, bad = (own({**record(entry(), NAMED, HERE), "MaHoSo": f"H35.99.07-261105-100{n}"}) for n in range(2))
    bad = {**bad, "DonViXuLy": ""}
    atomic, partial = province(style=Style(batch="atomic")), province(style=Style(batch="partial", code="number"))
    whole = Client(atomic).call("DongBoHoSoMC", isUpdating="False", data=[good, bad])
    assert whole == {"error_code": "2", "message": "H35.99.07-261105-1001: DonViXuLy: bắt buộc"}
    assert atomic.books.codes() == []
    mixed = Client(partial).call("DongBoHoSoMC", isUpdating="False", data=[good, bad])
    assert mixed["error_code"] == 0 and [one["error_code"] for one in mixed["result"]] == [0, 2]
    assert partial.books.codes() == [good["MaHoSo"]]


def test_who_may_call(province: Province) -> None:
    one = province(account=Account(unit="000.00.01.H99", username="u", secret="p"))
    client = Client(one)
    assert client.call("LayThuTuc", maTTHC="1.004873")["result"][0]["MATTHC"] == "1.004873.000.00.00.H99"
    assert client.call("TraCuuHoSo", mahoso="x")["result"] == []
    assert client.post({"username": "u", "password": "sai"}, "/auth")["error_code"] == "1"
    assert client.call("LayHet")["message"] == "service: không có dịch vụ LayHet"
    wrong = client.post({"session": "x", "madonvi": "000.00.01.H99", "service": "TraCuuHoSo", "mahoso": "x"})
    assert wrong == {"error_code": "401", "message": "Phiên làm việc hết hạn"}
    one.desk.expire()
    assert client.call("TraCuuHoSo", mahoso="x")["error_code"] == "401"
    bare = requests.post(one.url + "/share", json={"service": "TraCuuHoSo"}, timeout=5)
    assert bare.status_code == 400 and bare.json()["message"] == "Thiếu dstcode"
    broken = requests.post(one.url + "/share", data=b'{"session":"x","data":[{', headers=HEADERS, timeout=5)
    assert broken.status_code == 400


def test_it_can_be_asked_what_it_holds(province: Province) -> None:
    one = province()
    client = Client(one)
    hoso = own(record(entry(), NAMED, HERE))
    client.write(hoso)
    client.call("CapNhatTienDoHoSoMC", data=[line(entry(), HERE)])
    assert requests.get(one.url + "/health", timeout=5).json() == {"status": "ok", "dossiers": 1, "lines": 1}
    assert requests.get(one.url + "/dossiers", timeout=5).json() == [hoso["MaHoSo"]]
    told = requests.get(f"{one.url}/dossiers/{hoso['MaHoSo']}", timeout=5).json()
    assert (told["record"], len(told["lines"]), told["versions"], told["creations"]) == (hoso, 1, 1, 1)
    assert requests.get(one.url + "/dossiers/x", timeout=5).status_code == 404


def test_books_on_a_file_outlive_the_server_and_can_be_restored(tmp_path: Path) -> None:
    db = f"sqlite:///{tmp_path / 'tinh.sqlite'}"
    one = serve(db=db, catalogue=catalogue())
    client = Client(one)
    hosos = [own({**record(entry(), NAMED, HERE), "MaHoSo": f"H35.99.07-261105-100{n}"}) for n in range(3)]
    for hoso in hosos:
        client.write(hoso)
    one.stop()
    one.books.close()
    again = serve(port=one.port, db=db, catalogue=catalogue())
    try:
        assert len(again.books.codes()) == 3
        assert again.books.restore(keep=1) == 2
        assert again.books.codes() == [hosos[0]["MaHoSo"]]
        assert again.books.record(hosos[1]["MaHoSo"]) is None
    finally:
        again.stop()
        again.books.close()


def test_it_binds_to_this_machine_only() -> None:
    for host in ("0.0.0.0", "192.168.1.5", "example.vn"):
        with pytest.raises(Rejected) as refused:
            serve(host=host, catalogue=catalogue())
        assert refused.value.problems["host"].code == "not_loopback"


def test_a_taken_port_is_told(province: Province) -> None:
    one = province()
    with pytest.raises(Trouble) as trouble:
        serve(port=one.port, catalogue=catalogue())
    assert (trouble.value.code, trouble.value.facts) == ("port_taken", {"port": one.port})


def test_faults_from_a_file(tmp_path: Path) -> None:
    file = tmp_path / "faults.json"
    file.write_text(json.dumps([{"play": "error", "service": "auth", "times": 2}, {"play": "restore", "keep": 3}]))
    one = serve(faults=file, catalogue=catalogue())
    try:
        answers = [requests.post(one.url + "/auth", json={}, headers=HEADERS, timeout=5).status_code for _ in range(3)]
        assert answers == [500, 500, 200] and one.faults.played == 3
    finally:
        one.stop()
        one.books.close()
    for text in ('[{"play": "gone"}]', "[", '[{"play": "error", "extra": 1}]'):
        file.write_text(text)
        with pytest.raises(Trouble) as trouble:
            serve(faults=file, catalogue=catalogue())
        assert trouble.value.code == "faults_unreadable"
    with pytest.raises(Trouble):
        serve(faults=tmp_path / "none.json", catalogue=catalogue())


def test_a_fault_waits_for_its_turn(province: Province) -> None:
    one = province()
    client = Client(one)
    one.faults.arm(Fault(play=Play.REFUSED, service="TraCuuHoSo", skip=1, times=1, dossier="x"))
    codes = [client.call("TraCuuHoSo", mahoso=code)["error_code"] for code in ("x", "y", "x", "x")]
    assert codes == ["0", "0", 1, "0"]


def test_the_shipped_catalogue_is_known_to_it() -> None:
    one = serve()
    try:
        client = Client(one)
        listed = {row["MATTHC"] for row in client.call("LayDanhSachTTHC")["result"]}
        assert len(listed) > 2000 and "1.001193.000.00.00.H99" in listed
        (found,) = client.call("LayThuTuc", maTTHC="1.001193")["result"]
        assert found["KETQUATHUCHIEN"] and found["LINHVUCTHUCHIEN"][0]["TENLINHVUC"] == "Hộ tịch"
    finally:
        one.stop()
        one.books.close()


def test_a_caller_that_leaves_while_half_an_answer_travels_is_no_fault_of_the_stand_in(province: Province) -> None:
    one = province()
    client = Client(one)
    one.faults.arm(Fault(play=Play.CUT_INSIDE, service="LayDanhSachTTHC"))
    body = {"session": client._session, "madonvi": "000.00.01.H99", "service": "LayDanhSachTTHC"}
    with socket.create_connection((one.host, one.port)) as line:
        content = json.dumps(body).encode()
        head = f"POST /share HTTP/1.1\r\nHost: x\r\ndstcode: x\r\nContent-Length: {len(content)}\r\n\r\n"
        line.sendall(head.encode() + content)
        assert line.recv(16)
        # Reset, not closed: what is on its way is thrown away.
        line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    # An answer that takes longer than the cut: the log is looked at afterwards.
    one.faults.arm(Fault(play=Play.DRIP, seconds=0.2))
    assert client.call("LayThuTuc", maTTHC="1.004873")["result"]
