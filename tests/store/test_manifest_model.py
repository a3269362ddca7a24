"""Any order of work on several lists: a dossier is never on two, its papers are where the list says, sums agree.

Every step is done through the use cases, allowed or not; what is refused must change nothing.
"""

from __future__ import annotations

import atexit
import shutil
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from app.domain.events import Kind, Leg
from app.domain.manifest import CARRIES_OFF, ENDED, FAILED, WITH_AGENCY, Direction, Progress
from app.errors import Rejected
from app.office import Office, open_office
from app.store.ledger import verify
from tests.desk import FakeClock, new_office
from tests.manifest_days import AGENCY, Counterpart, state

OTHER = "UBND xã Pa Ủ"
PLACES = st.integers(0, 6)
WAYS = st.sampled_from([way for way in Direction if way is not Direction.COLLECTION])

_MADE: list[Path] = []


def template() -> Path:
    """A counter with seven dossiers, made once."""
    if not _MADE:
        folder = Path(tempfile.mkdtemp(prefix="manifest-model-"))
        office = new_office(folder / "data", FakeClock())
        at = Counterpart(office)
        post = {"result_delivery__kind": "post", "result_delivery__address": "Bản Nậm Củm"}
        at.receive_many(3)
        at.at_agency(2)
        at.results(2, **post)
        office.close()
        _MADE.append(folder)
        atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return _MADE[0] / "data"


