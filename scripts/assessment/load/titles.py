"""What schemas call the parts of data files, in Chinese."""

from collections.abc import Sequence

from assessment.load.json_schema import schema_of, title_of
from assessment.load.shapes import mapping_of


def titles(kind: str, path: Sequence[str]) -> tuple[str | None, ...]:
    """Return the title of each step of a path into one kind of file; None for names that data chooses, as ids are."""
    above = (tuple(path[:depth]) for depth in range(len(path)))
    return tuple(
        title_of(kind, (*before, step)) if step in mapping_of(schema_of(kind, before).get("properties")) else None
        for before, step in zip(above, path, strict=True)
    )
