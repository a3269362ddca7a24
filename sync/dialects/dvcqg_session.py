"""The DVCQG adapter with the session in the body (wire A1): one URL, the service named in it, one log-in.

By the profile's `updating` a dossier is looked for before it is first sent (wire A.7, automatic path), or created first
and looked for only when the server has it already, which saves a call on a long line.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import Any

from app.settings import Server
from app.store.outbox import Outbox
from sync.dialects.dvcqg_answers import Meaning, Reply, expired, meaning, reply, surely_expired
from sync.dialects.dvcqg_writes import Dvcqg, EndedError
from sync.transport import PATIENT, Answer, Failure, Timeouts, Way
from sync.verdicts import Delivered, Later, Locked, Unclear, Verdict


class DvcqgSession(Dvcqg):
    """One server by one log-in, which all lanes share."""

    names = True

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
        super().__init__(
            server,
            outbox,
            {"Charset": "utf-8", "dstcode": server.dstcode},
            looks_up=True,
            lists=True,
            point=point,
            clock=clock,
            timeouts=timeouts,
            authorities=authorities,
        )
        self._secret = secret
        self.creates_first = server.updating == "create-first"

    def _send(self, hoso: dict[str, Any], *, updating: bool) -> Reply:
        return self._ask(
            self._server.integration_path,
            {"service": "DongBoHoSoMC", "isUpdating": "True" if updating else "False", "data": [hoso]},
        )

    def _tell(self, told: Sequence[dict[str, str]]) -> Reply:
        return self._ask(self._server.integration_path, {"service": "CapNhatTienDoHoSoMC", "data": list(told)})

    def _find(self, code: str) -> Reply:
        return self._ask(self._server.integration_path, {"service": "TraCuuHoSo", "mahoso": code}, reading=True)

    def _ask_procedure(self, own: str) -> Reply:
        return self._ask(self._server.integration_path, {"service": "LayThuTuc", "maTTHC": own}, reading=True)

    def _ask_procedures(self) -> Reply:
        return self._ask(self._server.share_path, {"service": "LayDanhSachTTHC"}, reading=True)

    def _harmless(self, code: str) -> Reply:
        return self._find(code)

    def _knock(self) -> Delivered:
        with self._account.lock:
            self._log_in()
        return Delivered("session")

    # --------------------------------------------------------------------------------- the session

    def _token(self, refused: str) -> str | Verdict:
        """The session; a new one when there is none, or when it is the one that was refused."""
        try:
            if refused or not self._account.session:
                self._enter(refused)
        except EndedError as ended:
            return ended.verdict
        return self._account.session

    def _log_in(self) -> None:
        body = {"username": self._server.username, "password": self._secret}
        outcome = self._transport.post(self._server.auth_path, body)
        if isinstance(outcome, Failure):
            if outcome.way in {Way.UNAUTHORISED, Way.FORBIDDEN}:
                raise EndedError(Locked("login_refused", outcome.text))
            verdict = self._failed(outcome, reading=True)
            # Without a session nothing can be sent to anybody.
            raise EndedError(Later(None, verdict.code, verdict.text) if isinstance(verdict, Unclear) else verdict)
        answer = reply(outcome.payload)
        if answer is None:
            raise EndedError(Later(None, "captive_portal"))
        self._heard(outcome)
        session = answer.session or (answer.text if _looks_like_session(answer) else "")
        if answer.code not in {None, "0"} or not session:
            if answer.code is not None and meaning(answer) in {Meaning.BUSY, Meaning.BROKEN}:
                raise EndedError(Later(None, "unavailable", answer.text))
            raise EndedError(Locked("login_refused", answer.text))
        self._account.session = session

    def _enter(self, refused: str) -> None:
        """Logs in unless another lane has done so since `refused` was the session."""
        with self._account.lock:
            if self._account.session == refused:
                self._log_in()

    def _ask(self, path: str, body: dict[str, Any], *, reading: bool = False) -> Reply:
        """One call with the session in its body; logs in when there is none and once again when it has expired."""
        if not self._account.session:
            self._enter("")
        for last in (False, True):
            session = self._account.session
            outcome = self._post(path, session, body, reading)
            if isinstance(outcome, Failure) and outcome.way is Way.UNAUTHORISED:
                # Even a fresh session may have been ended by another counter's log-in with the same account.
                answer = Reply("401", outcome.text, None)
            else:
                answer = self._answered(outcome, reading=reading)
            if not expired(answer):
                return answer
            if last and (answer.code == "401" or (reading and surely_expired(answer))):
                self._account.session = ""
                raise EndedError(Locked("session_refused", answer.text))
            if last:
                return answer
            self._enter(session)
        raise AssertionError("two tries end above")

    def _post(self, path: str, session: str, body: dict[str, Any], reading: bool) -> Answer | Failure:
        whole = {"session": session, "madonvi": self._server.unit, **body}
        outcome = self._transport.post(path, whole)
        if reading and isinstance(outcome, Failure) and outcome.way is Way.CUT and outcome.status is None:
            # A kept-alive line that had died meanwhile. What only reads may be asked again.
            outcome = self._transport.post(path, whole)
        return outcome


def _looks_like_session(answer: Reply) -> bool:
    """Some gateways put the session into `message`: one word without a space."""
    return answer.code == "0" and len(answer.text) >= 16 and " " not in answer.text
