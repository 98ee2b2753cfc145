"""What the law computes: pure functions of their arguments, each citing its article; none reads a clock or a database.

Numbers that the law may change stand in `data/*.toml` with `valid_from` and `valid_to`, never in code.
"""
