"""Every colour that carries words stands off its ground; every mark fits its line; the style sheet is understood."""

from __future__ import annotations

import re

import pytest
from PySide6.QtGui import QColor, QFontInfo, QFontMetrics, QPalette
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from ui import theme as looks
from ui.theme import BODY, CODE, CONTROL, DARK, FAMILY, LABEL, LIGHT, ROW, SECTION, TITLE, Theme, Tokens, Tone, font
from ui.widgets import ElidedLabel, Label, StatusPill
from ui.widgets.icon import pixmap

TONES: tuple[Tone, ...] = ("plain", "accent", "ok", "warn", "danger")
TALL = "ỄỰẶẪỮẲ"


def luminance(colour: str) -> float:
    """WCAG 2.2, relative luminance."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def pairs(t: Tokens) -> dict[str, tuple[str, str]]:
    """Every (text, ground) that the window draws."""
    found = {
        f"{ink} on {ground}": (getattr(t, ink), getattr(t, ground))
        for ink in ("text", "text_2", "text_3", "accent", "danger")
        for ground in ("ground", "surface", "raised", "hover", "selected")
        if not (ink in ("text_3", "danger") and ground == "selected")
    }
    for name in ("accent", "accent_hover", "accent_down"):
        found[f"on_accent on {name}"] = (t.on_accent, getattr(t, name))
    for tone in TONES:
        found[f"{tone} on its tint"] = (t.ink(tone), t.tint(tone))
        found[f"text on tint of {tone}"] = (t.text, t.tint(tone))
    found["off primary"] = (t.text_3, t.line)
    return found


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
def test_words_stand_off_their_ground(tokens: Tokens) -> None:
    poor = {name: round(contrast(*pair), 2) for name, pair in pairs(tokens).items() if contrast(*pair) < 4.5}
    poor.pop("off primary", None)  # a button that cannot be pressed is exempt (WCAG 1.4.3)
    assert poor == {}


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
def test_the_focus_ring_is_seen(tokens: Tokens) -> None:
    assert min(contrast(tokens.accent, ground) for ground in (tokens.ground, tokens.surface, tokens.raised)) >= 3


def rows_of_ink(part: QWidget) -> set[int]:
    """The rows of pixels of `part` on which something stands."""
    ground = QWidget()
    part.setParent(ground)
    ground.resize(part.width() + 8, part.height() + 8)
    part.move(4, 4)
    picture = ground.grab().toImage()
    plain = picture.pixelColor(0, 0)
    wide = range(picture.width())
    rows = {y - 4 for y in range(picture.height()) if any(picture.pixelColor(x, y) != plain for x in wide)}
    part.setParent(None)
    ground.deleteLater()
    return rows


@pytest.mark.parametrize("role", ["", "title", "section", "label", "hint", "problem", "strong"])
@pytest.mark.parametrize("wrap", [False, True], ids=["line", "paragraph"])
def test_stacked_marks_are_never_cut(light: Theme, qtbot: QtBot, role: str, wrap: bool) -> None:
    label = Label(TALL, role=role, wrap=wrap)
    qtbot.addWidget(label)
    label.adjustSize()
    ink = rows_of_ink(label)
    assert 0 not in ink
    assert label.height() - 1 not in ink
    assert len(ink) > label.fontMetrics().ascent()


def test_other_lines_hold_stacked_marks_too(light: Theme, qtbot: QtBot) -> None:
    for made in (ElidedLabel(TALL), StatusPill(TALL), ElidedLabel(TALL, points=TITLE, bold=True)):
        qtbot.addWidget(made)
        made.resize(made.sizeHint())
        ink = rows_of_ink(made)
        assert not {0, made.height() - 1} & ink or isinstance(made, StatusPill)


@pytest.mark.parametrize("points", [LABEL, BODY, SECTION, TITLE, CODE])
def test_the_face_is_ours(light: Theme, points: int) -> None:
    assert QFontInfo(font(points)).family() == FAMILY


def test_controls_have_their_height(light: Theme, qtbot: QtBot) -> None:
    for made in (QLineEdit(), QPushButton("Ễ"), QComboBox()):
        qtbot.addWidget(made)
        made.ensurePolished()
        assert made.sizeHint().height() == CONTROL
    assert QFontMetrics(font(BODY)).height() <= ROW - 4


def test_figures_have_one_width(light: Theme) -> None:
    metrics = QFontMetrics(font(BODY))
    assert len({metrics.horizontalAdvance(figure) for figure in "0123456789"}) == 1


def test_switching_draws_everything_anew(light: Theme, qapp: QApplication) -> None:
    changes: list[str] = []
    light.changed.connect(lambda: changes.append(light.tokens.ground))
    light.choose("dark")
    assert light.dark
    assert qapp.palette().color(QPalette.ColorRole.Window) == QColor(DARK.ground)
    light.choose("light")
    assert qapp.palette().color(QPalette.ColorRole.Window) == QColor(LIGHT.ground)
    assert changes == [DARK.ground, LIGHT.ground]


def test_an_icon_takes_the_colour_it_is_given(light: Theme) -> None:
    drawn = pixmap("check", "#A3241C", 24).toImage()
    inks = {
        drawn.pixelColor(x, y).name() for x in range(24) for y in range(24) if drawn.pixelColor(x, y).alpha() == 255
    }
    assert inks == {"#a3241c"}


NAMED = (
    r'(?:glyph=|Icon\(|EmptyState\(|set_glyph\(|show_as\([^,]*, "\w+", )"([a-z0-9-]+)"',
    r'key, icon(?:, \w+)? = "\w+", "([a-z0-9-]+)"',
    r'Place\("\w+", "([a-z0-9-]+)"',
    r'"(?:plain|accent|ok|warn|danger)", "([a-z0-9-]+)"\)',
)


def test_every_icon_that_is_named_is_shipped() -> None:
    """An icon that is missing would be empty space, which nobody notices."""
    texts = [path.read_text(encoding="utf-8") for path in (looks.ASSETS.parent / "ui").rglob("*.py")]
    named = {name for text in texts for pattern in NAMED for name in re.findall(pattern, text)}
    shipped = {path.stem for path in (looks.ASSETS / "icons").glob("*.svg")}
    assert len(named) > 15
    assert named - set(TONES) - shipped == set()
