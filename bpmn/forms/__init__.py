"""Forms: JSON Schema 2020-12 with our `x-` keywords; compiled once, filled in and checked on the server.

form = Form.read(document, FUNCTIONS)
answer = form.check(submitted, case_values, options, now)
answer.values, answer.errors
"""

from bpmn.forms.errors import FieldError, FormProblem, FormRefused
from bpmn.forms.fields import Field
from bpmn.forms.filling import Options
from bpmn.forms.form import Answer, Form

__all__ = ["Answer", "Field", "FieldError", "Form", "FormProblem", "FormRefused", "Options"]
