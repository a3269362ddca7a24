"""What an answer in the DVCQG style means, in every dress it was seen in (wire A.6).

`error_code` is a number, "0" or "00"; success may be told by the code, by the text or only by the text; code 0 may go
with a refusal ("đã tồn tại"); the payload may be JSON inside `message`; an expired session may be a code in a 200.
"""

from __future__ import annotations

import enum
import re
from typing import Any

import msgspec

from app.domain.text import nfc


class Meaning(enum.Enum):
    """What one answer to a write or a look-up comes to."""

    TAKEN = "taken"
    EXISTS = "exists"
    MISSING = "missing"
    EXPIRED = "expired"
    BUSY = "busy"
    BROKEN = "broken"
    REFUSED = "refused"
    STRANGE = "strange"


class Reply(msgspec.Struct, frozen=True):
    """An answer brought into one form. `code`: None when the answer had none, "0" for every way of writing nought.

    `result`: None when the answer had none, which is not the same as an empty list.
    """

    code: str | None
    text: str
    result: tuple[Any, ...] | None
    session: str = ""


def reply(payload: Any) -> Reply | None:
    """None for what has not the contract's shape at all: some other program answered."""
    if isinstance(payload, str):
        return Reply(None, nfc(payload.strip()), None)
    if isinstance(payload, list):
        return Reply(None, "", tuple(payload))
    if not isinstance(payload, dict):
        return None
    fields = lowered(payload)
    code = _code(fields.get("error_code", fields.get("errorcode", fields.get("code"))))
    message = fields.get("message")
    result = fields.get("result")
    if isinstance(message, str):
        inner = _inside(message)
        if isinstance(inner, dict) and "error_code" in lowered(inner):
            deeper = reply(inner)
            assert deeper is not None
            return deeper
        if isinstance(inner, dict):
            # {"message": "{\"result\": [...]}"} or the one element itself.
            result = result or lowered(inner).get("result", [inner])
            message = ""
        elif isinstance(inner, list):
            result = result or inner
            message = ""
    session = fields.get("session")
    known = {"error_code", "errorcode", "message", "result", "session"} & fields.keys()
    if not known and code is None:
        return None
    return Reply(
        code,
        nfc(message.strip()) if isinstance(message, str) else "",
        _listed(result),
        session if isinstance(session, str) else "",
    )


def lowered(fields: dict[Any, Any]) -> dict[str, Any]:
    """The same fields under lower-case names: installations differ in the case of keys (wire A.8)."""
    return {str(name).lower(): value for name, value in fields.items()}


def _code(value: Any) -> str | None:
    if value is None or value == "":
        return None
    text = str(value).strip().removesuffix(".0")
    sign = "-" if text.startswith("-") else ""
    return sign + (text.removeprefix("-").lstrip("0") or "0") if text.removeprefix("-").isdigit() else text


def _inside(message: str) -> Any:
    text = message.strip()
    if not text.startswith(("{", "[")):
        return None
    try:
        return msgspec.json.decode(text)
    except msgspec.DecodeError:
        return None


def _listed(result: Any) -> tuple[Any, ...] | None:
    if result is None:
        return None
    return tuple(result) if isinstance(result, list) else (result,)


# ------------------------------------------------------------------------------------- meanings

_EXISTS = re.compile(r"đã tồn tại|đã có trên hệ thống|already exist|duplicate", re.IGNORECASE)
_MISSING = re.compile(
    r"không tồn tại|chưa tồn tại|không tìm thấy|chưa có hồ sơ|hồ sơ \S* ?chưa có|chưa có trên|not found|not exist",
    re.IGNORECASE,
)
_DONE = re.compile(r"thành công|success", re.IGNORECASE)
_NOT_DONE = re.compile(
    r"(không|chưa) thành công|\b0\s*/\s*\d+\s|thất bại|không hợp lệ|bị từ chối|unsuccess|\bfail|"
    r"(?<!không )(?<!không có )\blỗi\b",
    re.IGNORECASE,
)
_TROUBLE = re.compile(
    r"lỗi hệ thống|hệ thống (đang )?(bận|bảo trì|lỗi|gián đoạn)|(không|mất|lỗi) kết nối|quá thời gian|tạm thời|"
    r"bảo trì|thử lại|time-?out|timed out|exception|internal server",
    re.IGNORECASE,
)
"""Their own trouble, told with some error code: it passes, and is no refusal of what was sent."""

_SESSION = re.compile(r"phiên(?! bản)|session|token|đăng nhập", re.IGNORECASE)
_EXPIRED = re.compile(r"hết hạn|hết hiệu lực|không hợp lệ|không đúng|chưa|expired|invalid", re.IGNORECASE)
_NAMES = re.compile(r"TenTTHC|MaLinhVuc|TenLinhVuc|MaTTHC|thủ tục|lĩnh vực", re.IGNORECASE)
_ENDED = re.compile(r"đã (kết thúc|trả kết quả|hoàn thành|đóng)", re.IGNORECASE)
_ORDER = re.compile(r"ThoiDiemXuLy|thời (điểm|gian)|thứ tự|mới nhất|mới hơn", re.IGNORECASE)
_CHANGES_NOTHING = frozenset({"3", "-3"})
"""Seen beside "đã tồn tại", and taken for success by one province's program when the text says so."""


