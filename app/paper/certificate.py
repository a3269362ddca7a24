"""The certificate of sync: a kept proof in words, on one page. It says what was seen, and never more.

Its words stand here and not in a form file: those are filled in from a dossier, and this is nobody's dossier.
"""

from __future__ import annotations

from collections.abc import Iterator

from app.domain.events import VIETNAM
from app.domain.proof import Carried, Found, Pending, Proof
from app.errors import Problem
from app.paper import Unit
from app.paper.compose import Attested, Composed, Footnotes, Labelled, Paragraph, Piece, Ruled, Side, Signing, head_of
from app.paper.facts import on_day
from app.paper.forms import Column, Setup, Signature
from app.wording import say

SETUP = Setup(margins=(14, 15, 12, 20), type=(10.5, 10.0, 9.5, 9.0, 8.5, 8.0), space=17)

TITLE = "Giấy chứng nhận gửi hồ sơ"

_SHOWN = (24, 12, 6, 3, 0)
"""So many codes of each list are tried until all fits the page; the rest are counted."""

_FIGURES = (Column(head="Nội dung", cell=""), Column(head="Số lượng", cell="", width=7, align="right"))
_SEALS = (Column(head="Bên giữ", cell="", width=9), Column(head="Dấu đối chiếu (SHA-256)", cell=""))
_GROUP = 8

_SMALL_PRINT = (
    "Dấu đối chiếu: SHA-256 của danh sách các hồ sơ đã tra cứu, xếp theo mã, mỗi dòng một hồ sơ: mã, dấu cách, số "
    "trạng thái. Ai có cùng danh sách đều tính ra cùng một dấu. Mã QR ghi lại các con số của giấy này, không có dữ "
    "liệu cá nhân."
)


def lengths(proof: Proof) -> Iterator[int]:
    """How many codes of each list to try, the most first."""
    longest = max(len(proof.waiting.codes), len(proof.quarantined.codes))
    return (most for place, most in enumerate(_SHOWN) if place == 0 or most < longest)


def composed(proof: Proof, unit: Unit, printed_by: str, codes: int) -> Composed:
    """The page, with at most `codes` codes in each list of what waits."""
    at = proof.at.astimezone(VIETNAM)
    dated = on_day(at.date())
    verdict, why = _verdict(proof)
    return Composed(
        form=TITLE,
        head=head_of(unit, assigned=False),
        number="",
        dated=f"{unit.place}, {dated}" if unit.place else f"{dated[0].upper()}{dated[1:]}",
        code="",
        reading="",
        lookup="",
        title=TITLE.upper(),
        basis="",
        code_line=f"Ngày {proof.day:%d/%m/%Y} – Quầy số {proof.counter}",
        code_note="",
        copies=(f"(điểm tiếp nhận {proof.point})",),
        stamp="TẬP HUẤN" if unit.training else "",
        marks=(*(("TẬP HUẤN – KHÔNG CÓ GIÁ TRỊ",) if unit.training else ()), verdict),
        reason=why,
        footer=f"In từ kết quả đối chiếu lưu tại quầy · người in: {printed_by}",
        author=proof.unit,
        pieces=tuple(_pieces(proof, f"{at:%H:%M} ngày {at:%d/%m/%Y}", codes)),
    )


def _verdict(proof: Proof) -> tuple[str, str]:
    """The box under the title, and the sentences under it."""
    verdict, why = _seen(proof.found)
    waiting, shelved = proof.waiting.dossiers, proof.quarantined.dossiers
    if waiting or shelved:
        why = f"{why} Ở quầy còn {_count(waiting)} hồ sơ chờ gửi, {_count(shelved)} hồ sơ cần xử lý (mục 2).".lstrip()
    return verdict, why


