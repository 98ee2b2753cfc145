"""A subsidy from its application to its closing at a real browser: every form filled in by the person who may."""

from __future__ import annotations

import pytest

from tests.e2e.browser_city import CityAtABrowser
from tests.kit.subsidy import SubsidyStory, programme_without_call, spending

pytestmark = pytest.mark.browser


def test_a_grant_is_carried_from_application_to_closing(at_browser: CityAtABrowser) -> None:
    """The worked example of the settlement: 4,012,340 won go back."""
    city = at_browser
    story = SubsidyStory.filed(city, programme_without_call(city))
    story.is_ready_to_decide().is_proposed().is_signed().is_accepted()
    story.is_planned(28_000_000, 12_000_000).is_paid().is_checked().is_paid()
    city.set_time("2027-11-01T10:00+09:00")
    story.is_completed("2027-10-31").is_reported([spending(40_000_000, 5_000_000)], interest=12_345).is_conforming()
    story.finish("opinion", "applicant1", {"opinion_answer": "none"})
    story.is_fixed(return_by="2027-12-15").is_returned(4_012_340, "2027-11-01").is_synced()
    assert city.state(story.case) == "completed"
    assert story.grant().fixed_amount == 36_000_000
    assert story.letters() == ["grant_notice", "prior_notice", "fixing_notice"]
