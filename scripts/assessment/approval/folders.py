"""The folders of a data folder by which its past is followed."""

ACTS = "approvals"
YEARS = "years"
RECORDS = "scores"

ENDING = ".yaml"


def is_record(name: str) -> bool:
    """Tell whether a file of these folders holds records; a text, a list of signers or a note does not."""
    return name.endswith(ENDING)
