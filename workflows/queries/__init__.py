"""The read side: frozen rows for pages and the API, each list filtered by the same rules that open a single thing."""
