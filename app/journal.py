"""The log: what the program did and where it broke, never whose dossier it was.

Messages of exceptions may carry names and numbers, so a bug is written as its type and the places it passed through.
"""

from __future__ import annotations

import copy
import logging
import logging.handlers
import traceback
from pathlib import Path

SIZE, KEPT = 1_000_000, 5


class _Faceless(logging.Formatter):
    """Exceptions without their messages."""

    def format(self, record: logging.LogRecord) -> str:
        # What another handler has made of the exception is kept in the record, and would be taken over word for word.
        own = copy.copy(record)
        own.exc_text = None
        return super().format(own)

    def formatException(self, ei: object) -> str:  # noqa: N802 - logging's own name
        assert isinstance(ei, tuple)
        kind, _, trace = ei
        frames = traceback.extract_tb(trace)
        places = [f"  {Path(f.filename).name}:{f.lineno} in {f.name}" for f in frames]
        return "\n".join([f"{kind.__name__ if kind else 'error'} (message left out)", *places])


def start(data: Path) -> None:
    """Logs into DATA/logs from now on. A folder that cannot be written must not keep the counter from opening."""
    root = logging.getLogger()
    root.setLevel(logging.INFO)
    logging.raiseExceptions = False
    try:
        (data / "logs").mkdir(parents=True, exist_ok=True)
        handler: logging.Handler = logging.handlers.RotatingFileHandler(
            data / "logs" / "quay.log", maxBytes=SIZE, backupCount=KEPT, encoding="utf-8", delay=True
        )
    except OSError:
        handler = logging.NullHandler()
    handler.setFormatter(_Faceless("%(asctime)s %(levelname)s %(name)s %(message)s"))
    root.addHandler(handler)
