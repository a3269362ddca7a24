"""The look, in one place: colour tokens, type scale, spacing, and the one small style sheet made from them.

Nothing else in `ui` names a colour or a font size. Light and dark follow the system unless a person chose; a change is
told by `Theme.changed` and by Qt's own PaletteChange event, so a widget that paints itself needs no bookkeeping.
"""

from __future__ import annotations

from pathlib import Path
from typing import Literal, NamedTuple

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

Scheme = Literal["system", "light", "dark"]
Tone = Literal["plain", "accent", "ok", "warn", "danger"]

FAMILY = "Be Vietnam Pro"
BODY, LABEL, SECTION, TITLE, CODE = 11, 10, 13, 17, 32  # points
GRID = 4
INSIDE, BETWEEN, GROUP = 8, 12, 24  # px: inside a control, between fields, between groups
CONTROL, ROW = 36, 32  # px high
RADIUS = 6
FUSION = "fusion"
"""Set on an application that was started in this style: naming it again costs 600 members of enumerations."""

ASSETS = Path(__file__).resolve().parent.parent / "assets"


class Tokens(NamedTuple):
    """The colours of one scheme, as #RRGGBB."""

    ground: str
    surface: str
    raised: str
    line: str
    line_strong: str
    text: str
    text_2: str
    text_3: str
    accent: str
    on_accent: str
    ok: str
    ok_tint: str
    warn: str
    warn_tint: str
    danger: str
    danger_tint: str

    def mix(self, over: str, under: str, share: float) -> str:
        """`share` (0..1) of the colour `over` laid on `under`."""
        a, b = QColor(over), QColor(under)
        parts = (
            round(x * share + y * (1 - share))
            for x, y in ((a.red(), b.red()), (a.green(), b.green()), (a.blue(), b.blue()))
        )
        return "#{:02X}{:02X}{:02X}".format(*parts)

    @property
    def hover(self) -> str:
        return self.mix(self.accent, self.surface, 0.06)

    @property
    def selected(self) -> str:
        return self.mix(self.accent, self.surface, 0.14)

    @property
    def accent_hover(self) -> str:
        return self.mix(self.text, self.accent, 0.14)

    @property
    def accent_down(self) -> str:
        return self.mix(self.text, self.accent, 0.26)

    @property
    def disabled(self) -> str:
        return self.mix(self.text_3, self.surface, 0.62)

    def ink(self, tone: Tone) -> str:
        """The text colour of a tone."""
        return {"plain": self.text_2, "accent": self.accent, "ok": self.ok, "warn": self.warn, "danger": self.danger}[
            tone
        ]

    def tint(self, tone: Tone) -> str:
        """The ground on which that tone's text stands."""
        return {
            "plain": self.mix(self.text_3, self.surface, 0.10),
            "accent": self.mix(self.accent, self.surface, 0.10),
            "ok": self.ok_tint,
            "warn": self.warn_tint,
            "danger": self.danger_tint,
        }[tone]


LIGHT = Tokens(
    ground="#F4F6F8",
    surface="#FFFFFF",
    raised="#FFFFFF",
    line="#D8DEE6",
    line_strong="#AEB9C6",
    text="#13202E",
    text_2="#4A5A6A",
    text_3="#5D6B79",
    accent="#0B5394",
    on_accent="#FFFFFF",
    ok="#186A3B",
    ok_tint="#E6F4EC",
    warn="#8A4B00",
    warn_tint="#FFF3DF",
    danger="#A3241C",
    danger_tint="#FCEBEA",
)

DARK = Tokens(
    ground="#10151B",
    surface="#18202A",
    raised="#1F2935",
    line="#2B3643",
    line_strong="#44525F",
    text="#E9EEF3",
    text_2="#B4C0CC",
    text_3="#8A98A6",
    accent="#6FB3F2",
    on_accent="#0A1A2A",
    ok="#7FD6A2",
    ok_tint="#12301F",
    warn="#F2C078",
    warn_tint="#33240D",
    danger="#F2A29C",
    danger_tint="#381715",
)


