"""What is served from memory was kept by the store: a version whose commit failed never existed."""

from __future__ import annotations

import pytest

from bpmn.bundle import Bundle
from tests.kit.city import City
from tests.kit.studio import APPROVAL, PROCESS, Studio
from workflows.instances.bundles import published_bundle, stored_bundle
from workflows.runtime import UnitOfWork
from workflows.use_cases.publish_bundle import publish_bundle

OTHER = Studio.edited(APPROVAL, "검토", "심사")


class StruckError(Exception):
    """Raised before the commit, by nobody's fault."""


def read_back(uow: UnitOfWork, city: City, bundle: Bundle) -> tuple[int, str]:
    """Publish and look at it at once; give its id and digest."""
    published = publish_bundle(uow, bundle, actor=None, now=city.clock.now())
    return published.definition_id, published_bundle(uow, published.definition_id).digest


def test_a_version_that_was_not_kept_is_never_served_for_the_one_that_got_its_number(city: City) -> None:
    with pytest.raises(StruckError), city.unit_of_work() as uow:
        lost, _ = read_back(uow, city, APPROVAL)
        raise StruckError

    assert lost not in city.services.bundles
    with city.unit_of_work() as uow:
        kept, digest = read_back(uow, city, OTHER)
    with city.connection() as connection:
        assert stored_bundle(city.services, connection, kept).digest == digest == OTHER.digest


def test_what_was_read_in_a_transaction_is_there_for_all_once_it_is_committed(city: City) -> None:
    with city.unit_of_work() as uow:
        kept, _ = read_back(uow, city, APPROVAL)
        assert kept not in city.services.bundles

    assert city.services.bundles[kept].process_id == PROCESS
