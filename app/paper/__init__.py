"""Papers: what the citizen takes home, rendered from the committed state of a dossier and from nothing else.

Forms are data (`assets/forms/<name>/<version>.toml`, docs/papers.md); a `Press` fills one in and gives back the bytes.
It refuses a form that the state does not bear (guarantee G7) and never decides a copy's number: whoever prints counts.

Importing this package is cheap; reportlab, python-barcode and segno come with the first page.
"""

from __future__ import annotations

import builtins
import hashlib
import re
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from app.domain.dossier import Dossier
from app.domain.events import VIETNAM, Mode
from app.domain.proof import Proof
from app.errors import reject
from app.paper.states import check_state, form_for

if TYPE_CHECKING:
    from app.paper.forms import FormBook
    from app.paper.pdf import Typesetter

__all__ = ["FormInfo", "Paper", "Press", "Unit", "form_for"]

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
    """One version of one form. `copies` names its liên; `source` says where the wording comes from."""

    name: str
    version: str
    title: str
    short: str
    sizes: tuple[str, ...]
    copies: tuple[str, ...]
    effective_from: date
    effective_to: date | None
    source: str


class Press:
    """Fills in the forms of one receiving point. Safe to call from several threads; papers are set one at a time."""

    def __init__(self, assets: Path, unit: Unit) -> None:
        self._assets = assets
        self._unit = unit

    @cached_property
    def _book(self) -> FormBook:
        from app.paper.forms import read_forms

        return read_forms(self._assets / "forms")

    @cached_property
    def _typesetter(self) -> Typesetter:
        from app.paper.pdf import Typesetter

        return Typesetter(self._assets / "fonts" / "paper")

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
                sizes=(*form.sizes, *(("a5x2",) if "a5" in form.sizes else ())),
                copies=form.copies,
                effective_from=form.effective_from,
                effective_to=form.effective_to,
                source=form.source,
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
        doubt: bool = False,
    ) -> Paper:
        """The paper as PDF: every liên of the form, one after the other. `size` is "a4", "a5" or "a5x2" (A5 pages
        side by side on A4).

        `copy` counts from 1; from 2 on the pages say that they are a reprint, with `reason`, and with `doubt` that
        nobody knows whether the copy before came out. `printed_by` is a person's name. `signed_by` is the name under
        the officer's signature: by default the printing person's on the first copy and left open on reprints, which
        somebody else may sign. The version is the one in force on the day the dossier came in. The same arguments give
        the same bytes.

        Raises Rejected: `form` form_unknown | form_not_in_force | form_not_called_for | form_of_voided, `size`
        size_not_offered, `code` code_too_long; Trouble: form_broken, font_missing.
        """
        if copy < 1:
            raise ValueError("copies count from 1")
        from app.paper.compose import compose
        from app.paper.facts import Sheet

        chosen = self._book.in_force(form, dossier.received_at.astimezone(VIETNAM).date())
        setup = chosen.sizes.get("a5" if size == "a5x2" else size)
        if setup is None:
            raise reject("size", "size_not_offered", form=form, size=size)
        check_state(form, dossier, copy)
        sheet = Sheet(
            dossier=dossier,
            unit=self._unit,
            copy=copy,
            printed_at=printed_at.astimezone(VIETNAM),
            printed_by=printed_by,
            signed_by=(printed_by if copy == 1 else "") if signed_by is None else signed_by,
            reason=reason,
            doubt=doubt,
        )
        content, pages = self._typesetter.set(compose(chosen, sheet), size, setup)
        return Paper(
            bytes=content,
            form=form,
            version=chosen.version,
            copy=copy,
            size=size,
            pages=pages,
            sha256=hashlib.sha256(content).hexdigest(),
        )

    def certificate(self, proof: Proof, printed_by: str) -> builtins.bytes:
        """The certificate of sync of one day as a PDF of one A4 page. The same arguments give the same bytes.

        It is no dossier's paper: no event notes it, no copy is counted. Trouble("font_missing").
        """
        from app.paper.certificate import SETUP, composed, lengths

        content = b""
        for codes in lengths(proof):
            content, pages = self._typesetter.set(composed(proof, self._unit, printed_by, codes), "a4", SETUP)
            if pages == 1:
                break
        return content
