"""How much one expression may ask for; each number is far above what a process needs and far below what hurts."""

SOURCE_CHARACTERS = 4_000
NODES = 600
DEPTH = 40

FUEL = 50_000
"""Steps of one evaluation: every node of a loop body counts in every round."""
HANDED_IN = 200
"""Steps that a call of a handed-in function counts beside its values; it may walk years of a calendar."""
SPACE = 2_000_000
"""Characters and items that one evaluation may build in all."""

TEXT_CHARACTERS = 65_536
LIST_ITEMS = 10_000
NUMBER = 10**18
SMALLEST = 1e-12
"""Of a number with a point that is written in a text, unless it is 0."""
LITERAL_CHARACTERS = 16
"""Of a number with a point: so many are read without loss; longer ones are written as `decimal("…")`."""
DECIMAL_DIGITS = 34
DECIMAL_EXPONENT = -100
"""Smallest exponent of a decimal that is let in (34 digits below 10^-64)."""

RESULT_NODES = 50_000
RESULT_DEPTH = 32
