"""2019: the year whose sample shows everything that the software can show."""

from assessment.sample.sample_year import Most, SampleYear
from assessment.sample.texts import WORDINGS
from assessment.sample.year_2019.calendar import CALENDAR
from assessment.sample.year_2019.plans import PLANS

YEAR_2019 = SampleYear(
    calendar=CALENDAR,
    plans=PLANS,
    wordings=WORDINGS,
    most=Most(items=len(WORDINGS), lists=4, sessions=2, tasks=2, notices={"省": 1, "市": 2}),
)
