"""Bad input is refused by name and harms no other line (issue: "Bad input")."""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path
from typing import Any

import pytest

from app.domain import intake
from app.domain.catalogue import load
from app.domain.events import VIETNAM, Mode
from app.errors import Rejected
from app.settings import assets
from tests.desk import MONDAY, line

CATALOGUE = load(assets("catalogue"))


def rules(mode: Mode = Mode.ASSIGNED) -> intake.Rules:
    return intake.Rules(
        mode=mode,
        default_channel=1 if mode is Mode.ASSIGNED else 3,
        agency="UBND xã Mường Tè",
        today=MONDAY.astimezone(VIETNAM).date(),
        now=MONDAY,
        catalogue_version="t",
    )


def problems(value: Any) -> dict[str, str]:
    """Field → code for one line, through the same two steps as every caller."""
    raw = value if isinstance(value, bytes) else json.dumps(value, ensure_ascii=False).encode()
    try:
        draft = intake.read_draft(intake.decode_line(raw))
        checked = intake.check(draft, rules(), CATALOGUE, lambda code: code == "03445")
        intake.problems_of(checked)
    except Rejected as told:
        return {field: problem.code for field, problem in told.problems.items()}
    return {}


def test_a_right_line_has_no_problem() -> None:
    assert problems(line()) == {}


@pytest.mark.parametrize(
    ("value", "field", "code"),
    [
        (b"{not json", "line", "not_json"),
        (b"[1, 2]", "line", "not_an_object"),
        (b'"text"', "line", "not_an_object"),
        ("Lò Văn Ín".encode("utf-16"), "line", "not_utf8"),
        ('{"procedure": "Khai sinh đ"}'.encode("cp1258", "replace"), "line", "not_utf8"),
        (b'{"procedure": "1.004873", "note": "\\ud800"}', "line", "not_json"),
        (line(colour="xanh"), "colour", "unknown_key"),
        (line(applicant__nickname="Ín"), "applicant.nickname", "unknown_key"),
        (line(applicant=None), "applicant", "missing"),
        (line(applicant__full_name=None), "applicant.full_name", "missing"),
        (line(procedure="9.999999"), "procedure", "unknown_procedure"),
        (line(procedure=""), "procedure", "missing"),
        (line(procedure=7), "procedure", "wrong_type"),
        (line(procedure="2.000815", channel=3), "channel", "channel_not_offered"),
        (line(channel=7), "channel", "unknown_channel"),
        (line(case="khong-co"), "case", "unknown_case"),
        (line(applicant__id_number="01209000123"), "applicant.id_number", "identity_not_12_digits"),
        (line(applicant__id_number="01209000123A"), "applicant.id_number", "identity_not_12_digits"),
        (line(applicant__id_number=""), "applicant.id_number", "identity_missing"),
        (
            line(applicant__id_number="12345678", applicant__id_kind="cmnd"),
            "applicant.id_number",
            "identity_not_9_digits",
        ),
        (line(applicant__full_name="   "), "applicant.full_name", "blank_name"),
        (line(applicant__full_name="L" * 100_000), "applicant.full_name", "too_long"),
        (line(applicant__full_name="Lò\x00Văn"), "applicant.full_name", "control_character"),
        (line(applicant__full_name="Lò\x1bVăn"), "applicant.full_name", "control_character"),
        (line(applicant__full_name="Lò\nVăn"), "applicant.full_name", "control_character"),
        (line(applicant__full_name="Lò\u202eVăn"), "applicant.full_name", "control_character"),
        (line(applicant__phone="12345"), "applicant.phone", "bad_phone"),
        (line(applicant__phone="01234567890"), "applicant.phone", "bad_phone"),
        (line(applicant__email="khong-phai"), "applicant.email", "bad_email"),
        (line(applicant__date_of_birth="2030-01-01"), "applicant.date_of_birth", "birth_in_future"),
        (line(applicant__date_of_birth="1850-01-01"), "applicant.date_of_birth", "birth_too_long_ago"),
        (line(applicant__date_of_birth="1990-02-31"), "applicant.date_of_birth", "impossible_date"),
        (line(applicant__sex="x"), "applicant.sex", "not_one_of"),
        (line(applicant__commune_code="99999"), "applicant.commune_code", "unknown_commune"),
        (line(applicant__ethnicity="Thái"), "applicant.ethnicity", "ethnicity_not_asked"),
        (line(received_at="2030-01-01T08:00:00+07:00"), "received_at", "received_in_future"),
        (line(received_at="2026-13-01T08:00:00+07:00"), "received_at", "impossible_date"),
        (line(fees=[{"kind": "fee", "name": "Phí", "amount": -1}]), "fees.0.amount", "negative_money"),
        (line(fees=[{"kind": "fee", "name": "Phí", "amount": 8000.5}]), "fees.0.amount", "not_a_whole_number"),
        (line(fees=[{"kind": "fee", "name": "Phí", "amount": 10**15}]), "fees.0.amount", "absurd_money"),
        (line(fees=[{"kind": "fee", "name": "Phí", "amount": 10**30}]), "fees.0.amount", "absurd_money"),
        (line(fees=[{"kind": "tip", "name": "Phí", "amount": 1}]), "fees.0.kind", "not_one_of"),
        (line(fees=[{"kind": "fee", "name": "Phí", "amount": 1, "waived": -1}]), "fees.0.waived", "negative_money"),
        (line(fees=[{"kind": "fee", "name": "Phí", "amount": 0, "waived": 1}]), "fees.0.ground", "ground_missing"),
        (
            line(fees=[{"kind": "fee", "name": "Phí", "amount": 0, "waived": 1, "ground": " "}]),
            "fees.0.ground",
            "ground_missing",
        ),
        (
            line(fees=[{"kind": "fee", "name": "Phí", "amount": 9, "ground": "Hộ nghèo"}]),
            "fees.0.waived",
            "nothing_waived",
        ),
        (
            line(fees=[{"kind": "fee", "name": "Phí", "amount": 0, "waived": 1, "ground": "x" * 121}]),
            "fees.0.ground",
            "too_long",
        ),
        (line(fees=[{"kind": "fee", "name": "Phí", "amount": 0, "waved": 1}]), "fees.0.waved", "unknown_key"),
        (line(sets=0), "sets", "zero_sets"),
        (line(sets=100), "sets", "too_many_sets"),
        (line(sets="1"), "sets", "not_a_whole_number"),
        (line(result_delivery={"kind": "post", "name": "Lò Văn Ín"}), "result_delivery.address", "address_missing"),
        (
            line(procedure="1.000894", result_delivery={"kind": "post", "address": "Bản A"}),
            "result_delivery.kind",
            "result_not_by_post",
        ),
        (line(components=[{"code": "khong-co", "originals": 1}]), "components.0.code", "unknown_component"),
        (line(components=[{"name": "Tờ khai", "originals": -1}]), "components.0.originals", "count_out_of_range"),
        (line(components=[]), "components", "papers_missing"),
        (
            line(
                submitter={
                    "full_name": "Lý Tả San",
                    "id_number": "012059325909",
                    "authorisation": {"kind": "giấy ủy quyền", "date": "2030-01-01"},
                }
            ),
            "submitter.authorisation.date",
            "date_in_future",
        ),
    ],
)
def test_a_bad_line_is_refused_by_field(value: Any, field: str, code: str) -> None:
    assert problems(value).get(field) == code


