"""Reports as files, opened again: what stands in them, what does not, and nothing left of one that was stopped."""

from __future__ import annotations

import csv
import re
import zipfile
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pypdfium2
import pytest

from app.domain.events import VIETNAM
from app.domain.report import Drill, Report, Scope
from app.errors import Rejected, Trouble
from app.reports import GROUPED, NAMES, Reports, dictionary_of
from app.reports import csv as csv_file
from app.store import Store
from tests.desk import FakeClock
from tests.store.lives import folded, live, opened, reports_of, template

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
ALL = Scope(since=date(2026, 11, 1), until=date(2027, 3, 1))


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    clock = FakeClock()
    folder = tmp_path_factory.mktemp("files")
    (folder / "made").mkdir()
    store = opened(template(folder / "made"), folder / "data", clock)
    live(store, clock, 11, 90)
    yield store
    store.close()


@pytest.fixture
def reports(store: Store) -> Reports:
    clock = store.clock
    assert isinstance(clock, FakeClock)
    return reports_of(store, clock)


class Cell:
    """One cell as it stands in the file."""

    def __init__(self, element: ET.Element, formats: list[str]) -> None:
        self.kind = element.get("t", "n")
        text = element.find(f"{MAIN}is/{MAIN}t")
        value = element.find(f"{MAIN}v")
        self.text = (text.text or "") if text is not None else (value.text or "") if value is not None else ""
        self.formula = element.find(f"{MAIN}f") is not None
        self.format = formats[int(element.get("s", "0"))]


def opened_book(file: Path) -> tuple[list[list[Cell]], ET.Element, str]:
    """The cells of the first sheet by rows, its XML, and everything in the archive as text."""
    with zipfile.ZipFile(file) as book:
        assert book.testzip() is None
        parts = {name: book.read(name).decode("utf-8") for name in book.namelist()}
    styles = ET.fromstring(parts["xl/styles.xml"])
    built_in = {"0": "General", "3": "#,##0", "49": "@"}
    custom = {one.get("numFmtId", ""): one.get("formatCode", "") for one in styles.iter(f"{MAIN}numFmt")}
    known = built_in | custom
    formats = [known[one.get("numFmtId", "0")] for one in styles.find(f"{MAIN}cellXfs") or ()]
    sheet = ET.fromstring(parts["xl/worksheets/sheet1.xml"])
    rows = [[Cell(cell, formats) for cell in row] for row in sheet.iter(f"{MAIN}row")]
    return rows, sheet, "\n".join(parts.values())


def in_excel(serial: str) -> datetime:
    return datetime(1899, 12, 30) + timedelta(days=float(serial))  # noqa: DTZ001 - workbooks know no zones


def test_a_workbook_has_real_types_and_no_formulas(reports: Reports, tmp_path: Path) -> None:
    file = tmp_path / "so.xlsx"
    assert reports.write("register", ALL, file)
    report = reports.make("register", ALL, limit=10**6)
    rows, sheet, everything = opened_book(file)
    heads, lines = rows[-len(report.rows) - 1], rows[-len(report.rows) :]
    assert [cell.text for cell in heads] == [column.title for column in report.columns]
    keys = [column.key for column in report.columns]
    for line, row in zip(lines, report.rows, strict=True):
        for key, cell, value in zip(keys, line, row.cells, strict=True):
            if value is None:
                assert cell.text == ""
            elif isinstance(value, datetime):
                local = value.astimezone(VIETNAM).replace(tzinfo=None)
                assert cell.kind == "n" and cell.format == "dd/mm/yyyy hh:mm"
                assert abs(in_excel(cell.text) - local) < timedelta(seconds=1)
            elif isinstance(value, str):
                assert (cell.kind, cell.text, cell.format) == ("inlineStr", value, "@"), key
            else:
                assert cell.kind == "n" and float(cell.text) == value
            assert not cell.formula
    phones = [line[keys.index("phone")].text for line in lines]
    assert all(phone.startswith("09") and len(phone) == 10 for phone in phones)
    assert "=HYPERLINK(1)" in {line[keys.index("applicant")].text for line in lines}
    assert "<f>" not in everything and "<hyperlink" not in everything
    pane = sheet.find(f"{MAIN}sheetViews/{MAIN}sheetView/{MAIN}pane")
    assert pane is not None and (pane.get("state"), pane.get("ySplit")) == ("frozen", "6")
    chosen = sheet.find(f"{MAIN}autoFilter")
    assert chosen is not None and re.fullmatch(r"A6:O\d+", chosen.get("ref", ""))
    assert sheet.find(f"{MAIN}cols") is not None


