"""What one call to the one-stop system came to: a closed set, so that the courier can be read as a table.

`code` is a reason code (docs/sync.md lists them all, `app.wording` says them in Vietnamese); `text` is the other
side's own words, kept for the clerk and for support. Neither ever carries what we sent.
"""

from __future__ import annotations

import msgspec

from app.domain.events import Status


class _Verdict(msgspec.Struct, frozen=True):
    """One of the seven below."""


class Delivered(_Verdict, frozen=True):
    """This call was taken, for the first `count` entries of the step (0: for all). Further calls of theirs come next.

    `doubt`: the call held the others too, and some of them may have been taken. `number`: the dossier's number that
    the one-stop system gave with it.
    """

    receipt: str
    count: int = 0
    doubt: bool = False
    number: str = ""


class AlreadyThere(_Verdict, frozen=True):
    """The other side holds all that the first `count` entries say (0: the whole step); nothing more of them is owed."""

    receipt: str
    count: int = 0


class Refused(_Verdict, frozen=True):
    """This entry, as it is, will never be taken: a person must look at it. Other dossiers are not touched.

    `fallen_to`: the state that is shown of the dossier, where it is older than what was acknowledged before this entry;
    `lines`: how many progress lines, None when not shown. A server restored from a backup refuses what cannot follow.
    """

    code: str
    text: str = ""
    fallen_to: Status | None = None
    lines: int | None = None


class Later(_Verdict, frozen=True):
    """Nothing can be sent to anybody now (line, portal, throttle). `after`: seconds the server asked us to wait."""

    after: float | None
    code: str
    text: str = ""


class Locked(_Verdict, frozen=True):
    """The door is shut until a person acts (password, certificate, address). Everything is kept."""

    code: str
    text: str = ""


class Unclear(_Verdict, frozen=True):
    """The call may have arrived and its answer is lost: ask before repeating.

    `spoken`: the server did answer, but with nothing that says whether it took the call (an error of its own). That
    makes the entry suspicious much sooner than a line that went dead.
    """

    code: str
    text: str = ""
    spoken: bool = False


class Held(_Verdict, frozen=True):
    """Cannot be sent before the ledger itself changes, e.g. before the agency gave the dossier its number."""

    code: str


Verdict = Delivered | AlreadyThere | Refused | Later | Locked | Unclear | Held
