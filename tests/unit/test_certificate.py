"""The certificate of sync: one page that says what was seen and not more, and can be read by a machine."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import msgspec
import pypdfium2
import pytest
import zxingcpp

from app.domain.events import Status
from app.domain.proof import Carried, Found, Pending, Proof, digest_of, line_of
from app.paper import Press, Unit
from app.paper.certificate import machine_line

ASSETS = Path(__file__).resolve().parents[2] / "assets"
UNIT = Unit(name="Bưu điện xã Mường Tè", province="Lai Châu", commune="Xã Mường Tè", heading=("UBND", "TRUNG TÂM"))
CODES = tuple(f"H35.99.07-261116-{number}" for number in range(1000, 1080))
OURS = digest_of(line_of(code, Status.RECEIVED) for code in CODES)
THEIRS = digest_of(line_of(code, Status.RECEIVED) for code in CODES[1:])
LONG = "Bưu điện – Văn hóa xã " + "Tủa Sín Chải Nậm Củm " * 13
PROOF = Proof(
    day=date(2026, 11, 16),
    at=datetime(2026, 11, 16, 10, 5, tzinfo=UTC),
    by="Lò Thị Dung",
    unit=UNIT.name,
    point="H35.99.07",
    counter=1,
    found=Found(looked=80, same=80, digest=OURS, ours=OURS),
    received=1018,
    delivered=161,
    waiting=Pending(),
    quarantined=Pending(),
    carried=Carried(rounds=14, calls=120, bytes_up=128_345, bytes_down=999, seconds=214.3, delivered=161),
    head=1204,
    link="ab12cd34ef56ab78" * 4,
)


@pytest.fixture(scope="module")
def press() -> Press:
    return Press(ASSETS, UNIT)


def with_found(**found: Any) -> Proof:
    return msgspec.structs.replace(PROOF, found=msgspec.structs.replace(PROOF.found, **found))


def read(content: bytes) -> str:
    """The text of the only page, its white space evened out."""
    document = pypdfium2.PdfDocument(content)
    try:
        assert len(document) == 1
        return " ".join(document[0].get_textpage().get_text_range().split()).replace("\u00a0", " ")
    finally:
        document.close()


def printed(press: Press, proof: Proof) -> str:
    return read(press.certificate(proof, "Tòng Văn Inh"))


def test_it_says_who_when_what_and_how_it_is_proven(press: Press) -> None:
    text = printed(press, PROOF)
    groups = " ".join(OURS[place : place + 8] for place in range(0, 64, 8))
    for part in (
        "BƯU ĐIỆN XÃ MƯỜNG TÈ",
        "GIẤY CHỨNG NHẬN GỬI HỒ SƠ",
        "Ngày 16/11/2026 – Quầy số 1 (điểm tiếp nhận H35.99.07)",
        "ĐỦ VÀ KHỚP",
        "Đối chiếu lúc: 17:05 ngày 16/11/2026",
        "Người đối chiếu: Lò Thị Dung",
        "Hồ sơ quầy tiếp nhận trong ngày 1.018",
        "Chờ gửi: không có",
        "14 lượt gửi, 120 lần gọi; 128,3 kB lên, 999 byte xuống; 3 phút 34 giây trên đường truyền.",
        f"Một cửa {groups} Quầy {groups}",
        "Hai dấu: giống nhau",
        "sự kiện số 1.204, mã ab12cd34ef56ab78",
        "Không chứng nhận:",
        "GIAO DỊCH VIÊN",
        "TRƯỞNG BƯU CỤC",
        "người in: Tòng Văn Inh",
    ):
        assert part in text, part
    assert "CHƯA ĐỦ" not in text


@pytest.mark.parametrize(
    ("found", "box", "why", "seals"),
    [
        ({"stopped": "offline", "left": 7, "unread": 1}, "CHƯA ĐỦ", "Không có mạng.", "giống nhau"),
        ({"unread": 2}, "CHƯA ĐỦ", "Còn 2 hồ sơ đã gửi trong ngày chưa tra cứu được", "giống nhau"),
        (
            {"looked": 0, "same": 0, "digest": "", "ours": "", "left": 80, "stopped": "no_look_up"},
            "CHƯA ĐỦ",
            "không cho tra cứu",
            "không có, vì chưa",
        ),
        (
            {"same": 79, "missing": 1, "offered": 3, "digest": THEIRS},
            "CÓ HỒ SƠ THIẾU",
            "gửi lại 3 mục",
            "khác nhau: không phải",
        ),
        ({"same": 79, "differs": 1}, "CÓ HỒ SƠ KHÁC NHAU", "1 hồ sơ khác ngày hẹn", "giống nhau"),
        ({"same": 0, "there": 80, "digest": THEIRS}, "KHÔNG SO ĐƯỢC", "không cho xem trạng thái", "không so được"),
        ({"same": 79, "ahead": 1, "digest": THEIRS}, "ĐỦ – đã tra cứu hết", "cơ quan đã làm tiếp", "khác nhau"),
        ({"looked": 0, "same": 0, "digest": "", "ours": ""}, "KHÔNG CÓ HỒ SƠ NÀO", "nhận trọn vẹn", "không có"),
    ],
)
def test_what_is_not_whole_or_not_equal_says_so(
    press: Press, found: dict[str, Any], box: str, why: str, seals: str
) -> None:
    text = printed(press, with_found(**found))
    assert box in text and why in text and f"Hai dấu: {seals}" in text
    assert "ĐỦ VÀ KHỚP" not in text


def test_what_still_waits_is_told_beside_a_whole_proof(press: Press) -> None:
    proof = msgspec.structs.replace(PROOF, waiting=Pending(dossiers=2, codes=CODES[:2]))
    text = printed(press, proof)
    assert "Ở quầy còn 2 hồ sơ chờ gửi, 0 hồ sơ cần xử lý (mục 2)." in text
    assert f"Chờ gửi: 2 hồ sơ: {CODES[0]}, {CODES[1]} Cần xử lý: không có" in text


@pytest.mark.parametrize("training", [False, True])
@pytest.mark.parametrize("name", [UNIT.name, LONG[:300], "M" * 100])
def test_everything_at_once_stays_on_one_page(name: str, training: bool) -> None:
    proof = msgspec.structs.replace(
        with_found(stopped="certificate_clock", left=999, behind=3, digest=THEIRS),
        unit=name,
        by="Nguyễn Thị Hoàng Dung Anh " * 4,
        waiting=Pending(dossiers=500, codes=CODES),
        quarantined=Pending(dossiers=80, codes=CODES),
    )
    unit = msgspec.structs.replace(UNIT, name=name, training=training)
    text = printed(Press(ASSETS, unit), proof)
    assert "CHƯA ĐỦ" in text and "TRƯỞNG BƯU CỤC" in text
    assert "500 hồ sơ" in text and CODES[0] in text and "hồ sơ khác" in text
    assert ("TẬP HUẤN" in text) is training


def test_the_same_proof_is_the_same_paper(press: Press) -> None:
    first = press.certificate(PROOF, "Tòng Văn Inh")
    assert Press(ASSETS, UNIT).certificate(PROOF, "Tòng Văn Inh") == first
    assert press.certificate(with_found(same=79, missing=1), "Tòng Văn Inh") != first


@pytest.mark.parametrize("dpi", [203, 300])
def test_a_machine_reads_the_figures_and_no_person(press: Press, dpi: int) -> None:
    proof = with_found(same=79, missing=1, digest=THEIRS)
    document = pypdfium2.PdfDocument(press.certificate(proof, "Tòng Văn Inh"))
    try:
        image = document[0].render(scale=dpi / 72, grayscale=True).to_pil()
    finally:
        document.close()
    (found,) = zxingcpp.read_barcodes(image, try_downscale=False)
    assert (found.format.name, found.text) == ("QRCode", machine_line(proof))
    assert found.text == (
        "QUAY1 H35.99.07-1 20261116 202611161705 ALL 80/79/0/0/0/0/1/0 0/0 "
        f"{THEIRS[:16].upper()} {OURS[:16].upper()} 1204-AB12CD34EF56AB78"
    )


def test_digests_follow_the_codes_and_not_the_order_of_the_looks() -> None:
    lines = [line_of("B", Status.RECEIVED), line_of("A", None)]
    assert digest_of(lines) == digest_of(reversed(lines)) != digest_of(lines[:1])
    assert digest_of([]) == ""
