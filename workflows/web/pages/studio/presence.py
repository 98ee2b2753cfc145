"""Who is in a draft, for scripts: each sign of one person is answered with everybody else who is there."""

from __future__ import annotations

from starlette.responses import Response

from workflows.queries.process_draft import present
from workflows.runtime import begin, read
from workflows.use_cases.note_presence import note_presence
from workflows.web.endpoint import Address
from workflows.web.pages.studio.frame import process_of
from workflows.web.visit import Visit


def give_sign(visit: Visit) -> Response:
    """Note that the visitor looks at a file (the body names it) and list who else is in the draft."""
    process_id, person_id = process_of(visit), visit.person.person_id
    file = visit.body.decode("utf-8", "replace").replace("\0", "")
    with begin(visit.services) as uow:
        note_presence(uow, process_id, file, actor=person_id, now=visit.now)
    with read(visit.services) as connection:
        others = [each for each in present(connection, process_id, visit.now) if each.person_id != person_id]
    return visit.data({"others": [{"name": each.name(visit.language), "file": each.file} for each in others]})


ADDRESSES = (Address("/studio/{process_id}/presence", give_sign, "studio.edit", "POST", speaks="data"),)
