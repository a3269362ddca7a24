"""What a call that failed means, on whatever wire: for this dossier, for everybody, or for nobody who can tell."""

from __future__ import annotations

from sync.transport import Failure, Way
from sync.verdicts import Later, Locked, Refused, Unclear, Verdict

_LOST = {Way.CUT: "answer_lost", Way.SLOW: "answer_slow", Way.BROKEN: "answer_broken"}


def failed(failure: Failure, *, spoke: bool) -> Verdict:
    """`spoke`: the server answered genuinely within the same step. Then a page or a "forbidden" is about this record
    (a firewall that dislikes its text), not about the line: it must not stop everybody else."""
    match failure.way:
        case Way.TOO_LARGE:
            return Refused("too_large", failure.text)
        case Way.FORBIDDEN:
            return Refused("forbidden", failure.text) if spoke else Locked("forbidden", failure.text)
        case Way.CERTIFICATE | Way.CERTIFICATE_CLOCK | Way.PROXY | Way.ADDRESS:
            return Locked(failure.way.value, failure.text)
        case Way.UNAUTHORISED:
            return Locked("session_refused", failure.text)
        case Way.THROTTLED | Way.UNAVAILABLE:
            return Later(failure.after, failure.way.value, failure.text)
        case Way.PORTAL:
            return Unclear("answer_strange", spoken=True) if spoke else Later(None, "captive_portal")
        case Way.OFFLINE | Way.DNS:
            return Later(None, failure.way.value)
        case Way.STOPPED:
            return Unclear("stopped") if failure.sent else Later(None, "stopped")
        case Way.SERVER_ERROR:
            return Unclear("server_error", failure.text, spoken=True)
        case Way.CUT | Way.SLOW | Way.BROKEN:
            return Unclear(_LOST[failure.way])
