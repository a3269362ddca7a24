"""Makes assets/fonts/*.ttf from the fonts as published: fewer letters, and figures of one width.

    npm pack @expo-google-fonts/be-vietnam-pro && tar xzf expo-google-fonts-be-vietnam-pro-*.tgz
    .venv/bin/python packaging/subset_fonts.py package

Be Vietnam Pro has proportional figures only (its "1" is 385 units wide, its "4" 710) and no `tnum` feature, but codes
and money stand in columns, on the screen and on paper, and reportlab applies no OpenType feature at all. So the ten
figures get one advance here, each drawn in the middle of it, and kerning no longer moves them. The licence (OFL-1.1,
without a reserved font name) allows that. The files come out the same, byte for byte, on every machine.

Two sets are made: with hints for the screen, and in paper/ without them: a PDF with both weights is 19 KB, not 31.
"""

import sys
from pathlib import Path
from typing import Any

from fontTools import subset
from fontTools.ttLib import TTFont

FONTS = Path(__file__).resolve().parent.parent / "assets" / "fonts"

# Style → the one width of its figures, in 1/1000 em: the widest drawing and a little air.
WIDTHS = {"Regular": 640, "Regular_Italic": 640, "Medium": 650, "SemiBold": 660, "Bold": 670}
WEIGHTS = {"Regular": "400", "Regular_Italic": "400", "Medium": "500", "SemiBold": "600", "Bold": "700"}
FIGURES = "0123456789"
ASCENT, DESCENT = 1230, -265  # 1/1000 em; together the 1.495 that stacked marks need

# Every letter and mark of Vietnamese in composed form; decomposed text is set with the combining marks below.
VIETNAMESE = "".join(
    letter + letter.upper()
    for letter in "aàáảãạăằắẳẵặâầấẩẫậbcdđeèéẻẽẹêềếểễệghiìíỉĩịklmnoòóỏõọôồốổỗộơờớởỡợpqrstuùúủũụưừứửữựvxyỳýỷỹỵ"
)
COMBINING = "\u0300\u0301\u0302\u0303\u0306\u0309\u031b\u0323"
LATIN = "".join(chr(code) for code in (*range(0x20, 0x7F), *range(0xA0, 0x100)))
SIGNS = "₫€–—‘’‚“”„†‡•…‰‹›−≈≠≤≥™"
# Characters the font lacks and that look like one it has: the hyphen that does not break (codes), the narrow space.
SAME_AS = {"\u2011": "-", "\u202f": " "}


def _narrow_down(font: TTFont, *, for_paper: bool) -> None:
    """Drops the letters that are not used; for paper also hints and OpenType features, which no PDF needs."""
    options = subset.Options()
    options.hinting = not for_paper
    options.layout_features = [] if for_paper else ["ccmp", "kern", "liga", "locl", "mark", "mkmk"]
    options.name_IDs = ["*"]
    options.notdef_outline = True
    options.recalc_timestamp = False
    worker = subset.Subsetter(options)
    worker.populate(text=VIETNAMESE + COMBINING + LATIN + SIGNS)
    worker.subset(font)


def _align_figures(font: TTFont, width: int) -> None:
    """Gives the ten figures one advance and takes them out of kerning. The hints are vertical, so they stay right."""
    names = [font.getBestCmap()[ord(figure)] for figure in FIGURES]
    glyphs, metrics = font["glyf"], font["hmtx"]
    for name in names:
        glyph = glyphs[name]
        if glyph.isComposite():
            raise SystemExit(f"{name} is made of other glyphs; moving it would move them")
        shift = round((width - (glyph.xMax - glyph.xMin)) / 2) - glyph.xMin
        glyph.coordinates.translate((shift, 0))
        glyph.recalcBounds(glyphs)
        metrics[name] = (width, glyph.xMin)
    for lookup in font["GPOS"].table.LookupList.Lookup if "GPOS" in font else ():
        for table in lookup.SubTable:
            pairs = getattr(table, "ExtSubTable", table)
            if pairs.LookupType == 2:
                _unkern(pairs, set(names))


def _unkern(pairs: Any, names: set[str]) -> None:
    """Takes the glyphs out of one pair-positioning table, on either side of a pair."""
    if pairs.Format == 1:
        kept = [
            (name, pair_set)
            for name, pair_set in zip(pairs.Coverage.glyphs, pairs.PairSet, strict=True)
            if name not in names
        ]
        pairs.Coverage.glyphs = [name for name, _ in kept]
        pairs.PairSet = [pair_set for _, pair_set in kept]
        for pair_set in pairs.PairSet:
            pair_set.PairValueRecord = [row for row in pair_set.PairValueRecord if row.SecondGlyph not in names]
        return
    pairs.Coverage.glyphs = [name for name in pairs.Coverage.glyphs if name not in names]
    for classes in (pairs.ClassDef1, pairs.ClassDef2):
        for name in names & classes.classDefs.keys():
            del classes.classDefs[name]


def _heighten_lines(font: TTFont) -> None:
    """Makes a line as high as its tallest letter. As published it ends at 1.000 em and Ẳ reaches 1.223, so that a
    toolkit cuts the upper mark off the first line of a paragraph."""
    hhea, os2 = font["hhea"], font["OS/2"]
    hhea.ascent = os2.sTypoAscender = ASCENT
    hhea.descent = os2.sTypoDescender = DESCENT
    hhea.lineGap = os2.sTypoLineGap = 0
    os2.usWinAscent, os2.usWinDescent = max(os2.usWinAscent, ASCENT), max(os2.usWinDescent, -DESCENT)
    os2.fsSelection |= 1 << 7  # USE_TYPO_METRICS: the same line on every platform


def _add_lookalikes(font: TTFont) -> None:
    """Maps characters that the font lacks to the glyphs they share."""
    for table in font["cmap"].tables:
        for wanted, present in SAME_AS.items():
            table.cmap[ord(wanted)] = table.cmap[ord(present)]


def main(package: Path) -> None:
    """Reads the unpacked npm package and writes assets/fonts."""
    for folder, for_paper in ((FONTS, False), (FONTS / "paper", True)):
        folder.mkdir(parents=True, exist_ok=True)
        for style, width in WIDTHS.items():
            source = f"{WEIGHTS[style]}{style}"
            with TTFont(package / source / f"BeVietnamPro_{source}.ttf", recalcTimestamp=False) as font:
                _narrow_down(font, for_paper=for_paper)
                _align_figures(font, width)
                _add_lookalikes(font)
                if not for_paper:
                    _heighten_lines(font)
                made = folder / f"BeVietnamPro-{style.removeprefix('Regular_')}.ttf"
                font.save(made)
            print(f"{made.relative_to(FONTS)}: {made.stat().st_size} bytes")
    (FONTS / "OFL.txt").write_bytes((package / "LICENSE_FONT").read_bytes())


if __name__ == "__main__":
    main(Path(sys.argv[1]))
