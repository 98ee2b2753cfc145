"""The published processes, each with its diagram and its elements as a table."""

from __future__ import annotations

from starlette.responses import Response

from bpmn.diagram.kinds import KindName
from workflows.queries.clauses import clause
from workflows.queries.elements import elements
from workflows.queries.processes import bundle_of, process
from workflows.web.endpoint import Address
from workflows.web.visit import Visit


def show_processes(visit: Visit) -> Response:
    """List every process with its version in effect."""
    return visit.page("processes.html", processes=visit.processes)


def show_process(visit: Visit) -> Response:
    """Show the diagram and elements of the version in effect."""
    found = process(visit.connection, visit.request.path_params["process_id"], visit.today)
    bundle = bundle_of(visit.services, visit.connection, found.definition_id)
    named = [each for each in elements(bundle) if each.name_ko or each.clauses]
    return visit.page("process.html", process=found, elements=named, clause=clause, kind_name=KindName)


def send_diagram(visit: Visit) -> Response:
    """Send the diagram of the version in effect."""
    found = process(visit.connection, visit.request.path_params["process_id"], visit.today)
    bundle = bundle_of(visit.services, visit.connection, found.definition_id)
    return Response(bundle.files[bundle.main], media_type="application/xml")


ADDRESSES = (
    Address("/processes", show_processes, "process.read"),
    Address("/processes/{process_id}", show_process, "process.read"),
    Address("/processes/{process_id}/diagram", send_diagram, "process.read"),
)