def meaning(answer: Reply, code: str = "") -> Meaning:
    """What an answer to a write says of the one record `code` (MaHoSo) that was sent."""
    own = _own(answer, code)
    number, text = own.code, own.text
    if expired(own):
        return Meaning.EXPIRED
    if number in {"429", "503"}:
        return Meaning.BUSY
    if number is not None and re.fullmatch(r"5\d\d", number):
        return Meaning.BROKEN
    if _EXISTS.search(text):
        return Meaning.EXISTS
    if _MISSING.search(text):
        return Meaning.MISSING
    if number != "0" and _TROUBLE.search(text):
        return Meaning.BROKEN
    if _NOT_DONE.search(text):
        return Meaning.REFUSED
    done = bool(_DONE.search(text)) or text.upper() == "OK"
    if number == "0" or (done and (number is None or number in _CHANGES_NOTHING)):
        return Meaning.TAKEN
    return Meaning.STRANGE if number is None else Meaning.REFUSED


def said(answer: Reply, code: str) -> str:
    """The words meant for this record."""
    return _own(answer, code).text


def expired(answer: Reply) -> bool:
    """The session is no longer known: by code, or by words about a session or an expiry."""
    if answer.code == "401":
        return True
    if answer.code == "0" or (_DONE.search(answer.text) and not _NOT_DONE.search(answer.text)):
        return False
    return "hết hạn" in answer.text.lower() or bool(_SESSION.search(answer.text) and _EXPIRED.search(answer.text))


def surely_expired(answer: Reply) -> bool:
    """Said in so many words: a code 401, or a session that is named. A bare "hết hạn" may be of a procedure."""
    return answer.code == "401" or (expired(answer) and bool(_SESSION.search(answer.text)))


def about_names(text: str) -> bool:
    """A refusal that speaks of the procedure's code or names, or of its field."""
    return bool(_NAMES.search(text))


def about_the_end(text: str) -> bool:
    """A refusal because the dossier has ended."""
    return bool(_ENDED.search(text))


def about_the_order(text: str) -> bool:
    """A refusal of a progress line because of when it happened."""
    return bool(_ORDER.search(text))


def says_done(answer: Reply, code: str) -> bool:
    """The words meant for this record tell a success."""
    return bool(_DONE.search(said(answer, code)))


def is_missing(text: str) -> bool:
    return bool(_MISSING.search(text))


def _own(answer: Reply, code: str) -> Reply:
    """The per-record answer inside `result` where the server gives one (E7), else the answer itself."""
    if not answer.result:
        return answer
    records = [lowered(one) for one in answer.result if isinstance(one, dict)]
    records = [one for one in records if one.keys() & {"error_code", "errorcode"}]
    mine = [one for one in records if one.get("mahoso") == code]
    if not mine and len(records) == 1 and not records[0].get("mahoso"):
        mine = records
    if not mine:
        return answer
    inner = reply({key: value for key, value in mine[0].items() if key != "result"})
    return inner if inner is not None else answer


# -------------------------------------------------------------------------- what a look-up shows


def shown(answer: Reply, code: str) -> dict[str, Any] | None:
    """The element of TraCuuHoSo's `result` for this dossier with lower-case keys, {} when it shows no fields, None
    when the dossier is not among them. Ask `was_looked_up` first."""
    elements = answer.result or ()
    if not elements:
        return None
    fields = [lowered(one) for one in elements if isinstance(one, dict)]
    named = [one for one in fields if one.get("mahoso")]
    for one in named:
        if str(one["mahoso"]).strip() == code:
            return one
    if named and len(named) == len(elements):
        # A server that searches by likeness showed others only.
        return None
    return fields[0] if len(fields) == 1 else {}


def was_looked_up(answer: Reply) -> bool:
    """Whether the look-up itself succeeded; what failed is never read as "not there" (wire A.7)."""
    if answer.result is not None and answer.code in {None, "0"}:
        return True
    return is_missing(answer.text) and not expired(answer)


def taken_in_front(answer: Reply, count: int) -> int:
    """How many of the `count` records of one call were surely taken, from the front: told where the server answers
    each by itself and in their order (E7). 0 where it does not."""
    records = [lowered(one) for one in answer.result or () if isinstance(one, dict)]
    if len(records) != count or not all(one.keys() & {"error_code", "errorcode"} for one in records):
        return 0
    taken = 0
    for one in records:
        own = reply({key: value for key, value in one.items() if key != "result"})
        if own is None or meaning(own) is not Meaning.TAKEN:
            break
        taken += 1
    return taken


def progress(element: dict[str, Any]) -> list[dict[str, Any]] | None:
    """The progress lines of a shown dossier with lower-case keys; None when its progress is not shown.

    No source tells the name of the list, so any list of objects with ThoiDiemXuLy is taken for it.
    """
    for value in element.values():
        if not isinstance(value, list):
            continue
        lines = [lowered(one) for one in value if isinstance(one, dict)]
        lines = [one for one in lines if "thoidiemxuly" in one]
        if lines:
            return lines
    return None


def has_line(element: dict[str, Any], line: dict[str, str]) -> bool | None:
    """Whether a shown dossier holds this progress line; None when its progress is not shown at all."""
    lines = progress(element)
    if lines is None:
        return None
    return any(
        str(one["thoidiemxuly"]) == line["ThoiDiemXuLy"]
        and str(one.get("trangthai", line["TrangThai"])) == line["TrangThai"]
        and nfc(str(one.get("noidungxuly", line["NoiDungXuLy"]))) == line["NoiDungXuLy"]
        for one in lines
    )


def is_overtaken(element: dict[str, Any], line: dict[str, str]) -> bool:
    """Whether a shown dossier holds a progress line that is later than this one."""
    return any(str(one["thoidiemxuly"]) > line["ThoiDiemXuLy"] for one in progress(element) or ())
