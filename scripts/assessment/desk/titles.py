"""What the buttons of the desk say, by what they add to a record."""

from assessment.load.json_schema import title_of

_BUTTONS = {
    "deductions": "记一次扣分",
    "bonus": "登记加分",
    "marks": "录入成绩",
    "ballots": "录入评议票",
    "not_applicable": "不涉及",
    "not_assessed": "未参评",
    "objections": "登记申诉",
    "evidence": "登记证据",
    "self_review": "自评材料",
    "self_marks": "录入自评得分",
    "rectified": "整改",
}


def button_of(section: str) -> str:
    """Return what a button says that adds to a part of a record; a part that is new to the schema goes by its title."""
    return _BUTTONS.get(section) or f"登记{title_of('score', (section,))}"
