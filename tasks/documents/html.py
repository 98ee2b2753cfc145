"""A letter as an HTML fragment for pages; every value is escaped, a name the template does not get is an error."""

from __future__ import annotations

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from tasks.documents.letter import Letter
from tasks.documents.plain import issued, signed

_environment = Environment(
    loader=FileSystemLoader(Path(__file__).parent),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


def html(letter: Letter) -> Markup:
    """Give the letter as one `<article class="letter">`; the page brings the style sheet."""
    template = _environment.get_template("letter.html.j2")
    return Markup(template.render(letter=letter, closing=letter.closing, signed=signed, issued=issued))
