"""Counter days, manifests, and what reports sum.

Revision ID: 0007
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"

_TALLY = (
    *("received", "accepted", "due", "finished", "refused", "sealed", "sent", "arrived", "handed", "gone_back"),
    *("begun", "paused"),
)


def upgrade() -> None:
    def integers(*names: str) -> list[sa.Column[int]]:
        return [sa.Column(name, sa.Integer(), nullable=False) for name in names]

    def texts(*names: str) -> list[sa.Column[str]]:
        return [sa.Column(name, sa.String(), nullable=False) for name in names]

    op.create_table(
        "tally",
        *integers("ledger"),
        *texts("dossier_id", "code"),
        *integers("day"),
        *[sa.Column(name, sa.Integer(), nullable=name != "received") for name in _TALLY],
        *integers("status"),
        *texts("leg", "mode"),
        *integers("voided", "desk", "channel", "by_post", "returned_by_post"),
        *texts("procedure", "field", "commune", "agency", "clerk", "handed_by"),
        *integers("supplements", "follows", "rescheduled", "attempts", "rating", "book_number"),
        *integers("due_state", "due_post", "waived", "collected_state", "collected_post"),
        sa.PrimaryKeyConstraint("dossier_id", name=op.f("pk_tally")),
    )
    op.create_index("ix_tally_received", "tally", ["received"], unique=False)
    op.create_index("ix_tally_finished", "tally", ["finished"], unique=False)
    op.create_table(
        "movement",
        *integers("ledger", "seq", "line", "at"),
        *texts("dossier_id", "drawer"),
        *integers("amount"),
        *texts("what", "method", "kind", "agency"),
        sa.PrimaryKeyConstraint("ledger", "seq", "line", name=op.f("pk_movement")),
    )
    op.create_index("ix_movement_dossier", "movement", ["dossier_id"], unique=False)
    op.create_index("ix_movement_at", "movement", ["at"], unique=False)
    op.create_table(
        "day",
        *integers("ledger"),
        *texts("day_id"),
        *integers("number", "date", "opened_seq"),
        sa.Column("closed_seq", sa.Integer(), nullable=True),
        sa.Column("state", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("day_id", name=op.f("pk_day")),
        sa.UniqueConstraint("ledger", "number", name=op.f("uq_day_ledger_number")),
        sa.UniqueConstraint("ledger", "date", name=op.f("uq_day_ledger_date")),
    )
    op.create_index("uq_day_open", "day", ["ledger"], unique=True, sqlite_where=sa.text("closed_seq IS NULL"))
    op.create_table(
        "manifest",
        *integers("ledger"),
        *texts("manifest_id", "number", "direction", "agency", "progress"),
        *integers("opened"),
        sa.Column("handed", sa.Integer(), nullable=True),
        sa.Column("state", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("manifest_id", name=op.f("pk_manifest")),
        sa.UniqueConstraint("ledger", "number", name=op.f("uq_manifest_ledger_number")),
    )
    op.create_index("ix_manifest_opened", "manifest", ["opened"], unique=False)
    op.create_table(
        "manifest_line",
        *integers("ledger"),
        *texts("manifest_id"),
        *integers("line"),
        *texts("dossier_id"),
        *integers("open"),
        sa.PrimaryKeyConstraint("manifest_id", "line", name=op.f("pk_manifest_line")),
    )
    op.create_index("ix_manifest_line_dossier", "manifest_line", ["dossier_id"], unique=False)
    op.create_index(
        "uq_manifest_line_open", "manifest_line", ["dossier_id"], unique=True, sqlite_where=sa.text("open=1")
    )
    # The folds know more than they did, and the new tables are read from the events: both are made by the program
    # itself in this transaction (Store).
    op.execute("INSERT INTO meta(key, value) VALUES('rebuild', '1') ON CONFLICT(key) DO UPDATE SET value='1'")
