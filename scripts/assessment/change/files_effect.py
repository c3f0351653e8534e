"""What a change of many files does to the results."""

from collections.abc import Mapping

from assessment.change.ground import Ground
from assessment.check.trial import lay_over
from assessment.compare.comparison import YearComparison, compare_sides
from assessment.compare.side import side_of


def effect_of_files(ground: Ground, texts: Mapping[str, str], kept: Mapping[str, bytes]) -> YearComparison:
    """Return the same as ``scripts/compare`` tells once files are written.

    Args:
        ground: the year as it stands.
        texts: data files by path below the data folder.
        kept: evidence files by path below the evidence folder.
    """
    with lay_over(ground.year.data, texts, kept) as copy:
        return compare_sides(ground.year.period, ground.side, side_of(copy, ground.year.period))
