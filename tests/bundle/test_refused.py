"""What is not right is told by its own sentence and changes nothing: not a row, not a file."""

from __future__ import annotations

import shutil
import sqlite3
import struct
import tracemalloc
from contextlib import closing
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.bundle import contents, envelope
from app.bundle.identity import Part, identity_of, new_keys, read_identity, same_code
from app.domain.events import Kind
from app.errors import Problem, Rejected, Trouble
from app.office import DATABASE, Office, open_office
from app.store.backup import snapshot
from app.store.bundles import stretch
from app.store.ledger import verify
from app.wording import say
from tests.bundle.van import Template, enrol, manager_of, new_counter, work
from tests.desk import FakeClock, clerk_of, draft


def rows(office: Office) -> dict[str, list[str]]:
    """Every row of every database in the counter's folder, the access log apart."""
    found = {}
    for file in sorted(office.data.rglob("*.sqlite")):
        with closing(sqlite3.connect(file)) as conn:
            found[str(file)] = [line for line in conn.iterdump() if '"access"' not in line]
    return found


def refused(office: Office, file: Path) -> str:
    before = rows(office)
    with pytest.raises((Rejected, Trouble)) as told:
        office.branch.take(file, manager_of(office).id)
    assert rows(office) == before, "a refused bundle changed something"
    error = told.value
    assert isinstance(error, Rejected | Trouble)
    problem = error.problems["file"] if isinstance(error, Rejected) else Problem(error.code, error.facts)
    assert "…" not in say(problem).replace("export …", ""), "a fact is missing in the sentence"
    return problem.code


def sent(office: Office, usb: Path, *, everything: bool = False) -> Path:
    (written,) = office.branch.export(usb, clerk_of(office).id, everything=everything)
    return written.file


def altered(file: Path, raw: bytes) -> Path:
    other = file.with_name("other.bundle")
    other.write_bytes(raw)
    return other


def test_cut_anywhere_and_flipped_anywhere(offices: list[Office], usb: Path) -> None:
    counter, _, branch = offices
    work(counter)
    whole = (file := sent(counter, usb)).read_bytes()
    told = set()
    for length in [*range(40), *range(40, len(whole), 37), len(whole) - 1]:
        with pytest.raises(Rejected) as cut:
            envelope.parse(whole[:length])
        told.add(cut.value.problems["file"].code)
    assert told == {"not_a_bundle", "bundle_truncated"}
    assert envelope.parse(whole).header.kind == "events"
    for place in range(len(whole)):
        raw = bytearray(whole)
        raw[place] ^= 1 << place % 8
        with pytest.raises(Rejected) as flipped:
            envelope.parse(bytes(raw))
        assert flipped.value.problems["file"].code in {"bundle_altered", "bundle_truncated"} | (
            {"not_a_bundle"} if place < 8 else set()
        )
    assert refused(branch, altered(file, whole[:-1])) == "bundle_truncated"
    assert refused(branch, altered(file, whole[:300] + bytes([whole[300] ^ 1]) + whole[301:])) == "bundle_altered"
    assert refused(branch, altered(file, b"ghi chep")) == "not_a_bundle"
    assert refused(branch, usb / "gone.bundle") == "bundle_unreadable"
    assert branch.branch.replicas() == {}


def test_somebody_elses_hands(offices: list[Office], usb: Path, tmp_path: Path, clock: FakeClock) -> None:
    """A changed header under a right checksum is a forgery, not damage."""
    counter, _, branch = offices
    work(counter)
    file = sent(counter, usb)
    raw = file.read_bytes()
    number = raw.index(b'"number":1')
    forged = bytearray(raw)
    forged[number + 9 : number + 10] = b"2"
    checksum = envelope._checksum(bytes(forged[:22]), bytes(forged[38:]))
    forged[22:38] = checksum
    assert refused(branch, altered(file, bytes(forged))) == "bundle_forged"
    # Sealed for the branch by one counter, stolen and signed by another: the inside names the first.
    thief = offices[1]
    opened = envelope.parse(raw)
    header = msgspec.structs.replace(opened.header, counter=2, key=thief.branch.identity().key)
    clear = msgspec.json.encode(header)
    lengths = struct.pack(">8sHIQ", envelope.MAGIC, 1, len(clear), len(opened.sealed))
    from nacl.signing import SigningKey

    signature = SigningKey(thief.branch._keys().signing).sign(lengths + clear + opened.sealed).signature
    rest = clear + opened.sealed + signature
    stolen = lengths + envelope._checksum(lengths, rest) + rest
    assert refused(branch, altered(file, stolen)) == "bundle_forged"


