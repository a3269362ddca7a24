"""What a scan of a paper may be: a PDF or a JPEG, whole, readable without a password, 6 MB at most.

Told from the bytes alone; the file's name and ending say nothing.
"""

from __future__ import annotations

import re

import msgspec

from app.errors import reject

LARGEST = 6 * 1024 * 1024
"""Bytes."""

PDF, JPEG = "application/pdf", "image/jpeg"

ENDINGS = {PDF: "pdf", JPEG: "jpg"}

_HEAD = 1024
"""A PDF may have a little rubbish in front of its first line and behind its last (ISO 32000-1, annex H.3)."""


class Look(msgspec.Struct, frozen=True):
    """What a file turned out to be. `pages`: None where a PDF does not show its count in the open."""

    media: str
    pages: int | None


def look(content: bytes) -> Look:
    """Rejected("file", scan_empty | scan_too_large | scan_not_known | scan_cut_off | scan_locked)."""
    if not content:
        raise reject("file", "scan_empty")
    if len(content) > LARGEST:
        raise reject("file", "scan_too_large", most=LARGEST // (1024 * 1024))
    if content.startswith(b"\xff\xd8\xff"):
        _whole_jpeg(content)
        return Look(JPEG, 1)
    if b"%PDF-" in content[:_HEAD]:
        return Look(PDF, _whole_pdf(content))
    raise reject("file", "scan_not_known")


# ------------------------------------------------------------------------------------------- JPEG

_ALONE = frozenset({0x01, *range(0xD0, 0xD8)})
_FRAMES = frozenset({*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC})


def _whole_jpeg(content: bytes) -> None:
    """Walks the segments up to the picture's own data, which must have an end (ITU T.81, annex B)."""
    at, framed = 2, False
    while True:
        if content[at : at + 1] != b"\xff":
            raise reject("file", "scan_cut_off")
        while content[at : at + 1] == b"\xff":
            at += 1
        if at >= len(content):
            raise reject("file", "scan_cut_off")
        marker = content[at]
        at += 1
        if marker in _ALONE:
            continue
        length = int.from_bytes(content[at : at + 2], "big")
        if length < 2 or at + length > len(content):
            raise reject("file", "scan_cut_off")
        framed = framed or marker in _FRAMES
        at += length
        if marker == 0xDA:
            break
    # Inside the data an FF is followed by 00 or a restart mark, so FF D9 is the end. Some cameras add to it.
    if not framed or content.find(b"\xff\xd9", at) < 0:
        raise reject("file", "scan_cut_off")


# -------------------------------------------------------------------------------------------- PDF

_START = re.compile(rb"startxref\s+(\d{1,10})\s+%%EOF")
_TABLE = re.compile(rb"\s*(xref\b|\d+\s+\d+\s+obj\b)")
_COUNT = re.compile(rb"/Type\s*/Pages\b[^<>]{0,200}?/Count\s+(\d{1,5})|/Count\s+(\d{1,5})[^<>]{0,200}?/Type\s*/Pages\b")
_LOCKED = re.compile(rb"/Encrypt\s+(\d+\s+\d+\s+R|<<)")


def _whole_pdf(content: bytes) -> int | None:
    """The number of pages, where it can be read. The end must be there, and point at a table of what is inside."""
    ends = list(_START.finditer(content, max(0, len(content) - 2 * _HEAD)))
    if not ends:
        raise reject("file", "scan_cut_off")
    # Counted from the first line by the book, from the file's first byte by some who put rubbish before it.
    starts = [int(ends[-1][1]) + shift for shift in (content.index(b"%PDF-"), 0)]
    tables = [start for start in starts if _TABLE.match(content, start)]
    if not tables:
        raise reject("file", "scan_cut_off")
    start = tables[0]
    # The trailer, or the dictionary of the table that stands in its place, is never itself encrypted or packed.
    if _LOCKED.search(content, start) or _LOCKED.search(content, 0, _HEAD + 2048):
        raise reject("file", "scan_locked")
    counts = [int(one[1] or one[2]) for one in _COUNT.finditer(content)]
    return max(counts) if counts else None
