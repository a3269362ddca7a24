"""VietQR: the transfer order a bank app reads from our paper (EMVCo merchant-presented QR, NAPAS 247).

The code can be drawn offline; that the money came is never concluded from it.
"""

from __future__ import annotations

import re
import unicodedata

import msgspec

from app.domain.money import MAX_AMOUNT

_NAPAS = "A000000727"
TO_ACCOUNT, TO_CARD = "QRIBFTTA", "QRIBFTTC"
LONGEST_PURPOSE = 25
"""Characters of transfer content that every bank passes on."""

_BIN = re.compile(r"[0-9]{6}")
_ACCOUNT = re.compile(r"[0-9A-Za-z]{1,19}")
_NOT_PLAIN = re.compile(r"[^0-9A-Za-z .\-/]")


class Transfer(msgspec.Struct, frozen=True, kw_only=True):
    """Who is to be paid what: the bank's BIN (6 digits), the account or card number, `amount` in đồng (0: the payer
    fills it in)."""

    bank: str
    account: str
    amount: int = 0
    purpose: str = ""
    service: str = TO_ACCOUNT


def plain_purpose(text: str) -> str:
    """`text` as banks carry it: no marks, only letters, digits, space and ". - /", cut after 25 characters:
    put the code first."""
    apart = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    bare = _NOT_PLAIN.sub(" ", "".join(ch for ch in apart if not unicodedata.combining(ch)))
    return " ".join(bare.split())[:LONGEST_PURPOSE].rstrip()


def payload(transfer: Transfer) -> str:
    """The text of the QR. Raises ValueError for a transfer no bank would take: it comes from the profile and the
    ledger, so it is never a typing error."""
    if not _BIN.fullmatch(transfer.bank) or not _ACCOUNT.fullmatch(transfer.account):
        raise ValueError("not a bank account")
    if not 0 <= transfer.amount <= MAX_AMOUNT:
        raise ValueError("amount out of range")
    if transfer.service not in {TO_ACCOUNT, TO_CARD}:
        raise ValueError("not a service of NAPAS 247")
    purpose = plain_purpose(transfer.purpose)
    beneficiary = _field("00", transfer.bank) + _field("01", transfer.account)
    body = "".join(
        [
            _field("00", "01"),
            _field("01", "12" if transfer.amount else "11"),  # used once, or as often as one likes
            _field("38", _field("00", _NAPAS) + _field("01", beneficiary) + _field("02", transfer.service)),
            _field("53", "704"),  # ISO 4217: đồng
            _field("54", str(transfer.amount)) if transfer.amount else "",
            _field("58", "VN"),
            _field("62", _field("08", purpose)) if purpose else "",
            "6304",
        ]
    )
    return body + f"{crc16(body.encode('ascii')):04X}"


def _field(tag: str, value: str) -> str:
    return f"{tag}{len(value):02d}{value}"


def crc16(octets: bytes) -> int:
    """CRC-16/CCITT-FALSE: polynomial 0x1021, initial 0xFFFF, not reflected. b"123456789" → 0x29B1."""
    crc = 0xFFFF
    for octet in octets:
        crc ^= octet << 8
        for _ in range(8):
            crc = (crc << 1 ^ 0x1021 if crc & 0x8000 else crc << 1) & 0xFFFF
    return crc


def parse(text: str) -> Transfer:
    """The transfer a payload orders. Raises ValueError when it is damaged or not a VietQR."""
    if not text.isascii() or text[-8:-4] != "6304" or f"{crc16(text[:-4].encode('ascii')):04X}" != text[-4:]:
        raise ValueError("checksum does not fit")
    fields = _fields(text[:-8])
    account = _fields(fields.get("38", ""))
    beneficiary = _fields(account.get("01", ""))
    if account.get("00") != _NAPAS or fields.get("53") != "704" or not {"00", "01"} <= beneficiary.keys():
        raise ValueError("not a transfer in đồng through NAPAS")
    return Transfer(
        bank=beneficiary["00"],
        account=beneficiary["01"],
        amount=int(fields.get("54", "0")),
        purpose=_fields(fields.get("62", "")).get("08", ""),
        service=account.get("02", TO_ACCOUNT),
    )


def _fields(text: str) -> dict[str, str]:
    fields: dict[str, str] = {}
    at = 0
    while at < len(text):
        tag, length = text[at : at + 2], text[at + 2 : at + 4]
        if not length.isdigit() or at + 4 + int(length) > len(text):
            raise ValueError("a field is cut")
        fields[tag] = text[at + 4 : at + 4 + int(length)]
        at += 4 + int(length)
    return fields