def _seen(found: Found) -> tuple[str, str]:
    if not found.whole:
        why = say(Problem(found.stopped)) if found.stopped else ""
        if not_seen := found.unread + found.left:
            why = f"{why} Còn {_count(not_seen)} hồ sơ đã gửi trong ngày chưa tra cứu được.".lstrip()
        return "CHƯA ĐỦ – chưa tra cứu hết hồ sơ đã gửi trong ngày", why
    if lost := found.behind + found.missing:
        why = f"{_count(lost)} hồ sơ không có, còn ở bước cũ hoặc thiếu dòng tiến độ."
        if found.offered:
            why += f" Quầy đã xếp gửi lại {_count(found.offered)} mục; hãy đối chiếu lại sau khi gửi xong."
        return "CÓ HỒ SƠ THIẾU TRÊN HỆ THỐNG MỘT CỬA", why
    if found.differs:
        return (
            "ĐỦ, CÓ HỒ SƠ KHÁC NHAU – đã tra cứu hết hồ sơ đã gửi trong ngày",
            f"{_count(found.differs)} hồ sơ khác ngày hẹn hoặc họ tên: cần người xem.",
        )
    if not found.looked:
        return "KHÔNG CÓ HỒ SƠ NÀO CẦN ĐỐI CHIẾU", "Trong ngày chưa có hồ sơ nào được hệ thống một cửa nhận trọn vẹn."
    if found.there:
        return (
            "ĐỦ, KHÔNG SO ĐƯỢC TRẠNG THÁI – đã tra cứu hết hồ sơ đã gửi trong ngày",
            f"{_count(found.there)} hồ sơ có trên hệ thống một cửa, nhưng hệ thống không cho xem trạng thái.",
        )
    if found.ahead:
        return (
            "ĐỦ – đã tra cứu hết hồ sơ đã gửi trong ngày",
            f"{_count(found.ahead)} hồ sơ cơ quan đã làm tiếp sau khi nhận từ quầy.",
        )
    return "ĐỦ VÀ KHỚP – mọi hồ sơ đã gửi trong ngày", ""


def _pieces(proof: Proof, when: str, codes: int) -> Iterator[Piece]:
    found = proof.found
    yield Labelled("Điểm tiếp nhận", proof.unit, strong=True)
    yield Side(
        ((Labelled("Đối chiếu lúc", when, strong=False), 1.0), (Labelled("Người đối chiếu", proof.by, False), 1.0))
    )
    yield _heading("1. Hồ sơ trong ngày")
    yield Ruled(_FIGURES, tuple((text, _count(number)) for text, number in _figures(proof)))
    yield _heading("2. Còn ở quầy lúc đối chiếu")
    yield Labelled("Chờ gửi", _listed(proof.waiting, codes), strong=False)
    yield Labelled("Cần xử lý", _listed(proof.quarantined, codes), strong=False)
    yield _heading("3. Đường truyền trong ngày")
    yield Paragraph(_on_line(proof.carried), "plain", "left", 0, lead=False)
    yield _heading("4. Dấu đối chiếu")
    yield Ruled(
        _SEALS,
        (("Một cửa", _seal(found.digest)), ("Quầy", _seal(found.ours))),
    )
    yield Attested(
        (
            Labelled("Hai dấu", _agreement(found), strong=False),
            Labelled("Đầu sổ sự kiện của quầy", f"sự kiện số {_count(proof.head)}, mã {proof.link[:16]}", strong=False),
            Labelled(
                "Giấy này chứng nhận",
                f"lúc {when}, được hỏi về từng hồ sơ một, hệ thống một cửa đã trả lời về {_count(found.looked)} hồ "
                "sơ như ở mục 1 và mục 4.",
                strong=False,
            ),
            Labelled(
                "Không chứng nhận",
                "những gì hệ thống một cửa thay đổi sau lúc đó; giấy tờ và bản quét kèm theo; các hồ sơ ở mục 2; "
                "việc cơ quan đã giải quyết hồ sơ.",
                strong=False,
            ),
        ),
        machine_line(proof),
    )
    yield Signing(
        (
            Signature(head="GIAO DỊCH VIÊN", hint="(Ký và ghi rõ họ tên)"),
            Signature(head="TRƯỞNG BƯU CỤC", hint="(Ký và ghi rõ họ tên)"),
        )
    )
    yield Footnotes((_SMALL_PRINT,))


def _heading(text: str) -> Paragraph:
    return Paragraph(text, "heading", "left", 0, lead=True)


