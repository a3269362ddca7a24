"""A form filled in: what the paper says, in its order, before anything is known of sizes or printers.

The typesetter makes a PDF of it; a thermal printer can take the same text line by line.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from app.domain import codes
from app.domain.events import VIETNAM, Mode
from app.paper import Unit, forms
from app.paper.facts import CONDITIONS, DAYS, FACTS, ROWS, Sheet, on_day
from app.paper.forms import Form, template

GAP = "……"
"""Stands in a sentence for what is not known, to be written in."""

_TOGETHER = re.compile(
    r"\b(?:bưu điện|văn hóa|trung tâm|phục vụ|hành chính công|hành chính|ủy ban|nhân dân|bộ phận|tiếp nhận|trả kết quả"
    r"|(?:xã|phường|thị trấn|tỉnh)(?: [^\W\d_]+){1,3}$)",
    re.IGNORECASE,
)

NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"


class Labelled(NamedTuple):
    label: str
    text: str
    strong: bool


class Side(NamedTuple):
    """Labelled texts next to each other, with the shares of the width."""

    parts: tuple[tuple[Labelled, float], ...]


class Paragraph(NamedTuple):
    """`blank`: so many dotted lines instead of a text. `lead`: keep with what follows."""

    text: str
    style: str
    align: str
    blank: int
    lead: bool


class Ruled(NamedTuple):
    columns: tuple[forms.Column, ...]
    rows: tuple[tuple[str, ...], ...]


class Amounts(NamedTuple):
    label: str
    lines: tuple[tuple[str, str], ...]
    total: str
    words: str


class Attested(NamedTuple):
    """Labelled texts with a QR of `symbol` at their right."""

    lines: tuple[Labelled, ...]
    symbol: str


class Signing(NamedTuple):
    columns: tuple[forms.Signature, ...]


class Footnotes(NamedTuple):
    lines: tuple[str, ...]


Piece = Labelled | Side | Paragraph | Ruled | Amounts | Attested | Signing | Footnotes


class Composed(NamedTuple):
    """`head`: the left head as (text, bold). `copies`: the line that tells one liên from the other, one per liên.
    `code` "": a paper without a code of its own, and without bars. `stamp` goes across the page. `marks` stand boxed
    under the title; `reason` under them. `footer` on every page."""

    form: str
    head: tuple[tuple[str, bool], ...]
    number: str
    dated: str
    code: str
    reading: str
    lookup: str
    title: str
    basis: str
    code_line: str
    code_note: str
    copies: tuple[str, ...]
    stamp: str
    marks: tuple[str, ...]
    reason: str
    footer: str
    author: str
    pieces: tuple[Piece, ...]


def compose(form: Form, sheet: Sheet) -> Composed:
    """`form` filled in for one printing."""
    unit, dossier = sheet.unit, sheet.dossier

    def say(text: str) -> str:
        return fill(text, lambda name: FACTS[name](sheet))

    day = on_day(DAYS[form.dated](sheet).astimezone(VIETNAM).date())
    printed = f"{sheet.printed_at:%H:%M} ngày {sheet.printed_at:%d/%m/%Y}"
    return Composed(
        form=form.short,
        head=head_of(sheet.unit, assigned=sheet.dossier.filing.mode is Mode.ASSIGNED),
        number=_or_gap(form.number, say),
        dated=f"{unit.place}, {day}" if unit.place else f"{day[0].upper()}{day[1:]}",
        code=sheet.code,
        reading=codes.group_for_reading(sheet.code),
        lookup=unit.lookup_text(sheet.code),
        title=form.title,
        basis=say(form.basis),
        code_line=say(form.code),
        code_note=say(form.code_note),
        copies=tuple(fill(form.copy_line, {"copy": name}.__getitem__) for name in form.copies),
        stamp="ĐÃ HỦY" if dossier.voided else "TẬP HUẤN" if unit.training else "",
        marks=_marks(sheet),
        reason=f"Lý do in lại: {sheet.reason}" if sheet.reason and sheet.copy > 1 else "",
        footer=f"Mẫu {form.version} · Bản in {sheet.copy} lúc {printed} · {sheet.printed_by}".rstrip(" ·"),
        author=unit.name,
        pieces=_gathered([piece for block in form.block if (piece := _piece(block, sheet, say)) is not None]),
    )


def _gathered(pieces: list[Piece]) -> tuple[Piece, ...]:
    """All footnotes as one piece at the end."""
    notes = [line for piece in pieces if isinstance(piece, Footnotes) for line in piece.lines]
    body = [piece for piece in pieces if not isinstance(piece, Footnotes)]
    return (*body, Footnotes(tuple(notes))) if notes else tuple(body)


def fill(text: str, value: Callable[[str], str]) -> str:
    """A template with its facts. Bracketed parts go when a fact in them is empty, elsewhere an empty fact leaves a gap
    to write in; "" when there are facts and every one of them is empty."""
    parsed = template(text)
    values = {name: value(name) for name in parsed.facts}
    if values and not any(values.values()):
        return ""
    said = []
    for place, group in enumerate(parsed.groups):
        if place % 2 == 0:
            said += [(values[part] or GAP) if fact else part for part, fact in group]
        elif all(values[part] for part, fact in group if fact):
            said += [values[part] if fact else part for part, fact in group]
    return "".join(said)


def _or_gap(text: str, say: Callable[[str], str]) -> str:
    """Like `say`, but a template all of whose facts are empty keeps its words: "Số: ……/TTPVHCC"."""
    return say(text) or fill(text, lambda _: GAP) if text else ""


def head_of(unit: Unit, *, assigned: bool) -> tuple[tuple[str, bool], ...]:
    """The agency's head only where the point is its front desk (NĐ 118/2025); a carrier signs with its own name."""
    heading = unit.heading if assigned else ()
    *above, own = [_bound(line) for line in heading or (unit.name.upper(),)]
    return (*((line, False) for line in above), (own, True))


