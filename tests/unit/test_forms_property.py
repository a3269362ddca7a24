"""Whatever may happen to a dossier, each form its state bears can be printed, readable and of a length to be expected.

The dossiers are committed ones: events drawn from the moves that the domain allows, and their fold.
"""

from __future__ import annotations

import io
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import Any

import pypdfium2
import pytest
from fontTools.ttLib import TTFont
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.domain import codes, text
from app.domain import events as e
from app.domain.catalogue import FeeKind, PaperKind, ResultPaper
from app.domain.dossier import allowed, apply
from app.domain.events import Kind
from app.errors import Rejected
from app.paper import Press, specimen
from app.paper.compose import compose
from app.paper.facts import Sheet
from app.paper.forms import FormBook, read_forms
from app.paper.layout import Layout, PerCopy, Text, sheet_of
from app.paper.lists import LISTS, DossierList, ListRow, ListSheet, Party
from app.paper.pdf import Typesetter
from app.paper.states import FORMS, check_state
from tests import forms as sheet
from tests.unit.test_paper_layout import no_overlap

AT = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)

LETTERS = "aáàảãạăằắẳẵặâầấẩẫậđeéèẽẹêềếểễệiíịoóọôồốổỗộơờởỡợuúụưừứửữựyỵỷÂẬẦẪỆỄỖỮỰỲĐ"
any_text = st.text(st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp")), max_size=60).map(text.clean)
vietnamese = st.text(LETTERS + " ,.-/()0123456789[]{}\\", max_size=220).map(text.clean)
words = st.one_of(any_text, vietnamese, st.just(""), st.text("Ễ", min_size=1, max_size=200))
short = st.one_of(st.just(""), st.text(LETTERS + "0123456789/-.", max_size=40))
amounts = st.integers(1, 10**9)
days = st.dates(date(2026, 1, 1), date(2030, 12, 31))
moments = st.integers(-300 * 24 * 60, 1500 * 24 * 60).map(lambda minutes: AT + timedelta(minutes=minutes))

papers = st.builds(e.Authorisation, kind=words, number=short, date=st.none() | days)
people = st.builds(e.Person, full_name=words, address=words, phone=short, email=short)
stand_ins = st.builds(
    e.Submitter, full_name=words, address=words, phone=short, email=short, authorisation=st.none() | papers
)
components = st.builds(
    e.Component,
    name=words,
    kind=st.sampled_from(PaperKind),
    originals=st.integers(0, 99),
    copies=st.integers(0, 99),
    shown=st.booleans(),
    valuable=st.booleans(),
    note=words,
)
lacking = st.lists(st.builds(e.Missing, name=words, originals=st.integers(0, 9), note=words), max_size=9).map(tuple)
fees = st.lists(
    st.builds(
        e.FeeLine,
        kind=st.sampled_from(FeeKind),
        name=words,
        amount=amounts,
        paid=st.booleans(),
        waived=st.just(0) | amounts,
        ground=words,
    ),
    max_size=6,
).map(tuple)
results = st.lists(st.builds(ResultPaper, code=short, name=words), max_size=5).map(tuple)
procedures = st.builds(
    e.ProcedureSnapshot,
    code=st.just("1.004873"),
    name=words,
    case_name=words,
    term_value=st.none() | st.integers(0, 90),
    term_unit=st.sampled_from(["", "day", "working_day", "hour", "month"]),
    results=results,
)
filings = st.builds(
    e.Filing,
    mode=st.sampled_from(e.Mode),
    procedure=procedures,
    agency=words,
    channel=st.sampled_from([1, 2, 3]),
    applicant=people,
    submitter=st.none() | stand_ins,
    components=st.lists(components, max_size=40).map(tuple),
    sets=st.integers(1, 99),
    result_delivery=st.builds(
        e.ResultDelivery, kind=st.sampled_from(e.DeliveryKind), name=words, phone=short, address=words
    ),
    fees=fees,
    note=words,
)
CODES = (
    codes.series_code("H35.99.07", date(2026, 11, 23), 1004),
    codes.provisional_code("H35.99.07", 1, date(2026, 11, 23), 4),
    codes.provisional_code("H35.199.107.207", 99, date(2026, 11, 23), 99_999),
)
received = st.builds(
    e.Received,
    code=st.sampled_from(CODES),
    filing=filings,
    received_at=st.just(AT),
    due_at=st.none() | moments,
    book=st.integers(0, 9),
    book_number=st.integers(0, 99_999),
)
first_contacts = st.one_of(
    st.builds(
        e.SupplementAsked, missing=lacking, reason=words, deadline=st.none() | days, code=st.just("X"), filing=filings
    ),
    st.builds(e.Refused, reason=words, legal_basis=words, code=st.just("X"), filing=filings),
)
MOVES: dict[Kind, st.SearchStrategy[Any]] = {
    Kind.SUPPLEMENT_ASKED: st.builds(
        e.SupplementAsked, missing=lacking, reason=words, deadline=st.none() | days, code=st.just(""), filing=st.none()
    ),
    Kind.SUPPLEMENTED: st.builds(
        e.Supplemented, components=st.lists(components, max_size=5).map(tuple), due_at=st.none() | moments
    ),
    Kind.REFUSED: st.builds(e.Refused, reason=words, legal_basis=words, code=st.just(""), filing=st.none()),
    Kind.WITHDRAWAL_ASKED: st.builds(e.WithdrawalAsked, reason=words),
    Kind.WITHDRAWN: st.builds(e.Withdrawn),
    Kind.CORRECTED: st.builds(e.Corrected, reason=words, applicant=st.none() | people, fees=st.none() | fees),
    Kind.VOIDED: st.builds(e.Voided, reason=words),
    Kind.SEALED: st.builds(e.Sealed, seal=short),
    Kind.MANIFESTED: st.builds(e.Manifested, manifest=short),
    Kind.UNMANIFESTED: st.builds(e.Unmanifested, manifest=short, reason=short),
    Kind.HANDED_TO_AGENCY: st.builds(e.HandedToAgency, receiver=words),
    Kind.AGENCY_ACCEPTED: st.builds(
        e.AgencyAccepted,
        official_code=st.just("H35.14-261124-0001"),
        accepted_at=st.none() | moments,
        due_at=st.none() | moments,
    ),
    Kind.AGENCY_RETURNED: st.builds(e.AgencyReturned, reason=words, refused=st.booleans()),
    Kind.FEE_ASKED: st.builds(e.FeeAsked, fees=fees),
    Kind.FEE_COLLECTED: st.builds(
        e.FeeCollected,
        amount=amounts,
        kind=st.sampled_from(FeeKind),
        name=words,
        method=st.sampled_from(["cash", "transfer", "ví"]),
        receipt_number=short,
    ),
    Kind.FEE_REFUNDED: st.builds(e.FeeRefunded, amount=amounts, kind=st.sampled_from(FeeKind), reason=words),
    Kind.RESCHEDULED: st.builds(e.Rescheduled, due_at=moments, reason=words, letter=short),
    Kind.STOPPED: st.builds(e.Stopped, reason=words, letter=short),
    Kind.RESULT_ARRIVED: st.builds(e.ResultArrived, results=results, number=short),
    Kind.INVITED: st.builds(e.Invited),
    Kind.DELIVERY_ATTEMPTED: st.builds(e.DeliveryAttempted, outcome=words),
    Kind.HANDED_BACK: st.builds(
        e.HandedBack,
        recipient=st.builds(
            e.Recipient,
            kind=st.sampled_from(e.RecipientKind),
            full_name=words,
            id_last4=st.just("4321"),
            authorisation=st.none() | papers,
        ),
        fees_collected=st.integers(0, 10**9),
        originals_taken_back=st.lists(words, max_size=3).map(tuple),
        item_code=short,
        by_post=st.booleans(),
    ),
    Kind.RETURNED_TO_AGENCY: st.builds(e.ReturnedToAgency, reason=words),
    Kind.RATED: st.builds(e.Rated, score=st.integers(1, 5)),
}
FURTHER = (Kind.HANDED_TO_AGENCY, Kind.AGENCY_ACCEPTED, Kind.RESULT_ARRIVED, Kind.HANDED_BACK)
"""Moves that carry a dossier on: preferred, so that not every walk ends after two steps."""


@st.composite
def histories(draw: st.DrawFn) -> tuple[e.Event, ...]:
    """The events of a dossier whose every move was allowed."""
    slip = codes.slip_code("H35.99.07", 1, date(2026, 11, 23), 7)
    body: Any = draw(first_contacts if draw(st.integers(0, 5)) == 1 else received)
    if not isinstance(body, e.Received):
        body = type(body)(**{**{name: getattr(body, name) for name in body.__struct_fields__}, "code": slip})
    bodies: list[Any] = [body]
    state = apply(None, specimen.told(body)[0])
    for _ in range(draw(st.sampled_from((7, 6, 5, 4, 3, 2, 1, 0)))):
        moves = sorted(kind for kind in allowed(state) if kind in MOVES)
        if not moves:
            break
        onward = [kind for kind in moves if kind in FURTHER]
        hurried: bool = draw(st.booleans())
        kind = draw(st.sampled_from(onward if onward and hurried else moves))
        bodies.append(draw(MOVES[kind]))
        state = apply(state, specimen.told(*bodies)[-1])
    return specimen.told(*bodies)


@pytest.fixture(scope="module")
def press() -> Press:
    return sheet.press()


@lru_cache(maxsize=1)
def typesetter() -> Typesetter:
    return Typesetter(sheet.ASSETS / "fonts" / "paper")


@lru_cache(maxsize=1)
def alphabet() -> set[str]:
    """What both fonts have, as fontTools reads it."""
    files = (sheet.ASSETS / "fonts" / "paper" / f"BeVietnamPro-{style}.ttf" for style in ("Regular", "Bold"))
    fonts = [TTFont(io.BytesIO(file.read_bytes())) for file in files]
    return set.intersection(*({chr(code) for code in font.getBestCmap()} for font in fonts))


@lru_cache(maxsize=1)
def book() -> FormBook:
    return read_forms(sheet.ASSETS / "forms")


def looked_at(form: str, filled: Sheet | ListSheet, size: str) -> None:
    """Lays one liên out, and holds each text against font and paper and the pages against what there is to say."""
    version = book().in_force(form, date(2026, 11, 23))
    setup = version.sizes[size]
    width, height = sheet_of(size, setup)
    composed = compose(version, filled)
    pages = Layout(typesetter().faces, size, setup, setup.type[-1]).pages(composed)
    for page in pages:
        placed: list[tuple[float, Text]] = []
        for top, strip in page:
            assert top >= 0 and top + strip.height <= height
            for mark in strip.marks:
                if isinstance(mark, PerCopy):
                    texts = [one._replace(y=one.y + mark.y) for one in mark.marks[0]]
                else:
                    texts = [mark] if isinstance(mark, Text) else []
                for one in texts:
                    assert set(one.text) <= alphabet(), "a glyph is missing from the font"
                    assert one.x >= 0 and one.x + one.face.width(one.text) * one.size <= width
                    placed.append((top + one.y, one))
        no_overlap(placed)
    # What there is to say makes pages, and nothing else does: no empty page, no endless one.
    told = repr(filled.listed) if isinstance(filled, ListSheet) else repr((filled.dossier, filled.history))
    assert len(pages) <= 2 + len(told) // 1200


def test_every_vietnamese_letter_is_in_the_fonts() -> None:
    marks = "\u0300\u0301\u0303\u0309\u0323"
    plain = [*"aăâeêioôơuưy", *"AĂÂEÊIOÔƠUƯY"]
    wanted = {text.nfc(letter + mark) for letter in plain for mark in ("", *marks)} | set("đĐ–—…“”×/·đ₫")
    assert all(len(letter) == 1 for letter in wanted) and wanted <= alphabet() | {"₫"}


SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]


