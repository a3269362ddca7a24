"""The ground the project stands on: locked requirements, shipped fonts and icons, the `dev` script, clean files."""

import ast
import os
import re
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

ROOT = Path(__file__).resolve().parents[2]
REQUIREMENTS = ROOT / "packaging" / "requirements"
FONTS = sorted((ROOT / "assets" / "fonts").rglob("*.ttf"))

# The alphabet of Vietnamese: 12 vowels under 6 tones, the other 17 letters, both cases.
TONES = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
VOWELS = [unicodedata.normalize("NFC", vowel + tone) for vowel in "aăâeêioôơuưy" for tone in TONES]
LETTERS = {case for letter in [*VOWELS, *"bcdđghklmnpqrstvx"] for case in (letter, letter.upper())}
MARKED = {letter for letter in LETTERS if ord(letter) > 0x7F}


def ours() -> list[Path]:
    """The files of the project that are text, without what tools leave behind."""
    places = ["app", "ui", "sync", "assets", "docs", "packaging", "tests", ".ci", "dev", "pyproject.toml", "README.md"]
    found = [path for place in places for path in ((ROOT / place), *(ROOT / place).rglob("*")) if path.is_file()]
    return [path for path in found if "__pycache__" not in path.parts and b"\0" not in path.read_bytes()[:4096]]


def pinned(name: str) -> dict[str, str]:
    """Requirement → its whole entry, hashes included, of a lock file."""
    entries = re.split(r"\n(?=\S)", (REQUIREMENTS / name).read_text(encoding="utf-8").strip())
    return {entry.split("==")[0]: entry for entry in entries}


def test_no_place_of_one_machine_stands_in_a_file() -> None:
    """An index, a mirror or a home folder that is right on one machine is wrong on the next."""
    address = r"https?://[^\s\"'<>)]*(pypi|pythonhosted|/simple\b|npmjs|deb\.debian|registry|mirror)"
    option = r"--(extra-)?index-url[ =]|--find[-]links[ =]|--trusted-host[ =]"
    folder = r"(?<![\w.~-])/(root|home/\w+|work|Users/\w+)/"
    found = [
        f"{path.relative_to(ROOT)}:{number}: {line.strip()[:120]}"
        for path in ours()
        if path != Path(__file__).resolve()
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if re.search(f"{address}|{option}|{folder}", line)
    ]
    assert found == []


def test_packaging_does_not_hide_the_library_of_that_name() -> None:
    assert not (ROOT / "packaging" / "__init__.py").exists()
    found = subprocess.run(
        [sys.executable, "-c", "import packaging.version; print(packaging.__file__)"],
        cwd=ROOT,
        capture_output=True,
        check=True,
        encoding="utf-8",
    )
    assert Path(found.stdout.strip()).name == "__init__.py"


@pytest.mark.parametrize("name", ["runtime.txt", "dev.txt"])
def test_every_locked_requirement_has_hashes_and_no_address(name: str) -> None:
    entries = pinned(name)
    assert len(entries) > 20
    for entry in entries.values():
        assert re.match(r"[a-z0-9-]+==[^\s;]+( ; [^\\]+)? \\\n", entry), entry
        assert "--hash=sha256:" in entry
        assert "://" not in entry and " @ " not in entry


def test_development_locks_the_same_versions_as_what_is_shipped() -> None:
    shipped, ours = pinned("runtime.txt"), pinned("dev.txt")
    assert {name: ours.get(name) for name in shipped} == shipped


def test_qt_is_the_release_that_keeps_its_references_on_this_python() -> None:
    """6.12.0 loses a reference to None with every void call before Python 3.12: no short test shows it."""
    assert "pyside6-essentials==6.11.3 " in pinned("runtime.txt")["pyside6-essentials"]


def test_every_shipped_library_is_listed_with_a_licence_that_may_be_shipped() -> None:
    table = (ROOT / "docs/licences/README.md").read_text("utf-8")
    rows = re.findall(r"^\| ([a-z0-9-]+) \| ([^|]+) \|$", table, re.MULTILINE)
    listed = {name: licence for name, licence in rows if name != "library"}
    assert listed.keys() == pinned("runtime.txt").keys()
    assert not [name for name, licence in listed.items() if re.search(r"\bA?GPL", licence)]


