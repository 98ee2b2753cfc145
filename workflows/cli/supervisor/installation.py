"""One installation on one machine: the web at once, Prefect beside it, both watched until told to stop."""

from __future__ import annotations

import fcntl
import os
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import chain
from pathlib import Path

from workflows.cli.errors import AlreadyUp, PortTaken
from workflows.cli.supervisor import port
from workflows.cli.supervisor.child import Child
from workflows.cli.supervisor.prefect_server import (
    POOL,
    PREFECT,
    choose_address,
    move_damaged_database_aside,
    prefect_environment,
    prepare,
)
from workflows.cli.supervisor.supervisor import Report, Supervisor
from workflows.queries.prefect_address import PrefectAddress
from workflows.settings import Settings, make_folder


@contextmanager
def sole(settings: Settings) -> Iterator[None]:
    """Hold the data folder for this supervisor alone; raises AlreadyUp when another one has it."""
    make_folder(settings.data_folder)
    with (settings.data_folder / "up.lock").open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise AlreadyUp(folder=settings.data_folder) from None
        yield


def run_installation(settings: Settings, prefect_yaml: Path, report: Report) -> None:
    """Run everything until SIGTERM or SIGINT; raises PortTaken when the web's port is in use."""
    if not port.free(settings.host, settings.port):
        raise PortTaken(host=settings.host, port=settings.port)
    Installation(settings, prefect_yaml, report).run()


class Installation:
    """The children of one machine and how they depend on each other."""

    def __init__(self, settings: Settings, prefect_yaml: Path, report: Report) -> None:
        self._settings = settings
        self._prefect_yaml = prefect_yaml
        self._report = report
        self._supervisor = Supervisor(report)
        self._embedded = settings.prefect and not settings.prefect_api_url
        self._address = self._choose_address()
        self._environment = own_environment(settings, self._address)

    def run(self) -> None:
        """Start the web, then Prefect when it is wanted; returns after everything has ended."""
        self._supervisor.keep(self._child("web", (sys.executable, "-m", "workflows.cli", "serve"), self._environment))
        self._supervisor.prepare(self._announce_web())
        if self._address:
            environment = prefect_environment(self._settings, self._address, self._environment, embedded=self._embedded)
            self._keep_prefect(self._address, environment)
        self._supervisor.run()

    def _choose_address(self) -> PrefectAddress | None:
        if not self._settings.prefect:
            return None
        if not self._embedded:
            return PrefectAddress.read(self._settings.prefect_api_url)
        return choose_address(self._settings, port.preferred("127.0.0.1", self._settings.prefect_port))

    def _keep_prefect(self, address: PrefectAddress, environment: dict[str, str]) -> None:
        command = (*PREFECT, "worker", "start", "--pool", POOL, "--limit", "3", "--name", socket.gethostname())
        worker = self._child("worker", command, environment)
        if self._embedded:
            listen = ("--host", "127.0.0.1", "--port", address.url.rpartition(":")[2].partition("/")[0])
            server = self._child("prefect", (*PREFECT, "server", "start", *listen), environment)

            def before_restart() -> None:
                aside = move_damaged_database_aside(self._settings)
                if aside:
                    self._report("damaged", path=aside)
                # A new database knows no deployments; the worker that survived carries on with its runs.
                self._supervisor.prepare(self._prefect_steps(address, environment, worker))

            self._supervisor.keep(server, before_restart=before_restart)
        self._supervisor.prepare(chain(self._announce_web(), self._prefect_steps(address, environment, worker)))

    def _prefect_steps(self, address: PrefectAddress, environment: dict[str, str], worker: Child) -> Iterator[None]:
        first = not worker.running
        log = self._log("deploy")
        yield from prepare(
            address,
            self._prefect_yaml,
            lambda command: self._supervisor.errand(command, environment, log),
            reconcile=self._embedded and first,
        )
        self._supervisor.keep(worker)
        self._report("prefect_ready", url=address.url)

    def _announce_web(self) -> Iterator[None]:
        while not port.listening(self._settings.host, self._settings.port):
            yield
        self._report(
            "web_ready", url=self._settings.public_url or f"http://{self._settings.host}:{self._settings.port}"
        )

    def _child(self, name: str, command: tuple[str, ...], environment: dict[str, str]) -> Child:
        return Child(name, command, environment, self._log(name))

    def _log(self, name: str) -> Path:
        return self._settings.data_folder / "logs" / f"{name}.log"


def own_environment(settings: Settings, address: PrefectAddress | None) -> dict[str, str]:
    """Give the children's environment: the same settings, with paths that hold from any working folder."""
    own = {
        "JORYE_DATA": str(settings.data_folder),
        "JORYE_DATABASE_URL": settings.database_url,
        "JORYE_DEMO": "on" if settings.demo else "off",
        "JORYE_HOST": settings.host,
        "JORYE_PORT": str(settings.port),
        "JORYE_PUBLIC_URL": settings.public_url,
        "JORYE_PREFECT": "on" if settings.prefect else "off",
        "PYTHONUNBUFFERED": "1",
    }
    if address:
        own["JORYE_PREFECT_API_URL"] = str(address)
    return {**os.environ, **own}
