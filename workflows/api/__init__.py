"""The JSON API below `/api/v1`: the same use cases and rights as the pages."""
