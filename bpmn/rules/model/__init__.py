"""What BPMN itself asks of a model that is to be executed."""
