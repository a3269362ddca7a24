"""The forms sheet: a picture of every form and size with invented people, and an index. `./dev forms` makes it anew.

The pictures in docs/forms are also the golden pictures of the tests: what a change does to a form is seen in the diff.
The same code gives the same bytes.
"""

from __future__ import annotations

import argparse
import io
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import msgspec
import pypdfium2
from PIL import Image

from app.domain.dossier import fold
from app.domain.events import Component, Received
from app.paper import ROLL_BYTES, FormInfo, Paper, Press, specimen
from app.paper.lists import LISTS
from tests.escpos import read

ROOT = Path(__file__).resolve().parent.parent
ASSETS = ROOT / "assets"
SHEET = ROOT / "docs" / "forms"

SCALE = 92 / 72
"""Legible on a screen, and every picture under 60 kB."""

LARGEST = 60_000
_SHADES = 16

LONG_PROCEDURE = (
    "Đăng ký đất đai, tài sản gắn liền với đất, cấp Giấy chứng nhận quyền sử dụng đất, quyền sở hữu tài sản gắn liền "
    "với đất lần đầu đối với hộ gia đình, cá nhân, cộng đồng dân cư đang sử dụng đất ở vùng biên giới"
)
LONG_NAME = "Hợp tác xã dịch vụ tổng hợp Nguyễn Phước Bửu Tôn Nữ Thị Quỳnh Hương Thùy Dương Ễnh Ương Kbuôr H'Nghĩa"


def press() -> Press:
    return Press(ASSETS, specimen.UNIT)


def printed(with_press: Press, form: str, size: str) -> Paper:
    """The first copy of a form's specimen."""
    if form in LISTS:
        return with_press.list(
            specimen.listed(form), size=size, copy=1, printed_at=specimen.PRINTED, printed_by=specimen.OFFICER
        )
    dossier, events = specimen.dossier(form)
    return with_press.render(
        form,
        dossier,
        history=events,
        size=size,
        copy=1,
        printed_at=specimen.PRINTED,
        printed_by=specimen.OFFICER,
    )


def long_receipt(with_press: Press, size: str) -> Paper:
    """Form 01 of a dossier with forty papers, a procedure of two hundred characters and a long name."""
    filing = specimen.FILING
    procedure = msgspec.structs.replace(filing.procedure, name=LONG_PROCEDURE, case_name="")
    applicant = msgspec.structs.replace(filing.applicant, full_name=LONG_NAME)
    papers = tuple(
        Component(name=f"Giấy tờ thứ {number} về nguồn gốc và ranh giới thửa đất", originals=1, copies=number % 3)
        for number in range(1, 41)
    )
    long = msgspec.structs.replace(filing, procedure=procedure, applicant=applicant, components=papers)
    received = Received(
        code=specimen.CODE,
        filing=long,
        received_at=specimen.MORNING,
        due_at=specimen.MORNING + timedelta(days=30),
        book=1,
        book_number=113,
    )
    return with_press.render(
        "01",
        fold(specimen.told(received)),
        size=size,
        copy=1,
        printed_at=specimen.PRINTED,
        printed_by=specimen.OFFICER,
    )


def picture(paper: Paper, pages: int = 1) -> Image.Image:
    """The first pages next to each other, in sixteen greys; of a roll the first liên, as a printer reads the bytes."""
    if paper.size in ROLL_BYTES:
        return read(paper.bytes)[0].picture
    document = pypdfium2.PdfDocument(paper.bytes)
    try:
        shown = [document[page].render(scale=SCALE, grayscale=True).to_pil() for page in range(pages)]
    finally:
        document.close()
    gap = 6
    width = sum(one.width for one in shown) + gap * (len(shown) - 1)
    whole = Image.new("L", (width, max(one.height for one in shown)), 0)
    x = 0
    for one in shown:
        whole.paste(one, (x, 0))
        x += one.width + gap
    return whole


def png(shown: Image.Image) -> bytes:
    """Four bits a pixel: a quarter of the size, and the letters as clear."""
    step = 255 // (_SHADES - 1)
    few = shown.point([round(shade / step) for shade in range(256)])
    few = few.convert("P")
    few.putpalette([shade * step for shade in range(_SHADES) for _ in range(3)])
    out = io.BytesIO()
    few.save(out, "PNG", optimize=True, bits=4)
    return out.getvalue()


_SIZE_WORDS = {"a4": "A4", "a5": "A5", "a5x2": "hai A5 trên A4", "k80": "cuộn 80 mm", "k80-short": "cuộn, rút gọn"}


def pictures(with_press: Press) -> Iterator[tuple[str, Image.Image]]:
    """Every picture of the sheet by its file's name."""
    for info in with_press.forms():
        for size in info.sizes:
            shown = 2 if info.name == "07" else 1  # its first page is a cover
            yield f"{info.name}-{size}.png", picture(printed(with_press, info.name, size), shown)
    yield "01-a5-dai.png", picture(long_receipt(with_press, "a5"), 2)


def index(infos: tuple[FormInfo, ...]) -> str:
    """The table of all forms, for a reader in the province: Vietnamese."""
    lines = [
        "# Bộ mẫu giấy",
        "",
        "Mỗi mẫu, mỗi khổ một hình, người và số liệu đều bịa. Trang này do `./dev forms` làm ra từ `assets/forms`;",
        "cách đọc tệp mẫu ở [papers.md](../papers.md).",
        "",
        "| mẫu | tên | bản | hiệu lực từ | liên | khổ | chắc đến đâu |",
        "|---|---|---|---|---|---|---|",
    ]
    for info in infos:
        sizes = " · ".join(f"[{_SIZE_WORDS[size]}]({info.name}-{size}.png)" for size in info.sizes)
        copies = "<br>".join(info.copies)
        lines.append(
            f"| `{info.name}` | {info.short} | {info.version} | {info.effective_from:%d/%m/%Y} | {copies} | {sizes} "
            f"| {info.sure} |"
        )
    lines += [
        "",
        "Hồ sơ dài: [bốn mươi giấy tờ, tên thủ tục hai trăm chữ, A5](01-a5-dai.png).",
        "",
        "## Nguồn của từng mẫu",
        "",
    ]
    for info in infos:
        lines += [f"* **`{info.name}` {info.title}** ({info.version}): {info.source.strip()}"]
    return "\n".join([*lines, ""])


def made(folder: Path) -> list[tuple[str, int]]:
    """Writes the sheet into `folder` and takes away pictures of forms that are no more; names and sizes in bytes."""
    folder.mkdir(parents=True, exist_ok=True)
    with_press = press()
    files = {name: png(shown) for name, shown in pictures(with_press)}
    files["README.md"] = index(with_press.forms()).encode()
    for old in folder.glob("*.png"):
        if old.name not in files:
            old.unlink()
    for name, content in files.items():
        (folder / name).write_bytes(content)
    return [(name, len(content)) for name, content in files.items()]


def main(words: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="dev forms", description="A picture of every form and size, and their index.")
    parser.add_argument("--out", type=Path, default=SHEET, metavar="DIR")
    written = made(parser.parse_args(words).out)
    large = [name for name, size in written if size > LARGEST]
    print(f"{len(written)} files, {sum(size for _, size in written) // 1000} kB")
    for name in large:
        print(f"{name} is larger than {LARGEST // 1000} kB", file=sys.stderr)
    return 1 if large else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
