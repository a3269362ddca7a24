"""Packages of catalogue, calendar and tariff: who may send them, what is in them, and which one is in force.

The province publishes a folder: `index.json`, signed, and the files it names. It comes by HTTP (`sync.daily`) or on a
stick; the road makes no difference, for nothing is believed but the signature. A package counts only after it was
really loaded, never goes back to an older version, and is used from the next start of the program on: a clerk in the
middle of a dossier keeps the rules she began with. docs/catalogue.md, docs/calendar.md and docs/tariff.md say what is
in the files.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import os
import re
import shutil
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

import msgspec

from app.domain import catalogue, workdays
from app.domain.catalogue import Catalogue
from app.domain.workdays import Calendar
from app.errors import Problem, Trouble
from app.settings import Server, assets, public_key
from app.store import Store
from app.store.numbers import sync_folder

if TYPE_CHECKING:
    from app.domain.tariff import Tariff

INDEX = "index.json"
FORMAT = 2
"""An index with a tariff is of format 2: to a program that knows none it is newer, not broken."""
FOLDER = "packages"
KEPT = 2
"""The newest package and the one before it."""

LARGEST_FILE, LARGEST_INSIDE = 16 * 1024 * 1024, 64 * 1024 * 1024
"""Bytes. Today's catalogue is 0.1 MB packed and 0.9 MB unpacked."""

EVERY, AGAIN = timedelta(days=1), timedelta(hours=1)
"""Between two questions, and after one that nobody answered."""

SILENT_AFTER = timedelta(days=14)
"""No word from the address for so long is said: a commune without a line for a week is nothing special."""

Kind = Literal["catalogue", "calendar", "tariff"]
KINDS: tuple[Kind, ...] = ("catalogue", "calendar", "tariff")

_PURPOSE = b"quay packages\n"
_VERSION = re.compile(r"(\d{4})-(0[1-9]|1[0-2])(?:-(0[1-9]|[12]\d|3[01]))?(?:\.(\d{1,3}))?")
_FILE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")
_INSIDE: dict[Kind, re.Pattern[str]] = {
    "catalogue": re.compile(r"catalogue\.toml|index\.csv|procedures/[0-9.]+(?:@\d{4}-\d\d-\d\d)?\.toml"),
    "calendar": re.compile(r"VERSION|\d{4}\.toml"),
    "tariff": re.compile(r"VERSION|[a-z0-9][a-z0-9-]{0,60}\.toml"),
}


