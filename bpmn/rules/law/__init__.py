"""Where a process and the ordinance part."""
