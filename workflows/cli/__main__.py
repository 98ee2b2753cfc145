"""Makes `python -m workflows.cli` the same as `jorye`."""

from workflows.cli.main import app

app(prog_name="jorye")
