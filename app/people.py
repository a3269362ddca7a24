"""Who works here: log-in with a PIN, roles, and the record of who looked at what. All of it works offline."""

from __future__ import annotations

import enum
import secrets
from typing import Any

import msgspec

from app.domain.text import clean, flaw
from app.errors import reject
from app.store import Store, micros
from app.store.chain import new_id
from app.store.people import Roll

TRIES = 5
LOCK_SECONDS = 60
SHORTEST_PIN, LONGEST_PIN = 4, 12
PASSES, KIBIBYTES, LANES = 2, 19 * 1024, 1
"""argon2id with what OWASP asks at least: 21 ms. The library's own 64 MiB on four threads take 130 and both cores, just
while F1 is being made, and guard a PIN of figures no better: the lock after five tries does."""


class Role(enum.StrEnum):
    CLERK = "clerk"
    MANAGER = "manager"


class Clerk(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody who has logged in or may. `must_change`: the PIN was given by another and is good for one log-in."""

    id: str
    name: str
    role: Role
    must_change: bool = False


class People:
    """Log-in and the list of people. PINs are kept as argon2id hashes only."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._roll = Roll(store)

    def all(self) -> tuple[Clerk, ...]:
        return tuple(_clerk(row) for row in self._roll.all())

    def named(self, name: str) -> Clerk:
        """Without a PIN: for commands that only read. Rejected("clerk", unknown_person)."""
        row = self._roll.by_name(clean(name))
        if row is None:
            raise reject("clerk", "unknown_person")
        return _clerk(row)

    def log_in(self, name: str, pin: str) -> Clerk:
        """Rejected("pin", pin_wrong | pin_locked with seconds) or ("clerk", unknown_person)."""
        from argon2 import PasswordHasher
        from argon2.exceptions import VerificationError

        row = self._roll.by_name(clean(name))
        if row is None:
            raise reject("clerk", "unknown_person")
        now = micros(self._store.clock.now())
        # A clock that went back must not lock somebody out for years: a lock is never longer than it was made.
        left = (row.locked_until - now) // 1_000_000
        if 0 < left <= LOCK_SECONDS:
            raise reject("pin", "pin_locked", seconds=int(left) + 1)
        try:
            PasswordHasher().verify(row.pin, pin)
        except VerificationError:
            failed = row.failed + 1
            locked = failed >= TRIES
            until = now + LOCK_SECONDS * 1_000_000 if locked else 0
            self._roll.set_failed(row.person_id, 0 if locked else failed, until)
            self._roll.note(row.person_id, "login_failed", "")
            if locked:
                raise reject("pin", "pin_locked", seconds=LOCK_SECONDS) from None
            raise reject("pin", "pin_wrong", left=TRIES - failed) from None
        if row.failed or row.locked_until:
            self._roll.set_failed(row.person_id, 0, 0)
        self._roll.note(row.person_id, "login", "")
        return _clerk(row)

    def set_pin(self, clerk: Clerk, old: str, new: str) -> Clerk:
        """Rejected("pin", …) when the old PIN is wrong, ("new_pin", …) when the new one is too simple."""
        self.log_in(clerk.name, old)
        check_pin(new)
        if new == old:
            raise reject("new_pin", "pin_same")
        self._roll.set_pin(clerk.id, _hash(new), must_change=False)
        return msgspec.structs.replace(clerk, must_change=False)

    def add(self, name: str, role: Role, by: Clerk | None, pin: str = "") -> str:
        """A new person; returns the PIN: `pin` as given, or a one-time PIN. `by` is a manager, or None at set-up.

        Somebody who has left does not keep her name for ever: what she did then stands under it with the day until
        which it was hers, so that timelines tell the two apart.
        """
        if by is not None:
            _managers_only(by)
        tidy = clean(name)
        if not tidy or flaw(tidy, 100):
            raise reject("name", "bad_value" if tidy else "blank_name", key="name")
        if self._roll.by_name(tidy) is not None:
            raise reject("name", "repeated", key="name")
        if pin:
            check_pin(pin)
        given = pin or _one_time()
        self._roll.add(new_id(), tidy, role.value, _hash(given), must_change=not pin, today=self._store.clock.today())
        return given

    def reset_pin(self, clerk: Clerk, by: Clerk) -> str:
        """A manager gives a one-time PIN to somebody who forgot hers."""
        _managers_only(by)
        given = _one_time()
        self._roll.set_pin(clerk.id, _hash(given), must_change=True)
        self._roll.note(by.id, "pin_reset", clerk.id)
        return given

    def looked(self, by: Clerk, what: str) -> None:
        """Somebody opened or wrote a list of people; `what` names the list, not the people."""
        self._roll.note(by.id, "looked", what)

    def retire(self, clerk: Clerk, by: Clerk) -> None:
        """The person may not log in any more; what she did stays under her name."""
        _managers_only(by)
        if clerk.id == by.id:
            raise reject("clerk", "not_yourself")
        self._roll.retire(clerk.id)
        self._roll.note(by.id, "person_retired", clerk.id)


def check_pin(pin: str) -> None:
    """Rejected("new_pin", pin_shape | pin_too_simple)."""
    if not (SHORTEST_PIN <= len(pin) <= LONGEST_PIN and pin.isascii() and pin.isdigit()):
        raise reject("new_pin", "pin_shape", shortest=SHORTEST_PIN, longest=LONGEST_PIN)
    if len(set(pin)) == 1:
        raise reject("new_pin", "pin_too_simple")


def _managers_only(by: Clerk) -> None:
    if by.role is not Role.MANAGER:
        raise reject("clerk", "manager_only")


def _one_time() -> str:
    return f"{secrets.randbelow(10**6):06d}"


def _hash(pin: str) -> str:
    from argon2 import PasswordHasher

    return PasswordHasher(time_cost=PASSES, memory_cost=KIBIBYTES, parallelism=LANES).hash(pin)


def _clerk(row: Any) -> Clerk:
    return Clerk(id=row.person_id, name=row.name, role=Role(row.role), must_change=bool(row.must_change))
