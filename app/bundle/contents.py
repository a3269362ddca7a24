"""What is inside a bundle: events by columns, without what the receiver can work out, and what was delivered.

Left out: numbers inside the stretch, each event's previous and own hash. The hash before the first event and that of
the last one are there, so that the whole chain is proven again link by link before anything is written. Texts that
recur are told once; JSON bodies are taken apart into their outlines and, for each key, a column of values. All of it is
exact to the byte. Measured: 500 dossiers of three events each take 119 bytes a dossier with everything around them; the
same rows as JSON lines take 170 (zstd 19). 40 of these are the random parts of four ids, which nothing makes shorter.
"""

from __future__ import annotations

import itertools
import re
import uuid
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

import msgspec

from app.errors import reject
from app.store.bundles import Person, Settled, Stretch
from app.store.chain import Link


class _Settled(msgspec.Struct, array_like=True, frozen=True):
    """Deliveries by columns: numbers and times (microseconds) as steps from the one before, receipts by number."""

    seqs: list[int]
    times: list[int]
    receipts: list[str]
    receipt: list[int]


class _Column(msgspec.Struct, array_like=True, frozen=True):
    """Values, one a line: as they come, or with `places` each once and where it stands."""

    values: bytes
    places: list[int]


class _Bodies(msgspec.Struct, array_like=True, frozen=True):
    """JSON texts: each is the outline number `outline[n]`, and each hole in it the next value of its key's column."""

    outlines: list[bytes]
    outline: list[int]
    columns: dict[bytes, _Column]


class _Events(msgspec.Struct, array_like=True, frozen=True):
    sender: str
    key: str
    unit: str
    first: int
    base: bytes
    head: bytes
    settled: int
    people: list[Person]
    dossiers: bytes
    opened: list[int]
    """Milliseconds between a dossier's id and its first event here."""
    version: list[int]
    """Of each dossier before its first event here."""
    dossier: list[int]
    kinds: list[str]
    kind: list[int]
    actors: list[str]
    actor: list[int]
    ids: bytes
    made: list[int]
    """Milliseconds between an event's id and what the clock said."""
    device_at: list[int]
    """Microseconds, as steps."""
    later: list[int]
    """`at` minus `device_at`, microseconds."""
    offsets: list[int | None]
    bodies: _Bodies
    delivered: _Settled
    ledger: str
    ledger_key: str
    """Whose events these are: the sender's own, or those of a counter whose ledger the sender keeps."""


class _Acknowledgement(msgspec.Struct, array_like=True, frozen=True):
    sender: str
    key: str
    held: int
    head: bytes
    settled: int
    delivered: _Settled
    ledger: str
    ledger_key: str


class Whose(NamedTuple):
    """Whose ledger it is: "H35.99.07-1", and the short name of its keys."""

    name: str
    key: str


class Acknowledged(msgspec.Struct, frozen=True, kw_only=True):
    """What a branch or a collecting office says back: of `whose` it holds the events up to `held`, whose hash is
    `head`; it knows everything up to `settled` as delivered; and of what follows, `delivered`."""

    whose: Whose
    held: int
    head: bytes
    settled: int
    delivered: tuple[Settled, ...]


_ENCODE = msgspec.msgpack.Encoder()
_EVENTS = msgspec.msgpack.Decoder(_Events)
_ACKNOWLEDGEMENT = msgspec.msgpack.Decoder(_Acknowledgement)


def pack_events(stretch: Stretch, sender: str, key: str, unit: str, whose: Whose | None = None) -> bytes:
    """`unit` is what the point of the events is called; `whose` they are when they are not the sender's own."""
    ledger = whose or Whose(sender, key)
    links = stretch.links
    dossiers = _Table(link.dossier_id for link in links)
    first_of: dict[str, Link] = {}
    for link in links:
        first_of.setdefault(link.dossier_id, link)
    kinds, actors = _Table(link.kind for link in links), _Table(link.actor for link in links)
    opened, dossier_ids = _pack_ids((one, first_of[one].device_at) for one in dossiers.values)
    made, ids = _pack_ids((link.event_id, link.device_at) for link in links)
    return _ENCODE.encode(
        _Events(
            sender=sender,
            key=key,
            unit=unit,
            first=stretch.first,
            base=stretch.base,
            head=stretch.head,
            settled=stretch.settled,
            people=list(stretch.people),
            dossiers=dossier_ids,
            opened=opened,
            version=[first_of[one].dossier_seq - 1 for one in dossiers.values],
            dossier=dossiers.places,
            kinds=kinds.values,
            kind=kinds.places,
            actors=actors.values,
            actor=actors.places,
            ids=ids,
            made=made,
            device_at=_steps(link.device_at for link in links),
            later=[link.at - link.device_at for link in links],
            offsets=[link.offset_ms for link in links],
            bodies=_pack_bodies([link.body for link in links]),
            delivered=_pack_settled(stretch.delivered),
            ledger=ledger.name,
            ledger_key=ledger.key,
        )
    )


