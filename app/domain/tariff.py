"""What the post takes for carrying a dossier and its result (cước BCCI): dated data, and who need not pay it.

The figures stand in TOML files (docs/tariff.md); this module owns their shape, their loading and what they come to. A
file it does not fully understand is refused with the wrong key. An example is never what a counter asks for unless its
profile says so: a sum that nobody has decided must not be taken from anybody.
"""

from __future__ import annotations

import datetime
import enum
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import msgspec

from app.domain.catalogue import FeeKind, wrong_key
from app.domain.events import FeeLine, Mode
from app.domain.intake import GROUND
from app.domain.text import clean, flaw
from app.errors import Trouble

LARGEST = 10**7
"""More đồng than this for one dossier is a slip of the finger."""

HEAVIEST = 50_000
"""Grams: no dossier weighs more."""

_KEY = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


class Service(enum.StrEnum):
    """The three services of QĐ 45/2016 Đ5 (gửi hồ sơ, chuyển trả kết quả, hai chiều), and bringing the citizen's fees
    to the agency (chuyển nộp phí, lệ phí)."""

    SEND = "send"
    RETURN = "return"
    BOTH = "both"
    COLLECT = "collect"


class Zone(enum.StrEnum):
    """nội tỉnh, liên tỉnh. There are no districts any more since 1/7/2025, hence none of their zones."""

    WITHIN = "within"
    ACROSS = "across"


class Sure(enum.StrEnum):
    """How sure the figures are: decided and in force; not yet compared with the decision; only an example."""

    DECIDED = "decided"
    UNCHECKED = "unchecked"
    EXAMPLE = "example"


