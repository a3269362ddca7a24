"""CUPS, the printing system of Linux and macOS, through its own library: hand over, ask, withdraw.

The PDF goes to the spooler as it is, so what the ledger's hash names is what the printer's driver gets; the spooler's
number of the job comes back, and only that job is asked about later (by number and name: numbers begin anew with a new
spooler). Where there is no such library (Windows) `there()` is False and nobody can be asked. Every call may wait for
the spooler: never on the window's thread.
"""

from __future__ import annotations

import ctypes
import functools
import re
from typing import Any, NamedTuple

from app.domain.jobs import State

LIBRARIES = ("libcups.so.2", "libcups.2.dylib")

# RFC 8011 and the headers of CUPS 2.
_OPERATION, _URI, _NAME, _KEYWORD = 0x01, 0x45, 0x42, 0x44
_GET_JOB, _GET_JOBS, _GET_PRINTER = 0x0009, 0x000A, 0x000B
_INTEGERS = (0x21, 0x23)  # integer, enum
_NO_VALUE = range(0x10, 0x20)
_CONTINUE = 100
_LAST_OK = 0x00FF
_PENDING, _HELD, _PROCESSING, _STOPPED, _CANCELLED, _ABORTED, _COMPLETED = range(3, 10)
_PRINTER_STOPPED = 5

REASONS = (
    ("media-empty", "media_empty"),
    ("media-needed", "media_empty"),
    ("media-jam", "media_jam"),
    ("cover-open", "cover_open"),
    ("door-open", "cover_open"),
    ("toner-empty", "toner_empty"),
    ("marker-supply-empty", "toner_empty"),
    ("offline", "offline"),
    ("connecting-to-device", "offline"),
    ("timed-out", "offline"),
    ("paused", "printer_stopped"),
    ("stopped", "printer_stopped"),
)
"""What a printer's reasons (RFC 8011 §5.4.12, RFC 3805) mean here; the first that is named counts."""

SIZES = {(148, 210): "iso_a5_148x210mm", (210, 148): "iso_a5_148x210mm"}
SIZES |= {(210, 297): "iso_a4_210x297mm", (297, 210): "iso_a4_210x297mm"}
"""Sheets by their millimetres (PWG 5101.1)."""


_ASK_PASSWORD = ctypes.CFUNCTYPE(
    ctypes.c_char_p, ctypes.c_char_p, ctypes.c_void_p, ctypes.c_char_p, ctypes.c_char_p, ctypes.c_void_p
)


def _no_password(*_asked: object) -> None:
    """A spooler that wants a password gets none: left to itself the library would ask for it on a terminal."""


_NO_PASSWORD = _ASK_PASSWORD(_no_password)
"""Kept for as long as the library may call it."""


class Refused(Exception):
    """The spooler did not take the job: no paper can come of it. The text is the spooler's own, for the log only."""


class Told(NamedTuple):
    """What the spooler says of one job. `begun`: the printer had started on it."""

    state: State
    reason: str = ""
    begun: bool = False


class Standing(NamedTuple):
    """What the spooler says of a printer: `reason` "" when it is ready, "unknown" when it cannot be asked."""

    reason: str = ""


@functools.cache
def _library() -> Any | None:
    for name in LIBRARIES:
        try:
            cups = ctypes.CDLL(name)
        except OSError:
            continue
        text, pointer, whole = ctypes.c_char_p, ctypes.c_void_p, ctypes.c_int
        for call, given, back in (
            ("ippNewRequest", (whole,), pointer),
            ("ippAddString", (pointer, whole, whole, text, text, text), pointer),
            ("ippAddStrings", (pointer, whole, whole, text, whole, text, pointer), pointer),
            ("cupsDoRequest", (pointer, pointer, text), pointer),
            ("cupsLastError", (), whole),
            ("cupsLastErrorString", (), text),
            ("cupsUser", (), text),
            ("ippFindAttribute", (pointer, text, whole), pointer),
            ("ippFirstAttribute", (pointer,), pointer),
            ("ippNextAttribute", (pointer,), pointer),
            ("ippGetName", (pointer,), text),
            ("ippGetCount", (pointer,), whole),
            ("ippGetValueTag", (pointer,), whole),
            ("ippGetInteger", (pointer, whole), whole),
            ("ippGetString", (pointer, whole, pointer), text),
            ("ippDelete", (pointer,), None),
            ("cupsAddOption", (text, text, whole, pointer), whole),
            ("cupsFreeOptions", (whole, pointer), None),
            ("cupsCreateJob", (pointer, text, text, whole, pointer), whole),
            ("cupsStartDocument", (pointer, text, whole, text, text, whole), whole),
            ("cupsWriteRequestData", (pointer, text, ctypes.c_size_t), whole),
            ("cupsFinishDocument", (pointer, text), whole),
            ("cupsCancelJob2", (pointer, text, whole, whole), whole),
            ("cupsSetPasswordCB2", (_ASK_PASSWORD, pointer), None),
        ):
            function = getattr(cups, call)
            function.argtypes, function.restype = given, back
        return cups
    return None


