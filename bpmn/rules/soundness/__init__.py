"""Where control flow can stick, run away or never come."""
