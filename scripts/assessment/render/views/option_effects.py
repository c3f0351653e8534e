"""What another reading would change, in words."""

from collections.abc import Iterator

from assessment.disclosure.publication import Publication
from assessment.disclosure.published_reading import OptionEffect, Unchanged

WHY_UNCHANGED = {
    Unchanged.GIVEN: "各单位的这项成绩都是直接给出的，不由各项得分折算",
    Unchanged.NOBODY: "没有单位遇到两种读法结果不同的情形",
    Unchanged.BESIDE: "只是另排一份名次",
}


def effect_words(effect: OptionEffect, publication: Publication) -> str:
    """Return what an option would change, or that it would change nothing and why."""
    if changes := list(_changes(effect)):
        return f"若采用：{'，'.join(changes)}。"
    grades = "、等次" if publication.scheme.grades else ""
    why = "" if effect.unchanged is None else f"：{WHY_UNCHANGED[effect.unchanged]}"
    return f"若采用：{publication.period.this}成绩{grades}和名次不变{why}。"


def _changes(effect: OptionEffect) -> Iterator[str]:
    if not (effect.totals or effect.moved or effect.renumbered or effect.grades):
        return
    yield f"{effect.totals}个单位的总分改变" if effect.totals else "总分不变"
    if effect.moved:
        yield f"{len(effect.moved)}个单位的名次变动"
    if effect.renumbered:
        yield f"{'另有' if effect.moved else ''}{len(effect.renumbered)}个单位只是名次的数字不同，先后不变"
    if not effect.moved and not effect.renumbered:
        yield "名次不变"
    if effect.grades:
        yield f"{effect.grades}个单位的等次改变"
