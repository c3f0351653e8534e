"""What people call the places in a data file, by the schema of the file."""

from pathlib import PurePosixPath

from assessment.branches.work_tree import WorkTree
from assessment.edit.splice import EntryStep, Keys
from assessment.load.county import FILE as COUNTY
from assessment.load.import_words import FILE as WORDS
from assessment.load.json_schema import title_of
from assessment.load.people import FILE as PEOPLE
from assessment.load.yaml_file import Steps

_KINDS = {
    "scores": "score",
    "years": "year",
    "schemes": "scheme",
    "units": "unit",
    COUNTY: "county",
    PEOPLE: "people",
    WORDS: "imports",
}
"""What the schemas of data files are called, by the first step below the data folder.

Approvals are not among them: they are a chain, of which no link can be changed by itself.
"""


def schema_kind(tree: WorkTree, path: str) -> str | None:
    """Return what the schema of a file is called; None for what is no data file that can be told field by field."""
    data = PurePosixPath(tree.clone.below)
    file = PurePosixPath(path)
    if not file.is_relative_to(data) or file.suffix != ".yaml":
        return None
    return _KINDS.get(file.relative_to(data).parts[0])


def name_of_record(kind: str, keys: Keys) -> str:
    """Return what people call the record that a place belongs to; empty for a field at the top of a file."""
    depth = max((at + 1 for at, key in enumerate(keys) if isinstance(key, EntryStep)), default=len(keys) - 1)
    words: list[str] = []
    for at, key in enumerate(keys[:depth]):
        title = title_of(kind, _steps(keys[: at + 1]))
        words.append(key.value if isinstance(key, EntryStep) else title if title else key)
    return " ".join(dict.fromkeys(words))


def name_of_field(kind: str, keys: Keys) -> str:
    """Return what people call a field; empty where a place is a whole record."""
    return "" if not keys or isinstance(keys[-1], EntryStep) else title_of(kind, _steps(keys))


def _steps(keys: Keys) -> Steps:
    return tuple(0 if isinstance(key, EntryStep) else key for key in keys)
