"""Which variables an element reads and writes, which surely are there when it is reached, and of what type they are.

    scopes(subject)   # one Scope per process of the diagram

Sub-processes and branches share the scope of their process; a called process has its own. What cannot be known (an
answer without a form, a result that is not declared) may write anything: then nothing is said about names that nothing
else writes.
"""

from bpmn.rules.variables.effects import Read
from bpmn.rules.variables.scope import Scope, scopes

__all__ = ["Read", "Scope", "scopes"]
