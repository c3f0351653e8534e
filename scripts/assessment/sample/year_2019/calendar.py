"""What the offices above the units did in 2019, the year of the sample that shows everything."""

from datetime import date

from assessment.sample.calendar import Calendar, days, events

LISTS = events(
    (f"2019年{month}月问题清单" for month in range(1, 13)),
    days(
        2019,
        (1, 18),
        (2, 22),
        (3, 22),
        (4, 19),
        (5, 24),
        (6, 21),
        (7, 19),
        (8, 23),
        (9, 20),
        (10, 25),
        (11, 22),
        (12, 20),
    ),
)
"""The county office's monthly lists of faults, by the day on which an answer was due."""

SESSIONS = events(
    (
        "2018年度第三方评估问题整改集中办公",
        "上半年政务公开自查整改集中办公",
        "市对县测评迎检集中办公",
        "政府网站栏目规范集中办公",
        "年度测评问题整改集中办公",
    ),
    days(2019, (3, 13), (6, 12), (9, 18), (11, 13), (12, 4)),
)

TASKS = events(
    (
        "一季度“重点领域”栏目内容更新保障",
        "二季度“重点领域”栏目内容更新保障",
        "县政府网站在线访谈",
        "三季度“重点领域”栏目内容更新保障",
        "新闻发布会材料报送",
        "社会关切问题限时回应",
    ),
    days(2019, (4, 10), (7, 3), (8, 15), (10, 10), (10, 24), (11, 18)),
)

NOTICES = {
    "国家": events(
        ("2019年第二季度全国政府网站和政务新媒体抽查", "2019年第三季度全国政府网站和政务新媒体抽查"),
        days(2019, (7, 23), (10, 22)),
    ),
    "省": events(
        (f"2019年第{quarter}季度全省政府网站抽查" for quarter in "一二三四"),
        days(2019, (4, 16), (7, 17), (10, 16), (12, 18)),
    ),
    "市": events(
        (f"2019年第{number}期全市政府网站和政务新媒体巡查" for number in range(1, 7)),
        days(2019, (3, 6), (5, 15), (7, 10), (9, 11), (11, 6), (12, 11)),
    ),
}

CITY_TESTS = events(("2019年上半年市对县政务公开测评", "2019年度市对县政务公开测评"), days(2019, (7, 5), (12, 13)))

CONFERENCES = events(
    ("第一场", "第二场", "第三场", "第四场"),
    days(2019, (4, 25), (6, 20), (9, 26), (11, 28)),
)

CALENDAR = Calendar(
    year=2019,
    lists=LISTS,
    sessions=SESSIONS,
    tasks=TASKS,
    notices=NOTICES,
    city_tests=CITY_TESTS,
    conferences=CONFERENCES,
    consulted=(date(2019, 4, 1), date(2019, 11, 29)),
    looked=(date(2019, 12, 9), date(2019, 12, 25)),
    reported=date(2019, 12, 31),
    self_reviews=(date(2019, 12, 16), date(2020, 1, 10)),
    voted=(date(2020, 1, 2), date(2020, 1, 22)),
    approved=date(2020, 2, 20),
    published=date(2020, 2, 28),
)
