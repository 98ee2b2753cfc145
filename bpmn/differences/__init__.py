"""What a new version of a process changes, as values and as sentences a colleague reads before publishing it.

differences = compare(published, draft)
differences.sentences("ko")      # "'현장 확인': 새 할 일입니다." …
differences.keeps_flow           # whether running cases can move without anything on their way changing
"""

from bpmn.differences.change import Change
from bpmn.differences.comparison import Differences, compare

__all__ = ["Change", "Differences", "compare"]
