"""Once a day: what the one-stop system offers, and what the province has published. Real lists, files and cuts."""

from __future__ import annotations

import base64
import shutil
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest
from nacl.signing import SigningKey

from app.domain.catalogue import Catalogue
from app.domain.events import ProcedureSnapshot
from app.domain.tariff import Service
from app.errors import Trouble
from app.listing import AGAIN, EVERY, Differing, Listing
from app.office import Office, open_office
from app.packages import INDEX, Index, Packages, publish, read_index
from app.settings import assets
from sync.daily import Daily
from sync.dialect import Dialect, ListsProcedures
from sync.sandbox import Fault, Play, Sandbox
from tests import tariffs
from tests.desk import FakeClock, clerk_of, draft, new_office
from tests.sync import counter as made
from tests.sync.counter import QUICK, Counter, settle
from tests.sync.line import Line
from tests.sync.wire import Wire
from tests.sync.wires import WIRES

Province = Callable[..., Sandbox]

LISTING = [wire for wire in WIRES if wire.name in {"dvcqg-session", "dvcqg-array", "opencps"}]
MARRIAGE, BIRTH = "1.004873", "1.001193"


def offered(*codes: str) -> Catalogue:
    """What this counter offers: the stand-in's procedures under the province's own names, and `codes`."""
    known = list(made.catalogue())
    more = [msgspec.structs.replace(known[0], code=code, name=f"Thủ tục {code}") for code in codes]
    return Catalogue("thu", [*known, *more])


class Desk:
    """A counter's listing and the wire it asks by."""

    def __init__(self, counter: Counter, one: Sandbox, wire: Wire, catalogue: Catalogue | None = None) -> None:
        self.counter = counter
        self.one = one
        self.listing = Listing(counter.store, catalogue or offered())
        self.dialect: Dialect = wire.dialect(counter, one.url)

    def look(self) -> bool:
        self.counter.clock.tick(seconds=EVERY.total_seconds() + 1)
        return self.again()

    def again(self) -> bool:
        packages: Any = None
        return Daily(self.listing, packages, clock=self.counter.clock.now).listed(self.dialect)


@pytest.fixture(params=LISTING, ids=lambda wire: wire.name)
def desk(request: pytest.FixtureRequest, counter: Counter, province: Province) -> Desk:
    return Desk(counter, request.param.start(province), request.param)


# ---------------------------------------------------------------------------- what is offered there


def test_what_is_offered_on_both_sides_is_no_task(desk: Desk) -> None:
    assert desk.look() is False
    assert desk.listing.differing() == () and desk.listing.heard_at() == desk.counter.clock.now()
    assert desk.listing.warning(BIRTH) is None


def test_what_is_not_offered_there_is_a_task_and_heals_by_itself(desk: Desk) -> None:
    desk.one.desk.directory.gone.add(BIRTH)  # type: ignore[attr-defined]
    assert desk.look() is True
    since = desk.counter.clock.now()
    ours = "Thủ tục đăng ký khai sinh"
    assert desk.listing.differing() == (Differing(code=BIRTH, ours=ours, theirs="", since=since),)
    warning = desk.listing.warning(BIRTH)
    assert warning is not None and warning.code == "procedure_unlisted"
    assert desk.listing.warning(MARRIAGE) is None
    assert desk.look() is False, "the same again is no news"
    assert desk.listing.differing()[0].since == since
    desk.one.desk.directory.gone.clear()  # type: ignore[attr-defined]
    assert desk.look() is True
    assert desk.listing.differing() == () and desk.listing.warning(BIRTH) is None


def test_another_name_there_is_a_task_with_both_sides(desk: Desk) -> None:
    names = desk.one.desk.directory.renamed  # type: ignore[attr-defined]
    names[BIRTH] = "Đăng ký  KHAI SINH."
    assert desk.look() is False, "the same name in another dress"
    names[BIRTH] = "Đăng ký khai sinh lưu động"
    assert desk.look() is True
    (task,) = desk.listing.differing()
    assert (task.ours, task.theirs) == ("Thủ tục đăng ký khai sinh", "Đăng ký khai sinh lưu động")
    assert desk.listing.warning(BIRTH) is None, "it is sent under their name"


