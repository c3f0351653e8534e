"""Why a command ends without doing what it was asked, where a person can mend it."""

from assessment.findings import Finding


class RequestError(Exception):
    """What was asked for cannot be done; the message says why in one Chinese line."""


class FaultyDataError(Exception):
    """The data has faults, all of which are told."""

    def __init__(self, findings: list[Finding]) -> None:
        super().__init__(f"{len(findings)} findings")
        self.findings = findings
