"""What bundles read and write in a ledger: keys and partners in our own, another counter's events in its replica.

A replica is a counter's own ledger again, event by event, in a file of its own beside ours: the same schema, the same
outbox, the same proof. Whatever the order in which bundles, acknowledgements and the network bring things, what is
delivered stays delivered, and the rest is looked up before it is sent.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import NamedTuple

import msgspec

from app.errors import reject
from app.store import Connection, Store, micros, moment
from app.store.chain import Link, hash_at, head_seq, links
from app.store.ledger import replay
from app.store.outbox import LONGEST_DETAIL, OTHER_ROAD

MOST_EVENTS = 20_000
MOST_BYTES = 24 * 1024 * 1024
"""Of events and of their bodies in one bundle: a counter's three years go into several."""


class Person(NamedTuple):
    """Somebody who acted, as the wire needs to name her."""

    id: str
    name: str
    role: str


class Settled(NamedTuple):
    """An entry that was delivered: microseconds, and what the server answered."""

    seq: int
    at: int
    receipt: str


class Stretch(msgspec.Struct, frozen=True, kw_only=True):
    """A part of a ledger: the events from `first` on, the hash before them and that of the last one.

    `settled`: everything up to this event is delivered. `delivered`: what else is.
    """

    first: int
    links: tuple[Link, ...]
    base: bytes
    head: bytes
    settled: int
    people: tuple[Person, ...]
    delivered: tuple[Settled, ...]

    @property
    def last(self) -> int:
        return self.first + len(self.links) - 1


class Partner(msgspec.Struct, frozen=True, kw_only=True):
    """Another counter, enrolled. `held`: it said it holds our events up to there; `settled`: and knows everything up to
    there as delivered. `told`: the digest of our last acknowledgement to it."""

    part: str
    point: str
    counter: int
    signing: bytes
    sealing: bytes
    replica: str
    trusted_at: datetime
    trusted_by: str
    held: int = 0
    settled: int = 0
    told: str = ""
    told_at: datetime

    @property
    def name(self) -> str:
        return f"{self.point}-{self.counter}"


class Bundles:
    """The book of partners and bundles in a counter's own database."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def keys(self, make: Callable[[], tuple[bytes, bytes]]) -> tuple[bytes, bytes]:
        """Our private keys, made when there are none."""
        with self._store.read() as conn:
            kept = self._store.meta(conn, "bundle_keys")
        if kept is None:
            signing, sealing = make()
            with self._store.write() as conn:
                # Another process may have made its own meanwhile.
                kept = self._store.meta(conn, "bundle_keys") or f"{signing.hex()} {sealing.hex()}"
                self._store.set_meta(conn, "bundle_keys", kept)
        first, second = kept.split(" ")
        return bytes.fromhex(first), bytes.fromhex(second)

    def next_number(self) -> int:
        """The next bundle's number; it only grows."""
        with self._store.write() as conn:
            number = int(self._store.meta(conn, "bundle_number") or 0) + 1
            self._store.set_meta(conn, "bundle_number", str(number))
        return number

    def partners(self) -> tuple[Partner, ...]:
        with self._store.read() as conn:
            rows = conn.exec_driver_sql("SELECT * FROM partner ORDER BY part, point, counter").all()
        return tuple(_partner(row) for row in rows)

    def partner(self, point: str, counter: int) -> Partner | None:
        with self._store.read() as conn:
            row = conn.exec_driver_sql("SELECT * FROM partner WHERE point=? AND counter=?", (point, counter))
            found = row.one_or_none()
        return None if found is None else _partner(found)

    def trust(self, partner: Partner) -> None:
        """A new partner, or an old one with new keys: of what was exchanged under the old ones nothing is known."""
        with self._store.write() as conn:
            if partner.part != "counter":
                # One branch at a time: a counter that sent to two would have its events delivered by both. And one
                # collecting office, which would count them twice.
                conn.exec_driver_sql("DELETE FROM partner WHERE part=?", (partner.part,))
            conn.exec_driver_sql(
                "INSERT OR REPLACE INTO partner(part, point, counter, signing, sealing, replica, trusted_at, "
                "trusted_by, held, settled, told, told_at) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    *(partner.part, partner.point, partner.counter, partner.signing, partner.sealing, partner.replica),
                    *(micros(partner.trusted_at), partner.trusted_by, partner.held, partner.settled),
                    *(partner.told, micros(partner.told_at)),
                ),
            )

    def forget(self, partner: Partner) -> None:
        with self._store.write() as conn:
            conn.exec_driver_sql("DELETE FROM partner WHERE point=? AND counter=?", (partner.point, partner.counter))

    def heard(self, partner: Partner, digest: str, *, held: int, settled: int) -> None:
        """What the partner's newest word says it holds and knows. The last word counts, an older one too: what it says
        too little of is only sent again."""
        with self._store.write() as conn:
            conn.exec_driver_sql(
                "UPDATE partner SET held=?, settled=? WHERE point=? AND counter=?",
                (held, settled, partner.point, partner.counter),
            )
            self._take(conn, digest)

    def took(self, digest: str) -> None:
        """A bundle was taken that changes nothing of what its partner holds of ours."""
        with self._store.write() as conn:
            self._take(conn, digest)

    def told(self, partner: Partner, digest: str) -> None:
        """Which acknowledgement it was last given."""
        with self._store.write() as conn:
            conn.exec_driver_sql(
                "UPDATE partner SET told=?, told_at=? WHERE point=? AND counter=?",
                (digest, micros(self._store.clock.now()), partner.point, partner.counter),
            )

    def _take(self, conn: Connection, digest: str) -> None:
        conn.exec_driver_sql(
            "INSERT OR IGNORE INTO bundle_taken(digest, taken_at) VALUES(?, ?)",
            (digest, micros(self._store.clock.now())),
        )

    def taken(self, digest: str) -> bool:
        """Whether the bundle with these bytes was taken before."""
        with self._store.read() as conn:
            return conn.execute("SELECT 1 FROM bundle_taken WHERE digest=?", (digest,)).fetchone() is not None


