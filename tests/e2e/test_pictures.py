"""The pictures of the documentation: taken only when asked for (`JORYE_SCREENSHOTS=1`), of a city hall at work."""

from __future__ import annotations

import pytest

from tests.e2e.browser_city import PICTURES, CityAtABrowser
from tests.e2e.scene import busy
from tests.kit.city import City

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not PICTURES, reason="takes the documentation's pictures only with JORYE_SCREENSHOTS=1"),
]


def test_the_pictures_of_the_documentation(city: City, at_browser: CityAtABrowser) -> None:
    scene = busy(city)
    take = at_browser.picture
    examination = city.task(scene.examined.case, "examination").id
    take("sign-in", "", "/sign-in")
    take("my-tasks", "officer1", "/")
    take("my-tasks-phone", "officer1", "/", width=390, height=844)
    take("task-form", "officer1", f"/tasks/{examination}", height=1180)
    take("case", "officer1", f"/cases/{scene.granted.case}", height=1240)
    take("case-plan", "officer1", f"/cases/{scene.plan.case}", height=1240)
    take("process", "officer1", "/processes/subsidy_case", height=1000)
    take("start", "applicant1", "/start")
    take("application", "applicant1", f"/tasks/{city.task(scene.applying.case, 'application').id}", height=1240)
    take("requests", "applicant1", f"/cases/{scene.granted.case}", height=700)
    take("letter", "applicant1", f"/documents/{scene.notice}", height=1500)
    take("committees", "officer1", "/committees")
    take("ordinance", "officer1", "/ordinance")
    take("cases", "officer1", "/cases")