def test_the_fonts_hold_every_letter_of_vietnamese_and_the_dong() -> None:
    # 134 letters beyond those that English also writes with: 67 marked ones in two cases.
    assert len(MARKED) == 134
    assert {path.parent.name for path in FONTS} == {"fonts", "paper"} and len(FONTS) == 10
    for path in FONTS:
        with TTFont(path) as font:
            there = {chr(code) for code in font.getBestCmap()}
        assert (LETTERS | set("₫–—“”…×·−\u00a0\u2011\u202f") | set(map(chr, range(0x20, 0x7F)))) - there == set(), path


def test_the_fonts_have_figures_of_one_width_that_kerning_leaves_alone() -> None:
    for path in FONTS:
        with TTFont(path) as font:
            names = {font.getBestCmap()[ord(figure)] for figure in "0123456789"}
            assert len({font["hmtx"][name][0] for name in names}) == 1, path
            if path.parent.name == "paper":
                continue
            features = {record.FeatureTag for record in font["GPOS"].table.FeatureList.FeatureRecord}
            # Decomposed text (NFD) is set by the marks' own positions.
            assert {"kern", "mark", "mkmk"} <= features
            pairs = [
                getattr(table, "ExtSubTable", table)
                for lookup in font["GPOS"].table.LookupList.Lookup
                for table in lookup.SubTable
            ]
            kerned = [names & set(pair.Coverage.glyphs) for pair in pairs if pair.LookupType == 2]
            assert kerned and not any(kerned), path


def test_the_fonts_and_icons_come_with_their_licences() -> None:
    assert "SIL OPEN FONT LICENSE Version 1.1" in (ROOT / "assets/fonts/OFL.txt").read_text("utf-8")
    licence = (ROOT / "assets/icons/LICENSE").read_text("utf-8")
    assert "ISC License" in licence and "Cole Bemis" in licence


def test_every_icon_takes_its_colour_from_the_theme() -> None:
    icons = sorted((ROOT / "assets/icons").glob("*.svg"))
    assert len(icons) > 40
    for path in icons:
        text = path.read_text("utf-8")
        assert "currentColor" in text and 'viewBox="0 0 24 24"' in text, path
        assert not re.search(r"#[0-9a-fA-F]{3,8}\b|<script|href=", text), path


def test_dev_needs_only_the_standard_library_and_syntax_of_python_3_9() -> None:
    tree = ast.parse((ROOT / "dev").read_text("utf-8"), feature_version=(3, 9))
    names = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    names |= {str(node.module) for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert {name.split(".")[0] for name in names} <= sys.stdlib_module_names
    assert not [node for node in ast.walk(tree) if isinstance(node, ast.Match)]


def test_the_bundle_leaves_out_no_part_of_qt_that_the_window_uses() -> None:
    spec = (ROOT / "packaging/quay.spec").read_text("utf-8")
    left_out = set(re.findall(r'"PySide6\.(Qt\w+)"', spec))
    used = {
        name
        for path in (ROOT / "ui").rglob("*.py")
        for name in re.findall(r"PySide6(?:\.| import )(Qt\w+)", path.read_text("utf-8"))
    }
    assert len(left_out) > 5 and "QtWidgets" in used
    assert left_out & used == set()


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such bit")
@pytest.mark.parametrize("name", ["dev", ".ci/run"])
def test_the_doors_can_be_executed(name: str) -> None:
    assert os.access(ROOT / name, os.X_OK)


def test_dev_names_its_commands_when_asked_for_one_it_lacks() -> None:
    asked = subprocess.run(
        [sys.executable, str(ROOT / "dev"), "sing"], capture_output=True, encoding="utf-8", check=False
    )
    assert asked.returncode == 2
    assert "run, test, forms, tour, bench, build, lock, setup" in asked.stderr


def test_every_promise_names_tests_that_exist() -> None:
    rows = [row for row in (ROOT / "docs" / "guarantees.md").read_text("utf-8").splitlines() if row.startswith("| G")]
    assert [row.split("|")[1].strip() for row in rows] == [f"G{number}" for number in range(1, 13)]
    written = "\n".join(path.read_text("utf-8") for path in (ROOT / "tests").rglob("test_*.py"))
    for row in rows:
        named = re.findall(r"`(test_\w+)`", row)
        assert named, row
        assert not [name for name in named if f"def {name}(" not in written], row
