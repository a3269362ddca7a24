"""A form filled in: what the paper says, in its order, before anything is known of sizes or printers.

The typesetter makes a PDF of it; a thermal printer can take the same text line by line.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple, TypeVar, overload

from app.domain import codes
from app.domain.events import VIETNAM
from app.paper import Unit, forms
from app.paper.facts import DOSSIER, Sheet, Vocabulary, on_day
from app.paper.forms import Form, template
from app.paper.lists import LIST, ListSheet

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
    """`blank`: so many dotted lines instead of a text. `lead`: keep with what follows. `indent`: the first line."""

    text: str
    style: str
    align: str
    blank: int
    lead: bool
    indent: bool = False


class Ruled(NamedTuple):
    """`rows` may make its lines as they are asked for, again and again. `total` is a last line in bold. A row is at
    least `height` ems high."""

    columns: tuple[forms.Column, ...]
    rows: Sequence[tuple[str, ...]]
    total: tuple[str, ...] = ()
    height: float = 0.0


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
    """`sent_to`: the lines under "Nơi nhận", at the left of a single signature."""

    columns: tuple[forms.Signature, ...]
    sent_to: tuple[str, ...] = ()


class Footnotes(NamedTuple):
    lines: tuple[str, ...]


Piece = Labelled | Side | Paragraph | Ruled | Amounts | Attested | Signing | Footnotes


class Composed(NamedTuple):
    """`head`: the left head as (text, bold). `copies`: the line that tells one liên from the other, one per liên.
    `code` "": a paper without a code of its own, and without bars; `lookup` "": without a QR. `stamp` goes across the
    page. `marks` stand boxed under the title; `reason` under them. `footer` on every page. `cover`: the front is a page
    of its own, with these lines under a large title."""

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
    cover: tuple[str, ...] = ()


S = TypeVar("S", Sheet, ListSheet)


def compose(form: Form, sheet: Sheet | ListSheet) -> Composed:
    """`form` filled in for one printing."""
    return _composed(form, sheet, DOSSIER) if isinstance(sheet, Sheet) else _composed(form, sheet, LIST)


def _composed(form: Form, sheet: S, says: Vocabulary[S]) -> Composed:
    unit = sheet.unit

    def say(text: str) -> str:
        return fill(text, lambda name: says.facts[name](sheet))

    day = on_day(says.days[form.dated](sheet).astimezone(VIETNAM).date())
    printed = f"{sheet.printed_at:%H:%M} ngày {sheet.printed_at:%d/%m/%Y}"
    agency = sheet.agency if form.issuer == "agency" and not sheet.assigned else ""
    pieces = (_piece(block, sheet, says, say) for block in form.block)
    return Composed(
        form=form.short,
        head=((_bound(agency.upper()), True),) if agency else head_of(unit, assigned=sheet.assigned),
        number=say(form.number) or say(form.unnumbered) or _gapped(form.number),
        dated=f"{unit.place}, {day}" if unit.place else f"{day[0].upper()}{day[1:]}",
        code=sheet.code,
        reading=codes.group_for_reading(sheet.code),
        lookup=sheet.lookup,
        title=form.title,
        basis=say(form.basis),
        code_line=say(form.code),
        code_note=say(form.code_note),
        copies=tuple(fill(form.copy_line, {"copy": name}.__getitem__) for name in form.copies),
        stamp="ĐÃ HỦY" if sheet.voided else "TẬP HUẤN" if unit.training else "",
        marks=_marks(sheet),
        reason=f"Lý do in lại: {sheet.reason}" if sheet.reason and sheet.copy > 1 else "",
        footer=f"Mẫu {form.version} · Bản in {sheet.copy} lúc {printed} · {sheet.printed_by}".rstrip(" ·"),
        author=unit.name,
        pieces=_gathered(piece for piece in pieces if piece is not None),
        cover=tuple(filter(None, map(say, form.cover))),
    )


def _gathered(found: Iterable[Piece]) -> tuple[Piece, ...]:
    """All footnotes as one piece at the end."""
    pieces = tuple(found)
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


def _gapped(text: str) -> str:
    """A template none of whose facts is known keeps its words: "Số: ……/TTPVHCC"."""
    return fill(text, lambda _: GAP) if text else ""


def head_of(unit: Unit, *, assigned: bool) -> tuple[tuple[str, bool], ...]:
    """The agency's head only where the point is its front desk (NĐ 118/2025); a carrier signs with its own name."""
    heading = unit.heading if assigned else ()
    *above, own = [_bound(line) for line in heading or (unit.name.upper(),)]
    return (*((line, False) for line in above), (own, True))


