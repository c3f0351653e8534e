"""What a bundle that is not checked is refused with."""

from assessment.errors import RequestError


class BundleError(RequestError):
    """The bundle cannot be read, or is made to do harm; the message says which."""


class DamagedError(Exception):
    """An archive is no zip, or not a whole one."""
