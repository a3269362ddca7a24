"""The file: a clear header without personal data, a sealed inside, a signature over both, and a checksum of it all.

magic 8 · version 2 · header length 4 · sealed length 8 · BLAKE2b-128 of what follows 16 · header (JSON) · sealed
(X25519 sealed box of zstd) · Ed25519 signature over everything before it but the checksum. Numbers are big-endian.

Preface and checksum stay in every version. What a lost file tells is in the header; what a forged one can do is to be
refused. The checksum tells damage from forgery, so that a bad stick is called a bad stick.
"""

from __future__ import annotations

import errno
import hashlib
import os
import struct
from datetime import datetime
from pathlib import Path
from typing import Literal

import msgspec

from app.bundle.identity import Identity, Keys
from app.errors import Trouble, reject
from app.store.numbers import sync_folder

MAGIC = b"QUAYBNDL"
VERSION = 1
SUFFIX = ".bundle"

LARGEST_FILE = 64 * 1024 * 1024
LARGEST_INSIDE = 256 * 1024 * 1024
"""Bytes. A counter writes at most some 24 MB of events into one file; what unpacks to more is no bundle of ours."""

_PREFACE = struct.Struct(">8sHIQ16s")
_UNCHECKED = struct.Struct(">8sHIQ")
_LONGEST_HEADER = 4096
_SIGNATURE = 64
_PIECE = 1024 * 1024

QUICK_FROM = 4 * 1024 * 1024
"""From so many bytes on zstd's level 19 would take ten seconds and more; level 9 costs a tenth more bytes."""


