"""What the builder's page sent, read as an operation takes it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bpmn.forms.editing import Choice, EditRefused, Titles
from bpmn.fractions import read_fraction


@dataclass(frozen=True, slots=True)
class Posted:
    """The fields of one page as text, each once."""

    fields: Mapping[str, str]

    def __call__(self, name: str) -> str:
        """Give a field, stripped; empty without one."""
        return self.fields.get(name, "").strip()

    @property
    def deed(self) -> tuple[str, str]:
        """Give what the pressed button asks for, and on what: `up`, `budget.amount`."""
        verb, _, argument = self("do").partition(":")
        return verb, argument

    @property
    def titles(self) -> Titles:
        """Give the titles in both languages."""
        return Titles(self("title"), self("title_en"))

    def text(self, name: str) -> str | None:
        """Give a field, None when it was left empty."""
        return self(name).replace("\r\n", "\n") or None

    def number(self, name: str) -> int | float | None:
        """Give a number, None when it was left empty; raises EditRefused."""
        if not self(name):
            return None
        try:
            number = read_fraction(self(name).replace(",", ""))
        except ValueError:
            raise EditRefused("number", value=self(name)[:40]) from None
        return int(number) if number == number.to_integral_value() and abs(number) < 10**18 else float(number)

    def place(self, argument: str) -> int:
        """Read the number of a section or rule; raises EditRefused."""
        if not argument.isascii() or not argument.isdecimal() or len(argument) > 4:
            raise EditRefused("no_section")
        return int(argument)

    @property
    def choices(self) -> list[Choice]:
        """Give the choices of the table, its empty lines left out."""
        numbers = sorted({int(part) for key in self.fields if (part := _line(key))})
        listed = [Choice(*(self(f"choice.{number}.{part}") for part in ("value", "ko", "en"))) for number in numbers]
        return [each for each in listed if each.value or each.ko or each.en]


def _line(key: str) -> str:
    head, _, rest = key.partition(".")
    number = rest.partition(".")[0]
    return number if head == "choice" and number.isascii() and number.isdecimal() and len(number) < 5 else ""
