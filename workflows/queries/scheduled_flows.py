"""The scheduled flows with their last and next run, asked of Prefect over HTTP (Prefect is never imported here)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import httpx

from workflows.queries.prefect_address import PrefectAddress

_SETTLED = ["COMPLETED", "FAILED", "CRASHED", "CANCELLED"]


@dataclass(frozen=True, slots=True)
class ScheduledFlow:
    """One deployment: `last_state` is Prefect's word (Completed, Failed, Crashed, …), empty before the first run."""

    name: str
    paused: bool
    last_run: datetime | None
    last_state: str
    next_run: datetime | None


class PrefectUnreachable(OSError):  # noqa: N818 -- named for what happened
    """The Prefect server did not answer as expected; its text says why."""


def scheduled_flows(address: PrefectAddress) -> tuple[ScheduledFlow, ...]:
    """List the deployments by name; raises PrefectUnreachable."""
    try:
        with address.client() as prefect:
            deployments = _ask(prefect, "/deployments/filter", {"sort": "NAME_ASC"})
            return tuple(_flow(prefect, deployment) for deployment in deployments)
    except (httpx.HTTPError, ValueError, KeyError) as error:
        raise PrefectUnreachable(f"{address.url}: {error!r}") from error


def _flow(prefect: httpx.Client, deployment: dict[str, Any]) -> ScheduledFlow:
    last = _run(prefect, deployment["id"], _SETTLED, "EXPECTED_START_TIME_DESC")
    coming = _run(prefect, deployment["id"], ["SCHEDULED"], "EXPECTED_START_TIME_ASC")
    return ScheduledFlow(
        name=deployment["name"],
        paused=bool(deployment["paused"]),
        last_run=_moment(last, "start_time", "expected_start_time"),
        last_state=last["state_name"] if last else "",
        next_run=_moment(coming, "expected_start_time"),
    )


def _run(prefect: httpx.Client, deployment_id: str, states: list[str], sort: str) -> dict[str, Any] | None:
    runs = _ask(
        prefect,
        "/flow_runs/filter",
        {
            "sort": sort,
            "limit": 1,
            "deployments": {"id": {"any_": [deployment_id]}},
            "flow_runs": {"state": {"type": {"any_": states}}},
        },
    )
    return next(iter(runs), None)


def _ask(prefect: httpx.Client, path: str, question: dict[str, Any]) -> Iterable[dict[str, Any]]:
    answer = prefect.post(path, json=question)
    answer.raise_for_status()
    rows: list[dict[str, Any]] = answer.json()
    return rows


def _moment(run: dict[str, Any] | None, *names: str) -> datetime | None:
    text = next((run[name] for name in names if run and run.get(name)), None)
    return datetime.fromisoformat(text) if text else None
