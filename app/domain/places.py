"""The two levels of address since 1/7/2025: province and commune (xã, phường, đặc khu), by the State's unit codes.

The list is data: `assets/catalogue/communes.csv`, 3,321 units of QĐ 19/2025/QĐ-TTg; where it comes from and why it is
no library is told in docs/catalogue.md. Lai Châu's 38 stand in a file of their own, so that opening a counter reads no
more than those; the rest of the country is read when a code or a search needs it.
"""

from __future__ import annotations

import csv
import functools
import re
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

import msgspec

from app.domain.text import fold, initials
from app.errors import Trouble

LAI_CHAU = "12"

_NO_WORD = re.compile(r"[\W_]+")

# Two folders up from here lies the project's root in the source tree and the bundle's own folder when frozen.
_FOLDER = Path(__file__).resolve().parents[2] / "assets" / "catalogue"


class Commune(msgspec.Struct, frozen=True):
    """`code` has 5 digits, `province_code` 2. `name` bears its kind ("Xã Mường Tè"), `province` not ("Lai Châu")."""

    code: str
    name: str
    province_code: str
    province: str

    @property
    def label(self) -> str:
        return f"{self.name}, {self.province}"


def commune(code: str) -> Commune | None:
    """The commune of this code; None when there is none (codes of units before 1/7/2025 included)."""
    return _lai_chau().get(code) or _country().get(code)


def communes(province_code: str) -> tuple[Commune, ...]:
    """The communes of a province in the order of their codes; empty for a code that is no province's."""
    if province_code == LAI_CHAU:
        return tuple(_lai_chau().values())
    return tuple(one for one in _country().values() if one.province_code == province_code)


def search(text: str, limit: int = 20, province: str = LAI_CHAU) -> tuple[Commune, ...]:
    """Communes whose name (and province) hold all words of `text`, in any order and without accents; also by initials
    ("mt") and by the beginning of the code. Those of `province` come first."""
    wanted = _words(text)
    if not wanted or limit <= 0:
        return ()
    words = [" " + word for word in wanted.split()]
    hits = []
    for keys in _keys():
        if all(word in keys.words for word in words):
            rank = 0 if wanted in keys.names else 1 if any(name.startswith(wanted) for name in keys.names) else 2
        elif keys.initials.startswith(wanted) or keys.commune.code.startswith(wanted):
            rank = 3
        else:
            continue
        hits.append((keys.commune.province_code != province, rank, keys.commune.code, keys.commune))
    return tuple(hit[-1] for hit in sorted(hits, key=lambda hit: hit[:3])[:limit])


def _words(text: str) -> str:
    """Folded, and the marks between words gone: "Xã M’Drắk, Đắk Lắk" → "xa m drak dak lak"."""
    return _NO_WORD.sub(" ", fold(text)).strip()


class _Keys(NamedTuple):
    commune: Commune
    names: tuple[str, str]  # "xa muong te", "muong te"
    words: str  # every word of name and province after a space
    initials: str


@functools.cache
def _keys() -> tuple[_Keys, ...]:
    keys = []
    provinces: dict[str, str] = {}
    for one in _country().values():
        if one.province not in provinces:
            provinces[one.province] = _words(one.province)
        whole = _words(one.name)
        # Đặc khu has two words, xã and phường one.
        bare = whole.removeprefix("dac khu ").removeprefix("phuong ").removeprefix("xa ")
        keys.append(_Keys(one, (whole, bare), f" {whole} {provinces[one.province]}", initials(bare)))
    return tuple(keys)


@functools.cache
def _lai_chau() -> Mapping[str, Commune]:
    return {code: Commune(code, name, LAI_CHAU, "Lai Châu") for code, name in _rows("communes-lai-chau.csv", 2)}


@functools.cache
def _country() -> Mapping[str, Commune]:
    return {row[0]: Commune(*row) for row in _rows("communes.csv", 4)}


def _rows(name: str, width: int) -> list[list[str]]:
    try:
        with (_FOLDER / name).open(encoding="utf-8", newline="") as lines:
            rows = list(csv.reader(lines, strict=True))[1:]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise Trouble("catalogue_broken", file=name, key=str(error)) from error
    for number, row in enumerate(rows, start=2):
        if len(row) != width:
            raise Trouble("catalogue_broken", file=name, key=f"line {number}")
    return rows