@settings(max_examples=120, deadline=None, suppress_health_check=SLOW)
@given(history=histories(), size=st.sampled_from(["a4", "a5"]), copy=st.integers(1, 3))
def test_whatever_happened_to_a_dossier_each_form_it_bears_prints(
    press: Press, history: tuple[e.Event, ...], size: str, copy: int
) -> None:
    state = None
    for event in history:
        state = apply(state, event)
    assert state is not None
    borne = set()
    for form in sorted(FORMS):
        try:
            check_state(form, state, copy)
        except Rejected:
            continue
        borne.add(form)
        filled = Sheet(
            dossier=state,
            history=history,
            unit=specimen.UNIT,
            copy=copy,
            printed_at=AT,
            printed_by=specimen.OFFICER,
            signed_by="",
            reason="kẹt giấy",
        )
        looked_at(form, filled, size)
    if not borne:
        return
    form = sorted(borne)[len(history) % len(borne)]
    paper = press.render(
        form, state, history=history, size=size, copy=copy, printed_at=AT, printed_by="Lò Thị Dung", reason="kẹt giấy"
    )
    document = pypdfium2.PdfDocument(paper.bytes)
    try:
        assert len(document) == paper.pages
        said = document[0].get_textpage().get_text_range()
    finally:
        document.close()
    assert (state.official_code or state.code).split("-")[-1] in said


