"""How answers call the fields of a form: the steps to the value, with what parts them written otherwise inside them."""

from collections.abc import Iterable

BETWEEN = "/"
NAME = "="
"""The last step of the field in which the name of a new row is written."""
NEW = "+"
"""What the step to a new row begins with."""
NEW_VALUE = "value"
"""The step to the value of a new row."""
_CODES = {"~": "~0", BETWEEN: "~1", NEW: "~2", NAME: "~3"}
"""How signs that mean something in a name are written where a step has them."""


def name_of(above: str, step: str | int) -> str:
    """Return the name of a field below another one; the form itself has an empty name."""
    written = "".join(_CODES.get(sign, sign) for sign in str(step))
    return f"{above}{BETWEEN}{written}" if above else written


def new_name(above: str, number: int) -> str:
    """Return the name of a new row below a field; no name of the data is like it."""
    return f"{above}{BETWEEN}{NEW}{number}" if above else f"{NEW}{number}"


def label_name(row: str) -> str:
    """Return the name of the field in which the name of a new row is written."""
    return f"{row}{BETWEEN}{NAME}"


def steps_below(above: str, names: Iterable[str]) -> list[str]:
    """Return the steps that follow a name in other names, as they are written there, each once, in their order."""
    start = f"{above}{BETWEEN}" if above else ""
    below = (name.removeprefix(start) for name in names if name.startswith(start) and name != above)
    return [*dict.fromkeys(rest.partition(BETWEEN)[0] for rest in below)]


def step_of(step: str) -> str:
    """Return what is meant by a step as it stands in a name."""
    for sign, code in _CODES.items():
        step = step.replace(code, sign) if sign != "~" else step
    return step.replace("~0", "~")