def test_a_small_file_does_not_unpack_to_gigabytes(
    offices: list[Office], usb: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    counter, _, branch = offices
    work(counter)
    header = envelope.read(sent(counter, usb)).header
    monkeypatch.setattr(envelope, "LARGEST_INSIDE", 1_000_000)
    raw = envelope.seal(header, bytes(50_000_000), counter.branch._keys(), branch.branch.identity().sealing)
    assert len(raw) < 10_000
    assert refused(branch, altered(usb / "x", raw)) == "bundle_altered"
    tracemalloc.start()
    try:
        with pytest.raises(Rejected):
            envelope.unseal(envelope.parse(raw), branch.branch._keys(), counter.branch.identity())
        assert tracemalloc.get_traced_memory()[1] < 10_000_000
    finally:
        tracemalloc.stop()


def test_wrong_people(offices: list[Office], usb: Path, tmp_path: Path, clock: FakeClock) -> None:
    counter, other, branch = offices
    work(counter)
    file = sent(counter, usb)
    assert refused(counter, file) == "bundle_own"
    assert refused(other, file) == "bundle_not_for_us"
    branch.branch.distrust("H35.99.07-1", manager_of(branch))
    assert refused(branch, file) == "bundle_unknown_sender"
    # Another computer under the same name: a thief, or a new PC that was not enrolled.
    stranger = new_counter(tmp_path / "stranger", 1, clock)
    ours = stranger.branch.identity()
    branch.branch.trust(ours.text(), ours.short(), manager_of(branch))
    stranger.close()
    assert refused(branch, file) == "bundle_key_changed"


def test_the_branch_has_a_new_computer(offices: list[Office], usb: Path, tmp_path: Path, clock: FakeClock) -> None:
    counter = offices[0]
    work(counter)
    file = sent(counter, usb)
    fresh = new_counter(tmp_path / "fresh", 9, clock)
    ours = counter.branch.identity()
    fresh.branch.trust(ours.text(), ours.short(), manager_of(fresh))
    assert refused(fresh, file) == "bundle_for_old_key"
    fresh.close()


def test_events_from_a_branch_and_a_word_from_a_counter(offices: list[Office], usb: Path) -> None:
    counter, _, branch = offices
    work(counter)
    branch.branch.take(sent(counter, usb), manager_of(branch).id)
    enrol(branch, counter)  # turned round: whoever sent is now taken for the branch
    work(branch)
    (file,) = branch.branch.export(usb, manager_of(branch).id)
    counter.branch.take(file.file, manager_of(counter).id)
    ours = branch.branch.identity(Part.BRANCH)
    counter.branch.trust(ours.text(), ours.short(), manager_of(counter))
    assert refused(counter, file.file) == "bundle_wrong_part"


def test_a_newer_format(offices: list[Office], usb: Path) -> None:
    counter, _, branch = offices
    work(counter)
    raw = bytearray((file := sent(counter, usb)).read_bytes())
    raw[9] = 2
    raw[22:38] = envelope._checksum(bytes(raw[:22]), bytes(raw[38:]))
    assert refused(branch, altered(file, bytes(raw))) == "bundle_newer"
    # A kind of event that a later program has: the format is known, its inside is not.
    header = envelope.read(file).header
    part = stretch(counter.store, 0, 0)
    later = msgspec.structs.replace(part.links[0], kind="teleported")
    told = msgspec.structs.replace(part, links=(later,), head=later.hash(part.base))
    branch.branch.take(file, manager_of(branch).id)
    work(counter)
    link = msgspec.structs.replace(stretch(counter.store, 1, 1).links[0], kind="teleported")
    told = msgspec.structs.replace(part, first=2, links=(link,), base=part.head, head=link.hash(part.head))
    inside = contents.pack_events(told, "H35.99.07-1", counter.branch.identity().key, "x")
    header = msgspec.structs.replace(header, first=2, last=2)
    raw2 = envelope.seal(header, inside, counter.branch._keys(), branch.branch.identity().sealing)
    assert refused(branch, altered(file, raw2)) == "bundle_newer"
    # And one whose links do not hold together, whoever signed it.
    broken = msgspec.structs.replace(told, head=bytes(32))
    inside = contents.pack_events(broken, "H35.99.07-1", counter.branch.identity().key, "x")
    raw3 = envelope.seal(header, inside, counter.branch._keys(), branch.branch.identity().sealing)
    assert refused(branch, altered(file, raw3)) == "bundle_chain_broken"


def test_an_old_one_adds_nothing_and_a_gap_says_what_to_do(offices: list[Office], usb: Path) -> None:
    counter, _, branch = offices
    work(counter)
    old = sent(counter, usb)
    work(counter)
    newer = sent(counter, usb)
    manager = manager_of(branch).id
    assert branch.branch.take(newer, manager).events == 2
    before = rows(branch)
    again = branch.branch.take(old, manager)
    assert (again.events, again.delivered) == (0, 0)
    changed = {file for file, found in rows(branch).items() if before[file] != found}
    assert changed <= {str(branch.data / DATABASE)}, "only the book of bundles"
    (word,) = branch.branch.export(usb, manager)
    counter.branch.take(word.file, clerk_of(counter).id)
    work(counter)
    third = sent(counter, usb)
    assert envelope.read(third).header.first == 3
    # The branch loses what it held.
    branch.branch.close()
    shutil.rmtree(branch.data / "branch")
    assert refused(branch, third) == "bundle_gap"
    assert branch.branch.take(sent(counter, usb, everything=True), manager).events == 3


def test_a_restored_counter_contradicts(offices: list[Office], usb: Path, tmp_path: Path, clock: FakeClock) -> None:
    counter, _, branch = offices
    work(counter)
    copy = snapshot(counter.store, tmp_path / "copies")
    work(counter, Kind.HANDED_TO_AGENCY)
    manager = manager_of(branch).id
    branch.branch.take(sent(counter, usb), manager)
    (word,) = branch.branch.export(usb, manager)
    twin = tmp_path / "twin"
    shutil.copytree(counter.data, twin)
    for part in twin.glob("counter.*"):
        part.unlink()
    shutil.copyfile(copy, twin / DATABASE)
    restored = open_office(twin, clock)
    assert refused(restored, word.file) == "bundle_contradicts"
    clock.tick(minutes=1)
    work(restored)
    file = sent(restored, usb)
    assert file.name.endswith("000002.bundle"), "what lies on the stick stays"
    assert refused(branch, file) == "bundle_contradicts"
    restored.close()


def test_the_stick_is_pulled_out(offices: list[Office], usb: Path) -> None:
    counter, _, _ = offices
    work(counter)
    usb.rmdir()
    with pytest.raises(Trouble, match="bundle_folder_gone"):
        counter.branch.export(usb, clerk_of(counter).id)
    with pytest.raises(Trouble, match="bundle_folder_gone"):
        counter.branch.look(usb, clerk_of(counter).id)


def test_no_personal_data_can_be_read(offices: list[Office], usb: Path) -> None:
    counter, _, branch = offices
    clerk = clerk_of(counter)
    counter.counter.receive(draft(applicant__full_name="Giàng Thị Mỷ", applicant__id_number="012190004321"), clerk)
    file = sent(counter, usb)
    branch.branch.take(file, manager_of(branch).id)
    (word,) = branch.branch.export(usb, manager_of(branch).id)
    for one in (file, word.file):
        raw = one.read_bytes()
        for secret in ("Giàng", "Mỷ", "012190004321", "0912345678", "Nậm Củm", "1.004873", "Lò Thị Dung", "-1000"):
            assert secret.encode() not in raw
            assert secret not in one.name
        # Neither under the seal's first layer, for whoever can guess the rest.
        assert envelope.read(one).sealed.find(b"\x28\xb5\x2f\xfd") == -1


def test_enrolment(offices: list[Office], tmp_path: Path, clock: FakeClock) -> None:
    counter, other, branch = offices
    manager, theirs = manager_of(counter), branch.branch.identity(Part.BRANCH)

    def told(text: str, code: str, *, by: object = None, far: bool = False) -> str:
        with pytest.raises(Rejected) as error:
            counter.branch.trust(text, code, by or manager, other_point=far)  # type: ignore[arg-type]
        ((field, problem),) = error.value.problems.items()
        return f"{field} {problem.code}"

    text, short = theirs.text(), theirs.short()
    assert read_identity(text.lower()[:50] + "\n " + text[50:]) == theirs
    assert same_code(short.lower().replace("-", " "), short)
    assert told(text, short, by=clerk_of(counter)) == "clerk manager_only"
    assert told(text, other.branch.identity().short()) == "code enrolment_code_differs"
    assert told(text[:-3], short) == "text enrolment_broken"
    assert told(text[:20] + ("A" if text[20] != "A" else "B") + text[21:], short) == "text enrolment_broken"
    assert told("QMC2" + text[4:], short) == "text enrolment_newer"
    assert told("xin chào", short) == "text enrolment_broken"
    mine = counter.branch.identity()
    assert told(mine.text(), mine.short()) == "text enrolment_own"
    far = identity_of(new_keys(), Part.BRANCH, "H35.99.08", 9)
    assert told(far.text(), far.short()) == "text enrolment_other_point"
    counter.branch.trust(far.text(), far.short(), manager, other_point=True)
    assert [(p.name, p.part) for p in counter.branch.partners()] == [("H35.99.08-9", "branch")], "one branch at a time"
    assert branch.branch.identity(Part.BRANCH) == theirs, "keys are made once"


def test_a_replaced_computer_begins_anew(offices: list[Office], usb: Path, tmp_path: Path, clock: FakeClock) -> None:
    """Enrolled again with new keys: what came under the old ones stays and is delivered, a new replica begins."""
    counter, _, branch = offices
    work(counter)
    branch.branch.take(sent(counter, usb), manager_of(branch).id)
    clock.tick(minutes=5)
    fresh = new_counter(tmp_path / "fresh", 1, clock)
    enrol(fresh, branch)
    work(fresh)
    work(fresh)
    assert branch.branch.take(sent(fresh, usb), manager_of(branch).id).events == 2
    assert [lane.name for lane in branch.branch.outboxes()] == ["H35.99.07-9", "H35.99.07-1", "H35.99.07-1.2"]
    assert [lane.outbox.summary().waiting for lane in branch.branch.outboxes()] == [0, 1, 2]
    assert all(verify(store) == () for store in branch.branch.replicas().values())
    fresh.close()


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


@given(st.lists(JSON, max_size=6))
def test_bodies_come_back_to_the_byte(bodies: list[object]) -> None:
    written = [msgspec.json.encode(body) for body in bodies]
    assert contents._unpack_bodies(contents._pack_bodies(written)) == written


def test_long_ledgers_travel_in_pieces(offices: list[Office], usb: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    counter, _, branch = offices
    for _ in range(7):
        work(counter)
    monkeypatch.setattr("app.store.bundles.MOST_EVENTS", 3)
    written = counter.branch.export(usb, clerk_of(counter).id)
    assert [(one.first, one.last) for one in written] == [(1, 3), (4, 6), (7, 7)]
    outcomes = branch.branch.take_all([one.file for one in reversed(written)], manager_of(branch).id)
    assert [getattr(one, "events", 0) for one in outcomes] == [1, 3, 3]
    (replica,) = branch.branch.replicas().values()
    assert verify(replica) == ()


def test_the_template_is_whole(template: Template, offices: list[Office]) -> None:
    assert [len(office.branch.partners()) for office in offices] == [1, 1, 2]