def test_moneys_are_numbers_and_the_total_is_theirs(reports: Reports, tmp_path: Path) -> None:
    file = tmp_path / "tien.xlsx"
    reports.write("fees", ALL, file)
    rows, _, _ = opened_book(file)
    report = reports.make("fees", ALL)
    place = [column.key for column in report.columns].index("collected")
    *lines, total = [row[place] for row in rows[-len(report.rows) - 1 :]]
    assert {cell.format for cell in lines} == {"#,##0"}
    assert sum(int(cell.text) for cell in lines) == int(total.text) > 0


@pytest.mark.parametrize("name", NAMES)
def test_every_report_in_every_kind_of_file_says_the_same(reports: Reports, tmp_path: Path, name: str) -> None:
    for by in GROUPED.get(name, (None,)):
        report = reports.make(name, ALL, by=by, limit=10**6)
        file = tmp_path / f"{name}-{by}.csv"
        assert reports.write(name, ALL, file, by=by)
        assert file.read_bytes().startswith(b"\xef\xbb\xbf")
        with file.open(encoding="utf-8-sig", newline="") as stream:
            head, *lines = list(csv.reader(stream))
        assert head == [column.title for column in report.columns]
        assert lines == [[csv_file.cell(cell) for cell in row.cells] for row in report.rows]
        if name == "open-data":
            continue
        book = tmp_path / f"{name}-{by}.xlsx"
        assert reports.write(name, ALL, book, by=by)
        rows, _, _ = opened_book(book)
        texts = [[cell.text for cell in row] for row in rows]
        assert [column.title for column in report.columns] in texts
        if by in (None, "field", "agency"):
            pages = tmp_path / f"{name}-{by}.pdf"
            assert reports.write(name, ALL, pages, by=by)
            assert_pages(pages, report)


def assert_pages(file: Path, report: Report) -> None:
    document = pypdfium2.PdfDocument(file)
    try:
        for number, page in enumerate(document, start=1):
            width, height = page.get_size()
            assert width > height
            text = page.get_textpage().get_text_range()
            if len(document) > 1:
                assert f"Trang {number}/{len(document)}" in text
        text = " ".join(document[0].get_textpage().get_text_range().split()).lower()
    finally:
        document.close()
    assert report.title.lower() in text


def test_the_registers_pages_are_form_07(reports: Reports, tmp_path: Path) -> None:
    file = tmp_path / "so.pdf"
    reports.write("register", ALL, file, printed_by="Tòng Văn Inh")
    document = pypdfium2.PdfDocument(file)
    texts = [page.get_textpage().get_text_range() for page in document]
    document.close()
    assert "Mẫu số 06" in texts[0] and "Mẫu TT01/2018" in texts[1]
    report = reports.make("register", ALL, limit=10**6)
    whole = re.sub(r"\s", "", "".join(texts[1:]))
    for row in report.rows:
        assert re.sub(r"\s", "", str(row.cells[1])) in whole


@pytest.mark.parametrize("text", ["=1+1", "+84912", "-5", "@SUM(A1)", "\tx", "'=1", "''@x", "'tên'"])
def test_what_a_spreadsheet_would_compute_is_marked_and_can_be_had_back(text: str) -> None:
    cell = csv_file.cell(text)
    assert not re.match(r"[=+\-@\t\r\n]", cell)
    marked = re.match(r"'+[=+\-@\t\r\n]", cell)
    assert (cell[1:] if marked else cell) == text