def unpack_events(inside: bytes, sender: str, key: str) -> tuple[Stretch, str, Whose]:
    """The events, the name of their point and whose they are, the chain proven. Rejected("file", bundle_newer |
    bundle_forged | bundle_chain_broken)."""
    told = _decode(_EVENTS, inside)
    _same_sender(told, sender, key)
    try:
        stretch = _stretch(told)
    except (LookupError, OverflowError, StopIteration, ValueError):
        raise reject("file", "bundle_newer") from None
    hash_ = stretch.base
    for link in stretch.links:
        hash_ = link.hash(hash_)
    if hash_ != stretch.head or len(hash_) != 32:
        raise reject("file", "bundle_chain_broken")
    return stretch, told.unit, Whose(told.ledger, told.ledger_key)


def _stretch(told: _Events) -> Stretch:
    device_at = _sums(told.device_at)
    versions = list(told.version)
    opening: dict[int, int] = {}
    for place, at in zip(told.dossier, device_at, strict=True):
        opening.setdefault(place, at)
    clocks = [opening[place] for place in range(len(told.opened))]
    dossiers = _unpack_ids(told.opened, told.dossiers, clocks)
    ids = _unpack_ids(told.made, told.ids, device_at)
    bodies = _unpack_bodies(told.bodies)
    columns = (told.dossier, told.kind, told.actor, ids, device_at, told.later, told.offsets, bodies)
    links = []
    for number, row in enumerate(zip(*columns, strict=True), told.first):
        dossier, kind, actor, event_id, clock, later, offset, body = row
        versions[dossier] += 1
        links.append(
            Link(
                seq=number,
                event_id=event_id,
                dossier_id=dossiers[dossier],
                dossier_seq=versions[dossier],
                kind=told.kinds[kind],
                at=clock + later,
                device_at=clock,
                offset_ms=offset,
                actor=told.actors[actor],
                body=body,
            )
        )
    return Stretch(
        first=told.first,
        links=tuple(links),
        base=told.base,
        head=told.head,
        settled=told.settled,
        people=tuple(told.people),
        delivered=_unpack_settled(told.delivered),
    )


def pack_acknowledgement(told: Acknowledged, sender: str, key: str) -> bytes:
    return _ENCODE.encode(
        _Acknowledgement(
            sender=sender,
            key=key,
            held=told.held,
            head=told.head,
            settled=told.settled,
            delivered=_pack_settled(told.delivered),
            ledger=told.whose.name,
            ledger_key=told.whose.key,
        )
    )


def unpack_acknowledgement(inside: bytes, sender: str, key: str) -> Acknowledged:
    told = _decode(_ACKNOWLEDGEMENT, inside)
    _same_sender(told, sender, key)
    try:
        delivered = _unpack_settled(told.delivered)
    except (LookupError, ValueError):
        raise reject("file", "bundle_newer") from None
    whose = Whose(told.ledger, told.ledger_key)
    return Acknowledged(whose=whose, held=told.held, head=told.head, settled=told.settled, delivered=delivered)


def _decode(decoder: Any, inside: bytes) -> Any:
    # Signed, sealed and whole, so the sender meant it: a later program that says more than we understand.
    try:
        return decoder.decode(inside)
    except msgspec.DecodeError:
        raise reject("file", "bundle_newer") from None


def _same_sender(told: Any, sender: str, key: str) -> None:
    # The signature is around the seal, so anybody we trust could sign what another one sealed for us: the sender is
    # named inside as well.
    if (told.sender, told.key) != (sender, key):
        raise reject("file", "bundle_forged", sender=sender)


# ------------------------------------------------------------------------------------------ columns


