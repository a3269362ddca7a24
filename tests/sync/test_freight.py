"""Scans on their way to the stand-in: after the events, resumed, each once, delaying nobody."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.domain.events import HandedToAgency, Kind, Mode, Voided
from app.domain.queue import State
from app.domain.scans import LARGEST
from app.inbox import Inbox
from app.store.ledger import all_events, verify
from app.store.parcels import Parcel, Parcels
from app.store.scans import Scans
from app.store.sightings import MOST_OFFERS, Sightings
from sync.courier import Courier
from sync.dialect import Place
from sync.dialects.dvcqg_session import DvcqgSession
from sync.freight import LEAST, MOST, START, Pace
from sync.lookout import Lookout
from sync.sandbox import Fault, Play, Sandbox, Style
from sync.verdicts import Verdict
from tests.conftest import LogGuard
from tests.desk import FakeClock
from tests.scanned import jpeg, pdf
from tests.sync import counter as made
from tests.sync.counter import Counter, accepted, assert_holds, courier_of, dialect_of, freight_of, settle
from tests.sync.line import Line

Province = Callable[..., Sandbox]


def courier_with_files(counter: Counter, url: str, **changes: Any) -> Courier:
    return courier_of(counter, url, files_url=f"{url}/files", **changes)


def codes(counter: Counter) -> dict[str, str]:
    return {entry.dossier_id: entry.wire_code for entry in counter.entries()}


def assert_filed(one: Sandbox, counter: Counter, attached: list[tuple[str, str]]) -> None:
    """Every scan is there once, whole, and its dossier's record leads to exactly its bytes."""
    known = codes(counter)
    wanted = sorted((known[dossier], digest) for dossier, digest in attached)
    assert one.desk.files.whole() == wanted
    for code in set(known.values()):
        record = one.books.record(code)
        assert record is not None
        files = record["TaiLieuNop"]
        reached = [hashlib.sha256(one.desk.files.content(file["DuongDanTaiTepTin"])).hexdigest() for file in files]
        assert sorted(reached) == sorted(digest for of, digest in wanted if of == code)
        assert record["HoSoCoThanhPhanSoHoa"] == ("1" if files else "0")
    assert verify(counter.store) == ()


# ------------------------------------------------------------------------------------- the plain way


def test_a_scan_follows_its_events_and_its_record_names_it(counter: Counter, province: Province) -> None:
    one = province()
    dossier = counter.receive()
    scans = [(dossier, counter.attach(dossier, pdf(2, b"x" * 50_000)))]
    scans.append((dossier, counter.attach(dossier, jpeg(40_000), component="", name="Giấy tờ nơi cư trú")))
    counter.act(dossier, Kind.HANDED_TO_AGENCY, HandedToAgency())
    reports = settle(courier_with_files(counter, one.url), counter)
    assert_holds(one.books, counter)
    assert_filed(one, counter, scans)
    first = one.desk.calls.index("files.create")
    assert one.desk.calls[:first].count("CapNhatTienDoHoSoMC") == 2, "its events went first"
    assert one.desk.calls[first:].count("DongBoHoSoMC") == 1, "one record more for both, and no progress line"
    assert one.desk.calls[first:].count("CapNhatTienDoHoSoMC") == 0
    file = one.books.record(codes(counter)[dossier])["TaiLieuNop"][0]  # type: ignore[index]
    assert (file["TenTepDinhKem"], file["MaThanhPhanHoSo"], file["DuocSoHoa"]) == ("Tờ khai.pdf", "to-khai", "1")
    assert sum(report.files for report in reports) == 2
    carried = sum(report.file_bytes_up for report in reports)
    assert 90_000 < carried < 110_000
    assert sum(report.bytes_up for report in reports) < 20_000, "the bytes of files are told apart"


def test_two_dossiers_may_share_one_file(counter: Counter, province: Province) -> None:
    one = province()
    scans = [(dossier, counter.attach(dossier, jpeg())) for dossier in (counter.receive(), counter.receive())]
    assert len(Scans(counter.file.parent)) == 1
    settle(courier_with_files(counter, one.url), counter)
    assert_filed(one, counter, scans)


