"""Where the Prefect server answers: set by the operator, or left in the data folder by `jorye up`."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit, urlunsplit

import httpx

from workflows.settings import Settings


@dataclass(frozen=True, slots=True)
class PrefectAddress:
    """The API's address without credentials, and the credentials (`user:password`, empty without)."""

    url: str
    credentials: str = ""

    @classmethod
    def read(cls, text: str) -> PrefectAddress:
        """Read an address such as `http://user:password@127.0.0.1:4200/api`."""
        parts = urlsplit(text.strip())
        credentials = f"{unquote(parts.username)}:{unquote(parts.password or '')}" if parts.username else ""
        return cls(urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2])).rstrip("/"), credentials)

    def __str__(self) -> str:
        scheme, _, rest = self.url.partition("://")
        return f"{scheme}://{self.credentials}@{rest}" if self.credentials else self.url

    def client(self, seconds: float = 2.0) -> httpx.Client:
        """Open a client of the API that gives up after `seconds`; close it after use."""
        user, _, password = self.credentials.partition(":")
        return httpx.Client(
            base_url=self.url, timeout=seconds, auth=httpx.BasicAuth(user, password) if user else None, trust_env=False
        )


def address_file(settings: Settings) -> Path:
    """Give the file in which `jorye up` leaves the address of the server it supervises."""
    return settings.data_folder / "prefect" / "address"


def prefect_address(settings: Settings) -> PrefectAddress | None:
    """Give the address of the Prefect server of this installation; None when it runs without one."""
    if settings.prefect_api_url:
        return PrefectAddress.read(settings.prefect_api_url)
    try:
        return PrefectAddress.read(address_file(settings).read_text("utf-8")) if settings.prefect else None
    except FileNotFoundError:
        return None