def test_numbers_are_not_marked() -> None:
    assert [csv_file.cell(value) for value in (-5, -0.5, None, date(2026, 11, 3))] == ["-5", "-0.5", "", "2026-11-03"]


# ---------------------------------------------------------------------------------------------------------- stopping


@pytest.mark.parametrize("kind", ["xlsx", "pdf", "csv"])
@pytest.mark.parametrize("name", ["register", "volumes"])
def test_a_file_that_is_stopped_leaves_nothing(reports: Reports, tmp_path: Path, kind: str, name: str) -> None:
    file = tmp_path / f"so.{kind}"
    looks = 0

    def stop_at(place: int) -> Callable[[], bool]:
        def stop() -> bool:
            nonlocal looks
            looks += 1
            return looks > place

        return stop

    done: list[tuple[int, int]] = []
    assert reports.write(name, ALL, file, progress=lambda *told: done.append(told), cancelled=stop_at(10**6))
    assert done[-1][0] == done[-1][1] and [part for part, _ in done] == sorted(part for part, _ in done)
    whole, reached = file.read_bytes(), looks
    for place in {0, 1, reached // 2, reached - 1}:
        looks = 0
        assert not reports.write(name, ALL, file, cancelled=stop_at(place))
        assert list(tmp_path.iterdir()) == [file]
        assert file.read_bytes() == whole
    file.unlink()
    looks = 0
    assert not reports.write(name, ALL, file, cancelled=stop_at(1))
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_written_is_told(reports: Reports, tmp_path: Path) -> None:
    with pytest.raises(Trouble) as told:
        reports.write("volumes", ALL, tmp_path / "none" / "so.csv")
    assert told.value.code == "file_unwritable"


@pytest.mark.parametrize(("name", "file"), [("kpi", "so.ods"), ("open-data", "mo.xlsx"), ("open-data", "mo.pdf")])
def test_other_kinds_of_files_are_refused(reports: Reports, tmp_path: Path, name: str, file: str) -> None:
    with pytest.raises(Rejected):
        reports.write(name, ALL, tmp_path / file)
    assert list(tmp_path.iterdir()) == []


# --------------------------------------------------------------------------------------------------------- open data


def test_open_data_says_nothing_of_anybody(reports: Reports, store: Store, tmp_path: Path) -> None:
    file = tmp_path / "mo.csv"
    assert reports.write("open-data", ALL, file)
    written = file.read_bytes() + dictionary_of(file).read_bytes()
    dossiers = folded(store)
    assert len(dossiers) > 60
    for one in dossiers:
        person = one.filing.applicant
        personal = {
            person.full_name,
            person.id_number,
            person.phone,
            person.address,
            one.code,
            one.official_code,
            one.id,
            f"{one.received_at.astimezone(VIETNAM):%H:%M:%S}",
            f"{one.received_at.astimezone(VIETNAM):%Y-%m-%d}",
        }
        for value in personal - {""}:
            assert value.encode() not in written, value
    with file.open(encoding="utf-8-sig", newline="") as stream:
        lines = list(csv.DictReader(stream))
    shared: dict[Any, int] = {}
    for line in lines:
        place = tuple(line[key] for key in ("thang_tiep_nhan", "linh_vuc", "ma_thu_tuc", "ma_xa"))
        shared[place] = shared.get(place, 0) + 1
    assert lines and min(shared.values()) >= 5
    with dictionary_of(file).open(encoding="utf-8-sig", newline="") as stream:
        told = list(csv.DictReader(stream))
    assert [one["cot"] for one in told if one["cot"]] == list(lines[0])
    assert all(one["y_nghia"] for one in told)
    assert len(lines) <= reports.count(Drill(rule="received", scope=ALL))
