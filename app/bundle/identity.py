"""Who exchanges bundles with whom: a counter's two key pairs, and the text by which another one comes to know it.

The text goes by paper, QR or message and may be read by anybody; what makes it true is the short code that two people
compare by telephone.
"""

from __future__ import annotations

import base64
import enum
import hashlib
import re
from typing import NamedTuple

import msgspec

from app.domain.codes import identifier_ok
from app.errors import reject

MARK = "QMC1"

_LETTERS = "ABCDEGHKLMNPQRSTUVXY"
"""Twelve of them are 52 bits. No letter that Vietnamese lacks, none that is read as a figure."""

_KEY_BYTES, _CHECK_BYTES = 32, 4
_COST = 2**14
"""scrypt's cost of one try at a text with somebody's short code, 50 ms and 16 MB: 52 bits alone would be too few."""


class Part(enum.StrEnum):
    """What a counter is to its partner."""

    BRANCH = "branch"
    """Receives our events and carries them on."""
    COUNTER = "counter"
    """Sends us its own."""
    COLLECTOR = "collector"
    """Receives our events to sum them, and carries nothing on (docs/collect.md)."""


_PARTS = {Part.BRANCH: b"B", Part.COUNTER: b"C", Part.COLLECTOR: b"P"}

RECEIVERS = frozenset({Part.BRANCH, Part.COLLECTOR})
"""Who receives events of ours."""


class Keys(NamedTuple):
    """A counter's private halves: 32 bytes each. They never leave its database."""

    signing: bytes
    sealing: bytes


class Identity(msgspec.Struct, frozen=True, kw_only=True):
    """A counter as others know it: where it stands, and the public halves of its keys (Ed25519, X25519)."""

    part: Part
    point: str
    counter: int
    signing: bytes
    sealing: bytes

    @property
    def name(self) -> str:
        return f"{self.point}-{self.counter}"

    @property
    def key(self) -> str:
        """The short name of the two keys in a bundle's header: 16 hex digits."""
        return hashlib.sha256(self.signing + self.sealing).hexdigest()[:16]

    def text(self) -> str:
        """For a QR in alphanumeric mode: QMC1 and base32 of part, counter, both keys, point and four check bytes."""
        body = self._body()
        return MARK + base64.b32encode(body + _check(body)).decode().rstrip("=")

    def short(self) -> str:
        """Twelve letters in three groups, to be read aloud: "KABD-XEGH-NNPQ". Takes 50 ms on purpose."""
        number = int.from_bytes(hashlib.scrypt(self._body(), salt=MARK.encode(), n=_COST, r=8, p=1, dklen=16))
        letters = ""
        for _ in range(12):
            number, letter = divmod(number, len(_LETTERS))
            letters += _LETTERS[letter]
        return "-".join((letters[:4], letters[4:8], letters[8:]))

    def _body(self) -> bytes:
        return _PARTS[self.part] + bytes([self.counter]) + self.signing + self.sealing + self.point.encode()


def _check(body: bytes) -> bytes:
    return hashlib.sha256(MARK.encode() + body).digest()[:_CHECK_BYTES]


def read_identity(text: str) -> Identity:
    """An enrolment text as scanned or typed. Rejected("text", enrolment_broken | enrolment_newer)."""
    tidy = re.sub(r"[\s\-]", "", text).upper()
    if re.match(r"QMC[0-9]", tidy) and not tidy.startswith(MARK):
        raise reject("text", "enrolment_newer")
    broken = reject("text", "enrolment_broken")
    encoded = tidy.removeprefix(MARK)
    if encoded == tidy:
        raise broken
    try:
        whole = base64.b32decode(encoded + "=" * (-len(encoded) % 8))
    except ValueError:
        raise broken from None
    body = whole[:-_CHECK_BYTES]
    point = body[2 + 2 * _KEY_BYTES :].decode("ascii", "replace")
    parts = [part for part, mark in _PARTS.items() if body.startswith(mark)]
    if _check(body) != whole[-_CHECK_BYTES:] or not parts or not identifier_ok(point) or not 1 <= body[1] <= 99:
        raise broken
    signing, sealing = body[2 : 2 + _KEY_BYTES], body[2 + _KEY_BYTES : 2 + 2 * _KEY_BYTES]
    return Identity(part=parts[0], point=point, counter=body[1], signing=signing, sealing=sealing)


def same_code(given: str, code: str) -> bool:
    """Whether two short codes are the same, however they were spaced and written."""
    return re.sub(r"[^A-Z]", "", given.upper()) == code.replace("-", "")


def new_keys() -> Keys:
    from nacl.public import PrivateKey
    from nacl.signing import SigningKey

    return Keys(bytes(SigningKey.generate()), bytes(PrivateKey.generate()))


def identity_of(keys: Keys, part: Part, point: str, counter: int) -> Identity:
    """The public side of `keys`."""
    from nacl.public import PrivateKey
    from nacl.signing import SigningKey

    return Identity(
        part=part,
        point=point,
        counter=counter,
        signing=bytes(SigningKey(keys.signing).verify_key),
        sealing=bytes(PrivateKey(keys.sealing).public_key),
    )