def test_what_a_list_forgot_is_asked_for_by_itself(desk: Desk) -> None:
    desk.one.desk.directory.unlisted.add(BIRTH)  # type: ignore[attr-defined]
    assert desk.look() is False
    assert desk.listing.differing() == ()


def test_a_list_that_is_empty_or_short_changes_nothing(desk: Desk) -> None:
    directory: Any = desk.one.desk.directory  # type: ignore[attr-defined]
    directory.gone.add(BIRTH)
    desk.look()
    known = desk.listing.differing()
    directory.gone.add(MARRIAGE)
    assert desk.look() is False
    assert desk.listing.differing() == known, "nothing at all on the list"
    directory.as_ever()
    desk.look()
    assert desk.listing.missing({BIRTH: ""}) is not None and desk.listing.missing({}) is None
    assert desk.listing.missing({"9.000001": "", "9.000002": ""}) is None, "less than half of ours"


def test_a_list_that_shrank_to_less_than_half_is_not_believed(counter: Counter) -> None:
    listing = Listing(counter.store, offered())
    listing.heard({BIRTH: "", MARRIAGE: "", **{f"9.00000{n}": "" for n in range(6)}}, (), counter.clock.now())
    assert listing.missing({MARRIAGE: "", "9.000001": "", "9.000002": ""}) is None
    assert listing.missing({MARRIAGE: "", **{f"9.00000{n}": "" for n in range(4)}}) == (BIRTH,)


@pytest.mark.parametrize("play", [Play.CUT_AFTER, Play.ERROR, Play.LOGIN_PAGE, Play.NOT_THE_CONTRACT])
def test_a_look_that_failed_says_nothing(desk: Desk, play: Play) -> None:
    desk.one.desk.directory.gone.add(BIRTH)  # type: ignore[attr-defined]
    desk.one.faults.arm(Fault(play=play, times=0))
    assert desk.look() is False
    assert desk.listing.differing() == () and desk.listing.heard_at() is None
    desk.one.faults.clear()
    assert desk.again() is False, "asked in vain a moment ago"
    desk.counter.clock.tick(seconds=AGAIN.total_seconds() + 1)
    assert desk.again() is True


def test_a_look_at_one_procedure_that_failed_says_nothing(desk: Desk) -> None:
    desk.one.desk.directory.gone.add(BIRTH)  # type: ignore[attr-defined]
    for service in ("LayThuTuc", "service"):
        desk.one.faults.arm(Fault(play=Play.ERROR, service=service, times=0))
    assert desk.look() is False
    assert desk.listing.differing() == ()


def test_the_list_is_asked_for_once_a_day(desk: Desk) -> None:
    desk.look()
    calls = len(desk.one.desk.calls)
    assert desk.again() is False and len(desk.one.desk.calls) == calls
    desk.counter.clock.tick(days=-400)
    desk.again()
    assert len(desk.one.desk.calls) > calls, "a clock that went back by years does not end it"


def test_a_page_of_a_list_is_asked_for_whole(counter: Counter, province: Province) -> None:
    from sync.sandbox.desk_opencps import OpenCpsStyle

    wire = next(wire for wire in WIRES if wire.name == "opencps")
    one = province(wire="opencps", style=OpenCpsStyle(page=1))
    dialect = wire.dialect(counter, one.url)
    assert isinstance(dialect, ListsProcedures)
    names = dialect.list_procedures()
    assert isinstance(names, dict) and set(names) == {MARRIAGE, BIRTH}


def test_a_wire_without_a_list_is_never_asked(counter: Counter, province: Province) -> None:
    wire = next(wire for wire in WIRES if wire.name == "igate")
    desk = Desk(counter, wire.start(province), wire)
    assert desk.look() is False and desk.one.desk.calls == []