class _Table:
    """A column of texts of which many are the same: each told once, in the order they came, and its places."""

    def __init__(self, column: Iterable[str]) -> None:
        known: dict[str, int] = {}
        self.places = [known.setdefault(text, len(known)) for text in column]
        self.values = list(known)


def _steps(numbers: Iterable[int]) -> list[int]:
    last, steps = 0, []
    for number in numbers:
        steps.append(number - last)
        last = number
    return steps


def _sums(steps: Iterable[int]) -> list[int]:
    last, numbers = 0, []
    for step in steps:
        last += step
        numbers.append(last)
    return numbers


def _pack_ids(ids: Iterable[tuple[str, int]]) -> tuple[list[int], bytes]:
    """UUIDv7s with the clock (microseconds) they were made by: what their time differs from it, and the other 80 bits,
    which nothing makes shorter."""
    apart, rest = [], bytearray()
    for text, clock in ids:
        raw = uuid.UUID(text).bytes
        apart.append(int.from_bytes(raw[:6]) - clock // 1000)
        rest += raw[6:]
    return apart, bytes(rest)


def _unpack_ids(apart: Sequence[int], rest: bytes, clocks: Sequence[int]) -> list[str]:
    if len(rest) != 10 * len(apart):
        raise ValueError("as many ids as times")
    return [
        str(uuid.UUID(bytes=(clock // 1000 + step).to_bytes(6) + rest[10 * place : 10 * place + 10]))
        for place, (step, clock) in enumerate(zip(apart, clocks, strict=True))
    ]


def _pack_settled(delivered: Sequence[Settled]) -> _Settled:
    receipts = _Table(one.receipt for one in delivered)
    return _Settled(
        seqs=_steps(one.seq for one in delivered),
        times=_steps(one.at for one in delivered),
        receipts=receipts.values,
        receipt=receipts.places,
    )


def _unpack_settled(told: _Settled) -> tuple[Settled, ...]:
    receipts = [told.receipts[place] for place in told.receipt]
    return tuple(
        Settled(seq, at, receipt)
        for seq, at, receipt in zip(_sums(told.seqs), _sums(told.times), receipts, strict=True)
    )


_TOKEN = re.compile(rb'("(?:[^"\\]|\\.)*")(:?)|-?[0-9][0-9.eE+-]*')
"""A string, with the colon that makes it a key, or a number."""
_HOLE = b"\0"
"""A zero byte stands in no JSON text, inside a string or outside; neither does a line end inside a string."""
_IN_OUTLINE = re.compile(rb'("(?:[^"\\]|\\.)*"):|\0')


def _pack_bodies(bodies: Sequence[bytes]) -> _Bodies:
    outlines: dict[bytes, int] = {}
    outline: list[int] = []
    columns: dict[bytes, list[bytes]] = {}
    for body in bodies:
        key = b""

        def take(found: re.Match[bytes]) -> bytes:
            nonlocal key
            if found[2]:
                key = found[1]
                return found[0]
            columns.setdefault(key, []).append(found[0])
            return _HOLE

        made = _TOKEN.sub(take, body)
        outline.append(outlines.setdefault(made, len(outlines)))
    return _Bodies(list(outlines), outline, {key: _pack_column(column) for key, column in columns.items()})


def _unpack_bodies(told: _Bodies) -> list[bytes]:
    columns = {key: iter(_unpack_column(column)) for key, column in told.columns.items()}
    # Each outline as its pieces, and between them the keys of its holes.
    apart = [(outline.split(_HOLE), _keys_of_holes(outline)) for outline in told.outlines]
    bodies = []
    for number in told.outline:
        pieces, keys = apart[number]
        values = [next(columns[key]) for key in keys]
        bodies.append(b"".join(itertools.chain.from_iterable(zip(pieces, (*values, b""), strict=True))))
    return bodies


def _keys_of_holes(outline: bytes) -> list[bytes]:
    keys, key = [], b""
    for found in _IN_OUTLINE.finditer(outline):
        if found[1] is None:
            keys.append(key)
        else:
            key = found[1]
    return keys


def _pack_column(values: Sequence[bytes]) -> _Column:
    known: dict[bytes, int] = {}
    places = [known.setdefault(value, len(known)) for value in values]
    if 2 * len(known) < len(values):
        return _Column(b"\n".join(known), places)
    return _Column(b"\n".join(values), [])


def _unpack_column(column: _Column) -> list[bytes]:
    values = column.values.split(b"\n")
    return [values[place] for place in column.places] if column.places else values
