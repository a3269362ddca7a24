"""Who works here: a name is free again when somebody has left, and what she did stays told apart."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.errors import Rejected
from app.office import Office, open_office
from app.people import Role
from app.store.people import names_of
from tests.desk import PIN, FakeClock, clerk_of, draft, new_office

NAME = "Lò Thị Dung"


def test_the_name_of_one_who_left_may_be_used_again(office: Office, clock: FakeClock) -> None:
    first = clerk_of(office)
    manager = office.people.named("Tòng Văn Inh")
    with pytest.raises(Rejected, match="repeated"):
        office.people.add(NAME, Role.CLERK, manager)
    office.people.retire(first, manager)
    office.people.add(NAME, Role.CLERK, manager, PIN)
    second = office.people.log_in(NAME, PIN)
    assert second.id != first.id
    office.people.retire(second, manager)
    office.people.add(NAME, Role.CLERK, manager, PIN)
    third = office.people.log_in(NAME, PIN)
    with office.store.read() as conn:
        names = names_of(conn)
    assert (names[first.id], names[second.id], names[third.id]) == (
        f"{NAME} (đến 16/11/2026)",
        f"{NAME} (đến 16/11/2026, lần 2)",
        NAME,
    )
    assert NAME in [person.name for person in office.people.all()]
    with pytest.raises(Rejected):
        office.people.log_in(f"{NAME} (đến 16/11/2026)", PIN)


@pytest.mark.parametrize(("given", "hours"), [("", 48), ("old_after_hours = 12", 12), ("old_after_hours = 100", 100)])
def test_how_old_is_old_is_the_profiles_to_say(tmp_path: Path, given: str, hours: int) -> None:
    clock = FakeClock()
    new_office(tmp_path / "data", clock).close()
    profile = tmp_path / "data" / "profile.toml"
    text = profile.read_text(encoding="utf-8").replace("number = 1", f"number = 1\n{given}", 1)
    profile.write_text(text, encoding="utf-8")
    office = open_office(tmp_path / "data", clock)
    clerk = clerk_of(office)
    office.counter.receive(draft(), clerk)

    def told() -> dict[str, object]:
        found = {concern.code: dict(concern.facts) for concern in office.concerns.now(clerk)}
        return {code: facts for code, facts in found.items() if code.startswith("queue")}

    clock.tick(hours=hours)
    assert told() == {}
    clock.tick(minutes=1)
    assert told() == ({"queue_old_hours": {"hours": hours}} if hours < 48 else {"queue_old": {"days": hours // 24}})
    office.close()


def test_a_day_nobody_closed_is_told_from_the_next_day_on(tmp_path: Path) -> None:
    clock = FakeClock()
    office = new_office(tmp_path / "data", clock)
    clerk = clerk_of(office)

    def told() -> dict[str, object]:
        found = {concern.code: dict(concern.facts) for concern in office.concerns.now(clerk)}
        return {code: facts for code, facts in found.items() if code.startswith("day")}

    assert told() == {}
    office.day.open(clerk)
    clock.tick(hours=14)
    assert told() == {}
    clock.tick(hours=1)  # past midnight there
    assert told() == {"day_left_open": {"day": "16/11/2026"}}
    office.close()
