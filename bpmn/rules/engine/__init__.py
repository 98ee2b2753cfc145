"""What the engine executes otherwise than it is drawn, or reads from another vocabulary."""
