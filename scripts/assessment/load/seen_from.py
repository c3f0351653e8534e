"""From which disclosure level on the public may see a value: what the schema of its file says, and no other place."""

from assessment.dataset.year import Disclosure
from assessment.load.json_schema import schema_of
from assessment.load.yaml_file import Steps

NEVER = "never"
"""What a schema says of a value that no level shows."""


def seen_from(kind: str, path: Steps) -> Disclosure | None:
    """Return the first level that shows a value of one kind of file; None for what is never public.

    What a schema does not speak of is never public either.
    """
    level = schema_of(kind, path).get("x-seen-from", NEVER)
    return None if level == NEVER else Disclosure(level)
