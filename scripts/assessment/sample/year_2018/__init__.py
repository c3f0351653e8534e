"""2018: a year before the one that shows everything, told in brief, so that two years can be compared.

Its scheme is invented, too. It matches that of 2019 but for some items.
"""

from assessment.sample.sample_year import Most, SampleYear
from assessment.sample.texts import WORDINGS
from assessment.sample.year_2018.calendar import CALENDAR
from assessment.sample.year_2018.plans import PLANS

LATER = ("新条例", "机构改革", "减税降费")
"""What nobody could be blamed for before 2019."""

YEAR_2018 = SampleYear(
    calendar=CALENDAR,
    plans=PLANS,
    wordings={clause: wording.without(LATER) for clause, wording in WORDINGS.items()},
    most=Most(items=5, lists=1, sessions=1, tasks=0, notices={"市": 1}),
    brief=True,
    invented_scheme=True,
)
