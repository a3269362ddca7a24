"""What a person chose about the window (F8, the clerk's menu), put into force while it runs."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from ui.scan import Suffix, Wedge
from ui.theme import Scheme
from ui.translation import Language

if TYPE_CHECKING:
    from ui.shell import Window

LOCK_MINUTES = 10


def apply(window: Window, key: str) -> None:
    """Reads `key` from the window's memory and acts on it; "" at the start, when language and theme are set already."""
    memory = window.desk.settings
    if key == "window/language":
        window.translation.choose(cast("Language", str(memory.value(key))))
        window.desk.changed("language")
    if key == "window/theme":
        window.theme.choose(cast("Scheme", str(memory.value(key))))
        window.desk.changed("theme")
    window.idle.minutes = int(str(memory.value("lock/minutes", LOCK_MINUTES)))
    if key in ("scanner/port", "scanner/baud", "citizen/screen"):
        window.plug_in()
    suffix, prefix = str(memory.value("scanner/suffix", "any")), str(memory.value("scanner/prefix", ""))
    window.scanner.wedge = Wedge(cast("Suffix", suffix), prefix)
