"""F8: which catalogue, calendar and tariff are in force, new ones from a stick, and where the one-stop system's list
differs (docs/catalogue.md)."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QVBoxLayout

from app.errors import Problem, Trouble
from app.people import Role
from app.wording import PACKAGE_WORDS
from ui import notices
from ui.dossier_card import translated
from ui.theme import INSIDE
from ui.timeline import moment_words
from ui.widgets import Button, Card, Label

if TYPE_CHECKING:
    from app.listing import Differing
    from app.packages import Held
    from ui.page import Desk

MOST = 8
"""Procedures that stand in the list; more would push everything else away."""


class Known(NamedTuple):
    held: tuple[Held, ...]
    differing: tuple[Differing, ...]
    heard_at: datetime | None


def held_words(one: Held) -> str:
    """One line: "Danh mục thủ tục: đang dùng bản 2026-07 kèm theo chương trình"."""
    template = translated(PACKAGE_WORDS["shipped" if one.shipped else "installed"])
    words = template.format(kind=translated(PACKAGE_WORDS[one.kind]), version=one.version)
    return words + (translated(PACKAGE_WORDS["waits"]).format(version=one.waiting) if one.waiting else "")


class PackagesCard(Card):
    """Everybody reads it; the manager takes new ones in."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._known = Known((), (), None)
        self._versions = Label(wrap=True)
        self.install = Button(glyph="usb")
        self.install.clicked.connect(lambda _on: self._choose())
        self._only_manager = Label(role="hint", wrap=True)
        self.problem = Label(role="problem", wrap=True)
        self.problem.hide()
        self._heard = Label(role="hint", wrap=True)
        self._differs = Label(role="strong")
        self._lines = QVBoxLayout()
        self._lines.setSpacing(INSIDE)
        self.box.addWidget(self._versions)
        self.box.addWidget(self.install, 0, Qt.AlignmentFlag.AlignLeft)
        self.box.addWidget(self._only_manager)
        self.box.addWidget(self.problem)
        self.box.addWidget(self._differs)
        self.box.addLayout(self._lines)
        self.box.addWidget(self._heard)

    def load(self) -> None:
        packages, listing = self._desk.office.packages, self._desk.office.listing
        self._desk.run(
            lambda: Known(packages.held(), listing.differing(), listing.heard_at()), self._on_read, owner=self
        )

    def retranslate(self) -> None:
        self.set_heading(self.tr("Danh mục, lịch nghỉ, bảng cước"))
        self.install.setText(self.tr("Nạp từ USB…"))
        self._only_manager.setText(self.tr("Chỉ trưởng bưu cục nạp danh mục, lịch nghỉ, bảng cước."))
        self._differs.setText(self.tr("Khác với hệ thống một cửa"))
        self._draw()

    def _on_read(self, known: Known) -> None:
        self._known = known
        self._draw()

    def _draw(self) -> None:
        clerk = self._desk.clerk
        manager = clerk is not None and clerk.role is Role.MANAGER
        self.install.setVisible(manager)
        self._only_manager.setVisible(not manager)
        self._versions.setText("\n".join(held_words(one) for one in self._known.held))
        while (item := self._lines.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        for line in self.lines():
            self._lines.addWidget(Label(line, wrap=True))
        self._differs.setVisible(bool(self._known.differing))
        heard = self._known.heard_at
        self._heard.setVisible(heard is not None)
        if heard is not None:
            self._heard.setText(self.tr("Hỏi hệ thống một cửa lần cuối {0}.").format(moment_words(heard)))

    def lines(self) -> tuple[str, ...]:
        """Both sides of each procedure on which they disagree."""
        differing = self._known.differing
        lines = [self._line(one) for one in differing[:MOST]]
        if len(differing) > MOST:
            lines.append(self.tr("và {0} thủ tục khác").format(len(differing) - MOST))
        return tuple(lines)

    def _line(self, one: Differing) -> str:
        if one.theirs:
            return self.tr("{0}: hệ thống một cửa gọi là “{1}”").format(one.ours, one.theirs)
        return self.tr("{0}: hệ thống một cửa không còn liệt kê").format(one.ours)

    def _choose(self) -> None:
        title = self.tr("Chọn thư mục có tệp index.json")
        chosen = QFileDialog.getExistingDirectory(self, title, str(Path.home()))
        if chosen:
            self.take(Path(chosen))

    def take(self, folder: Path) -> None:
        """Takes in what the folder holds that is newer; why not, is said on the card."""
        packages = self._desk.office.packages
        self.problem.hide()

        def then(taken: tuple[Held, ...]) -> None:
            if taken:
                names = ", ".join(
                    f"{translated(PACKAGE_WORDS[one.kind])} {one.waiting or one.version}" for one in taken
                )
                self._desk.toast(self.tr("Đã nhận {0}.").format(names))
            else:
                self._say(notices.sentence(Problem("packages_nothing_new")))
            self._desk.changed("catalogue")
            self.load()

        def failed(error: Exception) -> None:
            if isinstance(error, Trouble):
                self._say(notices.tell(error)[1])
            else:
                self._desk.failed(error)

        self._desk.run_aside(lambda: packages.install(folder), then, failed, owner=self)

    def _say(self, words: str) -> None:
        self.problem.setText(words)
        self.problem.show()
