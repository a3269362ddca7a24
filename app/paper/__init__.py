"""Papers: what the citizen takes home, rendered from the committed state of a dossier and from nothing else.

Forms are data (`assets/forms/<name>/<version>.toml`, docs/papers.md); a `Press` fills one in and gives back the bytes.
It refuses a form that the state does not bear (guarantee G7) and never decides a copy's number: whoever prints counts.

Importing this package is cheap; reportlab, python-barcode and segno come with the first page.
"""

from __future__ import annotations

import builtins
import hashlib
import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from app.domain.dossier import Dossier
from app.domain.events import VIETNAM, Event, Mode
from app.domain.proof import Proof
from app.errors import reject
from app.paper.states import FORMS, check_state, form_for

if TYPE_CHECKING:
    from app.paper.compose import Composed
    from app.paper.facts import Sheet
    from app.paper.forms import Form, FormBook, Setup
    from app.paper.lists import DossierList, ListSheet
    from app.paper.pdf import Typesetter
    from app.paper.roll import Fonts
    from app.paper.tables import Table

__all__ = [
    "LABEL",
    "RESOLUTION",
    "ROLL",
    "ROLL_BYTES",
    "SHORT_ROLL",
    "FormInfo",
    "Paper",
    "Press",
    "Unit",
    "form_for",
]

LABEL = "nhan-bi"
"""The name of the postal label among the papers."""

RESOLUTION = 203
"""Dots per inch of a paper made for no printer in particular: the coarsest in use. On a finer printer its modules
differ by one of the finer dots; the other way round it would be by one of the coarse ones."""

ROLL, SHORT_ROLL = "k80", "k80-short"
"""The sizes of a paper for a thermal roll of 80 mm: all of it, or the essentials. People also write "80mm"."""

ROLL_BYTES = {ROLL: 99_000, SHORT_ROLL: 13_000}
"""What a usual Form 01 takes with all its liên (docs/thermal.md)."""

_PLACE = re.compile(r"^(?:xã|phường|thị trấn|đặc khu)\s+(?=\D)", re.IGNORECASE)


class Unit(msgspec.Struct, frozen=True, kw_only=True):
    """The receiving point as papers name it. `heading` is the left head of assigned papers, its last line bold.

    `commune` is the full name ("Xã Mường Tè"). `mark` ends the running number of Form 01 ("12/TTPVHCC"). `lookup_url`
    stands before the code in the QR, or holds `{code}` where the code goes; empty: the QR holds the bare code.
    `training` marks every page as practice.
    """

    name: str
    address: str = ""
    hotline: str = ""
    province: str = ""
    commune: str = ""
    heading: tuple[str, ...] = ()
    agency: str = ""
    agency_address: str = ""
    mode: Mode = Mode.ASSIGNED
    lookup_url: str = ""
    mark: str = "TTPVHCC"
    training: bool = False

    @property
    def place(self) -> str:
        """The place name before a date: "Xã Mường Tè" → "Mường Tè" (NĐ 30/2020/NĐ-CP, Phụ lục I)."""
        return _PLACE.sub("", self.commune) or self.province

    def lookup_text(self, code: str) -> str:
        """What the QR says."""
        if "{code}" in self.lookup_url:
            return self.lookup_url.replace("{code}", code)
        return self.lookup_url + code


class Paper(msgspec.Struct, frozen=True, kw_only=True):
    """One numbered copy with all its liên. `sha256` is that of `bytes`, `version` that of the form."""

    bytes: builtins.bytes
    form: str
    version: str
    copy: int
    size: str
    pages: int
    sha256: str


class FormInfo(msgspec.Struct, frozen=True, kw_only=True):
    """One version of one form. `copies` names its liên; `source` says where the wording comes from, `sure` how sure
    that is."""

    name: str
    version: str
    title: str
    short: str
    sizes: tuple[str, ...]
    copies: tuple[str, ...]
    effective_from: date
    effective_to: date | None
    source: str
    sure: str


def _rolls(name: str) -> tuple[str, ...]:
    """The sizes of a roll that a form comes in. Papers about many dossiers are too wide for one, and 06 is a table that
    others write and sign in."""
    from app.paper.short import SHORT_SLIPS

    return (ROLL, *((SHORT_ROLL,) if name in SHORT_SLIPS else ())) if name in FORMS - {"06"} else ()


def _setup(name: str, form: Form, size: str) -> tuple[str, Setup | None]:
    """The size as it is called, and how that paper is set up; None on a roll. Rejected("size", size_not_offered)."""
    if size in (ROLL, SHORT_ROLL, "80mm") and (rolls := _rolls(name)):
        return (size if size in rolls else ROLL), None
    setup = form.sizes.get("a5" if size == "a5x2" else size)
    if setup is None:
        raise reject("size", "size_not_offered", form=name, size=size)
    return size, setup


