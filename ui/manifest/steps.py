"""What is done to the open list: each step is committed by itself, and the list is shown as it stands after it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, NamedTuple, cast

from PySide6.QtCore import QObject, Signal

from app.domain.codes import group_for_reading
from app.domain.manifest import Direction, Manifest, Progress
from app.errors import Rejected
from ui import notices
from ui.manifest.sheet import Sheet, Shown
from ui.manifest.words import outcome_words, paper_words
from ui.page import Remitting
from ui.printing import SAVED

if TYPE_CHECKING:
    from app.manifests import Manifests, Placed
    from app.office import Office
    from app.paper import Paper
    from app.people import Clerk
    from ui.page import Desk

NEWEST = 100
"""Lists that are shown."""


class Done(NamedTuple):
    """One step home: the list after it, the cursor's line (0: where it was), and all lists."""

    shown: Shown
    line: int
    lists: tuple[Manifest, ...]


def read_shown(office: Office, key: str) -> Shown:
    """A list with all the page says of it. On the desk thread."""
    manifests = office.manifests
    manifest = manifests.find(key)
    making = manifest.progress in (Progress.OPEN, Progress.SEALED)
    missing = manifests.expected(manifest.direction, manifest.agency) if making else ()
    return Shown(manifest, manifests.lists.carried(manifest), missing, office.store.clock.now())