class Header(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What everybody can read. `key` and `to_key` name the keys of both sides (Identity.key)."""

    kind: Literal["events", "copy", "acknowledgement"]
    """"events" for a branch, which carries them on; "copy" for a collecting office, which must not."""
    point: str
    counter: int
    key: str
    to_point: str
    to_counter: int
    to_key: str
    created_at: datetime
    number: int
    """The sender's running number of bundles."""
    first: int
    last: int
    """Events, copy: the numbers inside, none when `last` < `first`. Acknowledgement: up to `last` is held."""

    @property
    def sender(self) -> str:
        return f"{self.point}-{self.counter}"

    @property
    def receiver(self) -> str:
        return f"{self.to_point}-{self.to_counter}"


class Envelope(msgspec.Struct, frozen=True):
    """A whole file, its header read, nothing of it proven yet."""

    header: Header
    signed: bytes
    sealed: bytes
    signature: bytes
    digest: str
    """SHA-256 of the file, hex."""


_HEADER = msgspec.json.Decoder(Header)


def seal(header: Header, inside: bytes, keys: Keys, to: bytes) -> bytes:
    """The bytes of a bundle for the holder of the X25519 key `to`, signed by us."""
    import zstandard
    from nacl.public import PublicKey, SealedBox
    from nacl.signing import SigningKey

    level = 19 if len(inside) < QUICK_FROM else 9
    sealed = SealedBox(PublicKey(to)).encrypt(zstandard.ZstdCompressor(level=level).compress(inside))
    clear = msgspec.json.encode(header)
    lengths = _UNCHECKED.pack(MAGIC, VERSION, len(clear), len(sealed))
    signature = SigningKey(keys.signing).sign(lengths + clear + sealed).signature
    checksum = _checksum(lengths, clear + sealed + signature)
    return lengths + checksum + clear + sealed + signature


def _checksum(lengths: bytes, rest: bytes) -> bytes:
    return hashlib.blake2b(lengths + rest, digest_size=16).digest()


def read(file: Path) -> Envelope:
    """A file taken apart. Rejected("file", not_a_bundle | bundle_newer | bundle_truncated | bundle_altered), Trouble
    ("bundle_unreadable") when it cannot be read at all."""
    try:
        with file.open("rb") as stream:
            raw = stream.read(LARGEST_FILE + 1)
    except OSError as error:
        raise Trouble("bundle_unreadable", file=file.name) from error
    return parse(raw)


def parse(raw: bytes) -> Envelope:
    if len(raw) > LARGEST_FILE or not raw.startswith(MAGIC):
        # A file cut inside its first eight bytes is a bundle cut short as far as anybody can tell.
        raise reject("file", "bundle_truncated" if raw and MAGIC.startswith(raw) else "not_a_bundle")
    if len(raw) < _PREFACE.size:
        raise reject("file", "bundle_truncated")
    _, version, header_length, sealed_length, checksum = _PREFACE.unpack_from(raw)
    whole = _PREFACE.size + header_length + sealed_length + _SIGNATURE
    if len(raw) < whole <= LARGEST_FILE:
        raise reject("file", "bundle_truncated")
    lengths, rest = raw[: _UNCHECKED.size], raw[_PREFACE.size :]
    if len(raw) != whole or header_length > _LONGEST_HEADER or _checksum(lengths, rest) != checksum:
        raise reject("file", "bundle_altered")
    if version != VERSION:
        raise reject("file", "bundle_newer")
    clear, sealed = rest[:header_length], rest[header_length:-_SIGNATURE]
    try:
        header = _HEADER.decode(clear)
    except msgspec.DecodeError:
        raise reject("file", "bundle_newer") from None
    return Envelope(header, lengths + clear + sealed, sealed, rest[-_SIGNATURE:], hashlib.sha256(raw).hexdigest())


def whole(file: Path) -> bool:
    """Whether a file has the length that its own first bytes tell: what is shorter is perhaps still being written."""
    try:
        with file.open("rb") as stream:
            preface = stream.read(_UNCHECKED.size)
        if len(preface) < _UNCHECKED.size:
            return False
        _, _, header_length, sealed_length = _UNCHECKED.unpack(preface)
        told: int = _PREFACE.size + header_length + sealed_length + _SIGNATURE
        return file.stat().st_size >= told
    except OSError:
        return False


def digest(file: Path) -> str:
    """SHA-256 of a file, hex; "" of one that is larger than any bundle. OSError when it cannot be read."""
    if file.stat().st_size > LARGEST_FILE:
        return ""
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def unseal(envelope: Envelope, keys: Keys, sender: Identity) -> bytes:
    """The inside, when `sender` signed it and it was sealed for us; else Rejected("file", bundle_forged |
    bundle_altered)."""
    import zstandard
    from nacl.exceptions import BadSignatureError, CryptoError
    from nacl.public import PrivateKey, SealedBox
    from nacl.signing import VerifyKey

    try:
        VerifyKey(sender.signing).verify(envelope.signed, envelope.signature)
    except BadSignatureError:
        raise reject("file", "bundle_forged", sender=envelope.header.sender) from None
    try:
        packed = SealedBox(PrivateKey(keys.sealing)).decrypt(envelope.sealed)
        # Read piece by piece and only so far: a small file must not unpack to gigabytes.
        with zstandard.ZstdDecompressor().stream_reader(packed) as reader:
            inside = bytearray()
            while len(inside) <= LARGEST_INSIDE and (piece := reader.read(_PIECE)):
                inside += piece
    except (CryptoError, zstandard.ZstdError):
        raise reject("file", "bundle_altered") from None
    if len(inside) > LARGEST_INSIDE:
        raise reject("file", "bundle_altered")
    return bytes(inside)


def write(folder: Path, name: str, raw: bytes) -> Path:
    """A new file in `folder`, whole or not at all: written beside, forced to the disk, then named.

    Trouble("bundle_folder_gone" | "bundle_folder_full" | "bundle_unwritable"). Never over another file: a stick's file
    system may not be able to, and what lies there may be the only copy.
    """
    target, partial = folder / name, folder / f".{name}.partial"
    try:
        with partial.open("wb") as out:
            out.write(raw)
            out.flush()
            os.fsync(out.fileno())
        if target.exists():
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), name)
        partial.rename(target)
        _settle(folder)
    except OSError as error:
        _drop(partial)
        if not folder.is_dir():
            raise Trouble("bundle_folder_gone", folder=folder.name) from error
        code = "bundle_folder_full" if error.errno in (errno.ENOSPC, errno.EDQUOT) else "bundle_unwritable"
        raise Trouble(code, folder=folder.name, why=error.strerror or "") from error
    return target


def _settle(folder: Path) -> None:
    """Forces the name to the disk, where the file system knows how: a shared folder may not."""
    try:
        sync_folder(folder)
    except OSError as error:
        if error.errno not in (errno.EINVAL, errno.ENOTSUP):
            raise


def _drop(partial: Path) -> None:
    try:
        partial.unlink(missing_ok=True)
    except OSError:
        # The stick is gone and the piece with it, or it stays as a hidden file that nobody takes for a bundle.
        return
