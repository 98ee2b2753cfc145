"""Brings cases to another version of their process, and back: state, worklist, timers and history together."""
