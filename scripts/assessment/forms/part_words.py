"""What a part and its rules say, in the few words that stand beside a choice."""

from collections.abc import Mapping
from decimal import Decimal

from assessment.dataset.part import Count, Part, Rule
from assessment.dataset.scheme import Scheme
from assessment.forms.field import FieldChoice

_COUNTS = {Count.EACH: "每次", Count.ONCE: "只计一次", Count.HIGHEST: "只计最高一级"}


def choice_of(scheme: Scheme, part: Part) -> FieldChoice:
    """Return a part as something to choose, with the words of its clause."""
    name = part.name if part.clause in part.name else f"{part.clause} {part.name}"
    return FieldChoice(part.key, name, clause_words(scheme, part.clause))


def clause_words(scheme: Scheme, clause: str) -> str:
    """Return what a clause says, as issued; nothing where there is none of the name."""
    found = next((one for one in scheme.walk() if one.id == clause), None)
    return "" if found is None else found.text or found.heading


def points_words(rule: Rule) -> str:
    """Return what one occurrence under a rule costs or gives."""
    if rule.range is not None:
        low, high = rule.range
        words = f"{number(low)}到{number(high)}分之间定"
    elif rule.percent is not None:
        words = f"满分的{number(rule.percent)}%"
    elif rule.ceiling is not None:
        words = f"最多得满分的{number(rule.ceiling)}%"
    elif isinstance(rule.points, Mapping):
        words = "、".join(f"{level}{number(points)}分" for level, points in rule.points.items())
    else:
        words = f"{number(rule.points)}分"
    limit = f"，最多{number(rule.limit)}分" if rule.limit is not None else ""
    return f"{_COUNTS[rule.count]}{words}{limit}"


def number(value: Decimal) -> str:
    """Return a number with a real minus, and a plus where it gives."""
    return f"{value.normalize():f}".replace("-", "−")
