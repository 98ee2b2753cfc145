"""One process instance inside one transaction: lock it, let the engine advance it, write down what that caused."""

from workflows.instances.process_instance import ProcessInstance

__all__ = ["ProcessInstance"]
