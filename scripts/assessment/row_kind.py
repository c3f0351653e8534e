"""What a row of a ledger does to a mark: one vocabulary from the reckoning to the last page."""

from enum import Enum


class RowKind(Enum):
    """What a row does to the mark. The values are in approvals, in ``results.json`` and in style sheets."""

    FULL = "full"
    """An item starts at its full marks."""
    GIVEN = "given"
    """A mark given from outside, where no detail by item is recorded."""
    LOSS = "loss"
    """Marks of an item that were not reached."""
    ENTRY = "entry"
    """A recorded deduction or bonus."""
    AUTOMATIC = "automatic"
    """Points that a rule gives without an entry."""
    COUNT = "count"
    """Points taken back because a rule counts once, or its highest level only."""
    OBJECTION = "objection"
    """The change that a decided objection makes."""
    LIMIT = "limit"
    """A limit that bites, such as 扣完5分为止."""
    SCALE = "scale"
    """Item marks scaled to the declared full marks (reading key-area-block of 2019)."""
    NOT_APPLICABLE = "not-applicable"
    """不涉及: the item, or the scaling that makes up for it."""
    DIFFERENCE = "difference"
    """What the given mark differs by from its item marks."""
    MEAN = "mean"
    """The mean of the ballots."""
    SOURCE = "source"
    """By what marks given from outside can be checked: 0 points."""
    NUMBER = "number"
    """What a counted number comes to."""
    ROUND = "round"
    """The mark of a wave that is the result of a round."""
    CEILING = "ceiling"
    """What an item cannot reach any more, because a rule lets it start lower."""
    WAVE = "wave"
    """A wave that does not count beside a better or later one: 0 points."""
    GATE = "gate"
    """The marks of a part that its gate keeps out."""
    VETO = "veto"
    """What a veto, or a mark that fails, changes."""
    INTERNAL = "internal"
    """What records that are not public come to, in one row of a published ledger; no reckoning makes it."""

    @property
    def starts(self) -> bool:
        """Whether an item, or a component without items, starts with it."""
        return self in (RowKind.FULL, RowKind.GIVEN, RowKind.NUMBER)

    @property
    def changes(self) -> bool:
        """Whether it takes from what a mark started with, or adds to it."""
        return not self.starts and not self.is_mark and self not in (RowKind.SOURCE, RowKind.WAVE)

    @property
    def is_mark(self) -> bool:
        """Whether it is a mark that was reckoned, and neither adds to one nor takes from it."""
        return self in (RowKind.MEAN, RowKind.NUMBER, RowKind.ROUND)

    @property
    def is_cause(self) -> bool:
        """Whether its reason says what happened, and not how a number came about."""
        return self in (RowKind.ENTRY, RowKind.LOSS, RowKind.CEILING)

    @property
    def is_correction(self) -> bool:
        """Whether it corrects what causes took."""
        return self in (RowKind.COUNT, RowKind.LIMIT, RowKind.OBJECTION)

    @property
    def is_recorded(self) -> bool:
        """Whether it comes from a record of the unit."""
        return self.is_cause or self is RowKind.OBJECTION

    @property
    def scales(self) -> bool:
        """Whether it makes the marks of items worth more or less than they say."""
        return self in (RowKind.SCALE, RowKind.NOT_APPLICABLE)
