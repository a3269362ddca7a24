"""The events of a dossier's life (product.md §4), and the values they are made of. Appended, never edited.

All times are aware; `at` is UTC, times a citizen reads carry Việt Nam's fixed +07:00.
"""

from __future__ import annotations

import enum
from datetime import date, datetime, timedelta, timezone
from typing import Generic, TypeVar

import msgspec

from app.domain.catalogue import FeeKind, PaperKind, ResultPaper

VIETNAM = timezone(timedelta(hours=7))


class Mode(enum.StrEnum):
    """The two modes of a receiving point (QĐ 45/2016; NĐ 118/2025)."""

    CARRIER = "carrier"
    ASSIGNED = "assigned"


class Status(enum.IntEnum):
    """TrangThaiHoSo (wire A.4); 0 is ours: papers seen at the desk, no dossier received (Form 02 at first contact)."""

    AT_DESK = 0
    NEW = 1
    RECEIVED = 2
    NOT_RECEIVED = 3
    IN_PROCESS = 4
    SUPPLEMENT = 5
    FINANCIAL = 6
    WITHDRAWAL = 7
    STOPPED = 8
    RESULT_READY = 9
    HANDED_BACK = 10


CASH, TRANSFER = "cash", "transfer"
"""How money is taken; another word is a person's own (a card machine) and is no cash either."""

ENDED = frozenset({Status.NOT_RECEIVED, Status.STOPPED, Status.HANDED_BACK})


class Leg(enum.StrEnum):
    """Where the papers are."""

    AT_COUNTER = "at_counter"
    SEALED = "sealed"
    ON_MANIFEST = "on_manifest"
    AT_AGENCY = "at_agency"
    BACK_AT_COUNTER = "back_at_counter"
    RESULT_AT_COUNTER = "result_at_counter"
    WITH_CITIZEN = "with_citizen"
    RETURNED_TO_AGENCY = "returned_to_agency"


class Kind(enum.StrEnum):
    """The events of a dossier's life (product.md §4)."""

    RECEIVED = "received"
    SUPPLEMENT_ASKED = "supplement_asked"
    SUPPLEMENTED = "supplemented"
    REFUSED = "refused"
    WITHDRAWAL_ASKED = "withdrawal_asked"
    WITHDRAWN = "withdrawn"
    CORRECTED = "corrected"
    VOIDED = "voided"
    SEALED = "sealed"
    MANIFESTED = "manifested"
    UNMANIFESTED = "unmanifested"
    HANDED_TO_AGENCY = "handed_to_agency"
    AGENCY_ACCEPTED = "agency_accepted"
    AGENCY_RETURNED = "agency_returned"
    FEE_ASKED = "fee_asked"
    FEE_COLLECTED = "fee_collected"
    FEE_REFUNDED = "fee_refunded"
    TRANSFER_EXPECTED = "transfer_expected"
    TRANSFER_DROPPED = "transfer_dropped"
    RESCHEDULED = "rescheduled"
    STOPPED = "stopped"
    RESULT_ARRIVED = "result_arrived"
    INVITED = "invited"
    DELIVERY_ATTEMPTED = "delivery_attempted"
    HANDED_BACK = "handed_back"
    RETURNED_TO_AGENCY = "returned_to_agency"
    RATED = "rated"
    PRINTED = "printed"
    NUMBERED = "numbered"
    REPORTED = "reported"
    SCANNED = "scanned"
    FILED = "filed"


LOCAL_ONLY = frozenset(
    {
        Kind.SEALED,
        Kind.MANIFESTED,
        Kind.UNMANIFESTED,
        Kind.RATED,
        Kind.PRINTED,
        Kind.NUMBERED,
        Kind.REPORTED,
        Kind.SCANNED,
        Kind.TRANSFER_EXPECTED,
        Kind.TRANSFER_DROPPED,
    },
)
"""Events no one-stop system has a field for: kept, chained, never queued."""


class PersonKind(enum.StrEnum):
    CITIZEN = "citizen"
    BUSINESS = "business"
    STATE = "state"
    OTHER = "other"


class IdKind(enum.StrEnum):
    CCCD = "cccd"
    CMND = "cmnd"
    PASSPORT = "passport"
    MST = "mst"


class Sex(enum.StrEnum):
    MALE = "male"
    FEMALE = "female"


