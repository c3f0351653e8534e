"""A value of a file as the shape that it should have, whatever somebody wrote there; another shape holds nothing."""


def mapping_of(value: object) -> dict[str, object]:
    """Return a mapping, empty for what is none."""
    return value if isinstance(value, dict) else {}


def list_of(value: object) -> list[object]:
    """Return a list, empty for what is none."""
    return value if isinstance(value, list) else []
