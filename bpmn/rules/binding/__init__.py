"""What a diagram names exists and fits: forms, operations, roles, clauses, letters, variables."""
