"""What is invented of one year."""

import random
from collections.abc import Mapping
from dataclasses import dataclass

from assessment.sample.calendar import Calendar
from assessment.sample.facts import UnitPlan
from assessment.sample.texts import Wording


@dataclass(frozen=True)
class Most:
    """How many faults of each kind chance gives a unit at most."""

    items: int
    """Items of the agency in which marks are lost."""
    lists: int
    sessions: int
    tasks: int
    notices: Mapping[str, int]
    """By level."""


@dataclass(frozen=True)
class SampleYear:
    """The days of a year, what each unit is to show in it, and how much is told."""

    calendar: Calendar
    plans: Mapping[str, UnitPlan]
    """By unit id."""
    wordings: Mapping[str, Wording]
    """By clause."""
    most: Most
    brief: bool = False
    """Whether the agency's items stand in a line each and rest on its report alone, which is on the web, and units
    publish no self-reviews."""
    invented_scheme: bool = False
    """Whether the scheme is invented, too."""

    seed: str = ""

    @property
    def year(self) -> int:
        """The year that is assessed."""
        return self.calendar.year

    def plan(self, unit: str) -> UnitPlan:
        """Return what a unit is to show."""
        return self.plans.get(unit, UnitPlan())

    def chance(self, unit: str, part: str) -> random.Random:
        """Return the source of chance of one part of one unit's record, so that no part moves another."""
        return random.Random(f"{self.seed}{self.year}-{unit}-{part}")