def test_what_was_set_aside_for_want_of_a_procedure_goes_when_it_is_listed_again(
    counter: Counter, province: Province
) -> None:
    wire = LISTING[0]
    desk = Desk(counter, wire.start(province), wire)
    directory: Any = desk.one.desk.directory  # type: ignore[attr-defined]
    directory.gone.add(BIRTH)
    desk.look()
    counter.receive(procedure=ProcedureSnapshot(code=BIRTH, name="Đăng ký khai sinh", field="Hộ tịch"))
    settle(wire.courier(counter, desk.one.url), counter)
    assert [item.reason for item in counter.quarantined()] == ["server_unknown_procedure"]
    desk.look()
    assert len(counter.quarantined()) == 1, "it is not listed yet"
    directory.gone.clear()
    desk.look()
    assert not counter.quarantined()
    settle(wire.courier(counter, desk.one.url), counter)
    assert len(desk.one.books.codes()) == 1 and not counter.quarantined()


# --------------------------------------------------------------------------------------- packages


SECRET = base64.b64encode(bytes(range(32))).decode()
PUBLIC = base64.b64encode(bytes(SigningKey(bytes(range(32))).verify_key)).decode()


def catalogue_of(folder: Path, version: str) -> Path:
    """The shipped catalogue under another version, with one short name changed."""
    made_of = folder / f"catalogue-{version}"
    (made_of / "procedures").mkdir(parents=True)
    shipped = assets("catalogue")
    for name in ("procedures/1.001193.toml", "procedures/1.004873.toml"):
        text = (shipped / name).read_text(encoding="utf-8")
        (made_of / name).write_text(text, encoding="utf-8")
    (made_of / "catalogue.toml").write_text(f'version = "{version}"\n', encoding="utf-8")
    shutil.copy(shipped / "index.csv", made_of)
    return made_of


def calendar_of(folder: Path, version: str) -> Path:
    """2027 decided: 4/1 is off, and nothing else that the shipped forecast says."""
    made_of = folder / f"calendar-{version}"
    made_of.mkdir(parents=True)
    (made_of / "VERSION").write_text(version)
    (made_of / "2027.toml").write_text(
        'year = 2027\ndecided = true\nsource = "Thông báo 1"\n'
        '[[days]]\ndate = 2027-01-04\nkind = "off"\nnote = "Nghỉ"\n',
        encoding="utf-8",
    )
    return made_of


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    """What a province has published."""
    out = tmp_path / "published"
    folders: Any = {
        "catalogue": catalogue_of(tmp_path, "2026-12"),
        "calendar": calendar_of(tmp_path, "2026-12-05"),
        "tariff": tariffs.write(tmp_path / "tariff-2026-12"),
    }
    publish(out, SECRET, folders)
    return out


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


def with_key(office: Office, url: str, key: str = PUBLIC) -> Packages:
    """The office's packages under a profile that names an address and a key."""
    server = msgspec.structs.replace(office.profile.server, packages_url=url, packages_key=key)
    return Packages(office.data, office.store, server)


@pytest.fixture
def office(tmp_path: Path, clock: FakeClock) -> Iterator[Office]:
    one = new_office(tmp_path / "data", clock)
    yield one
    one.close()


def fetch(office: Office, packages: Packages, url: str, calm: Callable[[], bool] = lambda: True) -> bool:
    listing = office.listing
    return Daily(listing, packages, clock=office.store.clock.now, calm=calm).fetched(url, timeouts=QUICK)


def codes(packages: Packages, office: Office) -> list[str]:
    return [concern.code for concern in packages.concerns(office.store.clock.now())]


def held(packages: Packages) -> list[tuple[str, str, str]]:
    return [(one.kind, one.version, one.waiting) for one in packages.held()]


def test_what_is_published_comes_home_and_counts_from_the_next_start(
    office: Office, province: Province, shelf: Path
) -> None:
    one = province()
    one.desk.packages.folder = shelf
    url = f"{one.url}/packages"
    packages = with_key(office, url)
    before = packages.catalogue.version
    assert fetch(office, packages, url) is True
    assert held(packages) == [
        ("catalogue", before, "2026-12"),
        ("calendar", "2026-07", "2026-12-05"),
        ("tariff", "2017-09", "2026-12"),
    ]
    assert packages.catalogue.version == before, "nothing changes under a clerk's hands"
    assert codes(packages, office) == ["package_waits"] * 3
    again = with_key(office, url)
    assert held(again) == [("catalogue", "2026-12", ""), ("calendar", "2026-12-05", ""), ("tariff", "2026-12", "")]
    assert [one.before for one in again.held()] == [before, "2026-07", "2017-09"]
    day = date(2026, 11, 16)
    assert (packages.tariff.on(day).is_example, again.tariff.on(day).sure) == (True, "decided")
    assert len(again.catalogue) == 2
    assert codes(again, office) == []
    calendar = again.calendar
    assert calendar.decided(2027) and not packages.calendar.decided(2027)
    assert not calendar.is_working(date(2027, 1, 4))
    forecast = date(2027, 2, 8)
    assert not packages.calendar.is_working(forecast)
    assert calendar.is_working(forecast), "a forecast's day off is none any more"
    assert calendar.covers(2026), "years that were not sent stay"


