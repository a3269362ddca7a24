"""Who this counter is: the profile, the data folder, and where shipped files are found.

The profile is a TOML file written by the province's or post's technician (docs/profile.md). It is read strictly: a key
that is not known, missing or of the wrong type is told by its dotted name.
"""

from __future__ import annotations

import base64
import enum
import os
import re
import sys
import tomllib
from pathlib import Path
from typing import Literal

import msgspec

from app.domain.codes import identifier_ok
from app.domain.events import LOCAL_ONLY, Account, Kind, Mode
from app.domain.text import clean, flaw
from app.domain.workdays import working_hours
from app.errors import Problem, Rejected, Trouble, reject

COMMUNE = re.compile(r"\d{5}")
LONGEST = 300


class _Table(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    pass


class Unit(_Table, frozen=True, kw_only=True):
    """The receiving point as papers name it."""

    name: str
    address: str = ""
    hotline: str = ""
    province: str
    commune_code: str
    identifier: str
    mode: Mode
    heading: tuple[str, ...] = ()
    agency: str
    lookup_url: str = ""
    """Text before the code in the QR code of a paper; empty: the QR holds the bare code."""
    logo: str = ""


class CounterTable(_Table, frozen=True, kw_only=True):
    """`old_after_hours`: what waits longer to be sent is said without being asked. A border village may have no network
    for a day."""

    number: int
    old_after_hours: int = 48


class NumberingKind(enum.StrEnum):
    SERIES = "series"
    PROVISIONAL = "provisional"


class Numbering(_Table, frozen=True, kw_only=True):
    """`first`…`last` is this counter's reserved block of the point's daily sequence."""

    kind: NumberingKind
    first: int = 1
    last: int = 9999


class PeopleTable(_Table, frozen=True, kw_only=True):
    manager: str
    clerks: tuple[str, ...] = ()


class Igate(_Table, frozen=True, kw_only=True):
    """Where the ministries' adapter has its operations, under `server.url`. Nobody has published its own paths (wire
    F.7), so they are named after the operations until the province names them."""

    token: str = "/GetToken"  # noqa: S105 the name of a place
    number: str = "/GetNextValue"
    create: str = "/NoiHoSo"
    progress: str = "/CapNhatTienTrinh"
    status: str = "/CapNhatTrangThai"
    search: str = "/pa/dossier/search"
    number_by: Literal["procedure", "unit"] = "procedure"
    """Whose code GetNextValue is asked with: of two public callers one sends the procedure's, one the unit's."""


class Server(_Table, frozen=True, kw_only=True):
    """The one-stop system. `secret` names where the password is ("env:NAME" or "keyring"), never the password.

    OpenCPS alone (docs/sync.md): `group` is the site's number (groupId), `agency` the receiving agency's code there,
    `templates` the template of each national procedure code ("*" for all others, in which {code} stands for the code),
    `actions` the code that each of our events has in the agency's process, "none" where it has none.
    `updating`: whether a dossier is looked for before it is first sent, or created first and looked for when the server
    has it already (dvcqg-session). Of dvcqg-array: `create_path`, `update_path` and `progress_path` take the arrays;
    `lookup_path`, `procedure_path` and `procedures_path` are asked by GET, "" where the gateway has no such thing; the
    secret, when there is one, is its bearer token. Any path may bring a query of its own.
    """

    dialect: Literal["dvcqg-session", "dvcqg-array", "opencps", "igate", "none"] = "none"
    url: str = ""
    auth_path: str = "/auth"
    integration_path: str = "/share"
    share_path: str = "/share"
    updating: Literal["look-up", "create-first"] = "look-up"
    create_path: str = ""
    update_path: str = ""
    progress_path: str = ""
    lookup_path: str = ""
    procedure_path: str = ""
    procedures_path: str = ""
    unit: str = ""
    dstcode: str = ""
    username: str = ""
    secret: str = ""
    channel: Literal["", "1", "2", "3"] = ""
    igate: Igate = Igate()
    group: str = ""
    agency: str = ""
    templates: dict[str, str] = {}
    actions: dict[str, str] = {}
    files_url: str = ""
    """Where scans go (tus 1.0, docs/attachments.md); empty: they stay at the counter."""
    packages_url: str = ""
    """Where the province publishes catalogue and calendar (docs/catalogue.md); empty: they come on a stick, or with the
    program."""
    packages_key: str = ""
    """The province's Ed25519 public key in base64; without it no package is taken."""


class CalendarTable(_Table, frozen=True, kw_only=True):
    working_hours: tuple[str, ...] = ("07:00-11:30", "13:30-17:00")
    count: Literal["whole-days-after", "hours-from-receipt"] = "whole-days-after"


class PaperSize(enum.StrEnum):
    A4 = "a4"
    A5 = "a5"
    A5X2 = "a5x2"
    K80 = "k80"


class Printer(_Table, frozen=True, kw_only=True):
    """`roll` is the connection of a receipt printer (docs/thermal.md), "" where there is none; `roll_symbols` who draws
    its bars and QR; `roll_short`: the essentials of a paper only, unless a person chooses the whole."""

    paper: PaperSize = PaperSize.A5
    name: str = ""
    roll: str = ""
    roll_symbols: Literal["native", "raster"] = "native"
    roll_short: bool = False


class Payment(_Table, frozen=True, kw_only=True):
    """The accounts that take transfers, one a drawer: the State's money never goes to the post's account. None: that
    drawer takes cash only."""

    state: Account | None = None
    post: Account | None = None


class ReportTable(_Table, frozen=True, kw_only=True):
    """`leg_days`: how long a leg of the post may take before the indicators call it late, counted through (TT 17/2017
    has about two days inside a province)."""

    leg_days: int = 2


BAUDS = (9600, 19200, 38400, 57600, 115200)


class ScannerTable(_Table, frozen=True, kw_only=True):
    """A scanner on a serial port ("COM3", "/dev/ttyACM0"); "" where it is a keyboard. F8 may choose another."""

    port: str = ""
    baud: int = 9600


class Profile(_Table, frozen=True, kw_only=True):
    """A counter's identity, as `quay init --profile` read it."""

    unit: Unit
    counter: CounterTable
    numbering: Numbering
    people: PeopleTable
    server: Server = Server()
    calendar: CalendarTable = CalendarTable()
    printer: Printer = Printer()
    payment: Payment = Payment()
    scanner: ScannerTable = ScannerTable()
    report: ReportTable = ReportTable()

    @property
    def default_channel(self) -> int:
        """KenhThucHien when an intake does not say: 1 where the point is the front desk, 3 where it carries."""
        return 1 if self.unit.mode is Mode.ASSIGNED else 3


_PATH = re.compile(r" - at `\$\.?([^`]*)`")
_FIELD = re.compile(r"field `([^`]+)`")


def read_profile(file: Path) -> Profile:
    """Reads and checks a profile. Rejected names each wrong key; Trouble when the file cannot be read."""
    try:
        raw = file.read_bytes()
    except OSError as error:
        raise Trouble("profile_unreadable", file=file.name, why=error.strerror or "") from error
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise reject("profile", "not_utf8", line=raw[: error.start].count(b"\n") + 1) from error
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise reject("profile", "not_toml", why=str(error)) from error
    try:
        profile = msgspec.convert(table, Profile)
    except msgspec.ValidationError as error:
        path = _PATH.search(str(error))
        field = _FIELD.search(str(error))
        key = ".".join(part for part in (path[1] if path else "", field[1] if field else "") if part)
        code = "unknown_key" if "unknown field" in str(error) else "missing" if "missing" in str(error) else "bad_value"
        raise reject(key or "profile", code, key=key) from error
    problems = dict(_problems(profile))
    if problems:
        raise Rejected(problems)
    return profile


def _problems(profile: Profile) -> list[tuple[str, Problem]]:
    from app.domain import vietqr

    found: list[tuple[str, Problem]] = []

    def wrong(key: str, code: str = "bad_value") -> None:
        found.append((key, Problem(code, {"key": key})))

    unit = profile.unit
    for key, text in (("name", unit.name), ("province", unit.province), ("agency", unit.agency)):
        if not clean(text):
            wrong(f"unit.{key}", "missing")
    for key in ("name", "address", "hotline", "province", "agency", "lookup_url"):
        if flaw(getattr(unit, key), LONGEST):
            wrong(f"unit.{key}")
    if any(flaw(line, LONGEST) for line in unit.heading) or len(unit.heading) > 3:
        wrong("unit.heading")
    if not COMMUNE.fullmatch(unit.commune_code):
        wrong("unit.commune_code")
    if not identifier_ok(unit.identifier):
        wrong("unit.identifier")
    if not 1 <= profile.counter.number <= 99:
        wrong("counter.number")
    if not 1 <= profile.counter.old_after_hours <= 24 * 90:
        wrong("counter.old_after_hours")
    numbering = profile.numbering
    if not 0 <= numbering.first <= 99_999:
        wrong("numbering.first")
    if not numbering.first <= numbering.last <= 99_999:
        wrong("numbering.last")
    names = [clean(name) for name in (profile.people.manager, *profile.people.clerks)]
    if not names[0] or flaw(names[0], 100):
        wrong("people.manager", "missing" if not names[0] else "bad_value")
    if any(not name or flaw(name, 100) for name in names[1:]):
        wrong("people.clerks")
    if len(set(names)) != len(names):
        wrong("people.clerks", "repeated")
    if profile.printer.roll:
        from app.roll_printer import is_connection

        if not is_connection(profile.printer.roll):
            wrong("printer.roll", "roll_connection")
    server = profile.server
    if server.dialect != "none":
        if not re.match(r"https?://[^/\s]+", server.url):
            wrong("server.url")
        if server.files_url and not re.match(r"https?://[^/\s]+", server.files_url):
            wrong("server.files_url")
        if server.secret not in ("", "keyring") and not re.fullmatch(r"env:[A-Za-z_][A-Za-z0-9_]*", server.secret):
            wrong("server.secret")
    if server.packages_url and not re.match(r"https?://[^/\s]+", server.packages_url):
        wrong("server.packages_url")
    if server.packages_key:
        try:
            public_key(server.packages_key)
        except ValueError:
            wrong("server.packages_key")
    if server.dialect == "opencps":
        if not re.fullmatch(r"[1-9][0-9]*", server.group):
            wrong("server.group")
        if not clean(server.agency):
            wrong("server.agency", "missing")
        for name, code in server.actions.items():
            if name not in set(Kind) - LOCAL_ONLY or not clean(code):
                wrong(f"server.actions.{name}")
    if server.dialect == "dvcqg-array":
        for key in ("create_path", "update_path", "progress_path"):
            if not getattr(server, key):
                wrong(f"server.{key}", "missing")
    for drawer in ("state", "post"):
        account = getattr(profile.payment, drawer)
        if account is not None:
            try:
                vietqr.payload(vietqr.Transfer(bank=account.bank, account=account.account))
            except ValueError:
                wrong(f"payment.{drawer}")
            if not clean(account.name) or flaw(account.name, 100):
                wrong(f"payment.{drawer}.name")
    if flaw(profile.scanner.port, 100):
        wrong("scanner.port")
    if profile.scanner.baud not in BAUDS:
        wrong("scanner.baud")
    if not 1 <= profile.report.leg_days <= 60:
        wrong("report.leg_days")
    try:
        working_hours(profile.calendar.working_hours)
    except Rejected as error:
        found.extend(error.problems.items())
    return found


def public_key(text: str) -> bytes:
    """The 32 bytes of an Ed25519 key in base64. ValueError when it is none."""
    key = base64.b64decode(text, validate=True)
    if len(key) != 32:
        raise ValueError("an Ed25519 key has 32 bytes")
    return key


def server_secret(server: Server) -> str:
    """The one-stop system's password. Trouble("secret_missing") names the place that was empty.

    A stand-in on this very machine asks for none, so a missing one is no trouble there.
    """
    if server.secret.startswith("env:"):
        name = server.secret.removeprefix("env:")
        value = os.environ.get(name, "")
    elif server.secret == "keyring":  # noqa: S105 - the name of a place
        name, value = "keyring", _from_keyring(server)
    else:
        return ""
    if not value and not LOOPBACK.match(server.url):
        raise Trouble("secret_missing", place=name)
    return value


LOOPBACK = re.compile(r"https?://(127\.0\.0\.1|localhost|\[::1\])(:\d+)?(/|$)")


def _from_keyring(server: Server) -> str:
    """From the desktop's own safe; "" where there is none (a PC without one) or where it is shut."""
    import keyring
    from keyring.errors import KeyringError

    try:
        return keyring.get_password("quay", f"{server.username}@{server.url}") or ""
    except KeyringError:
        return ""


def assets(*parts: str) -> Path:
    """A shipped file or folder, from the source tree or inside the frozen bundle."""
    frozen = getattr(sys, "_MEIPASS", None)
    root = Path(frozen) if frozen else Path(__file__).resolve().parent.parent
    return root.joinpath("assets", *parts)
