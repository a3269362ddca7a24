"""Courier by van: events in a file on a stick or in a shared folder, for the branch that has a network, and its word
back (docs/bundle.md).

A counter exports to its one branch what the branch has not said it holds; the branch imports from the counters it
trusts, keeps each as a replica, delivers that as it does its own, and acknowledges. Bundles may come in any order,
twice and late, while the network delivers too: the end is the same.
"""

from __future__ import annotations

import hashlib
import logging
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from app.bundle.identity import RECEIVERS, Identity, Keys, Part, identity_of, new_keys, read_identity, same_code
from app.bundle.outcomes import Outcome, Taken, Written, in_any_order
from app.errors import Trouble, reject
from app.people import Clerk, Role
from app.settings import Profile
from app.store import Store
from app.store.bundles import (
    Bundles,
    Held,
    Partner,
    Stretch,
    collected,
    held,
    keep,
    set_collected,
    settle,
    stretch,
    whose,
)
from app.store.chain import GENESIS, head_seq
from app.store.outbox import Outbox
from app.store.people import note

if TYPE_CHECKING:
    from app.bundle.contents import Whose
    from app.bundle.envelope import Envelope, Header

# Every counter that starts has a Branch and few use it today: what reads and writes files is imported when it does.

log = logging.getLogger(__name__)

FOLDER = "branch"
"""DATA/branch: the replicas, `<point>-<counter>.sqlite`."""

_DATABASE = ".sqlite"

REPLY_EVERY = timedelta(minutes=10)
"""How often a watched folder gets a new acknowledgement when only deliveries were added since the last one."""


class Lane(NamedTuple):
    """An outbox to be carried: whose it is ("H35.99.07-1"), the queue, and what its point is called on the wire."""

    name: str
    outbox: Outbox
    unit: str


class _Ledger(NamedTuple):
    """A ledger that goes into bundles: our own or one that we keep, what its point is called, and how far the partner
    said it holds it and knows it as delivered."""

    store: Store
    whose: Whose
    unit: str
    held: int
    settled: int


class Brought(msgspec.Struct, frozen=True, kw_only=True):
    """Events that a bundle brought, proven and not kept yet: whose they are, and who sent them."""

    told: Stretch
    unit: str
    whose: Whose
    partner: Partner
    number: int
    digest: str


_FOR_ANOTHER_TIME = frozenset({"bundle_gap", "bundle_unknown_sender", "bundle_key_changed", "bundle_unreadable"})
"""What may be right later: another bundle or an enrolment comes first."""

_NOT_OUR_BUSINESS = frozenset({"bundle_own", "bundle_not_for_us"})
"""In a folder that many share, no reason to tell anybody."""


