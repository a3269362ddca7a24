"""A province's tariff for tests: invented sums, decided."""

from __future__ import annotations

from pathlib import Path

LAI_CHAU = """
name = "Cước BCCI thử nghiệm"
effective_from = 2026-01-01
sure = "decided"
source = "Quyết định thử nghiệm"

[[lines]]
service = "send"
zone = "within"
steps = [{ up_to = 100, amount = 21000 }, { up_to = 500, amount = 25000 }]
beyond = { every = 500, amount = 3000 }

[[lines]]
service = "return"
zone = "within"
steps = [{ up_to = 100, amount = 22000 }, { up_to = 500, amount = 26000 }]

[[lines]]
service = "return"
zone = "across"
steps = [{ up_to = 100, amount = 33000 }]

[[lines]]
service = "collect"
amount = 9000

[[groups]]
key = "me-vnah"
name = "Bà mẹ Việt Nam anh hùng"
percent = 100
source = "Thông tư thử nghiệm"

[[groups]]
key = "ho-ngheo"
name = "Hộ nghèo"
percent = 50
covers = ["postage", "fee", "charge"]
source = "Quyết định thử nghiệm"
"""


def write(folder: Path, text: str = LAI_CHAU, name: str = "lai-chau.toml", version: str = "2026-12") -> Path:
    """A folder as a package or DATA/tariff has it."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")
    (folder / "VERSION").write_text(version, encoding="utf-8")
    return folder
