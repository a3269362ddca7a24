"""Which of the procedures offered here the one-stop system offers too, by what its own list said last.

What disagrees is a task for the branch manager with both sides shown; it forbids nothing, for a list may be wrong and a
citizen stands at the desk. It goes away by itself when the list says so.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta

import msgspec

from app.domain.catalogue import Catalogue, same_name
from app.errors import Problem
from app.store import Store
from app.store.outbox import Outbox

EVERY, AGAIN = timedelta(days=1), timedelta(hours=6)
"""Between two lists, and after one that did not come: half a megabyte takes a slow line a minute."""

SHRUNK = 2
"""A list of less than half of what was listed last, or one that lacks more than half of what is offered here, is no
list but a fault of theirs (wire A.8: "guarded by list not empty")."""

_KEY = "listing"


class Differing(msgspec.Struct, frozen=True, kw_only=True):
    """One procedure of this counter's on which the two sides disagree. `theirs`: its name there, "" where it is not
    offered there any more. `since`: when that was first seen."""

    code: str
    ours: str
    theirs: str
    since: datetime


class _Known(msgspec.Struct, frozen=True, kw_only=True):
    """`heard_at`: the last list that was believed; `size`: how many procedures it had."""

    tried_at: datetime | None = None
    heard_at: datetime | None = None
    size: int = 0
    differing: tuple[Differing, ...] = ()


class Listing:
    """The face of the daily look, of the desk and of the screens. Threads may share it."""

    def __init__(self, store: Store, catalogue: Catalogue) -> None:
        self._store = store
        self._catalogue = catalogue
        self._outbox = Outbox(store)

    def due(self, now: datetime) -> bool:
        """Whether the one-stop system should be asked for its list again."""
        known = self._known()
        tried = known.tried_at is not None and abs(now - known.tried_at) < AGAIN
        heard = known.heard_at is not None and abs(now - known.heard_at) < EVERY
        return not (tried or heard)

    def tried(self, now: datetime) -> None:
        """It was asked; what it answered comes by `heard`, if it does."""
        self._keep(msgspec.structs.replace(self._known(), tried_at=now))

    def missing(self, names: Mapping[str, str]) -> tuple[str, ...] | None:
        """The codes of what is offered here and is not on a list of `names` by national code. None: the list is not to
        be believed, and nothing follows from it."""
        offered = self._offered()
        missing = tuple(code for code in offered if code not in names)
        short = len(names) * SHRUNK < self._known().size
        return None if not names or short or len(missing) * SHRUNK > len(offered) else missing

    def heard(self, names: Mapping[str, str], missing: Collection[str], now: datetime) -> tuple[Differing, ...]:
        """A list that is believed; `missing` as confirmed. What was set aside because the server did not have its
        procedure goes back into the queue when it is listed again. Returns what disagrees now."""
        known = self._known()
        before = {one.code: one for one in known.differing}
        found = []
        for code, ours in self._offered().items():
            theirs = names.get(code, "")
            if code in missing or (theirs and not same_name(ours, theirs)):
                stood = before.get(code)
                since = stood.since if stood is not None and stood.theirs == theirs else now
                found.append(Differing(code=code, ours=ours, theirs=theirs, since=since))
        self._keep(_Known(tried_at=now, heard_at=now, size=len(names), differing=tuple(found)))
        self._outbox.release_procedures(one.code for one in known.differing if not one.theirs and one.code in names)
        return tuple(found)

    def differing(self) -> tuple[Differing, ...]:
        """The tasks: what is not offered there any more first, then what has another name there."""
        found = [one for one in self._known().differing if self._catalogue.get(one.code) is not None]
        return tuple(sorted(found, key=lambda one: (bool(one.theirs), one.code)))

    def heard_at(self) -> datetime | None:
        """When the last list came that was believed."""
        return self._known().heard_at

    def warning(self, code: str) -> Problem | None:
        """What the clerk should know before receiving a dossier of this procedure."""
        unlisted = any(one.code == code and not one.theirs for one in self._known().differing)
        return Problem("procedure_unlisted") if unlisted else None

    def _offered(self) -> dict[str, str]:
        return {one.code: one.name for one in self._catalogue.on(self._store.clock.today())}

    def _known(self) -> _Known:
        with self._store.read() as conn:
            kept = self._store.meta(conn, _KEY)
        return _Known() if kept is None else msgspec.json.decode(kept, type=_Known)

    def _keep(self, known: _Known) -> None:
        with self._store.write() as conn:
            self._store.set_meta(conn, _KEY, msgspec.json.encode(known).decode())
