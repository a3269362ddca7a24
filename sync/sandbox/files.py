"""The stand-in's shelf for files: tus 1.0, as strict as the protocol is. Kept in memory.

A tus server should keep what came of a piece before the line was cut; one that does not is `keeps_partial` False.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import secrets
import threading
from collections.abc import Callable

import msgspec
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

LARGEST = 6 * 1024 * 1024


class Upload(msgspec.Struct):
    """One file, as far as it came. `code` is its dossier, `sha256` what the counter said it would be."""

    length: int
    code: str
    sha256: str
    name: str
    content: bytearray = msgspec.field(default_factory=bytearray)

    @property
    def whole(self) -> bool:
        return len(self.content) == self.length


Serve = Callable[[str, str, Callable[[], Response]], Response]
Answer = Callable[..., Response]


class Files:
    """Where the files are. The server's thread writes, a test reads."""

    def __init__(self, serve: Serve, answer: Answer, admits: Callable[[str], bool]) -> None:
        self.keeps_partial = True
        self.home = ""
        """In front of the places it gives; empty: they are paths on this very server."""
        self._serve = serve
        self._answer = answer
        self._admits = admits
        self._lock = threading.Lock()
        self._uploads: dict[str, Upload] = {}

    def routes(self) -> list[BaseRoute]:
        return [
            Route("/files", self._create, methods=["POST"]),
            Route("/files/{name}", self._head, methods=["HEAD"]),
            Route("/files/{name}", self._patch, methods=["PATCH"]),
            Route("/files/{name}", self._get, methods=["GET"]),
        ]

    def clear(self) -> None:
        with self._lock:
            self._uploads.clear()
            self.home = ""
            self.keeps_partial = True

    def restore(self, share: float) -> None:
        """An older backup comes back: of what is not whole only this share is left, and at 0 nothing of it."""
        with self._lock:
            for name, upload in list(self._uploads.items()):
                if not upload.whole:
                    del upload.content[int(len(upload.content) * share) :]
                    if share == 0:
                        del self._uploads[name]

    def whole(self) -> list[tuple[str, str]]:
        """Dossier and digest of every file that came whole: the digest is of what is held, not of what was said."""
        with self._lock:
            found = [(one.code, hashlib.sha256(one.content).hexdigest()) for one in self._uploads.values() if one.whole]
        return sorted(found)

    def content(self, link: str) -> bytes:
        """What somebody gets who follows a link."""
        with self._lock:
            return bytes(self._uploads[link.rsplit("/", 1)[-1]].content)

    # ---------------------------------------------------------------------------------------- calls

    async def _create(self, request: Request) -> Response:
        about = _metadata(request.headers.get("upload-metadata", ""))

        def work() -> Response:
            length = request.headers.get("upload-length", "")
            if about is None or not length.isdigit():
                return self._say(400)
            if int(length) > LARGEST:
                return self._say(413)
            if about.get("filetype") not in {"application/pdf", "image/jpeg"}:
                return self._say(415)
            name = secrets.token_hex(12)
            upload = Upload(int(length), about.get("code", ""), about.get("sha256", ""), about.get("filename", ""))
            with self._lock:
                self._uploads[name] = upload
            return self._say(201, Location=f"{self.home}/files/{name}")

        return self._met(request, "files.create", (about or {}).get("code", ""), work)

    async def _head(self, request: Request) -> Response:
        upload = self._uploads.get(request.path_params["name"])

        def work() -> Response:
            if upload is None:
                return self._say(404)
            lengths = {"Upload-Offset": str(len(upload.content)), "Upload-Length": str(upload.length)}
            return self._say(200, **lengths, **{"Cache-Control": "no-store"})

        return self._met(request, "files.head", "" if upload is None else upload.code, work)

    async def _patch(self, request: Request) -> Response:
        upload = self._uploads.get(request.path_params["name"])
        offset = request.headers.get("upload-offset", "")
        piece, cut = bytearray(), False
        try:
            async for block in request.stream():
                piece += block
        except ClientDisconnect:
            cut = True

        def work() -> Response:
            if upload is None:
                return self._say(404)
            if request.headers.get("content-type") != "application/offset+octet-stream":
                return self._say(415)
            if not offset.isdigit():
                return self._say(400)
            with self._lock:
                if int(offset) != len(upload.content):
                    return self._say(409)
                if len(upload.content) + len(piece) > upload.length:
                    return self._say(413)
                if not cut or self.keeps_partial:
                    upload.content += piece
            return self._say(204, **{"Upload-Offset": str(len(upload.content))})

        return self._met(request, "files.patch", "" if upload is None else upload.code, work)

    async def _get(self, request: Request) -> Response:
        upload = self._uploads.get(request.path_params["name"])
        if upload is None or not upload.whole:
            return self._say(404)
        return self._answer(bytes(upload.content), 200, "application/octet-stream")

    def _met(self, request: Request, service: str, code: str, work: Callable[[], Response]) -> Response:
        def admitted() -> Response:
            if request.headers.get("tus-resumable") != "1.0.0":
                return self._say(412)
            if not self._admits(request.headers.get("authorization", "").removeprefix("Bearer ")):
                return self._say(401)
            return work()

        return self._serve(service, code, admitted)

    def _say(self, status: int, **headers: str) -> Response:
        return self._answer(b"", status, "text/plain", **{"Tus-Resumable": "1.0.0", **headers})


def _metadata(text: str) -> dict[str, str] | None:
    """Upload-Metadata: names and values in base64. None when it is not that."""
    found: dict[str, str] = {}
    try:
        for pair in filter(None, text.split(",")):
            name, _, value = pair.strip().partition(" ")
            found[name] = base64.b64decode(value, validate=True).decode()
    except (binascii.Error, UnicodeDecodeError):
        return None
    return found