def there() -> bool:
    """Whether this system prints through CUPS."""
    return _library() is not None


def _cups() -> Any:
    cups = _library()
    if cups is None:
        raise Refused("no CUPS here")
    cups.cupsSetPasswordCB2(_NO_PASSWORD, None)  # of this thread
    return cups


# --- handing over


def submit(printer: str, name: str, document: bytes) -> int:
    """Hands one document over and returns the spooler's number of the job. Refused: nothing will be printed."""
    cups = _cups()
    pdf = document.startswith(b"%PDF")
    wanted = {"media": sheet_of(document), "print-scaling": "none"} if pdf else {"raw": "true"}
    options, count = ctypes.c_void_p(), 0
    for key, value in wanted.items():
        if value:
            count = cups.cupsAddOption(key.encode(), value.encode(), count, ctypes.byref(options))
    queue = printer.encode()
    try:
        job = int(cups.cupsCreateJob(None, queue, name.encode(), count, options))
    finally:
        cups.cupsFreeOptions(count, options)
    if job == 0:
        raise Refused(_why(cups))
    form = b"application/pdf" if pdf else b"application/vnd.cups-raw"
    taken = cups.cupsStartDocument(None, queue, job, name.encode(), form, 1) == _CONTINUE
    taken = taken and cups.cupsWriteRequestData(None, document, len(document)) == _CONTINUE
    if not taken or int(cups.cupsFinishDocument(None, queue)) > _LAST_OK:
        why = _why(cups)
        # An empty job is never printed; taken away so that it does not stand in the queue for an hour.
        cups.cupsCancelJob2(None, queue, job, 1)
        raise Refused(why)
    return job


def _why(cups: Any) -> str:
    return (cups.cupsLastErrorString() or b"").decode(errors="replace")


def sheet_of(document: bytes) -> str:
    """The sheet a PDF is made for, as CUPS names it; "" of any other than A4 and A5."""
    found = re.search(rb"/MediaBox\s*\[\s*0\s+0\s+([\d.]+)\s+([\d.]+)\s*\]", document)
    if found is None:
        return ""
    width, height = (round(float(side) / 72 * 25.4) for side in found.groups())
    return SIZES.get((width, height), "")


# --- asking


def told(printer: str, job: int, name: str) -> Told | None:
    """What the spooler says of the job with this number and name. None: it cannot be asked, or does not know it."""
    answer = _ask(
        _GET_JOB, f"ipp://localhost/jobs/{job}", "job-uri", "job-name", "job-state", "job-state-reasons",
        "time-at-processing", "job-printer-state-reasons",
    )  # fmt: skip
    if not answer or answer[0].get("job-name") != (name,):
        return None
    return _told(answer[0], printer)


def look_up(printer: str, name: str) -> tuple[int, Told] | None:
    """A job by its name alone, for the program that ended before it could note the number. None: not known there."""
    for which in ("not-completed", "completed"):
        answer = _ask(
            _GET_JOBS, _uri(printer), "printer-uri", "job-id", "job-name", "job-state", "job-state-reasons",
            "time-at-processing", which_jobs=which,
        )  # fmt: skip
        for one in answer or ():
            if one.get("job-name") == (name,):
                return int(one["job-id"][0]), _told(one, printer)
    return None


