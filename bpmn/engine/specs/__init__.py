"""What each kind of element does with a token: task specs of SpiffWorkflow, with the engine's rules put in front."""
