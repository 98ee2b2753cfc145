"""A process owner before the diagram editor."""

from __future__ import annotations

import pytest

from tests.e2e.diagram_editor import DiagramEditor
from tests.e2e.person import Person


@pytest.fixture
def editor(person: Person) -> DiagramEditor:
    """Open the draft of the hall permit."""
    return DiagramEditor.opened(person, "hall_permit")
