"""Jobs that end in different ways."""

from assessment.errors import RequestError


def repeat(text: str, times: int) -> bytes:
    """Return a text several times."""
    return (text * times).encode()


def fail() -> bytes:
    """Meet a fault of the program."""
    raise ValueError("no\nluck")


def refuse() -> bytes:
    """Meet what a person can mend."""
    raise RequestError("缺少字库")
