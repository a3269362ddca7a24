"""Every wire the conformance tests run over."""

from __future__ import annotations

from tests.sync import wires_dvcqg, wires_igate, wires_opencps
from tests.sync.wire import Wire

WIRES: list[Wire] = [
    *wires_dvcqg.WIRES,
    *wires_igate.WIRES,
    *wires_opencps.WIRES,
]
