"""Names and values whose number changes: lines that are not needed go away."""

from __future__ import annotations

from ui.widgets import Facts


class Figures(Facts):
    """As `Facts`, and it may be given fewer lines than before."""

    def show_facts(self, facts: list[tuple[str, str]]) -> None:
        spare = len(self._lines) - len(facts)
        super().show_facts([*facts, *[("", "")] * spare])
        for number, line in enumerate(self._lines):
            for part in line:
                part.setVisible(number < len(facts))
