"""One module per wire contract: event → calls → verdict."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from app.errors import Trouble
from app.settings import Server
from app.store.outbox import Outbox
from sync.dialect import Dialect
from sync.transport import PATIENT, Timeouts


def dialect_for(
    server: Server,
    outbox: Outbox,
    *,
    secret: str,
    point: str,
    clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    timeouts: Timeouts = PATIENT,
) -> Dialect:
    """The dialect of the profile's server. `secret` is the password itself; `point` names the counter on the wire
    (PhongBanXuLy). Trouble("no_server") when the profile has no server, Trouble("dialect_unknown") otherwise."""
    if server.dialect == "none":
        raise Trouble("no_server")
    if server.dialect == "dvcqg-session":
        from sync.dialects.dvcqg_session import DvcqgSession

        return DvcqgSession(server, secret, outbox, point=point, clock=clock, timeouts=timeouts)
    if server.dialect == "igate":
        from sync.dialects.igate import Igate

        return Igate(server, secret, outbox, point=point, clock=clock, timeouts=timeouts)
    if server.dialect == "opencps":
        from sync.dialects.opencps import OpenCps

        return OpenCps(server, secret, outbox, clock=clock, timeouts=timeouts)
    if server.dialect == "dvcqg-array":
        from sync.dialects.dvcqg_array import DvcqgArray

        return DvcqgArray(server, secret, outbox, point=point, clock=clock, timeouts=timeouts)
    raise Trouble("dialect_unknown", dialect=server.dialect)
