"""Search as clerks type it, and what lists show."""

from __future__ import annotations

import pytest

from app.domain.events import Kind, Missing
from app.office import Office
from app.store.views import Filters
from tests.desk import FakeClock, clerk_of, draft

PEOPLE = [
    ("Lò Văn Ín", "012090001234", "0912345678", "Bản Nậm Củm, Xã Mường Tè"),
    ("Giàng Thị Mỷ", "012190004321", "0987000111", "Bản Giẳng, Xã Bum Nưa"),
    ("Đặng Thị Ngọc Ánh", "001193008899", "0911222333", "Khu phố 5, Xã Pa Ủ"),
    ("Pờ Xú Chừ", "012085007777", "0913000444", "Bản Bó, Xã Thu Lũm"),
]


@pytest.fixture
def filled(office: Office) -> Office:
    clerk = clerk_of(office)
    for name, number, phone, address in PEOPLE:
        one = draft(
            applicant__full_name=name, applicant__id_number=number, applicant__phone=phone, applicant__address=address
        )
        office.counter.receive(one, clerk)
    return office


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("lo v", ["Lò Văn Ín"]),
        ("Lò Văn", ["Lò Văn Ín"]),
        ("LÒ VĂN", ["Lò Văn Ín"]),
        ("in", ["Lò Văn Ín"]),
        ("dang", ["Đặng Thị Ngọc Ánh"]),
        ("anh", ["Đặng Thị Ngọc Ánh"]),
        ("ngoc anh", ["Đặng Thị Ngọc Ánh"]),
        ("thi", ["Đặng Thị Ngọc Ánh", "Giàng Thị Mỷ"]),
        ("my giang", ["Giàng Thị Mỷ"]),
        ("bum nua", ["Giàng Thị Mỷ"]),
        ("po xu", ["Pờ Xú Chừ"]),
        ("0987000111", ["Giàng Thị Mỷ"]),
        ("0987", ["Giàng Thị Mỷ"]),
        ("0987 000 111", ["Giàng Thị Mỷ"]),
        ("012085007777", ["Pờ Xú Chừ"]),
        ("8899", ["Đặng Thị Ngọc Ánh"]),
        ("1003", ["Pờ Xú Chừ"]),
        ("H35.99.07-261116-1001", ["Giàng Thị Mỷ"]),
        ("h35.99.07-261116-1001", ["Giàng Thị Mỷ"]),
        ("H35.99.07-2611", [p[0] for p in reversed(PEOPLE)]),
        ("không có ai", []),
        ('"; DROP TABLE dossier', []),
        ("*", []),
        ("%", []),
    ],
)
def test_search_finds_what_is_meant(filled: Office, typed: str, names: list[str]) -> None:
    assert [row.applicant for row in filled.views.search(typed)] == names


def test_nothing_typed_shows_the_newest_by_pages(filled: Office) -> None:
    first = filled.views.search("", limit=3)
    second = filled.views.search("", limit=3, after=first[-1].row)
    assert [r.applicant for r in (*first, *second)] == [p[0] for p in reversed(PEOPLE)]


def test_a_corrected_name_is_found_by_the_new_and_not_by_the_old(filled: Office) -> None:
    (row,) = filled.views.search("po xu chu")
    filled.counter.act(
        row.code, Kind.CORRECTED, {"reason": "gõ nhầm", "applicant": {"full_name": "Vàng A Páo"}}, clerk_of(filled)
    )
    assert filled.views.search("po xu") == ()
    assert [r.code for r in filled.views.search("a pao")] == [row.code]


def test_filters_and_ready_list(filled: Office, clock: FakeClock) -> None:
    clerk = clerk_of(filled)
    (row,) = filled.views.search("lo van in")
    assert [r.code for r in filled.views.search("", filters=Filters(only="unsent"))] != []
    filled.counter.act(row.code, Kind.RESULT_ARRIVED, {}, clerk)
    assert [r.code for r in filled.views.ready()] == [row.code]
    assert [r.code for r in filled.views.search("", filters=Filters(only="ready"))] == [row.code]
    assert filled.views.search("", filters=Filters(only="overdue")) == ()
    clock.tick(days=30)
    assert len(filled.views.search("", filters=Filters(only="overdue"))) == 3
    assert filled.views.search("lo", filters=Filters(status=(9,))) != ()
    assert filled.views.search("giang", filters=Filters(status=(9,))) == ()


def test_a_known_person_comes_from_the_counters_own_records(filled: Office) -> None:
    person = filled.counter.known_person("012190004321", clerk_of(filled))
    assert person is not None
    assert (person.full_name, person.phone) == ("Giàng Thị Mỷ", "0987000111")
    assert filled.counter.known_person("012190000000", clerk_of(filled)) is None
    with filled.store.read() as conn:
        actions = conn.exec_driver_sql("SELECT action, subject FROM access").all()
    assert ("person_found", "") in [tuple(a) for a in actions]


def test_the_same_matter_twice_is_noticed(filled: Office) -> None:
    again = draft(applicant__id_number="012190004321", applicant__full_name="Giàng Thị Mỷ")
    assert [r.applicant for r in filled.counter.preview(again).duplicates] == ["Giàng Thị Mỷ"]


def test_the_slip_that_is_being_answered_is_no_duplicate(office: Office) -> None:
    slip = office.counter.ask_supplement_at_desk(
        draft(components=[]), (Missing(name="Tờ khai", originals=1),), "Chưa có tờ khai", clerk_of(office)
    )
    assert [r.code for r in office.counter.preview(draft()).duplicates] == [slip.dossier.code]
    assert office.counter.preview(draft(follows=slip.dossier.code)).duplicates == ()


def test_today_counts_by_the_day_here(filled: Office, clock: FakeClock) -> None:
    today = filled.views.today(clock.today())
    assert (today.received, today.handed_back, today.refused) == (4, 0, 0)
    clock.tick(days=1)
    assert filled.views.today(clock.today()).received == 0
