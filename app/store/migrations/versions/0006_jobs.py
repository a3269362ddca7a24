"""What became of each printed copy is kept.

Revision ID: 0006
"""

from __future__ import annotations

import json

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    op.create_table(
        "print_job",
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("dossier_id", sa.String(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("form", sa.String(), nullable=False),
        sa.Column("version", sa.String(), nullable=False),
        sa.Column("copy", sa.Integer(), nullable=False),
        sa.Column("size", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("length", sa.Integer(), nullable=False),
        sa.Column("printed_at", sa.Integer(), nullable=False),
        sa.Column("doubt", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["seq"], ["event.seq"], name=op.f("fk_print_job_seq_event")),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_print_job")),
    )
    op.create_index("ix_print_job_dossier", "print_job", ["dossier_id", "form", "copy"], unique=False)
    op.create_index("ix_print_job_printed_at", "print_job", ["printed_at"], unique=False)
    op.create_table(
        "print_step",
        sa.Column("job", sa.Integer(), nullable=False),
        sa.Column("step", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("at", sa.Integer(), nullable=False),
        sa.Column("actor", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("printer", sa.String(), nullable=False),
        sa.Column("spool", sa.Integer(), nullable=False),
        sa.Column("detail", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["job"], ["print_job.seq"], name=op.f("fk_print_step_job_print_job")),
        sa.PrimaryKeyConstraint("job", "step", name=op.f("pk_print_step")),
    )
    _copies_of_before()
    for table in ("print_job", "print_step"):
        for event, name in (("UPDATE", "changes"), ("DELETE", "goes")):
            op.execute(
                f"CREATE TRIGGER {table}_never_{name} BEFORE {event} ON {table} "
                "BEGIN SELECT RAISE(ABORT, 'append only'); END"
            )


def _copies_of_before() -> None:
    """Every copy printed so far: what became of it was not kept, and nobody can say it now."""
    conn = op.get_bind()
    rows = conn.exec_driver_sql(
        "SELECT e.seq, e.dossier_id, coalesce(d.code, ''), e.at, e.actor, e.body FROM event e "
        "LEFT JOIN dossier d ON d.dossier_id=e.dossier_id WHERE e.kind='printed'"
    ).all()
    for seq, dossier_id, code, at, actor, written in rows:
        body = json.loads(written)
        conn.exec_driver_sql(
            "INSERT INTO print_job(seq, dossier_id, code, form, version, copy, size, sha256, length, printed_at, "
            "doubt) VALUES(?, ?, ?, ?, ?, ?, ?, ?, 0, ?, 0)",
            (
                *(seq, dossier_id, code, body["form"], body["version"], body["copy"], body["size"], body["sha256"]),
                at,
            ),
        )
        conn.exec_driver_sql(
            "INSERT INTO print_step(job, step, state, at, actor, reason, printer, spool, detail) "
            "VALUES(?, 1, 'unknown', ?, ?, 'not_recorded', ?, 0, '')",
            (seq, at, actor, body.get("target", "")),
        )
