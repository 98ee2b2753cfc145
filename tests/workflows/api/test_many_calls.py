"""More calls at the same time than there are hands: all are answered, each counts once."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx

from tests.kit.city import City
from tests.workflows.api.test_api import APPLICATION, EXAMINED
from workflows.records.database import CALLS_AT_WORK
from workflows.runtime import begin
from workflows.site import create_site
from workflows.use_cases.enter_demo import enter_demo

CASES = 3 * CALLS_AT_WORK


def test_more_calls_than_hands_wait_their_turn_and_each_counts_once(city: City) -> None:
    city.publish("hall_permit")
    cases = [city.start("hall_permit", by="applicant1", values=APPLICATION) for _ in range(CASES)]
    with begin(city.services) as uow:
        token = enter_demo(uow, "officer1", now=city.clock.now()).token
    tasks = [city.task(case, "examine").id for case in cases]

    async def finish_all_twice() -> list[int]:
        transport = httpx.ASGITransport(create_site(city.services))
        headers = {"Authorization": f"Bearer {token}"}
        async with httpx.AsyncClient(transport=transport, base_url="http://testserver", headers=headers) as client:
            calls = (client.post(f"/api/v1/tasks/{task}/complete", json=EXAMINED) for task in (*tasks, *tasks))
            return [answer.status_code for answer in await asyncio.gather(*calls)]

    assert Counter({200: CASES, 409: CASES}) == Counter(_in_a_thread(finish_all_twice()))
    assert [["decide"]] * CASES == [city.open_tasks(case) for case in cases]


def _in_a_thread(work: Coroutine[Any, Any, list[int]]) -> list[int]:
    """Run it where no other test has left a loop running."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, work).result()
