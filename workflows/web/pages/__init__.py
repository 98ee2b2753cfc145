"""One page per file; each lists its routes."""
