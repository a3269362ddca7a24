"""The tables of one counter, typed. Times are microseconds since 1970 UTC; days are `yymmdd` text as in codes.

`event` is the truth and append-only (triggers refuse UPDATE and DELETE). `dossier` and `dossier_words` are read tables:
they can be thrown away and rebuilt from `event`. `outbox` is the queue's own truth: what was acknowledged.
"""

from __future__ import annotations

from sqlalchemy import ForeignKey, Index, LargeBinary, MetaData, UniqueConstraint, text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

NAMES = {
    "ix": "ix_%(column_0_N_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    metadata = MetaData(naming_convention=NAMES)


class EventRow(Base):
    """One link of the chain. `hash` = SHA-256 of `prev` and of the canonical JSON of all other columns."""

    __tablename__ = "event"
    __table_args__ = (UniqueConstraint("dossier_id", "dossier_seq"),)

    seq: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[str] = mapped_column(unique=True)
    dossier_id: Mapped[str]
    dossier_seq: Mapped[int]
    kind: Mapped[str]
    at: Mapped[int]
    device_at: Mapped[int]
    offset_ms: Mapped[int | None]
    actor: Mapped[str]
    body: Mapped[bytes] = mapped_column(LargeBinary)
    prev: Mapped[bytes] = mapped_column(LargeBinary)
    hash: Mapped[bytes] = mapped_column(LargeBinary)


class DossierRow(Base):
    """The fold of one dossier's events, with what searches need beside it. `state` is the folded state as JSON."""

    __tablename__ = "dossier"
    __table_args__ = (
        Index("ix_dossier_name", "name"),
        Index("ix_dossier_given", "given"),
        Index("ix_dossier_phone", "phone"),
        Index("ix_dossier_person", "person"),
        Index("ix_dossier_day", "day"),
        Index("ix_dossier_due", "status", "due"),
        Index("ix_dossier_procedure", "procedure"),
    )

    row: Mapped[int] = mapped_column(primary_key=True)
    dossier_id: Mapped[str] = mapped_column(unique=True)
    code: Mapped[str] = mapped_column(unique=True)
    official_code: Mapped[str | None] = mapped_column(unique=True)
    version: Mapped[int]
    status: Mapped[int]
    leg: Mapped[str]
    voided: Mapped[int]
    channel: Mapped[int]
    by_post: Mapped[int]
    day: Mapped[int]
    received: Mapped[int]
    due: Mapped[int | None]
    procedure: Mapped[str]
    name: Mapped[str]
    """Folded, for prefixes from the family name on."""
    given: Mapped[str]
    """Folded with the words turned round, for prefixes of the given name."""
    phone: Mapped[str]
    person: Mapped[str]
    """Keyed hash of the identity number; the number itself is only in `state`."""
    words: Mapped[str]
    """Folded name, address, representative, with the last digits of the code and of the identity number."""
    state: Mapped[bytes] = mapped_column(LargeBinary)


class TallyRow(Base):
    """What is counted of one dossier (`app.store.tallies` says what each column is). A read table like `dossier`."""

    __tablename__ = "tally"
    __table_args__ = (Index("ix_tally_received", "received"), Index("ix_tally_finished", "finished"))

    ledger: Mapped[int]
    dossier_id: Mapped[str] = mapped_column(primary_key=True)
    code: Mapped[str]
    day: Mapped[int]
    received: Mapped[int]
    accepted: Mapped[int | None]
    due: Mapped[int | None]
    finished: Mapped[int | None]
    refused: Mapped[int | None]
    sealed: Mapped[int | None]
    sent: Mapped[int | None]
    arrived: Mapped[int | None]
    handed: Mapped[int | None]
    gone_back: Mapped[int | None]
    begun: Mapped[int | None]
    paused: Mapped[int | None]
    status: Mapped[int]
    leg: Mapped[str]
    mode: Mapped[str]
    voided: Mapped[int]
    desk: Mapped[int]
    channel: Mapped[int]
    by_post: Mapped[int]
    returned_by_post: Mapped[int]
    procedure: Mapped[str]
    field: Mapped[str]
    commune: Mapped[str]
    agency: Mapped[str]
    clerk: Mapped[str]
    handed_by: Mapped[str]
    supplements: Mapped[int]
    follows: Mapped[int]
    rescheduled: Mapped[int]
    attempts: Mapped[int]
    rating: Mapped[int]
    book_number: Mapped[int]
    due_state: Mapped[int]
    due_post: Mapped[int]
    waived: Mapped[int]
    collected_state: Mapped[int]
    collected_post: Mapped[int]


class MovementRow(Base):
    """Money that moved, đồng. A read table: each row is one line of one event."""

    __tablename__ = "movement"
    __table_args__ = (Index("ix_movement_dossier", "dossier_id"), Index("ix_movement_at", "at"))

    ledger: Mapped[int] = mapped_column(primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True)
    line: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[int]
    dossier_id: Mapped[str]
    drawer: Mapped[str]
    amount: Mapped[int]
    what: Mapped[str]
    method: Mapped[str]
    kind: Mapped[str]
    agency: Mapped[str]


class DayRow(Base):
    """The fold of one counter day. A read table."""

    __tablename__ = "day"
    __table_args__ = (
        UniqueConstraint("ledger", "number"),
        UniqueConstraint("ledger", "date"),
        # One open day a counter, whoever writes.
        Index("uq_day_open", "ledger", unique=True, sqlite_where=text("closed_seq IS NULL")),
    )

    ledger: Mapped[int]
    day_id: Mapped[str] = mapped_column(primary_key=True)
    number: Mapped[int]
    date: Mapped[int]
    opened_seq: Mapped[int]
    closed_seq: Mapped[int | None]
    state: Mapped[bytes] = mapped_column(LargeBinary)


class ManifestRow(Base):
    """The fold of one manifest. A read table."""

    __tablename__ = "manifest"
    __table_args__ = (UniqueConstraint("ledger", "number"), Index("ix_manifest_opened", "opened"))

    ledger: Mapped[int]
    manifest_id: Mapped[str] = mapped_column(primary_key=True)
    number: Mapped[str]
    direction: Mapped[str]
    agency: Mapped[str]
    progress: Mapped[str]
    opened: Mapped[int]
    handed: Mapped[int | None]
    state: Mapped[bytes] = mapped_column(LargeBinary)


class ManifestLineRow(Base):
    """Which dossiers stand on which manifest; `open` until the manifest, or the line's own stop, has ended."""

    __tablename__ = "manifest_line"
    __table_args__ = (
        Index("ix_manifest_line_dossier", "dossier_id"),
        # One open manifest a dossier, whoever writes.
        Index("uq_manifest_line_open", "dossier_id", unique=True, sqlite_where=text("open=1")),
    )

    ledger: Mapped[int]
    manifest_id: Mapped[str] = mapped_column(primary_key=True)
    line: Mapped[int] = mapped_column(primary_key=True)
    dossier_id: Mapped[str]
    open: Mapped[int]


class OutboxRow(Base):
    """One event owed to the one-stop system. There is no state "sending"."""

    __tablename__ = "outbox"
    __table_args__ = (
        Index("ix_outbox_open", "state", "next_at"),
        Index("ix_outbox_dossier", "dossier_id", "seq"),
    )

    seq: Mapped[int] = mapped_column(ForeignKey("event.seq"), primary_key=True)
    dossier_id: Mapped[str]
    state: Mapped[str] = mapped_column(default="waiting")
    attempts: Mapped[int] = mapped_column(default=0)
    parts: Mapped[int] = mapped_column(default=0)
    """Calls acknowledged. -1, of what is delivered: it was there by itself, and no line of ours says it."""
    asked: Mapped[int] = mapped_column(default=0)
    held: Mapped[int] = mapped_column(default=0)
    next_at: Mapped[int] = mapped_column(default=0)
    since: Mapped[int]
    reason: Mapped[str] = mapped_column(default="")
    detail: Mapped[str] = mapped_column(default="")
    acknowledged_at: Mapped[int | None]
    receipt: Mapped[str] = mapped_column(default="")


class SightingRow(Base):
    """The newest look at what the one-stop system holds of a dossier (`app.store.sightings`). It names a dossier and
    has no foreign key: `dossier` is a read table that may be made anew."""

    __tablename__ = "sighting"
    __table_args__ = (Index("ix_sighting_at", "at"),)

    dossier_id: Mapped[str] = mapped_column(primary_key=True)
    at: Mapped[int]
    seen: Mapped[str]
    theirs: Mapped[int | None]
    detail: Mapped[str]
    offered: Mapped[int]


class FileRow(Base):
    """One scan owed to the one-stop system. `seq` is its event; `held`: how many of its bytes the other side holds."""

    __tablename__ = "file_queue"
    __table_args__ = (UniqueConstraint("dossier_id", "sha256"), Index("ix_file_queue_open", "state", "next_at"))

    seq: Mapped[int] = mapped_column(ForeignKey("event.seq"), primary_key=True)
    dossier_id: Mapped[str]
    sha256: Mapped[str]
    size: Mapped[int]
    state: Mapped[str] = mapped_column(default="waiting")
    held: Mapped[int] = mapped_column(default=0)
    attempts: Mapped[int] = mapped_column(default=0)
    next_at: Mapped[int] = mapped_column(default=0)
    since: Mapped[int]
    reason: Mapped[str] = mapped_column(default="")
    detail: Mapped[str] = mapped_column(default="")
    acknowledged_at: Mapped[int | None]
    receipt: Mapped[str] = mapped_column(default="")
    """Where the other side keeps it, from the moment it opened a place for it."""


class RoundRow(Base):
    """One round of the courier that called at all (`app.store.rounds`); the oldest are forgotten."""

    __tablename__ = "round"
    __table_args__ = (Index("ix_round_at", "at"),)

    seq: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[int]
    seconds: Mapped[float]
    calls: Mapped[int]
    bytes_up: Mapped[int]
    bytes_down: Mapped[int]
    delivered: Mapped[int]
    already_there: Mapped[int]
    postponed: Mapped[int]
    quarantined: Mapped[int]
    files: Mapped[int]
    file_calls: Mapped[int]
    file_bytes_up: Mapped[int]
    file_bytes_down: Mapped[int]
    file_seconds: Mapped[float]
    lanes: Mapped[int]
    stopped: Mapped[str]


class ProofRow(Base):
    """What a look at everything delivered on a day found (`app.store.proofs`). `body` is the proof as JSON."""

    __tablename__ = "proof"
    __table_args__ = (Index("ix_proof_day", "day", "seq"),)

    seq: Mapped[int] = mapped_column(primary_key=True)
    day: Mapped[str]
    at: Mapped[int]
    asked_by: Mapped[str]
    body: Mapped[bytes] = mapped_column(LargeBinary)


class PrintJobRow(Base):
    """One numbered copy (`app.store.jobs`). `seq` is its `printed` event; `printed_at` is what the page says."""

    __tablename__ = "print_job"
    __table_args__ = (
        Index("ix_print_job_dossier", "dossier_id", "form", "copy"),
        Index("ix_print_job_printed_at", "printed_at"),
    )

    seq: Mapped[int] = mapped_column(ForeignKey("event.seq"), primary_key=True)
    dossier_id: Mapped[str]
    code: Mapped[str]
    form: Mapped[str]
    version: Mapped[str]
    copy: Mapped[int]
    size: Mapped[str]
    sha256: Mapped[str]
    length: Mapped[int]
    """Bytes; 0 of copies printed before there were jobs."""
    printed_at: Mapped[int]
    doubt: Mapped[int]


class PrintStepRow(Base):
    """One step of a copy's way; the last is its state. Append-only like `event`."""

    __tablename__ = "print_step"
    # Few copies ever go to the pad; those that did are found without looking at all others.
    __table_args__ = (Index("ix_print_step_pad", "job", sqlite_where=text("state='pad_owed'")),)

    job: Mapped[int] = mapped_column(ForeignKey("print_job.seq"), primary_key=True)
    step: Mapped[int] = mapped_column(primary_key=True)
    state: Mapped[str]
    at: Mapped[int]
    actor: Mapped[str]
    reason: Mapped[str]
    printer: Mapped[str]
    spool: Mapped[int]
    detail: Mapped[str]


class NumberRow(Base):
    """The last number given in one series on one day: numbers never go back, whatever the clock does."""

    __tablename__ = "number"

    series: Mapped[str] = mapped_column(primary_key=True)
    day: Mapped[str] = mapped_column(primary_key=True)
    last: Mapped[int]
    marked: Mapped[int] = mapped_column(default=-1)
    """Up to where the mark file says numbers may have been shown."""


class PersonRow(Base):
    """Somebody who may log in. `pin` is an argon2id hash."""

    __tablename__ = "person"

    person_id: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)
    role: Mapped[str]
    pin: Mapped[str]
    must_change: Mapped[int] = mapped_column(default=0)
    active: Mapped[int] = mapped_column(default=1)
    failed: Mapped[int] = mapped_column(default=0)
    locked_until: Mapped[int] = mapped_column(default=0)


