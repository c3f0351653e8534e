"""Whether a unit has a total: 待定 and 未参评 are states, never 0 (reading missing-marks of 2019)."""

from enum import Enum


class Status(Enum):
    """Whether a unit has a total."""

    COMPLETE = "complete"
    PENDING = "pending"
    NOT_ASSESSED = "not-assessed"

    @property
    def label(self) -> str:
        """The word for it."""
        return {Status.COMPLETE: "已评定", Status.PENDING: "待定", Status.NOT_ASSESSED: "未参评"}[self]
