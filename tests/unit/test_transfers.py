"""Money by transfer: its own fact, never cash, never twice, and settled by a person only."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
import zxingcpp
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.domain import dossier as d
from app.domain import events as e
from app.domain import vietqr
from app.domain.catalogue import FeeKind
from app.domain.codes import provisional_code
from app.domain.dossier import Dossier
from app.domain.events import Kind, Status
from app.domain.handback import read_hand_back
from app.errors import Rejected
from app.office import Office, set_up
from app.people import Clerk
from app.store.views import Filters
from tests.desk import MONDAY, PIN, FakeClock, clerk_of, draft, new_office, profile_text
from tests.unit.test_dossier import AT, FILING, event

PAYMENT = """
[payment.state]
bank = "999999"
account = "0000000001"
name = "UBND xã Mường Tè"
[payment.post]
bank = "999999"
account = "0000000002"
name = "Bưu điện xã Mường Tè"
"""
FEES = [
    {"kind": "charge", "name": "Lệ phí", "amount": 15_000},
    {"kind": "postage", "name": "Cước", "amount": 26_000},
]


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    folder = tmp_path_factory.mktemp("transfers")
    file = folder / "profile.toml"
    file.write_text(profile_text() + PAYMENT, encoding="utf-8")
    opened, _ = set_up(file, folder / "data", PIN, FakeClock())
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def clerk(office: Office) -> Clerk:
    return clerk_of(office)


def receive(office: Office, clerk: Clerk, **changes: Any) -> Dossier:
    return office.counter.receive(draft(fees=FEES, **changes), clerk).dossier


def kinds(office: Office, dossier: Dossier) -> list[Kind]:
    return [past.kind for past in office.views.timeline(dossier.id)]


def refused(error: pytest.ExceptionInfo[Rejected]) -> dict[str, str]:
    return {field: problem.code for field, problem in error.value.problems.items()}


def test_received_with_a_transfer_owes_it_still(office: Office, clerk: Clerk) -> None:
    one = receive(office, clerk, transfer=True)
    assert [(t.kind, t.amount, t.state) for t in one.transfers] == [
        (FeeKind.CHARGE, 15_000, "waiting"),
        (FeeKind.POSTAGE, 26_000, "waiting"),
    ]
    assert (one.owed, one.awaited, one.to_ask) == (41_000, 41_000, 0)
    assert (one.cash_of("state"), one.cash_of("post")) == (0, 0)


def test_the_order_says_the_dossiers_code_and_nothing_of_a_person(office: Office, clerk: Clerk) -> None:
    one = receive(office, clerk, transfer=True)
    state, post = (vietqr.parse(transfer.order) for transfer in one.transfers)
    assert (state.bank, state.account, state.amount, state.purpose) == ("999999", "0000000001", 15_000, one.code)
    assert (post.account, post.amount) == ("0000000002", 26_000)
    applicant = one.filing.applicant
    for order in (one.transfers[0].order, one.transfers[1].order):
        assert applicant.id_number not in order and applicant.phone not in order


def test_every_code_of_ours_fits_into_the_purpose_whole() -> None:
    for point, counter in (("H35.99.07", 1), ("000.12.34.H99", 99)):
        code = provisional_code(point, counter, MONDAY.date(), 99_999)
        assert len(d.purpose_of(code)) <= vietqr.LONGEST_PURPOSE
        assert d.purpose_of(code)[-7:] == code.replace("-", "")[-7:], "its end tells one dossier from the next"


def test_what_is_paid_in_cash_is_not_asked_for_by_transfer(office: Office, clerk: Clerk) -> None:
    fees = [{**FEES[0], "paid": True}, FEES[1]]
    one = office.counter.receive(draft(fees=fees, transfer=True), clerk).dossier
    assert [t.amount for t in one.transfers] == [26_000]
    assert one.cash_of("state") == 15_000


def test_confirmed_it_is_money_but_no_cash(office: Office, clerk: Clerk) -> None:
    one = receive(office, clerk, transfer=True)
    done = office.counter.act(one.code, Kind.FEE_COLLECTED, {"transfer": 1}, clerk)
    assert (done.collected_state, done.cash_of("state"), done.owed, done.awaited) == (15_000, 0, 26_000, 26_000)
    (settled, waiting) = done.transfers
    assert (settled.state, settled.settled_by, waiting.state) == ("confirmed", clerk.id, "waiting")
    body = office.views.timeline(one.id)[-1].body
    assert isinstance(body, e.FeeCollected)
    assert (body.method, body.kind, body.transfer) == ("transfer", FeeKind.CHARGE, 1)


def test_less_may_have_come_than_was_asked(office: Office, clerk: Clerk) -> None:
    one = receive(office, clerk, transfer=True)
    done = office.counter.act(one.code, Kind.FEE_COLLECTED, {"transfer": 2, "amount": 20_000}, clerk)
    assert (done.collected_post, done.to_ask_of("post")) == (20_000, 6_000)


def test_a_transfer_is_settled_once(office: Office, clerk: Clerk) -> None:
    one = receive(office, clerk, transfer=True)
    office.counter.act(one.code, Kind.FEE_COLLECTED, {"transfer": 1}, clerk)
    for kind, fields in (
        (Kind.FEE_COLLECTED, {"transfer": 1}),
        (Kind.TRANSFER_DROPPED, {"transfer": 1, "reason": "x"}),
    ):
        with pytest.raises(Rejected) as told:
            office.counter.act(one.code, kind, fields, clerk)
        assert refused(told) == {"transfer": "no_such_transfer"}


def test_a_notice_is_not_cash_nor_the_other_drawers(office: Office, clerk: Clerk) -> None:
    one = receive(office, clerk, transfer=True)
    for wrong in ({"method": "cash"}, {"kind": "postage"}):
        with pytest.raises(Rejected) as told:
            office.counter.act(one.code, Kind.FEE_COLLECTED, {"transfer": 1, **wrong}, clerk)
        assert refused(told) == {"method": "transfer_not_cash"}


def test_cash_is_not_taken_for_what_is_under_way(office: Office, clerk: Clerk) -> None:
    one = receive(office, clerk, transfer=True)
    with pytest.raises(Rejected) as told:
        office.counter.act(one.code, Kind.FEE_COLLECTED, {"amount": 15_000, "kind": "charge"}, clerk)
    assert refused(told) == {"amount": "transfer_under_way"}
    office.counter.act(one.code, Kind.TRANSFER_DROPPED, {"transfer": 1, "reason": "khách trả tiền mặt"}, clerk)
    done = office.counter.act(one.code, Kind.FEE_COLLECTED, {"amount": 15_000, "kind": "charge"}, clerk)
    assert (done.cash_of("state"), done.owed) == (15_000, 26_000)


def test_handing_back_does_not_take_the_transfer_in_cash_as_well(office: Office, clerk: Clerk) -> None:
    one = receive(office, clerk)
    office.counter.act(one.code, Kind.RESULT_ARRIVED, {}, clerk)
    asked = office.counter.act(one.code, Kind.TRANSFER_EXPECTED, {"drawer": "state"}, clerk)
    assert asked.to_ask == 26_000
    paying = {"recipient": {"full_name": "Lò Văn Ín", "id_last4": "1234"}, "fees_collected": 41_000}
    with pytest.raises(Rejected) as told:
        office.counter.hand_back(one.code, read_hand_back(paying), clerk)
    assert refused(told) == {"fees_collected": "transfer_under_way"}
    back = office.counter.hand_back(one.code, read_hand_back({**paying, "fees_collected": 26_000}), clerk)
    assert (back.cash_of("post"), back.cash_of("state"), back.awaited) == (26_000, 0, 15_000)
    # The bank's notice comes when the citizen has gone. The record there is closed: nothing more is owed to it.
    after = office.counter.act(one.code, Kind.FEE_COLLECTED, {"transfer": 1}, clerk)
    assert (after.owed, after.status, after.cash_of("state")) == (0, Status.HANDED_BACK, 0)
    assert office.views.timeline(one.id)[-1].delivery is None
    with pytest.raises(Rejected):
        office.counter.act(one.code, Kind.FEE_COLLECTED, {"amount": 1, "kind": "fee"}, clerk)


def test_expecting_is_told_to_nobody_and_confirming_is(office: Office, clerk: Clerk) -> None:
    one = receive(office, clerk, transfer=True)
    office.counter.act(one.code, Kind.FEE_COLLECTED, {"transfer": 1}, clerk)
    owed = {past.kind: past.delivery is not None for past in office.views.timeline(one.id)}
    assert owed == {Kind.RECEIVED: True, Kind.TRANSFER_EXPECTED: False, Kind.FEE_COLLECTED: True}


def test_a_fee_asked_for_moves_on_only_when_it_came(office: Office, clerk: Clerk) -> None:
    one = receive(office, clerk)
    fees = [{"kind": "fee", "name": "Phí xác minh", "amount": 50_000}]
    assert office.counter.act(one.code, Kind.FEE_ASKED, {"fees": fees}, clerk).status is Status.FINANCIAL
    asked = office.counter.ask_transfers(one.code, clerk)
    assert asked.status is Status.FINANCIAL
    assert office.counter.act(one.code, Kind.FEE_COLLECTED, {"transfer": 1}, clerk).status is Status.IN_PROCESS


def test_what_waits_is_listed_the_oldest_first(office: Office, clerk: Clerk) -> None:
    one, other = receive(office, clerk, transfer=True), receive(office, clerk, transfer=True)
    office.counter.act(one.code, Kind.FEE_COLLECTED, {"transfer": 1}, clerk)
    listed = [(row.code, row.transfer.number) for row in office.views.transfers() if row.code in (one.code, other.code)]
    assert listed == [(one.code, 2), (other.code, 1), (other.code, 2)]
    for number, dossier in ((2, one), (1, other), (2, other)):
        office.counter.act(dossier.code, Kind.TRANSFER_DROPPED, {"transfer": number, "reason": "thử"}, clerk)
    found = {row.code for row in office.views.search("", filters=Filters(only="transfers"), limit=500)}
    assert not {one.code, other.code} & found


@pytest.mark.parametrize("note", ['"state":"waiting"', "waiting"])
def test_a_citizens_words_are_no_transfer(office: Office, clerk: Clerk, note: str) -> None:
    one = receive(office, clerk, note=note)
    assert one.code not in {row.code for row in office.views.search("", filters=Filters(only="transfers"), limit=500)}


def test_without_an_account_nothing_is_received(tmp_path: Path) -> None:
    office = new_office(tmp_path / "data", FakeClock())
    clerk = clerk_of(office)
    try:
        assert "transfer" in office.counter.preview(draft(fees=FEES, transfer=True)).problems
        with pytest.raises(Rejected) as told:
            office.counter.receive(draft(fees=FEES, transfer=True), clerk)
        assert refused(told) == {"transfer": "no_account"}
        assert office.views.recent() == ()
    finally:
        office.close()


@pytest.mark.parametrize(
    ("wrong", "key"),
    [
        ('bank = "99999"\naccount = "1"\nname = "X"', "payment.state"),
        ('bank = "999999"\naccount = "12 34"\nname = "X"', "payment.state"),
        ('bank = "999999"\naccount = "1"\nname = " "', "payment.state.name"),
        ('bank = "999999"\naccount = "1"', "payment.state.name"),
    ],
)
def test_a_wrong_account_is_told_by_its_key(tmp_path: Path, wrong: str, key: str) -> None:
    from app.settings import read_profile

    file = tmp_path / "profile.toml"
    file.write_text(f"{profile_text()}\n[payment.state]\n{wrong}\n", encoding="utf-8")
    with pytest.raises(Rejected) as told:
        read_profile(file)
    assert list(told.value.problems) == [key]


# ------------------------------------------------------------------------------------------------ sums


Step = tuple[str, str, int]
STEPS = st.lists(
    st.tuples(
        st.sampled_from(["cash", "expect", "came", "drop", "refund", "ask", "card"]),
        st.sampled_from(["state", "post"]),
        st.integers(1, 60_000),
    ),
    max_size=20,
)


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(STEPS)
def test_no_dong_is_counted_twice(steps: list[Step]) -> None:
    """Cash box, account and what is under way are kept beside the fold by hand, and agree with it after every step."""
    received = e.Received(code="H35.99.07-261116-1000", filing=FILING, received_at=AT)
    now = d.apply(None, event(1, Kind.RECEIVED, received))
    cash = {"state": 0, "post": 26_000}
    account = {"state": 0, "post": 0}
    waiting: dict[int, tuple[str, int]] = {}
    number = 0
    for seq, (what, wanted, asked) in enumerate(steps, 2):
        drawer, amount = wanted, asked
        fee = FeeKind.POSTAGE if drawer == "post" else FeeKind.CHARGE
        body: e.Body
        if what == "expect":
            number += 1
            waiting[number] = (drawer, amount)
            to = e.Account(bank="999999", account="1", name="X")
            body = e.TransferExpected(number=number, amount=amount, kind=fee, to=to, purpose="X")
            kind = Kind.TRANSFER_EXPECTED
        elif what in ("came", "drop"):
            if not waiting:
                continue
            first = min(waiting)
            drawer, amount = waiting.pop(first)
            fee = FeeKind.POSTAGE if drawer == "post" else FeeKind.CHARGE
            if what == "came":
                account[drawer] += amount
                body = e.FeeCollected(amount=amount, kind=fee, method="transfer", transfer=first)
                kind = Kind.FEE_COLLECTED
            else:
                body, kind = e.TransferDropped(transfer=first, reason="thử"), Kind.TRANSFER_DROPPED
        elif what == "refund":
            amount = min(amount, cash[drawer] + account[drawer])
            cash[drawer] -= amount
            body, kind = e.FeeRefunded(amount=amount, kind=fee, reason="thử"), Kind.FEE_REFUNDED
        elif what == "ask":
            body = e.FeeAsked(fees=(e.FeeLine(kind=fee, name="Phí", amount=amount),))
            kind = Kind.FEE_ASKED
        else:
            (cash if what == "cash" else account)[drawer] += amount
            body = e.FeeCollected(amount=amount, kind=fee, method=what)
            kind = Kind.FEE_COLLECTED
        now = d.apply(now, event(seq, kind, body))
        for one in d.DRAWERS:
            assert now.cash_of(one) == cash[one]
            assert now.taken_of(one) == cash[one] + account[one]
        assert now.awaited == sum(amount for _, amount in waiting.values())
        due = sum(line.amount for line in now.filing.fees)
        taken = sum(cash.values()) + sum(account.values())
        assert now.owed == max(0, due - taken)
        assert now.to_ask == max(0, now.owed - now.awaited)


# ------------------------------------------------------------------------------------------------ paper


@pytest.mark.parametrize("size", ["a4", "a5", "a5x2"])
def test_the_paper_bears_the_orders_and_calls_them_no_money(office: Office, clerk: Clerk, size: str) -> None:
    one = receive(office, clerk, transfer=True)
    words, read = said(office.counter.print_paper(one.code, "01", size, clerk, target="tệp").bytes)
    assert {transfer.order for transfer in one.transfers} <= set(read)
    assert words.count("Chuyển khoản, chờ đối soát") >= 2
    settled = office.counter.act(one.code, Kind.FEE_COLLECTED, {"transfer": 1}, clerk)
    office.counter.act(one.code, Kind.TRANSFER_DROPPED, {"transfer": 2, "reason": "thử"}, clerk)
    later = office.counter.print_paper(settled.code, "01", size, clerk, target="tệp", reason="khách xin")
    assert "chờ đối soát" not in said(later.bytes)[0]


def said(paper: bytes) -> tuple[str, list[str]]:
    """The words of all pages, and what a telephone reads from them as a 203 dpi printer puts them there."""
    document = pypdfium2.PdfDocument(paper)
    try:
        words = " ".join(page.get_textpage().get_text_bounded() for page in document)
        pictures = [page.render(scale=203 / 72).to_pil() for page in document]
    finally:
        document.close()
    return words, [found.text for picture in pictures for found in zxingcpp.read_barcodes(picture)]


def test_the_roll_bears_the_orders_as_the_printers_own_qr(office: Office, clerk: Clerk) -> None:
    one = receive(office, clerk, transfer=True)
    paper = office.counter.print_paper(one.code, "01", "k80", clerk, target="tệp")
    assert all(transfer.order.encode("ascii") in paper.bytes for transfer in one.transfers)
