"""Words, money and JSON values as people gave them: cleaned, or refused by field."""

from __future__ import annotations

from typing import Any

from app.domain import intake
from app.domain.text import clean, flaw
from app.errors import reject


def text(field: str, raw: str) -> str:
    words = clean(raw)
    if code := flaw(words, intake.NOTE):
        raise reject(field, code, most=intake.NOTE)
    return words


def required(field: str, raw: str) -> str:
    words = text(field, raw)
    if not words:
        raise reject(field, "missing", key=field)
    return words


def money(field: str, amount: int) -> None:
    if code := intake.money_flaw(amount):
        raise reject(field, code, most=intake.LARGEST_FEE)


def cleaned(value: Any, field: str = "") -> Any:
    """Every text inside a JSON value cleaned and checked."""
    if isinstance(value, str):
        return text(field, value)
    if isinstance(value, dict):
        return {key: cleaned(item, f"{field}.{key}".strip(".")) for key, item in value.items()}
    if isinstance(value, list):
        return [cleaned(item, f"{field}.{index}") for index, item in enumerate(value)]
    return value