rows = st.builds(
    ListRow,
    code=st.sampled_from(CODES),
    procedure=words,
    applicant=words,
    address=words,
    phone=short,
    agency=words,
    term=short,
    sets=st.integers(0, 99),
    originals=st.integers(0, 999),
    copies=st.integers(0, 999),
    received_at=st.none() | moments,
    due_at=st.none() | moments,
    sent_at=st.none() | moments,
    handed_at=st.none() | moments,
    handed_how=short,
    result=words,
    result_number=short,
    by_post=st.booleans(),
    fee=st.integers(0, 10**9),
    charge=st.integers(0, 10**9),
    receipt=short,
    seal=short,
    note=words,
)
parties = st.builds(Party, unit=words, person=words, role=short, address=words, phone=short)
lists = st.builds(
    DossierList,
    kind=st.sampled_from(sorted(LISTS)),
    at=st.just(AT),
    rows=st.lists(rows, max_size=30).map(tuple),
    number=short,
    since=st.none() | days,
    until=st.none() | days,
    giver=parties,
    receiver=parties,
    agency=words,
    place=words,
    route=words,
    seals=st.lists(short, max_size=5).map(tuple),
    method=short,
    account=short,
    note=words,
)


@settings(max_examples=60, deadline=None, suppress_health_check=SLOW)
@given(listed=lists, size=st.sampled_from(["a4", "a5"]))
def test_whatever_a_list_holds_is_on_the_paper(listed: DossierList, size: str) -> None:
    offered = book().in_force(listed.kind, date(2026, 11, 23)).sizes
    filled = ListSheet(
        listed=listed,
        unit=specimen.UNIT,
        copy=1,
        printed_at=AT + timedelta(hours=7),
        printed_by=specimen.OFFICER,
        signed_by="",
        reason="",
    )
    looked_at(listed.kind, filled, size if size in offered else "a4")
