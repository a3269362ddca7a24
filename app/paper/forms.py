"""Forms as data: the shape of `assets/forms/<name>/<version>.toml`, strict loading, and which version holds on a day.

A file that is not fully understood is refused with its name and the key that is wrong: a legal form that prints with a
field missing is worse than one that does not print.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

import msgspec

from app.errors import Trouble, reject
from app.paper.facts import DOSSIER, Vocabulary
from app.paper.lists import LIST, LISTS
from app.paper.states import FORMS

SIZES = frozenset({"a4", "a5"})


class _Table(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    pass


class Setup(_Table, frozen=True, kw_only=True):
    """One paper size. `margins` in mm: top, right, bottom, left. `type` in points, the largest first: the one that
    needs the fewest pages is taken, the first of equals. `space` in mm is left for a signature. `landscape` turns the
    sheet."""

    margins: tuple[float, float, float, float]
    type: tuple[float, ...]
    space: float = 14.0
    landscape: bool = False


class _Block(_Table, tag_field="kind", frozen=True, kw_only=True):
    """`when` names a condition of `CONDITIONS`, with "not " before it the opposite; empty: always."""

    when: str = ""


class Line(_Block, tag="line", frozen=True, kw_only=True):
    """`label: text`. An empty text becomes a dotted line to write on, or the line is left out."""

    label: str
    text: str
    strong: bool = False
    empty: Literal["dots", "omit"] = "dots"


class Part(_Table, frozen=True, kw_only=True):
    label: str
    text: str
    strong: bool = False
    share: float = 1.0


class Row(_Block, tag="row", frozen=True, kw_only=True):
    """Several labelled texts side by side; `share` weighs their widths."""

    parts: tuple[Part, ...]


class Sentence(_Block, tag="text", frozen=True, kw_only=True):
    """A paragraph. A text without content becomes `blank` dotted lines. `lead` binds it to what it introduces. The
    sentences of a letter are indented and reach both margins (NĐ 30/2020/NĐ-CP)."""

    text: str
    style: Literal["plain", "bold", "italic"] = "plain"
    align: Literal["left", "center", "justify"] = "left"
    indent: bool = False
    blank: int = 0
    lead: bool = False


class Column(_Table, frozen=True, kw_only=True):
    """`width` in ems of the type; 0, once in a table: what is left over. Neighbours of the same `group` stand under
    one head that says it. In a cell "\\n" begins a line, and "\\t" parts a line into halves."""

    head: str
    cell: str
    width: float = 0.0
    align: Literal["left", "center", "right"] = "left"
    group: str = ""


class Grid(_Block, tag="table", frozen=True, kw_only=True):
    """A ruled table over `rows`, its head repeated on every page. Without rows: `blank` empty ones to write in. `total`
    is a last line, a text for each column. A row is at least `height` ems high: there is something to be written."""

    rows: str
    columns: tuple[Column, ...]
    blank: int = 0
    total: tuple[str, ...] = ()
    height: float = 0.0


class Sums(_Block, tag="sums", frozen=True, kw_only=True):
    """Money of `rows`: a leader line each with the amount at the right, `total` when there are several, `words`."""

    label: str
    rows: str
    entry: str
    amount: str
    total: str
    words: str


class Order(_Block, tag="order", frozen=True, kw_only=True):
    """Labelled texts with a QR of `symbol` at their right: an order to pay. Nothing where the symbol is empty."""

    parts: tuple[Part, ...]
    symbol: str


class Signature(_Table, frozen=True, kw_only=True):
    head: str
    hint: str
    name: str = ""


class Signatures(_Block, tag="signatures", frozen=True, kw_only=True):
    """Columns to sign in, never parted from the lines before them. A single one stands at the right, and at its left
    whom the paper goes to (NĐ 30/2020/NĐ-CP, "Nơi nhận")."""

    columns: tuple[Signature, ...]
    sent_to: tuple[str, ...] = ()


class Notes(_Block, tag="notes", frozen=True, kw_only=True):
    """Small print at the foot of the last page."""

    lines: tuple[str, ...]


Block = Line | Row | Sentence | Grid | Sums | Order | Signatures | Notes


class Form(_Table, frozen=True, kw_only=True):
    """One version of one form. `basis`, `number`, `code`, `code_note` and `copy_line` are templates; `dated` names the
    day at the head. `cover`: the lines of a page of its own before a book, templates under the large title.
    `unnumbered` stands for `number` while it is not known. `issuer` is whose name the head bears where the point is
    not the agency's front desk. `source` is for people: where the wording was found, and what in it is from memory;
    `sure` says in a line how sure that is."""

    version: str
    title: str
    short: str
    basis: str = ""
    number: str = ""
    unnumbered: str = ""
    issuer: Literal["unit", "agency"] = "unit"
    code: str = ""
    code_note: str = ""
    dated: str
    copies: tuple[str, ...]
    copy_line: str
    cover: tuple[str, ...] = ()
    sizes: dict[str, Setup]
    effective_from: date
    effective_to: date | None = None
    source: str
    sure: str
    block: tuple[Block, ...]


# ------------------------------------------------------------------------------------------------------------ templates

_PIECE = re.compile(r"\{([^{}\[\]]*)\}|([\[\]])|([^{}\[\]]+)|[{}]")


class Template(msgspec.Struct, frozen=True):
    """A text with `{facts}`; what stands in `[brackets]` is left out when one of its facts is empty.

    `groups` holds runs of (text or fact name, is it a fact); every second group is a bracketed one.
    """

    groups: tuple[tuple[tuple[str, bool], ...], ...]

    @property
    def facts(self) -> tuple[str, ...]:
        return tuple(text for group in self.groups for text, fact in group if fact)


@lru_cache(maxsize=512)
def template(text: str) -> Template:
    """`text` parsed. ValueError names what cannot be read."""
    groups: list[list[tuple[str, bool]]] = [[]]
    for piece in _PIECE.finditer(text):
        fact, bracket, plain = piece.groups()
        if bracket:
            if (bracket == "]") is not (len(groups) % 2 == 0):
                raise ValueError(bracket)
            groups.append([])
        elif plain is not None:
            groups[-1].append((plain, False))
        elif fact is not None:
            groups[-1].append((fact, True))
        else:
            raise ValueError(piece[0])
    if len(groups) % 2 == 0:
        raise ValueError("[")
    return Template(tuple(map(tuple, groups)))


# -------------------------------------------------------------------------------------------------------------- loading

_PATH = re.compile(r" - at `\$\.?([^`]*)`")
_FIELD = re.compile(r"field `([^`]+)`")
_LINE = re.compile(r"line (\d+)")


class FormBook:
    """All versions of all forms. Iterates as (name, form), by name and day."""

    def __init__(self, versions: dict[str, tuple[Form, ...]]) -> None:
        self._versions = versions

    def __iter__(self) -> Iterator[tuple[str, Form]]:
        return ((name, form) for name, forms in self._versions.items() for form in forms)

    def in_force(self, name: str, day: date) -> Form:
        """The version that holds on `day`; of several the one that began last."""
        if name not in self._versions:
            raise reject("form", "form_unknown", form=name)
        found = [
            form
            for form in self._versions[name]
            if form.effective_from <= day and (form.effective_to is None or day <= form.effective_to)
        ]
        if not found:
            raise reject("form", "form_not_in_force", form=name, day=day.isoformat())
        return found[-1]


def vocabulary(name: str) -> Vocabulary[Any] | None:
    """What the form of this name may say; None when there is no such form."""
    return DOSSIER if name in FORMS else LIST if name in LISTS else None


def read_forms(folder: Path) -> FormBook:
    """Every form under `folder`. Raises Trouble("form_broken", file=…, key=…)."""
    try:
        places = sorted(place for place in folder.iterdir() if place.is_dir())
    except OSError as error:
        raise Trouble("form_broken", file=folder.name, key=error.strerror or "") from error
    versions = {}
    for place in places:
        if vocabulary(place.name) is None:
            raise Trouble("form_broken", file=f"{place.name}/", key="name")
        found = [read_form(file, place.name) for file in sorted(place.glob("*.toml"))]
        versions[place.name] = tuple(sorted(found, key=lambda form: form.effective_from))
    return FormBook(versions)


def read_form(file: Path, form_name: str) -> Form:
    """A file of the form of this name, fully checked."""
    name = f"{file.parent.name}/{file.name}"
    says = vocabulary(form_name)
    if says is None:
        raise Trouble("form_broken", file=name, key=f"name: {form_name}")
    try:
        form = msgspec.toml.decode(file.read_bytes(), type=Form)
    except OSError as error:
        raise Trouble("form_broken", file=name, key=error.strerror or "") from error
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise Trouble("form_broken", file=name, key=_key(str(error))) from error
    for key in _faults(form, says):
        raise Trouble("form_broken", file=name, key=key)
    return form


def read_title(file: Path) -> str:
    """The title a file gives itself, "" when it gives none. Raises as `read_form`."""
    try:
        return str(msgspec.toml.decode(file.read_bytes(), type=dict).get("title", ""))
    except OSError as error:
        raise Trouble("form_broken", file=file.name, key=error.strerror or "") from error
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise Trouble("form_broken", file=file.name, key=_key(str(error))) from error


def _key(message: str) -> str:
    """The wrong key in msgspec's words ("block[2].label"), or the line of a syntax error."""
    path, field, line = _PATH.search(message), _FIELD.search(message), _LINE.search(message)
    key = ".".join(part for part in (path[1] if path else "", field[1] if field else "") if part)
    return key or (f"dòng {line[1]}" if line else message)


