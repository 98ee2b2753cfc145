"""Bringing in forms of bpmn.io's form-js: what fits is taken, what fits nearly is changed, the rest is refused aloud.

    brought = read_form_js(schema, FUNCTIONS)
    brought.document                          # a form as `Form.read` takes it
    brought.notes                             # one per component and property: taken, changed or refused, and why

Nothing is left out silently: every component of the schema has a note, and so has every property that is not kept.
"""

from bpmn.forms.form_js.reader import Brought, FormJsRefused, read_form_js
from bpmn.forms.form_js.report import Note

__all__ = ["Brought", "FormJsRefused", "Note", "read_form_js"]
