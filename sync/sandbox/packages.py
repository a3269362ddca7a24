"""The stand-in's shelf of packages: a folder as a province's web server shows it, with ETag and ranges."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

Serve = Callable[[str, str, Callable[[], Response]], Response]
Answer = Callable[..., Response]

_RANGE = re.compile(r"bytes=(\d+)-(\d+)")


class Shelf:
    """What lies in `folder`, under /packages; nothing while it is None."""

    def __init__(self, serve: Serve, answer: Answer) -> None:
        self.folder: Path | None = None
        self.ranges = True
        """Whether this server can send a part of a file."""
        self.sent = 0
        """Bytes of files that were sent."""
        self._serve = serve
        self._answer = answer

    def routes(self) -> list[BaseRoute]:
        return [Route("/packages/{name}", self._get, methods=["GET"])]

    async def _get(self, request: Request) -> Response:
        return self._serve("packages", "", lambda: self._file(request))

    def _file(self, request: Request) -> Response:
        file = None if self.folder is None else self.folder / request.path_params["name"]
        if file is None or not file.is_file():
            return self._answer(b"not found", 404, "text/plain")
        content = file.read_bytes()
        etag = f'"{hashlib.sha256(content).hexdigest()[:16]}"'
        if request.headers.get("if-none-match") == etag:
            return self._answer(b"", 304, "application/octet-stream", ETag=etag)
        wanted = _RANGE.fullmatch(request.headers.get("range", ""))
        if not self.ranges or wanted is None:
            self.sent += len(content)
            return self._answer(content, 200, "application/octet-stream", ETag=etag)
        first, last = int(wanted[1]), min(int(wanted[2]), len(content) - 1)
        if first >= len(content):
            return self._answer(b"", 416, "text/plain", **{"Content-Range": f"bytes */{len(content)}"})
        piece = content[first : last + 1]
        self.sent += len(piece)
        told = {"ETag": etag, "Content-Range": f"bytes {first}-{last}/{len(content)}"}
        return self._answer(piece, 206, "application/octet-stream", **told)
