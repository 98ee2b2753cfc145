"""Every process of the catalogue keeps examples, and each comes out today as it did when it was recorded."""

from __future__ import annotations

import pytest

from bpmn.bundle import Bundle
from bpmn.examples import Example, covered, deviations
from workflows.rehearsal.examples import came_of, examples_in
from workflows.use_cases.load_demo import catalogue

BUNDLES = {bundle.process_id: bundle for bundle in catalogue()}
KEPT = [(process_id, name) for process_id, bundle in BUNDLES.items() for name in examples_in(bundle)]


@pytest.mark.parametrize(("process_id", "name"), KEPT)
def test_an_example_of_the_catalogue_comes_out_as_recorded(process_id: str, name: str) -> None:
    bundle = BUNDLES[process_id]
    example = examples_in(bundle)[name]
    assert isinstance(example, Example)

    assert [each.text() for each in deviations(example.expected, came_of(bundle, example))] == []


@pytest.mark.parametrize("bundle", BUNDLES.values(), ids=BUNDLES)
def test_the_examples_of_a_process_go_nearly_every_way_and_rest_on_nearly_every_clause(bundle: Bundle) -> None:
    kept = [each for each in examples_in(bundle).values() if isinstance(each, Example)]
    passed = covered(bundle, [each.expected.path for each in kept])

    assert passed.flows.share >= 95, passed.flows.unseen
    assert passed.clauses.share == 100, passed.clauses.unseen


def test_every_process_of_the_catalogue_has_an_example() -> None:
    assert set(BUNDLES) == {process_id for process_id, _ in KEPT}
