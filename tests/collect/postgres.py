"""A real PostgreSQL for tests, from Debian's package: a cluster of its own in a folder for temporary files, reached by
a socket in that folder, which takes with it what was in it."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

INSTALLED = Path("/usr/lib/postgresql")

# Nothing here must survive a power cut.
CONF = """
listen_addresses = ''
unix_socket_directories = '{socket}'
fsync = {durable}
synchronous_commit = {durable}
full_page_writes = {durable}
shared_buffers = {buffers}
max_wal_size = 2GB
max_connections = 30
log_min_messages = fatal
"""


def tools() -> Path | None:
    """The folder of initdb and pg_ctl of the newest PostgreSQL here; None without one."""
    found = [folder for folder in INSTALLED.glob("*/bin") if (folder / "initdb").exists()]
    return max(found, key=lambda folder: float(folder.parent.name), default=None)


def is_here() -> bool:
    """Whether Debian's postgresql is installed, and a user may run it: it refuses to run as root."""
    return tools() is not None and (os.geteuid() != 0 or shutil.which("runuser") is not None)


class Cluster:
    """A running server. Each database in it is somebody's own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._rise = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
        self._databases = 0

    def start(self, *, durable: bool = False, buffers: str = "64MB") -> None:
        if self._rise:
            shutil.chown(self.folder, "postgres", "postgres")
        data = self.folder / "data"
        self._tool("initdb", "-D", data, "-U", "quay", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync")
        conf = CONF.format(socket=self.folder, durable="on" if durable else "off", buffers=buffers)
        # Written by its owner, whoever that is.
        self._run(["tee", "-a", str(data / "postgresql.conf")], conf)
        self._tool("pg_ctl", "start", "-w", "-t", "60", "-D", data, "-l", self.folder / "log")

    def stop(self) -> None:
        self._tool("pg_ctl", "stop", "-w", "-m", "immediate", "-D", self.folder / "data")

    def database(self) -> str:
        """The address of a new, empty database."""
        self._databases += 1
        name = f"quay_{os.getpid()}_{self._databases}"
        self._tool("createdb", "-h", self.folder, "-U", "quay", name)
        return self.address(name)

    def address(self, name: str) -> str:
        return f"postgresql:///{name}?host={self.folder}&user=quay"

    def _tool(self, name: str, *words: object) -> None:
        folder = tools()
        assert folder is not None
        self._run([str(folder / name), *map(str, words)])

    def _run(self, words: Sequence[str], given: str = "") -> None:
        # Its output into a file: a server that is started keeps what it inherits open.
        with (self.folder.parent / f"{self.folder.name}.out").open("w+", encoding="utf-8") as told:
            done = subprocess.run(
                [*self._rise, *words],
                input=given.encode(),
                stdout=told,
                stderr=told,
                check=False,
                cwd="/",
                env={"PATH": os.environ.get("PATH", ""), "LC_ALL": "C.UTF-8"},
                timeout=120,
            )
            told.seek(0)
            assert done.returncode == 0, f"{words[0]}: {told.read()}"


@contextlib.contextmanager
def cluster(*, durable: bool = False, buffers: str = "64MB") -> Iterator[Cluster]:
    """A running server for as long as this lasts. `durable`: it forces to the disk as a real one does."""
    with tempfile.TemporaryDirectory(prefix="quay-pg-") as outer:
        # Another user runs it, who must be able to come here.
        Path(outer).chmod(0o755)
        folder = Path(outer) / "cluster"
        folder.mkdir(mode=0o700)
        made = Cluster(folder)
        made.start(durable=durable, buffers=buffers)
        try:
            yield made
        finally:
            made.stop()
