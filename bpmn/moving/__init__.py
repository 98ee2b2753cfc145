"""Whether a running case may move to another version of its process, and what has to be chosen first.

    judge = Judge(engine, new_version, mapping, functions, gives)
    judge.judge(old_version, state, now).verdict      # "safe", "choice" or "stays"

Safe is proven: the tokens find their places, nothing that is read later is missing from the data, and from where the
case would then stand the end can always be reached, whatever people answer and whatever happens in between.
"""

from bpmn.moving.judge import Judge
from bpmn.moving.judgement import Judgement, Offer, Reason, Verdict

__all__ = ["Judge", "Judgement", "Offer", "Reason", "Verdict"]
