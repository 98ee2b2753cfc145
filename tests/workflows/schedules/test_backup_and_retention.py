"""Every night the database is copied, and what nobody needs any more is deleted."""

from __future__ import annotations

import stat
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa

from tests.kit.city import City
from workflows.errors import BackupFailed
from workflows.records.idempotency import idempotency
from workflows.records.notice import notice
from workflows.records.upload import upload, upload_content
from workflows.use_cases.apply_retention import apply_retention
from workflows.use_cases.back_up import KEEP, back_up
from workflows.use_cases.notify import News, notify


@pytest.fixture
def safe(city: City, tmp_path: Path) -> City:
    """Give a city whose data folder is its own."""
    settings = replace(city.services.settings, data_folder=tmp_path / "data")
    assert settings.secret
    return City(replace(city.services, settings=settings), city.clock)


def test_the_copy_holds_what_was_committed(safe: City) -> None:
    case = safe.start("kit_deadline", by="officer1")
    path = back_up(safe.services, now=safe.clock.now())
    assert "2027-01-04" in path.name
    if path.suffix == ".sqlite3":
        with sa.create_engine(f"sqlite:///{path}").connect() as connection:
            assert [case] == list(connection.scalars(sa.text("SELECT id FROM instance")))
    else:
        assert path.read_bytes().startswith(b"PGDMP")


def test_copy_and_secret_are_nobody_elses_business(safe: City) -> None:
    path = back_up(safe.services, now=safe.clock.now())
    secret = path.with_name("secret")
    assert {0o600} == {stat.S_IMODE(file.stat().st_mode) for file in (path, secret)}
    assert safe.services.settings.secret == secret.read_bytes()


def test_a_second_backup_of_the_day_replaces_the_first(safe: City) -> None:
    back_up(safe.services, now=safe.clock.now())
    back_up(safe.services, now=safe.clock.now() + timedelta(hours=1))
    assert ["secret"] == [p.name for p in _folder(safe).iterdir() if not p.name.startswith("jorye-")]
    assert 1 == len(list(_folder(safe).glob("jorye-*")))


def test_the_oldest_are_forgotten_after_thirty(safe: City) -> None:
    _folder(safe).mkdir(parents=True)
    suffix = "sqlite3" if safe.services.database.dialect.name == "sqlite" else "dump"
    for day in range(1, 32):
        (_folder(safe) / f"jorye-2026-12-{day:02}.{suffix}").touch()
    back_up(safe.services, now=safe.clock.now())
    kept = sorted(path.name for path in _folder(safe).glob("jorye-*"))
    assert (KEEP, f"jorye-2026-12-03.{suffix}", f"jorye-2027-01-04.{suffix}") == (len(kept), kept[0], kept[-1])


def test_a_missing_program_is_said(safe: City, monkeypatch: pytest.MonkeyPatch) -> None:
    if safe.services.database.dialect.name != "postgresql":
        return  # SQLite copies itself
    monkeypatch.setenv("PATH", "")
    with pytest.raises(BackupFailed) as failed:
        back_up(safe.services, now=safe.clock.now())
    assert "pg_dump" in failed.value.text("en")


def test_what_is_old_goes_and_what_is_young_stays(city: City) -> None:
    young, now = city.clock.now(), city.clock.now() + timedelta(days=400)
    with city.unit_of_work() as uow:
        for reason, at in (("old", young), ("new", now)):
            notify(uow, [city.person("officer1")], News(reason, "late"), now=at)
            uow.connection.execute(idempotency.insert().values(key=reason, body_hash="x", answer={}, at=at))
            uow.connection.execute(upload_content.insert().values(sha256=reason, content=b"x"))
            uow.connection.execute(
                upload.insert().values(
                    id=reason, name="a.pdf", size=1, media_type="application/pdf", sha256=reason,
                    uploaded_by=1, uploaded_at=at,
                )
            )  # fmt: skip
    with city.unit_of_work() as uow:
        gone = apply_retention(uow, now=now)
        assert (1, 1, 1, 1) == tuple(gone[name] for name in ("notice", "idempotency", "upload", "upload_content"))
        assert ["new"] == list(uow.connection.scalars(sa.select(notice.c.reason)))
        assert ["new"] == list(uow.connection.scalars(sa.select(upload_content.c.sha256)))


def test_cases_and_their_history_stay(city: City) -> None:
    case = city.start("kit_deadline", by="officer1")
    city.finish(case, "report", by="officer1")
    city.advance(days=4000)
    with city.unit_of_work() as uow:
        apply_retention(uow, now=city.clock.now())
        for table in ("instance", "event_log", "user_task"):
            assert uow.connection.execute(sa.text(f"SELECT count(*) FROM {table}")).scalar_one() > 0


def test_a_draft_goes_thirty_days_after_its_task_was_closed(city: City) -> None:
    case = city.start("kit_deadline", by="officer1")
    with city.unit_of_work() as uow:
        uow.connection.execute(
            sa.text("INSERT INTO draft (task_id, person_id, submitted, saved_at) VALUES (:t, 1, '{}', :at)"),
            {"t": city.task(case, "report").id, "at": "2027-01-04T00:00:00.000000+00:00"},
        )
    city.finish(case, "report", by="officer2")
    counts = []
    for days in (29, 2):
        city.advance(days=days)
        with city.unit_of_work() as uow:
            counts.append(apply_retention(uow, now=city.clock.now())["draft"])
    assert [0, 1] == counts


def _folder(city: City) -> Path:
    return city.services.settings.data_folder / "backups"
