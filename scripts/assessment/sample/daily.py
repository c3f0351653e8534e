"""Annex 2: what the county office noted about a unit in the course of the year."""

import random

from assessment.sample.calendar import Occasion, after, day_in_words
from assessment.sample.facts import Fact, Proof, Rectified, UnitPlan
from assessment.sample.profiles import Profile
from assessment.sample.sample_year import SampleYear

LIST, SESSION, TASK, NOTICE = "附件2第1项", "附件2第2项", "附件2第3项", "附件2第4项"
ACCOUNT, OWNER, MATRIX = "附件2第5项", "附件2第6项", "附件2第7项"

OVERDUE = (
    ("{list}中“{a}”栏目更新不及时的问题，{due}期满时仍未反馈整改结果。", "已补充更新“{a}”栏目并书面反馈。"),
    ("{list}列出的错链已反馈整改，复查时仍打不开。", "已修复错链，建立每周读网制度。"),
    ("{list}要求{due}前书面反馈，催办后仍未报送。", "已补报整改情况表。"),
    ("{list}中“{b}”栏目空白的问题，反馈称已整改，复查时栏目仍无内容。", "“{b}”栏目已补充内容。"),
    ("{list}指出的错别字只改正一部分，没有说明未改的原因。", "其余错别字已改正，并对同类页面作了排查。"),
    ("{list}中《{p}》解读缺失的问题逾期未整改，也没有申请延期。", "已补发《{p}》解读。"),
    ("{list}反馈表漏填整改后的页面地址，退回后未再报送。", "已补填页面地址后重新报送。"),
)
"""Faults on the monthly lists, and how they were put right."""
ABSENT = (
    "{day}{name}缺席，事前没有请假。",
    "{day}{name}没有派人参加，当日电话通知后仍未到场。",
    "参加{name}的人员迟到2小时以上，按缺席计。",
    "{day}{name}只到半天，下午无人在岗，按缺席计。",
)
UNDONE = (
    ("没有按时完成{name}，“{a}”应更新4条，实际更新1条。", "已补充更新“{a}”信息3条。"),
    ("{name}任务逾期，经催办后才报送，影响全县进度。", "已明确任务联系人，后续任务按期报送。"),
    ("{name}所需材料没有报送，由县政府办另行协调其他单位补充。", "已补报材料。"),
    ("{name}报送的内容质量不合要求，退回后未重新报送。", "已修改后重新报送。"),
)
FAULTS = (
    ("“{a}”栏目超过6个月没有更新", "“{a}”栏目已恢复更新。"),
    ("“{b}”栏目空白", "“{b}”栏目已补充内容。"),
    ("《{q}》正文有严重错别字1处", "已改正，并对同类页面作了排查。"),
    ("“{c}”栏目内2个链接打不开", "已修复链接。"),
    ("政务新媒体超过2周没有更新", "已恢复更新，明确专人负责。"),
    ("首页“{a}”栏目更新不及时", "已补充更新，明确更新周期。"),
)


def overdue(event: Occasion, reason: str, count: int = 1, rectified: Rectified | None = None) -> Fact:
    """Return a list of faults that was not dealt with in time."""
    noted = after(event.day, 1)
    proof = Proof(f"{event.name}反馈台账（示例）", "台账", "县政府办留存（示例）", noted)
    text = reason.replace("{list}", event.name).replace("{due}", day_in_words(event.day))
    return Fact(LIST, noted, text, (proof,), count=count, rectified=rectified)


def absent(event: Occasion, reason: str) -> Fact:
    """Return an absence from a session."""
    proof = Proof(f"{event.name}签到表（示例）", "台账", "县政府办留存（示例）", event.day)
    text = reason.replace("{day}", day_in_words(event.day)).replace("{name}", event.name)
    return Fact(SESSION, event.day, text, (proof,))


def undone(event: Occasion, reason: str, rectified: Rectified | None = None) -> Fact:
    """Return a task that was not done."""
    noted = after(event.day, 2)
    proof = Proof(f"{event.name}任务交办和完成情况表（示例）", "台账", "县政府办留存（示例）", noted)
    return Fact(TASK, noted, reason.replace("{name}", event.name), (proof,), rectified=rectified)


def notice(level: str, event: Occasion, fault: str, rectified: Rectified | None = None) -> Fact:
    """Return a notice of a higher level; it counts once, however many faults it names (reading notice-levels of 2019)."""
    proof = Proof(
        f"《{event.name}情况通报（示例）》",
        "通报",
        f"{level}级主管部门（示例）",
        event.day,
        f"/tongbao/{event.day:%Y%m%d}.html",
    )
    text = f"{event.name}通报：{fault}。"
    return Fact(NOTICE, event.day, text, (proof,), level=level, rectified=rectified)


def daily(rng: random.Random, year: SampleYear, profile: Profile, plan: UnitPlan) -> tuple[Fact, ...]:
    """Return the deductions of a unit: the chosen ones, or a handful by chance, each event at most once."""
    facts = _drawn(rng, year, profile, plan) if plan.daily is None else plan.daily
    return tuple(sorted(facts, key=lambda fact: fact.day))


def _drawn(rng: random.Random, year: SampleYear, profile: Profile, plan: UnitPlan) -> list[Fact]:
    quality = rng.randint(30, 95) if plan.quality is None else plan.quality
    often = (100 - quality) / 100
    calendar, most = year.calendar, year.most
    facts: list[Fact] = []
    for event in rng.sample(calendar.lists, k=_times(rng, most.lists, often)):
        fault, remedy = _fill(rng.choice(OVERDUE), profile)
        facts.append(overdue(event, fault, rectified=_mended(rng, event, remedy)))
    for event in rng.sample(calendar.sessions, k=_times(rng, most.sessions, often)):
        facts.append(absent(event, rng.choice(ABSENT)))
    for event in rng.sample(calendar.tasks, k=_times(rng, most.tasks, often)):
        fault, remedy = _fill(rng.choice(UNDONE), profile)
        facts.append(undone(event, fault, _mended(rng, event, remedy)))
    found = [pair for pair in FAULTS if not plan.not_applicable or "新媒体" not in pair[0]]
    for level, times in most.notices.items():
        for event in rng.sample(calendar.notices[level], k=_times(rng, times, often)):
            fault, remedy = _fill(rng.choice(found), profile)
            facts.append(notice(level, event, fault, rectified=_mended(rng, event, remedy)))
    return facts


def _fill(pair: tuple[str, str], profile: Profile) -> tuple[str, str]:
    fault, remedy = pair
    return profile.fill(fault), profile.fill(remedy)


def _times(rng: random.Random, most: int, often: float) -> int:
    return sum(rng.random() < often for _ in range(most))


def _mended(rng: random.Random, event: Occasion, remedy: str) -> Rectified | None:
    chance = rng.random()
    if chance < 0.65:
        return Rectified(remedy, after(event.day, rng.randint(4, 15)))
    return Rectified("正在整改，尚未报送结果。") if chance < 0.8 else None
