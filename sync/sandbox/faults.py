"""The faults a stand-in can play (guarantees: "faults the tests inject"), from a JSON file or set while it runs."""

from __future__ import annotations

import enum
import threading
from collections.abc import Iterable
from pathlib import Path

import msgspec

from app.errors import Trouble


class Play(enum.StrEnum):
    """What happens to a matching call. "After" means: the write is committed, then the answer is spoilt."""

    CUT_BEFORE = "cut_before"
    CUT_AFTER = "cut_after"
    CUT_INSIDE = "cut_inside"
    TRUNCATED = "truncated"
    LOGIN_PAGE = "login_page"
    REDIRECT = "redirect"
    NOT_THE_CONTRACT = "not_the_contract"
    UNAUTHORISED = "unauthorised"
    FORBIDDEN = "forbidden"
    THROTTLED = "throttled"
    UNAVAILABLE = "unavailable"
    ERROR = "error"
    ERROR_AFTER = "error_after"
    TOO_LARGE = "too_large"
    DRIP = "drip"
    RESTORE = "restore"
    EXPIRE = "expire"
    REFUSED = "refused"


class Fault(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """One fault. It passes `skip` matching calls by, then plays `times` times (0: always).

    `service` ("auth" for the log-in) and `dossier` narrow it; `retry_after` is the header's text, or "date:30" for a
    date 30 seconds on; `seconds` is the length of a drip; `keep` is how many writes a restored backup holds.
    """

    play: Play
    service: str = ""
    dossier: str = ""
    skip: int = 0
    times: int = 1
    retry_after: str = ""
    seconds: float = 1.0
    keep: int = 0


class _Armed:
    def __init__(self, fault: Fault) -> None:
        self.fault = fault
        self.seen = 0
        self.played = 0


class Faults:
    """The faults of one stand-in, in order: a call meets the first that matches and is ready."""

    def __init__(self, faults: Iterable[Fault] = ()) -> None:
        self._lock = threading.Lock()
        self._armed = [_Armed(fault) for fault in faults]

    def arm(self, *faults: Fault) -> None:
        with self._lock:
            self._armed += [_Armed(fault) for fault in faults]

    def clear(self) -> None:
        """The network has healed."""
        with self._lock:
            self._armed.clear()

    @property
    def played(self) -> int:
        """How often any fault was played since the last `clear`."""
        with self._lock:
            return sum(armed.played for armed in self._armed)

    def meet(self, service: str, dossier: str) -> Fault | None:
        """What happens to this call."""
        with self._lock:
            for armed in self._armed:
                fault = armed.fault
                if (fault.service and fault.service != service) or (fault.dossier and fault.dossier != dossier):
                    continue
                armed.seen += 1
                if armed.seen > fault.skip and (fault.times == 0 or armed.played < fault.times):
                    armed.played += 1
                    return fault
        return None


def read_faults(file: Path) -> tuple[Fault, ...]:
    """A JSON list of faults. Trouble("faults_unreadable") names what is wrong with the file."""
    try:
        return msgspec.json.decode(file.read_bytes(), type=tuple[Fault, ...])
    except OSError as error:
        raise Trouble("faults_unreadable", file=file.name, why=error.strerror or "") from error
    except msgspec.DecodeError as error:
        raise Trouble("faults_unreadable", file=file.name, why=str(error)) from error
