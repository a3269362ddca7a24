"""Catalogue and calendar by command: made by the province, fetched or on a stick, in force at the next start."""

from __future__ import annotations

import shutil
from pathlib import Path

from app.settings import assets
from sync import sandbox
from tests.desk import profile_text
from tests.e2e.conftest import Quay, environment


def published(quay: Quay, folder: Path) -> tuple[Path, str]:
    """A province's folder and its public key: the shipped catalogue under a later version."""
    catalogue = folder / "catalogue"
    shutil.copytree(assets("catalogue"), catalogue)
    text = (catalogue / "catalogue.toml").read_text(encoding="utf-8")
    (catalogue / "catalogue.toml").write_text(text.replace('"2026-07"', '"2026-12"'), encoding="utf-8")
    key = folder / "tinh.key"
    made = quay("package", "key", key, "--json")
    assert made.status == 0, made.err
    assert quay("package", "key", key).status == 3, "a key is never written over"
    done = quay("package", "make", folder / "out", "--key", key, "--catalogue", catalogue, "--json")
    assert done.status == 0, done.err
    assert [(one["kind"], one["version"]) for one in done.lines] == [("catalogue", "2026-12")]
    return folder / "out", str(made.lines[0]["packages_key"])


def test_a_catalogue_goes_from_the_province_to_the_counter(quay: Quay, tmp_path: Path) -> None:
    out, key = published(quay, tmp_path)
    one = sandbox.serve(packages=out)
    try:
        given = tmp_path / "profile.toml"
        named = f'[server]\npackages_url = "{one.url}/packages"\npackages_key = "{key}"'
        given.write_text(profile_text(url=one.url).replace("[server]", named), encoding="utf-8")
        assert quay("init", "--profile", given).status == 0
        assert quay("package", "list", "--json").lines[0]["shipped"] is True
        refused = quay("package", "fetch", env=environment(QUAY_PIN="0000"))
        assert refused.status == 1 and one.desk.calls == []
        done = quay("package", "fetch", "--json")
        assert (done.status, done.lines[0]["waiting"]) == (0, "2026-12"), done.err
        now, calendar = quay("package", "list", "--json").lines
        assert (now["version"], now["shipped"], now["before"]) == ("2026-12", False, "2026-07")
        assert (calendar["kind"], calendar["shipped"]) == ("calendar", True)
        assert "2026-12" in quay("package", "list").out
        again = quay("package", "install", out)
        assert again.status == 0 and "mới hơn" in again.out
        one.stop()
        assert quay("package", "fetch", "--json").lines == []
    finally:
        one.stop()
        one.books.close()


def test_a_stick_of_somebody_else_is_refused_in_words(quay: Quay, tmp_path: Path) -> None:
    (tmp_path / "theirs").mkdir()
    (tmp_path / "ours").mkdir()
    theirs, _ = published(quay, tmp_path / "theirs")
    _, key = published(quay, tmp_path / "ours")
    given = tmp_path / "profile.toml"
    text = profile_text().replace("[server]", f'[server]\npackages_key = "{key}"')
    given.write_text(text.replace("number = 1", "number = 1\nold_after_hours = 0"), encoding="utf-8")
    wrong = quay("init", "--profile", given)
    assert wrong.status == 1 and "counter.old_after_hours" in wrong.err
    given.write_text(text.replace(key, "khong phai khoa"), encoding="utf-8")
    wrong = quay("init", "--profile", given)
    assert wrong.status == 1 and "server.packages_key" in wrong.err
    given.write_text(text, encoding="utf-8")
    assert quay("init", "--profile", given).status == 0
    refused = quay("package", "install", theirs / "index.json")
    assert refused.status == 3 and "chữ ký" in refused.err
    assert quay("package", "install", tmp_path / "nothing").status == 3
    assert quay("package", "fetch").status == 3, "no address in the profile"
    assert quay("package", "list", "--json").lines[0]["version"] == "2026-07"
