"""What the machine does: one service task per file, the file name is the operation id."""