def test_a_scan_waits_for_the_number_of_its_dossier(counter: Counter, province: Province) -> None:
    one = province()
    dossier = counter.receive(code="TN-H35.99.07-1-261116-0001-1J", mode=Mode.CARRIER, channel=3)
    scan = counter.attach(dossier, jpeg())
    counter.act(dossier, Kind.HANDED_TO_AGENCY, HandedToAgency())
    courier = courier_with_files(counter, one.url)
    settle(courier, counter)
    assert not [call for call in one.desk.calls if call.startswith("files")]
    counter.act(dossier, Kind.AGENCY_ACCEPTED, accepted())
    settle(courier, counter)
    assert_filed(one, counter, [(dossier, scan)])


def test_the_scan_of_a_voided_dossier_stays_here(counter: Counter, province: Province) -> None:
    one = province()
    dossier = counter.receive()
    counter.attach(dossier, jpeg())
    counter.act(dossier, Kind.VOIDED, Voided(reason="nhập trùng"))
    settle(courier_with_files(counter, one.url), counter)
    assert one.desk.files.whole() == []
    assert counter.shipments(State.WAITING) == []
    assert verify(counter.store) == ()


def test_a_scan_that_the_other_side_lost_is_noticed_by_the_proof_and_sent_again(
    counter: Counter, province: Province
) -> None:
    one = province()
    dossier = counter.receive()
    scans = [(dossier, counter.attach(dossier, jpeg())), (dossier, counter.attach(dossier, pdf()))]
    courier = courier_with_files(counter, one.url)
    settle(courier, counter)
    lookout = Lookout(
        Sightings(counter.store),
        Inbox(counter.store),
        courier.dialect,
        parcels=counter.parcels,
        clock=counter.clock.now,
    )

    def prove() -> tuple[int, int, int]:
        looking = lookout.prove(counter.clock.today())
        assert looking.files + looking.files_unread == 2 and (looking.unread, looking.stopped) == (0, "")
        return looking.files, looking.files_missing, looking.files_offered

    assert prove() == (2, 0, 0)
    one.desk.calls.clear()
    one.faults.arm(Fault(play=Play.ERROR, service="files.head", times=0))
    assert prove() == (0, 0, 0), "a look that failed is never missing"
    one.faults.clear()
    for _ in range(MOST_OFFERS):
        one.desk.files.clear()
        assert prove() == (2, 2, 2)
        assert "files.create" not in one.desk.calls, "a look opens nothing"
        settle(courier, counter)
        assert_filed(one, counter, scans)
        one.desk.calls.clear()
    one.desk.files.clear()
    assert prove() == (2, 2, 0), "what is lost again and again stands until somebody has looked"
    assert counter.shipments(State.WAITING) == []


def test_where_no_address_is_named_events_go_and_scans_stay(counter: Counter, province: Province) -> None:
    one = province()
    dossier = counter.receive()
    counter.attach(dossier, jpeg())
    settle(courier_of(counter, one.url), counter)
    assert counter.waiting() == []
    assert len(counter.shipments(State.WAITING)) == 1


def test_a_metered_line_carries_events_only(counter: Counter, province: Province) -> None:
    one = province()
    dossier = counter.receive()
    scan = counter.attach(dossier, jpeg())
    counter.parcels.meter(True)
    courier = courier_with_files(counter, one.url)
    reports = settle(courier, counter)
    assert counter.waiting() == []
    assert sum(report.file_calls for report in reports) == 0
    assert counter.shipments()[0].reason == "metered"
    assert courier.wait(counter.clock.now()) is None
    counter.parcels.meter(False)
    settle(courier, counter)
    assert_filed(one, counter, [(dossier, scan)])


