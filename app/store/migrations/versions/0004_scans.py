"""Scans of papers have a queue of their own.

Revision ID: 0004
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.create_table(
        "file_queue",
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("dossier_id", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("held", sa.Integer(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("next_at", sa.Integer(), nullable=False),
        sa.Column("since", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("detail", sa.String(), nullable=False),
        sa.Column("acknowledged_at", sa.Integer(), nullable=True),
        sa.Column("receipt", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["seq"], ["event.seq"], name=op.f("fk_file_queue_seq_event")),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_file_queue")),
        sa.UniqueConstraint("dossier_id", "sha256", name=op.f("uq_file_queue_dossier_id_sha256")),
    )
    op.create_index("ix_file_queue_open", "file_queue", ["state", "next_at"], unique=False)
    op.execute(
        "CREATE TRIGGER file_queue_never_goes BEFORE DELETE ON file_queue BEGIN SELECT RAISE(ABORT, 'undelivered'); END"
    )
