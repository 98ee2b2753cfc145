"""Does work in a process of its own, which is killed before one of its statements reaches the database."""

from __future__ import annotations

import os
import signal
import traceback
from collections.abc import Callable
from dataclasses import replace

import pytest

from tests.kit.city import City
from tests.kit.statements import counting
from workflows.bootstrap import build
from workflows.services import Services

needs_fork = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs a system that can fork")


def lived(city: City, work: Callable[[Services], None], *, kill_at: int) -> bool:
    """Let a child do the work and be killed at its n-th statement (from 1); tells whether it lived to the end."""
    city.services.let_go()  # no connection may be shared with the child
    child = os.fork()
    if child == 0:
        try:
            _until_killed(city, work, kill_at)
        except BaseException:  # noqa: BLE001 -- a child must never go on as a second test run
            traceback.print_exc()
            os._exit(1)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        assert os.WTERMSIG(status) == signal.SIGKILL
        return False
    assert os.waitstatus_to_exitcode(status) == 0
    return True


def _until_killed(city: City, work: Callable[[Services], None], kill_at: int) -> None:
    services = replace(build(city.services.settings, clock=city.clock), engine=city.services.engine)

    def strike(number: int) -> None:
        if number == kill_at:
            os.kill(os.getpid(), signal.SIGKILL)

    with counting(services, strike):
        work(services)
