"""Every word on the screen goes through translation, and every one of them is translated."""

from __future__ import annotations

import ast
import re
import shutil
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from ui import translation
from ui.theme import ASSETS
from ui.translation import I18N, Translation

UI = ASSETS.parent / "ui"
CALLS = frozenset({"tr", "translate", "QT_TRANSLATE_NOOP"})
VIETNAMESE = re.compile(r"[^\W\d_a-zA-Z]")
PLACES = re.compile(r"\{\w*\}|%[sn\d]")
ALLOWED = frozenset({"đ", "\u00a0đ", "Tiếng Việt"})
"""The sign of the đồng, and a language's own name."""
NOT_SHOWN = {
    "handback_steps.py": {  # what the ledger keeps of an authority, in the law's words; shown through translation
        "Văn bản ủy quyền có chứng thực",
        "Văn bản ủy quyền của người thân",
        "Giấy giới thiệu",
        "Người đại diện theo pháp luật",
    },
    "receive_fees.py": {"nghìn", "ngàn", "trường hợp"},  # what a clerk may type; a unit of the catalogue
    "scan.py": {"đĐ"},
}


def messages(path: Path) -> Iterator[tuple[str, str, ET.Element]]:
    for context in ET.parse(path).getroot().iter("context"):
        for message in context.iter("message"):
            translated = message.find("translation")
            assert translated is not None
            yield context.findtext("name", ""), message.findtext("source", ""), translated


def test_nothing_is_left_untranslated() -> None:
    found = list(messages(I18N / "quay_en.ts"))
    assert len(found) > 500
    assert [source for _, source, translated in found if translated.get("type") or not translated.text] == []


def test_what_is_filled_in_stays_in_its_place() -> None:
    broken = [
        source
        for _, source, translated in messages(I18N / "quay_en.ts")
        if sorted(PLACES.findall(source)) != sorted(PLACES.findall(translated.text or ""))
    ]
    assert broken == []


def test_english_has_no_vietnamese_left() -> None:
    """Letters with marks may only stand in names of money."""
    left = [
        translated.text
        for _, _, translated in messages(I18N / "quay_en.ts")
        if VIETNAMESE.search((translated.text or "").replace("đồng", ""))
    ]
    assert left == []


def test_the_sources_say_nothing_new(tmp_path: Path) -> None:
    """`update` finds what the file holds already; else it was not run after the last change of words."""
    copy = tmp_path / "quay_en.ts"
    shutil.copy(I18N / "quay_en.ts", copy)
    assert translation.update(copy) == 0
    before = {(context, source) for context, source, _ in messages(I18N / "quay_en.ts")}
    after = {(context, source) for context, source, _ in messages(copy)}
    assert after - before == set()
    assert before - after == set()


def test_the_compiled_files_are_fresh(tmp_path: Path) -> None:
    assert translation.compile_all(tmp_path) == 0
    for made in tmp_path.glob("*.qm"):
        assert made.read_bytes() == (I18N / made.name).read_bytes(), f"run `compile` for {made.name}"
    assert {path.name for path in tmp_path.glob("*.qm")} == {"quay_en.qm", "quay_vi.qm"}


class Words(ast.NodeVisitor):
    """What a module says: through translation (with its context), and past it."""

    def __init__(self) -> None:
        self.through: list[tuple[str, str]] = []
        self.past: list[tuple[int, str]] = []
        self._class: list[str] = []

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        self._class.append(node.name)
        self._visit_body(node)
        self._class.pop()

    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
        self._visit_body(node)

    def visit_Module(self, node: ast.Module) -> None:
        self._visit_body(node)

    def _visit_body(self, node: ast.ClassDef | ast.FunctionDef | ast.Module) -> None:
        for part in node.body:
            if isinstance(part, ast.Expr) and isinstance(part.value, ast.Constant):
                continue  # a docstring
            self.visit(part)

    def visit_Call(self, node: ast.Call) -> None:
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        said = [part.value for part in node.args if isinstance(part, ast.Constant) and isinstance(part.value, str)]
        if name not in CALLS or not said:
            self.generic_visit(node)
        elif name == "tr":
            self.through.append((self._class[-1] if self._class else "", said[0]))
        elif len(said) > 1:
            self.through.append((said[0], said[1]))

    def visit_Constant(self, node: ast.Constant) -> None:
        if isinstance(node.value, str) and VIETNAMESE.search(node.value) and node.value not in ALLOWED:
            self.past.append((node.lineno, node.value))


def modules() -> list[Path]:
    return sorted(UI.rglob("*.py"))


@pytest.mark.parametrize("path", modules(), ids=lambda path: path.relative_to(UI).as_posix())
def test_a_module_speaks_through_translation(path: Path) -> None:
    """Also finds words that Qt's tool does not see (inside an f-string, say)."""
    words = Words()
    words.visit(ast.parse(path.read_text(encoding="utf-8")))
    assert [said for said in words.past if said[1] not in NOT_SHOWN.get(path.name, set())] == []
    known = {(context, source) for context, source, _ in messages(I18N / "quay_en.ts")}
    assert [said for said in words.through if said not in known] == []


def test_the_language_is_switched_while_it_runs(qtbot: QtBot, qapp: QApplication) -> None:
    owner = QObject()
    chosen = Translation(qapp, parent=owner)
    assert QCoreApplication.translate("names", "Tra cứu") == "Tra cứu"
    chosen.choose("en")
    assert QCoreApplication.translate("names", "Tra cứu") == "Search"
    chosen.choose("vi")
    assert QCoreApplication.translate("names", "Tra cứu") == "Tra cứu"
    assert chosen.language == "vi"


def test_qts_own_menu_speaks_vietnamese(qtbot: QtBot, qapp: QApplication) -> None:
    owner = QObject()
    Translation(qapp, parent=owner)
    field = QLineEdit()
    qtbot.addWidget(field)
    menu = field.createStandardContextMenu()
    words = [action.text().split("\t")[0] for action in menu.actions() if action.text()]
    menu.deleteLater()
    assert "&Dán" in words
    assert not {"&Copy", "&Paste", "Select All"} & set(words)