def _bound(line: str) -> str:
    """Where a head is broken over two lines it is between words of the language, which are often two syllables, and a
    place keeps its name: "TRUNG TÂM PHỤC VỤ | HÀNH CHÍNH CÔNG", "BƯU ĐIỆN – VĂN HÓA | XÃ MƯỜNG TÈ"."""
    return _TOGETHER.sub(lambda found: found[0].replace(" ", "\u00a0"), line)


def _marks(sheet: Sheet) -> tuple[str, ...]:
    marks = []
    if sheet.unit.training:
        marks.append("TẬP HUẤN – KHÔNG CÓ GIÁ TRỊ")
    if sheet.dossier.voided:
        marks.append("ĐÃ HỦY")
    if sheet.copy > 1:
        replaces = " – thay thế bản in trước" if sheet.dossier.corrections else ""
        marks.append(f"Bản in lại lần {sheet.copy}{replaces}")
    return tuple(marks)


def _piece(block: forms.Block, sheet: Sheet, say: Callable[[str], str]) -> Piece | None:
    if block.when:
        wanted = not block.when.startswith("not ")
        if CONDITIONS[block.when.removeprefix("not ")](sheet) is not wanted:
            return None
    match block:
        case forms.Line():
            text = say(block.text)
            return Labelled(block.label, text, block.strong) if text or block.empty == "dots" else None
        case forms.Row():
            return Side(tuple((Labelled(part.label, say(part.text), part.strong), part.share) for part in block.parts))
        case forms.Sentence():
            text = say(block.text)
            if not text and not block.blank:
                return None
            return Paragraph(text, block.style, block.align, block.blank, block.lead)
        case forms.Grid():
            rows = [
                tuple(fill(column.cell, row.__getitem__) for column in block.columns)
                for row in _numbered(block.rows, sheet)
            ]
            rows += [("",) * len(block.columns)] * (0 if rows else block.blank)
            return Ruled(block.columns, tuple(rows)) if rows else None
        case forms.Sums():
            lines = tuple(
                (fill(block.entry, row.__getitem__), fill(block.amount, row.__getitem__))
                for row in _numbered(block.rows, sheet)
            )
            total = say(block.total) if len(lines) > 1 else ""
            return Amounts(block.label, lines, total, say(block.words)) if lines else None
        case forms.Order():
            symbol = say(block.symbol)
            parts = tuple(Labelled(part.label, say(part.text), part.strong) for part in block.parts)
            return Attested(parts, symbol) if symbol else None
        case forms.Signatures():
            return Signing(tuple(forms.Signature(head=c.head, hint=c.hint, name=say(c.name)) for c in block.columns))
        case forms.Notes():
            return Footnotes(tuple(line for text in block.lines if (line := say(text))))


def _numbered(source: str, sheet: Sheet) -> list[dict[str, str]]:
    return [{"n": str(number), **row} for number, row in enumerate(ROWS[source].of(sheet), 1)]
