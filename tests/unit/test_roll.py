"""Papers on a roll of 80 mm, read back from their bytes as a printer reads them: dots, codes, cuts, size."""

import os
import re
import subprocess
import sys
from functools import lru_cache
from itertools import pairwise
from math import ceil
from pathlib import Path

import msgspec
import numpy as np
import pytest
import zxingcpp
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image, ImageDraw, ImageFilter, ImageFont

from app.domain.dossier import Dossier
from app.domain.events import Component, Voided
from app.errors import Trouble
from app.paper import ROLL_BYTES, Paper, Press
from app.paper.compose import Labelled
from app.paper.escpos import encode, moves
from app.paper.layout import Face
from app.paper.roll import (
    BODY,
    CODE,
    LEADING,
    ROOM,
    SMALL,
    TITLE,
    WIDTH,
    Bars,
    Cut,
    Drawn,
    Fonts,
    Square,
    Strip,
    lay_out,
)
from app.paper.sets import code_128_modules, code_128_runs
from app.paper.symbols import code_128
from tests.escpos import Slip, read
from tests.unit.test_ground import LETTERS, MARKED
from tests.unit.test_paper import (
    ASSETS,
    DOSSIERS,
    FILING,
    PRINTED,
    PROVISIONAL,
    RECEIVED,
    SERIES,
    SLIP,
    UNIT,
    after,
)
from tests.unit.test_paper_layout import _form_of, dossiers

GOLDEN = Path(__file__).parent / "files" / "roll-01.png"
CODES = {"01": SERIES, "02": SLIP, "03": SLIP, "phieu-gui": PROVISIONAL, "bien-nhan": SERIES}
FACE = Face("any", dict.fromkeys([*LETTERS, *map(chr, range(32, 127))], 0.5))


def printed(
    form: str,
    dossier: Dossier | None = None,
    copy: int = 1,
    reason: str = "",
    native: bool = True,
    short: bool = False,
) -> Paper:
    return Press(ASSETS, UNIT, native_symbols=native).render(
        form,
        dossier or DOSSIERS[form],
        size="k80-short" if short else "k80",
        copy=copy,
        printed_at=PRINTED,
        printed_by="Lò Thị Dung",
        reason=reason,
    )


@lru_cache
def slips(form: str, native: bool = True, short: bool = False) -> tuple[Slip, ...]:
    return tuple(read(printed(form, native=native, short=short).bytes))


def decoded(picture: Image.Image) -> set[str]:
    return {found.text for found in zxingcpp.read_barcodes(np.asarray(picture.convert("L")))}


# -------------------------------------------------------------------------------------------------------- what is sent


@pytest.mark.parametrize("form", DOSSIERS)
def test_a_lien_is_cut_off_by_itself_and_the_last_one_through(form: str) -> None:
    info = next(info for info in Press(ASSETS, UNIT).forms() if info.name == form)
    assert "k80" in info.sizes
    assert [slip.cut for slip in slips(form)] == ["part"] * (len(info.copies) - 1) + ["whole"]
    assert printed(form).pages == len(info.copies)


@pytest.mark.parametrize("form", DOSSIERS)
def test_a_lien_is_at_most_60_kb_and_the_short_slip_a_third(form: str) -> None:
    paper = printed(form)
    assert len(paper.bytes) / paper.pages <= 60_000
    if form in ("01", "phieu-gui", "bien-nhan"):
        short = printed(form, short=True)
        assert short.pages == 1 and short.size == "k80-short"
        assert len(short.bytes) <= len(paper.bytes) / paper.pages * 0.4


def test_what_is_said_of_a_slow_line_is_what_is_sent() -> None:
    for size, paper in (("k80", printed("01")), ("k80-short", printed("01", short=True))):
        assert ROLL_BYTES[size] == pytest.approx(len(paper.bytes), rel=0.05)


