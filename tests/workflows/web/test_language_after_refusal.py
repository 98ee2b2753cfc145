"""Whoever changes the language of a page that answered a form comes back to a page, not to an address for forms."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.kit.city import City
from tests.kit.studio import PROCESS, Studio
from tests.kit.visitor import Visitor

HOME = f"/studio/{PROCESS}"


@pytest.mark.parametrize(
    ("sent_to", "back"),
    [
        (f"{HOME}/import", HOME),
        (f"{HOME}/recovery", HOME),
        (f"{HOME}/versions/9/restore", f"{HOME}/versions/9"),
        ("/operations/incidents/9/retry", "/operations"),
        ("/tasks/9/claim", "/tasks/9"),
        ("/sign-in", "/sign-in"),
    ],
)
def test_the_language_of_a_refusal_is_changed_where_a_page_can_be_opened(
    city: City, visitor: Callable[[str], Visitor], sent_to: str, back: str
) -> None:
    city.publish(PROCESS)
    Studio(city).open()
    someone = visitor("owner1")
    refused = someone.post(sent_to, {"csrf": someone.csrf("/"), "name": "forms/none.json", "do": "restore"})
    assert refused.status >= 400
    assert refused.document is not None
    assert refused.document.xpath("//form[@action='/language']//input[@name='next']/@value") == [back]
    assert someone.open(back).status != 405
