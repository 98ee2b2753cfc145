"""Letters (시행문) of a process: their models, filled with values, edited as blocks, checked gap by gap."""

from bpmn.letters.letter import Filled, Letter, Paragraph, with_day, written_day

__all__ = ["Filled", "Letter", "Paragraph", "with_day", "written_day"]