class AccessRow(Base):
    """Who looked at what, when: views, searches on persons, log-ins. Subjects are dossier ids, never personal data."""

    __tablename__ = "access"

    seq: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[int]
    actor: Mapped[str]
    action: Mapped[str]
    subject: Mapped[str]


class MetaRow(Base):
    __tablename__ = "meta"

    key: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[str]


class DraftRow(Base):
    """A half-filled form, kept through a power cut."""

    __tablename__ = "draft"

    key: Mapped[str] = mapped_column(primary_key=True)
    body: Mapped[str]
    saved_at: Mapped[int]


class ServerProcedureRow(Base):
    """The one-stop system's own names and field codes of a procedure (its LayThuTuc answer)."""

    __tablename__ = "server_procedure"

    code: Mapped[str] = mapped_column(primary_key=True)
    payload: Mapped[bytes] = mapped_column(LargeBinary)
    fetched_at: Mapped[int]


class PartnerRow(Base):
    """Another counter with whom bundles are exchanged, and how far each knows the other (app.store.bundles)."""

    __tablename__ = "partner"

    point: Mapped[str] = mapped_column(primary_key=True)
    counter: Mapped[int] = mapped_column(primary_key=True)
    part: Mapped[str]
    """"branch": receives our events; "counter": sends us its own."""
    signing: Mapped[bytes] = mapped_column(LargeBinary)
    sealing: Mapped[bytes] = mapped_column(LargeBinary)
    replica: Mapped[str]
    """The file name of its ledger here."""
    trusted_at: Mapped[int]
    trusted_by: Mapped[str]
    held: Mapped[int] = mapped_column(default=0)
    """Up to which of our events it said it holds."""
    settled: Mapped[int] = mapped_column(default=0)
    """Up to which event it said it knows everything delivered."""
    told: Mapped[str] = mapped_column(default="")
    """The digest of what we last acknowledged to it."""
    told_at: Mapped[int] = mapped_column(default=0)


class BundleTakenRow(Base):
    """A bundle that was taken, by the digest of its bytes: a watched folder is not read twice."""

    __tablename__ = "bundle_taken"

    digest: Mapped[str] = mapped_column(primary_key=True)
    taken_at: Mapped[int]
