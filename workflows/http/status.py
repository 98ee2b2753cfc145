"""HTTP's word for each error."""

from __future__ import annotations

from workflows.errors import JoryeError

_STATUS = {
    "not_found": 404,
    "not_published": 404,
    "not_yours": 403,
    "must_be_another_person": 403,
    "needs_second_person": 403,
    "no_draft": 404,
    "changed_meanwhile": 412,
    "file_refused": 422,
    "not_opened": 422,
    "submission_refused": 422,
    "has_errors": 422,
    "reason_missing": 422,
    "not_a_colleague": 422,
    "answer_refused": 422,
    "register_refused": 422,
    "upload_refused": 422,
    "sign_in_failed": 401,
    "sign_in_paused": 429,
    "engine_stopped": 500,
    "unknown_operation": 500,
}


def status_of(error: JoryeError) -> int:
    """Give the status code; what is not listed is a conflict with what happened meanwhile."""
    return _STATUS.get(error.code, 409)