class Press:
    """Fills in the forms of one receiving point. Safe to call from several threads; papers are set one at a time."""

    def __init__(self, assets: Path, unit: Unit, *, native_symbols: bool = True) -> None:
        """`native_symbols`: the roll printer draws bars and QR itself."""
        self._assets = assets
        self._unit = unit
        self._native = native_symbols

    @cached_property
    def _book(self) -> FormBook:
        from app.paper.forms import read_forms

        return read_forms(self._assets / "forms")

    @cached_property
    def _typesetter(self) -> Typesetter:
        from app.paper.pdf import Typesetter

        return Typesetter(self._assets / "fonts" / "paper")

    @cached_property
    def _roll_fonts(self) -> Fonts:
        from app.paper.roll import Fonts

        return Fonts(self._assets / "fonts")

    def warm(self) -> None:
        """Loads the forms, the fonts and the libraries, so that the first paper is as quick as the next. Trouble as in
        `render`; meant for an idle moment after the start."""
        from app.paper.symbols import code_128, qr

        code_128("0"), qr("0")
        _ = self._book, self._typesetter

    def forms(self) -> tuple[FormInfo, ...]:
        """Every version of every form, by name and date. Trouble("form_broken") names the file and the key."""
        return tuple(
            FormInfo(
                name=name,
                version=form.version,
                title=form.title,
                short=form.short,
                sizes=(*form.sizes, *(("a5x2",) if "a5" in form.sizes else ()), *_rolls(name)),
                copies=form.copies,
                effective_from=form.effective_from,
                effective_to=form.effective_to,
                source=form.source,
                sure=form.sure,
            )
            for name, form in self._book
        )

    def form_for(self, dossier: Dossier) -> tuple[str, ...]:
        """The forms this state calls for; see `app.paper.form_for`."""
        return form_for(dossier)

    def render(
        self,
        form: str,
        dossier: Dossier,
        *,
        size: str,
        copy: int,
        printed_at: datetime,
        printed_by: str,
        reason: str = "",
        signed_by: str | None = None,
        history: Iterable[Event] = (),
        resolution: int = RESOLUTION,
        doubt: bool = False,
    ) -> Paper:
        """The paper as PDF: every liên of the form, one after the other. `size` is "a4", "a5" or "a5x2" (A5 pages
        side by side on A4); or "k80" (also "80mm"): the bytes for a thermal roll (ESC/POS), `pages` its liên;
        "k80-short" the essentials, whole ("k80") where a form has no short slip.

        `copy` counts from 1; from 2 on the pages say that they are a reprint, with `reason`, and with `doubt` that
        nobody knows whether the copy before came out. `printed_by` is a person's name. `signed_by` is the name under
        the officer's signature: by default the printing person's on the first copy and left open on reprints, which
        somebody else may sign. The version is the one in force on the day the dossier came in. `history` is the
        dossier's events: what its fold does not keep (the first appointment, a receipt's number) is left to write in
        without them. Bars and squares stand on the dots of a printer of `resolution` dpi (`app.paper.symbols.grid`
        finds the one to draw at; a roll has its own). The same arguments give the same bytes.

        Raises Rejected: `form` form_unknown | form_not_in_force | form_not_called_for | form_of_voided, `size`
        size_not_offered, `code` code_too_long; Trouble: form_broken, font_missing.
        """
        from app.paper.facts import Sheet

        day = dossier.received_at.astimezone(VIETNAM).date()
        chosen = self._book.in_force(form if form in FORMS else "", day)
        size, setup = _setup(form, chosen, size)
        check_state(form, dossier, copy)
        sheet = Sheet(
            dossier=dossier,
            history=tuple(history),
            unit=self._unit,
            copy=copy,
            printed_at=printed_at.astimezone(VIETNAM),
            printed_by=printed_by,
            signed_by=(printed_by if copy == 1 else "") if signed_by is None else signed_by,
            reason=reason,
            doubt=doubt,
        )
        return self._set(form, chosen, sheet, size, setup, resolution)

    def list(
        self,
        listed: DossierList,
        *,
        size: str,
        copy: int,
        printed_at: datetime,
        printed_by: str,
        reason: str = "",
        signed_by: str | None = None,
        resolution: int = RESOLUTION,
    ) -> Paper:
        """A paper about many dossiers, as `render`. The version is the one in force on the day the list was made.

        Raises Rejected: `form` form_unknown | form_not_in_force, `size` size_not_offered; Trouble as in `render`.
        """
        from app.paper.lists import LISTS, ListSheet

        form = listed.kind
        chosen = self._book.in_force(form if form in LISTS else "", listed.at.astimezone(VIETNAM).date())
        sheet = ListSheet(
            listed=listed,
            unit=self._unit,
            copy=copy,
            printed_at=printed_at.astimezone(VIETNAM),
            printed_by=printed_by,
            signed_by=(printed_by if copy == 1 else "") if signed_by is None else signed_by,
            reason=reason,
        )
        size, setup = _setup(form, chosen, size)
        return self._set(form, chosen, sheet, size, setup, resolution)

    def preview(self, file: Path, *, form: str = "", size: str = "") -> Paper:
        """A form file that lies anywhere, filled in with invented people and marked as no paper at all.

        `form` says which form it is of; "": its folder's name, or the form with the same title. `size` "": its first.
        Raises Trouble form_broken with file and key; Rejected: `form` form_not_told, `size` size_not_offered.
        """
        from app.paper import specimen
        from app.paper.forms import read_form, read_title, vocabulary

        if not form:
            form = file.absolute().parent.name
        if vocabulary(form) is None:
            titles = {version.title: name for name, version in self._book}
            form = titles.get(read_title(file), "")
        if not form:
            raise reject("form", "form_not_told", file=file.name)
        chosen = read_form(file, form)
        size = size or next(iter(chosen.sizes))
        size, setup = _setup(form, chosen, size)
        return self._set(form, chosen, specimen.sheet(form, self._unit), size, setup, RESOLUTION, stamp="XEM THỬ")

    def _set(
        self,
        name: str,
        form: Form,
        sheet: Sheet | ListSheet,
        size: str,
        setup: Setup | None,
        resolution: int,
        *,
        stamp: str = "",
    ) -> Paper:
        """`setup` None: on a roll. `stamp`: across the page and boxed under the title, instead of any other."""
        from app.paper.compose import compose
        from app.paper.short import SHORT_SLIPS, compose_short

        if sheet.copy < 1:
            raise ValueError("copies count from 1")
        short = size == SHORT_ROLL
        composed = compose_short(form, sheet, SHORT_SLIPS[name]) if short else compose(form, sheet)
        if stamp:
            composed = composed._replace(stamp=stamp, marks=(f"{stamp} – KHÔNG CÓ GIÁ TRỊ",))
        if setup is None:
            content, pages = self._rolled(composed)
        else:
            content, pages = self._typesetter.set(composed, size, setup, resolution)
        return Paper(
            bytes=content,
            form=name,
            version=form.version,
            copy=sheet.copy,
            size=size,
            pages=pages,
            sha256=hashlib.sha256(content).hexdigest(),
        )

    def _rolled(self, composed: Composed) -> tuple[builtins.bytes, int]:
        from app.paper.escpos import encode
        from app.paper.roll import lay_out

        parts = lay_out(composed, self._roll_fonts, self._typesetter.faces.regular)
        return encode(parts, native=self._native), len(composed.copies)

    def certificate(self, proof: Proof, printed_by: str, resolution: int = RESOLUTION) -> builtins.bytes:
        """The certificate of sync of one day as a PDF of one A4 page. The same arguments give the same bytes.

        It is no dossier's paper: no event notes it, no copy is counted. Trouble("font_missing").
        """
        from app.paper.certificate import SETUP, composed, lengths

        content = b""
        for codes in lengths(proof):
            content, pages = self._typesetter.set(
                composed(proof, self._unit, printed_by, codes), "a4", SETUP, resolution
            )
            if pages == 1:
                break
        return content

    def table(self, table: Table, made_at: datetime, resolution: int = RESOLUTION) -> builtins.bytes:
        """A report as a PDF of landscape A4 pages, its head on each of them. The same arguments give the same bytes.

        It is no paper of a form: no event notes it, no copy is counted. Trouble("font_missing").
        """
        from app.paper.tables import SETUP, composed

        content, _ = self._typesetter.set(composed(table, self._unit, made_at), "a4", SETUP, resolution)
        return content

    def labels(
        self,
        parcels: Sequence[tuple[Dossier, str]],
        *,
        size: str,
        start: int = 1,
        resolution: int = RESOLUTION,
    ) -> builtins.bytes:
        """Labels for items that carry results, as PDF: for each a dossier and the item's S10 number ("": the one noted
        at hand-back). `size`: "100x150", "100x75", "a4" (2 × 4 on a sheet) or "a5" (1 × 2); on a sheet the first
        stands on place `start`, counted along the rows. The same arguments give the same bytes.

        A label is no paper of a form: no event notes it, no copy is counted. Rejected: `form` form_not_called_for |
        label_not_by_post, `item_code` item_code_missing | item_code_wrong | item_code_other, `size` size_not_offered |
        label_too_small, `start` place_not_on_sheet, `code` code_too_long; Trouble("font_missing").
        """
        from app.paper.labels import STOCKS, label, pages
        from app.paper.layout import SHEETS

        said = [label(dossier, item, self._unit) for dossier, item in parcels]
        sheets = pages(said, self._typesetter.faces, size, start, resolution)
        return self._typesetter.sheets(
            sheets, SHEETS[STOCKS[size].sheet], resolution, title="Nhãn bưu gửi", author=self._unit.name
        )

    def self_test(
        self, *, size: str, printed_at: datetime, printer: str = "", resolution: int = RESOLUTION
    ) -> builtins.bytes:
        """The page that tries a printer of `resolution` dpi out, "a4" or "a5", as PDF (docs/bars.md). It says nothing
        of any dossier. Rejected("size", size_not_offered); Trouble("font_missing")."""
        from app.paper.labels import self_test
        from app.paper.layout import SHEETS

        pages = self_test(self._typesetter.faces, size, resolution, printer, printed_at.astimezone(VIETNAM))
        return self._typesetter.sheets(
            pages, SHEETS[size], resolution, title="Trang thử máy in", author=self._unit.name
        )