def _partner(row: object) -> Partner:
    facts = row._asdict()  # type: ignore[attr-defined]
    facts["trusted_at"], facts["told_at"] = moment(facts["trusted_at"]), moment(facts["told_at"])
    return Partner(**facts)


# ------------------------------------------------------------------------------------------ giving


def stretch(store: Store, after: int, settled: int, *, carried: bool = True) -> Stretch:
    """The ledger's events from number `after` + 1 on, at most one bundle of them, and the deliveries up to its end that
    the other side, which knows all up to `settled`, may not know. What leaves to be `carried` on is marked: from now on
    it may reach the server by another road. ValueError when there are not so many events."""
    with store.write() if carried else store.read() as conn:
        base = hash_at(conn, after)
        if base is None:
            raise ValueError("no such event")
        chain: list[Link] = []
        size, head = 0, base
        for link in links(conn, after + 1):
            chain.append(link)
            head = link.hash(head)
            size += len(link.body)
            if len(chain) == MOST_EVENTS or size > MOST_BYTES:
                break
        last = after + len(chain)
        if carried:
            conn.exec_driver_sql(
                "UPDATE outbox SET asked=asked|? WHERE seq BETWEEN ? AND ? AND state<>'delivered'",
                (OTHER_ROAD, after + 1, last),
            )
        actors = {link.actor for link in chain}
        people = [Person(*row) for row in conn.execute("SELECT person_id, name, role FROM person")]
        return Stretch(
            first=after + 1,
            links=tuple(chain),
            base=base,
            head=head,
            settled=settled_upto(conn),
            people=tuple(person for person in people if person.id in actors),
            delivered=_delivered(conn, settled, last),
        )


def settled_upto(conn: Connection) -> int:
    """The number of the last event up to which nothing waits."""
    first = conn.execute("SELECT min(seq) FROM outbox WHERE state<>'delivered'").fetchone()[0]
    return head_seq(conn) if first is None else int(first) - 1


def _delivered(conn: Connection, after: int, last: int) -> tuple[Settled, ...]:
    rows = conn.execute(
        "SELECT seq, acknowledged_at, receipt FROM outbox WHERE state='delivered' AND seq>? AND seq<=? ORDER BY seq",
        (after, last),
    )
    return tuple(Settled(*row) for row in rows)


class Held(msgspec.Struct, frozen=True, kw_only=True):
    """What a replica holds and knows as delivered."""

    seq: int
    head: bytes
    settled: int
    delivered: tuple[Settled, ...]