class Offer(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One package of an index: the file beside it, its size in bytes and SHA-256."""

    version: str
    sha256: str
    bytes: int
    file: str


class Index(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """`index.json`. `signature`: Ed25519 in base64, over _PURPOSE and the compact JSON of everything else in this
    order."""

    format: int
    catalogue: Offer | None = None
    calendar: Offer | None = None
    tariff: Offer | None = None
    signature: str = ""

    def offers(self) -> Iterator[tuple[Kind, Offer]]:
        if self.catalogue is not None:
            yield "catalogue", self.catalogue
        if self.calendar is not None:
            yield "calendar", self.calendar
        if self.tariff is not None:
            yield "tariff", self.tariff

    def signed_text(self) -> bytes:
        return _PURPOSE + msgspec.json.encode(msgspec.structs.replace(self, signature=""))


class _Inside(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a package's file holds under zstd, as JSON: texts by their names."""

    kind: Kind
    version: str
    files: dict[str, str]


class Held(msgspec.Struct, frozen=True, kw_only=True):
    """One kind at this counter. `version`: in force since the program was started. `shipped`: it came with the program.
    `waiting`: taken meanwhile and in force at the next start, "" when none. `before`: the version kept behind it."""

    kind: Kind
    version: str
    shipped: bool
    waiting: str = ""
    before: str = ""


class _State(msgspec.Struct, frozen=True, kw_only=True):
    """`since`, `asked_at`: the first and the last try; `heard_at`: the last answer. `index`: the last one that was
    rightly signed, with its `etag`. `trouble`: why nothing is taken, with what fills its sentence."""

    asked_at: datetime | None = None
    heard_at: datetime | None = None
    since: datetime | None = None
    etag: str = ""
    index: str = ""
    trouble: str = ""
    facts: dict[str, str | int] = {}


# ------------------------------------------------------------------------------------------------ what is published


def read_index(raw: bytes, key: str) -> Index:
    """An index that `key` (base64 of an Ed25519 public key) has signed. Trouble("packages_no_key" | "packages_newer" |
    "packages_broken" | "packages_untrusted"): then nothing of it may be used."""
    from nacl.exceptions import BadSignatureError
    from nacl.signing import VerifyKey

    if not key:
        raise Trouble("packages_no_key")
    broken = Trouble("packages_broken", file=INDEX)
    try:
        # Before its shape: a later format may have any.
        if int(msgspec.json.decode(raw)["format"]) > FORMAT:
            raise Trouble("packages_newer")
        index = msgspec.json.decode(raw, type=Index)
    except (msgspec.DecodeError, UnicodeDecodeError, LookupError, TypeError, ValueError) as error:
        raise broken from error
    try:
        signature = base64.b64decode(index.signature, validate=True)
        VerifyKey(public_key(key)).verify(index.signed_text(), signature)
    except (BadSignatureError, binascii.Error, ValueError) as error:
        raise Trouble("packages_untrusted") from error
    for _, offer in index.offers():
        right = _VERSION.fullmatch(offer.version) and _FILE.fullmatch(offer.file)
        if not right or not re.fullmatch(r"[0-9a-f]{64}", offer.sha256) or not 0 < offer.bytes <= LARGEST_FILE:
            raise broken
    return index


def new_key() -> tuple[str, str]:
    """A province's key pair in base64: the secret half, and the one for `packages_key` of every profile."""
    from nacl.signing import SigningKey

    made = SigningKey.generate()
    return base64.b64encode(bytes(made)).decode(), base64.b64encode(bytes(made.verify_key)).decode()


def publish(out: Path, secret: str, folders: Mapping[Kind, Path]) -> Index:
    """Writes the packages of `folders` (shaped as in assets/) and their index into `out`. A kind that is not given
    keeps its place in an index that stands there. Trouble of a folder that cannot be loaded, of key and disk."""
    import zstandard
    from nacl.signing import SigningKey

    try:
        signing = SigningKey(base64.b64decode(secret, validate=True))
    except (binascii.Error, ValueError, TypeError) as error:
        raise Trouble("packages_key_broken") from error
    offers: dict[Kind, Offer] = {}
    try:
        out.mkdir(parents=True, exist_ok=True)
        index_file = out / INDEX
        if index_file.exists():
            public = base64.b64encode(bytes(signing.verify_key)).decode()
            offers = dict(read_index(index_file.read_bytes(), public).offers())
        for kind, folder in folders.items():
            version = _load(kind, folder)
            names = [file.relative_to(folder).as_posix() for file in sorted(folder.rglob("*")) if file.is_file()]
            files = {
                name: (folder / name).read_text(encoding="utf-8") for name in names if _INSIDE[kind].fullmatch(name)
            }
            inside = msgspec.json.encode(_Inside(kind=kind, version=version, files=files))
            content = zstandard.ZstdCompressor(level=19).compress(inside)
            digest = hashlib.sha256(content).hexdigest()
            name = f"{kind}-{version}.zst"
            (out / name).write_bytes(content)
            offers[kind] = Offer(version=version, sha256=digest, bytes=len(content), file=name)
        index = Index(
            format=FORMAT if "tariff" in offers else 1,
            catalogue=offers.get("catalogue"),
            calendar=offers.get("calendar"),
            tariff=offers.get("tariff"),
        )
        signature = base64.b64encode(signing.sign(index.signed_text()).signature).decode()
        index = msgspec.structs.replace(index, signature=signature)
        # The files first: an index names only what is there.
        fresh = out / f"{INDEX}.new"
        fresh.write_bytes(msgspec.json.encode(index))
        fresh.replace(index_file)
    except OSError as error:
        raise Trouble("file_unwritable", file=out.name) from error
    return index


def _load(kind: Kind, folder: Path) -> str:
    """Really loads what would be in force; its version. Trouble as of a broken shipped file."""
    if kind == "catalogue":
        loaded = catalogue.load(folder)
        loaded.read_index()
        version, broken = loaded.version, Trouble("catalogue_broken", file="catalogue.toml", key="version")
    elif kind == "tariff":
        from app.domain import tariff

        if not tariff.load(folder).versions:
            raise Trouble("tariff_broken", file="*.toml", key="")
        version, broken = _version_file(kind, folder), Trouble("tariff_broken", file="VERSION", key="")
    else:
        workdays.load(assets("calendar"), newer=folder)
        if not list(folder.glob("*.toml")):
            raise Trouble("calendar_broken", file="*.toml", key="")
        version, broken = _version_file(kind, folder), Trouble("calendar_broken", file="VERSION", key="")
    if not _VERSION.fullmatch(version):
        raise broken
    return version


def _version_file(kind: Kind, folder: Path) -> str:
    try:
        return (folder / "VERSION").read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        code = "tariff_broken" if kind == "tariff" else "calendar_broken"
        raise Trouble(code, file="VERSION", key="") from error


def _order(version: str) -> tuple[int, ...]:
    """ "2026-07" < "2026-07-15" < "2026-07-15.2" < "2026-08"."""
    found = _VERSION.fullmatch(version)
    return tuple(int(part or 0) for part in found.groups()) if found else ()


# --------------------------------------------------------------------------------------------------- at this counter


class _Priced(NamedTuple):
    """The version in force of what came with the program or was sent, the tariff that is asked, and what is wrong."""

    version: str
    tariff: Tariff
    trouble: Trouble | None


class Packages:
    """The packages of one counter: DATA/packages/<kind>/<version>/. Made once a start; what it found then is in force
    until the program ends. Threads may share it."""

    def __init__(self, data: Path, store: Store, server: Server) -> None:
        self._folder = data / FOLDER
        self._own_calendar, self._own_tariff = data / "calendar", data / "tariff"
        self._store = store
        self._server = server
        self._spoilt: set[tuple[Kind, str]] = set()
        self.calendar: Calendar
        self.catalogue: Catalogue
        at_once: tuple[Kind, ...] = ("catalogue", "calendar")
        self._in_force = {kind: self._start(kind) for kind in at_once}
        # What was here at the start is in force; it is read when it is first asked for.
        self._tariffs = self._installed("tariff")

    @property
    def tariff(self) -> Tariff:
        """The tariff in force; none at all when no file of it can be read: then the clerk types what she takes."""
        return self._priced.tariff

    @cached_property
    def _priced(self) -> _Priced:
        from app.domain import tariff

        shipped, trouble = _shipped("tariff"), None
        version, found = shipped, tariff.Tariff()
        for folder in [*(self._folder / "tariff" / one for one in self._tariffs), assets("tariff")]:
            received = folder.parent.parent == self._folder
            if received and _order(folder.name) <= _order(shipped):
                continue
            try:
                version, found = folder.name if received else shipped, tariff.load(folder)
                break
            except Trouble as broken:
                if received:
                    self._spoilt.add(("tariff", folder.name))
                else:
                    trouble = broken
        try:
            # What this counter decided for itself holds over every tariff that is sent to it.
            own = tariff.load(self._own_tariff)
        except Trouble as broken:
            return _Priced(version, found, broken)
        return _Priced(version, own if own.versions else found, trouble)

    def _version(self, kind: Kind) -> str:
        if kind != "tariff":
            return self._in_force[kind]
        # Where none was sent, nothing has to be read to know which is in force.
        return self._priced.version if self._tariffs else _shipped(kind)

    def _start(self, kind: Kind) -> str:
        """Loads the newest that can be loaded: one that a broken disk has spoilt must not keep the counter shut."""
        shipped = _shipped(kind)
        for version in self._installed(kind):
            if _order(version) <= _order(shipped):
                break
            try:
                self._use(kind, self._folder / kind / version)
            except Trouble:
                self._spoilt.add((kind, version))
                continue
            return version
        self._use(kind, None)
        return shipped

    def _use(self, kind: Kind, folder: Path | None) -> None:
        if kind == "catalogue":
            self.catalogue = catalogue.load(folder or assets("catalogue"))
        else:
            # What this counter decided for itself holds over every calendar that is sent to it.
            self.calendar = workdays.load(assets("calendar"), self._own_calendar, newer=folder)

    def _installed(self, kind: Kind) -> list[str]:
        """Newest first, without what was found spoilt: that may come again."""
        folder = self._folder / kind
        names = [one.name for one in folder.iterdir() if one.is_dir()] if folder.is_dir() else []
        found = [name for name in names if _VERSION.fullmatch(name) and (kind, name) not in self._spoilt]
        return sorted(found, key=_order, reverse=True)

    def held(self) -> tuple[Held, ...]:
        return tuple(self._held(kind) for kind in KINDS)

    def _held(self, kind: Kind) -> Held:
        version, shipped, installed = self._version(kind), _shipped(kind), self._installed(kind)
        waiting = next((one for one in installed if _order(one) > _order(version)), "")
        older = [one for one in (*installed, shipped) if _order(one) < _order(version)]
        return Held(
            kind=kind,
            version=version,
            shipped=version == shipped,
            waiting=waiting,
            before=max(older, key=_order, default=""),
        )

    # ------------------------------------------------------------------------------------ taking

    def wanted(self, index: Index) -> tuple[tuple[Kind, Offer], ...]:
        """What an index offers that is newer than everything here."""
        newest = {kind: max((_shipped(kind), *self._installed(kind)), key=_order) for kind in KINDS}
        return tuple((kind, one) for kind, one in index.offers() if _order(one.version) > _order(newest[kind]))

    def partial(self, offer: Offer) -> Path:
        """Where what has come of a file so far is kept; one file at a time is on its way."""
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        mine = self._folder / f"{offer.sha256}.part"
        for other in self._folder.glob("*.part"):
            if other != mine:
                other.unlink(missing_ok=True)
        return mine

    def take(self, kind: Kind, offer: Offer, content: bytes) -> Held:
        """Puts a package in place, whole or not at all. Trouble("packages_broken") when it is not what the index says,
        catalogue_broken, calendar_broken or tariff_broken when it cannot be loaded, and those of the disk."""
        if len(content) != offer.bytes or hashlib.sha256(content).hexdigest() != offer.sha256:
            raise Trouble("packages_broken", file=offer.file)
        inside = _unpacked(content, offer)
        if inside.kind != kind or inside.version != offer.version:
            raise Trouble("packages_broken", file=offer.file)
        folder = self._folder / kind
        fresh = folder / ".new"
        try:
            shutil.rmtree(fresh, ignore_errors=True)
            for name, text in inside.files.items():
                _write(fresh / name, text.encode())
            if kind == "catalogue":
                # The start is twenty times quicker with it.
                catalogue.pack(fresh)
            if _load(kind, fresh) != offer.version:
                raise Trouble("packages_broken", file=offer.file)
            for inner in (*(one for one in fresh.iterdir() if one.is_dir()), fresh):
                sync_folder(inner)
            shutil.rmtree(folder / offer.version, ignore_errors=True)
            fresh.replace(folder / offer.version)
            sync_folder(folder)
            self._spoilt.discard((kind, offer.version))
            for old in self._installed(kind)[KEPT:]:
                if old != self._version(kind):
                    shutil.rmtree(folder / old, ignore_errors=True)
        except OSError as error:
            raise Trouble("file_unwritable", file=FOLDER) from error
        finally:
            shutil.rmtree(fresh, ignore_errors=True)
        return self._held(kind)

    def install(self, place: Path) -> tuple[Held, ...]:
        """Takes what a folder (or its index.json) holds that is newer than what is here: from a stick. Trouble of
        `read_index` and `take`, and "file_unreadable"."""
        file = place / INDEX if place.is_dir() else place
        index = read_index(_bytes(file), self._server.packages_key)
        return tuple(self.take(kind, offer, _bytes(file.parent / offer.file)) for kind, offer in self.wanted(index))

    # ----------------------------------------------------------------------------- the daily question

    def due(self, now: datetime) -> bool:
        """Whether the address should be asked: once a day, and at once while something is on its way. Without a key
        that could prove the answer there is nothing to ask for."""
        if not self._server.packages_url or not self._server.packages_key:
            return False
        return not self.asked_lately(now) or bool(self.on_the_way())

    def on_the_way(self) -> tuple[tuple[Kind, Offer], ...]:
        """What the last index that was understood offers and has not come yet."""
        index = self._index()
        return () if index is None else self.wanted(index)

    def asked_lately(self, now: datetime) -> bool:
        """Whether the address has answered today, or was asked in vain within the hour."""
        state = self._state()
        heard = state.heard_at is not None and abs(now - state.heard_at) < EVERY
        return heard or (state.asked_at is not None and abs(now - state.asked_at) < AGAIN)

    def etag(self) -> str:
        """Of the index that is kept; "" when none is, or when the profile has another key since."""
        return self._state().etag if self._index() is not None else ""

    def _index(self) -> Index | None:
        kept = self._state().index
        try:
            return read_index(kept.encode(), self._server.packages_key) if kept else None
        except Trouble:
            # It was right when it came: the key was changed meanwhile, and the address is asked anew.
            return None

    def asks(self, now: datetime) -> None:
        """The address is being asked."""
        state = self._state()
        self._keep(msgspec.structs.replace(state, asked_at=now, since=state.since or now))

    def heard(self, raw: bytes | None, etag: str, now: datetime) -> None:
        """The address answered: with an index, or (`raw` None) that it is the one of last time. Trouble of
        `read_index`."""
        state = msgspec.structs.replace(self._state(), heard_at=now)
        self._keep(state)
        if raw is not None:
            read_index(raw, self._server.packages_key)
            self._keep(msgspec.structs.replace(state, etag=etag, index=raw.decode(), trouble="", facts={}))

    def failed(self, trouble: Trouble) -> None:
        """Why nothing is taken; said until an index comes that can be taken."""
        facts = dict(trouble.facts)
        self._keep(msgspec.structs.replace(self._state(), etag="", index="", trouble=trouble.code, facts=facts))

    def concerns(self, now: datetime) -> Iterator[Problem]:
        state = self._state()
        if self._server.packages_url and not self._server.packages_key:
            yield Problem("packages_no_key")
        elif state.trouble:
            yield Problem(state.trouble, state.facts)
        last = state.heard_at or state.since
        if self._server.packages_url and last is not None and now - last > SILENT_AFTER:
            yield Problem("packages_silent", {"days": (now - last).days})
        for held in self.held():
            if held.waiting:
                yield Problem("package_waits", {"version": held.waiting})
        asked = "_priced" in self.__dict__ or bool(self._tariffs) or self._own_tariff.is_dir()
        if asked and self._priced.trouble is not None:
            yield Problem(self._priced.trouble.code, dict(self._priced.trouble.facts))
        for kind, _ in self._spoilt:
            yield Problem("package_damaged", {"version": self._version(kind)})

    def _state(self) -> _State:
        with self._store.read() as conn:
            kept = self._store.meta(conn, FOLDER)
        return _State() if kept is None else msgspec.json.decode(kept, type=_State)

    def _keep(self, state: _State) -> None:
        with self._store.write() as conn:
            self._store.set_meta(conn, FOLDER, msgspec.json.encode(state).decode())


def _shipped(kind: Kind) -> str:
    folder = assets(kind)
    return catalogue.version_of(folder) if kind == "catalogue" else _version_file(kind, folder)


def _unpacked(content: bytes, offer: Offer) -> _Inside:
    import zstandard

    try:
        # Read only so far: a small file must not unpack to gigabytes.
        with zstandard.ZstdDecompressor().stream_reader(content) as reader:
            inside = msgspec.json.decode(reader.read(LARGEST_INSIDE), type=_Inside)
    except (zstandard.ZstdError, msgspec.DecodeError, UnicodeDecodeError) as error:
        raise Trouble("packages_broken", file=offer.file) from error
    if not all(_INSIDE[inside.kind].fullmatch(name) for name in inside.files):
        raise Trouble("packages_broken", file=offer.file)
    return inside


def _write(file: Path, content: bytes) -> None:
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with file.open("wb") as out:
        out.write(content)
        out.flush()
        os.fsync(out.fileno())


def _bytes(file: Path) -> bytes:
    try:
        with file.open("rb") as given:
            return given.read(LARGEST_FILE + 1)
    except OSError as error:
        raise Trouble("file_unreadable", file=file.name) from error
