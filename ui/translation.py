"""The language of the window, switched while it runs; and the pipeline that keeps the translations whole.

Vietnamese is the source: `quay_vi` only holds what Qt itself says (the menu of a text field). `quay_en` holds all.

    python -m ui.translation update     reads the sources into assets/i18n/*.ts
    python -m ui.translation compile    makes the .qm files that are shipped
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Literal

from PySide6.QtCore import QCoreApplication, QObject, QTranslator

from ui.theme import ASSETS

Language = Literal["vi", "en"]
I18N = ASSETS / "i18n"
LANGUAGES: tuple[tuple[Language, str], ...] = (("vi", "Tiếng Việt"), ("en", "English"))
"""Each in its own words: whoever looks for a language reads that one."""


class Translation(QObject):
    """The language in force. Widgets hear of a change through Qt's own LanguageChange event."""

    def __init__(self, app: QCoreApplication, language: Language = "vi", parent: QObject | None = None) -> None:
        super().__init__(parent or app)
        self._app = app
        self._installed: QTranslator | None = None
        self.language: Language = "vi"
        self.choose(language)

    def choose(self, language: Language) -> None:
        """Without a language's file the words stay as they are written: Vietnamese."""
        fresh = QTranslator(self)
        loaded = fresh.load(str(I18N / f"quay_{language}.qm"))
        self.language = language if loaded else "vi"
        old, self._installed = self._installed, fresh if loaded else None
        if loaded:
            self._app.installTranslator(fresh)
        if old is not None:
            self._app.removeTranslator(old)
            old.deleteLater()


# ---------------------------------------------------------------- the pipeline, for developers


def sources() -> list[str]:
    """Every file that says something to a person, by its path from the root."""
    root = ASSETS.parent
    return sorted([path.relative_to(root).as_posix() for path in (root / "ui").rglob("*.py")] + ["app/wording.py"])


def update(target: Path) -> int:
    """Reads the sources into `target` with Qt's own tool; keeps what is translated, drops what is gone."""
    import subprocess
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        gathered = _gathered(Path(folder) / "reports.py")
        words = [str(_tool("lupdate")), *sources(), str(gathered), "-ts", str(target), "-no-obsolete"]
        languages = ("-source-language", "vi", "-target-language", "en")
        return subprocess.call([*words, "-locations", "none", *languages], cwd=ASSETS.parent)


def _gathered(file: Path) -> Path:
    """The words of reports as the tool reads them: they are values of columns and indicators, some made of parts."""
    import json

    from app.reports.words import words

    lines = (f'QT_TRANSLATE_NOOP("reports", {json.dumps(text, ensure_ascii=False)})\n' for text in words())
    file.write_text("".join(lines), encoding="utf-8")
    return file


def compile_all(into: Path = I18N) -> int:
    """Makes a .qm of every .ts."""
    import subprocess

    return max(
        subprocess.call([str(_tool("lrelease")), "-silent", str(path), "-qm", str(into / f"{path.stem}.qm")])
        for path in sorted(I18N.glob("*.ts"))
    )


def _tool(name: str) -> Path:
    ending = ".exe" if sys.platform == "win32" else ""
    return Path(sys.executable).parent / f"pyside6-{name}{ending}"


def main(words: list[str]) -> int:
    match words:
        case ["update"]:
            return update(I18N / "quay_en.ts")
        case ["compile"]:
            return compile_all()
        case _:
            print(__doc__, file=sys.stderr)
            return 2


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
