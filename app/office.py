"""A counter, opened: everything the window and the commands work with, built in one place."""

from __future__ import annotations

import os
from datetime import date, timedelta
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from app.clock import Clock
from app.counter import Counter, blocks_of
from app.domain import places
from app.domain.catalogue import ONLINE, Catalogue
from app.errors import Trouble
from app.listing import Listing
from app.packages import Packages
from app.paper import Press
from app.paper import Unit as PaperUnit
from app.people import People, Role
from app.settings import Profile, assets, read_profile
from app.store import Store
from app.store.outbox import Outbox
from app.store.scans import Scans
from app.store.views import Views

if TYPE_CHECKING:
    from app.branch import Branch
    from app.concerns import Concerns
    from app.day import DayBook
    from app.manifests import Manifests
    from app.print_jobs import PrintJobs
    from app.reports import Reports
    from app.store.figures import Figures
    from app.store.parcels import Parcels
    from app.store.proofs import Proofs
    from app.store.rounds import Rounds
    from app.store.sightings import Sightings

DATABASE = "counter.sqlite"
PROFILE = "profile.toml"
TRAINING_PIN = "2468"
"""Everybody's at the practice counter, whose people and dossiers are invented."""


class Office(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """One counter at work. Threads may share all of it.

    What the first page does not need is loaded when it is first asked for: the clerk waits for every module.
    """

    data: Path
    profile: Profile
    store: Store
    catalogue: Catalogue
    counter: Counter
    listing: Listing
    packages: Packages
    people: People
    outbox: Outbox
    views: Views
    press: Press
    training: bool = False

    @cached_property
    def concerns(self) -> Concerns:
        from app.concerns import Concerns

        return Concerns(self.store, self.profile, blocks_of(self.profile)[0], self.listing, self.packages)

    @cached_property
    def branch(self) -> Branch:
        from app.branch import Branch

        return Branch(self.store, self.profile, self.data)

    @cached_property
    def day(self) -> DayBook:
        from app.day import DayBook

        return DayBook(self.store, self.profile, self.press, self.branch.others)

    @cached_property
    def manifests(self) -> Manifests:
        from app.manifests import Manifests

        return Manifests(self.store, self.profile, self.packages.calendar, self.press, self.counter.hand_back_in)

    @cached_property
    def jobs(self) -> PrintJobs:
        from app.print_jobs import PrintJobs

        return PrintJobs(self.store, self.press)

    @cached_property
    def sightings(self) -> Sightings:
        from app.store.sightings import Sightings

        return Sightings(self.store)

    @cached_property
    def parcels(self) -> Parcels:
        from app.store.parcels import Parcels

        return Parcels(self.store)

    @cached_property
    def rounds(self) -> Rounds:
        from app.store.rounds import Rounds

        return Rounds(self.store)

    @cached_property
    def proofs(self) -> Proofs:
        from app.store.proofs import Proofs

        return Proofs(self.store)

    @cached_property
    def reports(self) -> Reports:
        from app.store.figures import Figures

        return self.reports_over(Figures(self.store, self.store.clock.now), self.profile.unit.name)

    def reports_over(self, figures: Figures, unit: str) -> Reports:
        """Reports of another source, which is called `unit`: many counters' (`app.store.collected`)."""
        from app.reports import Limits, Reports

        def procedure(code: str) -> str:
            known = self.catalogue.get(code)
            return "" if known is None else known.short_name

        def commune(code: str) -> str:
            known = places.commune(code)
            return "" if known is None else known.name

        def provision(day: date) -> tuple[int, int]:
            offered = [one for one in self.catalogue.on(day) if one.offers]
            return len(offered), sum(ONLINE in one.channels() for one in offered)

        return Reports(
            figures,
            # A workbook of practice must not pass for a real one either.
            unit=f"{unit} (TẬP HUẤN)" if self.training else unit,
            press=self.press,
            procedure=procedure,
            commune=commune,
            provision=provision,
            limits=Limits(
                sync=timedelta(hours=self.profile.counter.old_after_hours),
                leg=timedelta(days=self.profile.report.leg_days),
            ),
        )

    def close(self) -> None:
        if "branch" in self.__dict__:
            self.branch.close()
        self.store.close()


def set_up(profile_file: Path, data: Path, pin: str, clock: Clock) -> tuple[Office, dict[str, str]]:
    """A new counter in `data` from a profile file; returns it with the PIN of each of its first people.

    With an empty `pin` everybody gets a one-time PIN. Rejected names the profile's wrong key; Trouble("already_there")
    when there is a counter already. A set-up that was cut short is finished by doing it again.
    """
    profile = read_profile(profile_file)
    if (data / PROFILE).exists():
        raise Trouble("already_there")
    _make_folders(data)
    # The profile is written last: its presence is what says that the counter is whole.
    for leftover in ("", "-wal", "-shm"):
        (data / f"{DATABASE}{leftover}").unlink(missing_ok=True)
    store = Store.create(data / DATABASE, clock)
    store.ensure_person_key()
    people = People(store)
    pins = {profile.people.manager: people.add(profile.people.manager, Role.MANAGER, None, pin)}
    for name in profile.people.clerks:
        pins[name] = people.add(name, Role.CLERK, None, pin)
    try:
        fresh = data / f"{PROFILE}.new"
        fresh.write_bytes(profile_file.read_bytes())
        with fresh.open("rb+") as written:
            os.fsync(written.fileno())
        fresh.replace(data / PROFILE)
    except OSError as error:
        raise Trouble("read_only", why=error.strerror or "") from error
    return _build(data, profile, store, training=False), pins


def open_office(data: Path, clock: Clock, *, training: bool = False) -> Office:
    """The counter in `data`. Trouble("not_set_up") when there is none; Trouble and TooNew of `Store.open`."""
    if not (data / PROFILE).exists():
        raise Trouble("not_set_up")
    profile = read_profile(data / PROFILE)
    return _build(data, profile, Store.open(data / DATABASE, clock), training=training)


def restore_office(file: Path, data: Path, clock: Clock, *, replace: bool) -> Path | None:
    """Puts a backup in the place of the counter's database; the profile stays. See `app.store.backup.restore`."""
    if not (data / PROFILE).exists():
        raise Trouble("not_set_up")
    from app.manifests import SERIES
    from app.store.backup import restore

    profile = read_profile(data / PROFILE)
    kept = restore(file, data, clock, (*blocks_of(profile), SERIES), replace=replace)
    # Scans are never overwritten: only what is missing here comes from beside the copy.
    Scans(file.parent).copy_to(Scans(data))
    return kept


def back_up(office: Office, folder: Path) -> tuple[Path, int]:
    """A checked copy of the database, and beside it the scans that were not there yet; returns the file and how many.

    Names are digests, so each further backup into the same folder copies only what is new.
    """
    from app.store.backup import snapshot

    file = snapshot(office.store, folder)
    return file, Scans(office.data).copy_to(Scans(folder))


def _make_folders(data: Path) -> None:
    try:
        for folder in (data, data / "papers", data / "backups", data / "logs"):
            # Personal data: nobody else on this PC has business here.
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise Trouble("read_only", why=error.strerror or "") from error


def _province_of(code: str) -> str:
    found = places.commune(code) if code else None
    return "" if found is None else found.province_code


def _build(data: Path, profile: Profile, store: Store, *, training: bool) -> Office:
    _make_folders(data)
    packages = Packages(data, store, profile.server)
    known = packages.catalogue
    listing = Listing(store, known)
    unit = profile.unit
    here = places.commune(unit.commune_code)
    press = Press(
        assets(),
        PaperUnit(
            name=unit.name,
            address=unit.address,
            hotline=unit.hotline,
            province=unit.province,
            heading=unit.heading,
            agency=unit.agency,
            commune=here.name if here is not None else "",
            mode=unit.mode,
            lookup_url=unit.lookup_url,
            training=training,
        ),
        native_symbols=profile.printer.roll_symbols == "native",
    )
    return Office(
        data=data,
        profile=profile,
        store=store,
        catalogue=known,
        counter=Counter(
            store,
            profile,
            known,
            packages.calendar,
            press,
            _province_of,
            listing,
            lambda: packages.tariff,
        ),
        listing=listing,
        packages=packages,
        people=People(store),
        outbox=Outbox(store),
        views=Views(store),
        press=press,
        training=training,
    )
