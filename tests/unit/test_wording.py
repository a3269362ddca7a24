"""Every code an error can carry has a sentence: nothing technical ever reaches a clerk."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from app.domain.events import Kind, Status
from app.domain.queue import State
from app.domain.workdays import RULES
from app.errors import Problem
from app.wording import EVENT_WORDS, RULE_WORDS, SENTENCES, STATUS_WORDS, SYNC_WORDS, say
from sync.transport import Way

ROOT = Path(__file__).resolve().parents[2]

# Callable → the position of the code among its arguments.
MAKERS = {
    "Problem": 0,
    "Trouble": 0,
    "reject": 1,
    "wrong": 1,
    "Refused": 0,
    "Later": 1,
    "Locked": 0,
    "Unclear": 0,
    "Held": 0,
}


def codes_in(file: Path) -> set[str]:
    """The literal codes handed to whatever makes an error in one source file."""
    found = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            place = MAKERS.get(name)
            if place is not None and len(node.args) > place:
                for part in ast.walk(node.args[place]):
                    if isinstance(part, ast.Constant) and isinstance(part.value, str) and part.value.islower():
                        found.add(part.value)
    return found


def test_every_code_has_a_sentence() -> None:
    used = {code: file for file in [*ROOT.glob("app/**/*.py"), *ROOT.glob("sync/**/*.py")] for code in codes_in(file)}
    assert len(used) > 80, "the search found too little to prove anything"
    # A body of an event is made by the same name as a verdict; its first argument is no code.
    missing = {code: file.name for code, file in used.items() if code not in SENTENCES and " " not in code}
    assert missing == {}


def test_every_way_a_line_fails_has_a_sentence() -> None:
    assert {way.value for way in Way} <= set(SENTENCES)


def test_words_of_statuses_events_and_rules_are_whole() -> None:
    assert set(STATUS_WORDS) == {"", "voided", *(str(int(status)) for status in Status)}
    assert set(EVENT_WORDS) == {kind.value for kind in Kind}
    assert set(SYNC_WORDS) == set(State)
    assert set(RULE_WORDS) == RULES


@pytest.mark.parametrize("code", sorted(SENTENCES))
def test_sentences_are_plain_vietnamese(code: str) -> None:
    sentence = SENTENCES[code]
    assert sentence[0].isupper() or sentence[0].isdigit()
    assert sentence.rstrip()[-1] in ".!?}"
    for word in ("error", "exception", "invalid", "null", "timeout", "server"):
        assert word not in sentence.lower().replace("“{", "")


def test_facts_fill_the_sentence_and_missing_ones_do_not_break_it() -> None:
    assert say(Problem("more_than_owed", {"owed": 15000})) == ("Số tiền thu lớn hơn số còn phải nộp (15.000 đồng).")
    assert "…" in say(Problem("pin_wrong"))
    assert "khong_co_ma" in say(Problem("khong_co_ma"))
    told = say(Problem("move_not_allowed", {"status": "2", "allowed": "result_arrived stopped"}))
    assert "đã tiếp nhận" in told
    assert "kết quả về quầy" in told
