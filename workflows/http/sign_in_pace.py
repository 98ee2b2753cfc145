"""Signs in whoever asks over HTTP, and lets an address wait from which too many sign-ins failed."""

from __future__ import annotations

from datetime import datetime, timedelta
from ipaddress import IPv6Address, ip_address, ip_network

from starlette.requests import Request

from workflows.clock import CITY
from workflows.errors import SignInFailed, SignInPaused
from workflows.services import Services
from workflows.use_cases.sign_in import SignedIn, sign_in

WINDOW = timedelta(minutes=15)
"""So long a failure counts."""

MOST_ADDRESSES = 10_000
"""Addresses remembered; beyond it the one that was noted first is forgotten."""


def sign_in_from(services: Services, request: Request, login: str, password: str, *, now: datetime) -> SignedIn:
    """Open a session; raises SignInFailed, and SignInPaused for a login or an address from which too many failed.

    Counted in this process alone, which is enough: guessing one password over and over is slowed down in the database.
    This slows down whoever tries one password on many logins.
    """
    address = _address(request)
    failures = [at for at in services.failures.get(address, ()) if at > now - WINDOW]
    if 0 < services.settings.sign_in_failures <= len(failures):
        raise SignInPaused(until=(failures[0] + WINDOW).astimezone(CITY).strftime("%H:%M:%S"))
    try:
        return sign_in(services, login, password, now=now)
    except SignInFailed:
        _note(services, address, now)
        raise


def _note(services: Services, address: str, now: datetime) -> None:
    if address not in services.failures and len(services.failures) >= MOST_ADDRESSES:
        services.failures.pop(next(iter(services.failures)), None)
    kept = [at for at in services.failures.get(address, ()) if at > now - WINDOW]
    services.failures[address] = (*kept, now)


def _address(request: Request) -> str:
    """Give where a request comes from; of IPv6 the half that a provider gives to one customer."""
    host = request.client.host if request.client else ""
    try:
        address = ip_address(host)
    except ValueError:
        return host
    return str(ip_network((address, 64), strict=False)) if isinstance(address, IPv6Address) else host