class Theme(QObject):
    """The scheme in force. One of it, a child of the application; found again with `theme()`."""

    changed = Signal()

    def __init__(self, app: QApplication, scheme: Scheme = "system") -> None:
        super().__init__(app)
        self.setObjectName("theme")
        self._app = app
        self._scheme: Scheme = scheme
        self._drawn = False
        self.tokens = LIGHT
        if not app.property(FUSION):
            app.setStyle("Fusion")
        app.setFont(_body_font())
        self._draw()
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._on_system_changed)

    @property
    def scheme(self) -> Scheme:
        """What was chosen, which may be "system"."""
        return self._scheme

    @property
    def dark(self) -> bool:
        return self.tokens is DARK

    def choose(self, scheme: Scheme) -> None:
        self._scheme = scheme
        self._draw()

    def _on_system_changed(self) -> None:
        if self._scheme == "system":
            self._draw()

    def _draw(self) -> None:
        system_dark = QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
        wanted = DARK if self._scheme == "dark" or (self._scheme == "system" and system_dark) else LIGHT
        if self._drawn and wanted is self.tokens:
            return
        self._drawn, self.tokens = True, wanted
        self._app.setPalette(_palette(self.tokens))
        self._app.setStyleSheet(style_sheet(self.tokens))
        self.changed.emit()


def theme() -> Theme:
    """The theme of the running application; made with the system's scheme when it has none yet."""
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        raise RuntimeError("a theme needs the application")
    found = app.findChild(Theme, "theme", Qt.FindChildOption.FindDirectChildrenOnly)
    return found if isinstance(found, Theme) else Theme(app)


def tokens() -> Tokens:
    """The colours in force now."""
    return theme().tokens


def font(points: int = BODY, *, bold: bool = False) -> QFont:
    """The application's face in a size of the scale, semibold for headings."""
    face = QFont(QApplication.font())
    face.setPointSize(points)
    face.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
    return face


def lift(points: int) -> int:
    """Pixels by which words are raised to stand in the middle of their place: a line's box holds capitals with two
    marks, so its middle lies 0.13 em above that of plain capitals."""
    return round(points * 96 / 72 * 0.14)


def _body_font() -> QFont:
    """Registers the two faces the first paint needs; their figures all have one width."""
    face = QFont(FAMILY if _register("Regular", "SemiBold") else QApplication.font().family())
    face.setPointSize(BODY)
    return face


def load_other_faces() -> None:
    """The rarer cuts, after the first paint."""
    _register("Medium", "Bold", "Italic")


def _register(*cuts: str) -> bool:
    """Asking for the list of families instead would make Qt read every font of the system."""
    folder = ASSETS / "fonts"
    return all(QFontDatabase.addApplicationFont(str(folder / f"BeVietnamPro-{cut}.ttf")) >= 0 for cut in cuts)


def _palette(t: Tokens) -> QPalette:
    role = QPalette.ColorRole
    colours = {
        role.Window: t.ground,
        role.WindowText: t.text,
        role.Base: t.surface,
        role.AlternateBase: t.surface,
        role.Text: t.text,
        role.PlaceholderText: t.text_3,
        role.Button: t.surface,
        role.ButtonText: t.text,
        role.BrightText: t.on_accent,
        role.ToolTipBase: t.raised,
        role.ToolTipText: t.text,
        role.Highlight: t.accent,
        role.HighlightedText: t.on_accent,
        role.Accent: t.accent,
        role.Link: t.accent,
        role.LinkVisited: t.accent,
        role.Light: t.line,
        role.Midlight: t.line,
        role.Mid: t.line_strong,
        role.Dark: t.line_strong,
        role.Shadow: t.line_strong,
    }
    palette = QPalette()
    for name, value in colours.items():
        palette.setColor(name, QColor(value))
    off = QPalette.ColorGroup.Disabled
    for name in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(off, name, QColor(t.disabled))
    return palette


