"""What the library says when something is wrong, as exceptions."""


class Error(Exception):
    """Anything that this package refuses. The message says what was found, what was expected and what to try."""


class BadUsage(Error, ValueError):
    """An argument has no meaning."""


class BadInput(Error, ValueError):
    """Masks, files, values or states are wrong."""


class EnvironmentFailure(Error, OSError):
    """No memory, no permission, a disk that failed, a library or command that is not there."""


class NotComparable(Error, ValueError):
    """Two runs are over other images, ground truth or classes."""


class InternalError(Error, RuntimeError):
    """A fault of the library."""


BY_STATUS = {2: BadUsage, 3: BadInput, 4: EnvironmentFailure, 6: NotComparable, 70: InternalError}


class DataWarning(UserWarning):
    """Something that a person should know of the masks, such as predicted values that no class has. It also stands in ``warnings`` of scores and runs."""
