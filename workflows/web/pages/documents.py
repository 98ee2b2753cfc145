"""A registered document as it is read and printed."""

from __future__ import annotations

from starlette.responses import Response

from tasks.documents.html import html
from workflows.errors import NotFound
from workflows.queries.documents import DocumentRow, case_documents, document_row, letter_of
from workflows.queries.readable_cases import case_facts
from workflows.rights import Case, Page, Paper
from workflows.web.endpoint import Address
from workflows.web.visit import Visit


def show_document(visit: Visit) -> Response:
    """Show a document to whoever its case lets read it; one of no case to the people of the city hall."""
    number = visit.number("document_id")
    found = document_row(visit.connection, number)
    if found is None or not _may_read(visit, found):
        raise NotFound(what="document", id=number)
    letter = letter_of(visit.services, visit.connection, number)
    return visit.page("document.html", document=found, letter=html(letter))


def readable_documents(visit: Visit, case: Case) -> list[DocumentRow]:
    """List the documents of a case that the visitor may read, the oldest first."""
    found = case_documents(visit.connection, case.instance_id)
    return [each for each in found if visit.may("document.read", Paper(case, each.is_inside))]


def _may_read(visit: Visit, found: DocumentRow) -> bool:
    if found.instance_id is None:
        return visit.may("committee.read", Page("documents"))
    case = case_facts(visit.connection, found.instance_id)
    return case is not None and visit.may("document.read", Paper(case, found.is_inside))


ADDRESSES = (Address("/documents/{document_id:number}", show_document, "page.open"),)
