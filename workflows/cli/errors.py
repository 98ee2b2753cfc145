"""What can go wrong on the command line itself, each with what to do next."""

# ruff: noqa: N818 -- an error is named for what happened, not for being an error

from __future__ import annotations

import messages
from messages import Language
from workflows.errors import JoryeError


class CommandError(JoryeError):
    """The root of errors whose sentences are in the command line's own room."""

    def text(self, language: Language = "ko") -> str:
        """Give the sentence in `language`."""
        return messages.text(f"cli.error.{self.code}", language, **self.params)


class AlreadyUp(CommandError):
    """Another `jorye up` runs on the same data `folder`."""

    code = "already_up"


class PortTaken(CommandError):
    """Another program listens on the web's `host` and `port`."""

    code = "port_taken"


class FileUnreadable(CommandError):
    """A file that was named on the command line cannot be read: its `path` and the `reason`."""

    code = "file_unreadable"


class NoDeployments(CommandError):
    """The list of scheduled flows, `prefect.yaml`, is not where it should be."""

    code = "no_deployments"


class NotJson(CommandError):
    """A script is not JSON: its `path` and the `reason`."""

    code = "not_json"


class NotAMoment(CommandError):
    """What was given as a moment is none: `found`."""

    code = "not_a_moment"


class RegistersRefused(CommandError):
    """The registers do not take what a data file holds: its `path` and the `reason`; nothing was entered."""

    code = "registers_refused"


class PasswordTooShort(CommandError):
    """A password has fewer than `shortest` characters."""

    code = "password_too_short"


class CatalogueRefused(CommandError):
    """A process that comes with the program does not load: its `process_id` and the `findings`."""

    code = "catalogue_refused"