def test_the_same_arguments_give_the_same_bytes_under_both_names_of_the_size() -> None:
    paper = printed("01")
    again = Press(ASSETS, UNIT).render(
        "01", DOSSIERS["01"], size="80mm", copy=1, printed_at=PRINTED, printed_by="Lò Thị Dung"
    )
    assert again == paper and again.size == "k80"


@pytest.mark.parametrize("form", DOSSIERS)
def test_no_dot_is_lost_or_added_between_layout_and_paper(form: str) -> None:
    """Rows, columns and feeds, whatever was cheapest, give back what was drawn."""
    press = Press(ASSETS, UNIT)
    seen: list[Drawn] = []
    for drawn in _drawn(press, form):
        data = encode((drawn, Cut(whole=True)))
        (slip,) = read(data)
        wanted = _dots(drawn)
        assert np.array_equal(slip.dots[: len(wanted)], wanted)
        assert not slip.dots[len(wanted) :].any()
        seen.append(drawn)
    assert len(seen) >= 4


def _drawn(press: Press, form: str) -> list[Drawn]:
    from app.paper.compose import compose
    from app.paper.facts import Sheet

    dossier = DOSSIERS[form]
    sheet = Sheet(
        dossier=dossier, unit=UNIT, copy=1, printed_at=PRINTED, printed_by="Dung", signed_by="Dung", reason=""
    )
    chosen = press._book.in_force(form, dossier.received_at.date())
    parts = lay_out(compose(chosen, sheet), Fonts(ASSETS / "fonts"), press._typesetter.faces.regular)
    return [part for part in dict.fromkeys(parts) if isinstance(part, Drawn)]


