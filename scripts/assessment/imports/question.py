"""A word of a sheet that was not understood: a fault that one answer, kept for next year, takes away."""

from dataclasses import dataclass

from assessment.findings import Finding


@dataclass(frozen=True)
class Question(Finding):
    """What is asked."""

    word: str = ""
    """As the sheet writes it."""
    guess: str = ""
    """What it may stand for; empty where nothing is like it."""
