"""What the operator may choose, read once from `JORYE_*` in the environment (docs/reference/settings.md)."""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from workflows.errors import SettingWrong

_HIGHEST_PORT = 65535


@dataclass(frozen=True, slots=True)
class PasswordCost:
    """How much work one password hash takes (argon2id): rounds, memory in KiB, lanes."""

    rounds: int = 3
    memory_kib: int = 64 * 1024
    lanes: int = 1


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that differs between installations; sizes in bytes, durations in minutes or seconds as named."""

    data_folder: Path
    database_url: str
    demo: bool = False
    """Demo people may be entered with one click; never on a real installation."""
    host: str = "127.0.0.1"
    port: int = 8000
    public_url: str = ""
    """Address people type, `https://…`; empty means plain HTTP on host and port."""
    prefect: bool = True
    """Whether `jorye up` supervises a Prefect server and worker of its own."""
    prefect_api_url: str = ""
    """A Prefect server elsewhere; empty means the supervised one."""
    prefect_port: int = 4200
    session_idle_minutes: int = 30
    session_hours: int = 10
    upload_limit: int = 20 * 1024 * 1024
    upload_quota: int = 1024 * 1024 * 1024
    """What one person may upload within a day."""
    sign_in_failures: int = 100
    """Failed sign-ins from one address within a quarter of an hour; 0: any number."""
    password_cost: PasswordCost = PasswordCost()

    @property
    def secret(self) -> bytes:
        """Give the installation's secret, made on first use, readable by its owner only."""
        return _secret(self.data_folder / "secret")


def read_settings(environment: Mapping[str, str] | None = None) -> Settings:
    """Read the settings; without `JORYE_DATABASE_URL` the database is one SQLite file in the data folder.

    Raises SettingWrong naming the variable.
    """
    given = os.environ if environment is None else environment
    folder = Path(given.get("JORYE_DATA", "data")).expanduser().absolute()
    _require_folder(given, "JORYE_CONTENT")  # which messages/content.py reads: words stand below the settings
    return Settings(
        data_folder=folder,
        database_url=given.get("JORYE_DATABASE_URL", "") or f"sqlite:///{folder / 'jorye.sqlite3'}",
        demo=_switch(given, "JORYE_DEMO", "off"),
        host=given.get("JORYE_HOST", "127.0.0.1"),
        port=_port(given, "JORYE_PORT", 8000),
        public_url=given.get("JORYE_PUBLIC_URL", "").rstrip("/"),
        prefect=_switch(given, "JORYE_PREFECT", "on"),
        prefect_api_url=given.get("JORYE_PREFECT_API_URL", ""),
        prefect_port=_port(given, "JORYE_PREFECT_PORT", 4200),
        session_idle_minutes=_number(given, "JORYE_SESSION_IDLE_MINUTES", 30),
        session_hours=_number(given, "JORYE_SESSION_HOURS", 10),
        upload_limit=_number(given, "JORYE_UPLOAD_LIMIT", 20 * 1024 * 1024),
        upload_quota=_number(given, "JORYE_UPLOAD_QUOTA", 1024 * 1024 * 1024),
        sign_in_failures=_number(given, "JORYE_SIGN_IN_FAILURES", 100),
    )


def _number(given: Mapping[str, str], name: str, default: int) -> int:
    value = given.get(name, str(default))
    if not value.isdecimal():
        raise SettingWrong(name=name, value=value, expects="0, 1, 2 …")
    return int(value)


def _require_folder(given: Mapping[str, str], name: str) -> None:
    value = given.get(name, "")
    if value and not Path(value).expanduser().is_dir():
        raise SettingWrong(name=name, value=value, expects="/path/to/folder")


def _port(given: Mapping[str, str], name: str, default: int) -> int:
    port = _number(given, name, default)
    if port > _HIGHEST_PORT:
        raise SettingWrong(name=name, value=str(port), expects=f"0 … {_HIGHEST_PORT}")
    return port


def _switch(given: Mapping[str, str], name: str, default: str) -> bool:
    value = given.get(name, default).lower()
    if value not in ("on", "off"):
        raise SettingWrong(name=name, value=value, expects="on / off")
    return value == "on"


def make_folder(path: Path) -> None:
    """Make a folder that is its owner's only, whatever the umask says, with those above it; one that is there stays."""
    if not path.is_dir():
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.chmod(0o700)


def _secret(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        make_folder(path.parent)
    # Written aside and linked into place: two processes starting together must end up with the same secret.
    aside = path.with_name(f"secret.{secrets.token_hex(8)}")
    descriptor = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(secrets.token_bytes(32))
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(aside, path)
    except FileExistsError:
        pass
    finally:
        aside.unlink()
    return path.read_bytes()