def _faults(form: Form, says: Vocabulary[Any]) -> Iterator[str]:
    """Keys that are of the right type and still wrong, the first first."""
    for key in ("version", "title", "short", "copies", "sizes", "source", "sure", "block"):
        if not getattr(form, key):
            yield key
    if form.effective_to is not None and form.effective_to < form.effective_from:
        yield "effective_to"
    if form.dated not in says.days:
        yield f"dated: {form.dated}"
    for size, setup in form.sizes.items():
        if size not in SIZES:
            yield f"sizes.{size}"
        if not setup.type or min(setup.type) < 7 or max(setup.type) > 14:
            yield f"sizes.{size}.type"
        if min(setup.margins) < 5 or max(setup.margins) > 40:
            yield f"sizes.{size}.margins"
        if not 8 <= setup.space <= 40:
            yield f"sizes.{size}.space"
    for key in ("basis", "number", "unnumbered", "code", "code_note"):
        yield from _unknown(key, getattr(form, key), says.facts)
    for place, line in enumerate(form.cover):
        yield from _unknown(f"cover[{place}]", line, says.facts)
    yield from _unknown("copy_line", form.copy_line, ("copy",))
    for place, block in enumerate(form.block):
        yield from (f"block[{place}].{fault}" for fault in _block_faults(block, says))