def test_metered_in_the_middle_of_a_file_holds_after_the_piece_under_way(counter: Counter, province: Province) -> None:
    one = province()
    dossier = counter.receive()
    scan = counter.attach(dossier, jpeg(400_000))
    dialect = Watched(counter, one.url)
    dialect.after = {"put": (2, lambda: counter.parcels.meter(True))}
    courier = courier_of(counter, one.url, dialect=dialect)
    settle(courier, counter)
    assert one.desk.calls.count("files.patch") == 2
    counter.parcels.meter(False)
    settle(courier, counter)
    assert_filed(one, counter, [(dossier, scan)])


# ------------------------------------------------------------------------------ delaying nobody


class Watched(DvcqgSession):
    """The real dialect; before or after its n-th call of a kind, something happens."""

    def __init__(self, counter: Counter, url: str) -> None:
        plain = dialect_of(counter, url, files_url=f"{url}/files")
        self.__dict__.update(plain.__dict__)
        self._tus._token = self._token
        self.before: dict[str, tuple[int, Callable[[], None]]] = {}
        self.after: dict[str, tuple[int, Callable[[], None]]] = {}
        self.count = {"open": 0, "put": 0}

    def open_file(self, parcel: Parcel) -> Place | Verdict:
        return self._seen("open", lambda: DvcqgSession.open_file(self, parcel))

    def put_file(self, parcel: Parcel, held: int, piece: bytes) -> Place | Verdict:
        return self._seen("put", lambda: DvcqgSession.put_file(self, parcel, held, piece))

    def _seen(self, name: str, work: Callable[[], Place | Verdict]) -> Place | Verdict:
        self.count[name] += 1
        self._happens(self.before, name)
        answer = work()
        self._happens(self.after, name)
        return answer

    def _happens(self, when: dict[str, tuple[int, Callable[[], None]]], name: str) -> None:
        if name in when and when[name][0] == self.count[name]:
            when[name][1]()


def test_an_event_goes_before_the_next_piece_of_a_long_file(counter: Counter, province: Province) -> None:
    one = province()
    dossier = counter.receive()
    other = counter.receive()
    scan = counter.attach(dossier, jpeg(600_000))
    dialect = Watched(counter, one.url)
    dialect.after = {"put": (2, lambda: counter.act(other, Kind.HANDED_TO_AGENCY, HandedToAgency()))}
    settle(courier_of(counter, one.url, dialect=dialect), counter)
    assert_holds(one.books, counter)
    assert_filed(one, counter, [(dossier, scan)])
    calls = one.desk.calls
    second = [at for at, call in enumerate(calls) if call == "files.patch"][1]
    nearest = next(at for at in range(second + 1, len(calls)) if calls[at] == "files.patch")
    assert calls[second + 1 : nearest].count("DongBoHoSoMC") == 1
    assert calls[second + 1 : nearest].count("CapNhatTienDoHoSoMC") == 1


@pytest.mark.parametrize("play", [Play.ERROR, Play.CUT_BEFORE, Play.ERROR_AFTER])
def test_a_poison_file_delays_no_event_and_no_other_file(counter: Counter, province: Province, play: Play) -> None:
    one = province()
    poisoned, others = counter.receive(), [counter.receive() for _ in range(3)]
    counter.attach(poisoned, jpeg(30_000, 1))
    scans = [(other, counter.attach(other, jpeg(30_000, n))) for n, other in enumerate(others, 2)]
    code = codes(counter)[poisoned]
    services = ("files.patch",) if play is not Play.ERROR_AFTER else ("files.create",)
    one.faults.arm(*(Fault(play=play, service=service, dossier=code, times=0) for service in services))
    courier = courier_with_files(counter, one.url)
    courier.round(counter.clock.now())
    assert counter.waiting() == [] or all(item.event is Kind.FILED for item in counter.waiting())
    for _ in range(3):
        courier.round(counter.clock.now())
    assert len(one.desk.files.whole()) == 3, "the others were not kept waiting"
    reports = settle(courier, counter, rounds=300)
    assert [item.code for item in counter.shipments(State.QUARANTINED)] == [code]
    assert reports[-1].files_stopped == ""
    one.faults.clear()
    assert counter.parcels.release([code]) == 1
    courier.send_now()
    settle(courier, counter)
    scans.append((poisoned, counter.shipments()[0].code and hashlib.sha256(jpeg(30_000, 1)).hexdigest()))
    assert_filed(one, counter, scans)