def _figures(proof: Proof) -> Iterator[tuple[str, int]]:
    found = proof.found
    yield "Hồ sơ quầy tiếp nhận trong ngày", proof.received
    yield "Mục (sự kiện của hồ sơ) hệ thống một cửa đã nhận trong ngày", proof.delivered
    yield "Hồ sơ có mục đã gửi trong ngày, đã tra cứu lại từng hồ sơ", found.looked
    yield "\u00a0\u00a0– khớp: cùng trạng thái, không thấy gì khác", found.same
    yield "\u00a0\u00a0– có trên hệ thống, không cho xem trạng thái để so", found.there
    yield "\u00a0\u00a0– cơ quan đã làm tiếp", found.ahead
    yield "\u00a0\u00a0– cùng trạng thái nhưng khác ngày hẹn hoặc họ tên", found.differs
    yield "\u00a0\u00a0– còn ở bước cũ hoặc thiếu dòng tiến độ", found.behind
    yield "\u00a0\u00a0– không có trên hệ thống", found.missing
    yield "Hồ sơ chưa tra cứu được", found.unread + found.left


def _agreement(found: Found) -> str:
    if not found.looked:
        return "không có, vì chưa tra cứu được hồ sơ nào."
    if found.digest == found.ours:
        return f"giống nhau: {_count(found.looked)} hồ sơ đã tra cứu ở cùng trạng thái tại hai bên."
    if found.same + found.there + found.differs == found.looked:
        return "không so được: hệ thống một cửa không cho xem trạng thái của mọi hồ sơ."
    return "khác nhau: không phải hồ sơ nào cũng ở cùng trạng thái tại hai bên, xem mục 1."


def _listed(pending: Pending, most: int) -> str:
    """ "3 hồ sơ: A, B và 1 hồ sơ khác"."""
    if not pending.dossiers:
        return "không có"
    shown = pending.codes[:most]
    rest = pending.dossiers - len(shown)
    if not shown:
        return f"{_count(rest)} hồ sơ"
    return f"{_count(pending.dossiers)} hồ sơ: {', '.join(shown)}{f' và {_count(rest)} hồ sơ khác' if rest else ''}"


def _on_line(carried: Carried) -> str:
    if not carried.rounds:
        return "Không có lượt gửi nào."
    return (
        f"{_count(carried.rounds)} lượt gửi, {_count(carried.calls)} lần gọi; {_bytes(carried.bytes_up)} lên, "
        f"{_bytes(carried.bytes_down)} xuống; {_time(carried.seconds)} trên đường truyền."
    )


def _count(number: int) -> str:
    return f"{number:,}".replace(",", ".")


def _bytes(number: int) -> str:
    """Decimal units with one place, as line tariffs count: "812 byte", "12,3 kB", "1,5 MB"."""
    if number < 1000:
        return f"{number} byte"
    unit, size = ("kB", 1e3) if number < 999_950 else ("MB", 1e6)
    return f"{number / size:,.1f} {unit}".translate({ord(","): ".", ord("."): ","})


def _time(seconds: float) -> str:
    whole = round(seconds)
    if not whole:
        return "chưa đến 1 giây"
    minutes, rest = divmod(whole, 60)
    return " ".join([*([f"{_count(minutes)} phút"] if minutes else []), *([f"{rest} giây"] if rest else [])])


def _seal(digest: str) -> str:
    groups = (digest[place : place + _GROUP] for place in range(0, len(digest), _GROUP))
    return " ".join(groups) or "không có"


def machine_line(proof: Proof) -> str:
    """What the QR says, in capitals so that the symbol stays small: `QUAY1 POINT-COUNTER DAY HHMM ALL|PART
    looked/same/there/ahead/differs/behind/missing/not-looked WAITING/QUARANTINED THEIRS OURS HEAD-LINK`, digests by
    their first 16 hex digits, "-" where there is none."""
    found = proof.found
    at = proof.at.astimezone(VIETNAM)
    counts = (
        found.looked, found.same, found.there, found.ahead, found.differs, found.behind, found.missing,
        found.unread + found.left,
    )  # fmt: skip
    parts = (
        "QUAY1",
        f"{proof.point}-{proof.counter}",
        f"{proof.day:%Y%m%d}",
        f"{at:%Y%m%d%H%M}",
        "ALL" if found.whole else "PART",
        "/".join(map(str, counts)),
        f"{proof.waiting.dossiers}/{proof.quarantined.dossiers}",
        found.digest[:16] or "-",
        found.ours[:16] or "-",
        f"{proof.head}-{proof.link[:16]}",
    )
    return " ".join(parts).upper()
