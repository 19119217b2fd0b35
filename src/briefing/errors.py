"""The tree of errors.

An exception is for a run that cannot go on. One bad input is a `Problem` value and the run goes on;
anything that is not a `BriefingError` is a bug and shows its traceback.

Wording: the thing, what is wrong with its value, what to do.
"""


class BriefingError(Exception):
    """Base of every error this package raises on purpose. Its text is one sentence for the user."""

    exit_code = 1


class UsageError(BriefingError):
    """The command was called in a way that cannot work."""

    exit_code = 2


class ConfigError(UsageError):
    """A setting, a table or a theme file is not usable."""


class InputError(BriefingError):
    """Nothing usable was given to read."""


class TemplateError(UsageError):
    """A Word template lacks something the writer needs."""


class OutputError(BriefingError):
    """A result cannot be written where it was asked for."""


class VerifyError(BriefingError):
    """An issue's folder cannot be checked at all (files missing or unreadable)."""


class DeliveryError(BriefingError):
    """A finished issue could not be handed over."""


class ArchiveError(BriefingError):
    """The archive cannot be opened, read or written."""


class ScheduleError(BriefingError):
    """The system's timer could not be read, set or taken away."""


class WorkerError(BriefingError):
    """The processes or the cluster that share the work cannot be had, or were lost."""