class Steps(QObject):
    """The hand on the open list."""

    stepped = Signal(object)
    """`Done`: whoever shows lists shows it."""

    def __init__(self, desk: Desk, sheet: Sheet) -> None:
        super().__init__(sheet)
        self._desk, self._sheet = desk, sheet
        self.busy = False
        """The change that is being told of is our own."""

    def do(
        self,
        work: Callable[[Manifests, Clerk], Manifest | Placed],
        then: Callable[[Manifest | Placed], None] | None = None,
        failed: Callable[[Exception], None] | None = None,
    ) -> None:
        """One step; `then` once its list is shown."""
        clerk, office = self._desk.clerk, self._desk.office
        if clerk is None:
            return

        def both() -> tuple[Manifest | Placed, Done]:
            done = work(office.manifests, clerk)
            whole = isinstance(done, Manifest)
            key, line = (done.id, 0) if isinstance(done, Manifest) else (done.manifest.id, done.line.line)
            return done, Done(read_shown(office, key), 0 if whole else line, office.manifests.recent(NEWEST))

        def home(found: tuple[Manifest | Placed, Done]) -> None:
            self.stepped.emit(found[1])
            if then is not None:
                then(found[0])
            self.busy = True
            self._desk.changed("dossiers")
            self.busy = False

        self._desk.run(both, home, failed or self.failed, owner=self)

    def failed(self, error: Exception) -> None:
        """What was refused stands on the list; all else is the desk's to say."""
        if isinstance(error, Rejected) and self._sheet.manifest is not None:
            self._sheet.show_problems(error.problems)
        else:
            self._desk.failed(error)

    # --- coming onto the list, and off it

    def put(self, code: str) -> None:
        """A dossier that was scanned or typed."""
        manifest = self._sheet.manifest
        if manifest is None:
            return
        entry, key = self._sheet.entry, manifest.id
        incoming = manifest.direction is Direction.FROM_AGENCY
        result, about = entry.result, entry.about.value() if incoming else ""
        refused = incoming and not result and entry.refused.isChecked()

        def work(manifests: Manifests, clerk: Clerk) -> Placed:
            return manifests.put(
                key,
                code,
                clerk,
                result=result,
                refused=refused,
                result_number=about if result else "",
                note="" if result else about,
            )

        def failed(error: Exception) -> None:
            from ui.routes import sound

            sound(self._desk, error=True)
            self.failed(error)

        self.do(work, self._on_placed, failed)

    def _on_placed(self, done: Manifest | Placed) -> None:
        placed = cast("Placed", done)
        line = placed.line
        if placed.again:
            words = self.tr("Hồ sơ {0} đã có ở dòng {1}. Không đổi gì.")
            self._sheet.say("warn", words.format(line.code, self._sheet.place_of(line.line)))
            return
        self._sheet.entry.about.clear()
        said = self.tr("Đã thêm {0}: {1}.").format(line.code, paper_words(line))
        warnings = [notices.sentence(problem) for problem in placed.warnings]
        if line.extra and not warnings:
            warnings = [self.tr("Hồ sơ này không có trong dự kiến.")]
        self._sheet.say("warn" if warnings else "ok", " ".join((said, *warnings)))

    def plan(self, who: str, phone: str, address: str, note: str) -> None:
        """A stop of a collection."""
        manifest = self._sheet.manifest
        if manifest is not None:
            key = manifest.id
            self.do(
                lambda manifests, clerk: manifests.plan(key, who, phone, address, clerk, note=note),
                lambda _placed: self._sheet.stop.clear(),
            )

    def count(self, originals: int, copies: int) -> None:
        """The papers of the current line as they were counted."""
        entry, manifest = self._sheet.current(), self._sheet.manifest
        if entry is not None and manifest is not None:
            key, line = manifest.id, entry.line.line
            self.do(lambda manifests, clerk: manifests.count(key, line, originals, copies, clerk))

    def item(self, number: str) -> bool:
        """A postal item was scanned: the current line's papers are in it. False where nothing asks for one."""
        entry, manifest = self._sheet.current(), self._sheet.manifest
        if entry is None or manifest is None or manifest.progress is not Progress.OPEN or not entry.line.dossier_id:
            return False
        key, line = manifest.id, entry.line
        words = self.tr("Bì {0} chứa hồ sơ {1}.").format(group_for_reading(number), line.code)
        self.do(
            lambda manifests, clerk: manifests.count(
                key, line.line, line.originals, line.copies, clerk, item_code=number
            ),
            lambda _done: self._sheet.say("ok", words),
        )
        return True

    def take_off(self) -> None:
        """The current line off the list."""
        entry, manifest = self._sheet.current(), self._sheet.manifest
        if entry is None or manifest is None:
            return
        key, line = manifest.id, entry.line
        words = self.tr("Đã lấy {0} ra khỏi bảng kê. Quét lại là thêm lại.").format(line.code or line.who)
        self.do(
            lambda manifests, clerk: manifests.take_off(key, line.line, clerk),
            lambda _done: self._sheet.say("plain", words),
        )

    def press(self, key: str) -> None:
        """A key on the lines that means something."""
        manifest = self._sheet.manifest
        if manifest is None:
            return
        if key == "delete":
            self.take_off()
        elif key in "+-":
            if manifest.progress is Progress.OPEN and manifest.direction is not Direction.COLLECTION:
                self._sheet.entry.step(1 if key == "+" else -1)
        elif manifest.progress is Progress.UNDER_WAY:
            self._sheet.outcome.press(int(key))

    # --- the next step

    def seal(self, manifest: Manifest) -> None:
        """The bags closed with the numbers that were typed."""
        key, seals = manifest.id, self._sheet.sign.numbers()
        self.do(lambda manifests, clerk: manifests.seal(key, seals, clerk), lambda _done: self._sheet.focus())

    def sign(self, manifest: Manifest) -> None:
        """Both names; then its paper."""
        sign, key = self._sheet.sign, manifest.id
        giver, receiver, role = sign.giver.value(), sign.receiver.value(), sign.role.value()

        def then(_done: Manifest | Placed) -> None:
            self._sheet.next_due()
            self._sheet.focus()
            self.print(key, "")
            if manifest.direction is Direction.TO_AGENCY:
                self._remind_of_money(manifest)

        self.do(lambda manifests, clerk: manifests.hand(key, giver, receiver, clerk, receiver_role=role), then)

    def _remind_of_money(self, manifest: Manifest) -> None:
        """The agency's fees go with the papers (TT 17/2017, step 7): what is owed to it is said while its man is here,
        and how much stands on the slip alone, for the drawer is counted blind."""
        desk, agency = self._desk, manifest.agency
        words = self.tr("Quầy còn giữ phí, lệ phí của {0}. Nộp luôn lần này thì lập phiếu nộp.").format(agency)
        action = (self.tr("Lập phiếu nộp"), lambda: desk.go("day", Remitting(agency, manifest.number)))

        def then(owed: bool) -> None:
            if owed:
                desk.banner("accent", words, action, key="remit")
            else:
                desk.clear_banner("remit")

        book = desk.office.day
        desk.run(lambda: any(gap.agency == agency for gap in book.gaps()), then, owner=self)

    def go_on(self, manifest: Manifest) -> None:
        """The outcome of the current stop; when all have one, the end of the run."""
        key, entry = manifest.id, self._sheet.current()
        if not manifest.due:
            self.do(lambda manifests, clerk: manifests.close(key, clerk), lambda _done: self._sheet.focus())
            return
        if entry is None or entry.line.outcome:
            self._sheet.next_due()
            self._sheet.focus()
            return
        told, line = self._sheet.outcome.told(), entry.line.line
        words = self.tr("{0}: {1}.").format(entry.name, outcome_words(told.outcome))

        def work(manifests: Manifests, clerk: Clerk) -> Manifest:
            return manifests.outcome(
                key, line, told.outcome, clerk, code=told.code, note=told.note, recipient=told.recipient
            )

        def then(_done: Manifest | Placed) -> None:
            self._sheet.say("ok" if told.outcome in ("received", "delivered") else "plain", words)
            self._sheet.next_due()
            self._sheet.focus()

        self.do(work, then)

    def reasoned(self, manifest: Manifest) -> None:
        """What the open strip asks the reason of."""
        reason, key, entry = self._sheet.reason, manifest.id, self._sheet.current()
        words = reason.reason.value()

        def done(_done: Manifest | Placed) -> None:
            self._sheet.put_reason_away()

        match reason.why:
            case "cancel":
                self.do(lambda manifests, clerk: manifests.cancel(key, words, clerk), done)
            case "break":
                self.do(lambda manifests, clerk: manifests.break_seal(key, words, clerk), done)
            case "reprint":
                self.print(key, words)
            case "correct" if entry is not None:
                line, (originals, copies) = entry.line, reason.counts()
                changed = (
                    None if originals == line.originals else originals,
                    None if copies == line.copies else copies,
                )
                self.do(
                    lambda manifests, clerk: manifests.correct(
                        key, line.line, words, clerk, originals=changed[0], copies=changed[1]
                    ),
                    done,
                )
            case _:
                pass

    # --- paper

    def print(self, key: str, reason: str) -> None:
        """A numbered printing, committed; then to the printer, or into a file."""
        clerk, office, printing = self._desk.clerk, self._desk.office, self._desk.printing
        if clerk is None:
            return
        # What is for sheets never goes to a roll.
        target = SAVED if printing.on_roll else printing.target
        wanted, resolution = printing.size, printing.resolution

        def make() -> tuple[Paper, Done]:
            manifests = office.manifests
            sizes = manifests.sizes(manifests.find(key))
            size = wanted if wanted in sizes else sizes[0]
            paper = manifests.print(key, size, clerk, target=target, reason=reason, resolution=resolution)
            return paper, Done(read_shown(office, key), 0, manifests.recent(NEWEST))

        def then(made: tuple[Paper, Done]) -> None:
            paper, done = made
            manifest = self._sheet.manifest
            if manifest is not None and manifest.id == key:
                self._sheet.put_reason_away()
                self.stepped.emit(done)
            name = f"{done.shown.manifest.number}-{paper.form}-{paper.copy}"
            tell = partial(notices.tell_printed, self._desk, name, paper.bytes)
            printing.send(name, paper.bytes, tell, self, target)

        self._desk.run(make, then, self.failed, owner=self)
