"""The bonus of annex 3: what is added and taken away on top of the three parts."""

import random
from datetime import date

from assessment.sample.calendar import Calendar, Occasion, after, day_in_words, some_day
from assessment.sample.facts import Fact, Proof, Rectified, UnitPlan
from assessment.sample.profiles import Profile

KEY_AREAS, REQUESTS, CONSULTATION = "附件3加分项第1项", "附件3加分项第2项", "附件3加分项第3项"
CONFERENCE, PRAISE = "附件3加分项第4项", "附件3加分项第5项"


def key_area_fault(event: Occasion, fault: str, count: int = 1, rectified: Rectified | None = None) -> Fact:
    """Return a fault in a key area that the city found."""
    proof = Proof(f"《{event.name}情况通报（示例）》", "通报", "市政府办公室（示例）", after(event.day, 5))
    reason = f"{event.name}：{fault}。"
    return Fact(KEY_AREAS, event.day, reason, (proof,), rule="出现扣分", count=count, rectified=rectified)


def request_fault(day: date, reason: str, count: int = 1) -> Fact:
    """Return a request for information that was not handled as it should be; who asked is not told."""
    proof = Proof(
        "依申请公开办理台账（示例，隐去申请人）", "台账", "县政府办信息公开股（示例）", after(day, 3), internal=True
    )
    return Fact(REQUESTS, day, reason, (proof,), count=count)


def consultation(day: date, document: str, number: int = 1) -> Fact:
    """Return a document that was drafted in public: draft, answers, and the text as issued."""
    page = f"yjzj/{day:%Y%m}-{number}"
    links = {"意见征集": f"{page}/zhengji.html", "意见反馈": f"{page}/fankui.html", "正式文件": f"{page}/wenjian.html"}
    proof = Proof(
        f"《{document}》意见征集专题页（示例）", "网页", "本单位政府信息公开网站（示例）", after(day, 2), f"{page}/"
    )
    reason = f"《{document}》公开征求意见，公布采纳情况，印发后公开全文，三样材料齐全。"
    return Fact(CONSULTATION, day, reason, (proof,), links=links)


def conference(event: Occasion, subject: str) -> Fact:
    """Return a press conference that the head of the unit attended."""
    proof = Proof(
        f"{event.day.year}年{event.name}县政府新闻发布会文字实录（示例）",
        "网页",
        "县政府网站（示例）",
        after(event.day, 1),
        f"/xwfb/{event.day:%Y%m%d}.html",
    )
    reason = f"主要负责同志出席{day_in_words(event.day)}新闻发布会，介绍{subject}工作并回答提问。"
    return Fact(CONFERENCE, event.day, reason, (proof,))


def praised(level: str, day: date, reason: str, override: str = "") -> Fact:
    """Return a commendation."""
    proof = Proof(f"{level}级政务公开工作表扬通报（示例）", "通报", f"{level}级主管部门（示例）", day)
    return Fact(PRAISE, day, reason, (proof,), rule="表彰", level=level, override=override)


def blamed(level: str, day: date, reason: str, incident: str) -> Fact:
    """Return a criticism."""
    proof = Proof(f"{level}级政务公开工作提醒通报（示例）", "通报", f"{level}级主管部门（示例）", day)
    return Fact(PRAISE, day, reason, (proof,), rule="批评或问责", level=level, incident=incident)


def bonus(rng: random.Random, calendar: Calendar, profile: Profile, plan: UnitPlan, listed: bool) -> tuple[Fact, ...]:
    """Return the bonus entries of a unit: the chosen ones, or a few by chance."""
    facts = _drawn(rng, calendar, profile, listed) if plan.bonus is None else plan.bonus
    return tuple(sorted(facts, key=lambda fact: fact.day))


def _drawn(rng: random.Random, calendar: Calendar, profile: Profile, listed: bool) -> list[Fact]:
    facts: list[Fact] = []
    chance, number = rng.random(), rng.randint(1, 2)
    if listed and chance < 0.4:
        fault = f"“{profile.columns[number]}”信息不完整"
        facts.append(key_area_fault(rng.choice(calendar.city_tests), fault, number))
    if rng.random() < 0.3:
        day = some_day(rng, *calendar.consulted)
        facts.append(consultation(day, rng.choice(profile.documents)))
    if rng.random() < 0.15:
        facts.append(conference(rng.choice(calendar.conferences), profile.columns[0]))
    return facts
