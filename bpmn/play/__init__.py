"""Plays a diagram from start to rest on the real engine: in memory, by a script, with a simulated clock.

`play(engine, bundle, script, now)` is for people who draw (`jorye play`), for tests and for comparisons with other
engines. Nothing of ours runs outside the engine: service tasks are answered by the script, decisions really run.
"""

from bpmn.play.outcome import Outcome, PlayError, Waiting
from bpmn.play.player import play
from bpmn.play.script import Script, ScriptRefused, Sent

__all__ = ["Outcome", "PlayError", "Script", "ScriptRefused", "Sent", "Waiting", "play"]