def _block_faults(block: Block, says: Vocabulary[Any]) -> Iterator[str]:
    if block.when and block.when.removeprefix("not ") not in says.conditions:
        yield f"when: {block.when}"
    match block:
        case Line():
            yield from _unknown("text", block.text, says.facts)
        case Sentence():
            yield from _unknown("text", block.text, says.facts)
            if not 0 <= block.blank <= 10:
                yield "blank"
        case Row():
            if not block.parts:
                yield "parts"
            for place, part in enumerate(block.parts):
                yield from _unknown(f"parts[{place}].text", part.text, says.facts)
                if part.share <= 0:
                    yield f"parts[{place}].share"
        case Grid():
            if block.rows not in says.rows:
                yield f"rows: {block.rows}"
            elif sum(not column.width for column in block.columns) != 1:
                yield "columns"
            else:
                for place, column in enumerate(block.columns):
                    yield from _unknown(f"columns[{place}].cell", column.cell, says.rows[block.rows].cells)
                    if not 0 <= column.width <= 40:
                        yield f"columns[{place}].width"
                for place, text in enumerate(block.total):
                    yield from _unknown(f"total[{place}]", text, says.facts)
                if block.total and len(block.total) != len(block.columns):
                    yield "total"
            if not 0 <= block.height <= 20:
                yield "height"
            if not 0 <= block.blank <= 20:
                yield "blank"
        case Sums():
            if block.rows not in says.rows:
                yield f"rows: {block.rows}"
            else:
                yield from _unknown("entry", block.entry, says.rows[block.rows].cells)
                yield from _unknown("amount", block.amount, says.rows[block.rows].cells)
            yield from _unknown("total", block.total, says.facts)
            yield from _unknown("words", block.words, says.facts)
        case Order():
            yield from _unknown("symbol", block.symbol, says.facts)
            for place, part in enumerate(block.parts):
                yield from _unknown(f"parts[{place}].text", part.text, says.facts)
        case Signatures():
            if not 1 <= len(block.columns) <= 3:
                yield "columns"
            for place, sign in enumerate(block.columns):
                yield from _unknown(f"columns[{place}].name", sign.name, says.facts)
            for place, line in enumerate(block.sent_to):
                yield from _unknown(f"sent_to[{place}]", line, says.facts)
            if block.sent_to and len(block.columns) != 1:
                yield "sent_to"
        case Notes():
            for place, line in enumerate(block.lines):
                yield from _unknown(f"lines[{place}]", line, says.facts)


def _unknown(key: str, text: str, known: Collection[str]) -> Iterator[str]:
    """Faults of one template, as `key: what`."""
    try:
        facts = template(text).facts
    except ValueError as error:
        yield f"{key}: {error}"
    else:
        yield from (f"{key}: {fact}" for fact in facts if fact not in known)
