"""Four lanes in every order that the dice come to, a clerk at work meanwhile, and a server that loses answers (G2, G3).

The courier and the outbox are the real ones; the server is a list of what it took, so that thousands of steps cost
seconds and no machine's mood decides. `tests.sync.test_model` weaves the real wire in the same way.
"""

from __future__ import annotations

import random
from collections import Counter as Counted

import pytest

from app.domain.events import Corrected, Kind
from sync.dialect import Can, Step
from sync.verdicts import AlreadyThere, Delivered, Later, Refused, Unclear, Verdict
from tests.sync.counter import Counter
from tests.sync.loom import Loom
from tests.sync.test_courier import Told, courier

MOST = 30
"""Dossiers of one life."""


class Ledger(Told):
    """A server that takes progress lines, shows them when it is asked, and is in a mood; and the clerk beside it."""

    def __init__(self, counter: Counter, loom: Loom, dice: random.Random) -> None:
        super().__init__(parts=1, can=Can(lanes=4, together={"line": dice.choice((1, 3))}))
        self.counter, self.loom, self.dice = counter, loom, dice
        self.taken: list[int] = []
        self.in_hand: Counted[str] = Counted()
        self.trouble = dice.choice((0.0, 0.2, 1.0))
        """How much of the time the server is in the mood."""
        self.dossiers = [counter.receive() for _ in range(dice.randint(2, 6))]

    def deliver(self, step: Step) -> Verdict:
        dossier = step.first.dossier_id
        self.in_hand[dossier] += 1
        assert self.in_hand[dossier] == 1, "two lanes have the same dossier"
        self.loom.pause()
        verdict = self._answered(step)
        self.loom.pause()
        if len(self.dossiers) < MOST and self.dice.random() < 0.2:
            self._clerk()
        self.in_hand[dossier] -= 1
        return verdict

    def _answered(self, step: Step) -> Verdict:
        seqs = [entry.seq for entry in step.entries]
        mood = self.dice.random() if self.dice.random() < self.trouble else 1.0
        if step.asked:
            if mood < 0.15:
                return self.dice.choice((Refused("too_large"), Unclear("lookup_failed", spoken=True)))
            there = [seq in self.taken for seq in seqs]
            if there[0]:
                self.spoke()
                return AlreadyThere("there", count=[*there, False].index(False))
            seqs = seqs[: [*there, True].index(True)]
        if mood < 0.2:
            return Later(None, "throttled")
        if mood < 0.25:
            return Unclear("answer_lost")
        if mood < 0.28:
            self.spoke()
            return Refused("refused", "x")
        self.taken += seqs
        if mood < 0.4:
            return self.dice.choice((Unclear("answer_lost"), Unclear("server_error", spoken=True)))
        self.spoke()
        return Delivered("OK", count=len(seqs))

    def _clerk(self) -> None:
        for _ in range(self.dice.randint(0, 5)):
            self.dossiers.append(self.counter.receive())
        dossier = self.dice.choice(self.dossiers)
        for number in range(self.dice.randint(0, 5)):
            self.counter.act(dossier, Kind.CORRECTED, Corrected(reason="Gõ sai", note=str(number)))


@pytest.mark.parametrize("seed", range(25))
def test_no_order_of_the_lanes_loses_doubles_or_strands(counter: Counter, seed: int) -> None:
    loom, dice = Loom(seed), random.Random(seed)
    server = Ledger(counter, loom, dice)
    one = courier(counter, server)
    loom.strung(one)
    for turn in range(60):
        if turn > 30:
            server.trouble = 0.0
        with loom.weaving():
            one.round(counter.clock.now())
            assert not loom.beside, "a lane outlived its round"
        if turn % 5 == 4:
            counter.outbox.release(seqs=[item.seq for item in counter.quarantined()])
        if (wait := one.wait(counter.clock.now())) is not None:
            counter.clock.tick(seconds=wait)
        elif turn > 40:
            break
    assert not counter.waiting() and not counter.quarantined(), "stuck"
    assert [seq for seq, times in Counted(server.taken).items() if times > 1] == [], "doubled"
    owed: dict[str, list[int]] = {}
    for entry in counter.entries():
        owed.setdefault(entry.dossier_id, []).append(entry.seq)
    for seqs in owed.values():
        assert [seq for seq in server.taken if seq in seqs] == seqs, "lost, or out of order"


def test_a_courier_whose_lanes_wait_for_each_other_is_told_as_such(counter: Counter) -> None:
    loom = Loom(1)
    one = courier(counter, Told())
    loom.strung(one)
    counter.receive()
    one._law.__enter__()
    # Taken by nobody who is at work, and so never given back.
    one._law._holder = -1  # type: ignore[attr-defined]
    with pytest.raises(AssertionError, match="wait for each other"), loom.weaving():
        one.round(counter.clock.now())
