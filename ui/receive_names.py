"""What a clerk calls the fields of the receiving page, in the order of the eye."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication


def _person() -> dict[str, str]:
    say = QCoreApplication.translate
    return {
        "id_number": say("receive", "số giấy tờ"),
        "full_name": say("receive", "họ và tên"),
        "date_of_birth": say("receive", "ngày sinh"),
        "sex": say("receive", "giới tính"),
        "phone": say("receive", "số điện thoại"),
        "commune_code": say("receive", "xã, phường"),
        "email": say("receive", "thư điện tử"),
        "ethnicity": say("receive", "dân tộc"),
        "address": say("receive", "địa chỉ"),
    }


def names() -> dict[str, str]:
    """Dotted field, or the beginning of one, → words."""
    say = QCoreApplication.translate
    other = say("receive", "{0} người nộp thay")
    return {
        "procedure": say("receive", "thủ tục"),
        "case": say("receive", "trường hợp"),
        "channel": say("receive", "cách nộp"),
        "follows": say("receive", "phiếu yêu cầu bổ sung"),
        **{f"applicant.{name}": words for name, words in _person().items()},
        **{f"submitter.{name}": other.format(words) for name, words in _person().items()},
        "submitter.authorisation": say("receive", "giấy ủy quyền"),
        "components": say("receive", "giấy tờ"),
        "result_delivery.kind": say("receive", "cách nhận kết quả"),
        "fees": say("receive", "khoản thu"),
        "sets": say("receive", "số bộ"),
        "note": say("receive", "ghi chú"),
        "result_delivery.name": say("receive", "người nhận kết quả"),
        "result_delivery.phone": say("receive", "điện thoại người nhận"),
        "result_delivery.commune_code": say("receive", "xã, phường phát"),
        "result_delivery.address": say("receive", "địa chỉ phát"),
    }


def in_order(fields: Iterable[str]) -> list[tuple[str, str]]:
    """(field, words) as the eye meets them; a field nobody named comes last, under its own name."""
    known = names()
    keys = list(known)

    def key(field: str) -> str:
        return next((name for name in keys if field == name or field.startswith(f"{name}.")), "")

    found = sorted(fields, key=lambda field: keys.index(key(field)) if key(field) else len(keys))
    return [(field, known.get(key(field), field)) for field in found]