def test_it_is_asked_once_a_day_and_the_same_index_sends_nothing(
    office: Office, province: Province, shelf: Path, clock: FakeClock
) -> None:
    one = province()
    one.desk.packages.folder = shelf
    url = f"{one.url}/packages"
    packages = with_key(office, url)
    fetch(office, packages, url)
    sent, calls = one.desk.packages.sent, len(one.desk.calls)
    fetch(office, packages, url)
    assert len(one.desk.calls) == calls
    clock.tick(days=1, hours=1)
    fetch(office, packages, url)
    assert len(one.desk.calls) == calls + 1 and one.desk.packages.sent == sent, "not modified"
    one.desk.packages.folder = None
    clock.tick(days=15)
    fetch(office, packages, url)
    assert codes(packages, office).count("packages_silent") == 1


@pytest.mark.parametrize("ranges", [True, False])
def test_a_line_that_is_cut_resumes_where_it_was(
    office: Office, province: Province, shelf: Path, clock: FakeClock, ranges: bool
) -> None:
    one = province()
    one.desk.packages.folder, one.desk.packages.ranges = shelf, ranges
    size = sum(file.stat().st_size for file in shelf.glob("*.zst"))
    line = Line(one.port, seed=7)
    line.cuts_between = (6_000, 20_000) if ranges else (0, 0)
    try:
        packages = with_key(office, f"{line.url}/packages")
        daily = Daily(office.listing, packages, clock=clock.now)
        for _ in range(40):
            daily.fetched(f"{line.url}/packages", timeouts=QUICK)
            if all(one.waiting for one in packages.held()):
                break
            clock.tick(hours=2)
    finally:
        line.stop()
    assert line.cuts > 0 or not ranges
    assert [one.waiting for one in packages.held()] == ["2026-12", "2026-12-05", "2026-12"]
    assert one.desk.packages.sent < 3 * size, "a cut costs a piece, not the file"
    assert not list((office.data / "packages").glob("*.part"))


def test_an_event_that_waits_goes_before_the_rest_of_a_file(office: Office, province: Province, shelf: Path) -> None:
    one = province()
    one.desk.packages.folder = shelf
    url = f"{one.url}/packages"
    packages = with_key(office, url)
    assert fetch(office, packages, url, calm=lambda: len(one.desk.calls) < 2) is False
    assert len(list((office.data / "packages").glob("*.part"))) == 1
    begun = one.desk.packages.sent
    assert packages.due(office.store.clock.now()), "the rest is wanted at the next look"
    assert fetch(office, packages, url) is True
    size = sum(file.stat().st_size for file in shelf.iterdir())
    assert begun > 0 and one.desk.packages.sent == size, "nothing was sent twice"


def resigned(shelf: Path, secret: str = SECRET, **changes: Any) -> None:
    """The index with something changed and a signature that fits it."""
    index = msgspec.json.decode((shelf / INDEX).read_bytes(), type=Index)
    index = msgspec.structs.replace(index, **changes)
    signature = SigningKey(base64.b64decode(secret)).sign(index.signed_text()).signature
    index = msgspec.structs.replace(index, signature=base64.b64encode(signature).decode())
    (shelf / INDEX).write_bytes(msgspec.json.encode(index))


def offer_of(shelf: Path, kind: str) -> Any:
    return getattr(msgspec.json.decode((shelf / INDEX).read_bytes(), type=Index), kind)