class Step(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`amount` đồng for what weighs no more than `up_to` grams."""

    up_to: int
    amount: int


class Beyond(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Over the last step: `amount` đồng more for each `every` grams that have begun."""

    every: int
    amount: int


class Line(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One price: `amount` whatever the weight, or `steps` by weight. Without `zone` it holds in both."""

    service: Service
    zone: Zone | None = None
    amount: int | None = None
    steps: tuple[Step, ...] = ()
    beyond: Beyond | None = None

    def price(self, grams: int) -> int | None:
        """Đồng; None for what is heavier than the line knows."""
        if self.amount is not None:
            return self.amount
        for step in self.steps:
            if grams <= step.up_to:
                return step.amount
        if self.beyond is None:
            return None
        last = self.steps[-1]
        return last.amount + -(-(grams - last.up_to) // self.beyond.every) * self.beyond.amount


class Group(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """People who pay less: `percent` of the sum is waived, 100 is exempt. `covers`: the kinds of fee it holds for."""

    key: str
    name: str
    percent: int
    covers: tuple[FeeKind, ...] = (FeeKind.POSTAGE,)
    source: str


class Priced(msgspec.Struct, frozen=True, kw_only=True):
    """One price a clerk may choose. `up_to` grams, 0 where the weight does not matter."""

    name: str
    up_to: int
    amount: int


class Offered(msgspec.Struct, frozen=True, kw_only=True):
    """A line of postage that is proposed, and the prices of the same service."""

    line: FeeLine
    prices: tuple[Priced, ...]


class Rates(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One tariff: a file of the folder. `usual_grams` is what a dossier is taken to weigh until somebody weighs it."""

    name: str
    effective_from: datetime.date
    effective_to: datetime.date | None = None
    sure: Sure
    source: str
    usual_grams: int = 100
    lines: tuple[Line, ...] = ()
    groups: tuple[Group, ...] = ()

    def postage(
        self, service: Service, zone: Zone = Zone.WITHIN, grams: int | None = None, group: str = ""
    ) -> tuple[FeeLine, ...]:
        """The lines a dossier owes for a service, none where the tariff has no price for it.

        BOTH without a price of its own is SEND to the agency, in the province, and RETURN in `zone`. `group` is the key
        of one of `groups`; KeyError for another.
        """
        found = tuple(offered.line for offered in self.offered(service, zone, grams))
        if not group:
            return found
        people = {one.key: one for one in self.groups}[group]
        return tuple(relieved(line, people) for line in found)

    def offered(self, service: Service, zone: Zone = Zone.WITHIN, grams: int | None = None) -> tuple[Offered, ...]:
        """The same, each with the other prices of its service."""
        amount = self._price(service, zone, self.usual_grams if grams is None else grams)
        if amount is not None:
            name = name_of(service, zone)
            line = FeeLine(kind=FeeKind.POSTAGE, name=name, amount=amount)
            return (Offered(line=line, prices=tuple(self._prices(service))),)
        if service is Service.BOTH:
            return self.offered(Service.SEND, Zone.WITHIN, grams) + self.offered(Service.RETURN, zone, grams)
        return ()

    @property
    def is_example(self) -> bool:
        return self.sure is Sure.EXAMPLE

    def group_named(self, said: str) -> Group | None:
        """By its key or its name."""
        return next((one for one in self.groups if said in (one.key, one.name)), None)

    def _price(self, service: Service, zone: Zone, grams: int) -> int | None:
        line = self._line(service, zone)
        return None if line is None else line.price(grams)

    def _line(self, service: Service, zone: Zone) -> Line | None:
        of_service = [line for line in self.lines if line.service is service]
        return next((line for line in of_service if line.zone in (zone, None)), None)

    def _prices(self, service: Service) -> Iterator[Priced]:
        for zone in Zone:
            line = self._line(service, zone)
            if line is None or (line.zone is None and zone is Zone.ACROSS and service is Service.COLLECT):
                continue
            name = name_of(service, zone)
            if line.amount is not None:
                yield Priced(name=name, up_to=0, amount=line.amount)
            for step in line.steps:
                yield Priced(name=name, up_to=step.up_to, amount=step.amount)


NO_RATES = Rates(name="", effective_from=datetime.date.min, sure=Sure.EXAMPLE, source="")
"""What holds on a day that no file covers: no price and no group."""


class Tariff:
    """All versions of a tariff; `on(day)` is the one in force."""

    def __init__(self, versions: Iterable[Rates] = ()) -> None:
        self.versions = tuple(sorted(versions, key=lambda rates: rates.effective_from))

    def on(self, day: datetime.date) -> Rates:
        """The newest that has begun by `day` and has not ended; NO_RATES when there is none."""
        for rates in reversed(self.versions):
            if rates.effective_from <= day:
                return rates if rates.effective_to is None or day <= rates.effective_to else NO_RATES
        return NO_RATES


def name_of(service: Service, zone: Zone) -> str:
    """As it stands on papers."""
    if service is Service.COLLECT:
        return _SERVICES[service]
    return f"{_SERVICES[service]} {'nội tỉnh' if zone is Zone.WITHIN else 'liên tỉnh'}"


_SERVICES = {
    Service.SEND: "Cước gửi hồ sơ",
    Service.RETURN: "Cước trả kết quả",
    Service.BOTH: "Cước gửi hồ sơ và trả kết quả",
    Service.COLLECT: "Cước chuyển nộp phí, lệ phí",
}


def waived_of(full: int, percent: int) -> int:
    """What is waived of a sum, in whole đồng: half a đồng and more is waived too, so that nobody pays for the rest."""
    return (full * percent + 50) // 100


def relieved(line: FeeLine, group: Group) -> FeeLine:
    """The line as one of this group owes it. A line the group does not cover stays as it is."""
    if line.kind not in group.covers:
        return line
    full = line.amount + line.waived
    waived = waived_of(full, group.percent)
    ground = group.name if waived else ""
    return msgspec.structs.replace(line, amount=full - waived, waived=waived, ground=ground)


def proposed(rates: Rates, mode: Mode, *, by_post: bool, zone: Zone, state: int) -> tuple[Offered, ...]:
    """What a counter proposes to take for the post.

    A carrier sends the dossier, and brings the result home when that goes `by_post`; at the one-stop desk only the
    result may travel. `zone`: where it goes. `state`: đồng of phí and lệ phí; a carrier brings them to the agency.
    """
    if mode is Mode.ASSIGNED:
        return rates.offered(Service.RETURN, zone) if by_post else ()
    way = rates.offered(Service.BOTH, zone) if by_post else rates.offered(Service.SEND)
    return way + (rates.offered(Service.COLLECT) if state else ())


# ---------------------------------------------------------------------------------------------------- from the files


def load(folder: Path) -> Tariff:
    """Every *.toml of a folder. Trouble("tariff_broken") with the file's name and the wrong key ("lines[2].amount")."""
    try:
        files = {file.name: file.read_bytes() for file in sorted(folder.glob("*.toml"))}
    except OSError as error:
        raise Trouble("tariff_broken", file=folder.name, key=error.strerror or "") from error
    return Tariff(_read(files))


def _read(files: Mapping[str, bytes]) -> list[Rates]:
    versions: list[Rates] = []
    for name, content in files.items():
        try:
            rates = msgspec.toml.decode(content, type=Rates)
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            raise Trouble("tariff_broken", file=name, key=wrong_key(str(error))) from error
        for key in _faults(rates):
            raise Trouble("tariff_broken", file=name, key=key)
        if any(other.effective_from == rates.effective_from for other in versions):
            raise Trouble("tariff_broken", file=name, key="effective_from")
        versions.append(rates)
    return versions


def _faults(rates: Rates) -> Iterator[str]:
    """Keys that are of the right type and still wrong, the first first."""
    for key in ("name", "source"):
        if not _tidy(getattr(rates, key), 300):
            yield key
    if rates.effective_to is not None and rates.effective_to < rates.effective_from:
        yield "effective_to"
    if not 0 < rates.usual_grams <= HEAVIEST:
        yield "usual_grams"
    if not rates.lines and not rates.groups:
        yield "lines"
    taken: set[tuple[Service, Zone]] = set()
    for place, line in enumerate(rates.lines):
        zones = {(line.service, zone) for zone in ([line.zone] if line.zone else Zone)}
        if zones & taken:
            yield f"lines[{place}].zone"
        taken |= zones
        yield from (f"lines[{place}].{key}" for key in _line_faults(line))
    keys = [group.key for group in rates.groups]
    names = [group.name for group in rates.groups]
    for place, group in enumerate(rates.groups):
        if not _KEY.fullmatch(group.key) or keys.index(group.key) != place:
            yield f"groups[{place}].key"
        if not _tidy(group.name, GROUND) or names.index(group.name) != place:
            yield f"groups[{place}].name"
        if not 1 <= group.percent <= 100:
            yield f"groups[{place}].percent"
        if not group.covers or len(set(group.covers)) != len(group.covers):
            yield f"groups[{place}].covers"
        if not _tidy(group.source, 300):
            yield f"groups[{place}].source"


def _line_faults(line: Line) -> Iterator[str]:
    if (line.amount is None) == (not line.steps):
        yield "steps"  # one of the two, never both
    if line.amount is not None and not 0 < line.amount <= LARGEST:
        yield "amount"
    before = Step(0, 0)
    for place, step in enumerate(line.steps):
        if not before.up_to < step.up_to <= HEAVIEST:
            yield f"steps[{place}].up_to"
        if not before.amount < step.amount <= LARGEST:
            yield f"steps[{place}].amount"
        before = step
    if line.beyond is not None:
        if not line.steps:
            yield "beyond"
        if line.beyond.every < 1:
            yield "beyond.every"
        if not 0 < line.beyond.amount <= LARGEST:
            yield "beyond.amount"


def _tidy(text: str, most: int) -> bool:
    return bool(text) and text == clean(text) and not flaw(text, most)