def held(replica: Store, settled: int) -> Held:
    """What to acknowledge to a counter that knows everything up to `settled` as delivered."""
    with replica.read() as conn:
        seq = head_seq(conn)
        head = hash_at(conn, seq)
        assert head is not None
        return Held(seq=seq, head=head, settled=settled_upto(conn), delivered=_delivered(conn, settled, seq))


# ------------------------------------------------------------------------------------------ taking


class Kept(NamedTuple):
    """What a bundle added: events, and entries now known as delivered."""

    events: int
    delivered: int


def keep(replica: Store, told: Stretch, unit: str, whose: str) -> Kept:
    """Another counter's events onto its replica, all of them or none. The chain of `told` is proven already; `whose` it
    is stays with it.

    Rejected("file", bundle_gap | bundle_contradicts | bundle_newer). Nothing changes then.
    """
    with replica.write() as conn:
        have = head_seq(conn)
        _agree(conn, told, have)
        fresh = told.links[max(0, have + 1 - told.first) :]
        try:
            replay(replica, conn, fresh)
        except ValueError:
            raise reject("file", "bundle_newer") from None
        for person in told.people:
            # No PIN opens this: the row is a name for what she did.
            conn.exec_driver_sql(
                "INSERT INTO person(person_id, name, role, pin, must_change, active, failed, locked_until) "
                "VALUES(?, ?, ?, '', 0, 0, 0, 0) ON CONFLICT DO NOTHING",
                person,
            )
        conn.exec_driver_sql("UPDATE outbox SET asked=asked|? WHERE seq>? AND state<>'delivered'", (OTHER_ROAD, have))
        replica.set_meta(conn, "unit", unit)
        replica.set_meta(conn, "whose", whose)
        return Kept(len(fresh), _settle(replica, conn, told.delivered))


def _agree(conn: Connection, told: Stretch, have: int) -> None:
    """Every event that both sides hold is the same, and the first one new to us follows our last."""
    if told.first > have + 1:
        raise reject("file", "bundle_gap", held=have, first=told.first)
    hash_ = told.base
    if hash_ != hash_at(conn, told.first - 1):
        raise reject("file", "bundle_contradicts", seq=told.first - 1)
    for link in told.links[: have + 1 - told.first]:
        hash_ = link.hash(hash_)
        if hash_ != hash_at(conn, link.seq):
            raise reject("file", "bundle_contradicts", seq=link.seq)


def settle(store: Store, seq: int, head: bytes, delivered: Sequence[Settled]) -> int:
    """What a branch delivered for us; it holds our events up to `seq`, whose hash is `head`. Returns how many entries
    that changes. Rejected("file", bundle_contradicts) when that event is not ours."""
    with store.write() as conn:
        if hash_at(conn, seq) != head or any(one.seq > seq for one in delivered):
            raise reject("file", "bundle_contradicts", seq=seq)
        return _settle(store, conn, delivered)


def whose(replica: Store) -> str:
    """Whose ledger a replica is, as `keep` was told; "" of one that holds nothing yet."""
    with replica.read() as conn:
        return replica.meta(conn, "whose") or ""


def collected(replica: Store, collector: str) -> tuple[int, int]:
    """Up to which of a replica's events the collecting office with the key `collector` said it holds, and knows as
    delivered."""
    with replica.read() as conn:
        key, held, settled = (replica.meta(conn, "collected") or " 0 0").split(" ")
    return (int(held), int(settled)) if key == collector else (0, 0)


def set_collected(replica: Store, collector: str, held: int, settled: int) -> None:
    with replica.write() as conn:
        replica.set_meta(conn, "collected", f"{collector} {held} {settled}")


def _settle(store: Store, conn: Connection, delivered: Iterable[Settled]) -> int:
    """Marks what another road delivered, waiting or quarantined; a delivered entry stays as it is."""
    changed, newest = 0, int(store.meta(conn, "last_delivery") or 0)
    for one in delivered:
        changed += conn.execute(
            "UPDATE outbox SET state='delivered', asked=0, held=0, reason='', detail='', receipt=?, acknowledged_at=? "
            "WHERE seq=? AND state<>'delivered'",
            (one.receipt[:LONGEST_DETAIL], one.at, one.seq),
        ).rowcount
        newest = max(newest, one.at)
    if changed:
        store.set_meta(conn, "last_delivery", str(newest))
    return changed
