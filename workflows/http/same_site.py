"""Requests that change something must come from our own pages: by Origin, and by a token only our pages carry."""

from __future__ import annotations

import hmac
from urllib.parse import urlsplit

from starlette.requests import Request

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


def same_origin(request: Request, public_url: str) -> bool:
    """Tell whether the browser says that one of our own pages sent this; silence counts as no."""
    said = request.headers.get("origin") or request.headers.get("referer", "")
    own = urlsplit(public_url or str(request.base_url))
    sender = urlsplit(said)
    return bool(said) and (sender.scheme, sender.netloc) == (own.scheme, own.netloc)


def token_for(secret: bytes, visit: str) -> str:
    """Give the token that pages of this visit (a cookie's value) put into their forms."""
    return hmac.digest(secret, b"csrf:" + visit.encode(), "sha256").hex()


def right_token(secret: bytes, visit: str, given: str) -> bool:
    """Tell whether a form carries the token of this visit."""
    return bool(visit) and hmac.compare_digest(token_for(secret, visit).encode(), given.encode())
