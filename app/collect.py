"""Many counters in one database: what a collecting office does with the bundles that reach it (docs/collect.md).

The envelope and the keys are those of courier by van (`app.branch`); where the events go is `app.store.collected`. One
bundle is one transaction, and none of them stops another.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from app.branch import Branch
from app.bundle.outcomes import Outcome, Taken, Written, in_any_order
from app.store.bundles import Kept, Partner, stretch
from app.store.chain import head_seq
from app.store.collected import Collected

if TYPE_CHECKING:
    from app.bundle.contents import Whose


class Copied(NamedTuple):
    """A ledger of this computer that was collected without a bundle. `events` were new."""

    name: str
    events: int


class Collecting:
    """Bundles into one database. `branch`: whose keys open them, and who is known."""

    def __init__(self, branch: Branch, collected: Collected) -> None:
        self._branch = branch
        self._collected = collected
        self._heard: dict[tuple[Whose, str], Partner] = {}

    def take(self, file: Path) -> Taken:
        """One bundle. Rejected("file", …) as `Branch.take` and bundle_of_two_ledgers, Trouble of the stick and of the
        database; nothing has changed then."""
        brought = self._branch.brought(file)
        name, key = brought.whose
        sender = brought.partner.name
        kept = Kept(0, 0)
        if not self._collected.knows(brought.digest):
            kept = self._collected.take(
                brought.told, name, key, brought.unit, bundle=(brought.digest, sender, brought.number)
            )
        self._heard[brought.whose, sender] = brought.partner
        return Taken(
            file=file,
            kind="copy",
            sender=name,
            number=brought.number,
            last=brought.told.last,
            events=kept.events,
            delivered=kept.delivered,
        )

    def take_all(self, files: Iterable[Path], progress: Callable[[int], None] | None = None) -> tuple[Outcome, ...]:
        """Several bundles in whatever order they are given. `progress` is told how many were looked at."""
        done = 0

        def take(file: Path) -> Taken:
            nonlocal done
            done += 1
            if progress is not None:
                progress(done)
            return self.take(file)

        return in_any_order(files, take)

    def answer(self, folder: Path) -> tuple[Written, ...]:
        """Writes to each who sent something in this run what is held of it, so that its next bundle begins there.
        Trouble of `envelope.write`."""
        written = []
        for (whose, _), partner in self._heard.items():
            word = self._collected.word(*whose)
            assert word is not None
            written.append(self._branch.answer(partner, whose, word, folder))
        return tuple(written)

    def take_own(self) -> tuple[Copied, ...]:
        """This computer's own ledger and all that it keeps of other counters, as they are now; no bundle is needed."""
        done = []
        for store, whose, unit in self._branch.own_ledgers():
            with store.read() as conn:
                last = head_seq(conn)
            if not last:
                continue
            word = self._collected.word(*whose)
            after, settled = (word.seq, word.settled) if word else (0, 0)
            if after > last:
                # Restored from a copy: what is missing here tells that the two have parted.
                after, settled = 0, 0
            events = 0
            while True:
                part = stretch(store, after, settled, carried=False)
                events += self._collected.take(part, *whose, unit, bundle=None).events
                after, settled = part.last, max(settled, part.last)
                if after >= last:
                    break
            done.append(Copied(whose.name, events))
        return tuple(done)