def style_sheet(t: Tokens) -> str:
    """Fields, buttons, cards, tables and bars. A widget's part is chosen by its `role` property.

    Room under the words puts them in the middle to the eye: the face's line is high above for stacked marks (Ễ, Ặ).
    """
    under = 2 * lift(BODY)
    inner = CONTROL - 2 - under
    return f"""
QWidget {{ color: {t.text}; }}
QToolTip {{ background: {t.raised}; color: {t.text}; border: 1px solid {t.line_strong}; padding: 4px 8px; }}
QLabel {{ background: transparent; padding: 1px 0 {2 * lift(BODY)}px 0; qproperty-indent: 0; }}
QLabel[role="title"] {{ font-size: {TITLE}pt; font-weight: 600; padding: 1px 0 {2 * lift(TITLE)}px 0; }}
QLabel[role="section"] {{ font-size: {SECTION}pt; font-weight: 600; padding: 1px 0 {2 * lift(SECTION)}px 0; }}
QLabel[role="label"] {{ font-size: {LABEL}pt; color: {t.text_2}; padding: 1px 0 2px 0; }}
QLabel[role="hint"] {{ font-size: {LABEL}pt; color: {t.text_3}; padding: 1px 0 2px 0; }}
QLabel[role="problem"] {{ font-size: {LABEL}pt; color: {t.danger}; padding: 1px 0 2px 0; }}
QLabel[role="strong"] {{ font-weight: 600; }}
QLabel[role="tail"] {{ color: {t.text_3}; }}
QLabel[role="keycap"] {{ font-size: {LABEL}pt; color: {t.text_2}; background: {t.surface};
  border: 1px solid {t.line_strong}; border-bottom-width: 2px; border-radius: 4px; padding: 0 7px 3px 7px; }}

QScrollArea, QScrollArea > QWidget > QWidget[role="body"] {{ background: transparent; border: none; }}
QFrame[role="card"] {{ background: {t.surface}; border: 1px solid {t.line}; border-radius: 8px; }}
QFrame[role="raised"] {{ background: {t.raised}; border: 1px solid {t.line_strong}; border-radius: 8px; }}
QFrame[role="foot"] {{ background: {t.surface}; border: none; border-top: 1px solid {t.line}; }}
QFrame[role="strip"] {{ background: {t.surface}; border: none; border-bottom: 1px solid {t.line}; }}
QFrame[role="status"] {{ background: {t.surface}; border: none; border-top: 1px solid {t.line}; }}
QFrame[role="rule"] {{ background: {t.line}; border: none; }}

QLineEdit, QPlainTextEdit, QComboBox, QSpinBox {{ background: {t.surface}; color: {t.text};
  border: 1px solid {t.line_strong}; border-radius: {RADIUS}px; padding: 0 {INSIDE}px {under}px {INSIDE}px;
  selection-background-color: {t.accent}; selection-color: {t.on_accent}; }}
QLineEdit, QComboBox, QSpinBox {{ min-height: {inner}px; max-height: {inner}px; }}
QPlainTextEdit {{ padding: 6px {INSIDE - 4}px; }}
QLineEdit:hover, QPlainTextEdit:hover, QComboBox:hover, QSpinBox:hover {{ border-color: {t.text_3}; }}
QLineEdit:focus, QPlainTextEdit:focus, QComboBox:focus, QSpinBox:focus {{ border-color: {t.accent}; }}
QLineEdit[invalid="true"], QPlainTextEdit[invalid="true"], QComboBox[invalid="true"] {{ border-color: {t.danger}; }}
QLineEdit:disabled, QPlainTextEdit:disabled, QComboBox:disabled, QSpinBox:disabled {{
  background: {t.ground}; color: {t.disabled}; border-color: {t.line}; }}
QLineEdit[readOnly="true"] {{ background: {t.ground}; border-color: {t.line}; }}
QLineEdit[role="search"] {{ padding-left: 34px; }}
QComboBox::drop-down {{ subcontrol-position: right center; width: 28px; border: none; }}
QComboBox::down-arrow {{ image: none; width: 0; height: 0; }}
QComboBox QAbstractItemView {{ background: {t.raised}; border: 1px solid {t.line_strong}; outline: none; padding: 4px;
  selection-background-color: {t.selected}; selection-color: {t.text}; }}
QComboBox QAbstractItemView::item {{ min-height: {ROW}px; padding: 0 {INSIDE}px; border-radius: 4px; }}

QPushButton {{ min-height: {inner}px; max-height: {inner}px; padding: 0 14px {under}px 14px; border-radius: {RADIUS}px;
  background: {t.surface}; color: {t.text}; border: 1px solid {t.line_strong}; }}
QPushButton:hover {{ background: {t.hover}; border-color: {t.text_3}; }}
QPushButton:pressed {{ background: {t.selected}; }}
QPushButton:disabled {{ color: {t.disabled}; border-color: {t.line}; background: transparent; }}
QPushButton[role="primary"] {{ background: {t.accent}; color: {t.on_accent}; border-color: {t.accent};
  font-weight: 600; padding: 0 18px {under}px 18px; }}
QPushButton[role="primary"]:hover {{ background: {t.accent_hover}; border-color: {t.accent_hover}; }}
QPushButton[role="primary"]:pressed {{ background: {t.accent_down}; border-color: {t.accent_down}; }}
QPushButton[role="primary"]:disabled {{ background: {t.line}; border-color: {t.line}; color: {t.text_3}; }}
QPushButton[role="danger"] {{ color: {t.danger}; border-color: {t.danger}; }}
QPushButton[role="danger"]:hover {{ background: {t.danger_tint}; }}
QPushButton[role="danger"]:disabled {{ color: {t.disabled}; border-color: {t.line}; }}
QPushButton[role="quiet"] {{ background: transparent; border-color: transparent; color: {t.accent};
  padding: 0 10px {under}px 10px; }}
QPushButton[role="quiet"]:hover {{ background: {t.hover}; }}
QPushButton[role="quiet"]:disabled {{ color: {t.disabled}; }}
QPushButton[role="status"] {{ background: transparent; border: none; color: {t.text_2}; font-size: {LABEL}pt;
  min-height: 24px; max-height: 24px; padding: 0 8px {under}px 8px; border-radius: 4px; text-align: left; }}
QPushButton[role="status"]:hover {{ background: {t.hover}; color: {t.text}; }}
QPushButton[role="status"]::menu-indicator {{ image: none; width: 0; }}
QPushButton[role="chip"] {{ min-height: 24px; max-height: 24px; border-radius: 15px; padding: 0 12px {under}px 12px;
  border: 1px solid {t.line_strong}; color: {t.text_2}; background: {t.surface}; font-size: {LABEL}pt; }}
QPushButton[role="chip"]:hover {{ background: {t.hover}; }}
QPushButton[role="chip"]:checked {{ background: {t.selected}; border-color: {t.accent}; color: {t.accent};
  font-weight: 600; }}
QPushButton[role="choice"] {{ text-align: left; padding: 0 12px {under}px 12px; }}
QPushButton[role="choice"]:checked {{ background: {t.selected}; border-color: {t.accent}; font-weight: 600; }}
QCheckBox, QRadioButton {{ spacing: 8px; min-height: 24px; }}
QCheckBox:disabled, QRadioButton:disabled {{ color: {t.disabled}; }}

QScrollArea {{ border: none; }}
QTableView, QListView, QTreeView {{ background: {t.surface}; border: 1px solid {t.line}; border-radius: 8px;
  outline: none; selection-background-color: {t.selected}; selection-color: {t.text}; gridline-color: {t.line}; }}
QListView::item {{ min-height: {ROW}px; padding: 0 {INSIDE}px; }}
QListView::item:hover {{ background: {t.hover}; }}
QListView::item:selected {{ background: {t.selected}; color: {t.text}; }}
QHeaderView {{ background: transparent; border: none; }}
QHeaderView::section {{ background: transparent; color: {t.text_2}; border: none; font-size: {LABEL}pt;
  border-bottom: 1px solid {t.line_strong}; padding: 0 {INSIDE}px {under}px 12px; min-height: {ROW - under}px; }}
QTableCornerButton::section {{ background: {t.surface}; border: none; }}

QMenu {{ background: {t.raised}; border: 1px solid {t.line_strong}; padding: 4px; }}
QMenu::item {{ padding: 5px 28px 9px 12px; border-radius: 4px; min-height: 18px; }}
QMenu::item:selected {{ background: {t.selected}; }}
QMenu::item:disabled {{ color: {t.text_3}; }}
QMenu::separator {{ height: 1px; background: {t.line}; margin: 4px 8px; }}
QMenu::indicator {{ width: 14px; height: 14px; left: 6px; }}

QScrollBar:vertical {{ background: transparent; width: 12px; margin: 2px; }}
QScrollBar:horizontal {{ background: transparent; height: 12px; margin: 2px; }}
QScrollBar::handle {{ background: {t.line_strong}; border-radius: 4px; min-height: 28px; min-width: 28px; }}
QScrollBar::handle:hover {{ background: {t.text_3}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
QProgressBar {{ background: {t.line}; border: none; border-radius: 3px; max-height: 6px; }}
QProgressBar::chunk {{ background: {t.accent}; border-radius: 3px; }}
"""
