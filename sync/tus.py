"""Whole files over a bad line: tus 1.0 (the open protocol for resumable uploads), creation, HEAD, PATCH.

No contract of a one-stop system describes a resumable upload, so this is an address of its own in the profile
(`server.files_url`). The other side is asked how much it holds before anything is sent; what it holds is never sent
again. `Authorization: Bearer` carries the session of the dialect's log-in.
"""

from __future__ import annotations

import base64
from collections.abc import Callable, Mapping
from urllib.parse import urljoin, urlsplit

from app.store.parcels import Parcel
from sync.dialect import Absent, Place
from sync.transport import Failure, Said, Transport, Way
from sync.verdicts import Later, Locked, Refused, Unclear, Verdict

VERSION = {"Tus-Resumable": "1.0.0"}
SIGN = "tus-resumable"
"""Only a tus server answers with this header: whatever lacks it is somebody in between."""

GONE = frozenset({404, 410})


def origin_of(url: str) -> str:
    """Scheme, host and port of an address."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


class Tus:
    """One address by one log-in. `token` gives the session, a new one when it is told the one that was refused."""

    def __init__(self, url: str, transport: Transport, token: Callable[[str], str | Verdict]) -> None:
        """`transport` begins at the address's origin."""
        self._url = url
        self._origin = origin_of(url)
        self._transport = transport
        self._token = token

    def open_file(self, parcel: Parcel) -> Place | Verdict:
        """Asks how much is held, and opens a place where there is none (any more)."""
        if not parcel.place.startswith(self._origin + "/"):
            return self._create(parcel)
        said = self._call("HEAD", parcel.place, b"", {})
        if not isinstance(said, Said):
            return said
        if said.status in GONE:
            return self._create(parcel)
        return self._held(said, parcel)

    def look_at_file(self, parcel: Parcel) -> Place | Absent | Verdict:
        """What is held of a file that was delivered; opens nothing. Of one that lies at another address than this
        nothing is known."""
        if not parcel.place.startswith(self._origin + "/"):
            return Unclear("lookup_failed")
        said = self._call("HEAD", parcel.place, b"", {})
        if not isinstance(said, Said):
            return said
        return Absent() if said.status in GONE else self._held(said, parcel)

    def put_file(self, parcel: Parcel, held: int, piece: bytes) -> Place | Verdict:
        headers = {"Upload-Offset": str(held), "Content-Type": "application/offset+octet-stream"}
        said = self._call("PATCH", parcel.place, piece, headers)
        if not isinstance(said, Said):
            return said
        if said.status in GONE or said.status == 409:
            # It holds more or less than we thought, or nothing any more: what it says itself counts.
            return self.open_file(parcel)
        if said.status == 423:
            # The call that was cut is still being put away there.
            return Unclear("answer_lost")
        return self._held(said, parcel)

    def _create(self, parcel: Parcel) -> Place | Verdict:
        about = {
            "filename": parcel.file_name,
            "filetype": parcel.scan.media,
            "code": parcel.wire_code,
            "sha256": parcel.scan.sha256,
        }
        metadata = ",".join(f"{name} {base64.b64encode(value.encode()).decode()}" for name, value in about.items())
        headers = {"Upload-Length": str(parcel.scan.size), "Upload-Metadata": metadata}
        said = self._call("POST", self._url, b"", headers)
        if not isinstance(said, Said):
            return said
        if said.status in GONE:
            return Locked("wrong_address")
        if said.status != 201:
            return _refused(said)
        if not said.headers.get("location"):
            return Unclear("answer_broken")
        place = urlsplit(urljoin(self._url, said.headers["location"]))
        # A session is shown to no other house. The scheme may differ: a gateway in front speaks TLS for the server.
        if place.netloc != urlsplit(self._url).netloc:
            return Locked("wrong_address", place.netloc)
        path = place.path + (f"?{place.query}" if place.query else "")
        return Place(place=self._origin + path, held=0)

    def _held(self, said: Said, parcel: Parcel) -> Place | Verdict:
        offset = said.headers.get("upload-offset", "")
        if said.status >= 300:
            return _refused(said)
        if not offset.isdigit() or int(offset) > parcel.scan.size:
            # A head that was cut. Where only the number was, it is too small, and the next call says so.
            return Unclear("answer_broken")
        return Place(place=parcel.place, held=int(offset))

    def _call(self, method: str, url: str, content: bytes, headers: Mapping[str, str]) -> Said | Verdict:
        token = self._token("")
        for last in (False, True):
            if not isinstance(token, str):
                return token
            given = {**VERSION, **headers, "Authorization": f"Bearer {token}"}
            outcome = self._transport.carry(method, url.removeprefix(self._origin), content, given, sign=SIGN)
            if isinstance(outcome, Said):
                return outcome
            if outcome.way is not Way.UNAUTHORISED or last:
                return _failed(outcome)
            token = self._token(token)
        raise AssertionError("two tries end above")


def _refused(said: Said) -> Verdict:
    if said.status == 413:
        return Refused("file_too_large", said.text)
    return Refused("file_refused", f"{said.status} {said.text}".strip())


def _failed(failure: Failure) -> Verdict:
    match failure.way:
        case Way.CUT:
            return Unclear("answer_lost")
        case Way.SLOW:
            return Unclear("answer_slow")
        case Way.BROKEN:
            return Unclear("answer_broken")
        case Way.SERVER_ERROR:
            return Unclear("server_error", failure.text, spoken=True)
        case Way.TOO_LARGE:
            return Refused("file_too_large", failure.text)
        case Way.UNAUTHORISED:
            return Locked("session_refused", failure.text)
        case Way.OFFLINE | Way.DNS | Way.PORTAL | Way.THROTTLED | Way.UNAVAILABLE | Way.STOPPED:
            return Later(failure.after, failure.way.value, failure.text)
        case _:
            return Locked(failure.way.value, failure.text)