class _Value(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """A frozen value that crosses layers."""


class Person(_Value, frozen=True, kw_only=True):
    """A citizen or an organisation. `id_number` is personal data: never logged, never in a file name or barcode."""

    kind: PersonKind = PersonKind.CITIZEN
    id_number: str = ""
    id_kind: IdKind = IdKind.CCCD
    full_name: str
    date_of_birth: date | None = None
    sex: Sex | None = None
    phone: str = ""
    email: str = ""
    address: str = ""
    commune_code: str = ""
    ethnicity: str = ""


class Authorisation(_Value, frozen=True, kw_only=True):
    """The paper by which somebody acts for another (giấy ủy quyền)."""

    kind: str
    number: str = ""
    date: date | None = None


class Submitter(Person, frozen=True, kw_only=True):
    """The person at the desk when it is not the applicant (nộp thay)."""

    authorisation: Authorisation | None = None


class Component(_Value, frozen=True, kw_only=True):
    """One line of the paper checklist as it was handed in, shown or read from a database."""

    key: str = ""
    name: str
    kind: PaperKind = PaperKind.SUBMIT
    originals: int = 0
    copies: int = 0
    shown: bool = False
    valuable: bool = False
    note: str = ""


class FeeLine(_Value, frozen=True, kw_only=True):
    """Money of one dossier, in đồng. `kind` decides the drawer: fee and charge are the State's, postage the post's.

    `amount` is what is owed. `waived`: what the rule asks beyond it and the citizen need not pay, on the `ground` that
    she belongs to a group of people who are exempt or pay less.
    """

    kind: FeeKind
    name: str
    amount: int
    paid: bool = False
    waived: int = 0
    ground: str = ""


class DeliveryKind(enum.StrEnum):
    COUNTER = "counter"
    POST = "post"


class ResultDelivery(_Value, frozen=True, kw_only=True):
    """How the citizen wants the result (HinhThuc 0/1)."""

    kind: DeliveryKind = DeliveryKind.COUNTER
    name: str = ""
    phone: str = ""
    address: str = ""
    commune_code: str = ""


class ProcedureSnapshot(_Value, frozen=True, kw_only=True):
    """The procedure as it stood when the dossier was received: a dossier keeps its version (product.md §6.6)."""

    code: str
    name: str
    field: str = ""
    field_code: str = ""
    case: str = ""
    case_name: str = ""
    decision: str = ""
    catalogue_version: str = ""
    term_value: int | None = None
    term_unit: str = ""
    results: tuple[ResultPaper, ...] = ()
    result_by_post: bool = True
    both_present: bool = False
    sensitive: bool = False


class Missing(_Value, frozen=True, kw_only=True):
    """One paper still missing, as Form 02 lists it."""

    name: str
    originals: int = 0
    copies: int = 0
    note: str = ""


class Filing(_Value, frozen=True, kw_only=True):
    """What the person at the desk brought and asked for: the common part of a receipt, a Form 02 and a Form 03."""

    mode: Mode
    procedure: ProcedureSnapshot
    agency: str
    channel: int
    applicant: Person
    submitter: Submitter | None = None
    components: tuple[Component, ...] = ()
    sets: int = 1
    result_delivery: ResultDelivery = ResultDelivery()
    fees: tuple[FeeLine, ...] = ()
    note: str = ""


# ---------------------------------------------------------------- event bodies


class Body(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """The facts of one event; stored once as JSON and never rewritten."""


class Received(Body, frozen=True, kw_only=True):
    code: str
    filing: Filing
    received_at: datetime
    due_at: datetime | None = None
    due_rule: str = ""
    book: int = 0
    book_number: int = 0
    follows: str = ""
    """The desk slip (Form 02 at first contact) this dossier answers."""
    begun_at: datetime | None = None
    """When the clerk began to fill it in: with the event's time, how long the citizen stood at the desk."""


class SupplementAsked(Body, frozen=True, kw_only=True):
    """Form 02. With `filing` and `code`: first contact, nothing was received and `code` is the slip's number."""

    missing: tuple[Missing, ...]
    reason: str
    deadline: date | None = None
    code: str = ""
    filing: Filing | None = None


class Supplemented(Body, frozen=True, kw_only=True):
    components: tuple[Component, ...]
    due_at: datetime | None = None
    due_rule: str = ""
    note: str = ""


class Refused(Body, frozen=True, kw_only=True):
    """Form 03. With `filing` and `code`: refused at first contact."""

    reason: str
    legal_basis: str = ""
    code: str = ""
    filing: Filing | None = None


class WithdrawalAsked(Body, frozen=True, kw_only=True):
    reason: str


class Withdrawn(Body, frozen=True, kw_only=True):
    note: str = ""


class Corrected(Body, frozen=True, kw_only=True):
    """A correction replaces whole values; before and after stay readable in the events."""

    reason: str
    applicant: Person | None = None
    submitter: Submitter | None = None
    result_delivery: ResultDelivery | None = None
    components: tuple[Component, ...] | None = None
    fees: tuple[FeeLine, ...] | None = None
    note: str | None = None


class Voided(Body, frozen=True, kw_only=True):
    reason: str


class Sealed(Body, frozen=True, kw_only=True):
    seal: str
    item_code: str = ""


class Manifested(Body, frozen=True, kw_only=True):
    manifest: str


class Unmanifested(Body, frozen=True, kw_only=True):
    """Taken off a manifest before that was handed over: the papers are where they were before."""

    manifest: str
    reason: str = ""


class HandedToAgency(Body, frozen=True, kw_only=True):
    receiver: str = ""
    manifest: str = ""
    note: str = ""


class AgencyAccepted(Body, frozen=True, kw_only=True):
    official_code: str
    accepted_at: datetime | None = None
    due_at: datetime | None = None
    note: str = ""


class AgencyReturned(Body, frozen=True, kw_only=True):
    """The agency sends the papers back: `refused` ends the dossier, otherwise the sender may complete them."""

    reason: str
    refused: bool = False


class FeeAsked(Body, frozen=True, kw_only=True):
    fees: tuple[FeeLine, ...]
    note: str = ""


class FeeCollected(Body, frozen=True, kw_only=True):
    """Money taken: đồng. `receipt_number` is what the issuing tool gave, never minted here.

    With `method` "transfer" it came to the account and not into the cash box; `transfer` is then the number of the
    transfer that somebody saw on the bank's notice, 0 where none was expected.
    """

    amount: int
    kind: FeeKind
    name: str = ""
    method: str = CASH
    receipt_number: str = ""
    transfer: int = 0


class FeeRefunded(Body, frozen=True, kw_only=True):
    """Money given back, đồng; with `method` "transfer" not out of the cash box."""

    amount: int
    kind: FeeKind
    reason: str
    method: str = CASH


class Account(_Value, frozen=True, kw_only=True):
    """Where a drawer's transfers go: the bank's BIN (6 digits), the account's number, and whose it is."""

    bank: str
    account: str
    name: str


class TransferExpected(Body, frozen=True, kw_only=True):
    """The citizen was given a VietQR: đồng, the drawer by `kind`, the account as the profile had it that day. No money
    is concluded from it: it waits for reconciliation (chờ đối soát) until FeeCollected or TransferDropped names its
    number. Numbers count from 1 in each dossier."""

    number: int
    amount: int
    kind: FeeKind
    to: Account
    purpose: str


class TransferDropped(Body, frozen=True, kw_only=True):
    """The transfer is not waited for any more: what it was to pay is owed again."""

    transfer: int
    reason: str


class Rescheduled(Body, frozen=True, kw_only=True):
    due_at: datetime
    reason: str
    letter: str = ""


class Stopped(Body, frozen=True, kw_only=True):
    reason: str
    letter: str = ""


class ResultArrived(Body, frozen=True, kw_only=True):
    results: tuple[ResultPaper, ...] = ()
    number: str = ""
    item_code: str = ""
    note: str = ""


class Invited(Body, frozen=True, kw_only=True):
    how: str = "phone"
    note: str = ""


class DeliveryAttempted(Body, frozen=True, kw_only=True):
    outcome: str
    note: str = ""


class RecipientKind(enum.StrEnum):
    """LoaiNguoiNhanKetQua (domain.md §2.4)."""

    APPLICANT = "applicant"
    REPRESENTATIVE = "representative"
    OTHER = "other"


class Recipient(_Value, frozen=True, kw_only=True):
    """Who took the result. Only the last four digits of the identity number are kept."""

    kind: RecipientKind = RecipientKind.APPLICANT
    full_name: str
    id_last4: str = ""
    phone: str = ""
    authorisation: Authorisation | None = None


class HandedBack(Body, frozen=True, kw_only=True):
    recipient: Recipient
    fees_collected: int = 0
    originals_taken_back: tuple[str, ...] = ()
    item_code: str = ""
    by_post: bool = False
    handed_at: datetime | None = None


class ReturnedToAgency(Body, frozen=True, kw_only=True):
    reason: str


class Rated(Body, frozen=True, kw_only=True):
    score: int


class Printed(Body, frozen=True, kw_only=True):
    """One numbered copy of one form. `sha256` is that of the bytes that went to the printer or file."""

    form: str
    version: str
    copy: int
    size: str
    sha256: str
    target: str = ""
    reason: str = ""
    resolution: int = 203
    """The dots per inch its bars stand on: without it the copy could not be made again to the byte."""


class Numbered(Body, frozen=True, kw_only=True):
    """The one-stop system gave the dossier its number; both codes stay valid for ever."""

    official_code: str


class Reported(Body, frozen=True, kw_only=True):
    """What the one-stop system shows of the dossier and this counter did not tell it. None: not shown."""

    status: Status | None = None
    due_at: datetime | None = None
    finished_at: datetime | None = None
    returned_at: datetime | None = None


class Scanned(Body, frozen=True, kw_only=True):
    """A scan of one paper. Its bytes are in DATA/scans under `sha256`; a queue of their own carries them."""

    component: str = ""
    """The paper's key in the catalogue, "" for one that has none."""
    name: str
    sha256: str
    size: int
    media: str
    pages: int | None = None


class Link(_Value, frozen=True, kw_only=True):
    """Where the one-stop system keeps a scan: a URL, or what else it gave."""

    sha256: str
    link: str


class Filed(Body, frozen=True, kw_only=True):
    """The one-stop system has these scans whole; its record of the dossier is owed their links."""

    links: tuple[Link, ...]


BODIES: dict[Kind, type[Body]] = {
    Kind.RECEIVED: Received,
    Kind.SUPPLEMENT_ASKED: SupplementAsked,
    Kind.SUPPLEMENTED: Supplemented,
    Kind.REFUSED: Refused,
    Kind.WITHDRAWAL_ASKED: WithdrawalAsked,
    Kind.WITHDRAWN: Withdrawn,
    Kind.CORRECTED: Corrected,
    Kind.VOIDED: Voided,
    Kind.SEALED: Sealed,
    Kind.MANIFESTED: Manifested,
    Kind.UNMANIFESTED: Unmanifested,
    Kind.HANDED_TO_AGENCY: HandedToAgency,
    Kind.AGENCY_ACCEPTED: AgencyAccepted,
    Kind.AGENCY_RETURNED: AgencyReturned,
    Kind.FEE_ASKED: FeeAsked,
    Kind.FEE_COLLECTED: FeeCollected,
    Kind.FEE_REFUNDED: FeeRefunded,
    Kind.TRANSFER_EXPECTED: TransferExpected,
    Kind.TRANSFER_DROPPED: TransferDropped,
    Kind.RESCHEDULED: Rescheduled,
    Kind.STOPPED: Stopped,
    Kind.RESULT_ARRIVED: ResultArrived,
    Kind.INVITED: Invited,
    Kind.DELIVERY_ATTEMPTED: DeliveryAttempted,
    Kind.HANDED_BACK: HandedBack,
    Kind.RETURNED_TO_AGENCY: ReturnedToAgency,
    Kind.RATED: Rated,
    Kind.PRINTED: Printed,
    Kind.NUMBERED: Numbered,
    Kind.REPORTED: Reported,
    Kind.SCANNED: Scanned,
    Kind.FILED: Filed,
}

ONE_STOP = "one-stop"
"""The actor of what the province's system told by itself."""


K = TypeVar("K", bound=enum.StrEnum)


class Envelope(msgspec.Struct, Generic[K], frozen=True, kw_only=True):
    """One fact about one subject: a dossier, a counter day, a manifest. They share the chain of one ledger.

    `dossier_id` and `dossier_seq` are the subject's id and the fact's place in it; `at` orders inside a subject and
    never goes back; `device_at` is what the PC's clock said and `offset_ms` what was then known of its error against
    the server (None: never asked).
    """

    seq: int
    event_id: str
    dossier_id: str
    dossier_seq: int
    kind: K
    at: datetime
    device_at: datetime
    offset_ms: int | None
    actor: str
    body: Body


class Event(Envelope[Kind], frozen=True, kw_only=True):
    """One fact of a dossier's life."""
