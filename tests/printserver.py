"""A real print system for tests: a private cupsd on a loopback port, whose printers are a folder. Only the paper is
faked: the device behind a queue is a CUPS backend of a few lines that writes what it gets into that folder.

Paper-out is the backend's own word (`STATE: +media-empty-error`, as real ones say it), a stopped queue is
`cupsdisable`.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

PARTS = Path("/usr/lib/cups")

# A device: `empty` in its folder is an empty tray; `slow` lets the paper out, and then the printer is not done with it.
BACKEND = """#!/bin/sh
[ $# -eq 0 ] && exit 0
folder="${DEVICE_URI#paper:}"
if [ -e "$folder/empty" ]; then
    echo "STATE: +media-empty-error" >&2
    while [ -e "$folder/empty" ]; do sleep 0.05; done
    echo "STATE: -media-empty-error" >&2
fi
cat "${6:--}" > "$folder/$1.part"
mv "$folder/$1.part" "$folder/$1"
while [ -e "$folder/slow" ]; do sleep 0.05; done
exit 0
"""

FILES_CONF = """ServerRoot {root}
ServerBin {root}/bin
RequestRoot {root}/spool
CacheDir {root}/cache
StateDir {root}/state
TempDir {root}/temp
AccessLog {root}/access
ErrorLog {root}/error
PageLog {root}/page
FatalErrors none
User lp
Group lp
SystemGroup lp
"""

CONF = """LogLevel info
MaxLogSize 0
Listen 127.0.0.1:{port}
Browsing Off
WebInterface No
JobRetryInterval 1
<Location />
Order allow,deny
Allow from 127.0.0.1
</Location>
<Policy default>
<Limit All>
Order allow,deny
Allow all
</Limit>
</Policy>
"""


def is_here() -> bool:
    """Whether Debian's cups-daemon and cups-client are installed."""
    return all(shutil.which(tool, path=search_path()) for tool in ("cupsd", "lpadmin", "lp"))


def search_path() -> str:
    return os.pathsep.join((os.environ.get("PATH", ""), "/usr/sbin", "/sbin"))


class PrintServer:
    """One cupsd. `address` is what CUPS_SERVER must say for a process that shall print here."""

    def __init__(self, root: Path) -> None:
        self.root = root
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port: int = free.getsockname()[1]
        self.address = f"127.0.0.1:{self.port}"
        self._process: subprocess.Popen[bytes] | None = None
        root.parent.chmod(0o755)
        (root / "bin" / "backend").mkdir(parents=True)
        for folder in ("cache", "state", "temp", "devices"):
            (root / folder).mkdir()
        for part in PARTS.iterdir():
            if part.name != "backend":
                (root / "bin" / part.name).symlink_to(part)
        backend = root / "bin" / "backend" / "paper"
        backend.write_text(BACKEND, encoding="ascii")
        # Nobody else may run it: such a backend runs as the one who started cupsd, who may read this folder.
        backend.chmod(0o700)
        (root / "cups-files.conf").write_text(FILES_CONF.format(root=root), encoding="ascii")
        (root / "cupsd.conf").write_text(CONF.format(port=self.port), encoding="ascii")
        for path in (root, *root.rglob("*")):
            if not path.is_symlink() and path != backend:
                path.chmod(0o755 if path.is_dir() else 0o644)

    def start(self) -> None:
        tool = shutil.which("cupsd", path=search_path())
        assert tool is not None
        self._process = subprocess.Popen(
            [tool, "-f", "-c", str(self.root / "cupsd.conf"), "-s", str(self.root / "cups-files.conf")],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        until = time.monotonic() + 20
        while time.monotonic() < until:
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", self.port), timeout=1):
                return
            time.sleep(0.02)
        raise AssertionError("cupsd did not start: " + (self.root / "error").read_text(errors="replace")[-2000:])

    def stop(self) -> None:
        """Ends it, also when it is frozen."""
        if self._process is not None:
            self.thaw()
            self._process.terminate()
            self._process.wait(timeout=20)
            self._process = None

    def freeze(self) -> None:
        """The spooler answers nobody, until it is thawed."""
        assert self._process is not None
        self._process.send_signal(signal.SIGSTOP)

    def thaw(self) -> None:
        assert self._process is not None
        self._process.send_signal(signal.SIGCONT)

    def tool(self, *words: str) -> str:
        """One of CUPS's own commands against this server."""
        done = subprocess.run(
            words,
            env={**os.environ, "PATH": search_path(), "CUPS_SERVER": self.address, "LC_ALL": "C"},
            capture_output=True,
            check=True,
            timeout=30,
        )
        return done.stdout.decode()

    def add(self, name: str) -> Device:
        """A printer, ready."""
        device = Device(self, name)
        self.tool("lpadmin", "-p", name, "-E", "-v", f"paper:{device.folder}", "-m", "raw")
        return device


class Device:
    """One printer: its tray, and the paper that came out of it."""

    def __init__(self, server: PrintServer, name: str) -> None:
        self.server, self.name = server, name
        self.folder = Path(tempfile.mkdtemp(prefix=f"{name}-", dir=server.root / "devices"))

    def papers(self) -> list[bytes]:
        """What came out, in the order of the jobs."""
        found = [path for path in self.folder.iterdir() if path.name.isdigit()]
        return [path.read_bytes() for path in sorted(found, key=lambda path: int(path.name))]

    def set(self, fact: str, on: bool) -> None:
        """`empty` or `slow`."""
        (self.folder / fact).touch() if on else (self.folder / fact).unlink()

    def stop(self) -> None:
        self.server.tool("cupsdisable", self.name)

    def resume(self) -> None:
        self.server.tool("cupsenable", self.name)

    def reject(self) -> None:
        """Takes no more jobs."""
        self.server.tool("cupsreject", self.name)

    def vanish(self) -> None:
        self.server.tool("lpadmin", "-x", self.name)


@contextlib.contextmanager
def print_server() -> Iterator[PrintServer]:
    """A running server in a folder of its own: cupsd's filters run as another user, who must be able to enter it."""
    folder = Path(tempfile.mkdtemp(prefix="quay-cups-"))
    server = PrintServer(folder / "cups")
    try:
        server.start()
        yield server
    finally:
        server.stop()
        shutil.rmtree(folder)
