"""What outlives a case: one register per file, rows with their guards and database constraints."""