def _bound(line: str) -> str:
    """Where a head is broken over two lines it is between words of the language, which are often two syllables, and a
    place keeps its name: "TRUNG TÂM PHỤC VỤ | HÀNH CHÍNH CÔNG", "BƯU ĐIỆN – VĂN HÓA | XÃ MƯỜNG TÈ"."""
    return _TOGETHER.sub(lambda found: found[0].replace(" ", "\u00a0"), line)


def _marks(sheet: Sheet | ListSheet) -> tuple[str, ...]:
    marks = []
    if sheet.unit.training:
        marks.append("TẬP HUẤN – KHÔNG CÓ GIÁ TRỊ")
    if sheet.voided:
        marks.append("ĐÃ HỦY")
    if sheet.copy > 1:
        replaces = " – thay thế bản in trước" if sheet.corrected else ""
        marks.append(f"Bản in lại lần {sheet.copy}{replaces}")
    if sheet.doubt:
        marks.append("Bản in trước không rõ đã ra giấy")
    return tuple(marks)


def _piece(block: forms.Block, sheet: S, says: Vocabulary[S], say: Callable[[str], str]) -> Piece | None:
    if block.when:
        wanted = not block.when.startswith("not ")
        if says.conditions[block.when.removeprefix("not ")](sheet) is not wanted:
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
            return Paragraph(text, block.style, block.align, block.blank, block.lead, block.indent)
        case forms.Grid():
            rows: Sequence[tuple[str, ...]] = _Filled(block.columns, says.rows[block.rows].of(sheet))
            rows = rows or ((("",) * len(block.columns),) * block.blank)
            total = tuple(map(say, block.total))
            return Ruled(block.columns, rows, total, block.height) if rows else None
        case forms.Sums():
            lines = tuple(
                (fill(block.entry, row.__getitem__), fill(block.amount, row.__getitem__))
                for number, line in enumerate(says.rows[block.rows].of(sheet), 1)
                for row in ({"n": str(number), **line},)
            )
            total_sum = say(block.total) if len(lines) > 1 else ""
            return Amounts(block.label, lines, total_sum, say(block.words)) if lines else None
        case forms.Order():
            symbol = say(block.symbol)
            parts = tuple(Labelled(part.label, say(part.text), part.strong) for part in block.parts)
            return Attested(parts, symbol) if symbol else None
        case forms.Signatures():
            return Signing(
                tuple(forms.Signature(head=c.head, hint=c.hint, name=say(c.name)) for c in block.columns),
                tuple(map(say, block.sent_to)),
            )
        case forms.Notes():
            return Footnotes(tuple(line for text in block.lines if (line := say(text))))


class _Filled(Sequence[tuple[str, ...]]):
    """The rows of a table as text, each filled in when it is asked for."""

    def __init__(self, columns: tuple[forms.Column, ...], lines: Sequence[Mapping[str, str]]) -> None:
        self._columns = columns
        self._lines = lines

    def __len__(self) -> int:
        return len(self._lines)

    @overload
    def __getitem__(self, place: int) -> tuple[str, ...]: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[tuple[str, ...]]: ...
    def __getitem__(self, place: int | slice) -> tuple[str, ...] | Sequence[tuple[str, ...]]:
        if isinstance(place, slice):
            return [self[each] for each in range(*place.indices(len(self)))]
        cells = {"n": str(range(len(self))[place] + 1), **self._lines[place]}
        return tuple(fill(column.cell, cells.__getitem__) for column in self._columns)

    def __iter__(self) -> Iterator[tuple[str, ...]]:
        return (self[place] for place in range(len(self)))