class Lists(RuleBasedStateMachine):
    """A clerk with three lists at most."""

    office: Office

    @initialize()
    def begin(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        data = Path(self.folder.name) / "data"
        shutil.copytree(template(), data)
        self.clock = FakeClock()
        self.clock.tick(days=3)
        self.office = open_office(data, self.clock)
        self.at = Counterpart(self.office)
        self.codes = sorted(row.code for row in self.office.views.recent(20))
        self.made = [self.at.open(way).id for way in (Direction.TO_AGENCY, Direction.FROM_AGENCY, Direction.DELIVERY)]
        self.refused = 0

    def teardown(self) -> None:
        if hasattr(self, "office"):
            assert verify(self.office.store) == ()
            self.office.close()
            self.folder.cleanup()

    def attempt(self, do: object) -> None:
        """A refusal leaves everything as it was, to the last event."""
        with self.office.store.read() as conn:
            before = conn.execute("SELECT count(*) FROM event").fetchone()
        try:
            do()  # type: ignore[operator]
        except Rejected:
            self.refused += 1
            with self.office.store.read() as conn:
                assert conn.execute("SELECT count(*) FROM event").fetchone() == before

    def a_list(self, which: int) -> str:
        """Mostly one that is not over."""
        going = [one.id for one in self.at.manifests.open_manifests()]
        among = going if going and which else self.made
        return among[which % len(among)]

    def code(self, which: int) -> str:
        return self.codes[which % len(self.codes)]

    @rule(way=WAYS, other=st.sampled_from([False, False, False, True]))
    def open_one(self, way: Direction, other: bool) -> None:
        agency = OTHER if other and way in WITH_AGENCY else AGENCY
        if len(self.at.manifests.open_manifests()) < 3:
            self.made.append(self.at.open(way, agency=agency).id)

    @rule(which=PLACES, code=PLACES, originals=st.none() | st.integers(0, 4), result=st.booleans())
    def put(self, which: int, code: int, originals: int | None, result: bool) -> None:
        """Whatever it is, onto whatever list."""
        note = "" if result else "thiếu giấy"
        self.attempt(
            lambda: self.at.manifests.put(
                self.a_list(which), self.code(code), self.at.clerk, originals=originals, result=result, note=note
            )
        )

    @rule(which=PLACES, most=st.integers(1, 3))
    def put_what_fits(self, which: int, most: int) -> None:
        """What a clerk would: from what is expected, and from what is on another list by mistake."""
        manifest = self.at.manifests.find(self.a_list(which))
        for one in self.at.manifests.expected(manifest.direction, manifest.agency)[:most]:
            self.attempt(lambda one=one: self.at.manifests.put(manifest.id, one.code, self.at.clerk))
        for other in self.at.manifests.open_manifests():
            for line in other.standing[:1]:
                self.attempt(lambda line=line: self.at.manifests.put(manifest.id, line.code, self.at.clerk))

    @rule(
        which=PLACES,
        line=st.integers(1, 5),
        what=st.sampled_from(["take_off", "take_off", "count", "cancel", "close", "correct"]),
    )
    def odd_job(self, which: int, line: int, what: str) -> None:
        key, do, by = self.a_list(which), self.at.manifests, self.at.clerk
        jobs = {
            "take_off": lambda: do.take_off(key, line, by),
            "count": lambda: do.count(key, line, 3, 1, by),
            "cancel": lambda: do.cancel(key, "thôi", by),
            "close": lambda: do.close(key, by),
            "correct": lambda: do.correct(key, line, "đếm lại", by, copies=2),
        }
        self.attempt(jobs[what])

    @rule(which=PLACES, again=st.booleans())
    def seal_or_break(self, which: int, again: bool) -> None:
        key = self.a_list(which)
        if again:
            self.attempt(lambda: self.at.manifests.break_seal(key, "nhầm", self.at.clerk))
        else:
            number = f"NP-{self.at.manifests.find(key).version}"
            self.attempt(lambda: self.at.manifests.seal(key, (number,), self.at.clerk))

    @rule(which=PLACES)
    def hand(self, which: int) -> None:
        self.attempt(lambda: self.at.manifests.hand(self.a_list(which), "A", "B", self.at.clerk))

    @rule(which=PLACES, line=st.integers(1, 4), what=st.sampled_from(["delivered", "elsewhere", *sorted(FAILED)]))
    def outcome(self, which: int, line: int, what: str) -> None:
        self.attempt(lambda: self.at.manifests.outcome(self.a_list(which), line, what, self.at.clerk))

    @rule(
        code=st.integers(0, 1),
        kind=st.sampled_from([Kind.VOIDED, Kind.WITHDRAWAL_ASKED, Kind.HANDED_TO_AGENCY, Kind.INVITED]),
    )
    def meanwhile(self, code: int, kind: Kind) -> None:
        """F3 goes on beside F4."""
        fields = {"reason": "x"} if kind in (Kind.VOIDED, Kind.WITHDRAWAL_ASKED) else {}
        self.attempt(lambda: self.office.counter.act(self.code(3 * code), kind, fields, self.at.clerk))

    @rule(days=st.integers(1, 3))
    def pass_days(self, days: int) -> None:
        self.clock.tick(days=days)

    @invariant()
    def a_dossier_is_on_one_open_list_and_its_papers_are_where_that_says(self) -> None:
        if not hasattr(self, "office"):
            return
        holding: dict[str, str] = {}
        for key in self.made:
            manifest = self.at.manifests.find(key)
            assert manifest.originals == sum(line.originals for line in manifest.standing)
            if manifest.progress in ENDED:
                continue
            for line in manifest.standing:
                if line.outcome:
                    continue
                assert line.dossier_id not in holding, "on two open lists"
                holding[line.dossier_id] = key
        for code in self.codes:
            dossier = self.office.views.dossier(code)
            assert dossier is not None
            key = holding.get(dossier.id, "")
            if dossier.leg is Leg.ON_MANIFEST and not dossier.voided:
                assert dossier.manifest == key, "on a list that does not know it"
            if dossier.manifest and not dossier.voided:
                assert self.at.manifests.find(dossier.manifest).direction in CARRIES_OFF
                assert dossier.manifest == key

    @invariant()
    def what_was_signed_is_where_it_went(self) -> None:
        for key in getattr(self, "made", ()):
            manifest = self.at.manifests.find(key)
            if manifest.progress is Progress.DONE and manifest.direction is Direction.TO_AGENCY:
                for line in manifest.standing:
                    found = self.office.views.dossier(line.dossier_id)
                    assert found is not None
                    assert found.sent_at is not None
                    assert state(self.office, found).manifest != key


Lists.TestCase.settings = settings(
    max_examples=20,
    stateful_step_count=40,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
)
TestLists = Lists.TestCase