def _told(answer: dict[str, tuple[Any, ...]], printer: str) -> Told:
    (state,) = answer.get("job-state", (0,))
    reasons = " ".join(map(str, answer.get("job-state-reasons", ())))
    begun = bool(answer.get("time-at-processing"))
    if state == _COMPLETED:
        return Told(State.DONE, begun=True)
    if state == _CANCELLED:
        return Told(State.CANCELLED, "midway" if begun else "withdrawn", begun)
    if state == _ABORTED:
        return Told(State.FAILED, "aborted", begun)
    if "job-incoming" in reasons:
        # Its document never arrived whole: the spooler prints nothing of it.
        return Told(State.UNKNOWN, "interrupted", begun)
    if state in (_HELD, _STOPPED):
        return Told(State.STOPPED, "held", begun)
    why = standing(printer).reason
    if why and why != "unknown":
        return Told(State.STOPPED, why, begun)
    return Told(State.SENT, begun=begun)


def standing(printer: str) -> Standing:
    """Whether a printer would print now."""
    answer = _ask(
        _GET_PRINTER, _uri(printer), "printer-uri", "printer-state", "printer-state-reasons",
        "printer-is-accepting-jobs",
    )  # fmt: skip
    if not answer:
        return Standing("unknown")
    return Standing(reason_of(answer[0]))


def reason_of(answer: dict[str, tuple[Any, ...]]) -> str:
    """Why a printer does not print; "" when it does."""
    # "-report" and "-warning" do not keep it from printing (RFC 8011 §5.4.12).
    words = [str(word) for word in answer.get("printer-state-reasons", ())]
    words = [word.removesuffix("-error") for word in words if not word.endswith(("-report", "-warning"))]
    for word, reason in REASONS:
        if any(word in said for said in words):
            return reason
    return "printer_stopped" if answer.get("printer-state") == (_PRINTER_STOPPED,) else ""


def _uri(printer: str) -> str:
    from urllib.parse import quote

    return f"ipp://localhost/printers/{quote(printer)}"


def _ask(
    operation: int, uri: str, field: str, *wanted: str, which_jobs: str = ""
) -> list[dict[str, tuple[Any, ...]]] | None:
    """One question: the groups of attributes in the answer; None when there is none."""
    cups = _library()
    if cups is None:
        return None
    cups = _cups()
    request = cups.ippNewRequest(operation)
    cups.ippAddString(request, _OPERATION, _URI, field.encode(), None, uri.encode())
    cups.ippAddString(request, _OPERATION, _NAME, b"requesting-user-name", None, cups.cupsUser())
    if which_jobs:
        cups.ippAddString(request, _OPERATION, _KEYWORD, b"which-jobs", None, which_jobs.encode())
    words = (ctypes.c_char_p * len(wanted))(*(word.encode() for word in wanted))
    cups.ippAddStrings(request, _OPERATION, _KEYWORD, b"requested-attributes", len(wanted), None, words)
    response = cups.cupsDoRequest(None, request, b"/")
    if not response:
        return None
    try:
        if int(cups.cupsLastError()) > _LAST_OK:
            return None
        return _groups(cups, response, set(wanted))
    finally:
        cups.ippDelete(response)


def _groups(cups: Any, response: Any, wanted: set[str]) -> list[dict[str, tuple[Any, ...]]]:
    groups: list[dict[str, tuple[Any, ...]]] = [{}]
    attribute = cups.ippFirstAttribute(response)
    while attribute:
        name = (cups.ippGetName(attribute) or b"").decode()
        if not name and groups[-1]:
            groups.append({})  # an attribute without a name stands between two jobs
        elif name in wanted:
            tag = cups.ippGetValueTag(attribute)
            places = range(cups.ippGetCount(attribute))
            if tag in _INTEGERS:
                groups[-1][name] = tuple(int(cups.ippGetInteger(attribute, place)) for place in places)
            elif tag not in _NO_VALUE:
                said = (cups.ippGetString(attribute, place, None) for place in places)
                groups[-1][name] = tuple((word or b"").decode(errors="replace") for word in said)
            else:
                groups[-1][name] = ()
        attribute = cups.ippNextAttribute(response)
    return [group for group in groups if group]


def withdraw(printer: str, job: int) -> bool:
    """Takes a job out of the queue; whether the spooler did."""
    return int(_cups().cupsCancelJob2(None, printer.encode(), job, 0)) <= _LAST_OK