def spoil(shelf: Path, how: str) -> str:
    """Does it; the code that is said."""
    index = (shelf / INDEX).read_bytes()
    match how:
        case "other key":
            resigned(shelf, base64.b64encode(bytes(32)).decode())
            return "packages_untrusted"
        case "no signature":
            (shelf / INDEX).write_bytes(index.replace(b'"signature"', b'"signed"'))
            return "packages_broken"
        case "altered":
            (shelf / INDEX).write_bytes(index.replace(b"2026-12-05", b"2026-12-06"))
            return "packages_untrusted"
        case "newer format":
            (shelf / INDEX).write_bytes(index.replace(b'"format":2', b'"format":3'))
            return "packages_newer"
        case "not json":
            (shelf / INDEX).write_bytes(b"\xff\xfe nothing")
            return "packages_broken"
        case "altered file":
            file = next(shelf.glob("catalogue-*.zst"))
            content = bytearray(file.read_bytes())
            content[100] ^= 1
            file.write_bytes(content)
            return "packages_broken"
        case "short file" | "short file, no ranges":
            file = next(shelf.glob("catalogue-*.zst"))
            file.write_bytes(file.read_bytes()[:-10])
            return "packages_broken"
        case "missing file":
            next(shelf.glob("catalogue-*.zst")).unlink()
            return "packages_broken"
        case "other kind":
            calendar = offer_of(shelf, "calendar")
            resigned(shelf, catalogue=msgspec.structs.replace(calendar, version="2026-12"))
            return "packages_broken"
        case "a way out":
            resigned(shelf, catalogue=msgspec.structs.replace(offer_of(shelf, "catalogue"), file="../x.zst"))
            return "packages_broken"
    raise AssertionError(how)


HOW = (
    "other key", "no signature", "altered", "newer format", "not json", "altered file", "short file",
    "short file, no ranges", "missing file", "other kind", "a way out",
)  # fmt: skip


@pytest.mark.parametrize("how", HOW)
def test_what_is_not_the_provinces_or_not_whole_changes_nothing(
    office: Office, province: Province, shelf: Path, how: str, clock: FakeClock
) -> None:
    code = spoil(shelf, how)
    one = province()
    one.desk.packages.folder, one.desk.packages.ranges = shelf, "no ranges" not in how
    url = f"{one.url}/packages"
    packages = with_key(office, url)
    before = held(packages)
    assert fetch(office, packages, url) is False
    assert held(packages) == before == held(with_key(office, url))
    assert codes(packages, office) == [code]
    calls = len(one.desk.calls)
    fetch(office, packages, url)
    assert len(one.desk.calls) == calls, "what was wrong is asked for tomorrow, not every ten minutes"
    with pytest.raises(Trouble, match="file_unreadable" if how == "missing file" else code):
        packages.install(shelf)
    assert held(packages) == before
    shutil.rmtree(shelf)
    folders: Any = {"catalogue": catalogue_of(shelf.parent / "again", "2026-12")}
    publish(shelf, SECRET, folders)
    clock.tick(days=1, hours=1)
    assert fetch(office, packages, url) is True
    assert codes(packages, office) == ["package_waits"], "what is right again is said no more"


def test_a_package_that_cannot_be_loaded_is_not_taken(office: Office, shelf: Path, tmp_path: Path) -> None:
    """Signed and whole and wrong: a key that no program of ours knows."""
    import hashlib

    import zstandard

    from app.packages import _Inside

    text = (tmp_path / "calendar-2026-12-05" / "2027.toml").read_text(encoding="utf-8")
    files = {"VERSION": "2026-12-05", "2027.toml": text + "colour = 1\n"}
    raw = msgspec.json.encode(_Inside(kind="calendar", version="2026-12-05", files=files))
    content = zstandard.ZstdCompressor().compress(raw)
    (shelf / "calendar-2026-12-05.zst").write_bytes(content)
    offer = offer_of(shelf, "calendar")
    digest = hashlib.sha256(content).hexdigest()
    resigned(shelf, calendar=msgspec.structs.replace(offer, sha256=digest, bytes=len(content)), catalogue=None)
    packages = with_key(office, "")
    with pytest.raises(Trouble, match="calendar_broken"):
        packages.install(shelf)
    assert held(packages)[1] == ("calendar", "2026-07", "")
    assert list((office.data / "packages" / "calendar").iterdir()) == []


