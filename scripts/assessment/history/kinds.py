"""Which records there are, what can happen to them, and how much of that a repository can tell: names and no contents."""

from dataclasses import dataclass
from enum import Enum


class Kind(Enum):
    """What a record is; the value is its Chinese name."""

    MARK = "环节成绩"
    ITEM = "指标得分"
    DEDUCTION = "扣分记录"
    BONUS = "加分记录"
    BALLOTS = "评议票"
    NOT_APPLICABLE = "不涉及"
    NOT_ASSESSED = "未参评"
    OBJECTION = "申诉复核"
    EVIDENCE = "证据"
    SELF_REVIEW = "自评材料"
    SELF_MARK = "自评得分"


@dataclass(frozen=True)
class Key:
    """Which record of a unit's file."""

    kind: Kind
    id: str
    """Its id, clause or component; for an item's mark the component and the clause; empty where there is only one."""
    wave: str = ""
    """Of a mark: id of the wave that it was given in; empty where there are none."""
    member: str = ""
    """Of a mark: the object under the unit that it is of; empty where there are none."""

    @property
    def name(self) -> str:
        """How people call the record."""
        return " ".join(word for word in (self.kind.value, self.id, self.wave, self.member) if word)


class What(Enum):
    """What a commit did to a record; the value is the Chinese word for it."""

    RECORDED = "登记"
    EARLIER = "此前已登记"
    """It was there already when the part of the past that is told begins: in a shallow clone, or before a move."""
    CHANGED = "修改"
    REMOVED = "删除"


class Completeness(Enum):
    """How much of the past the repository can tell."""

    WHOLE = "whole"
    SHALLOW = "shallow"
    """Older commits were left out when the repository was copied."""
    MOVED = "moved"
    """The records stood elsewhere before, and what happened to them there is not told."""
    UNREADABLE = "unreadable"
    """Git could not read old versions: the repository is damaged or a partial clone."""
    ABSENT = "absent"
    """There is no repository."""
