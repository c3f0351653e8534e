"""What a sheet claims: values, each with the cell that it stands in."""

from collections.abc import Iterator
from dataclasses import dataclass

from assessment.edit.layout import Flow
from assessment.load.yaml_file import Steps
from assessment.workbooks.place import CellPlace


@dataclass(frozen=True)
class Claim:
    """A value and where it came from; what a mapping or list holds may be claims of their own."""

    value: object
    place: CellPlace


def plain(value: object) -> object:
    """Return a value as it will be recorded, without where it came from."""
    match value:
        case Claim():
            return plain(value.value)
        case dict():
            return {key: plain(below) for key, below in value.items()}
        case list():
            return [plain(below) for below in value]
        case _:
            return value


def lay_out(value: object) -> object:
    """Return a value as it will be written: ids of evidence, and the ballots of a rater unit, in one line."""
    match value:
        case Claim():
            return lay_out(value.value)
        case dict() if "rater" in value:
            return Flow({key: plain(below) for key, below in value.items()})
        case dict():
            return {key: lay_out(below) for key, below in value.items()}
        case list() if all(isinstance(below, str) for below in value):
            return Flow(value)
        case list():
            return [lay_out(below) for below in value]
        case _:
            return value


def places(value: object, path: Steps = ()) -> Iterator[tuple[Steps, CellPlace]]:
    """Yield where a value and each part of it came from, by its path inside the value."""
    match value:
        case Claim():
            yield path, value.place
            yield from places(value.value, path)
        case dict():
            for key, below in value.items():
                yield from places(below, (*path, key))
        case list():
            for index, below in enumerate(value):
                yield from places(below, (*path, index))