@pytest.mark.parametrize("harm", ["missing", "damaged"])
def test_a_file_that_is_gone_or_damaged_here_is_never_sent(counter: Counter, province: Province, harm: str) -> None:
    one = province()
    dossier = counter.receive()
    lost, good = counter.attach(dossier, jpeg(5000, 1)), counter.attach(dossier, jpeg(5000, 2), name="Căn cước")
    file = counter.file.parent / "scans" / lost[:2] / lost
    file.unlink() if harm == "missing" else file.write_bytes(jpeg(5000, 3))
    assert [finding.code for finding in verify(counter.store)] == [f"scan_{harm}"]
    courier = courier_with_files(counter, one.url)
    settle(courier, counter)
    assert [item.reason for item in counter.shipments(State.QUARANTINED)] == [f"scan_{harm}"]
    assert [digest for _, digest in one.desk.files.whole()] == [good]
    file.write_bytes(jpeg(5000, 1))
    counter.parcels.release(codes(counter).values())
    settle(courier, counter)
    assert_filed(one, counter, [(dossier, lost), (dossier, good)])


def test_a_refused_file_is_set_aside_with_the_answer(counter: Counter, province: Province) -> None:
    one = province()
    dossier = counter.receive()
    counter.attach(dossier, jpeg())
    one.faults.arm(Fault(play=Play.TOO_LARGE, service="files.create", times=0))
    settle(courier_with_files(counter, one.url), counter)
    assert [item.reason for item in counter.shipments()] == ["file_too_large"]
    assert counter.waiting() == []


@pytest.mark.parametrize(
    ("play", "stopped"),
    [
        (Play.LOGIN_PAGE, "captive_portal"),
        (Play.REDIRECT, "captive_portal"),
        (Play.NOT_THE_CONTRACT, "captive_portal"),
        (Play.UNAVAILABLE, "unavailable"),
        (Play.FORBIDDEN, "forbidden"),
    ],
)
def test_a_files_address_in_trouble_stops_no_event(
    counter: Counter, province: Province, play: Play, stopped: str
) -> None:
    one = province()
    dossier = counter.receive()
    scan = counter.attach(dossier, jpeg())
    one.faults.arm(*(Fault(play=play, service=f"files.{call}", times=0) for call in ("create", "head", "patch")))
    courier = courier_with_files(counter, one.url)
    assert courier.round(counter.clock.now()).files_stopped == stopped
    counter.receive(minutes=0.01)
    assert courier.wait(counter.clock.now()) == 0
    report = courier.round(counter.clock.now())
    assert (report.delivered, report.stopped, report.file_calls) == (1, "", 0), "scans rest, events do not"
    one.faults.clear()
    settle(courier, counter)
    assert_filed(one, counter, [(dossier, scan)])


def test_an_expired_session_is_renewed_in_the_middle(counter: Counter, province: Province) -> None:
    one = province()
    dossier = counter.receive()
    scan = counter.attach(dossier, jpeg(200_000))
    one.faults.arm(Fault(play=Play.EXPIRE, service="files.patch", skip=1))
    settle(courier_with_files(counter, one.url), counter)
    assert_filed(one, counter, [(dossier, scan)])


def test_a_place_at_another_house_gets_no_session(counter: Counter, province: Province) -> None:
    one = province()
    counter.attach(counter.receive(), jpeg())
    elsewhere = courier_of(counter, one.url, files_url=f"http://localhost:{one.port}/files")
    one.desk.files.home = "http://127.0.0.1:9"
    report = elsewhere.round(counter.clock.now())
    assert report.files_stopped == "wrong_address"
    one.desk.files.home = ""