def test_without_a_key_nothing_is_taken_and_it_is_said(office: Office, province: Province, shelf: Path) -> None:
    one = province()
    one.desk.packages.folder = shelf
    url = f"{one.url}/packages"
    packages = with_key(office, url, key="")
    assert fetch(office, packages, url) is False and one.desk.calls == []
    assert codes(packages, office) == ["packages_no_key"]
    with pytest.raises(Trouble, match="packages_no_key"):
        packages.install(shelf)


def test_a_stick_does_the_same_and_an_older_version_never_comes_back(
    office: Office, shelf: Path, tmp_path: Path
) -> None:
    older: Any = {"catalogue": catalogue_of(tmp_path, "2026-11")}
    publish(tmp_path / "older", SECRET, older)
    packages = with_key(office, "")
    assert [one.waiting for one in packages.install(shelf)] == ["2026-12", "2026-12-05", "2026-12"]
    assert packages.install(shelf / INDEX) == (), "the same again is nothing new"
    assert packages.install(tmp_path / "older") == ()
    again = with_key(office, "")
    assert again.install(tmp_path / "older") == () and again.catalogue.version == "2026-12"
    newer: Any = {"catalogue": catalogue_of(tmp_path, "2026-12-20")}
    publish(tmp_path / "newer", SECRET, newer)
    again.install(tmp_path / "newer")
    third = with_key(office, "")
    assert (third.catalogue.version, third.held()[0].before) == ("2026-12-20", "2026-12")


def test_a_package_that_a_disk_has_spoilt_does_not_keep_the_counter_shut(office: Office, shelf: Path) -> None:
    with_key(office, "").install(shelf)
    spoilt = office.data / "packages" / "catalogue" / "2026-12" / "catalogue.toml"
    spoilt.write_bytes(b"\0" * 40)
    packages = with_key(office, "")
    assert packages.catalogue.version == "2026-07" and packages.held()[1].version == "2026-12-05"
    assert codes(packages, office) == ["package_damaged"]
    assert [one.waiting for one in packages.install(shelf)] == ["2026-12"], "it may come again"
    assert with_key(office, "").catalogue.version == "2026-12"


def test_what_this_counter_decided_holds_over_every_calendar(office: Office, shelf: Path) -> None:
    own = office.data / "calendar"
    own.mkdir()
    (own / "2027.toml").write_text(
        'year = 2027\ndecided = true\nsource = "UBND xã"\n'
        '[[days]]\ndate = 2027-01-09\nkind = "work"\nnote = "Trực thứ Bảy"\n',
        encoding="utf-8",
    )
    with_key(office, "").install(shelf)
    calendar = with_key(office, "").calendar
    assert calendar.is_working(date(2027, 1, 9)) and not calendar.is_working(date(2027, 1, 4))


def test_what_this_counter_decided_holds_over_every_tariff_and_what_is_broken_is_said(
    office: Office, shelf: Path
) -> None:
    with_key(office, "").install(shelf)
    own, day = office.data / "tariff", date(2026, 11, 16)
    tariffs.write(own, tariffs.LAI_CHAU.replace("22000", "24000"))
    (line,) = with_key(office, "").tariff.on(day).postage(Service.RETURN)
    assert line.amount == 24_000
    tariffs.write(own, tariffs.LAI_CHAU.replace("22000", '"24000"'))
    packages = with_key(office, "")
    (line,) = packages.tariff.on(day).postage(Service.RETURN)
    assert line.amount == 22_000, "the province's serves on"
    (concern,) = packages.concerns(office.store.clock.now())
    assert (concern.code, concern.facts["key"]) == ("tariff_broken", "lines[1].steps[0].amount")


def test_a_spoilt_tariff_is_passed_over_and_a_taken_one_waits_for_the_next_start(office: Office, shelf: Path) -> None:
    packages, day = with_key(office, ""), date(2026, 11, 16)
    packages.install(shelf)
    assert packages.tariff.on(day).is_example, "although nobody had asked for it yet"
    (office.data / "packages" / "tariff" / "2026-12" / "lai-chau.toml").write_bytes(b"\0" * 40)
    packages = with_key(office, "")
    assert packages.tariff.on(day).is_example and "package_damaged" in codes(packages, office)
    assert [one.waiting for one in packages.install(shelf)] == ["2026-12"], "it may come again"
    assert not with_key(office, "").tariff.on(day).is_example


