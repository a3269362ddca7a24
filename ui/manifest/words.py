"""What F4 says of a manifest: which way, how it stands, what was counted."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from app.domain.manifest import RUNS, Direction, Line, Manifest, Progress
from app.wording import MANIFEST_WORDS
from ui.theme import Tone
from ui.timeline import moment_words

translate = QCoreApplication.translate

GLYPHS: dict[Direction, str] = {
    Direction.TO_AGENCY: "upload",
    Direction.FROM_AGENCY: "download",
    Direction.COLLECTION: "inbox",
    Direction.DELIVERY: "map-pin",
    Direction.RETURN: "undo-2",
}


def way_words(direction: Direction) -> str:
    """Which way, as a heading."""
    return translate("wording", MANIFEST_WORDS[direction.value])


def outcome_words(outcome: str) -> str:
    """What became of a stop."""
    said = translate("wording", MANIFEST_WORDS[outcome])
    return said[:1].upper() + said[1:]


def outcome_tone(outcome: str) -> Tone:
    if outcome in ("received", "delivered"):
        return "ok"
    return "plain" if outcome == "elsewhere" else "warn"


def short_number(manifest: Manifest) -> str:
    """The end of its number, by which people call it: "26/11 · 03"."""
    day, running = manifest.number.rsplit("-", 2)[-2:]
    return f"{day[4:6]}/{day[2:4]} · {running}"


def state_words(manifest: Manifest) -> tuple[Tone, str]:
    """How it stands, as a sentence."""
    count = len(manifest.standing)
    stops = manifest.direction in RUNS
    match manifest.progress:
        case Progress.OPEN if not count:
            return "plain", translate("manifest", "Đang lập, chưa có gì.")
        case Progress.OPEN if stops:
            return "plain", translate("manifest", "Đang lập, {0} điểm.").format(count)
        case Progress.OPEN:
            return "plain", translate("manifest", "Đang lập, {0} hồ sơ.").format(count)
        case Progress.SEALED:
            seals = ", ".join(manifest.seals)
            return "accent", translate("manifest", "Đã niêm phong {0}, chờ ký.").format(seals)
        case Progress.UNDER_WAY if manifest.due:
            words = translate("manifest", "{0} đang đi, còn {1} trên {2} điểm chưa có kết quả.")
            return "accent", words.format(manifest.receiver, len(manifest.due), count)
        case Progress.UNDER_WAY:
            return "warn", translate("manifest", "Mọi điểm đã có kết quả. Hãy kết thúc chuyến.")
        case Progress.CANCELLED:
            return "plain", translate("manifest", "Đã hủy: {0}").format(manifest.reason)
        case _ if stops:
            return "ok", translate("manifest", "Chuyến đã xong lúc {0}.").format(moment_words(manifest.ended_at))
        case _:
            words = translate("manifest", "Đã ký lúc {0}. Bên nhận: {1}.")
            return "ok", words.format(moment_words(manifest.handed_at), manifest.receiver)


def list_words(manifest: Manifest) -> tuple[str, str]:
    """A line of the list of lists: which one, and how it stands in few words."""
    count = len(manifest.standing)
    way = {
        Direction.TO_AGENCY: translate("manifest", "Giao hồ sơ"),
        Direction.FROM_AGENCY: translate("manifest", "Nhận kết quả"),
        Direction.COLLECTION: translate("manifest", "Thu gom"),
        Direction.DELIVERY: translate("manifest", "Phát tại nhà"),
        Direction.RETURN: translate("manifest", "Chuyển hoàn"),
    }[manifest.direction]
    match manifest.progress:
        case Progress.OPEN:
            state = translate("manifest", "Đang lập, {0} dòng").format(count)
        case Progress.SEALED:
            state = translate("manifest", "Chờ ký, {0} dòng").format(count)
        case Progress.UNDER_WAY if manifest.due:
            state = translate("manifest", "Đang đi, còn {0} điểm").format(len(manifest.due))
        case Progress.UNDER_WAY:
            state = translate("manifest", "Về rồi, chờ kết thúc")
        case Progress.CANCELLED:
            state = translate("manifest", "Đã hủy")
        case _:
            state = translate("manifest", "Đã xong, {0} dòng").format(count)
    return f"{short_number(manifest)}  {way}", state


def count_words(manifest: Manifest, missing: int, extra: int) -> str:
    """What was counted so far, what is missing and what nobody had expected."""
    count = len(manifest.standing)
    if manifest.direction is Direction.COLLECTION:
        return translate("manifest", "{0} điểm đến.").format(count)
    parts = [
        translate("manifest", "{0} hồ sơ, {1} bản chính, {2} bản sao.").format(
            count, manifest.originals, manifest.copies
        )
    ]
    if missing:
        parts.append(translate("manifest", "Còn thiếu {0} hồ sơ lẽ ra đi chuyến này.").format(missing))
    if extra:
        parts.append(translate("manifest", "Có {0} hồ sơ ngoài dự kiến.").format(extra))
    return " ".join(parts)


def paper_words(line: Line) -> str:
    """The papers of one line."""
    return translate("manifest", "{0} bản chính, {1} bản sao").format(line.originals, line.copies)
