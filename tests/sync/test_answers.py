"""Every dress in which an answer was seen (wire A.6), and what it must not be taken for."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from sync.dialects.dvcqg_answers import (
    Meaning,
    Reply,
    about_names,
    expired,
    has_line,
    meaning,
    reply,
    said,
    shown,
    surely_expired,
    was_looked_up,
)

CODE = "H35.99.07-261105-1001"


def understood(payload: Any) -> Reply:
    found = reply(payload)
    assert found is not None
    return found


WRITES: list[tuple[Any, Meaning]] = [
    ({"error_code": 0, "message": "Đồng bộ thành công"}, Meaning.TAKEN),
    ({"error_code": "0", "message": "Đồng bộ THÀNH CÔNG"}, Meaning.TAKEN),
    ({"error_code": "00"}, Meaning.TAKEN),
    ({"error_code": 0.0, "message": None}, Meaning.TAKEN),
    ({"ERROR_CODE": "0", "MESSAGE": "ok"}, Meaning.TAKEN),
    ({"code": 0, "message": "OK"}, Meaning.TAKEN),
    ({"message": "Cập nhật thành công"}, Meaning.TAKEN),
    ("Cập nhật thành công", Meaning.TAKEN),
    ("OK", Meaning.TAKEN),
    ({"error_code": 3, "message": "Cập nhật thành công"}, Meaning.TAKEN),
    ({"error_code": "-3", "message": "Cập nhật thành công"}, Meaning.TAKEN),
    # decomposed letters, as some gateways send them
    ({"message": "Cập nhật thành công"}, Meaning.TAKEN),
    ({"error_code": "0", "message": '{"error_code": "2", "message": "GhiChu: dài quá"}'}, Meaning.REFUSED),
    ({"error_code": "0", "message": f"Hồ sơ {CODE} đã tồn tại"}, Meaning.EXISTS),
    ({"error_code": 3, "message": "đã tồn tại"}, Meaning.EXISTS),
    ({"error_code": -3, "message": "Hồ sơ Đã Tồn Tại"}, Meaning.EXISTS),
    ({"error_code": "2", "message": f"Hồ sơ {CODE} không tồn tại"}, Meaning.MISSING),
    ({"error_code": 1, "message": f"Hồ sơ {CODE} chưa có trên hệ thống"}, Meaning.MISSING),
    ({"error_code": 0, "message": "Đồng bộ không thành công"}, Meaning.REFUSED),
    ({"error_code": 0, "message": "Không có lỗi"}, Meaning.TAKEN),
    ({"error_code": 2, "message": "Phiên bản biểu mẫu không đúng"}, Meaning.REFUSED),
    ({"error_code": 0, "message": "0/1 hồ sơ thành công"}, Meaning.REFUSED),
    ({"error_code": 0, "message": "Thất bại: NgayTra không hợp lệ"}, Meaning.REFUSED),
    ({"error_code": 2, "message": "NgayTra: trước NgayTiepNhan"}, Meaning.REFUSED),
    ({"error_code": 2, "message": "Cập nhật thành công"}, Meaning.REFUSED),
    ({"error_code": "2"}, Meaning.REFUSED),
    ({"error_code": "401", "message": "Phiên làm việc hết hạn"}, Meaning.EXPIRED),
    ({"error_code": 1, "message": "Phiên làm việc hết hạn"}, Meaning.EXPIRED),
    ({"error_code": -1, "message": "Invalid session"}, Meaning.EXPIRED),
    ({"error_code": 429, "message": "Too many"}, Meaning.BUSY),
    ({"error_code": "500", "message": "x"}, Meaning.BROKEN),
    ({"error_code": -1, "message": "Lỗi hệ thống, vui lòng thử lại sau"}, Meaning.BROKEN),
    ({"error_code": 1, "message": "Không kết nối được cơ sở dữ liệu"}, Meaning.BROKEN),
    ({"message": "Xin chào"}, Meaning.STRANGE),
    ("xin chào", Meaning.STRANGE),
    ({"session": "abc"}, Meaning.STRANGE),
]


@pytest.mark.parametrize(("payload", "meant"), WRITES, ids=[str(payload)[:60] for payload, _ in WRITES])
def test_answers_to_a_write(payload: Any, meant: Meaning) -> None:
    assert meaning(understood(payload), CODE) is meant


@pytest.mark.parametrize("payload", [{"login": "required"}, 5, None, True, {}])
def test_what_has_not_the_contracts_shape_is_no_answer(payload: Any) -> None:
    assert reply(payload) is None


def test_the_own_record_of_a_mixed_batch_counts() -> None:
    """E7: three were sent, one was rejected."""
    answer = understood(
        {
            "error_code": "0",
            "message": f"2/3 hồ sơ thành công; {CODE}: MaTTHC: không có thủ tục 9.999999",
            "result": [
                {"MaHoSo": "khác", "error_code": "0", "message": "Thành công"},
                {"MaHoSo": CODE, "error_code": "2", "message": "MaTTHC: không có thủ tục 9.999999"},
            ],
        }
    )
    assert meaning(answer, CODE) is Meaning.REFUSED
    assert said(answer, CODE) == "MaTTHC: không có thủ tục 9.999999"
    assert meaning(answer, "khác") is Meaning.TAKEN
    one = understood({"error_code": 1, "message": "", "result": [{"error_code": "0", "message": "Thành công"}]})
    assert meaning(one, CODE) is Meaning.TAKEN


def test_a_bare_expiry_may_be_of_something_else() -> None:
    session = understood({"error_code": 1, "message": "Phiên làm việc hết hạn"})
    procedure = understood({"error_code": 2, "message": "Thủ tục đã hết hạn hiệu lực"})
    assert expired(session) and surely_expired(session)
    assert expired(procedure) and not surely_expired(procedure)
    assert not expired(understood({"error_code": 0, "message": "Thành công, phiên không đổi"}))


LOOKUPS: list[tuple[Any, bool, Any]] = [
    ({"error_code": 0, "result": []}, True, None),
    ({"error_code": "00", "message": "Thành công", "result": []}, True, None),
    ({"message": "[]"}, True, None),
    ({"error_code": 0, "message": '{"result": []}'}, True, None),
    ({"error_code": 1, "message": "Không tìm thấy hồ sơ"}, True, None),
    ({"error_code": 0, "message": "Hồ sơ không tồn tại"}, True, None),
    ({"error_code": 0, "result": [{"MaHoSo": CODE, "TrangThaiHoSo": "4"}]}, True, "4"),
    ({"error_code": 0, "message": f'[{{"MaHoSo": "{CODE}", "TrangThaiHoSo": "9"}}]'}, True, "9"),
    ({"error_code": 0, "result": {"MAHOSO": CODE, "TRANGTHAIHOSO": 2}}, True, 2),
    ({"error_code": 0, "result": [{"ID": "1"}]}, True, ""),
    ({"error_code": 0, "result": ["x"]}, True, ""),
    ({"error_code": 0, "result": [{"MaHoSo": CODE + "9"}]}, True, None),
    ({"error_code": 0}, False, None),
    ({"error_code": 0, "message": "Thành công"}, False, None),
    ({"error_code": 1, "message": "Lỗi", "result": []}, False, None),
    ({"error_code": "401", "message": "Phiên làm việc không tồn tại"}, False, None),
    ("Không có gì", False, None),
]


@pytest.mark.parametrize(("payload", "asked", "status"), LOOKUPS, ids=[str(payload)[:60] for payload, _, _ in LOOKUPS])
def test_look_ups(payload: Any, asked: bool, status: Any) -> None:
    answer = understood(payload)
    assert was_looked_up(answer) is asked
    if asked:
        element = shown(answer, CODE)
        assert (element is None) == (status is None)
        if element is not None:
            assert element.get("trangthaihoso", "") == status


def test_a_progress_line_is_recognised_in_any_list_that_tells_times() -> None:
    line = {"ThoiDiemXuLy": "20261105081500", "TrangThai": "2", "NoiDungXuLy": "Tiếp nhận"}
    assert has_line({"tiendo": [line]}, line) is True
    assert has_line({"quatrinh": [{"THOIDIEMXULY": "20261105081500", "trangthai": 2}]}, line) is True
    assert has_line({"tiendo": [{**line, "TrangThai": "4"}]}, line) is False
    assert has_line({"tiendo": []}, line) is None
    assert has_line({"danhsachlephi": [{"Gia": "1"}], "mahoso": CODE}, line) is None


def test_refusals_about_names_are_told_from_others() -> None:
    assert about_names("TenTTHC: không khớp với danh mục thủ tục")
    assert about_names("Mã lĩnh vực sai") and not about_names("NgayTra: bắt buộc")


def test_a_payload_inside_the_message_is_unpacked_once() -> None:
    inner = msgspec.json.encode([{"MATTHC": "1.004873"}]).decode()
    assert understood({"error_code": 0, "message": inner}).result == ({"MATTHC": "1.004873"},)
    one = understood({"error_code": 0, "message": '{"MATTHC": "1.004873"}'})
    assert one.result == ({"MATTHC": "1.004873"},) and one.text == ""
    assert understood({"error_code": 0, "message": "{không phải JSON"}).text == "{không phải JSON"
