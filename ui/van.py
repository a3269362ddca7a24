"""The exchange by stick or shared folder, as the window does it: on a worker of its own, and by itself where a folder
is watched (docs/bundle.md)."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, QStorageInfo, QTimer, Signal

from app.bundle.outcomes import Outcome, Refusal, Taken, Written
from app.domain.queue import State as Where
from app.errors import Problem, Trouble
from ui import notices
from ui.dossier_card import translated

if TYPE_CHECKING:
    from app.domain.queue import Summary
    from app.store.bundles import Partner
    from ui.page import Desk
    from ui.queue.view import Tone

MOST = 10_000
"""Items of one counter put back at once."""

LOOK_MS = 30_000
FIRST_LOOK_MS = 5_000
SYSTEM = ("/", "/boot", "/boot/efi", "/home", "/usr", "/var", "/tmp", "/snap", "/run/user")  # noqa: S108 - left out


class Told(NamedTuple):
    """One line about a bundle."""

    tone: Tone
    words: str


class Carried(NamedTuple):
    """A counter whose events come here in bundles, and what waits of them."""

    name: str
    summary: Summary


class Exchange(NamedTuple):
    """Who exchanges with whom; empty at a counter that was never paired."""

    partners: tuple[Partner, ...]
    carried: tuple[Carried, ...]


class Van(QObject):
    """The counter's exchange. One errand at a time; what came of each is told by `heard`."""

    heard = Signal(object)
    """Sequence of Told: what the last errand came to, also one that nobody asked for."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._look)
        self._gone = False
        self.busy = False

    # --- where

    @property
    def folder(self) -> Path | None:
        """The stick or folder chosen at last."""
        text = str(self._desk.settings.value("van/folder", ""))
        return Path(text) if text else None

    def choose(self, folder: Path) -> None:
        """From now on it goes there."""
        self._desk.settings.setValue("van/folder", str(folder))
        self._gone = False
        if self.watching:
            self.resume()

    @staticmethod
    def sticks() -> tuple[tuple[str, Path], ...]:
        """Names and places of what is plugged in and can be written: everything mounted that is not the system's."""
        found = []
        for volume in QStorageInfo.mountedVolumes():
            root = volume.rootPath()
            own = volume.isRoot() or root.startswith(("/proc", "/sys", "/dev", "/run/lock")) or root in SYSTEM
            removable = root.startswith(("/media/", "/run/media/", "/mnt/")) or (len(root) == 3 and root[1] == ":")
            if volume.isReady() and removable and not own and not volume.isReadOnly():
                found.append((volume.displayName() or root, Path(root)))
        return tuple(found)

    # --- who

    def read(self) -> Exchange:
        """For a worker: opens every replica."""
        branch = self._desk.office.branch
        carried = [Carried(lane.name, lane.outbox.summary()) for lane in branch.outboxes()[1:]]
        return Exchange(branch.partners(), tuple(carried))

    def release(self) -> int:
        """For a worker: puts back in its queue what was set aside of the counters carried; how many."""
        released = 0
        for lane in self._desk.office.branch.outboxes()[1:]:
            aside = [item.seq for item in lane.outbox.items(MOST, Where.QUARANTINED)]
            released += lane.outbox.release(seqs=aside)
        return released

    # --- errands

    def export(self, *, everything: bool = False) -> None:
        """Writes what the other side should have into the folder."""
        folder, branch = self.folder, self._desk.office.branch
        if folder is None or self.busy:
            return

        def work() -> tuple[Written, ...]:
            return branch.export(folder, self._actor(), everything=everything)

        def then(written: tuple[Written, ...]) -> None:
            told = [Told("ok", one.words(translated)) for one in written]
            self._ended(told or [Told("plain", notices.sentence(Problem("bundle_nothing_new")))])

        self._begin()
        self._desk.run_aside(work, then, self._failed, owner=self)

    def take(self) -> None:
        """Reads all bundles that lie in the folder."""
        folder, branch = self.folder, self._desk.office.branch
        if self.busy or folder is None:
            return

        def work() -> tuple[Outcome, ...]:
            return branch.take_all(branch.bundles_in(folder), self._actor())

        def then(outcomes: tuple[Outcome, ...]) -> None:
            # On a stick that goes to and fro our own bundles lie too: no reason to tell anybody.
            ours = ("bundle_own", "bundle_not_for_us")
            told = [_told(one) for one in outcomes if isinstance(one, Taken) or one.problem.code not in ours]
            self._ended(told or [Told("plain", self.tr("Trong thư mục không có gói nào gửi cho quầy này."))])
            self._brought(outcomes)

        self._begin()
        self._desk.run_aside(work, then, self._failed, owner=self)

    def _begin(self) -> None:
        self.busy = True

    def _ended(self, told: Sequence[Told]) -> None:
        self.busy = False
        self.heard.emit(tuple(told))

    def _failed(self, error: Exception) -> None:
        tone, sentence = notices.tell(error)
        self._ended([Told("danger" if tone == "danger" else "warn", sentence)])

    def _brought(self, outcomes: Sequence[Outcome | Trouble]) -> None:
        """New events or deliveries: the lists are no longer as they were, and there may be something to send."""
        if any(isinstance(one, Taken) and (one.events or one.delivered) for one in outcomes):
            self._desk.changed("dossiers", "queue")

    def _actor(self) -> str:
        """On a worker. Who is at the counter; while it is locked, its manager."""
        clerk = self._desk.clerk
        office = self._desk.office
        return clerk.id if clerk is not None else office.people.named(office.profile.people.manager).id

    # --- a watched folder

    @property
    def watching(self) -> bool:
        return str(self._desk.settings.value("van/watch", "false")) == "true"

    def watch(self, on: bool) -> None:
        """Takes and answers by itself whatever is put into the folder; remembered."""
        self._desk.settings.setValue("van/watch", "true" if on else "false")
        if on:
            self.resume()
        else:
            self._timer.stop()

    def resume(self) -> None:
        """Looks soon, and then again and again."""
        self._timer.start(FIRST_LOOK_MS)

    def _look(self) -> None:
        folder, branch = self.folder, self._desk.office.branch
        if folder is None or not self.watching:
            return
        if self.busy:
            self._timer.start(LOOK_MS)
            return

        def then(outcomes: tuple[Outcome | Trouble, ...]) -> None:
            self._gone = False
            if outcomes:
                told = [_told(one) for one in outcomes]
                self.heard.emit(tuple(told))
                for one in told:
                    if one.tone in ("danger", "warn"):
                        self._desk.banner("warn", one.words, key="van")
                self._brought(outcomes)
            self._timer.start(LOOK_MS)

        def failed(error: Exception) -> None:
            # A stick that was drawn out is looked for on, and told once.
            if not isinstance(error, Trouble):
                self._desk.failed(error)
            elif not self._gone:
                self.heard.emit((Told("warn", notices.tell(error)[1]),))
            self._gone = True
            self._timer.start(LOOK_MS)

        self._desk.run_aside(lambda: branch.look(folder, self._actor()), then, failed, owner=self)


def _told(one: Outcome | Trouble) -> Told:
    if isinstance(one, Taken):
        return Told("ok" if one.events or one.delivered else "plain", one.words(translated))
    if isinstance(one, Refusal):
        return Told("danger" if not one.environment else "warn", f"{one.file.name}: {notices.sentence(one.problem)}")
    return Told("warn", notices.sentence(Problem(one.code, one.facts)))
