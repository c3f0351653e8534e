"""What the offices above the units did in 2018."""

from datetime import date

from assessment.sample.calendar import Calendar, days, events

LISTS = events(
    (f"2018年{quarter}季度问题清单" for quarter in "一二三四"),
    days(2018, (3, 23), (6, 22), (9, 21), (11, 23)),
)
SESSIONS = events(
    ("上半年政务公开自查整改集中办公", "年度测评迎检集中办公"),
    days(2018, (6, 13), (11, 14)),
)
NOTICES = events(
    (f"2018年第{number}期全市政府网站巡查" for number in (1, 2, 3)),
    days(2018, (5, 16), (9, 12), (11, 28)),
)
CONFERENCES = events(("第一场", "第二场"), days(2018, (5, 24), (10, 25)))
CITY_TESTS = events(("2018年度市对县政务公开测评",), days(2018, (12, 7)))

CALENDAR = Calendar(
    year=2018,
    lists=LISTS,
    sessions=SESSIONS,
    tasks=(),
    notices={"市": NOTICES},
    city_tests=CITY_TESTS,
    conferences=CONFERENCES,
    consulted=(date(2018, 4, 2), date(2018, 11, 30)),
    looked=(date(2018, 12, 10), date(2018, 12, 21)),
    reported=date(2018, 12, 28),
    self_reviews=(date(2018, 12, 17), date(2019, 1, 11)),
    voted=(date(2019, 1, 2), date(2019, 1, 18)),
    approved=date(2019, 2, 20),
    published=date(2019, 2, 28),
)
