"""Which variables surely are there when an element is reached, who may write them, and of what type they are.

    scopes(subject)   # one Scope per process of the diagram

Sub-processes and branches share the scope of their process; a called process has its own. What cannot be known (an
answer without a form, a result that is not declared) may write anything: what nothing else writes is missed only where
a way passes none of that.
"""

from bpmn.rules.variables.scope import Names, Scope, scopes

__all__ = ["Names", "Scope", "scopes"]