class Branch:
    """The exchange of one counter. Threads may share it; bundles are taken and written one at a time."""

    def __init__(self, store: Store, profile: Profile, data: Path) -> None:
        self._store = store
        self._outbox = Outbox(store)
        self._book = Bundles(store)
        self._profile = profile
        self._folder = data / FOLDER
        self._lock = threading.RLock()
        self._open: dict[str, Store] = {}
        self._shut: set[str] = set()
        self._watched: dict[str, tuple[int, int]] = {}
        self._done: set[tuple[str, int, int]] = set()
        self._said: set[tuple[str, str]] = set()

    # ------------------------------------------------------------------ enrolment

    def identity(self, part: Part = Part.COUNTER) -> Identity:
        """Ourselves, as a partner needs to know us; the keys are made on first need."""
        return identity_of(self._keys(), part, self._profile.unit.identifier, self._profile.counter.number)

    def _keys(self) -> Keys:
        return Keys(*self._book.keys(new_keys))

    def trust(self, text: str, code: str, by: Clerk, *, other_point: bool = False) -> Partner:
        """Enrols the counter of an enrolment text whose short code somebody read aloud at the other end.

        Rejected("clerk", manager_only), ("text", enrolment_broken | enrolment_newer | enrolment_own |
        enrolment_other_point), ("code", enrolment_code_differs). A partner enrolled anew with other keys begins anew:
        what came under the old ones stays as it is and is delivered.
        """
        if by.role is not Role.MANAGER:
            raise reject("clerk", "manager_only")
        theirs, ours = read_identity(text), self.identity()
        if theirs.key == ours.key or (theirs.point, theirs.counter) == (ours.point, ours.counter):
            raise reject("text", "enrolment_own")
        if theirs.point != ours.point and not other_point:
            raise reject("text", "enrolment_other_point", point=theirs.point)
        if not same_code(code, theirs.short()):
            raise reject("code", "enrolment_code_differs")
        now = self._store.clock.now()
        with self._lock:
            known = self._book.partner(theirs.point, theirs.counter)
            same = known is not None and known.signing == theirs.signing and known.part == theirs.part
            replica = known.replica if known is not None and same else self._free_name(theirs.name)
            partner = Partner(
                part=theirs.part.value,
                point=theirs.point,
                counter=theirs.counter,
                signing=theirs.signing,
                sealing=theirs.sealing,
                replica=replica,
                trusted_at=now,
                trusted_by=by.id,
                told_at=now - REPLY_EVERY,
            )
            self._book.trust(partner)
            self._note(by.id, "partner_trusted", f"{theirs.part.value} {theirs.name} {theirs.key}")
        return partner

    def _free_name(self, name: str) -> str:
        file, number = f"{name}{_DATABASE}", 1
        while (self._folder / file).exists():
            number += 1
            file = f"{name}.{number}{_DATABASE}"
        return file

    def distrust(self, name: str, by: Clerk) -> None:
        """Takes nothing more from a partner ("H35.99.07-2") and gives it nothing: a computer that was stolen or left.
        What it sent stays and is delivered. Rejected("partner", partner_unknown), ("clerk", manager_only)."""
        if by.role is not Role.MANAGER:
            raise reject("clerk", "manager_only")
        for partner in self.partners():
            if partner.name == name:
                self._book.forget(partner)
                self._note(by.id, "partner_distrusted", name)
                return
        raise reject("partner", "partner_unknown", name=name)

    def partners(self) -> tuple[Partner, ...]:
        return self._book.partners()

    def note_collected(self, actor: str, bundles: int) -> None:
        """Somebody had so many bundles collected in a database of many counters."""
        self._note(actor, "bundles_collected", str(bundles))

    def _note(self, actor: str, action: str, subject: str) -> None:
        with self._store.write() as conn:
            note(self._store, conn, actor, action, subject)

    # ------------------------------------------------------------------ replicas

    def outboxes(self) -> tuple[Lane, ...]:
        """What this counter carries to the one-stop system: its own queue first, then that of each replica. A replica
        that cannot be opened is left out, and in the log: it must not keep the others; `replicas` says why."""
        own = Lane(self.name, self._outbox, self._profile.unit.name)
        return (own, *(Lane(name, Outbox(store), self._unit(store)) for name, store in self._openable()))

    def _openable(self) -> Iterator[tuple[str, Store]]:
        for file in self._replica_files():
            try:
                store = self._replica(file)
            except Trouble as trouble:
                if file not in self._shut:
                    log.warning("replica %s cannot be opened: %s", file, trouble.code)
                self._shut.add(file)
            else:
                yield file.removesuffix(_DATABASE), store

    @property
    def name(self) -> str:
        """Ourselves as files and partners call us: "H35.99.07-1"."""
        return f"{self._profile.unit.identifier}-{self._profile.counter.number}"

    def replicas(self) -> dict[str, Store]:
        """The ledgers of other counters that are kept here, by name. Closed with `close`. Trouble of `Store.open`."""
        return {file.removesuffix(_DATABASE): self._replica(file) for file in self._replica_files()}

    def others(self) -> dict[str, Store | Trouble | None]:
        """The ledgers of the branch's other counters by name: None of one that is enrolled and never sent anything, the
        Trouble of one that cannot be opened."""
        found: dict[str, Store | Trouble | None] = {
            one.replica.removesuffix(_DATABASE): None for one in self.partners() if one.part == Part.COUNTER
        }
        for file in self._replica_files():
            try:
                found[file.removesuffix(_DATABASE)] = self._replica(file)
            except Trouble as trouble:
                found[file.removesuffix(_DATABASE)] = trouble
        return found

    def _replica_files(self) -> list[str]:
        return [f"{name}{_DATABASE}" for name in sorted(file.stem for file in self._folder.glob(f"*{_DATABASE}"))]

    def _unit(self, replica: Store) -> str:
        with replica.read() as conn:
            return replica.meta(conn, "unit") or self._profile.unit.name

    def _replica(self, name: str) -> Store:
        """One replica, opened; made when it is not there, or not whole because its making was cut short."""
        with self._lock:
            if name not in self._open:
                file = self._folder / name
                made = Store.open(file, self._store.clock) if file.exists() else Store.create(file, self._store.clock)
                made.ensure_person_key()
                self._open[name] = made
            return self._open[name]

    def close(self) -> None:
        with self._lock:
            for store in self._open.values():
                store.close()
            self._open.clear()

    # ------------------------------------------------------------------ giving

    def export(self, folder: Path, actor: str, *, everything: bool = False) -> tuple[Written, ...]:
        """Writes into `folder` what our partners should have: our events for the branch and for the collecting office,
        from the first one that it has not said it holds (`everything`: from the very first), for the latter also those
        of the counters of our point that we keep; and our word to each counter whose events we keep. Nothing when there
        is nothing to tell.

        Rejected("partner", bundle_no_partner); Trouble of `envelope.write`.
        """
        partners = self.partners()
        if not partners:
            raise reject("partner", "bundle_no_partner")
        if not folder.is_dir():
            raise Trouble("bundle_folder_gone", folder=folder.name)
        with self._lock:
            written: list[Written] = []
            for partner in partners:
                if partner.part in RECEIVERS:
                    for ledger in self._ledgers_for(partner):
                        written += self._send(partner, ledger, folder, everything)
                elif (word := self._word(partner)) is not None:
                    written.append(self._acknowledge(partner, word, folder))
            for one in written:
                self._note(actor, "bundle_exported", one.file.name)
        return tuple(written)

    def _ledgers_for(self, partner: Partner) -> Iterator[_Ledger]:
        """What a partner gets of us: a branch our own events, a collecting office those of our whole point."""
        from app.bundle.contents import Whose

        yield _Ledger(self._store, self._me(), self._profile.unit.name, partner.held, partner.settled)
        if partner.part == Part.COLLECTOR:
            for _, store in self._openable():
                name, _, key = whose(store).partition(" ")
                # Whose point it is vouches for a counter; those of other points say for themselves what they did.
                if name.rpartition("-")[0] == self._profile.unit.identifier:
                    known = collected(store, _identity(partner).key)
                    yield _Ledger(store, Whose(name, key), self._unit(store), *known)

    def own_ledgers(self) -> Iterator[tuple[Store, Whose, str]]:
        """Our own ledger and all that we keep, whose they are, and what their points are called."""
        from app.bundle.contents import Whose

        yield self._store, self._me(), self._profile.unit.name
        for _, store in self._openable():
            if told := whose(store):
                yield store, Whose(*told.split(" ")), self._unit(store)

    def _me(self) -> Whose:
        from app.bundle.contents import Whose

        return Whose(self.name, self._key)

    def _send(self, partner: Partner, ledger: _Ledger, folder: Path, everything: bool) -> list[Written]:
        from app.bundle import contents

        after, settled = (0, 0) if everything else (ledger.held, ledger.settled)
        carried = partner.part == Part.BRANCH
        with ledger.store.read() as conn:
            last = head_seq(conn)
        written: list[Written] = []
        while True:
            part = stretch(ledger.store, after, settled, carried=carried)
            if not part.links and not part.delivered and (written or not everything):
                return written
            inside = contents.pack_events(part, self.name, self._key, ledger.unit, ledger.whose)
            told, kind = len(part.delivered), "events" if carried else "copy"
            written.append(self._write(partner, folder, kind, (part.first, part.last), told, inside))
            after = part.last
            settled = max(settled, after)
            if after >= last:
                return written

    def _word(self, partner: Partner) -> Held | None:
        """What we can say to a counter; None while nothing of it ever came."""
        if not (self._folder / partner.replica).exists():
            return None
        return held(self._replica(partner.replica), partner.settled)

    def _acknowledge(self, partner: Partner, word: Held, folder: Path) -> Written:
        from app.bundle.contents import Whose

        written = self.answer(partner, Whose(partner.name, _identity(partner).key), word, folder)
        self._book.told(partner, _digest(word))
        return written

    def answer(self, partner: Partner, whose: Whose, word: Held, folder: Path) -> Written:
        """Writes to `partner` what is held here of one ledger. Trouble of `envelope.write`."""
        from app.bundle import contents

        told = contents.Acknowledged(
            whose=whose, held=word.seq, head=word.head, settled=word.settled, delivered=word.delivered
        )
        inside = contents.pack_acknowledgement(told, self.name, self._key)
        return self._write(partner, folder, "acknowledgement", (1, word.seq), len(word.delivered), inside)

    def _write(
        self, partner: Partner, folder: Path, kind: str, numbers: tuple[int, int], delivered: int, inside: bytes
    ) -> Written:
        from app.bundle import envelope

        to = _identity(partner)
        ours = self.identity()
        number = self._book.next_number()
        while (folder / self._name(number)).exists():
            # A database restored from a copy counts from where it was; what lies on the stick stays.
            number = self._book.next_number()
        header = msgspec.convert(
            {
                "kind": kind,
                "point": ours.point,
                "counter": ours.counter,
                "key": ours.key,
                "to_point": to.point,
                "to_counter": to.counter,
                "to_key": to.key,
                "created_at": self._store.clock.now().replace(microsecond=0),
                "number": number,
                "first": numbers[0],
                "last": numbers[1],
            },
            envelope.Header,
        )
        raw = envelope.seal(header, inside, self._keys(), to.sealing)
        file = envelope.write(folder, self._name(number), raw)
        return Written(
            file=file,
            kind=kind,
            receiver=to.name,
            number=number,
            first=numbers[0],
            last=numbers[1],
            delivered=delivered,
            bytes=len(raw),
        )

    def _name(self, number: int) -> str:
        from app.bundle.envelope import SUFFIX

        return f"quay-{self.name}-{number:06d}{SUFFIX}"

    @property
    def _key(self) -> str:
        return self.identity().key

    # ------------------------------------------------------------------ taking

    def take(self, file: Path, actor: str) -> Taken:
        """One bundle. Rejected("file", …) or Trouble("bundle_unreadable") with nothing changed; the reasons stand in
        docs/bundle.md."""
        from app.bundle import envelope

        with self._lock:
            opened = envelope.read(file)
            partner = self._known(opened.header)
            inside = envelope.unseal(opened, self._keys(), _identity(partner))
            if opened.header.kind == "copy":
                # Not marked where it comes from: who carried it on would have it delivered twice.
                raise reject("file", "bundle_for_collector", sender=opened.header.sender)
            if opened.header.kind == "events":
                events, delivered = self._take_events(opened, partner, inside)
            else:
                events, delivered = 0, self._take_word(opened, partner, inside)
            self._note(actor, "bundle_imported", f"{opened.header.sender} {opened.header.number}")
            return Taken(
                file=file,
                kind=opened.header.kind,
                sender=opened.header.sender,
                number=opened.header.number,
                last=opened.header.last,
                events=events,
                delivered=delivered,
            )

    def take_all(self, files: Iterable[Path], actor: str) -> tuple[Outcome, ...]:
        """Several bundles in whatever order they are given. None of them stops another."""
        return in_any_order(files, lambda file: self.take(file, actor))

    def brought(self, file: Path) -> Brought:
        """The events of a bundle for us, its envelope and its chain proven; nothing is kept, no file is changed.

        Rejected("file", …) as `take`; Trouble("bundle_unreadable").
        """
        from app.bundle import envelope

        opened = envelope.read(file)
        partner = self._known(opened.header)
        if opened.header.kind == "acknowledgement":
            raise reject("file", "bundle_wrong_part", sender=opened.header.sender)
        return self._proven(opened, partner, envelope.unseal(opened, self._keys(), _identity(partner)))

    def _known(self, header: Header) -> Partner:
        """The partner who sent a bundle to us. Rejected when it is from somebody else or for somebody else."""
        ours = self.identity()
        sender = {"sender": header.sender}
        if header.key == ours.key:
            raise reject("file", "bundle_own")
        if (header.to_point, header.to_counter) != (ours.point, ours.counter):
            raise reject("file", "bundle_not_for_us", receiver=header.receiver, **sender)
        partner = self._book.partner(header.point, header.counter)
        if partner is None:
            raise reject("file", "bundle_unknown_sender", **sender)
        if _identity(partner).key != header.key:
            raise reject("file", "bundle_key_changed", **sender)
        if header.to_key != ours.key:
            raise reject("file", "bundle_for_old_key", **sender)
        if (partner.part == Part.COUNTER) == (header.kind == "acknowledgement"):
            raise reject("file", "bundle_wrong_part", **sender)
        return partner

    def _proven(self, opened: Envelope, partner: Partner, inside: bytes) -> Brought:
        from app.bundle import contents

        header = opened.header
        told, unit, whose = contents.unpack_events(inside, header.sender, header.key)
        if (told.first, told.last) != (header.first, header.last):
            raise reject("file", "bundle_forged", sender=header.sender)
        if whose != (header.sender, header.key) and not (header.kind == "copy" and _of_point(whose, header.point)):
            raise reject("file", "bundle_forged", sender=header.sender)
        return Brought(told=told, unit=unit, whose=whose, partner=partner, number=header.number, digest=opened.digest)

    def _take_events(self, opened: Envelope, partner: Partner, inside: bytes) -> tuple[int, int]:
        header, brought = opened.header, self._proven(opened, partner, inside)
        told = brought.told
        if not (self._folder / partner.replica).exists():
            # Before a replica is made for it.
            if told.first > 1:
                raise reject("file", "bundle_gap", held=0, first=told.first)
            if told.base != GENESIS:
                raise reject("file", "bundle_contradicts", sender=header.sender, seq=0)
        kept = keep(self._replica(partner.replica), told, brought.unit, " ".join(brought.whose))
        self._book.heard(partner, opened.digest, held=partner.held, settled=told.settled)
        return kept.events, kept.delivered

    def _take_word(self, opened: Envelope, partner: Partner, inside: bytes) -> int:
        from app.bundle import contents

        header = opened.header
        told = contents.unpack_acknowledgement(inside, header.sender, header.key)
        if partner.part == Part.COLLECTOR and told.delivered:
            raise reject("file", "bundle_wrong_part", sender=header.sender)
        if told.whose == self._me():
            delivered = settle(self._store, told.held, told.head, told.delivered)
            self._book.heard(partner, opened.digest, held=told.held, settled=told.settled)
            return delivered
        replica = next((store for _, store in self._openable() if whose(store) == " ".join(told.whose)), None)
        if replica is None or partner.part != Part.COLLECTOR:
            raise reject("file", "bundle_forged", sender=header.sender)
        settle(replica, told.held, told.head, ())
        set_collected(replica, header.key, told.held, told.settled)
        self._book.took(opened.digest)
        return 0

    # ------------------------------------------------------------------ a watched folder

    def look(self, folder: Path, actor: str) -> tuple[Outcome | Trouble, ...]:
        """One look at a folder: takes what is new, whole and for us, and writes our word to those who sent something.
        Only what somebody should hear of is returned, each refusal once; a Trouble there is that of our word, which
        could not be written. Nothing is moved or deleted. Trouble("bundle_folder_gone") is raised.
        """
        with self._lock:
            fresh = [file for file in self.bundles_in(folder) if self._ready(file)]
            outcomes = self.take_all(fresh, actor)
            for one in outcomes:
                if isinstance(one, Taken) or one.problem.code not in _FOR_ANOTHER_TIME:
                    self._done.add(_stamp(one.file))
            heard: list[Outcome | Trouble] = [one for one in outcomes if self._worth_saying(one)]
            try:
                self._reply(folder, actor, {one.sender for one in outcomes if isinstance(one, Taken)})
            except Trouble as error:
                heard.append(error)
            return tuple(heard)

    def bundles_in(self, folder: Path) -> Sequence[Path]:
        """The bundles that lie in a folder, by name. Trouble("bundle_folder_gone")."""
        from app.bundle.envelope import SUFFIX

        try:
            # Not by glob, to which a folder that is gone is an empty one.
            return sorted(file for file in folder.iterdir() if file.suffix == SUFFIX and file.is_file())
        except OSError as error:
            raise Trouble("bundle_folder_gone", folder=folder.name) from error

    def _ready(self, file: Path) -> bool:
        """Not looked at before, and whole or at least the same as a look ago: half of it may still be on its way."""
        from app.bundle import envelope

        try:
            stamp = _stamp(file)
            if stamp in self._done:
                return False
            still = self._watched.get(stamp[0]) == stamp[1:]
            self._watched[stamp[0]] = stamp[1:]
            if not (envelope.whole(file) or still):
                return False
            if self._book.taken(envelope.digest(file)):
                self._done.add(stamp)
                return False
        except OSError:
            # Gone again, or half a stick: the next look will see.
            return False
        return True

    def _worth_saying(self, one: Outcome) -> bool:
        if isinstance(one, Taken):
            return True
        said = (one.file.name, one.problem.code)
        new = said not in self._said and one.problem.code not in _NOT_OUR_BUSINESS
        self._said.add(said)
        return new

    def _reply(self, folder: Path, actor: str, senders: set[str]) -> None:
        now = self._store.clock.now()
        for partner in self.partners():
            if partner.part != Part.COUNTER or (word := self._word(partner)) is None:
                continue
            # Who sent something gets an answer, even the same as before: that one may have been lost with its stick.
            # A clock that went back must not silence us.
            overdue = _digest(word) != partner.told and abs(now - partner.told_at) >= REPLY_EVERY
            if partner.name in senders or overdue:
                written = self._acknowledge(partner, word, folder)
                self._note(actor, "bundle_exported", written.file.name)

    def watch(
        self,
        folder: Path,
        actor: str,
        *,
        rest: Callable[[], bool],
        told: Callable[[Outcome | Trouble], None],
    ) -> None:
        """Looks at a folder again and again until `rest`, which waits in between, answers False. A folder that is gone
        is told once and looked for on: sticks come back."""
        trouble = ""
        while True:
            try:
                for one in self.look(folder, actor):
                    told(one)
                trouble = ""
            except Trouble as error:
                if error.code != trouble:
                    told(error)
                trouble = error.code
            if not rest():
                return


def _of_point(whose: Whose, point: str) -> bool:
    """Whether a ledger is that of a counter of this point."""
    theirs, _, counter = whose.name.rpartition("-")
    return theirs == point and counter.isdecimal() and 1 <= int(counter) <= 99


def _identity(partner: Partner) -> Identity:
    return Identity(
        part=Part(partner.part),
        point=partner.point,
        counter=partner.counter,
        signing=partner.signing,
        sealing=partner.sealing,
    )


def _digest(word: Held) -> str:
    return hashlib.sha256(msgspec.msgpack.encode(word)).hexdigest()


def _stamp(file: Path) -> tuple[str, int, int]:
    found = file.stat()
    return str(file), found.st_size, found.st_mtime_ns
