"""Partners of bundles, and what was taken from them.

Revision ID: 0003
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.create_table(
        "partner",
        sa.Column("point", sa.String(), nullable=False),
        sa.Column("counter", sa.Integer(), nullable=False),
        sa.Column("part", sa.String(), nullable=False),
        sa.Column("signing", sa.LargeBinary(), nullable=False),
        sa.Column("sealing", sa.LargeBinary(), nullable=False),
        sa.Column("replica", sa.String(), nullable=False),
        sa.Column("trusted_at", sa.Integer(), nullable=False),
        sa.Column("trusted_by", sa.String(), nullable=False),
        sa.Column("held", sa.Integer(), nullable=False),
        sa.Column("settled", sa.Integer(), nullable=False),
        sa.Column("told", sa.String(), nullable=False),
        sa.Column("told_at", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("point", "counter", name=op.f("pk_partner")),
    )
    op.create_table(
        "bundle_taken",
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("taken_at", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_bundle_taken")),
    )
