"""What people and the clock can do: one verb per file, one public function of the same name, one transaction.

A use case whose first parameter is a `UnitOfWork` runs inside the transaction its caller opened with
`workflows.runtime.begin`; one that takes `Services` opens its own, because it needs several or none while it computes.
Whether somebody may is asked before, of `workflows.rights`; that a task is open and theirs is checked here.
"""