def test_a_tariff_is_not_read_before_it_is_asked_for(office: Office) -> None:
    packages = with_key(office, "")
    assert codes(packages, office) == [] and held(packages)[2] == ("tariff", "2017-09", "")
    assert "_priced" not in packages.__dict__
    office.counter.preview(draft())
    assert "_priced" in office.packages.__dict__


def test_an_index_without_a_tariff_is_of_the_first_format(tmp_path: Path) -> None:
    folders: Any = {"calendar": calendar_of(tmp_path, "2026-12-05")}
    assert publish(tmp_path / "out", SECRET, folders).format == 1, "older programs take it"
    folders = {"tariff": tariffs.write(tmp_path / "tariff")}
    both = publish(tmp_path / "out", SECRET, folders)
    assert both.format == 2 and both.calendar is not None


@pytest.mark.parametrize(
    ("text", "version", "key"),
    [
        (tariffs.LAI_CHAU.replace("[[lines]]", "[[lines]]\ncolour = 1", 1), "2026-12", "lines[0].colour"),
        ("", "2026-12", ""),
        (tariffs.LAI_CHAU, "bản mới", ""),
    ],
)
def test_a_tariff_that_cannot_be_loaded_is_not_published(tmp_path: Path, text: str, version: str, key: str) -> None:
    folder = tariffs.write(tmp_path / "tariff", text, version=version)
    if not text:
        (folder / "lai-chau.toml").unlink()
    folders: Any = {"tariff": folder}
    with pytest.raises(Trouble, match="tariff_broken") as told:
        publish(tmp_path / "out", SECRET, folders)
    assert told.value.facts["key"] == key


def test_a_dossier_keeps_the_catalogue_it_was_received_under(office: Office, shelf: Path, clock: FakeClock) -> None:
    clerk = clerk_of(office)
    code = office.counter.receive(draft(), clerk).dossier.code
    profile = (office.data / "profile.toml").read_text(encoding="utf-8")
    (office.data / "profile.toml").write_text(
        profile.replace("[server]", f'[server]\npackages_key = "{PUBLIC}"'), encoding="utf-8"
    )
    with_key(office, "").install(shelf)
    again = open_office(office.data, clock)
    try:
        assert again.catalogue.version == again.packages.catalogue.version == "2026-12"
        assert again.counter.find(code, clerk).filing.procedure.catalogue_version == "2026-07"
        new = again.counter.receive(draft(applicant__id_number="012090001235"), clerk).dossier
        assert new.filing.procedure.catalogue_version == "2026-12"
    finally:
        again.close()


def test_receiving_says_that_a_procedure_is_not_offered_there_and_forbids_nothing(
    office: Office, clock: FakeClock
) -> None:
    clerk = clerk_of(office)
    names = {one.code: one.name for one in office.catalogue if one.code != MARRIAGE}
    office.listing.heard(names, (MARRIAGE,), clock.now())
    assert "procedure_unlisted" in [doubt.code for doubt in office.counter.preview(draft()).doubts]
    receipt = office.counter.receive(draft(), clerk)
    assert "procedure_unlisted" in [warning.code for warning in receipt.warnings] and receipt.dossier.code
    told = {concern.code: dict(concern.facts) for concern in office.concerns.now(clerk)}
    assert told["procedures_unlisted"] == {"count": 1}
    office.listing.heard({**names, MARRIAGE: "Tên khác hẳn"}, (), clock.now() + timedelta(days=1))
    told = {concern.code: dict(concern.facts) for concern in office.concerns.now(clerk)}
    assert told.get("procedures_renamed") == {"count": 1} and "procedures_unlisted" not in told
    assert "procedure_unlisted" not in [doubt.code for doubt in office.counter.preview(draft()).doubts]


def test_an_index_is_proven_before_it_is_read(shelf: Path) -> None:
    raw = (shelf / INDEX).read_bytes()
    assert {kind for kind, _ in read_index(raw, PUBLIC).offers()} == {"catalogue", "calendar", "tariff"}
    assert read_index(raw.replace(b":", b" : "), PUBLIC) == read_index(raw, PUBLIC), "white space says nothing"