def test_every_problem_is_told_at_once() -> None:
    told = problems(line(applicant__full_name=" ", applicant__phone="1", sets=0))
    assert set(told) == {"applicant.full_name", "applicant.phone", "sets"}


def test_nfd_is_taken_and_kept_as_nfc() -> None:
    apart = unicodedata.normalize("NFD", "Lò Văn Ín")
    value = json.dumps(line(applicant__full_name=apart)).encode()
    checked = intake.check(intake.read_draft(intake.decode_line(value)), rules(), CATALOGUE, lambda _: True)
    assert checked.filing is not None
    assert checked.filing.applicant.full_name == "Lò Văn Ín"


def test_complete_means_every_required_paper_in_its_counts() -> None:
    checked = intake.check(intake.read_draft(line(procedure="1.001193")), rules(), CATALOGUE, lambda _: True)
    assert checked.filing is not None
    procedure = CATALOGUE.get("1.001193")
    assert procedure is not None
    wanted = [p for p in procedure.papers_for(1, procedure.default_case()) if p.required]
    given = {c.key: c for c in checked.filing.components}
    assert wanted
    assert all(given[p.key].originals == (p.originals if p.kind == "submit" else 0) for p in wanted)


def test_doubts_do_not_block() -> None:
    checked = intake.check(intake.read_draft(line(applicant__sex="female")), rules(), CATALOGUE, lambda _: True)
    assert checked.filing is not None
    assert [doubt.code for doubt in checked.doubts] == ["identity_sex_differs"]


def test_the_practice_intake_is_all_right() -> None:
    lines = Path(assets("training", "intake.jsonl")).read_bytes().splitlines()
    assert len(lines) >= 8
    for one in lines:
        checked = intake.check(intake.read_draft(intake.decode_line(one)), rules(), CATALOGUE, lambda _: True)
        assert checked.problems == {}