def test_two_processes_that_open_a_place_at_once_send_one_file(counter: Counter, province: Province) -> None:
    one = province()
    dossier = counter.receive()
    scan = counter.attach(dossier, jpeg(50_000))
    dialect = Watched(counter, one.url)
    other = courier_with_files(counter, one.url)

    def meanwhile() -> None:
        settle(other, counter)

    dialect.after = {"open": (1, meanwhile)}
    settle(courier_of(counter, one.url, dialect=dialect), counter)
    assert one.desk.calls.count("files.create") == 2
    assert_filed(one, counter, [(dossier, scan)])


def test_a_bug_in_carrying_a_scan_is_told_and_keeps_nobody(
    counter: Counter, province: Province, log_guard: LogGuard
) -> None:
    one = province()
    counter.attach(counter.receive(), jpeg())
    dialect = Watched(counter, one.url)

    def bug() -> None:
        raise ZeroDivisionError("tên công dân")

    dialect.before = {"put": (1, bug)}
    log_guard.expect("bug while carrying scan 2: ZeroDivisionError")
    settle(courier_of(counter, one.url, dialect=dialect), counter)
    assert [item.reason for item in counter.shipments(State.QUARANTINED)] == ["program_fault"]


# ------------------------------------------------------------------------------------- the line


def test_the_pace_starts_small_halves_and_grows() -> None:
    pace = Pace()
    assert pace.size == START
    sizes = []
    for _ in range(8):
        pace.bore(pace.size, 0.1)
        sizes.append(pace.size)
    assert sizes == [32768, 65536, 131072, 262144, MOST, MOST, MOST, MOST]
    for _ in range(12):
        pace.cut()
    assert pace.size == LEAST
    pace.bore(LEAST, 0.1)
    assert pace.size == LEAST, "once cut, it grows only when the line has borne a good deal"
    pace.bore(LEAST * 16, 0.1)
    assert pace.size == 2 * LEAST
    slow = Pace()
    slow.bore(START, 5.0)
    assert slow.size == START, "a slow piece does not grow"
    slow.bore(START, 9.0)
    assert slow.size == START // 2


