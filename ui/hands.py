"""Whose hands a dossier's papers were in, and how long, in words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from PySide6.QtCore import QCoreApplication

from app.domain.custody import Hand, Hold

translate = QCoreApplication.translate


def hand_words(hand: Hand) -> str:
    return {
        Hand.COUNTER: translate("hands", "ở quầy"),
        Hand.COURIER: translate("hands", "trên đường"),
        Hand.AGENCY: translate("hands", "ở cơ quan"),
        Hand.POSTMAN: translate("hands", "bưu tá giữ"),
        Hand.CITIZEN: translate("hands", "người dân giữ"),
    }[hand]


def span_words(span: timedelta) -> str:
    """How long, to what a person would say of it."""
    minutes = int(span.total_seconds()) // 60
    if minutes < 60:
        return translate("hands", "{0} phút").format(minutes)
    if minutes < 48 * 60:
        return translate("hands", "{0} giờ").format(round(minutes / 60))
    return translate("hands", "{0} ngày").format(round(minutes / 60 / 24))


def hold_words(holds: Sequence[Hold], now: datetime) -> str:
    """Whose hands papers were in and how long: "ở quầy 2 giờ → trên đường 40 phút → ở cơ quan 3 ngày"."""
    said = [
        hand_words(one.hand) if one.hand is Hand.CITIZEN else f"{hand_words(one.hand)} {span_words(one.lasted(now))}"
        for one in holds
    ]
    return " → ".join(said)
