"""What a clerk calls the fields of the receiving page, in the order of the eye."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication


def _person() -> dict[str, str]:
    return {
        "id_number": QCoreApplication.translate("receive", "số giấy tờ"),
        "full_name": QCoreApplication.translate("receive", "họ và tên"),
        "date_of_birth": QCoreApplication.translate("receive", "ngày sinh"),
        "sex": QCoreApplication.translate("receive", "giới tính"),
        "phone": QCoreApplication.translate("receive", "số điện thoại"),
        "commune_code": QCoreApplication.translate("receive", "xã, phường"),
        "email": QCoreApplication.translate("receive", "thư điện tử"),
        "ethnicity": QCoreApplication.translate("receive", "dân tộc"),
        "address": QCoreApplication.translate("receive", "địa chỉ"),
    }


def names() -> dict[str, str]:
    """Dotted field, or the beginning of one, → words."""
    other = QCoreApplication.translate("receive", "{0} người nộp thay")
    return {
        "procedure": QCoreApplication.translate("receive", "thủ tục"),
        "case": QCoreApplication.translate("receive", "trường hợp"),
        "channel": QCoreApplication.translate("receive", "cách nộp"),
        "follows": QCoreApplication.translate("receive", "phiếu yêu cầu bổ sung"),
        **{f"applicant.{name}": words for name, words in _person().items()},
        **{f"submitter.{name}": other.format(words) for name, words in _person().items()},
        "submitter.authorisation": QCoreApplication.translate("receive", "giấy ủy quyền"),
        "components": QCoreApplication.translate("receive", "giấy tờ"),
        "result_delivery.kind": QCoreApplication.translate("receive", "cách nhận kết quả"),
        "fees": QCoreApplication.translate("receive", "khoản thu"),
        "sets": QCoreApplication.translate("receive", "số bộ"),
        "note": QCoreApplication.translate("receive", "ghi chú"),
        "result_delivery.name": QCoreApplication.translate("receive", "người nhận kết quả"),
        "result_delivery.phone": QCoreApplication.translate("receive", "điện thoại người nhận"),
        "result_delivery.commune_code": QCoreApplication.translate("receive", "xã, phường phát"),
        "result_delivery.address": QCoreApplication.translate("receive", "địa chỉ phát"),
    }


def in_order(fields: Iterable[str]) -> list[tuple[str, str]]:
    """(field, words) as the eye meets them; a field nobody named comes last, under its own name."""
    known = names()
    keys = list(known)

    def key(field: str) -> str:
        return next((name for name in keys if field == name or field.startswith(f"{name}.")), "")

    found = sorted(fields, key=lambda field: keys.index(key(field)) if key(field) else len(keys))
    return [(field, known.get(key(field), field)) for field in found]
