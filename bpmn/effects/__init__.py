"""What one element of a diagram does to the variables of its process: what it reads and what it writes.

    effect = effect_of(node, facts, beside)
    effect.reads, effect.writes     # each text or file that reads; everything it may write, with the types
    effect.sure                     # what one run of it has written, whatever people answered
    effect.left                     # what is there for certain for those who come after

Rules ask it where a variable is missed, moving asks it what a case will read: both go by the same answer.
"""

from bpmn.effects.beside import Beside
from bpmn.effects.effect import UNTOLD, Effect, Read, reading
from bpmn.effects.element import effect_of

__all__ = ["UNTOLD", "Beside", "Effect", "Read", "effect_of", "reading"]
