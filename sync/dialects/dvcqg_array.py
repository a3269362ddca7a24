"""The DVCQG gateway that takes bare arrays (wire A2): one URL for each operation, no session, no log-in.

A dossier is created, and updated when the gateway says that it exists (with code 0, 3 or -3); a write is taken when the
words say so. Look-ups and names are asked by GET where the profile gives their paths; without them MaHoSo alone settles
a lost record, and a lost progress line is told again.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import Any

from app.settings import Server
from app.store.outbox import Outbox
from sync.dialects.dvcqg_answers import Meaning, Reply, meaning, says_done, surely_expired
from sync.dialects.dvcqg_writes import Dvcqg, EndedError
from sync.transport import PATIENT, Answer, Failure, Timeouts, Way
from sync.verdicts import Delivered, Locked, Verdict


class DvcqgArray(Dvcqg):
    """One gateway. `secret` is its bearer token, "" where it trusts the network."""

    creates_first = True
    upserts = False

    def __init__(
        self,
        server: Server,
        secret: str,
        outbox: Outbox,
        *,
        point: str,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
        timeouts: Timeouts = PATIENT,
        authorities: str | None = None,
    ) -> None:
        self._bearer = secret if server.secret else ""
        super().__init__(
            server,
            outbox,
            {"Authorization": f"Bearer {self._bearer}"} if self._bearer else {},
            looks_up=bool(server.lookup_path),
            lists=bool(server.procedures_path),
            point=point,
            clock=clock,
            timeouts=timeouts,
            authorities=authorities,
        )
        self.names = bool(server.procedure_path)

    def _send(self, hoso: dict[str, Any], *, updating: bool) -> Reply:
        return self._post(self._server.update_path if updating else self._server.create_path, [hoso])

    def _tell(self, told: Sequence[dict[str, str]]) -> Reply:
        return self._post(self._server.progress_path, list(told))

    def _find(self, code: str) -> Reply:
        return self._get(self._server.lookup_path, mahoso=code)

    def _ask_procedure(self, own: str) -> Reply:
        return self._get(self._server.procedure_path, maTTHC=own)

    def _ask_procedures(self) -> Reply:
        # Without a list nothing says what the gateway has: LayThuTuc, asked next, tells.
        return self._get(self._server.procedures_path) if self._server.procedures_path else Reply("0", "", ())

    def _harmless(self, code: str) -> Reply:
        if self.can.looks_up:
            return self._find(code)
        # Nothing is told by an empty list: whatever the gateway says to it, it is the gateway that speaks.
        return self._known(self._transport.post(self._server.progress_path, []), reading=True)

    def _knock(self) -> Delivered:
        self._harmless("")
        return Delivered("gateway")

    def _token(self, refused: str) -> str | Verdict:
        return Locked("session_refused") if refused else self._bearer

    def _meaning(self, answer: Reply, code: str) -> Meaning:
        """Code 0 without the words is no success here: it goes with refusals as well (wire A.6)."""
        found = meaning(answer, code)
        return Meaning.STRANGE if found is Meaning.TAKEN and not says_done(answer, code) else found

    def _post(self, path: str, body: list[Any]) -> Reply:
        return self._known(self._transport.post(path, body), reading=False)

    def _get(self, path: str, **query: str) -> Reply:
        outcome = self._transport.get(path, query)
        if isinstance(outcome, Failure) and outcome.way is Way.CUT and outcome.status is None:
            # A kept-alive line that had died meanwhile. What only reads may be asked again.
            outcome = self._transport.get(path, query)
        return self._known(outcome, reading=True)

    def _known(self, outcome: Answer | Failure, *, reading: bool) -> Reply:
        answer = self._answered(outcome, reading=reading)
        if answer.code == "401" or (reading and surely_expired(answer)):
            raise EndedError(Locked("session_refused", answer.text))
        return answer
