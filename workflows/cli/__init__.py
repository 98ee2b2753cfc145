"""The command line: one command per file, each a thin door to a use case, a query or a pure function."""
