"""Any order, twice, late, with the network in between: the same end (G2, G3)."""

from __future__ import annotations

import tempfile
from collections import Counter
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.domain.events import Kind
from app.office import Office
from app.store.ledger import all_events, verify
from tests.bundle.van import Books, Template, manager_of, work
from tests.desk import FakeClock, clerk_of

SENDERS = st.sampled_from([0, 1])
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("receive"), SENDERS),
        st.tuples(st.just("go on"), SENDERS),
        st.tuples(st.just("export"), st.sampled_from([0, 1, 2])),
        st.tuples(st.just("carry"), st.integers(0, 30)),
        st.tuples(st.just("network at counter"), SENDERS, st.integers(1, 6)),
        st.tuples(st.just("network at branch"), SENDERS, st.integers(1, 6)),
    ),
    max_size=40,
)


class Story:
    """What happens between two counters and their branch, and how it must end."""

    def __init__(self, offices: list[Office], usb: Path, clock: FakeClock) -> None:
        self.offices, self.usb, self.clock, self.books = offices, usb, clock, Books()
        self.codes: list[list[str]] = [[], []]

    def step(self, what: str, who: int, most: int = 0) -> None:
        self.clock.tick(seconds=61)
        match what:
            case "receive":
                self.codes[who].append(work(self.offices[who]))
            case "go on" if self.codes[who]:
                # Each dossier goes to the agency, its result comes back.
                code = self.codes[who][0]
                office, kind = self.offices[who], Kind.HANDED_TO_AGENCY
                found = office.views.dossier(code)
                assert found is not None
                if found.leg.value != "at_counter":
                    kind = Kind.RESULT_ARRIVED
                    self.codes[who].pop(0)
                office.counter.act(code, kind, {}, clerk_of(office))
            case "export":
                self.export(who)
            case "carry":
                # One of the files on the stick, new or old, to wherever it belongs; twice comes by itself.
                files = sorted(self.usb.iterdir())
                if files:
                    self.carry(files[who % len(files)])
            case "network at counter":
                self.books.deliver(self.offices[who].outbox, self.clock, most)
            case "network at branch":
                lanes = self.offices[2].branch.outboxes()[1:]
                if lanes:
                    self.books.deliver(lanes[who % len(lanes)].outbox, self.clock, most)

    def export(self, who: int) -> None:
        self.offices[who].branch.export(self.usb, manager_of(self.offices[who]).id)

    def carry(self, *files: Path) -> None:
        for office in self.offices:
            for one in office.branch.take_all(files, manager_of(office).id):
                problem = getattr(one, "problem", None)
                assert problem is None or problem.code in {"bundle_own", "bundle_not_for_us", "bundle_gap"}, problem

    def end(self) -> None:
        """The van goes round once more, and the branch has a line."""
        self.export(0)
        self.export(1)
        self.carry(*sorted(self.usb.iterdir()))
        for lane in self.offices[2].branch.outboxes():
            self.books.deliver(lane.outbox, self.clock)
        self.export(2)
        self.carry(*sorted(self.usb.iterdir(), reverse=True))

    def check(self) -> None:
        owed = set()
        for office in self.offices:
            for lane in office.branch.outboxes():
                summary = lane.outbox.summary()
                assert (summary.waiting, summary.quarantined) == (0, 0), lane.name
            for store in (office.store, *office.branch.replicas().values()):
                assert verify(store) == ()
        for office in self.offices[:2]:
            with office.store.read() as conn:
                owed |= {event.event_id for _, event in all_events(conn)}
        times = Counter(self.books.written)
        assert set(times) == {(event, part) for event in owed for part in (0, 1)}, "lost"
        assert set(times.values()) <= {1}, "delivered twice"
        self._in_order()

    def _in_order(self) -> None:
        place = {told: n for n, told in enumerate(self.books.written)}
        for office in self.offices[:2]:
            last: dict[str, int] = {}
            with office.store.read() as conn:
                for _, event in all_events(conn):
                    at = place[event.event_id, 1]
                    assert at > last.get(event.dossier_id, -1), "an older state over a newer one"
                    last[event.dossier_id] = at


def tell(template: Template, steps: list[tuple[str, int, int]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        clock = FakeClock()
        offices = template.copy(Path(folder), clock)
        usb = Path(folder) / "usb"
        usb.mkdir()
        story = Story(offices, usb, clock)
        try:
            for step in steps:
                story.step(*step)
            story.end()
            story.check()
        finally:
            for office in offices:
                office.close()


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True, database=None)
@given(steps=STEPS)
def test_any_order_ends_the_same(template: Template, steps: list[tuple[str, int, int]]) -> None:
    tell(template, steps)


def test_the_network_took_half_of_it_first(template: Template) -> None:
    """The hard case said plainly: exported, half delivered here, the rest there, the word back late."""
    tell(
        template,
        [
            *[("receive", 0, 0)] * 3,
            ("export", 0, 0),
            ("network at counter", 0, 3),
            ("carry", 0, 0),
            ("network at branch", 0, 5),
            ("network at counter", 0, 4),
            ("export", 2, 0),
            ("go on", 0, 0),
            ("export", 0, 0),
            ("carry", 2, 0),
            ("carry", 1, 0),
            ("carry", 0, 0),
        ],
    )


def test_what_was_set_aside_or_half_told_here_was_delivered_there(
    offices: list[Office], usb: Path, clock: FakeClock
) -> None:
    """A delivered entry never goes back, and whatever else it was here, the branch's word ends it."""
    story = Story(offices, usb, clock)
    counter = offices[0]
    for _ in range(3):
        work(counter)
    story.export(0)
    story.carry(*usb.iterdir())
    half, aside, done = counter.outbox.due(clock.now())
    counter.outbox.begin((half,))
    counter.outbox.advance((half,))
    story.books.written.append((half.event.event_id, 0))
    counter.outbox.quarantine(aside, "refused", "tạm", asked=False)
    counter.outbox.acknowledge((done,), "của quầy", clock.now())
    story.books.written += [(done.event.event_id, 0), (done.event.event_id, 1)]
    story.end()
    story.check()
    receipts = {item.seq: item.receipt for item in counter.outbox.items()}
    assert receipts[done.seq] == "của quầy"
