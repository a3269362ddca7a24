"""The tables of a database in which many counters are collected (docs/collect.md), SQLite and PostgreSQL alike.

What reports read is here as it is at a counter, column for column: made from the counter's own tables, so that the two
cannot part. `event` is the truth here too; of the counter's queue there is what was owed and what of it was delivered.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import BigInteger, Column, Index, Integer, LargeBinary, MetaData, Table, UniqueConstraint, text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from app.store.tables import (
    NAMES,
    DayRow,
    DossierRow,
    EventRow,
    ManifestLineRow,
    ManifestRow,
    MovementRow,
    TallyRow,
)

OPEN = "state<>'delivered' OR receipt='nothing_to_send'"
"""The entries of which a bundle may still say something new."""

_ROW = BigInteger().with_variant(Integer(), "sqlite")
"""SQLite counts by itself only what it calls INTEGER."""


class Base(DeclarativeBase):
    metadata = MetaData(naming_convention=NAMES)
    # Microseconds since 1970 do not fit into PostgreSQL's INTEGER.
    type_annotation_map = {int: BigInteger}  # noqa: RUF012 - SQLAlchemy's own way


class SchemaRow(Base):
    """One row: which version of these tables this is."""

    __tablename__ = "collected_schema"

    version: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)


class LedgerRow(Base):
    """One counter's ledger: where it stands, the short name of its keys, and how far it is here."""

    __tablename__ = "ledger"
    __table_args__ = (UniqueConstraint("point", "counter", "key"),)

    id: Mapped[int] = mapped_column(_ROW, primary_key=True)
    point: Mapped[str]
    counter: Mapped[int]
    key: Mapped[str]
    unit: Mapped[str]
    held: Mapped[int]
    """The number of the newest event here; `head` is its hash."""
    head: Mapped[bytes] = mapped_column(LargeBinary)
    taken_at: Mapped[int]


class BundleRow(Base):
    """A bundle that was taken, by the digest of its bytes: it is not read twice."""

    __tablename__ = "bundle"

    digest: Mapped[str] = mapped_column(primary_key=True)
    ledger: Mapped[int]
    sender: Mapped[str]
    number: Mapped[int]
    first: Mapped[int]
    last: Mapped[int]
    taken_at: Mapped[int]


class OutboxRow(Base):
    """One event owed to the one-stop system. `state` is "waiting" or "delivered": what is set aside is the counter's
    business. `receipt` "nothing_to_send": it was owed only if the other side knew the dossier."""

    __tablename__ = "outbox"
    __table_args__ = (
        Index("ix_outbox_dossier", "dossier_id"),
        Index("ix_outbox_since", "since"),
        Index("ix_outbox_open", "ledger", "seq", sqlite_where=text(OPEN), postgresql_where=text(OPEN)),
    )

    ledger: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    dossier_id: Mapped[str]
    state: Mapped[str]
    since: Mapped[int]
    acknowledged_at: Mapped[int | None]
    receipt: Mapped[str]


class PersonRow(Base):
    """Who acted, by name; nobody logs in here."""

    __tablename__ = "person"

    person_id: Mapped[str] = mapped_column(primary_key=True)
    ledger: Mapped[int]
    name: Mapped[str]
    role: Mapped[str]


def _like(
    row: type[DeclarativeBase], key: Iterable[str], *, without: Iterable[str] = (), first: Iterable[Column[Any]] = ()
) -> Table:
    """A counter's table again: the same columns, the same indexes but for what only one who writes needs."""
    theirs, keys, left_out = row.__table__, tuple(key), frozenset(without)
    assert isinstance(theirs, Table)
    columns = [*first]
    for column in theirs.columns:
        if column.name not in left_out:
            kind = BigInteger() if isinstance(column.type, Integer) else column.type
            columns.append(Column(column.name, kind, nullable=column.nullable, primary_key=column.name in keys))
    known = {column.name for column in columns}
    indexes = [
        Index(index.name, *(column.name for column in index.columns))
        for index in sorted(theirs.indexes, key=lambda one: str(one.name))
        if not index.unique and {column.name for column in index.columns} <= known
    ]
    return Table(theirs.name, Base.metadata, *columns, *indexes)


def _ledger(**more: Any) -> Column[Any]:
    return Column("ledger", BigInteger(), nullable=False, autoincrement=False, **more)


EVENT = _like(EventRow, ("seq",), without=("prev",), first=(_ledger(primary_key=True),))
"""`prev` is the hash of the row before it."""

TALLY = _like(TallyRow, ("dossier_id",))
MOVEMENT = _like(MovementRow, ("ledger", "seq", "line"))
DAY = _like(DayRow, ("day_id",))
MANIFEST = _like(ManifestRow, ("manifest_id",))
MANIFEST_LINE = _like(ManifestLineRow, ("manifest_id", "line"))

DOSSIER = Table(
    "dossier",
    Base.metadata,
    Column("row", _ROW, primary_key=True),
    _ledger(),
    *(
        Column(
            column.name,
            BigInteger() if isinstance(column.type, Integer) else column.type,
            nullable=column.nullable,
            unique=column.name == "dossier_id",
            index=column.name in ("code", "official_code"),
        )
        for column in DossierRow.__table__.columns
        # Who looks for a person does so at the counter; and codes may be told twice by counters set up wrongly.
        if column.name not in ("row", "given", "person", "words")
    ),
)