def _dots(drawn: Drawn) -> np.ndarray:
    return np.unpackbits(np.frombuffer(drawn.rows, np.uint8).reshape(-1, WIDTH // 8), axis=1).astype(bool)


def test_columns_pay_for_a_line_and_rows_for_a_rule() -> None:
    rule = Drawn(b"\xff" * (WIDTH // 8) * 2 + b"\0" * (WIDTH // 8) * 30)
    assert [type(move).__name__ for move in moves(rule.rows)] == ["Raster", "Feed"]
    strip = Strip(Fonts(ASSETS / "fonts"), FACE)
    strip.text("Lò Thị Ỷ ở bản Nậm Phìn, xã Mường Tè")
    drawn = strip.drawn()
    assert "Columns" in [type(move).__name__ for move in moves(drawn.rows)]
    assert len(encode([drawn])) < sum(len(row.rstrip(b"\0")) for row in _rows(drawn))


def _rows(drawn: Drawn) -> list[bytes]:
    size = WIDTH // 8
    return [drawn.rows[start : start + size] for start in range(0, len(drawn.rows), size)]


def test_the_commands_are_those_of_python_escpos(tmp_path: Path) -> None:
    """It is not shipped (docs/thermal.md says why), but it knows the printers: what both can say we say alike."""
    script = """
import sys
from escpos.constants import QR_ECLEVEL_M
from escpos.printer import Dummy
from PIL import Image
out = Dummy()
out._raw(b"\\x1ba\\x01")
out.barcode("{BH35.99.07-{C\\x1a\\x0b\\x17{B-{C\\x0a\\x04", "CODE128", height=72, width=2, pos="OFF", align_ct=False,
            function_type="B", check=False, force_software=False)
out._raw(b"\\x1ba\\x00\\x1ba\\x01")
out.qr("https://example.vn/?ma=Đ1", native=True, ec=QR_ECLEVEL_M, size=5)
out._raw(b"\\x1ba\\x00")
out.image(Image.frombytes("1", (576, 2), bytes(range(144))).point(lambda v: 255 - v))
sys.stderr.buffer.write(out.output)
"""
    env = {**os.environ, "ESCPOS_CAPABILITIES_PICKLE_DIR": str(tmp_path)}
    said = subprocess.run([sys.executable, "-c", script], capture_output=True, env=env, check=True)
    # It also names a font for the line under the bars, which is off.
    theirs = said.stderr.replace(b"\x1df\x00", b"")
    parts = (Bars(SERIES, 2, along=False), Square("https://example.vn/?ma=Đ1", 5))
    ours = encode(parts).removeprefix(b"\x1b@\x1dP\xcb\xcb\x1ba\x00")
    row = bytes(range(144))
    raster = encode([Drawn(row)]).removeprefix(b"\x1b@\x1dP\xcb\xcb\x1ba\x00")
    assert _commands(ours + raster) == _commands(theirs)


def _commands(data: bytes) -> list[bytes]:
    """The commands in any order: those before the bars only set something."""
    return sorted(re.split(rb"(?=\x1d[Hhwk(v]|\x1ba)", data))


# ------------------------------------------------------------------------------------------------------------- letters


def _glyph(letter: str, style: str, size: int) -> np.ndarray:
    """The letter as the font itself draws it, black or white, in a field with room on every side."""
    font = ImageFont.truetype(str(ASSETS / "fonts" / f"BeVietnamPro-{style}.ttf"), size)
    image = Image.new("1", (80, 80), 0)
    ImageDraw.Draw(image).text((8, 50), letter, font=font, fill=1, anchor="ls")
    dots = np.asarray(image)
    rows, columns = np.nonzero(dots.any(1))[0], np.nonzero(dots.any(0))[0]
    return dots[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]


@pytest.mark.parametrize("style", ["Regular", "Bold", "Italic"])
def test_every_letter_of_vietnamese_comes_out_whole(style: str) -> None:
    """Each marked letter in every size of a paper, between lines of the deepest and the highest letters."""
    fonts = Fonts(ASSETS / "fonts")
    for size in (BODY, SMALL, TITLE, CODE):
        strip = Strip(fonts, FACE)
        for letter in sorted(MARKED):
            strip.text(letter, style, size)  # type: ignore[arg-type]
        (slip,) = read(encode((strip.drawn(), Cut(whole=True))))
        pitch = ceil(size * LEADING)
        for place, letter in enumerate(sorted(MARKED)):
            line = slip.dots[place * pitch : (place + 1) * pitch]
            rows, columns = np.nonzero(line.any(1))[0], np.nonzero(line.any(0))[0]
            found = line[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
            assert np.array_equal(found, _glyph(letter, style, size)), (letter, style, size)


@pytest.mark.parametrize("style", ["Regular", "Bold", "Italic"])
def test_no_two_letters_look_alike(style: str) -> None:
    """At the smallest size the tones still tell letters apart, by three dots at least."""
    fields: dict[str, np.ndarray] = {}
    for letter in sorted(LETTERS):
        field = np.zeros((40, 40), bool)
        glyph = _glyph(letter, style, SMALL)
        field[-glyph.shape[0] :, : glyph.shape[1]] = glyph
        fields[letter] = field
    known = sorted(fields)
    for place, one in enumerate(known):
        for other in known[place + 1 :]:
            assert not MARKED & {one, other} or (fields[one] ^ fields[other]).sum() >= 3, (one, other)


def test_a_letter_the_font_lacks_is_seen_and_a_missing_font_is_trouble(tmp_path: Path) -> None:
    strip = Strip(Fonts(ASSETS / "fonts"), FACE)
    assert [word.text for word in strip.words("文 An")] == ["?", "An"]
    with pytest.raises(Trouble) as trouble:
        Strip(Fonts(tmp_path), FACE).words("An")
    assert trouble.value.code == "font_missing"


def test_no_line_runs_over_the_edge_whatever_is_said() -> None:
    """A word longer than the roll is broken; every other line ends before the last dot."""
    strip = Strip(Fonts(ASSETS / "fonts"), FACE)
    for text in ("N" * 200, "Nguyễn " * 40, "a-b " * 90):
        lines = strip.wrap(strip.words(text, "Bold", TITLE), WIDTH)
        assert "".join(word.text for line in lines for word in line) == text.replace(" ", "")
        for line in lines:
            assert sum(word.width for word in line) <= WIDTH


# ---------------------------------------------------------------------------------------------------------------- codes


def _worn(picture: Image.Image) -> list[Image.Image]:
    """As it comes out, out of focus, held askew, and folded through the middle of each symbol, where it is bare of
    black: across the bars, and a tenth beside the middle of the square, which has a pattern of its own there."""
    grey = picture.convert("L")
    folded = grey.copy()
    draw = ImageDraw.Draw(folded)
    for found in zxingcpp.read_barcodes(np.asarray(grey)):
        corners = (found.position.top_left, found.position.bottom_right)
        (left, right), (top, bottom) = (sorted(getattr(corner, axis) for corner in corners) for axis in "xy")
        if bottom - top > 2 * (right - left):
            draw.line(((left + right) // 2, 0, (left + right) // 2, grey.height), fill=255, width=2)
        else:
            y = top + (bottom - top) * 6 // 10
            draw.line((0, y, grey.width, y), fill=255, width=2)
    return [
        grey,
        grey.filter(ImageFilter.GaussianBlur(1)),
        grey.rotate(3, expand=True, fillcolor=255, resample=Image.Resampling.BICUBIC),
        folded,
    ]


@pytest.mark.parametrize("native", [True, False])
@pytest.mark.parametrize("form", DOSSIERS)
def test_the_codes_are_read_back_from_the_paper(form: str, native: bool) -> None:
    for slip in slips(form, native):
        for picture in _worn(slip.picture):
            assert {CODES[form], UNIT.lookup_text(CODES[form])} <= decoded(picture)


def test_a_printer_that_draws_codes_is_sent_their_text() -> None:
    assert slips("01")[0].codes == [SERIES, UNIT.lookup_text(SERIES)]
    assert slips("01", native=False)[0].codes == []
    # Too long to stand across with two dots a module: along the paper, drawn by us.
    assert slips("phieu-gui")[0].codes == [UNIT.lookup_text(PROVISIONAL)]


@pytest.mark.parametrize(
    "code", [SERIES, SLIP, PROVISIONAL, "H35.14-261124-0001", "12345", "1234", "AB12345678CD9", "A", "{1}"]
)
def test_the_sets_of_code_128_are_as_short_as_the_library_finds(code: str) -> None:
    assert "".join(text for _, text in code_128_runs(code)) == code
    assert all(len(text) % 2 == 0 and text.isdigit() for kind, text in code_128_runs(code) if kind == "C")
    assert code_128_modules(code) <= len(code_128(code))
    data = encode((Bars(code, 1, along=False), Cut(whole=True)))
    (slip,) = read(data)
    assert slip.codes == [code]


# -------------------------------------------------------------------------------------------------- what the paper says


def test_the_first_lien_of_form_01_looks_as_it_was_approved() -> None:
    """A picture that was looked at. Another FreeType may move a dot in a hundred."""
    found = slips("01")[0].dots
    wanted = np.asarray(Image.open(GOLDEN).convert("L")) < 128
    assert found.shape == wanted.shape
    assert (found ^ wanted).sum() <= 0.02 * wanted.sum()


def test_liens_differ_by_their_own_line_only() -> None:
    first, second = slips("01")
    assert first.dots.shape == second.dots.shape
    rows = np.nonzero((first.dots ^ second.dots).any(1))[0]
    assert 0 < rows[-1] - rows[0] < 2 * BODY


def _height(**given: object) -> int:
    return len(read(printed("01", **given).bytes)[0].dots)  # type: ignore[arg-type]


def test_a_reprint_and_a_voided_dossier_say_so() -> None:
    """The marks take room between heavy rules; a voided one has them at the foot too."""
    voided = after(RECEIVED, Voided(reason="Nhập nhầm"))
    bars = [
        _heavy_rules(read(paper.bytes)[0])
        for paper in (
            printed("01"),
            printed("01", copy=2, reason="Khách làm mất"),
            printed("01", voided, copy=2, reason="Lưu"),
        )
    ]
    assert bars == [0, 2, 4]
    training = Press(ASSETS, msgspec.structs.replace(UNIT, training=True)).render(
        "01", DOSSIERS["01"], size="k80", copy=1, printed_at=PRINTED, printed_by="Lò Thị Dung"
    )
    assert _heavy_rules(read(training.bytes)[0]) == 4


def _heavy_rules(slip: Slip) -> int:
    """Runs of rows that are black from edge to edge."""
    full = slip.dots.sum(1) == ROOM
    return int((full & ~np.roll(full, 1)).sum())


def test_a_table_of_forty_papers_with_long_names_fits_the_strip() -> None:
    long = "Văn bản xác nhận tình trạng hôn nhân của cơ quan có thẩm quyền " * 3
    parts = tuple(Component(name=f"{long}{number}", originals=1, copies=number) for number in range(40))
    dossier = after(msgspec.structs.replace(RECEIVED, filing=msgspec.structs.replace(FILING, components=parts)))
    (first, _) = read(printed("01", dossier).bytes)
    assert not first.dots[:, :2].all() and len(first.dots) > 40 * 4 * BODY
    assert {SERIES, UNIT.lookup_text(SERIES)} <= decoded(first.picture)


def test_the_short_slip_holds_the_essentials_in_the_citizens_hand() -> None:
    from app.paper.facts import Sheet
    from app.paper.short import SHORT_SLIPS, compose_short

    press = Press(ASSETS, UNIT)
    for form, wanted in {
        "01": [
            "Lò Thị Ỷ Nguyễn",
            "đăng ký khai sinh",
            "17 giờ 00 phút",
            "8.000",
            "1900",
            "Bưu điện – Văn hóa xã Mường Tè",
        ],
        "phieu-gui": ["Giàng A Páo", "Lò Thị Ỷ Nguyễn", "09 giờ 05 phút", "1.280.500", "30.500", "1900"],
        "bien-nhan": ["Giàng Thị Súa", "15 giờ 05 phút", "1900"],
    }.items():
        dossier = DOSSIERS[form]
        sheet = Sheet(dossier=dossier, unit=UNIT, copy=1, printed_at=PRINTED, printed_by="", signed_by="", reason="")
        chosen = press._book.in_force(form, dossier.received_at.date())
        short = compose_short(chosen, sheet, SHORT_SLIPS[form])
        said = " ".join(piece.text for piece in short.pieces if isinstance(piece, Labelled)).replace("\u00a0", " ")
        for part in wanted:
            assert part in said, (form, part)
        assert len(short.copies) == 1 and "rút gọn" in short.title
        assert "012190001234" not in said
    assert printed("02", short=True) == printed("02"), "a form without a short slip comes whole, and says so"


# ------------------------------------------------------------------------------------------------------- any dossier


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(found=dossiers, short=st.booleans())
def test_any_dossier_fits_the_strip(monkeypatch: pytest.MonkeyPatch, found: Dossier, short: bool) -> None:
    """Whatever is said, no word leaves the strip or covers another, and the printer understands every byte."""
    drawn = Strip.drawn

    def checked(strip: Strip) -> Drawn:
        lines: dict[int, list[tuple[int, int]]] = {}
        for x, base, word in strip._words:
            lines.setdefault(base, []).append((x, x + word.width))
        for spans in lines.values():
            assert spans[0][0] >= 0 and max(end for _, end in spans) <= ROOM
            spans.sort()
            assert all(end <= start for (_, end), (start, _) in pairwise(spans))
        return drawn(strip)

    with monkeypatch.context() as patched:
        patched.setattr(Strip, "drawn", checked)
        paper = printed(_form_of(found), found, copy=2, reason="Ễ" * 90, short=short)
    assert len(read(paper.bytes)) == paper.pages
