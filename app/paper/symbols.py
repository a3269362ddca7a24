"""Bars and squares as bits. No personal data goes in: the caller gives a dossier code or the look-up text of one."""

from __future__ import annotations

from functools import lru_cache

DOT = 72 / 203
"""One dot of a 203 dpi printer in points. Modules are whole dots: off the grid, half the scans of a clean
print fail."""

QUIET_BARS, QUIET_SQUARES = 10, 4
"""White modules around Code 128 (ISO/IEC 15417) and QR (ISO/IEC 18004)."""

_MASK = 3  # Fixed: trying all eight takes longer than the rest of a receipt, and only looks decide between them.


@lru_cache(maxsize=64)
def code_128(code: str) -> str:
    """The modules of Code 128, "1" black, without quiet zones."""
    from barcode.codex import Code128

    return str(Code128(code).build()[0])


@lru_cache(maxsize=64)
def qr(text: str) -> tuple[bytes, ...]:
    """The rows of a QR code (error correction M), a byte of 0 or 1 each module, without quiet zone."""
    import segno

    return tuple(bytes(row) for row in segno.make_qr(text, error="m", boost_error=False, mask=_MASK).matrix)