@pytest.mark.parametrize("keeps", [True, False])
def test_six_megabytes_over_a_line_that_is_cut_all_the_time(counter: Counter, province: Province, keeps: bool) -> None:
    """`keeps` False: a server that throws a piece away whose end it did not see."""
    one = province()
    one.desk.files.keeps_partial = keeps
    dossier = counter.receive()
    content = jpeg(LARGEST if keeps else LARGEST // 3)
    scan = counter.attach(dossier, content)
    line = Line(one.port, seed=7)
    try:
        settle(courier_of(counter, one.url), counter)
        line.cuts_between = (2_000, 60_000)
        before = line.up
        courier = courier_of(counter, one.url, files_url=f"{line.url}/files")
        settle(courier, counter, rounds=400)
        sent, cuts = line.up - before, line.cuts
        courier.close()
    finally:
        line.stop()
    assert_filed(one, counter, [(dossier, scan)])
    assert cuts > 50
    assert sent <= 1.3 * len(content), f"{sent / len(content):.2f} of the size in {cuts} cuts"


# ----------------------------------------------------------------------- anything may happen anywhere


class Crash(BaseException):
    """The power fails."""


class Fragile(Parcels):
    """The real queue; before or after its n-th write the power fails."""

    def __init__(self, counter: Counter) -> None:
        super().__init__(counter.store)
        self.at = 0
        self.done = False


def _fragile(name: str) -> Callable[..., Any]:
    def method(self: Fragile, *args: Any) -> Any:
        self.at -= 1
        if self.at == 0 and not self.done:
            raise Crash
        answer = getattr(Parcels, name)(self, *args)
        if self.at == 0:
            raise Crash
        return answer

    return method


for _name in ("begin", "opened", "advanced", "acknowledge", "postpone", "quarantine"):
    setattr(Fragile, _name, _fragile(_name))


@contextmanager
def _courier(counter: Counter, one: Sandbox, parcels: Parcels | None = None) -> Iterator[tuple[Courier, Watched]]:
    dialect = Watched(counter, one.url)
    yield courier_of(counter, one.url, dialect=dialect, freight=freight_of(counter, dialect, parcels)), dialect
    dialect.close()


FAULTS = [Play.CUT_BEFORE, Play.CUT_AFTER, Play.ERROR, Play.ERROR_AFTER, Play.LOGIN_PAGE, Play.EXPIRE, Play.UNAVAILABLE]
CALLS = ["files.create", "files.head", "files.patch"]
STEPS = st.one_of(
    st.tuples(st.just("attach"), st.integers(900, 120_000), st.booleans()),
    st.tuples(st.just("act"), st.integers(0, 1), st.booleans()),
    st.tuples(
        st.just("fault"), st.sampled_from(FAULTS), st.sampled_from(["files.create", "files.head", "files.patch"])
    ),
    st.tuples(st.just("restore"), st.floats(0, 1), st.booleans()),
    st.tuples(st.just("crash"), st.integers(1, 9), st.booleans()),
    st.tuples(st.just("beside"), st.integers(1, 4), st.booleans()),
    st.tuples(st.just("round"), st.integers(0, 900), st.booleans()),
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(STEPS, min_size=3, max_size=12), keeps=st.booleans())
def test_whatever_happens_every_scan_arrives_once_and_whole(
    steps: list[Any], keeps: bool, empty_counter: Path, tmp_path_factory: pytest.TempPathFactory, stand_in: Sandbox
) -> None:
    one = stand_in
    _emptied(one)
    one.desk.files.keeps_partial = keeps
    counter = made.fresh(empty_counter, tmp_path_factory.mktemp("run"), FakeClock())
    dossiers = [counter.receive(), counter.receive()]
    attached = [(dossiers[0], counter.attach(dossiers[0], jpeg(70_000, 999)))]
    try:
        for number, (what, a, b) in enumerate(steps):
            if what == "attach":
                attached.append((dossiers[b], counter.attach(dossiers[b], jpeg(a, number))))
            elif what == "act":
                counter.act(dossiers[a], Kind.CORRECTED, CORRECTION)
            elif what == "fault":
                one.faults.arm(Fault(play=a, service=b, skip=number % 3))
            elif what == "restore":
                one.desk.files.restore(round(a, 2))
            else:
                parcels = Fragile(counter)
                parcels.done = b
                parcels.at = a if what == "crash" else 0
                with _courier(counter, one, parcels) as (courier, dialect):
                    if what == "beside":
                        # Another process of the same counter works in the middle of our call.
                        with _courier(counter, one) as (other, _):
                            go = lambda other=other: other.round(counter.clock.now())  # noqa: E731
                            dialect.before = {"put" if b else "open": (a, go)}
                            courier.round(counter.clock.now())
                    else:
                        with suppress(Crash):
                            courier.round(counter.clock.now())
                counter.clock.tick(seconds=a if what == "round" else 1)
        one.faults.clear()
        counter.parcels.release(codes(counter).values())
        with _courier(counter, one) as (courier, _):
            courier.send_now()
            settle(courier, counter)
        assert_holds(one.books, counter)
        assert_filed(one, counter, attached)
        with counter.store.read() as conn:
            filed = [event for _, event in all_events(conn) if event.kind is Kind.FILED]
        assert len(filed) <= len(attached)
    finally:
        counter.close()


CORRECTION = made.LIFE[2][1]


@pytest.fixture(scope="module")
def stand_in() -> Iterator[Sandbox]:
    from sync.sandbox import serve

    one = serve(catalogue=made.catalogue(), style=Style(success="code"))
    yield one
    made.stop(one)


def _emptied(one: Sandbox) -> None:
    from sync.sandbox.books import Books

    one.books.close()
    one.books = one.desk.books = Books()
    one.faults.clear()
    one.desk.expire()
    one.desk.calls.clear()
    one.desk.files.clear()
